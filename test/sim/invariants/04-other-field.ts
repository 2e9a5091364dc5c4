/**
 * 4: edits of different fields on both sides both survive. Broken where the engine puts a field back over a user's edit although
 * the other side did not touch that field since (H01): it took another field's change for this one's.
 */
import type { LogKind } from '@kobling/engine';
import type { Check, Violation } from '../history.ts';
import { equalHere, givesRise } from './03-no-lost-update.ts';
import { quoted, type Reading, readingOf } from './reading.ts';
import { crmPlace, type Step, stepBefore } from './stories.ts';
import type { EngineWrite } from './writes.ts';

export const otherFieldsSurvive: Check = (history) => {
  const reading = readingOf(history);
  return reading.writes.flatMap((write) => putBack(reading, write));
};

const kinds = new Set<LogKind | undefined>(['write', 'conflict', undefined]);

/** The engine's write that the edit followed was never confirmed: the log has no row of it. */
function lostAnswer(reading: Reading, write: EngineWrite, edit: Step): boolean {
  const before = reading.writes.findLast(({ place, index }) => place === write.place && index < edit.index);
  return before?.intent !== undefined && before.row?.target !== 'erp';
}

/** Sent before, over the same value, and the answer was lost: where the ERP holds what was there before, it is sent again (H14). */
function sentAgain({ history }: Reading, { intent, field, ...write }: EngineWrite): boolean {
  const now = intent?.fields[field];
  if (intent === undefined || now === undefined) return false;
  const equal = (a: string, b: string): boolean => equalHere({ intent, field, ...write }, a, b);
  return history.end.intents.some(({ id, linkId, status, sentAt, fields }) => {
    const before = fields[field];
    const lost = id < intent.id && linkId === intent.linkId && status === 'dropped' && sentAt !== null;
    return (
      lost && before !== undefined && equal(before.value, now.value) && equal(before.before ?? '', now.before ?? '')
    );
  });
}

/** Two whole turns of the connection had ended since: what the other side held by then was seen and agreed on, or settled otherwise. */
function seenBefore({ history: { events } }: Reading, write: EngineWrite, edit: Step): number {
  const turns: number[] = [];
  let active = true;
  for (const [index, event] of events.slice(0, edit.index).entries()) {
    if (event.what === 'active' && event.connection === write.connection) active = event.active;
    // A connection that was switched off serves requests only.
    if (event.what === 'slice' && event.connection === write.connection && event.status === 'done' && active)
      turns.push(index);
  }
  return turns.at(-2) ?? -1;
}

/** What the CRM held when a write to the ERP was decided on; undefined where nothing tells. */
function decidedOn(reading: Reading, { intent, field, sources, index }: EngineWrite): number | undefined {
  const value = intent?.fields[field]?.crm;
  const steps = sources.map(({ place }) =>
    (reading.stories.get(place) ?? []).findLast((step) => step.index < index && step.value === value),
  );
  const found = steps.flatMap((step) => (step === undefined ? [] : [step.index]));
  return found.length === 0 ? undefined : Math.max(...found);
}

/** Up to which moment the other side was known to the engine's own write: the change that it carried, and nothing after that. */
function carriedBy(reading: Reading, write: EngineWrite, own: Step): number {
  const earlier = reading.writes.find(({ place, index }) => place === write.place && index === own.index);
  // Put back at a person's word: it carried nothing. One that was sent later left the field alone meanwhile, whatever turns saw (H06).
  if (earlier?.kind === 'undo') return decidedOn(reading, earlier) ?? seenBefore(reading, write, own);
  const from = (earlier?.sources ?? []).map((source) =>
    (reading.stories.get(source.place) ?? []).findLast(
      (step) => step.index < own.index && earlier !== undefined && givesRise(earlier, source, step),
    ),
  );
  const found = from.flatMap((step) => (step === undefined ? [] : [step.index]));
  return found.length === 0 ? own.index : Math.max(...found);
}

/** A merge gave the link another record: its value is the other side's now (H34). */
function wasMerged({ history: { events } }: Reading, write: EngineWrite, since: number): boolean {
  const places = write.side === 'crm' ? [write.place] : write.sources.map(({ place }) => place);
  return events
    .slice(Math.max(0, since), write.index)
    .some((event) => event.what === 'crmMerge' && places.includes(crmPlace(event.survivor, fieldOf(write))));
}
const fieldOf = (write: EngineWrite): string =>
  write.side === 'crm' ? write.field : (write.sources[0]?.pair.mapping.crmField ?? '');

function putBack(reading: Reading, write: EngineWrite): readonly Violation[] {
  if (!kinds.has(write.kind) || write.conceded || write.maybeOwn || write.old === undefined) return [];
  if (equalHere(write, write.old, write.value)) return [];
  // A whole record sent back as it was seen: what the ERP's own rules make of it is the ERP's doing (H05).
  if (write.side === 'erp' && equalHere(write, write.old, write.sent)) return [];
  const story = (reading.stories.get(write.place) ?? []).filter(({ index }) => index < write.index);
  // The run of edits that nothing of the engine's interrupted, and what was there before them.
  const before = story.findLastIndex(({ who }) => who !== 'user');
  const first = story.findIndex((step, at) => at > before && step.old !== undefined && step.who === 'user');
  const edit = story[first];
  // The engine never heard that its own write before the edit had arrived: its base is older (H14).
  const own = story[before];
  if (
    own?.who === 'engine' &&
    reading.writes.some((one) => one.place === write.place && one.index === own.index && one.row === undefined)
  )
    return [];
  if (edit?.old === undefined || !equalHere(write, edit.old, write.value)) return [];
  // The answer to that write was lost, so nobody knows what it was that the user changed: priority decides, both are told (H14).
  if (write.kind === 'conflict' && lostAnswer(reading, write, edit)) return [];
  if (sentAgain(reading, write)) return [];
  // An edit of the other side that nothing had carried or agreed on yet competes with this one; what no stamp tells of may be found late.
  // What another connection's write carried came from its own ERP: it says nothing of what this one has seen.
  const ours = own?.connection === write.connection ? own : undefined;
  const carried = ours === undefined ? seenBefore(reading, write, edit) : carriedBy(reading, write, ours);
  const sources = write.sources.map((source) => stepBefore(reading.stories.get(source.place), write.index));
  const competes = sources.some((step) => step !== undefined && (step.index > carried || step.hidden === true));
  if (sources.length === 0 || competes || wasMerged(reading, write, carried)) return [];
  return [
    {
      invariant: 4,
      message: `${write.place}: the edit ${quoted(write.old)} was put back to ${quoted(write.value)}, although the other side did not change this field since.`,
    },
  ];
}
