/** What a saved mapping changed, kept so that the writes which came from it can be undone (H06, H19). */
import type { Transaction } from '../database.ts';
import type { FieldDefinition, MappingDefinition } from './definition.ts';
import type { FieldToSave, MappingToSave } from './save-mapping.ts';

/** What decides where a field's values go and how they are converted. */
export interface FieldShape {
  readonly crmField: string;
  readonly direction: 'both' | 'fromErp' | 'toErp';
  readonly lossy: boolean;
  readonly type: string;
  readonly items: readonly (readonly [string, number])[];
  readonly default: string | null;
}
/** `before` null: was not synced; `after` null: is not synced any more. */
export interface FieldChange {
  readonly erpField: string;
  readonly before: FieldShape | null;
  readonly after: FieldShape | null;
}

/** Stores nothing where the synced fields stayed as they were. */
export async function noteMappingChange(
  tx: Transaction,
  connectionId: number,
  old: MappingDefinition | undefined,
  mapping: MappingToSave,
  by: string,
): Promise<void> {
  const changes = changesOf(old, mapping);
  if (changes.length === 0) return;
  await tx.run(
    `insert into mapping_change (connection_id, actor_type, by_name, mapping_version, log_id, fields, changes)
     select id, $2, $3, mapping_version, coalesce((select max(l.id) from sync_log l where l.connection_id = c.id), 0), $4, $5
     from connection c where id = $1`,
    [connectionId, mapping.actorType, by, changes.map((change) => change.erpField), JSON.stringify(changes)],
  );
}

function changesOf(old: MappingDefinition | undefined, mapping: MappingToSave): readonly FieldChange[] {
  const before = new Map((old?.active === false ? [] : (old?.fields ?? [])).map((field) => [field.fieldKey, field]));
  const after = new Map((mapping.active ? mapping.fields : []).map((field) => [field.fieldKey, field]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((erpField) => {
    const change = { erpField, before: shapeOf(before.get(erpField)), after: shapeOf(after.get(erpField)) };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

function shapeOf(field: FieldDefinition | FieldToSave | undefined): FieldShape | null {
  if (field === undefined || field.crmField === null || (!field.syncToCrm && !field.syncToErp)) return null;
  return {
    crmField: field.crmField,
    direction: field.syncToCrm ? (field.syncToErp ? 'both' : 'fromErp') : 'toErp',
    lossy: field.lossy,
    type: field.type,
    items: field.items
      .map(({ erpItem, crmItem }) => [erpItem, crmItem] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    default: field.hasDefault ? field.firstSyncDefault : null,
  };
}
