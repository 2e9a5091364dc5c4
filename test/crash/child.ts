/**
 * The worker that is killed: `node child.ts DATABASE_URL CONNECTION CARD KILL_AT`, forked by the test. Brings the connection to
 * rest unless it dies before; then tells the test the names of its steps.
 */
import type { CapabilityCard, Connection } from '@kobling/sdk';
import { openDatabase } from '@kobling/store';
import { erpOverChannel } from './erp-channel.ts';
import { numberedSteps, steppingConnection, steppingStore } from './steps.ts';
import { workToRest } from './worker.ts';

const [url = '', connectionId = '', card = '{}', killAt = ''] = process.argv.slice(2);
const db = openDatabase(url, { applicationName: 'crash test worker', max: 3 });
const names: string[] = [];
const steps = numberedSteps(Number(killAt), (name) => names.push(name));
await workToRest({
  db,
  connectionId: Number(connectionId),
  card: JSON.parse(card) as Partial<CapabilityCard>,
  // The engine calls no other operation than those that the channel carries.
  erp: steppingConnection(erpOverChannel() as Connection, steps),
  aheadMs: 0,
  around: (store) => steppingStore(store, steps),
});
await db.close();
process.send?.({ steps: names }, undefined, {}, () => process.disconnect());
