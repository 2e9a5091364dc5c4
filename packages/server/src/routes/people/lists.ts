/** The CRM's lists, for administrators. */
import type { SettingsList, SettingsListItem, ListUse, Wording } from '@kobling/contract';
import { textIn } from '@kobling/sdk';
import type { ListUse as StoredUse } from '@kobling/store';
import { type Handlers, personOf } from '../../http/api.ts';
import type { Hub } from '../../hub.ts';
import {
  createItem,
  createList,
  deleteList,
  editItem,
  type ItemShown,
  listItemsOf,
  listLists,
  type ListShown,
  renameList,
  sortItems,
} from '../../services/index.ts';
import { knownLanguage } from '../session.ts';
import { answer, ok } from './answers.ts';

type Lists = `POST /api/settings/lists${'' | '/:list' | '/:list/delete' | '/:list/order'}`;
type Items = `POST /api/settings/lists/:list/items${'' | '/:id'}`;
export type ListRoutes = 'GET /api/settings/lists' | Lists | 'GET /api/settings/lists/:list/items' | Items;

export const listRoutes = (hub: Hub): Pick<Handlers, ListRoutes> => ({
  async 'GET /api/settings/lists'(_input, call) {
    const { language } = personOf(call);
    return { lists: (await listLists(hub)).map((list) => toList(list, language)) };
  },
  async 'POST /api/settings/lists'({ body }, call) {
    const wanted = { name: body.name, label: fromWording(body.label) };
    return ok(await createList(hub, wanted, personOf(call).name), call);
  },
  async 'POST /api/settings/lists/:list'({ params, body }, call) {
    return ok(await renameList(hub, params.list, fromWording(body.label), personOf(call).name), call);
  },
  async 'POST /api/settings/lists/:list/delete'({ params }, call) {
    return ok(await deleteList(hub, params.list, personOf(call).name), call);
  },
  async 'POST /api/settings/lists/:list/order'({ params, body }, call) {
    return ok(await sortItems(hub, params.list, body.ids, personOf(call).name), call);
  },
  async 'GET /api/settings/lists/:list/items'({ params }, call) {
    return answer(await listItemsOf(hub, params.list), call, (items) => ({ items: items.map(toItem) }));
  },
  async 'POST /api/settings/lists/:list/items'({ params, body }, call) {
    const label = fromWording(body.label);
    return answer(await createItem(hub, params.list, label, personOf(call).name), call, toItem);
  },
  async 'POST /api/settings/lists/:list/items/:id'({ params, body }, call) {
    const change = { label: body.label === undefined ? undefined : fromWording(body.label), hidden: body.hidden };
    return answer(await editItem(hub, params.list, params.id, change, personOf(call).name), call, toItem);
  },
});

const toList = ({ label, uses, ...list }: ListShown, language: string): SettingsList => ({
  ...list,
  label: toWording(label),
  uses: uses.map((use) => toUse(use, language)),
});

function toUse(use: StoredUse, language: string): ListUse {
  const field = textIn(language, use.field);
  if (use.kind === 'mapping')
    return { kind: use.kind, connection: textIn(language, use.connection), actorType: use.actorType, field };
  const { entity } = use;
  if (entity !== 'company' && entity !== 'person' && entity !== 'project')
    throw new Error(`a user-defined field of a ${entity}`);
  return { kind: use.kind, entity, field };
}

const toItem = ({ label, ...item }: ItemShown): SettingsListItem => ({ ...item, label: toWording(label) });

/** Texts of languages that the pages do not speak stay in the store, unseen, until the next save. */
const toWording = ({ name, others }: ItemShown['label']): Wording => ({
  name,
  others: Object.fromEntries(Object.entries(others).filter(([code]) => knownLanguage(code) !== undefined)),
});
const fromWording = ({ name, others }: Wording): ItemShown['label'] => ({
  name,
  others: Object.fromEntries(
    Object.entries(others).flatMap(([code, text]) => (text === undefined ? [] : [[code, text]])),
  ),
});
