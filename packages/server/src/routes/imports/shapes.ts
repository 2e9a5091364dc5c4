/** An import in the shape of the contract: labels in the reader's language. */
import type { Import } from '@kobling/contract';
import { importMatches } from '@kobling/engine';
import { textIn } from '@kobling/sdk';
import { connectionNames, crmFields, crmListItems, newItemsOf } from '@kobling/store';
import type { Hub } from '../../hub.ts';
import { erpItemNames, type ImportView, isName, nameFirst } from '../../services/index.ts';

export async function connectionOf(hub: Hub, id: number, language: string): Promise<Import['connection']> {
  const name = (await connectionNames(hub.db)).find((one) => one.id === id)?.name ?? '';
  return { id, name: textIn(language, name) };
}

export async function toImport(hub: Hub, view: ImportView, language: string): Promise<Import> {
  const { id, connectionId, entity, status, message, failure, counts } = view;
  const actorType = view.actorType as Import['actorType'];
  const setup = await hub.store.setup(connectionId);
  const mapped = setup?.mappings.find((mapping) => mapping.actorType === actorType)?.fields ?? [];
  const known = await crmFields(hub.db, entity);
  const columns = nameFirst(mapped).flatMap(({ crmField, direction }) => {
    const field = known.find(({ key }) => key === crmField);
    if (field === undefined || direction === 'toErp') return [];
    const list = field.list !== undefined;
    return [{ crmField, label: textIn(language, field.label), type: field.type, list, name: isName({ crmField }) }];
  });
  return {
    id,
    connection: await connectionOf(hub, connectionId, language),
    actorType,
    entity,
    search: 'text' in view.search ? view.search.text : '',
    status,
    message: message === null ? null : textIn(language, message),
    failure: failure === null ? null : textIn(language, failure),
    settings: { ...view.settings, defaultItems: { ...view.settings.defaultItems } },
    matches: [...importMatches[entity]],
    columns,
    newItems: await missingItems(hub, view, language),
    total: counts.total,
    selected: counts.selected,
    actions: counts.actions,
    outcomes: counts.outcomes,
    progress: view.progress,
    selections: { added: view.selections.added, updated: view.selections.updated },
    createdAt: view.createdAt.toISOString(),
  };
}

async function missingItems(hub: Hub, view: ImportView, language: string): Promise<Import['newItems']> {
  const missing = Map.groupBy(await newItemsOf(hub.db, view.id), ({ crmField }) => crmField);
  if (missing.size === 0) return [];
  const known = await crmFields(hub.db, view.entity);
  const choices = await crmListItems(hub.db);
  const nameOf = await erpItemNames(hub, view.connectionId, language);
  return [...missing].flatMap(([crmField, items]) => {
    const field = known.find(({ key }) => key === crmField);
    if (field === undefined) return [];
    return [
      {
        crmField,
        label: textIn(language, field.label),
        items: items.map(({ erpItem }) => nameOf(erpItem)),
        choices: choices
          .filter(({ list }) => list === field.list)
          .map((item) => ({ id: item.id, name: textIn(language, item.name) })),
      },
    ];
  });
}
