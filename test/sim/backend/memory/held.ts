/** Held fields, the brake's counts and turned fields, as packages/store/src/sync/held keeps them. */
import type { BrakeKey, Commit, EntityKind, HeldAnswer, HeldSelection, HeldStore, NewHeld } from '@kobling/engine';
import { holdLease } from './lease.ts';
import { connectionOf, linkOf, type State } from './state.ts';

export interface StoredHeld extends NewHeld {
  readonly id: number;
  readonly connectionId: number;
  readonly status: 'open' | HeldAnswer['status'];
}
interface Turned {
  readonly entity: EntityKind;
  readonly crmField: string;
  readonly connections: readonly number[];
  readonly released: boolean;
  readonly afterLog: number;
}
interface HeldTables {
  readonly rows: Map<number, StoredHeld>;
  /** Key and hour to writes. */
  readonly counts: Map<string, { readonly hour: number; count: number }>;
  readonly turned: Map<string, Turned>;
}

const tables = new WeakMap<State, HeldTables>();
function tablesOf(state: State): HeldTables {
  const known = tables.get(state);
  if (known !== undefined) return known;
  const fresh: HeldTables = { rows: new Map(), counts: new Map(), turned: new Map() };
  tables.set(state, fresh);
  return fresh;
}

const hourMs = 3_600_000;
const writesAField = 8;
const hourOf = (state: State): number => Math.floor(state.now().getTime() / hourMs);
const keyOf = (connectionId: number, { target, actorType, erpField, value }: BrakeKey): string =>
  JSON.stringify([connectionId, target, actorType, erpField, value]);
const fieldId = (entity: EntityKind, crmField: string): string => `${entity} ${crmField}`;

/** All of them, oldest first. */
export const allHeld = (state: State): readonly StoredHeld[] => [...tablesOf(state).rows.values()];

const open = (state: State, connectionId: number, selection: HeldSelection): StoredHeld[] =>
  allHeld(state).filter(
    (row) =>
      row.status === 'open' &&
      row.connectionId === connectionId &&
      ('ids' in selection
        ? selection.ids.includes(row.id)
        : row.why === selection.why &&
          row.actorType === selection.actorType &&
          row.erpField === selection.erpField &&
          (selection.target === undefined || row.target === selection.target) &&
          (selection.newValue === undefined || row.newValue === selection.newValue)),
  );

export function heldFields(state: State): HeldStore {
  const { counts, turned, rows } = tablesOf(state);
  const shown = ({ entity, crmField, connections }: Turned) => ({
    entity,
    crmField,
    connections: connections.map((id) => ({ id, name: connectionOf(state, id).name })),
  });
  return {
    async brakeCounts(connectionId, keys) {
      return keys.map((key) => {
        let sum = 0;
        for (let hour = hourOf(state) - 24; hour <= hourOf(state); hour += 1)
          sum += counts.get(`${hour} ${keyOf(connectionId, key)}`)?.count ?? 0;
        for (const row of rows.values())
          if (
            row.status === 'open' &&
            row.connectionId === connectionId &&
            row.target === key.target &&
            row.actorType === key.actorType &&
            row.erpField === key.erpField &&
            row.newValue === key.value
          )
            sum += 1;
        return sum;
      });
    },
    async openHeld(connectionId, selection, afterId, limit) {
      return open(state, connectionId, selection)
        .filter(({ id }) => id > afterId)
        .slice(0, limit)
        .map(({ id, linkId, actorType, erpField, crmField, why, answers }) => ({
          id,
          linkId,
          actorType,
          erpField,
          crmField,
          why,
          answers: answers ?? {},
        }));
    },
    async countHeld(connectionId, selection) {
      return open(state, connectionId, selection).length;
    },
    async recentCrmWrites(fields) {
      const since = state.now().getTime() - 24 * hourMs;
      return fields.flatMap(({ entity, crmField }) => {
        const after = turned.get(fieldId(entity.kind, crmField))?.afterLog ?? 0;
        return state.log
          .filter(
            (row) =>
              row.entity?.kind === entity.kind &&
              row.entity.id === entity.id &&
              row.crmField === crmField &&
              row.target === 'crm' &&
              row.id > after &&
              row.at.getTime() > since,
          )
          .slice(-writesAField)
          .map(({ connectionId, kind, oldValue, newValue }) => ({
            entity,
            crmField,
            connectionId,
            kind,
            oldValue: oldValue ?? '',
            newValue: newValue ?? '',
          }));
      });
    },
    async turnedFields(connectionId) {
      return [...turned.values()]
        .filter(({ released, connections }) => !released && connections.includes(connectionId))
        .map(shown);
    },
    async holdTurnedField(lease, entity, crmField, connections) {
      holdLease(state, lease);
      const before = turned.get(fieldId(entity, crmField));
      const standing = before?.released === false ? before.connections : [];
      const field: Turned = {
        entity,
        crmField,
        connections: [...new Set([...standing, ...connections])],
        released: false,
        afterLog: before?.afterLog ?? 0,
      };
      turned.set(fieldId(entity, crmField), field);
      return shown(field);
    },
    async releaseTurnedField(lease, entity, crmField) {
      holdLease(state, lease);
      const field = turned.get(fieldId(entity, crmField));
      if (field?.released === false)
        turned.set(fieldId(entity, crmField), { ...field, released: true, afterLog: state.log.at(-1)?.id ?? 0 });
    },
  };
}

function end(state: State, row: StoredHeld, status: StoredHeld['status']): void {
  if (row.status === 'open') tablesOf(state).rows.set(row.id, { ...row, status });
}

/** Of links whose bases or state were just written: an open one whose field is no longer flagged is over. */
export function endHeld(state: State, linkIds: ReadonlySet<number>): void {
  for (const row of allHeld(state)) {
    if (!linkIds.has(row.linkId)) continue;
    const link = linkOf(state, row.linkId);
    if (link === undefined || link.state === 'broken' || link.base[row.erpField]?.flag !== 'held')
      end(state, row, 'superseded');
  }
}

/** Its base was dropped, or it is held anew. */
export function endHeldField(state: State, linkId: number, erpField: string): void {
  for (const row of allHeld(state))
    if (row.linkId === linkId && row.erpField === erpField) end(state, row, 'superseded');
}

type HeldPart = Pick<Commit, 'held' | 'heldAnswers' | 'counted' | 'links'>;

/** After the links are stored: answers, then what is over by itself, then new ones, then the counts. `part` is of links that stand. */
export function storeHeld(state: State, connectionId: number, part: HeldPart): void {
  const { rows, counts } = tablesOf(state);
  for (const { id, status } of part.heldAnswers) {
    const row = rows.get(id);
    // A create's row is over as soon as its link has a base; the answer comes after that.
    if (row?.status === 'superseded' && row.why === 'create') rows.set(id, { ...row, status });
    else if (row !== undefined) end(state, row, status);
  }
  endHeld(state, new Set(part.links.filter((link) => link.base || link.state === 'broken').map(({ id }) => id)));
  for (const held of part.held) {
    endHeldField(state, held.linkId, held.erpField);
    rows.set(rows.size + 1, { ...held, id: rows.size + 1, connectionId, status: 'open' });
  }
  const hour = hourOf(state);
  for (const write of part.counted) {
    const key = `${hour} ${keyOf(connectionId, write)}`;
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { hour, count: 1 });
    else count.count += 1;
  }
}
