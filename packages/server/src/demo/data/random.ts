/** Repeatable chance: the same seed gives the same demonstration everywhere, so that its workbook can be committed. */
export interface Dice {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  pick<T>(items: readonly T[]): T;
  /** True in `percent` of a hundred throws. */
  chance(percent: number): boolean;
  digits(count: number): string;
}

/** The 32-bit mulberry generator: small, and good enough to look like chance. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
  return {
    below,
    pick: <T>(items: readonly T[]): T => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    chance: (percent) => below(100) < percent,
    digits: (count) => Array.from({ length: count }, () => String(below(10))).join(''),
  };
}

/** `yyyy-mm-dd`, so many days after (or before) another day. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
