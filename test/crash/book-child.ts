/** A worker on a workbook that dies at a named step: `node book-child.ts DATABASE_URL CONNECTION FOLDER STEP`. */
import { openDatabase } from '@kobling/store';
import { bookCard, openBook } from './books.ts';
import { killed, numberedSteps, steppingConnection, steppingStore } from './steps.ts';
import { workToRest } from './worker.ts';

const [url = '', connectionId = '', folder = '', step = ''] = process.argv.slice(2);
const db = openDatabase(url, { applicationName: 'crash test worker', max: 3 });
const steps = numberedSteps(step, killed);
await workToRest({
  db,
  connectionId: Number(connectionId),
  card: bookCard,
  erp: steppingConnection(await openBook(folder), steps),
  aheadMs: 0,
  around: (store) => steppingStore(store, steps),
});
await db.close();
