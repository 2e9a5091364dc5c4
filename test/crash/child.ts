/**
 * The worker that something happens to: `node child.ts DATABASE_URL CONNECTION CARD STEP BLOW`, forked by the test. Brings the
 * connection to rest unless it dies before or loses its lease; then tells the test the names of its steps.
 */
import { writeSync } from 'node:fs';
import type { CapabilityCard, Connection } from '@kobling/sdk';
import { openDatabase } from '@kobling/store';
import { erpOverChannel } from './erp-channel.ts';
import { killed, numberedSteps, steppingConnection, steppingStore } from './steps.ts';
import { LeaseGone, workToRest } from './worker.ts';

/** `stop`: as a machine that falls asleep; SIGCONT wakes it. */
export type Blow = 'kill' | 'stop';

/** Written at once, since nothing is sent any more by a process that is stopped. */
function stopped(name: string): void {
  writeSync(process.stdout.fd, name);
  process.kill(process.pid, 'SIGSTOP');
}

const [url = '', connectionId = '', card = '{}', at = '', blow = ''] = process.argv.slice(2);
const db = openDatabase(url, { applicationName: 'crash test worker', max: 3 });
const names: string[] = [];
const strikeAt = /^\d+$/.test(at) ? Number(at) : at;
const steps = numberedSteps(strikeAt, blow === 'stop' ? stopped : killed, (name) => names.push(name));
const lost = await workToRest({
  db,
  connectionId: Number(connectionId),
  card: JSON.parse(card) as Partial<CapabilityCard>,
  // The engine calls no other operation than those that the channel carries.
  erp: steppingConnection(erpOverChannel() as Connection, steps),
  aheadMs: 0,
  around: (store) => steppingStore(store, steps),
}).then(
  () => false,
  (error: unknown) => {
    if (error instanceof LeaseGone) return true;
    throw error;
  },
);
await db.close();
process.send?.({ steps: names, lost }, undefined, {}, () => process.disconnect());
