/** An open element that holds a value, and what becomes of it. */
import type { Plan, Slot } from './plan.ts';
import type { Attribute } from './tags.ts';

/** A value as read: dictionaries as pairs; nil and missing members are told apart (null and absent). */
export type ReadValue = string | number | boolean | null | readonly ReadValue[] | ReadObject;
export interface ReadObject {
  readonly [member: string]: ReadValue | undefined;
}

/** `strange`: an attribute that may mean anything, such as a nil in a wrong namespace or a reference to another element. */
export type Nil = 'no' | 'nil' | 'unclear' | 'strange';

const instance = 'http://www.w3.org/2001/XMLSchema-instance';
const harmless = new Set(['type', 'schemaLocation', 'noNamespaceSchemaLocation']);

export function nilOf(attributes: readonly Attribute[]): Nil {
  let nil: Nil = 'no';
  for (const { ns, local, value } of attributes) {
    if (ns === instance && local === 'nil') {
      const said = value.trim();
      if (said === 'true' || said === '1') return 'nil';
      if (said !== 'false' && said !== '0') return 'unclear';
    } else if (
      !(ns === instance && harmless.has(local)) &&
      local.toLowerCase() !== 'id' &&
      ns !== 'http://www.w3.org/XML/1998/namespace'
    )
      nil = 'strange';
  }
  return nil;
}

/** Text, a truth or a whole number; undefined: it is none. */
export function scalar(kind: Plan['kind'], text: string): string | number | boolean | undefined {
  if (kind === 'text') return text;
  const trimmed = text.trim();
  if (kind === 'integer') return /^[+-]?\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined;
  if (/^(true|1)$/i.test(trimmed)) return true;
  return /^(false|0)$/i.test(trimmed) ? false : undefined;
}

export class Value {
  readonly slot: Slot;
  readonly plan: Plan;
  nil: Nil = 'no';
  /** Of an array or dictionary: items seen. */
  count = 0;
  /** Greatest member seen, by the contract's order. */
  last = -1;
  /** First member that the contract does not know. */
  unknown: string | undefined;
  readonly #object: Record<string, ReadValue> | undefined;
  readonly #items: ReadValue[] | undefined;
  readonly pair: [ReadValue | undefined, ReadValue | undefined] = [undefined, undefined];

  constructor(slot: Slot) {
    this.slot = slot;
    this.plan = slot.plan;
    const { kind } = slot.plan;
    if (kind === 'object') this.#object = {};
    if (kind === 'array' || kind === 'dictionary') this.#items = [];
  }

  has({ local, index }: Slot): boolean {
    return this.#object === undefined ? this.pair[index] !== undefined : Object.hasOwn(this.#object, local);
  }

  put({ local, index }: Slot, value: ReadValue): void {
    if (this.#object !== undefined) this.#object[local] = value;
    else if (this.#items !== undefined) {
      this.count += 1;
      this.#items.push(value);
    } else this.pair[index] = value;
  }

  /** A text that was read already: of an object its member, of a pair its key as `Key`. */
  textOf(member: string): string | undefined {
    const value = member === 'Key' ? this.pair[0] : this.#object?.[member];
    return typeof value === 'string' ? value : undefined;
  }

  isEmpty(): boolean {
    return this.last < 0 && this.count === 0 && this.unknown === undefined;
  }

  /** First member that did not come. */
  missing(): string | undefined {
    for (let index = 0; index < this.plan.count; index += 1) {
      const local = this.plan.nameOf(index);
      if (!this.has({ local, index, plan: this.plan })) return local;
    }
    return undefined;
  }

  compound(): ReadValue {
    return this.#object ?? this.#items ?? [this.pair[0] ?? null, this.pair[1] ?? null];
  }

  /** For paths: an array names the item that is being read. */
  step(): readonly string[] {
    if (this.plan.kind === 'array' || this.plan.kind === 'dictionary') return [this.slot.local, `[${this.count + 1}]`];
    return this.plan.kind === 'pair' ? [] : [this.slot.local];
  }
}
