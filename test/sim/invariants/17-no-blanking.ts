/**
 * 17, of values: an answer that lacks something blanks nothing (H05). The engine writes a blank only where the other side was blank at
 * some time before, by a user's hand. Records and links: 05-origins.ts.
 */
import type { LogKind } from '@kobling/engine';
import type { Check } from '../history.ts';
import { quoted, type Reading, readingOf } from './reading.ts';
import type { EngineWrite } from './writes.ts';

const byPerson = new Set<LogKind>(['undo']);

export const absentIsNotBlank: Check = (history) => {
  const reading = readingOf(history);
  return reading.writes.flatMap((write) => {
    if (write.sent !== '' || write.value !== '' || write.old === undefined || write.old === '') return [];
    if ((write.kind !== undefined && byPerson.has(write.kind)) || write.conceded || write.sources.length === 0)
      return [];
    return wasBlank(reading, write)
      ? []
      : [
          {
            invariant: 17,
            message: `${write.place}: ${quoted(write.old)} was blanked, but the other side was never blank.`,
          },
        ];
  });
};

function wasBlank(reading: Reading, write: EngineWrite): boolean {
  return write.sources.some(({ place }) => {
    const story = (reading.stories.get(place) ?? []).filter(({ index }) => index < write.index);
    const first = story[0];
    // A field that nobody had filled when the record was made.
    return first === undefined || first.old === '' || story.some(({ value }) => value === '');
  });
}
