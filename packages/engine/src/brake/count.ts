/**
 * Counting overwriting writes (H18): of a batch, with what was written within 24 hours and what waits already. Where the sum is
 * more than the cap, all of the batch waits, so that four hundred blankings in one answer blank nothing. Pure but for `counts`.
 */
import { limits } from '../limits.ts';
import type { BrakeCaps } from '../model.ts';
import type { BrakeKey, CountedWrite } from '../ports.ts';
import { allowed, capOf } from './caps.ts';
import type { PlannedWrite } from './writes.ts';

export interface OverCap {
  readonly count: number;
  readonly cap: number;
}
export interface Counting {
  /** Writes that wait, with what was too much. */
  readonly over: ReadonlyMap<PlannedWrite, OverCap>;
  /** Writes that go, to be added to the counts. */
  readonly counted: readonly CountedWrite[];
}
export interface Counts {
  /** In the order of `keys`: written within 24 hours and waiting. */
  readonly of: (keys: readonly BrakeKey[]) => Promise<readonly number[]>;
  /** The connection's links. */
  readonly links: () => Promise<number>;
}

export async function countWrites(writes: readonly PlannedWrite[], caps: BrakeCaps, counts: Counts): Promise<Counting> {
  const groups = worthCounting(writes.filter((write) => write.oldValue !== ''));
  if (groups.length === 0) return { over: new Map(), counted: [] };
  const before = await counts.of(groups.map(({ key }) => key));
  const over = new Map<PlannedWrite, OverCap>();
  const counted: CountedWrite[] = [];
  let links: number | undefined;
  for (const [index, group] of groups.entries()) {
    const cap = capOf(caps, group.key);
    const count = (before[index] ?? 0) + group.writes.length;
    if (count > cap.atLeast) links ??= await counts.links();
    const most = allowed(cap, links ?? 0);
    if (count > most) for (const write of group.writes) over.set(write, { count, cap: most });
    else counted.push(...group.writes.map((write) => ({ ...group.key, linkId: write.plan.link.id })));
  }
  return { over, counted };
}

interface Group {
  readonly key: BrakeKey;
  readonly writes: PlannedWrite[];
}

/** All blankings, and the values that are given most often: a batch of a thousand different values is no flood. */
export function worthCounting(writes: readonly PlannedWrite[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const write of writes) {
    const { target, actorType, erpField, value } = write;
    const id = JSON.stringify([target, actorType, erpField, value]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { key: { target, actorType, erpField, value }, writes: [write] });
    else group.writes.push(write);
  }
  const blankings = [...groups.values()].filter(({ key }) => key.value === '');
  const values = [...groups.values()].filter(({ key }) => key.value !== '');
  const shown = values.length > limits.brakeValues ? values.filter((group) => group.writes.length > 1) : values;
  return [...blankings, ...shown.sort((a, b) => b.writes.length - a.writes.length).slice(0, limits.brakeValues)];
}
