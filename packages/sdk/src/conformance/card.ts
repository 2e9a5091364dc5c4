/**
 * The capability card of a report: what was measured, and what the hub should do about it. The hub polls from a mark that was
 * `overlapMs` old at the last call (H22) and reads every link again once in `sweepPeriodMs` (H23).
 */
import { type CapabilityCard, defaultCard } from '../types.ts';
import type { Finding } from './check.ts';

const hourMs = 3_600_000;
/** Nobody knows how late is late: long enough for a report that runs for minutes in one transaction. */
const lateMs = 300_000;
/** How often all links are read again where polls are known to miss changes. */
const sweepOfUnsurePollsMs = 6 * hourMs;

type Line = Pick<Finding, 'measured'> & { readonly id: string };

export function cardFrom(lines: readonly Line[]): Partial<CapabilityCard> {
  const measured: Partial<CapabilityCard> = Object.assign({}, ...lines.map((line) => line.measured));
  const { omitsBlanks, ...rest } = measured;
  // Fields that are absent may as well be forbidden ones: only one that was blanked, and then was absent, proves it (H05).
  const proved = omitsBlanks !== true || lines.some((line) => line.id === 'blanking' && line.measured?.omitsBlanks);
  return { ...rest, ...(proved && omitsBlanks !== undefined ? { omitsBlanks } : {}), ...polling(measured) };
}

/** A change that was made, and is not among those from a mark. */
export interface Missing {
  readonly askedFrom: string;
  readonly lastModified: string;
}

/** Left out because it stands exactly at the mark, or because it comes late. */
export function whyMissing(missing: readonly Missing[]): Partial<CapabilityCard> {
  const atMark = ({ askedFrom, lastModified }: Missing): boolean => askedFrom !== '' && askedFrom === lastModified;
  return {
    ...(missing.some(atMark) ? { cursorIsInclusive: false } : {}),
    ...(missing.every(atMark) ? {} : { changesComeLate: true }),
  };
}

/** Nothing where the default or what the connector says of itself will do. */
function polling(card: Partial<CapabilityCard>): Partial<CapabilityCard> {
  const grainMs = card.lastModifiedGrainMs ?? 0;
  const exclusive = card.cursorIsInclusive === false;
  const late = card.changesComeLate === true;
  const moreMs =
    (grainMs > 1_000 || exclusive ? Math.max(grainMs, 1_000) : 0) +
    (late ? lateMs : 0) +
    // Local time goes back an hour in autumn: a change then lies behind marks of the hour before.
    ((card.lastModifiedAheadMs ?? 0) === 0 ? 0 : hourMs);
  return {
    ...(moreMs > 0 ? { overlapMs: defaultCard.overlapMs + moreMs } : {}),
    ...(late || exclusive ? { sweepPeriodMs: sweepOfUnsurePollsMs } : {}),
  };
}
