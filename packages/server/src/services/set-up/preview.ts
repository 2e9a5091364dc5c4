/** What saving a mapping would change, asked before it is saved: a request that the lease holder carries out and counts. */
import type { CrmField, MappingPreview, ProposedField, ProposedMapping } from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import { addRequest, erpListItems, type FieldDefinition, getRequest, type MappingDefinition } from '@kobling/store';
import type { RequestView } from '@kobling/store';
import { directionOf } from '../../setup-file/direction.ts';
import type { ServiceHub } from '../service-hub.ts';
import { checkedMapping, findMapping, type MappingFound, type MappingWish } from './mapping.ts';

/** Undefined: nothing of it is synced otherwise than now. Rejected as `keepMapping`, and `preview.inactive`. */
export async function previewMapping(
  hub: ServiceHub,
  connectionId: number,
  actorType: ErpActorType,
  wish: MappingWish,
  by: string,
): Promise<Outcome<{ readonly requestId: number | undefined }>> {
  const found = await findMapping(hub, connectionId, actorType);
  if (found.status !== 'done') return found;
  const { connection } = found.value;
  if (!connection.active)
    return rejected(
      'preview.inactive',
      `${textIn('en', connection.name)} is not active: nothing is compared before it is. Save, then activate it.`,
    );
  const wanted = checkedMapping(found.value, wish);
  if (wanted.status !== 'done') return wanted;
  const mapping = await proposed(hub, found.value, wanted.value);
  if (mapping.fields.length === 0) return done({ requestId: undefined });
  const requestId = await addRequest(hub.db, connectionId, { kind: 'previewMapping', mapping }, by);
  await hub.wake([connectionId]);
  return done({ requestId });
}

async function proposed(
  hub: ServiceHub,
  { view, connection, mapping: old }: MappingFound,
  wanted: MappingDefinition,
): Promise<ProposedMapping> {
  const crmFields = new Map(view.crmFields[wanted.entity].map((crm) => [crm.key, crm]));
  const before = new Map(old.active ? old.fields.map((field) => [field.fieldKey, synced(field)]) : []);
  const names = await erpListItems(hub.db, connection.id);
  const fields = wanted.fields.flatMap((field): ProposedField[] => {
    const crm = field.crmField === null ? undefined : crmFields.get(field.crmField);
    if (!wanted.active || field.missingInErp || crm === undefined || directionOf(field) === 'none') return [];
    if (before.get(field.fieldKey) === synced(field)) return [];
    const named = names
      .filter(({ listName }) => listName === field.listName)
      .map(({ itemKey, name }): [string, string] => [itemKey, name]);
    return [toProposed(field, crm, named)];
  });
  return { actorType: wanted.actorType, entity: wanted.entity, fields };
}

/** Equal texts are synced alike. */
const synced = (field: FieldDefinition): string =>
  JSON.stringify([field.crmField, directionOf(field), field.lossy, field.crmList, field.items]);

function toProposed(
  field: FieldDefinition,
  crm: CrmField,
  named: readonly (readonly [string, string])[],
): ProposedField {
  const toCrm = field.items.map(({ erpItem, crmItem }): [string, string] => [erpItem, String(crmItem)]);
  const toErp = toCrm.map(([erpItem, crmItem]): [string, string] => [crmItem, erpItem]);
  const items = crm.type === 'list' ? { toCrm, toErp } : { toCrm: named, toErp: [] };
  return {
    erpField: field.fieldKey,
    crmField: crm.key,
    erpLabel: textIn('en', field.displayName),
    crmLabel: textIn('en', crm.label),
    direction: directionOf(field),
    erpType: field.type,
    erpMaxLength: field.maxLength,
    erpAccess: field.access,
    crmType: crm.type,
    crmMaxLength: crm.maxLength,
    crmReadOnly: crm.readOnly,
    crmMandatory: crm.mandatory,
    lossy: field.lossy,
    ...(field.type === 'list' && { items }),
    ...(field.onConflict === 'ask' && { onConflict: 'ask' as const }),
    ...(field.hasDefault && field.firstSyncDefault !== '' && { defaultValue: field.firstSyncDefault }),
  };
}

export interface PreviewState {
  readonly request: RequestView;
  /** Null until it is done. */
  readonly preview: MappingPreview | null;
}

/** Rejected `preview.unknown` where the request is none of this connection's previews. */
export async function readPreview(
  hub: Pick<ServiceHub, 'db'>,
  connectionId: number,
  requestId: number,
): Promise<Outcome<PreviewState>> {
  const request = await getRequest(hub.db, requestId);
  if (request?.body.kind !== 'previewMapping' || request.connectionId !== connectionId)
    return rejected('preview.unknown', `There is no preview ${requestId}. Ask for it again.`);
  const { preview = null } = (request.result ?? {}) as { readonly preview?: MappingPreview };
  return done({ request, preview: request.status === 'done' ? preview : null });
}
