/**
 * 19: amnesia: a lost cursor, a restored backup, a forgotten connection bring no duplicates (5, 6) and no old data over new (H10). What
 * an ERP holds only because it was restored is not carried into the CRM as if a user had typed it, but by a person's word.
 */
import type { LogKind } from '@kobling/engine';
import type { Check } from '../history.ts';
import { quoted, type Reading, readingOf } from './reading.ts';
import { stepBefore } from './stories.ts';
import type { EngineWrite } from './writes.ts';

const asked = new Set<LogKind>(['resync', 'undo', 'firstAgreement']);

export const oldDataStaysBehind: Check = (history) => {
  const reading = readingOf(history);
  if (!history.events.some(({ what }) => what === 'erpRestore')) return [];
  return reading.writes
    .filter((write) => write.side === 'crm' && write.old !== '' && !(write.kind !== undefined && asked.has(write.kind)))
    .filter((write) => fromRestore(reading, write) && !personSaidSo(reading, write))
    .map((write) => ({
      invariant: 19,
      message: `${write.place}: ${quoted(write.old)} was overwritten with ${quoted(write.value)}, which the ERP holds only because it was restored.`,
    }));
};

const fromRestore = (reading: Reading, write: EngineWrite): boolean =>
  write.sources.length > 0 &&
  write.sources.every(({ place }) => stepBefore(reading.stories.get(place), write.index)?.who === 'restore');

/** Any request of a person on this connection since the restore: going on, or a plan that was approved. */
function personSaidSo({ history }: Reading, write: EngineWrite): boolean {
  const restored = history.events.findLastIndex(
    (event, index) => index < write.index && event.what === 'erpRestore' && event.connection === write.connection,
  );
  return history.events.some(
    (event, index) =>
      index > restored && index < write.index && event.what === 'request' && event.connection === write.connection,
  );
}
