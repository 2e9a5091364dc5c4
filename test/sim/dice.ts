/** Chance that is the same for the same seed. Every part of a history draws from dice of its own, so that leaving one part out changes no other. */
import { seededRandom } from '@kobling/sdk/memory';

export class Dice {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  /** A whole number in [from, to]. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }
  chance(rate: number): boolean {
    return this.next() < rate;
  }
  /** Undefined only for an empty list. */
  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.next() * from.length)];
  }
  /** One of a few fixed choices. */
  oneOf<T>(first: T, ...others: readonly T[]): T {
    return this.pick([first, ...others]) ?? first;
  }
  shuffled<T>(from: readonly T[]): T[] {
    return from
      .map((item) => [this.next(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  }
  /** By weight; undefined when all weights are 0. */
  weighted<T extends string>(weights: readonly (readonly [T, number])[]): T | undefined {
    let at = this.next() * weights.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of weights) {
      if (weight <= 0) continue;
      at -= weight;
      if (at < 0) return name;
    }
    return undefined;
  }
}

/** A seed of its own for one purpose (FNV-1a over the parts, then mixed). */
export function seedFor(seed: number, ...parts: readonly (string | number)[]): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (const part of parts) {
    const text = `${part}/`;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
export const diceFor = (seed: number, ...parts: readonly (string | number)[]): Dice =>
  new Dice(seedFor(seed, ...parts));
