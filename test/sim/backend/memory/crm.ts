/** The CRM: rows that people and the engine write, and the feed in which every write leaves its row. */
import type { CrmRow, CrmStore, CrmWrite, EntityKind, EntityRef } from '@kobling/engine';
import { entityKinds } from '@kobling/engine';
import type { Reason } from '@kobling/sdk';
import { originAfter } from '../../../../packages/store/src/crm/rows.ts';
import { checkName, checkValue, checkValues, type Known } from '../../../../packages/store/src/crm/values.ts';
import type { Backend } from '../backend.ts';
import { crmFieldsOf, simItems } from '../crm-fields.ts';
import { holdLease } from './lease.ts';
import { connectionOf, isLive, sameEntity, type State, type StoredEntity } from './state.ts';

type Values = Readonly<Record<string, string>>;

export const crmStore = (state: State): CrmStore => ({
  async readCrm(kind, ids, fields) {
    const rows = new Map<number, CrmRow>();
    for (const id of ids) {
      const row = rowOf(state, { kind, id });
      if (row !== undefined) rows.set(id, toCrmRow(kind, row, fields));
    }
    return rows;
  },
  async endedEntities(kind, ids) {
    return new Map(
      ids.flatMap((id) => {
        const row = state.crm[kind].get(id);
        return row?.deleted === true ? [[id, row.mergedInto ?? null] as const] : [];
      }),
    );
  },
  async readFeed(connectionId, limit) {
    const { feedPosition: position } = connectionOf(state, connectionId);
    const end = { epoch: state.epoch, xid: String(state.feed.length), seq: '0' };
    if (position === undefined) return { changes: [], next: end, more: false, fullCompare: false };
    if (position.epoch !== state.epoch) return { changes: [], next: end, more: false, fullCompare: true };
    const changes = [];
    for (let place = Number(position.xid); place < state.feed.length; place += 1) {
      const change = state.feed[place];
      if (change === undefined || change.writer === connectionId) continue;
      if (changes.length === limit)
        return { changes, next: { ...end, xid: String(place) }, more: true, fullCompare: false };
      changes.push(change);
    }
    return { changes, next: end, more: false, fullCompare: false };
  },
  async saveFeedPosition(lease, position) {
    holdLease(state, lease).feedPosition = { ...position };
  },
  async connectionsOf(entities, except) {
    return [...state.connections.values()]
      .filter(
        ({ id, active, links }) =>
          active &&
          id !== except &&
          links.values().some((link) => isLive(link) && entities.some((ref) => sameEntity(ref, link.entity))),
      )
      .sort((a, b) => a.rank - b.rank || a.id - b.id)
      .map(({ id }) => id);
  },
});

/** Undefined: there is none, or it is deleted. */
export function rowOf(state: State, { kind, id }: EntityRef): StoredEntity | undefined {
  const row = state.crm[kind].get(id);
  return row?.deleted === true ? undefined : row;
}

function toCrmRow(kind: EntityKind, row: StoredEntity, fields: Iterable<string>): CrmRow {
  const values: Record<string, string> = {};
  const known = crmFieldsOf(kind);
  for (const field of fields) if (known.has(field)) values[field] = row.values[field] ?? '';
  return { ref: { kind, id: row.id }, version: row.version, values, origin: row.origin };
}

const knownOf = (state: State): Known => ({
  items: new Set(Object.entries(simItems).flatMap(([list, items]) => items.map((item) => `${list}:${item}`))),
  companies: new Set([...state.crm.company.values()].filter((row) => !row.deleted).map(({ id }) => id)),
});

export interface CrmWritten {
  readonly moved: ReadonlySet<number>;
  readonly refused: ReadonlyMap<number, Reason>;
  /** Row version after the write, by link. */
  readonly versions: ReadonlyMap<number, number>;
  /** Rows as they become, in the order of the writes. Nothing is stored yet. */
  readonly changes: readonly {
    readonly ref: EntityRef;
    readonly row: StoredEntity;
    readonly fields: readonly string[];
    readonly writer: number;
  }[];
  readonly count: number;
}

/** Compare-and-set, thought through and not stored: what a commit throws for must leave nothing behind. */
export function tryWrites(state: State, writes: readonly CrmWrite[]): CrmWritten {
  const [moved, refused, versions] = [new Set<number>(), new Map<number, Reason>(), new Map<number, number>()];
  const changes: CrmWritten['changes'][number][] = [];
  const become = new Map<string, StoredEntity>();
  const known = writes.length === 0 ? { items: new Set<string>(), companies: new Set<number>() } : knownOf(state);
  for (const write of entityKinds.flatMap((kind) => writes.filter(({ ref }) => ref.kind === kind))) {
    const key = `${write.ref.kind} ${write.ref.id}`;
    const row = become.get(key) ?? rowOf(state, write.ref);
    const refusal = row === undefined ? undefined : refusalOf(write, known);
    if (refusal !== undefined) refused.set(write.linkId, refusal);
    const fields = Object.entries(write.fields);
    if (
      row === undefined ||
      refusal !== undefined ||
      fields.some(([name, { expected }]) => (row.values[name] ?? '') !== expected)
    ) {
      moved.add(write.linkId);
      continue;
    }
    const differing = fields.filter(([name, { value }]) => (row.values[name] ?? '') !== value);
    const values = Object.fromEntries(differing.map(([name, { value }]) => [name, value]));
    const next = differing.length === 0 ? row : changed(row, values, write.writer);
    versions.set(write.linkId, next.version);
    if (next === row) continue;
    become.set(key, next);
    changes.push({ ref: write.ref, row: next, fields: Object.keys(values), writer: write.writer });
  }
  return { moved, refused, versions, changes, count: become.size };
}

function refusalOf(write: CrmWrite, known: Known): Reason | undefined {
  const fields = crmFieldsOf(write.ref.kind);
  const record = `${write.ref.kind} ${write.ref.id}`;
  for (const [key, { value }] of Object.entries(write.fields)) {
    const definition = fields.get(key);
    if (definition === undefined)
      return {
        code: 'crm.noField',
        message: `${key} of ${record}: there is no such field any more. Correct the mapping.`,
      };
    const refusal = checkValue(definition, value, known, record);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function changed(row: StoredEntity, values: Values, writer: number): StoredEntity {
  const version = row.version + 1;
  const all = Object.entries({ ...row.values, ...values }).filter(([, value]) => value !== '');
  const origin = Object.freeze({ ...row.origin, ...originAfter(row, Object.keys(values), writer) });
  return { ...row, version, values: Object.fromEntries(all), origin };
}

export function storeWrites(state: State, changes: CrmWritten['changes']): void {
  for (const { ref, row, fields, writer } of changes) {
    state.crm[ref.kind].set(ref.id, row);
    state.feed.push({ entity: ref, fields, op: 'update', survivor: null, writer });
  }
}

/** What people do. */
export const crmUsers = (state: State): Backend['crm'] => ({
  async add(kind, given, companyId) {
    const values = companyId === undefined ? given : { ...given, company: String(companyId) };
    refuse(
      checkName(kind, values, `the new ${kind}`) ??
        checkValues(crmFieldsOf(kind), values, knownOf(state), `the new ${kind}`),
    );
    const filled = Object.entries(values).filter(([, value]) => value !== '');
    // Ids are the kind's own: a company and a person may have the same.
    const ref = { kind, id: state.crm[kind].size + 1 };
    state.crm[kind].set(ref.id, {
      id: ref.id,
      version: 1,
      values: Object.fromEntries(filled),
      origin: {},
      deleted: false,
    });
    state.feed.push({ entity: ref, fields: filled.map(([name]) => name), op: 'create', survivor: null, writer: 0 });
    return ref;
  },
  async edit(ref, values) {
    const row = rowOf(state, ref);
    if (row === undefined) return false;
    const edits = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => (row.values[name] ?? '') !== value),
    );
    if (Object.keys(edits).length === 0) return true;
    const record = `${ref.kind} ${ref.id}`;
    refuse(
      checkValues(crmFieldsOf(ref.kind), edits, knownOf(state), record) ??
        checkName(ref.kind, { ...row.values, ...edits }, record),
    );
    storeWrites(state, [{ ref, row: changed(row, edits, 0), fields: Object.keys(edits), writer: 0 }]);
    return true;
  },
  async remove(ref) {
    if (ref.kind === 'company')
      for (const person of personsOf(state, ref.id)) hide(state, { kind: 'person', id: person.id });
    hide(state, ref);
  },
  async merge(loser, survivor) {
    if (loser.kind !== survivor.kind || loser.id === survivor.id)
      throw new Error('Merge two different records of one kind.');
    if (rowOf(state, loser) === undefined || rowOf(state, survivor) === undefined) return;
    if (loser.kind === 'company') {
      for (const person of personsOf(state, loser.id)) {
        const row = changed(person, { company: String(survivor.id) }, 0);
        storeWrites(state, [{ ref: { kind: 'person', id: person.id }, row, fields: ['company'], writer: 0 }]);
      }
    }
    hide(state, loser, survivor.id);
  },
  async all(kind) {
    const names = [...crmFieldsOf(kind).keys()];
    return [...state.crm[kind].values()].filter((row) => !row.deleted).map((row) => toCrmRow(kind, row, names));
  },
});

const personsOf = (state: State, companyId: number): readonly StoredEntity[] =>
  [...state.crm.person.values()].filter((row) => !row.deleted && row.values['company'] === String(companyId));

/** Deleted, or merged into the survivor. Nothing happens when it is gone already. */
function hide(state: State, ref: EntityRef, survivor: number | null = null): void {
  const row = rowOf(state, ref);
  if (row === undefined) return;
  state.crm[ref.kind].set(ref.id, {
    ...row,
    deleted: true,
    version: row.version + 1,
    ...(survivor !== null && { mergedInto: survivor }),
  });
  state.feed.push({ entity: ref, fields: [], op: survivor === null ? 'delete' : 'merge', survivor, writer: 0 });
}

/** A history asks for what the CRM takes; anything else is its own mistake. */
function refuse(failure: { readonly reason: Reason } | undefined): void {
  if (failure !== undefined) throw new Error(failure.reason.message);
}
