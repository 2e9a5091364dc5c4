/**
 * 2: a quiet round writes nothing on either side, once the first five have carried what was left; and over the whole run no field is
 * written more often than its edits can explain. This is what a ping-pong breaks (H02, H29).
 */
import type { Check, History, Violation } from '../history.ts';
import { readingOf } from './reading.ts';

/** Rounds that may still write: one carries, one settles what moved, the rest wait for a backoff. */
export const roundsToRest = 5;

export const quietRounds: Check = (history) =>
  history.events.flatMap((event) =>
    event.what === 'round' && event.number > roundsToRest && event.writes > 0
      ? [{ invariant: 2, message: `Round ${event.number} of the quiet phase still wrote ${event.writes} values.` }]
      : [],
  );

/** A write for each target of each cause, twice: once carried, once put right after a conflict. */
const perCause = 2;
/** First agreement and defaults. */
const atLeast = 4;

export const boundedWrites: Check = (history): readonly Violation[] => {
  const reading = readingOf(history);
  const targets = history.end.connections.length + 1;
  const general = causesForAll(history);
  const violations: Violation[] = [];
  for (const [place, story] of reading.stories) {
    const writes = story.filter(({ who, old, value }) => who === 'engine' && old !== value).length;
    if (writes <= atLeast) continue;
    const edits = editsAround(reading, place);
    const allowed = (edits + general) * targets * perCause + atLeast;
    if (writes > allowed)
      violations.push({
        invariant: 2,
        message: `${place} was written ${writes} times; its ${edits} edits and ${general} other causes explain ${allowed} at most.`,
      });
  }
  return violations;
};

/** What may set any field in motion: links made, one-way resyncs, undo, mappings, restores. */
const causesForAll = ({ events, end }: History): number =>
  events.filter(({ what }) => what === 'request' || what === 'mapping' || what === 'erpRestore' || what === 'crmMerge')
    .length -
  // Each connection's first mapping sets nothing in motion.
  new Set(events.flatMap((event) => (event.what === 'mapping' ? [event.connection] : []))).size +
  Math.max(
    1,
    ...[...Map.groupBy(end.links, ({ entity }) => `${entity.kind} ${entity.id}`).values()].map((all) => all.length),
  );

/** Changes by users of a place and of every place that it was ever paired with, over all connections. */
function editsAround(reading: ReturnType<typeof readingOf>, place: string): number {
  const around = new Set([place]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const write of reading.writes) {
      const all = [write.place, ...write.sources.map((source) => source.place)];
      if (!all.some((one) => around.has(one))) continue;
      for (const one of all) {
        if (around.has(one)) continue;
        around.add(one);
        grown = true;
      }
    }
  }
  return [...around].reduce(
    (sum, one) => sum + (reading.stories.get(one) ?? []).filter(({ who }) => who !== 'engine').length,
    0,
  );
}
