/** What the ERP says of its actor types, fields and lists, taken into the set-up; what the administrator chose stays. */
import type { EntityKind } from '@kobling/engine';
import { done, type ErpActorType, erpActorTypes, type FieldMetadata, type Outcome, rejected } from '@kobling/sdk';
import {
  addAudit,
  type ConnectionDefinition,
  type FieldDefinition,
  type MappingDefinition,
  saveErpList,
  saveMapping,
} from '@kobling/store';
import { askErp, type ErpAnswers, type HubView, viewHub } from '../../setup-file/hub-view.ts';
import { entityOf } from '../../setup-file/read-connection.ts';
import type { ServiceHub } from '../service-hub.ts';
import { knownCrmField } from './known-names.ts';
import { whenFree } from './when-free.ts';

const mappedTypes = erpActorTypes.filter((type) => entityOf[type] !== undefined);

export interface FieldsTaken {
  readonly actorTypes: readonly ErpActorType[];
  readonly added: readonly TakenField[];
  /** Fields that the ERP no longer has; they stay until they are unmapped by hand (rule 9). */
  readonly missing: readonly TakenField[];
}
export interface TakenField {
  readonly actorType: ErpActorType;
  readonly fieldKey: string;
  /** May be a multi-language string. */
  readonly displayName: string;
}

/** Asks the ERP and stores its answer. Rejected or retry: what the ERP said; then nothing was changed. */
export async function updateFields(hub: ServiceHub, connectionId: number, by: string): Promise<Outcome<FieldsTaken>> {
  const answers = await hub.connections.use(connectionId, (connection) => askErp(connection, mappedTypes));
  if (answers.status !== 'done') return answers;
  const view = await viewHub(hub.db);
  const stored = view.definition.connections.find(({ id, deleted }) => id === connectionId && !deleted);
  if (stored === undefined)
    return rejected('connection.unknown', `There is no connection ${connectionId}. Look at the list again.`);
  const wanted = [...answers.value.fields].flatMap(([actorType, metadata]) => {
    const entity = entityOf[actorType];
    return entity === undefined ? [] : [mappingWith(view, stored, actorType, entity, metadata)];
  });
  const differing = differencesOf(stored, answers.value);
  const counts = { added: differing.added.length, missing: differing.missing.length };
  const saved = await whenFree(hub, connectionId, stored.name, () =>
    hub.db.transaction(async (tx) => {
      for (const mapping of wanted) await saveMapping(tx, connectionId, oldOf(stored, mapping.actorType), mapping, by);
      for (const [name, items] of answers.value.lists) await saveErpList(tx, connectionId, name, items);
      await addAudit(tx, {
        by,
        action: 'connection.fields',
        subject: stored.name,
        new: counts,
      });
    }),
  );
  if (saved.status !== 'done') return saved;
  return done({ actorTypes: answers.value.actorTypes, ...differing });
}

const oldOf = (stored: ConnectionDefinition, actorType: ErpActorType): MappingDefinition | undefined =>
  stored.mappings.find((mapping) => mapping.actorType === actorType);

type FieldToSave = Omit<FieldDefinition, 'id'>;

function mappingWith(
  view: HubView,
  stored: ConnectionDefinition,
  actorType: ErpActorType,
  entity: EntityKind,
  metadata: readonly FieldMetadata[],
): Omit<MappingDefinition, 'id' | 'fields'> & { readonly fields: readonly FieldToSave[] } {
  const old = oldOf(stored, actorType);
  const before = new Map((old?.fields ?? []).map((field) => [field.fieldKey, field]));
  const taken = new Set((old?.fields ?? []).map(({ crmField }) => crmField));
  const fresh = metadata.map((field): FieldToSave => {
    const kept = before.get(field.fieldKey);
    if (kept !== undefined) return { ...kept, ...saidOf(field), missingInErp: false };
    const crmField = view.crmFields[entity].find(({ key }) => key === knownCrmField(entity, field.fieldKey));
    const isFree = crmField !== undefined && !taken.has(crmField.key);
    if (isFree) taken.add(crmField.key);
    return { ...unmapped, ...saidOf(field), ...(isFree && { crmField: crmField.key, crmList: crmField.list ?? null }) };
  });
  const keys = new Set(metadata.map(({ fieldKey }) => fieldKey));
  const gone = (old?.fields ?? []).filter(({ fieldKey }) => !keys.has(fieldKey));
  // The administrator's order stands; new fields follow in the connector's (rule 12).
  const ordered = [...fresh, ...gone.map((field) => ({ ...field, missingInErp: true }))].toSorted(
    (a, b) => (before.get(a.fieldKey)?.rank ?? Infinity) - (before.get(b.fieldKey)?.rank ?? Infinity),
  );
  return {
    actorType,
    entity,
    active: old?.active ?? false,
    matchFields: old?.matchFields ?? [],
    fields: ordered.map((field, rank) => ({ ...field, rank })),
  };
}

const saidOf = (field: FieldMetadata) => ({
  fieldKey: field.fieldKey,
  displayName: field.displayName,
  description: field.description,
  type: field.type,
  listName: field.listName,
  defaultValue: field.defaultValue,
  maxLength: field.maxLength,
  access: field.access,
});

const unmapped = {
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
  rank: 0,
  crmList: null,
  items: [],
} as const;

function differencesOf(stored: ConnectionDefinition, { fields }: ErpAnswers): Omit<FieldsTaken, 'actorTypes'> {
  const added: TakenField[] = [];
  const missing: TakenField[] = [];
  for (const [actorType, metadata] of fields) {
    const known = oldOf(stored, actorType)?.fields ?? [];
    const named = ({ fieldKey, displayName }: FieldMetadata): TakenField => ({ actorType, fieldKey, displayName });
    const keys = new Set(known.map(({ fieldKey }) => fieldKey));
    added.push(...metadata.filter(({ fieldKey }) => !keys.has(fieldKey)).map(named));
    const present = new Set(metadata.map(({ fieldKey }) => fieldKey));
    missing.push(...known.filter((field) => !field.missingInErp && !present.has(field.fieldKey)).map(named));
  }
  return { added, missing };
}
