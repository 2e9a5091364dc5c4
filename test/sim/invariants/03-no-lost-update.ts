/**
 * 3: no lost update. A value that a user typed is present at the end, or was overwritten by a user, or by the engine carrying a
 * newer one that had seen it, or it is in the log as the loser. 3 also: what the engine writes, somebody had typed.
 * Why a plain write may overwrite: both sides had agreed on the old value, and the other side changed after that (spec 04).
 */
import type { LogKind } from '@kobling/engine';
import type { SimConflict, SimLogRow } from '../backend/backend.ts';
import type { Check, Violation } from '../history.ts';
import { carriesToCrm, carriesToErp, inErpsForm, meanSame, sameInCrm, sameInErp } from './meaning.ts';
import { quoted, type Reading, readingOf } from './reading.ts';
import { type Step, stepBefore, withBeginning } from './stories.ts';
import type { EngineWrite, Source } from './writes.ts';

export const noLostUpdate: Check = (history) => {
  const reading = readingOf(history);
  return reading.writes.flatMap((write) => lossOf(reading, write));
};

function lossOf(reading: Reading, write: EngineWrite): readonly Violation[] {
  const { old } = write;
  if (old === undefined || write.conceded || equalHere(write, old, write.value)) return [];
  // A default is there to take a blank's place (H08), also where its answer was lost and no row tells of it.
  if (write.kind === 'default' && old === '') return [];
  // A whole record sent back as it was seen: what the ERP's own rules make of it is the ERP's doing (H05).
  if (write.side === 'erp' && equalHere(write, old, write.sent)) return [];
  const typed = stepBefore(
    reading.stories.get(write.place)?.filter((step) => step.old !== step.value),
    write.index,
  );
  // What the engine itself or a restore had put there is no user's; its origin is looked at where the user typed it.
  if (typed?.who !== 'user' || !equalHere(write, typed.value, old)) return [];
  if (isTold(reading, write, old) || typedAgain(reading, write, old)) return [];
  if ((write.kind === undefined || write.kind === 'write') && carriesNewer(reading, write, typed)) return [];
  if (write.kind === 'write' && carriesNewerThanDefault(reading, write, typed)) return [];
  const how = write.kind === undefined ? 'a write that nothing tells of' : `a ${write.kind}`;
  return [
    {
      invariant: 3,
      message: `${write.place}: ${quoted(old)} was overwritten with ${quoted(write.value)} by ${how}, had not been agreed on, and is nowhere in the log as a loser.`,
    },
  ];
}

/** The next to write there was a user, who put it back: it is not lost, whatever becomes of it after that. */
function typedAgain(reading: Reading, write: EngineWrite, old: string): boolean {
  const next = reading.stories.get(write.place)?.find((step) => step.index > write.index && step.old !== step.value);
  return next?.who === 'user' && equalHere(write, next.value, old);
}

/** As this side compares (sources know the field's type; without one, exactly). */
export function equalHere(write: EngineWrite, a: string, b: string): boolean {
  if (a === b) return true;
  return write.sources.some(({ pair }) => (write.side === 'crm' ? sameInCrm(pair, a, b) : sameInErp(pair, a, b)));
}

/** Kinds whose row shows what it overwrote to whoever looks for it; a plain write's does too, but only where it was agreed on. */
const tells = new Set<LogKind>(['conflict', 'firstAgreement', 'resync', 'undo', 'default', 'create']);

/** In the log, for this field: as a loser, as what a resync or an undo replaced, or as a drift or a held value. */
function isTold(reading: Reading, write: EngineWrite, value: string): boolean {
  return reading.history.end.log.some((row) => {
    if (!isAbout(reading, row, write)) return false;
    if (row.loserValue !== null && row.loserValue !== undefined && equalHere(write, row.loserValue, value)) return true;
    if (row.target === write.side && tells.has(row.kind)) return equalHere(write, row.oldValue ?? '', value);
    if (row.kind !== 'drift' && row.kind !== 'held') return false;
    return [row.oldValue, row.newValue].some((one) => one !== null && equalHere(write, one, value));
  });
}

function isAbout(reading: Reading, row: SimLogRow, write: EngineWrite): boolean {
  if (row.connectionId !== write.connection) return false;
  const link = row.linkId === null ? undefined : reading.links.get(row.linkId);
  if (write.side === 'crm')
    return row.crmField === write.field && `${row.entity?.kind} ${row.entity?.id}` === write.record;
  // A link that was removed meanwhile: the row names the intent alone (H17).
  const about = link ?? reading.history.end.intents.find(({ id }) => id === row.intentId);
  return row.erpField === write.field && `${about?.actorType} ${about?.erpKey}` === write.record;
}

/**
 * The source had held what was overwritten, and changed after that to what was written. Where a merge or another link gave the actor
 * another record, that record's value is the newer one.
 */
function carriesNewer(reading: Reading, write: EngineWrite, typed: Step): boolean {
  const stories = write.sources.map((source) => ({
    source,
    story: withBeginning(reading.stories.get(source.place) ?? []).filter(({ index }) => index < write.index),
  }));
  return stories.some(({ source, story }) => {
    const agreed = story.find((step) => meantThere(write, source, step, typed.value));
    if (agreed === undefined) return false;
    // An ERP that is known for no such form made something else of what it was sent: that is its change (H03).
    const from = meansHere(write, source, agreed, typed.value) ? agreed.index + 1 : agreed.index;
    return stories.some((other) =>
      other.story.some(
        (step) => (step.index >= from || other.source.place !== source.place) && givesRise(write, other.source, step),
      ),
    );
  });
}

/**
 * The old value had been agreed on by a default that the log tells of: the base then pairs it with a blank (H08), so the other side
 * never held it. A user who types another value and puts the default back between two looks has changed nothing that anybody could
 * see, and what the other side changed to is a plain write (spec 04). Only while nothing can have moved that base since: the engine
 * wrote neither side, and at no time did both hold the same.
 */
function carriesNewerThanDefault(reading: Reading, write: EngineWrite, typed: Step): boolean {
  const filled = reading.writes.findLast(
    ({ place, index, old, value }) => place === write.place && index < write.index && old !== value,
  );
  if (filled?.kind !== 'default' || filled.row === undefined || filled.index > typed.index) return false;
  if (!equalHere(write, filled.value, typed.value)) return false;
  const isSince = ({ index }: Step): boolean => index > filled.index && index < write.index;
  const here = reading.stories.get(write.place) ?? [];
  return write.sources.some((source) => {
    const there = withBeginning(reading.stories.get(source.place) ?? []);
    const since = there.filter(isSince);
    const agreedAgain = [...here.filter(isSince), ...since].some(({ index }) => {
      const [other, one] = [stepBefore(there, index + 1), stepBefore(here, index + 1)];
      return other !== undefined && one !== undefined && meansHere(write, source, other, one.value);
    });
    const isOurs = since.some(({ connection }) => connection === write.connection);
    return !isOurs && !agreedAgain && since.some((step) => givesRise(write, source, step));
  });
}

/** Did the other side hold, or was it sent, what means this value? */
function meantThere(write: EngineWrite, source: Source, step: Step, value: string): boolean {
  if (meansHere(write, source, step, value)) return true;
  return write.side === 'crm' && step.sent !== undefined && carriesToErp(source.pair, value, step.sent);
}
const meansHere = (write: EngineWrite, { pair }: Source, step: Step, value: string): boolean =>
  write.side === 'erp' ? meanSame(pair, value, step.value) : meanSame(pair, step.value, value);

/** Does the source's value at this step become what was written? */
export function givesRise(write: EngineWrite, { pair }: Source, step: Step): boolean {
  return write.side === 'crm'
    ? carriesToCrm(pair, step.value, write.value) || (step.value === '' && write.value === '')
    : carriesToErp(pair, step.value, write.sent) || (step.value === '' && write.sent === '');
}

/** Written at a person's word or from the mapping: not what the other side holds. */
const ofItsOwn = new Set<LogKind>(['undo', 'default', 'create']);

/** The value must have been at the source, in some form, before it was written. Blanks are invariant 17's. */
export const nothingInvented: Check = (history) => {
  const reading = readingOf(history);
  return reading.writes.flatMap((write) => {
    if (write.sent === '' || write.sources.length === 0) return [];
    if (write.kind !== undefined && ofItsOwn.has(write.kind)) return [];
    if (write.old !== undefined && equalHere(write, write.old, write.value)) return [];
    const had = write.sources.some((source) =>
      withBeginning(reading.stories.get(source.place) ?? []).some(
        (step) => step.index < write.index && givesRise(write, source, step),
      ),
    );
    return had || wholeRecord(reading, write)
      ? []
      : [
          {
            invariant: 3,
            message: `${write.place}: ${quoted(write.sent)} was written, but the other side never held it.`,
          },
        ];
  });
};

/** Sent along unchanged by a connector that rewrites whole records (H05): another moved it meanwhile, which H37 concedes. */
function wholeRecord(reading: Reading, write: EngineWrite): boolean {
  const card = reading.connections.get(write.connection)?.card;
  if (write.side !== 'erp' || card?.partialSave !== false || write.intent !== undefined) return false;
  return (reading.stories.get(write.place) ?? []).some(
    ({ index, value }) => index < write.index && write.sources.some(({ pair }) => inErpsForm(pair, value, write.sent)),
  );
}

/** Every conflict that was recorded names both values. */
export const bothValuesKept: Check = ({ end }) => [
  ...end.log.flatMap((row) =>
    row.kind === 'conflict' && row.target !== null && (row.loserValue ?? null) === null
      ? [{ invariant: 3, message: `Log row ${row.id}: a conflict on ${row.erpField} without its loser.` }]
      : [],
  ),
  ...end.conflicts.flatMap((conflict) =>
    lacksValue(conflict)
      ? [{ invariant: 3, message: `Conflict ${conflict.id} on ${conflict.erpField} lacks a value.` }]
      : [],
  ),
];
const lacksValue = ({ erpValue, crmValue }: SimConflict): boolean => erpValue === null || crmValue === null;
