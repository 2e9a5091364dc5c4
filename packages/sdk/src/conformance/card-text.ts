/** The capability card in sentences: what was measured, and what the hub makes of it. */
import type { CapabilityCard } from '../types.ts';

type Words = { readonly [K in keyof CapabilityCard]-?: (value: NonNullable<CapabilityCard[K]>) => string };

const yesNo =
  (yes: string, no: string) =>
  (value: boolean): string =>
    value ? yes : no;

const words: Words = {
  omitsBlanks: yesNo(
    'A field that is left out is blank.',
    'A blank field is answered; one that is left out was not observed.',
  ),
  partialSave: yesNo(
    'A save changes only what it carries.',
    'A save blanks what it does not carry: the hub sends whole records.',
  ),
  pollsAreCurrent: yesNo(
    'Polled values are as fresh as read ones.',
    'Polled values may be old: the hub reads again by key.',
  ),
  searchIsComplete: yesNo(
    'A search finds all, at once.',
    'A search may miss what was just created: after a lost create a person is asked.',
  ),
  comparesExpected: yesNo(
    'A save compares what it expects: no edit is overwritten unseen.',
    'A save compares nothing: the hub reads once more just before.',
  ),
  lastModifiedKind: (kind) =>
    `LastModified is compared as ${{ decimal: 'a number', dateTime: 'a date and time', ordinal: 'text' }[kind]}.`,
  lastModifiedGrainMs: (ms) => `LastModified counts ${ms === 1 ? 'parts of a second' : `in steps of ${span(ms)}`}.`,
  lastModifiedAheadMs: (ms) =>
    ms === 0 ? 'LastModified is UTC.' : `LastModified is local time, ${ms / 3_600_000} h from UTC.`,
  cursorIsInclusive: yesNo(
    'Changes from a mark include those exactly at it.',
    'Changes from a mark leave out those exactly at it: the hub asks further back.',
  ),
  changesComeLate: yesNo('Changes are not polled at once: the hub asks further back.', 'Changes are polled at once.'),
  createIsIdempotent: yesNo('The same create twice makes one actor.', 'The same create twice makes two actors.'),
  dateGrainMs: (ms) => `Date-times are kept ${ms === 1 ? 'to the millisecond' : `in steps of ${span(ms)}`}.`,
  overlapMs: (ms) => `Each poll asks ${span(ms)} back.`,
  sweepPeriodMs: (ms) => `Every link is read again within ${span(ms)}.`,
  saveBatch: (count) => `At most ${count} actors a save.`,
  readBatch: (count) => `At most ${count} actors a read.`,
  callDeadlineMs: (ms) => `A call may take ${span(ms)}.`,
  normalisers: (all) =>
    all.length === 0 ? 'Values stay as they are sent.' : `What is sent may come back changed: ${all.join(', ')}.`,
  createMark: (field) => `A create leaves its mark in ${field}.`,
  fencesWrites: yesNo(
    'Late writes of a replaced worker are refused.',
    'Late writes of a replaced worker are not refused.',
  ),
};

/** One line an entry, as `key: sentence`. */
export function cardAsText(card: Partial<CapabilityCard>): readonly string[] {
  const width = Math.max(...Object.keys(card).map((key) => key.length));
  return Object.entries(card).flatMap(([key, value]) => {
    // The words of each entry take that entry's type: the table above is checked to be whole.
    const word = words[key as keyof CapabilityCard] as ((value: unknown) => string) | undefined;
    return word === undefined || value === undefined ? [] : [`${`${key}:`.padEnd(width + 1)} ${word(value)}`];
  });
}

function span(ms: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1_000, 'second'],
  ] as const;
  let rest = ms;
  const parts: string[] = [];
  for (const [size, name] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.length === 0 ? `${ms} ms` : parts.join(' and ');
}
