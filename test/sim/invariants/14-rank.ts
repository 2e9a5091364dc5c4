/**
 * 14: who wins where both sides changed a field is decided by rank, not by arrival or clock (H28): the CRM's value ranks as the
 * highest of those who wrote the field since this link last agreed on it; a person has the CRM's own rank.
 * Where the history leaves open since when that was, only what holds either way is asked for.
 */
import type { Check, Violation } from '../history.ts';
import { carriesToCrm, carriesToErp, mayWriteCrm, mayWriteErp } from './meaning.ts';
import { quoted, type Reading, readingOf } from './reading.ts';
import { type Step, type Story, withBeginning } from './stories.ts';
import type { EngineWrite, Source } from './writes.ts';

export const winnerByRank: Check = (history) => {
  const reading = readingOf(history);
  return reading.writes
    .filter(({ kind, conceded, maybeOwn }) => kind === 'conflict' && !conceded && !maybeOwn)
    .flatMap((write) => wrongWinner(reading, write));
};

function wrongWinner(reading: Reading, write: EngineWrite): readonly Violation[] {
  const connection = reading.connections.get(write.connection);
  const sides = sidesOf(reading, write);
  if (connection === undefined || sides === undefined) return [];
  const { crm, erp } = sides;
  // One-way fields have their winner by direction; also where the direction was turned at some time.
  if (write.sources.some(({ pair: { mapping } }) => !mayWriteCrm(mapping) || !mayWriteErp(mapping))) return [];
  const decided = crmStepDecidedOn(write, crm);
  if (decided === undefined) return [];
  const writers = writersSince(reading, write, sides, crm.slice(0, crm.indexOf(decided) + 1), erp);
  const rankOf = (step: Step): number =>
    step.connection === undefined || byPerson(reading, step)
      ? connection.crmRank
      : (reading.connections.get(step.connection)?.rank ?? connection.crmRank);
  const highest = (steps: readonly Step[]): number => Math.min(...steps.map(rankOf));
  // Rank 0 is highest.
  const crmWins = writers.surely.length > 0 && highest(writers.surely) <= connection.rank;
  const erpWins = (writers.perhaps.length === 0 ? connection.crmRank : highest(writers.perhaps)) > connection.rank;
  if ((crmWins && write.side === 'crm') || (erpWins && write.side === 'erp'))
    return [
      {
        invariant: 14,
        message: `${write.place}: ${quoted(write.old)} lost to ${quoted(write.value)}, although ${write.side === 'crm' ? 'the CRM’s writers rank' : 'the ERP ranks'} higher.`,
      },
    ];
  return [];
}

interface Sides {
  readonly pair: Source['pair'];
  readonly crm: Story;
  readonly erp: Story;
}

/** Both stories before the write; undefined where several records may have been meant. */
function sidesOf(reading: Reading, write: EngineWrite): Sides | undefined {
  const [source, ...others] = write.sources;
  if (source === undefined || others.some(({ place }) => place !== source.place)) return undefined;
  const before = (place: string): Story =>
    (reading.stories.get(place) ?? []).filter(({ index }) => index < write.index);
  const [here, there] = [before(write.place), before(source.place)];
  // Who saved a field as it was wrote nothing (H12).
  const crm = (write.side === 'crm' ? here : there).filter((step) => step.old !== step.value);
  return { pair: source.pair, crm, erp: write.side === 'erp' ? here : there };
}

/** The CRM's value in this conflict: what was overwritten, or what was sent. */
function crmStepDecidedOn(write: EngineWrite, crm: Story): Step | undefined {
  if (write.side === 'crm') return crm.at(-1);
  const pair = write.sources[0]?.pair;
  const { intent } = write;
  const value = intent?.fields[write.field]?.crm;
  if (pair === undefined || value === undefined) return undefined;
  return crm.findLast((step) => step.value === value);
}

/**
 * `perhaps`: everyone who wrote the CRM's field, back to this connection's own last write. `surely`: back to the first value that this
 * link could have agreed on, because the ERP was at some time seen to hold it.
 */
function writersSince(
  reading: Reading,
  write: EngineWrite,
  { pair }: Sides,
  crm: Story,
  erp: Story,
): { readonly surely: readonly Step[]; readonly perhaps: readonly Step[] } {
  const mine = crm.findLastIndex((step) => step.connection === write.connection && !byPerson(reading, step));
  const perhaps = crm.slice(mine + 1);
  const agreed = perhaps.findLastIndex((step) =>
    // Also with what it held before anybody named the field: nothing.
    withBeginning(erp).some(
      (other) =>
        carriesToCrm(pair, other.value, step.value) ||
        carriesToErp(pair, step.value, other.value) ||
        (other.sent !== undefined && carriesToErp(pair, step.value, other.sent)),
    ),
  );
  // The undo of this connection's own write leaves a base of the restored value and the ERP's as it was (H06).
  const undone = perhaps.findLastIndex((step) => step.connection === write.connection && isUndone(reading, step));
  const left = perhaps.findLastIndex((step) => isLeft(reading, write, step));
  return { surely: perhaps.slice(Math.max(agreed, undone, left) + 1), perhaps };
}

/** Who rejects what was held agrees on what both sides held then, though they differ (H18). */
const isLeft = (reading: Reading, { connection, field, row }: EngineWrite, { value }: Step): boolean =>
  reading.history.end.log.some(
    ({ connectionId, linkId, erpField, kind, target, newValue, message, id }) =>
      connectionId === connection &&
      linkId === (row?.linkId ?? null) &&
      erpField === (row?.erpField ?? field) &&
      kind === 'held' &&
      target === null &&
      newValue === value &&
      id < (row?.id ?? 0) &&
      message?.startsWith('Rejected') === true,
  );

/** A choice of the other value is written as an undo too, but undoes no row and leaves the base. */
const isUndone = (reading: Reading, step: Step): boolean =>
  reading.writes.some(
    ({ index, side, row }) => index === step.index && side === 'crm' && (row?.undoes ?? null) !== null,
  );

/** Undo, "use the other" and approved plans are written by the engine, but count as a person (H28). */
const byPerson = (reading: Reading, step: Step): boolean =>
  reading.writes.some(({ index, side, kind }) => index === step.index && side === 'crm' && kind === 'undo');
