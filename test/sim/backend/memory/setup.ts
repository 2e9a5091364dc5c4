/** Connections as an administrator sets them up: mappings with their versions (H19), the priority order. */
import type { ActorMapping, BaseField, ConnectionSetup, CreateField, FieldMapping, ItemMap } from '@kobling/engine';
import { type ErpActorType, erpActorTypes } from '@kobling/sdk';
import { crmFieldsOf, simItems } from '../crm-fields.ts';
import type { SimConnection } from '../backend.ts';
import { endHeldField } from './held.ts';
import { addHints } from './links.ts';
import { isSwept, type KnownField, nextId, type State, type StoredConnection } from './state.ts';
import { stored } from './stored.ts';

export function addConnection(state: State, given: SimConnection): number {
  const id = nextId(state, 'connection');
  const connection: StoredConnection = {
    id,
    guid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    name: given.name,
    zone: given.zone,
    card: { ...given.card },
    active: true,
    rank: 1_000,
    mappingVersion: 1,
    mappings: [],
    brake: given.brake,
    known: new Map(),
    lease: undefined,
    health: { status: 'ok', message: null, failures: 0, nextTryAt: null },
    feedPosition: undefined,
    marks: new Map(),
    walks: new Map(),
    batchSizes: {},
    hold: undefined,
    links: new Map(),
    intents: new Map(),
    hints: new Map(),
  };
  state.connections.set(id, connection);
  saveMappings(state, connection, given.mappings);
  return id;
}

/** Undefined: there is no such connection. */
export function setupOf(state: State, connectionId: number): ConnectionSetup | undefined {
  const known = state.setups.get(connectionId);
  const connection = state.connections.get(connectionId);
  if (known !== undefined || connection === undefined) return known;
  const order = orderOf(state);
  const rankOf = new Map(order.flatMap((member, place) => (member === 'crm' ? [] : [[member, place] as const])));
  const { id, guid, name, active, mappingVersion, zone, card, mappings } = connection;
  const crmRank = order.indexOf('crm');
  const setup = {
    id,
    guid,
    name,
    active,
    rank: rankOf.get(id) ?? rankOf.size,
    crmRank,
    rankOf,
    mappingVersion,
    zone,
    card,
    batchSizes: connection.batchSizes,
    mappings,
    ...(connection.brake !== undefined && { brake: connection.brake }),
    waitingFields: new Set(state.waiting.get(connectionId)?.keys() ?? []),
  };
  state.setups.set(id, setup);
  return setup;
}

/** The CRM goes before a connection of the same rank; of two connections the older one. */
function orderOf(state: State): readonly (number | 'crm')[] {
  const members: { readonly id: number | 'crm'; readonly rank: number }[] = [{ id: 'crm', rank: state.crmRank }];
  return [...members, ...state.connections.values()]
    .toSorted((a, b) => a.rank - b.rank || byAge(a.id) - byAge(b.id))
    .map(({ id }) => id);
}
const byAge = (id: number | 'crm'): number => (id === 'crm' ? 0 : id);

/** Those left out follow in the order they had. */
export function savePriority(state: State, order: readonly (number | 'crm')[]): void {
  const others = orderOf(state).filter((id) => id !== 'crm' && !order.includes(id));
  for (const [place, id] of [...order, ...others].entries()) {
    const connection = id === 'crm' ? undefined : state.connections.get(id);
    if (connection !== undefined) connection.rank = place;
  }
  state.crmRank = order.includes('crm') ? order.indexOf('crm') : order.length;
  state.setups.clear();
}

/** Each actor type on its own, as the set-up is saved: version and hints rise with every type that changed. */
export function saveMappings(state: State, connection: StoredConnection, mappings: SimConnection['mappings']): void {
  const before = new Set(connection.mappings.map(({ actorType }) => actorType));
  for (const mapping of mappings) {
    const changed = saveFields(state, connection, mapping);
    const wasActive = before.delete(mapping.actorType);
    if (changed || !wasActive) renew(state, connection);
  }
  // What is mapped no longer.
  for (const _type of before) renew(state, connection);
  connection.mappings = erpActorTypes.flatMap((actorType) => {
    const mapping = mappings.find((one) => one.actorType === actorType);
    return mapping === undefined ? [] : [asLoaded(connection, mapping)];
  });
  state.setups.clear();
}

function renew(state: State, connection: StoredConnection): void {
  connection.mappingVersion += 1;
  const links = [...connection.links.values()].filter(isSwept);
  addHints(
    state,
    connection,
    links.map(({ id }) => ({ linkId: id, why: 'mapping', dueAt: state.now() })),
  );
}

const unmapped = { crmField: null, direction: 'none' } as const;

/** Raises the versions of fields whose values are read otherwise, and drops the bases that end with it (H19). */
function saveFields(state: State, connection: StoredConnection, mapping: ActorMapping): boolean {
  const before = connection.known.get(mapping.actorType);
  const known = before ?? new Map<string, KnownField>();
  connection.known.set(mapping.actorType, known);
  let changed = false;
  for (const erpField of new Set([...known.keys(), ...mapping.fields.map((field) => field.erpField)])) {
    const field = mapping.fields.find((one) => one.erpField === erpField);
    // A field that the type had all along, and that is mapped only now.
    const old =
      known.get(erpField) ?? (before && { ...asKnown(mapping, field, undefined), ...unmapped, items: new Map() });
    const now = asKnown(mapping, field, old);
    known.set(erpField, now);
    if (old === undefined) continue;
    if (now.version > old.version) changed = true;
    if (now.direction !== old.direction) {
      changed = true;
      dropBases(
        state,
        connection,
        mapping.actorType,
        erpField,
        (pair) => pair.flag === 'drift' || pair.flag === 'held',
      );
    }
    const items = [...new Set([...old.items.keys(), ...now.items.keys()])].filter(
      (item) => old.items.get(item) !== now.items.get(item),
    );
    if (items.length === 0) continue;
    changed = true;
    const crmItems = new Set(items.flatMap((item) => [old.items.get(item) ?? [], now.items.get(item) ?? []].flat()));
    dropBases(
      state,
      connection,
      mapping.actorType,
      erpField,
      (pair) => items.includes(pair.e ?? '') || (pair.c !== null && crmItems.has(pair.c)),
    );
  }
  return changed;
}

function asKnown(mapping: ActorMapping, field: FieldMapping | undefined, old: KnownField | undefined): KnownField {
  const isList = field?.erpType === 'list' && crmFieldsOf(mapping.entity).get(field.crmField)?.type === 'list';
  const now =
    field === undefined
      ? { type: 'text', lossy: false, items: new Map<string, string>(), ...old, ...unmapped }
      : {
          crmField: field.direction === 'none' ? null : field.crmField,
          type: field.erpType,
          lossy: field.lossy,
          direction: field.direction,
          items: isList ? (field.items?.toCrm ?? new Map<string, string>()) : new Map<string, string>(),
        };
  const converts =
    old !== undefined && (old.crmField !== now.crmField || old.type !== now.type || old.lossy !== now.lossy);
  return { ...now, version: (old?.version ?? 1) + (converts ? 1 : 0) };
}

function dropBases(
  state: State,
  connection: StoredConnection,
  actorType: ErpActorType,
  erpField: string,
  ends: (pair: BaseField) => boolean,
): void {
  for (const link of connection.links.values()) {
    const pair = link.base[erpField];
    if (link.actorType !== actorType || pair === undefined || !ends(pair)) continue;
    const { [erpField]: _ended, ...base } = link.base;
    connection.links.set(link.id, { ...link, base: stored(base) });
    endHeldField(state, link.id, erpField);
  }
}

/** Items of the CRM go by their ids; what feeds a text of the CRM, by the names that it holds. */
function namesOf(list: string | undefined, items: ItemMap | undefined): NonNullable<FieldMapping['itemNames']> {
  const ids = Object.entries(simItems).flatMap(([name, all]) => (name === list ? all : []));
  return { erp: list === undefined ? (items?.toCrm ?? new Map()) : new Map(), crm: new Map(ids.map((id) => [id, id])) };
}

/** As the store loads it: what the CRM's field is comes from the CRM, a missing item is never written (H36). */
function asLoaded(connection: StoredConnection, mapping: ActorMapping): ActorMapping {
  const crm = crmFieldsOf(mapping.entity);
  const known = connection.known.get(mapping.actorType);
  const fields = mapping.fields.flatMap((field): FieldMapping[] => {
    const definition = crm.get(field.crmField);
    if (definition === undefined || field.direction === 'none') return [];
    const { items: _items, defaultValue, ...rest } = field;
    const toErp = definition.type === 'list' ? (field.items?.toErp ?? new Map()) : new Map();
    return [
      {
        ...rest,
        // The ERPs of the histories call their fields by their keys.
        erpLabel: field.erpField,
        crmLabel: definition.label,
        crmType: definition.type,
        crmMaxLength: definition.maxLength,
        crmReadOnly: definition.readOnly,
        crmMandatory: definition.mandatory,
        version: known?.get(field.erpField)?.version ?? 1,
        ...(field.erpType === 'list' && { itemNames: namesOf(definition.list, field.items) }),
        ...(field.erpType === 'list' && { items: { toCrm: field.items?.toCrm ?? new Map(), toErp } }),
        ...(defaultValue !== undefined && defaultValue !== '' && { defaultValue }),
      },
    ];
  });
  return {
    ...mapping,
    fields,
    createFields: [...fields.flatMap(alsoCreates), ...mapping.createFields.filter(concerns)],
  };
}

/** A field that is only read may still have to be filled when an actor is made. */
const alsoCreates = (field: FieldMapping): readonly CreateField[] => {
  const { erpField, erpType: type, erpAccess, direction, defaultValue = '' } = field;
  const mandatory = erpAccess === 'mandatory';
  if (direction !== 'fromErp' || erpAccess === 'readOnly' || type === 'label') return [];
  return mandatory || defaultValue !== ''
    ? [{ erpField, displayName: erpField, type, mandatory, promptUser: false, defaultValue }]
    : [];
};
const concerns = (field: CreateField): boolean =>
  field.type !== 'label' && (field.mandatory || field.promptUser || field.defaultValue !== '');
