/**
 * 7: after an unknown outcome the record is read before anything is sent again, so that an effect happens once (H14): the engine
 * never sends a value to a field that its own write of the same value already holds.
 *
 * A write is given up where the ERP does not return its record, however often it is looked for (H23). Asked for more than that, this
 * check claimed too much: once the record is back and read, an ERP's own form of what was sent is neither what was sent nor what
 * was there before, hence decided anew (H14). The very value that was sent is found all the same, and must not be sent again.
 */
import { equalHere } from './03-no-lost-update.ts';
import type { Check, History } from '../history.ts';
import { quoted, type Reading, readingOf } from './reading.ts';
import { stepBefore } from './stories.ts';
import type { EngineWrite } from './writes.ts';

const linkOf = (write: EngineWrite | undefined): string => `${write?.intent?.linkId} ${write?.intent?.generation}`;

const wasMapped = ({ events }: History, { connection, index }: EngineWrite, since: number): boolean =>
  events.slice(since, index).some((event) => event.what === 'mapping' && event.connection === connection);

/** Also from nothing: a default was sent while the CRM was blank. */
const crmChanged = ({ stories }: Reading, { sources, index }: EngineWrite, since: number): boolean =>
  sources.some(({ place }) =>
    stories.get(place)?.some((step) => step.index > since && step.index < index && step.old !== step.value),
  );

export const effectOnce: Check = (history) => {
  const reading = readingOf(history);
  return reading.writes.flatMap((write) => {
    if (write.side !== 'erp' || write.conceded) return [];
    // A whole record carries fields that nobody decided on (H05).
    if (reading.connections.get(write.connection)?.card.partialSave === false) return [];
    // A write that left what was there as it was cannot be told from one that never arrived: it is sent again (H14).
    const changes = reading.stories.get(write.place)?.filter((step) => step.old !== step.value);
    const before = stepBefore(changes, write.index);
    if (before?.who !== 'engine' || before.sent === undefined) return [];
    // Once its mapping changed, nobody knows that what the ERP holds is its own form of that (H19).
    if (!equalHere(write, before.sent, before.value) && wasMapped(history, write, before.index)) return [];
    const earlier = reading.writes.find(({ place, index }) => place === write.place && index === before.index);
    if (earlier?.intent?.status === 'dropped' && !equalHere(write, before.sent, before.value)) return [];
    // Of a link that is history nobody remembers it.
    if (linkOf(earlier) !== linkOf(write)) return [];
    // An undo put it there against the CRM; that the CRM says the same since is a change of its own.
    if (earlier?.kind === 'undo' && write.kind !== 'undo') return [];
    // What an ERP made of a value is known while the CRM rests; once that changed, and changed back, it is decided anew (H02).
    if (!equalHere(write, before.sent, before.value) && crmChanged(reading, write, before.index)) return [];
    return equalHere(write, before.sent, write.sent) && equalHere(write, before.value, write.value)
      ? [
          {
            invariant: 7,
            message: `${write.place}: ${quoted(write.sent)} was sent again, over the engine's own write of it.`,
          },
        ]
      : [];
  });
};
