/** A simulated connection as the set-up file would store it, by the product's own functions. */
import type { ActorMapping, CreateField, FieldMapping } from '@kobling/engine';
import {
  type Database,
  type FieldToSave,
  type MappingDefinition,
  type MappingToSave,
  readDefinition,
  saveConnection,
  saveConnector,
  saveErpList,
  saveMapping,
  setConnectionActive,
  stopMapping,
  type Transaction,
} from '@kobling/store';
import { crmFieldsOf } from '../crm-fields.ts';
import type { SimConnection } from '../backend.ts';

export const addConnection = (db: Database, given: SimConnection): Promise<number> =>
  db.transaction(async (tx) => {
    const url = `plugin://${given.name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`;
    const connectorId = await saveConnector(tx, { id: undefined, name: given.name, url, reachable: true });
    const id = await saveConnection(tx, {
      id: undefined,
      connectorId,
      name: given.name,
      description: '',
      zone: given.zone,
      allAccess: true,
      ...(given.brake !== undefined && { brake: given.brake }),
    });
    await tx.run('update connection set card = $2::jsonb where id = $1', [id, JSON.stringify(given.card)]);
    for (const mapping of given.mappings) await saveOne(tx, id, undefined, mapping);
    await setConnectionActive(tx, id, true);
    return id;
  });

/** The hints that it leaves are due at the simulated time. The caller holds the connection's lease. */
export const saveMappings = (db: Database, id: number, mappings: SimConnection['mappings'], now: Date): Promise<void> =>
  db.transaction(async (tx) => {
    const stored = await storedMappings(tx, id);
    for (const mapping of mappings) {
      const old = stored.find(({ actorType }) => actorType === mapping.actorType);
      if (old === undefined) await saveOne(tx, id, undefined, mapping);
      else await saveOne(tx, id, await withFieldsOf(tx, id, old, mapping), mapping);
    }
    for (const { actorType } of stored)
      if (!mappings.some((mapping) => mapping.actorType === actorType)) await stopMapping(tx, id, actorType);
    await tx.run(`update hint set due_at = $2 where connection_id = $1 and why = 'mapping'`, [id, now]);
  });

const storedMappings = async (tx: Transaction, id: number): Promise<readonly MappingDefinition[]> =>
  (await readDefinition(tx)).connections.find((connection) => connection.id === id)?.mappings ?? [];

/** The type had these fields all along; a connector tells of all, mapped or not. */
async function withFieldsOf(
  tx: Transaction,
  id: number,
  old: MappingDefinition,
  mapping: ActorMapping,
): Promise<MappingDefinition> {
  const fresh = mapping.fields.filter((field) => !old.fields.some(({ fieldKey }) => fieldKey === field.erpField));
  if (fresh.length === 0) return old;
  const fields = fresh.map((field, place) => ({
    ...unmapped(mapped(mapping, field, old.fields.length + place)),
    items: [],
  }));
  await saveMapping(tx, id, old, { ...old, fields: [...old.fields, ...fields] });
  const [known] = (await storedMappings(tx, id)).filter(({ actorType }) => actorType === mapping.actorType);
  return known ?? old;
}

async function saveOne(
  tx: Transaction,
  id: number,
  old: MappingDefinition | undefined,
  mapping: ActorMapping,
): Promise<void> {
  const named = new Set([...mapping.fields, ...mapping.createFields].map(({ erpField }) => erpField));
  const gone = (old?.fields ?? []).filter(({ fieldKey }) => !named.has(fieldKey));
  const fields = mapping.fields.map((field, rank) => mapped(mapping, field, rank));
  const creates = mapping.createFields.map((field, place) => asked(field, mapping.fields.length + place));
  const { actorType, entity, matchFields } = mapping;
  const toSave: MappingToSave = {
    actorType,
    entity,
    matchFields,
    active: true,
    fields: [
      ...fields,
      ...creates,
      ...gone.map((field) => ({ ...unmapped(field), hasDefault: false, mandatory: false, promptUser: false })),
    ],
  };
  await saveMapping(tx, id, old, toSave);
  for (const field of mapping.fields) await saveItems(tx, id, mapping, field);
}

/** Names of an ERP list that feeds a text; and items that left the ERP's list, which are never written (H36). */
async function saveItems(tx: Transaction, id: number, mapping: ActorMapping, field: FieldMapping): Promise<void> {
  if (field.items === undefined) return;
  if (!isListPair(mapping, field)) return saveErpList(tx, id, listName(mapping, field), field.items.toCrm);
  const written = [...field.items.toErp.values()];
  await tx.run(
    `update list_item_map i set missing = i.erp_item <> all ($4::text[])
     from erp_field f join actor_mapping m on m.id = f.mapping_id
     where f.id = i.erp_field_id and m.connection_id = $1 and m.actor_type = $2 and f.field_key = $3`,
    [id, mapping.actorType, field.erpField, written],
  );
}

const listName = (mapping: ActorMapping, field: FieldMapping): string => `${mapping.actorType}.${field.erpField}`;
const isListPair = (mapping: ActorMapping, field: FieldMapping): boolean =>
  field.erpType === 'list' && crmFieldsOf(mapping.entity).get(field.crmField)?.type === 'list';

const plain = {
  description: '',
  listName: '',
  defaultValue: '',
  maxLength: 0,
  access: 'normal',
  missingInErp: false,
  crmField: null,
  syncToCrm: false,
  syncToErp: false,
  showInTab: false,
  showInSearch: false,
  hasDefault: false,
  firstSyncDefault: '',
  promptUser: false,
  mandatory: false,
  lossy: false,
  crmList: null,
  items: [],
} as const;

const mapped = (mapping: ActorMapping, field: FieldMapping, rank: number): FieldToSave => ({
  ...plain,
  fieldKey: field.erpField,
  displayName: field.erpField,
  type: field.erpType,
  listName: field.erpType === 'list' ? listName(mapping, field) : '',
  maxLength: field.erpMaxLength,
  access: field.erpAccess,
  crmField: field.direction === 'none' ? null : field.crmField,
  syncToCrm: field.direction === 'both' || field.direction === 'fromErp',
  syncToErp: field.direction === 'both' || field.direction === 'toErp',
  hasDefault: field.defaultValue !== undefined && field.defaultValue !== '',
  firstSyncDefault: field.defaultValue ?? '',
  lossy: field.lossy,
  rank,
  items: isListPair(mapping, field)
    ? [...(field.items?.toCrm ?? [])].map(([erpItem, item]) => ({ erpItem, crmItem: Number(item), crmItemName: '' }))
    : [],
});

const asked = (field: CreateField, rank: number): FieldToSave => ({
  ...plain,
  fieldKey: field.erpField,
  displayName: field.displayName,
  type: field.type,
  hasDefault: field.defaultValue !== '',
  firstSyncDefault: field.defaultValue,
  promptUser: field.promptUser,
  mandatory: field.mandatory,
  rank,
});

const unmapped = (field: FieldToSave): FieldToSave => ({
  ...field,
  crmField: null,
  syncToCrm: false,
  syncToErp: false,
});
