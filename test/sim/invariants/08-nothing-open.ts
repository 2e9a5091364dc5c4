/**
 * 8: a crash at any step gives the same end as none: besides the other invariants, nothing is left half done. No intent is open, no
 * request waits, every row of the log's writes has its effect.
 */
import type { Intent } from '@kobling/engine';
import type { Check } from '../history.ts';
import { quoted, readingOf } from './reading.ts';

const underWay = new Set<Intent['status']>(['open', 'sent', 'unknown']);

export const nothingLeftOpen: Check = ({ end }) => [
  ...end.intents
    .filter(({ status }) => underWay.has(status))
    .map(({ id, status, kind, actorType, erpKey }) => ({
      invariant: 8,
      message: `Intent ${id} (${kind} ${actorType} ${erpKey}) is still ${status}.`,
    })),
  ...(end.requests ?? [])
    .filter(({ status }) => status === 'queued' || status === 'running')
    .map(({ id, status }) => ({ invariant: 8, message: `Request ${id} is still ${status}.` })),
];

/** A write that reached the CRM has its row in the same transaction: a crash may not part them. */
export const writesAreTold: Check = (history) =>
  readingOf(history).writes.flatMap(({ side, row, place, old, value }) =>
    side === 'crm' && row === undefined
      ? [{ invariant: 8, message: `${place}: ${quoted(old)} became ${quoted(value)}, and no log row tells of it.` }]
      : [],
  );

/** A row that tells of a write to the CRM, without the write. */
export const rowsAreTrue: Check = (history) => {
  const told = new Set(readingOf(history).writes.map(({ row }) => row?.id));
  return history.end.log
    .filter((row) => row.target === 'crm' && !told.has(row.id))
    .map((row) => ({
      invariant: 8,
      message: `Log row ${row.id} says that ${row.crmField} of ${row.entity?.kind} ${row.entity?.id} became ${quoted(row.newValue)}; it did not.`,
    }));
};
