/**
 * 13: a polled row is a hint; nothing is written but over the value that was decided on (H04, H15, H27). What each CRM write says
 * was there, was there; and an ERP that compares was told to expect what it held.
 */
import type { Check, Violation } from '../history.ts';
import { equalHere } from './03-no-lost-update.ts';
import { quoted, type Reading, readingOf } from './reading.ts';
import { stepBefore } from './stories.ts';
import type { EngineWrite } from './writes.ts';

export const writesCompare: Check = (history) => {
  const reading = readingOf(history);
  return reading.writes.flatMap((write) =>
    write.side === 'crm' ? overOther(reading, write) : unexpected(reading, write),
  );
};

function overOther(reading: Reading, write: EngineWrite): readonly Violation[] {
  const before = stepBefore(reading.stories.get(write.place), write.index);
  if (before === undefined || write.old === undefined || equalHere(write, before.value, write.old)) return [];
  return [
    {
      invariant: 13,
      message: `${write.place}: ${quoted(write.value)} was written over ${quoted(before.value)} in the belief that it was ${quoted(write.old)}.`,
    },
  ];
}

/** What the intent was decided on is what was overwritten, for an ERP that could have told. */
function unexpected(reading: Reading, write: EngineWrite): readonly Violation[] {
  const event = reading.history.events[write.index];
  if (event?.what !== 'erpWrite' || write.conceded || write.old === undefined) return [];
  const held = event.old[write.field] ?? '';
  const expected = event.expected?.[write.field];
  const seen = event.seen?.[write.field];
  if (expected !== undefined && !equalHere(write, expected, held))
    return [wrong(write, `expected ${quoted(expected)}, but the ERP held ${quoted(held)}`)];
  if (event.expected === undefined && seen !== undefined && !equalHere(write, seen, held))
    return [wrong(write, `had seen ${quoted(seen)}, but the ERP held ${quoted(held)}`)];
  const before = stepBefore(reading.stories.get(write.place), write.index);
  return before === undefined || equalHere(write, before.value, held)
    ? []
    : [wrong(write, `the ERP held ${quoted(held)}, but by its story ${quoted(before.value)}`)];
}

const wrong = (write: EngineWrite, why: string): Violation => ({
  invariant: 13,
  message: `${write.place}: ${quoted(write.sent)} was written; the engine ${why}.`,
});
