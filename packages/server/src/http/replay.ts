/**
 * What the event stream said lately, so that a page whose line broke hears what it missed. Ids are `epoch-number`: another
 * process, or this one after a time in which it did not listen, has another epoch and knows nothing of the ids before.
 */
import type { HubEvent } from '@kobling/contract';

/** In the language of the page that hears it. */
export type Said = (language: string) => HubEvent;
export interface Entry {
  readonly id: string;
  readonly said: Said;
}
export interface Replay {
  /** `keep` false: of no use later (a step of progress); it has an id all the same. */
  put(said: Said, keep: boolean): Entry;
  /** Where one stands who has heard everything. */
  readonly last: string;
  /** What came after; undefined: that is not known any more. */
  after(id: string): readonly Entry[] | undefined;
  /** From now on something may be missed: ids given so far lead nowhere. */
  forget(): void;
}

export const mostKept = 500;
export const keptMs = 5 * 60_000;

interface Kept extends Entry {
  readonly number: number;
  readonly at: number;
}

export function createReplay(now: () => Date, newEpoch: () => string): Replay {
  let epoch = newEpoch();
  let number = 0;
  let droppedUpTo = 0;
  let kept: Kept[] = [];
  const idOf = (of: number): string => `${epoch}-${of}`;
  const dropOld = (): void => {
    const oldest = now().getTime() - keptMs;
    let drop = Math.max(0, kept.length - mostKept);
    while (drop < kept.length && (kept[drop]?.at ?? 0) < oldest) drop += 1;
    if (drop === 0) return;
    droppedUpTo = kept[drop - 1]?.number ?? droppedUpTo;
    kept = kept.slice(drop);
  };
  return {
    put(said, keep) {
      number += 1;
      const entry = { id: idOf(number), said };
      if (keep) kept.push({ ...entry, number, at: now().getTime() });
      dropOld();
      return entry;
    },
    get last() {
      return idOf(number);
    },
    after(id) {
      dropOld();
      const [, of, text] = /^(.+)-(\d{1,15})$/.exec(id) ?? [];
      const heard = Number(text);
      if (of !== epoch || heard > number || heard < droppedUpTo) return undefined;
      return kept.filter((entry) => entry.number > heard);
    },
    forget() {
      epoch = newEpoch();
      number = 0;
      droppedUpTo = 0;
      kept = [];
    },
  };
}
