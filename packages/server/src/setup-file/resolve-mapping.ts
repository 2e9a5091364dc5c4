/** One actor type of one connection: fields on both sides, list items, defaults, rank and match. */
import type { CrmField } from '@kobling/engine';
import { decodeValue, encodeValue, type FieldMetadata, textIn } from '@kobling/sdk';
import type { ConnectionDefinition, FieldDefinition } from '@kobling/store';
import type { DesiredField, DesiredMapping } from './desired.ts';
import { whyNotDirection } from './direction.ts';
import type { ErpAnswers, HubView } from './hub-view.ts';
import { orWhat } from './nearest.ts';
import type { ProblemList } from './report.ts';
import type { ActorSetup, DefaultSetup, FieldSetup } from './setup.ts';

interface Context {
  readonly view: HubView;
  readonly problems: ProblemList;
  readonly answers: ErpAnswers;
  readonly stored: ConnectionDefinition | undefined;
}
/** A field as known: from the connector now, or kept from before and missing now (domain rule 9). */
interface KnownField extends FieldMetadata {
  readonly missing: boolean;
}

export function resolveMapping(context: Context, actor: ActorSetup): DesiredMapping | undefined {
  const { problems, answers, stored } = context;
  const metadata = answers.fields.get(actor.actorType);
  if (metadata === undefined) {
    return problems.add(
      actor.at,
      'setup.actorTypeNotSupported',
      `This ERP has no ${actor.actorType}.${orWhat(actor.actorType, answers.actorTypes)}`,
    );
  }
  const before = stored?.mappings.find((mapping) => mapping.actorType === actor.actorType)?.fields ?? [];
  const vanished = before.filter((field) => !metadata.some((item) => item.fieldKey === field.fieldKey));
  const named = new Set(actor.fields.map((field) => field.erpField.name));
  const known: KnownField[] = [
    ...metadata.map((field) => ({ ...field, missing: false })),
    ...vanished.filter((field) => named.has(field.fieldKey)).map((field) => ({ ...field, missing: true })),
  ];
  const fieldOf = new Map<string, FieldSetup>();
  for (const field of actor.fields) {
    if (
      problems.find(
        field.erpField,
        known,
        (item) => item.fieldKey,
        'setup.unknownErpField',
        `${actor.actorType} has no field ${JSON.stringify(field.erpField.name)} in this ERP.`,
      )
    ) {
      fieldOf.set(field.erpField.name, field);
    }
  }
  const defaultOf = new Map<string, DefaultSetup>();
  for (const item of actor.defaults) {
    if (
      problems.find(
        item.erpField,
        known,
        (field) => field.fieldKey,
        'setup.unknownErpField',
        `${actor.actorType} has no field ${JSON.stringify(item.erpField.name)} in this ERP.`,
      )
    ) {
      defaultOf.set(item.erpField.name, item);
    }
  }
  const ordered = inRankOrder(context, actor, known);
  const fields = ordered.map((field, rank) =>
    desiredField(context, actor, field, fieldOf.get(field.fieldKey), defaultOf.get(field.fieldKey), rank),
  );
  return {
    actorType: actor.actorType,
    entity: actor.entity,
    active: actor.active,
    matchFields: actor.match.flatMap((wish) =>
      fields.filter((field) => field.crmField === wish.name).map((field) => field.fieldKey),
    ),
    fields,
  };
}

/** The fields that `rank` names, in its order; then the rest, in the connector's (domain rule 12). */
function inRankOrder({ problems }: Context, actor: ActorSetup, known: readonly KnownField[]): readonly KnownField[] {
  const first = actor.rank
    .map((item) =>
      problems.find(
        item,
        known,
        (field) => field.fieldKey,
        'setup.unknownErpField',
        `rank of ${actor.actorType}: there is no field ${JSON.stringify(item.name)}.`,
      ),
    )
    .filter((field) => field !== undefined);
  return [...first, ...known.filter((field) => !first.includes(field))];
}

function desiredField(
  context: Context,
  actor: ActorSetup,
  erp: KnownField,
  field: FieldSetup | undefined,
  preset: DefaultSetup | undefined,
  rank: number,
): DesiredField {
  const crm = crmFieldOf(context, actor, erp, field);
  const sync = crm === undefined || field === undefined ? 'none' : field.sync;
  const value = preset === undefined ? '' : defaultValue(context, erp, preset);
  return {
    fieldKey: erp.fieldKey,
    displayName: erp.displayName,
    description: erp.description,
    type: erp.type,
    listName: erp.listName,
    defaultValue: erp.defaultValue,
    maxLength: erp.maxLength,
    access: erp.access,
    missingInErp: erp.missing,
    crmField: crm?.key ?? null,
    syncToCrm: sync === 'both' || sync === 'fromErp',
    syncToErp: sync === 'both' || sync === 'toErp',
    showInTab: field?.show ?? false,
    showInSearch: field?.search ?? false,
    hasDefault: value !== '',
    firstSyncDefault: value,
    promptUser: preset?.ask ?? false,
    mandatory: preset?.mandatory ?? false,
    lossy: field?.lossy ?? false,
    onConflict: field?.onConflict ?? 'priority',
    rank,
    crmList: crm?.list ?? null,
    items: crm === undefined || field === undefined ? [] : resolveItems(context, erp, crm, field),
  };
}

function crmFieldOf(
  { view, problems }: Context,
  actor: ActorSetup,
  erp: KnownField,
  field: FieldSetup | undefined,
): CrmField | undefined {
  const wanted = field?.crmField;
  if (field === undefined || wanted === null || wanted === undefined) return undefined;
  const crm = problems.find(
    wanted,
    view.crmFields[actor.entity],
    (item) => item.key,
    'setup.unknownCrmField',
    `A ${actor.entity} has no field ${JSON.stringify(wanted.name)} in the CRM.`,
  );
  if (crm === undefined) return undefined;
  const why = whyNotDirection(field.sync, erp, crm, field.lossy);
  if (why !== undefined) problems.add(field.erpField.at, 'setup.direction', why);
  return crm;
}

/** ERP items are looked up in the list as it is now, or, where it cannot be read, as it was last seen (H36). */
function resolveItems(
  { view, problems, answers, stored }: Context,
  erp: KnownField,
  crm: CrmField,
  field: FieldSetup,
): FieldDefinition['items'] {
  if (field.items.length === 0) return [];
  if (erp.type !== 'list' || crm.list === undefined) {
    problems.add(
      field.erpField.at,
      'setup.itemsWithoutList',
      `${erp.fieldKey} (${erp.type}) and ${crm.key} (${crm.type}) must both be lists to have items: remove items.`,
    );
    return [];
  }
  const crmItems = view.crmItems.filter((item) => item.list === crm.list);
  const now = answers.lists.get(erp.listName);
  const before =
    stored?.mappings.flatMap((mapping) => mapping.fields).find((item) => item.fieldKey === erp.fieldKey)?.items ?? [];
  const erpKeys = [
    ...(now?.keys() ?? []),
    ...before.map((item) => item.erpItem).filter((key) => now?.has(key) !== true),
  ];
  return field.items.flatMap((pair) => {
    const names =
      now === undefined
        ? ''
        : ` Its items: ${[...now]
            .slice(0, 12)
            .map(([key, name]) => `${key} (${textIn('en', name)})`)
            .join(', ')}.`;
    const key = erpKeys.includes(pair.erpItem.name) ? pair.erpItem.name : undefined;
    if (key === undefined)
      problems.add(
        pair.erpItem.at,
        'setup.unknownErpItem',
        `The ERP list ${erp.listName} has no item ${JSON.stringify(pair.erpItem.name)}.${names}`,
      );
    const item = problems.find(
      pair.crmItem,
      crmItems,
      (candidate) => candidate.name,
      'setup.unknownCrmItem',
      `The CRM list ${crm.list} has no item ${JSON.stringify(pair.crmItem.name)}; add it under Lists first, or choose another.`,
    );
    return key === undefined || item === undefined ? [] : [{ erpItem: key, crmItem: item.id, crmItemName: item.name }];
  });
}

/** Canonical text of the ERP's type; of a list the item's key. */
function defaultValue({ problems, answers }: Context, erp: KnownField, preset: DefaultSetup): string {
  if (preset.value === null) return '';
  const decoded = decodeValue(erp.type, preset.value);
  if (!decoded.ok) {
    problems.add(
      preset.erpField.at,
      'setup.badDefault',
      `The default of ${erp.fieldKey}: ${textIn('en', decoded.reason.message)}`,
    );
    return '';
  }
  const list = erp.type === 'list' ? answers.lists.get(erp.listName) : undefined;
  if (list !== undefined && decoded.value !== '' && !list.has(decoded.value)) {
    problems.add(
      preset.erpField.at,
      'setup.unknownErpItem',
      `The default of ${erp.fieldKey}: the ERP list ${erp.listName} has no item ${JSON.stringify(decoded.value)}.${orWhat(decoded.value, list.keys())}`,
    );
  }
  if (erp.maxLength > 0 && encodeValue(erp.type, decoded.value).length > erp.maxLength && erp.type === 'text') {
    problems.add(
      preset.erpField.at,
      'setup.badDefault',
      `The default of ${erp.fieldKey} has more than the ${erp.maxLength} characters that fit.`,
    );
  }
  return decoded.value;
}
