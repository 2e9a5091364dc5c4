/**
 * Histories made by hand, so that every check is seen to hold and to break: one company on up to two ERPs, fields moved by
 * single steps. What a real run derives (log rows, bases, the end) is written along, and can be bent afterwards.
 */
import type {
  Base,
  BaseField,
  CrmRow,
  Direction,
  EntityRef,
  FieldMapping,
  Intent,
  Link,
  LogKind,
} from '@kobling/engine';
import { type CapabilityCard, defaultCard, type FieldType } from '@kobling/sdk';
import type { SimLogRow } from '../backend/backend.ts';
import type { ActorRef, EndState, History, SimEvent, Violation } from '../history.ts';
import type { EndConnection } from './reading.ts';

export const company = (id: number): EntityRef => ({ kind: 'company', id });
export const customer = (erpKey: string, connection = 1): ActorRef => ({ connection, actorType: 'Customer', erpKey });

const field = (
  erpField: string,
  crmField: string,
  direction: Direction,
  erpType: FieldType = 'text',
): FieldMapping => ({
  erpField,
  crmField,
  direction,
  erpType,
  erpMaxLength: 0,
  erpAccess: 'normal',
  crmType: erpType === 'double' ? 'decimal' : 'text',
  crmMaxLength: 0,
  crmReadOnly: false,
  crmMandatory: false,
  lossy: false,
  version: 1,
});

export function connection(id: number, card: Partial<CapabilityCard> = {}): EndConnection {
  return {
    id,
    name: `ERP ${id}`,
    zone: 'UTC',
    card: { ...defaultCard, comparesExpected: true, normalisers: ['trim', 'case'], ...card },
    rank: id,
    crmRank: 0,
    mappings: [
      {
        actorType: 'Customer',
        entity: 'company',
        fields: [
          field('Nm', 'name', 'both'),
          field('Phone', 'phone', 'both'),
          field('Credit', 'credit', 'fromErp', 'double'),
          field('Email', 'email', 'toErp'),
        ],
        matchFields: ['Nm'],
        createFields: [],
      },
    ],
  };
}

type Told = { readonly kind?: LogKind; readonly loser?: string | null; readonly silent?: true };
type Bent = { -readonly [Name in keyof EndState]: EndState[Name] };

export class HandMade {
  readonly events: SimEvent[] = [];
  readonly log: SimLogRow[] = [];
  readonly intents: Intent[] = [];
  readonly links: { -readonly [Name in keyof Link]: Link[Name] }[] = [];
  readonly connections: EndConnection[];
  readonly #crm = new Map<string, { ref: EntityRef; values: Record<string, string> }>();
  readonly #erp = new Map<string, { actor: ActorRef; values: Record<string, string> }>();

  constructor(connections: readonly EndConnection[] = [connection(1)]) {
    this.connections = [...connections];
  }

  /** Added on both sides with the same values and linked; all fields in step. */
  static linked(
    values: Readonly<Record<string, string>> = { Nm: 'Acme', Phone: '1' },
    card: Partial<CapabilityCard> = {},
  ) {
    const made = new HandMade([connection(1, card)]);
    made.erpAdd(customer('100'), values);
    made.crmAdd(
      company(1),
      Object.fromEntries(Object.entries(values).map(([key, value]) => [crmNames[key] ?? key, value])),
    );
    made.link(1, customer('100'), company(1));
    return made;
  }

  event(event: DistributiveOmit<SimEvent, 'at'>): this {
    this.events.push({ at: this.events.length, ...event });
    return this;
  }
  crmAdd(ref: EntityRef, values: Readonly<Record<string, string>>): this {
    this.#crm.set(`${ref.kind} ${ref.id}`, { ref, values: { ...values } });
    return this.event({ what: 'crmAdd', by: 'ann', ref, values });
  }
  erpAdd(actor: ActorRef, values: Readonly<Record<string, string>>): this {
    this.#erp.set(actorId(actor), { actor, values: { ...values } });
    return this.event({ what: 'erpAdd', by: 'bob', actor, values });
  }
  crmEdit(ref: EntityRef, values: Readonly<Record<string, string>>): this {
    const old = this.#setCrm(ref, values);
    return this.event({ what: 'crmEdit', by: 'ann', ref, old, values });
  }
  erpEdit(actor: ActorRef, values: Readonly<Record<string, string>>, hidden = false): this {
    const old = this.#setErp(actor, values);
    return this.event({ what: 'erpEdit', by: 'bob', actor, old, values, hidden });
  }

  /** Two turns of a connection that came to their end: whatever a side held by then was seen. */
  turns(on = 1): this {
    const turn = { what: 'slice', worker: 'w1', connection: on, status: 'done', writes: 0 } as const;
    return this.event(turn).event(turn);
  }

  /** A link by hand: its log row, and a base of what both sides hold. */
  link(id: number, actor: ActorRef, ref: EntityRef): this {
    this.links.push({
      id,
      connectionId: actor.connection,
      actorType: actor.actorType,
      erpKey: actor.erpKey,
      entity: ref,
      generation: 1,
      state: 'active',
      base: {},
      lastModified: '1',
      rowHash: 'x',
      parentKey: null,
      attempts: 0,
      reason: null,
    });
    this.tell({ linkId: id, entity: ref, kind: 'link', newValue: actor.erpKey });
    for (const { erpField } of this.#fields(actor)) this.agree(id, erpField);
    return this;
  }
  /** The base becomes what both sides hold now. */
  agree(linkId: number, erpField: string, more: Partial<BaseField> = {}): this {
    const { link, mapping, actor } = this.#linked(linkId, erpField);
    const e = this.#erp.get(actorId(actor))?.values[erpField] ?? '';
    const c = this.#crm.get(`${link.entity.kind} ${link.entity.id}`)?.values[mapping.crmField] ?? '';
    link.base = { ...link.base, [erpField]: { e, c, v: 1, r: 1, ...more } };
    return this;
  }

  /** The engine writes the CRM's side of a field: event, log row, base. */
  intoCrm(linkId: number, erpField: string, value: string, told: Told = {}): this {
    const { link, mapping } = this.#linked(linkId, erpField);
    const old = this.#setCrm(link.entity, { [mapping.crmField]: value })[mapping.crmField] ?? '';
    this.event({
      what: 'crmWrite',
      connection: link.connectionId,
      ref: link.entity,
      field: mapping.crmField,
      old,
      value,
    });
    if (told.silent !== true) this.#told(link, mapping, 'crm', old, value, told, null);
    return this.agree(linkId, erpField);
  }
  /** The engine writes the ERP's side of a field: intent, event, log row, base. */
  intoErp(
    linkId: number,
    erpField: string,
    sent: string,
    told: Told & {
      readonly stored?: string;
      readonly token?: bigint;
      readonly expected?: string;
      readonly seen?: string;
      readonly late?: boolean;
      /** What the CRM held when it was decided on, where that is no longer so. */
      readonly crm?: string;
    } = {},
  ): this {
    const { link, mapping, actor } = this.#linked(linkId, erpField);
    const stored = told.stored ?? sent;
    const crm = told.crm ?? this.#crm.get(`${link.entity.kind} ${link.entity.id}`)?.values[mapping.crmField] ?? '';
    const old = this.#setErp(actor, { [erpField]: stored });
    const before = told.expected ?? old[erpField] ?? '';
    const id = this.intents.length + 1;
    const kind = told.kind ?? 'write';
    const fields = {
      [erpField]: { value: sent, before, crm, crmVersion: 1, kind, loserValue: told.loser ?? null },
    };
    this.event({
      what: 'erpWrite',
      actor,
      token: told.token ?? 1n,
      old,
      sent: { [erpField]: sent },
      stored: { [erpField]: stored },
      expected: { [erpField]: before },
      ...(told.seen !== undefined && { seen: { [erpField]: told.seen }, commitsSince: 0 }),
      ...(told.late !== undefined && { late: told.late }),
      intent: { id, fields },
    });
    this.intents.push({
      id,
      connectionId: link.connectionId,
      linkId,
      generation: link.generation,
      actorType: actor.actorType,
      erpKey: actor.erpKey,
      kind: 'save',
      fields,
      status: told.silent === true ? 'unknown' : 'settled',
      attempts: 0,
      mappingVersion: 1,
      foundBefore: null,
      parent: null,
      sentAt: null,
    });
    if (told.silent === true) return this;
    this.#told(link, mapping, 'erp', before, stored, told, id);
    return this.agree(linkId, erpField);
  }

  tell(row: Partial<SimLogRow>): this {
    this.log.push({
      id: this.log.length + 1,
      at: new Date(this.events.length),
      connectionId: 1,
      runId: 1,
      by: 'ann',
      linkId: null,
      entity: null,
      erpField: null,
      crmField: null,
      kind: 'notice',
      target: null,
      oldValue: null,
      newValue: null,
      ...row,
    });
    return this;
  }
  quiet(): this {
    return this.event({ what: 'quiet' });
  }
  round(number: number, writes: number): this {
    return this.event({ what: 'round', number, writes });
  }

  /** The history as it stands; `bend` changes the end. */
  done(bend: (end: Bent) => void = () => undefined): History {
    const crm: Record<EntityRef['kind'], CrmRow[]> = { company: [], person: [], project: [] };
    for (const { ref, values } of this.#crm.values())
      crm[ref.kind].push({ ref, version: 1, values: { ...values }, origin: {} });
    const erp = new Map(this.connections.map(({ id }) => [id, [] as EndActor[]]));
    for (const { actor, values } of this.#erp.values())
      erp.get(actor.connection)?.push({ ...actor, values: { ...values }, parentKey: undefined });
    const end: Bent = {
      connections: this.connections,
      links: this.links.map((link) => ({ ...link })),
      intents: this.intents,
      conflicts: [],
      log: this.log,
      crm,
      erp,
      resting: new Set(),
    };
    bend(end);
    return { seed: 0, options: {}, events: this.events, end };
  }

  removeActor(actor: ActorRef): this {
    this.#erp.delete(actorId(actor));
    return this;
  }
  removeEntity(ref: EntityRef): this {
    this.#crm.delete(`${ref.kind} ${ref.id}`);
    return this;
  }

  #told(
    link: Link,
    mapping: FieldMapping,
    target: 'crm' | 'erp',
    oldValue: string,
    newValue: string,
    told: Told,
    intentId: number | null,
  ): void {
    this.tell({
      connectionId: link.connectionId,
      linkId: link.id,
      entity: link.entity,
      erpField: mapping.erpField,
      crmField: mapping.crmField,
      kind: told.kind ?? 'write',
      target,
      oldValue,
      newValue,
      loserValue: told.loser ?? null,
      intentId,
    });
  }
  #fields(actor: ActorRef): readonly FieldMapping[] {
    return this.connections.find(({ id }) => id === actor.connection)?.mappings[0]?.fields ?? [];
  }
  #linked(linkId: number, erpField: string) {
    const link = this.links.find(({ id }) => id === linkId);
    const actor = customer(link?.erpKey ?? '', link?.connectionId);
    const mapping = this.#fields(actor).find((candidate) => candidate.erpField === erpField);
    if (link === undefined || mapping === undefined) throw new Error(`No link ${linkId} with a field ${erpField}.`);
    return { link, mapping, actor };
  }
  #setCrm(ref: EntityRef, values: Readonly<Record<string, string>>): Record<string, string> {
    return set(this.#crm.get(`${ref.kind} ${ref.id}`)?.values, values);
  }
  #setErp(actor: ActorRef, values: Readonly<Record<string, string>>): Record<string, string> {
    return set(this.#erp.get(actorId(actor))?.values, values);
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type EndActor = NonNullable<ReturnType<EndState['erp']['get']>>[number];
const crmNames: Readonly<Record<string, string>> = { Nm: 'name', Phone: 'phone', Credit: 'credit', Email: 'email' };
const actorId = (actor: ActorRef): string => `${actor.connection} ${actor.actorType} ${actor.erpKey}`;

function set(
  held: Record<string, string> | undefined,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  if (held === undefined) throw new Error('No such record in this history.');
  const old = Object.fromEntries(Object.keys(values).map((key) => [key, held[key] ?? '']));
  Object.assign(held, values);
  return old;
}

/** The same link with another base, for an end that is bent. */
export const withBase = (links: readonly Link[], base: Base): readonly Link[] =>
  links.map((link, index) => (index === 0 ? { ...link, base: { ...link.base, ...base } } : link));
/** Numbers of the invariants that were broken. */
export const broken = (violations: readonly Violation[]): readonly number[] =>
  [...new Set(violations.map(({ invariant }) => invariant))].toSorted((a, b) => a - b);
