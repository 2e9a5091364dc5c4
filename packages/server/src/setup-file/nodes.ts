/** Reading YAML nodes strictly: everything unexpected becomes a problem with its line, and reading goes on. */
import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Scalar } from 'yaml';
import { orWhat } from './nearest.ts';
import type { Named, Place, Problem } from './setup.ts';

export interface Entry {
  readonly key: Named;
  readonly value: Node | null;
}

/** One file being read. Methods answer undefined where a problem was noted. */
export class FileReader {
  readonly problems: Problem[] = [];
  readonly #lines: LineCounter;
  readonly #document: Document;

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  place(node: unknown, fallback: Place = { line: 1, column: 1 }): Place {
    const range = (node as { range?: [number, number, number] | null } | null)?.range;
    if (range === undefined || range === null) return fallback;
    const { line, col } = this.#lines.linePos(range[0]);
    return { line, column: col };
  }

  problem(at: Place, code: string, message: string): undefined {
    this.problems.push({ line: at.line, column: at.column, code, message });
    return undefined;
  }

  #follow(node: unknown): Node | null {
    if (isAlias(node)) return node.resolve(this.#document) ?? null;
    return (node ?? null) as Node | null;
  }

  /** Entries of a mapping, in order. `known`: any other key is a problem. An empty value counts as an empty mapping. */
  entries(node: unknown, what: string, at: Place, known?: readonly string[]): readonly Entry[] | undefined {
    const map = this.#follow(node);
    if (map === null || (isScalar(map) && map.value === null)) return [];
    if (!isMap(map))
      return this.problem(this.place(map, at), 'setup.notAMapping', `${what} must be "key: value" lines.`);
    const entries: Entry[] = [];
    for (const pair of map.items) {
      const place = this.place(pair.key, at);
      if (!isScalar(pair.key)) {
        this.problem(place, 'setup.badKey', `A key of ${what} must be a plain word.`);
        continue;
      }
      const name = asWritten(pair.key);
      if (known !== undefined && !known.includes(name)) {
        this.problem(place, 'setup.unknownKey', `${what} has no key ${JSON.stringify(name)}.${orWhat(name, known)}`);
        continue;
      }
      entries.push({ key: { name, at: place }, value: this.#follow(pair.value) });
    }
    return entries;
  }

  /** A mapping with known keys, by key. */
  fields<K extends string>(
    node: unknown,
    what: string,
    at: Place,
    known: readonly K[],
  ): ReadonlyMap<K, Entry> | undefined {
    const entries = this.entries(node, what, at, known);
    return entries && new Map(entries.map((entry) => [entry.key.name as K, entry]));
  }

  /** Items of a sequence. */
  items(node: unknown, what: string, at: Place): readonly Node[] | undefined {
    const list = this.#follow(node);
    if (list === null || (isScalar(list) && list.value === null)) return [];
    if (!isSeq(list))
      return this.problem(
        this.place(list, at),
        'setup.notAList',
        `${what} must be a list: lines that begin with "-", or [a, b].`,
      );
    return list.items.map((item) => this.#follow(item)).filter((item): item is Node => item !== null);
  }

  /** Text as it was written: `007` stays `007`. An empty value is ''. */
  text(entry: Entry | undefined, what: string): string | undefined {
    if (entry === undefined) return undefined;
    return this.scalar(entry.value, what, entry.key.at);
  }

  scalar(node: unknown, what: string, at: Place): string | undefined {
    const value = this.#follow(node);
    if (value === null) return '';
    if (!isScalar(value))
      return this.problem(this.place(value, at), 'setup.notAValue', `${what} must be a single value.`);
    return asWritten(value);
  }

  /** A text that may not be blank. */
  name(entry: Entry | undefined, what: string): Named | undefined {
    if (entry === undefined) return undefined;
    return this.named(entry.value, what, entry.key.at);
  }

  named(node: unknown, what: string, at: Place): Named | undefined {
    const text = this.scalar(node, what, at);
    if (text === undefined) return undefined;
    const place = this.place(node, at);
    return text.trim() === ''
      ? this.problem(place, 'setup.blank', `${what} may not be blank.`)
      : { name: text.trim(), at: place };
  }

  names(entry: Entry | undefined, what: string): readonly Named[] | undefined {
    if (entry === undefined) return undefined;
    const items = this.items(entry.value, what, entry.key.at);
    const names = items
      ?.map((item) => this.named(item, `A name in ${what}`, entry.key.at))
      .filter((item) => item !== undefined);
    if (names !== undefined) this.unique(names, what);
    return names;
  }

  /** Notes every name that occurs twice, ignoring case. */
  unique(names: readonly Named[], what: string): void {
    const seen = new Map<string, Named>();
    for (const item of names) {
      const first = seen.get(item.name.toLowerCase());
      if (first === undefined) seen.set(item.name.toLowerCase(), item);
      else
        this.problem(
          item.at,
          'setup.twice',
          `${what}: ${JSON.stringify(item.name)} occurs twice, first in line ${first.at.line}. Remove one.`,
        );
    }
  }

  /** Is the value just this word? */
  isWord(entry: Entry, word: string): boolean {
    return isScalar(entry.value) && entry.value.value === word;
  }

  flag(entry: Entry | undefined, what: string, otherwise: boolean): boolean {
    if (entry === undefined) return otherwise;
    const node = entry.value;
    if (isScalar(node) && typeof node.value === 'boolean') return node.value;
    this.problem(this.place(node, entry.key.at), 'setup.notABoolean', `${what} must be true or false.`);
    return otherwise;
  }

  oneOf<T extends string>(entry: Entry | undefined, what: string, allowed: readonly T[], otherwise: T): T {
    const found = this.name(entry, what);
    if (found === undefined) return otherwise;
    const match = allowed.find((item) => item === found.name);
    if (match !== undefined) return match;
    this.problem(
      found.at,
      'setup.unknownValue',
      `${what} cannot be ${JSON.stringify(found.name)}.${orWhat(found.name, allowed)}`,
    );
    return otherwise;
  }
}

/** A scalar's text; numbers and the like as they stand in the file, so that 007 and 1.10 lose nothing. */
function asWritten(node: Scalar): string {
  if (typeof node.value === 'string') return node.value;
  if (node.value === null || node.value === undefined) return '';
  return node.source ?? JSON.stringify(node.value);
}
