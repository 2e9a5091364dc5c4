/** What each field of a new or newly connected actor is given, and the lists to choose it from. */
import type { DefaultField, Defaults } from '@kobling/contract';
import { textIn } from '@kobling/sdk';
import { type Database, erpListItems } from '@kobling/store';
import { type ConnectionView, isMappedType, nameOf, toMappedConnection } from './mapping-fields.ts';

export async function readDefaults(
  db: Database,
  { view, connection }: ConnectionView,
  language: string,
): Promise<Defaults> {
  const fields = connection.mappings.flatMap(({ actorType, entity, fields: all }): DefaultField[] => {
    if (!isMappedType(actorType)) return [];
    const labels = new Map(view.crmFields[entity].map((crm) => [crm.key, textIn(language, crm.label)]));
    return all
      .filter(({ missingInErp, type }) => !missingInErp && type !== 'label' && type !== 'password')
      .map((field) => ({
        fieldId: field.id,
        actorType,
        fieldKey: field.fieldKey,
        name: nameOf(field, language),
        type: field.type,
        maxLength: field.maxLength,
        readOnly: field.access === 'readOnly',
        alwaysMandatory: field.access === 'mandatory',
        list: field.type === 'list' ? field.listName : null,
        crmLabel: field.crmField === null ? null : (labels.get(field.crmField) ?? field.crmField),
        choice: {
          hasDefault: field.hasDefault,
          value: field.hasDefault ? field.firstSyncDefault : '',
          promptUser: field.promptUser,
          mandatory: field.mandatory,
        },
      }));
  });
  const named = new Set(fields.flatMap(({ list }) => list ?? []));
  const lists: Record<string, { key: string; name: string }[]> = Object.fromEntries(
    [...named].map((name) => [name, []]),
  );
  for (const { listName, itemKey, name, missing } of await erpListItems(db, connection.id))
    if (!missing) lists[listName]?.push({ key: itemKey, name: textIn(language, name) || itemKey });
  return { connection: toMappedConnection(connection, language), fields, lists };
}
