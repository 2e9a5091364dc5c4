/**
 * Keys by the counter of their change, in order, so that ten changes among 100,000 actors are found without looking at
 * the rest. Superseded entries stay until they outnumber the living; readers skip them.
 */
export interface StampEntry {
  readonly stamp: number;
  readonly erpKey: string;
}

const smallestCompaction = 1_024;

export class StampIndex {
  #entries: StampEntry[] = [];
  #compactAt = smallestCompaction;
  readonly #isLive: (entry: StampEntry) => boolean;

  constructor(isLive: (entry: StampEntry) => boolean) {
    this.#isLive = isLive;
  }

  add(entry: StampEntry): void {
    const last = this.#entries.at(-1);
    if (last === undefined || last.stamp <= entry.stamp) this.#entries.push(entry);
    // A transaction that commits late: its stamps lie before ones already seen (F11).
    else this.#entries.splice(this.#firstAt(entry.stamp), 0, entry);
    if (this.#entries.length >= this.#compactAt) this.#compact();
  }

  /** Entries from `stamp` on, oldest first, superseded ones among them. */
  *from(stamp: number): Generator<StampEntry, void, undefined> {
    const entries = this.#entries;
    for (let at = this.#firstAt(stamp); at < entries.length; at++) {
      const entry = entries[at];
      if (entry !== undefined) yield entry;
    }
  }

  #firstAt(stamp: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.stamp ?? 0) < stamp) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // A new array, since a reader may be walking the old one.
  #compact(): void {
    this.#entries = this.#entries.filter(this.#isLive);
    this.#compactAt = Math.max(smallestCompaction, this.#entries.length * 2);
  }
}
