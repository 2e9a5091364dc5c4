/** What an element may hold, prepared for reading: members by name, in the order that the contract gives them. */
import { isArray, isObject, type Member, type Name, type WireType } from '../contract/profile.ts';
import type { QName } from './tags.ts';

/** A place for a value inside another. */
export interface Slot {
  readonly local: string;
  readonly index: number;
  readonly plan: Plan;
}
export type Kind = 'text' | 'boolean' | 'integer' | 'object' | 'array' | 'dictionary' | 'pair';

export class Plan {
  readonly kind: Kind;
  /** That members came in another order was told. */
  orderTold = false;
  readonly #members: readonly Member[];
  readonly #pair: Plan | undefined;
  readonly #slots = new Map<QName, Slot | undefined>();
  readonly #plans = new Map<Member, Plan>();

  constructor(type: WireType | readonly [Name, Name]) {
    if (typeof type === 'string') [this.kind, this.#members] = [type, []];
    else if (isPair(type))
      [this.kind, this.#members] = ['pair', type.map((name) => ({ ...name, type: 'text' as const }))];
    else if (isArray(type)) [this.kind, this.#members] = ['array', [type.array]];
    else if (isObject(type)) [this.kind, this.#members] = ['object', type.members];
    else {
      [this.kind, this.#members] = ['dictionary', [{ ...type.dictionary, type: 'text' }]];
      this.#pair = new Plan([type.key, type.value]);
    }
  }

  get holdsText(): boolean {
    return this.kind === 'text' || this.kind === 'boolean' || this.kind === 'integer';
  }
  get count(): number {
    return this.#members.length;
  }
  nameOf(index: number): string {
    return this.#members[index]?.local ?? '';
  }

  /** Undefined: nothing of that name is due. `name` is the same object for the same name. */
  slot(name: QName): Slot | undefined {
    const known = this.#slots.get(name);
    if (known !== undefined || this.#slots.has(name)) return known;
    const index = this.#members.findIndex(({ ns, local }) => local === name.local && ns === name.ns);
    const member = this.#members[index];
    const slot = member === undefined ? undefined : { local: member.local, index, plan: this.#planOf(member) };
    if (this.#slots.size < maxKept) this.#slots.set(name, slot);
    return slot;
  }

  #planOf(member: Member): Plan {
    const plan = this.#pair ?? this.#plans.get(member) ?? new Plan(member.type);
    this.#plans.set(member, plan);
    return plan;
  }
}
/** Names looked up; a hostile message may hold any number. */
const maxKept = 500;

const isPair = (type: object): type is readonly [Name, Name] => Array.isArray(type);
