/** The order of a list's items. */
import { done } from '@kobling/sdk';
import { sortItems, wordingFrom } from '../../services/index.ts';
import { carrier, int, nothing, text } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { findItem, findList, itemsOf } from './lists.ts';

/** Direction below zero is up, above zero is down; at the end of the list it stays where it is. */
export const moveListItem = method({
  right: 'administrator',
  reads: false,
  request: carrier({ UdListDefinitionId: int, ListItemId: int, Direction: int }),
  response: nothing,
  async handle({ UdListDefinitionId, ListItemId, Direction }, { hub, person }) {
    const found = await findList(hub, { id: UdListDefinitionId });
    if (found.status !== 'done') return found;
    const item = await findItem(hub, found.value, ListItemId);
    if (item.status !== 'done') return item;
    const ids = (await itemsOf(hub, found.value, true)).map(({ Id }) => Id);
    const at = ids.indexOf(ListItemId);
    const to = Math.min(ids.length - 1, Math.max(0, at + Math.sign(Direction)));
    ids.splice(to, 0, ...ids.splice(at, 1));
    return await sortItems(hub, found.value.ListType, ids, person.name);
  },
});

/** By name, as the culture sorts (`nb-NO`); blank: the caller's. */
export const sortListItems = method({
  right: 'administrator',
  reads: false,
  request: carrier({ UdListDefinitionId: int, CultureName: text }),
  response: nothing,
  async handle({ UdListDefinitionId, CultureName }, { hub, person, language }) {
    const found = await findList(hub, { id: UdListDefinitionId });
    if (found.status !== 'done') return found;
    const sort = new Intl.Collator(localeOf(CultureName) ?? localeOf(language) ?? 'en', { numeric: true });
    const items = [...(await itemsOf(hub, found.value, true))];
    items.sort((a, b) => sort.compare(wordingFrom(a.Name).name, wordingFrom(b.Name).name));
    const sorted = await sortItems(
      hub,
      found.value.ListType,
      items.map(({ Id }) => Id),
      person.name,
    );
    return sorted.status === 'done' ? done(undefined) : sorted;
  },
});

/** Undefined: no culture that can be sorted by. */
function localeOf(name: string): string | undefined {
  try {
    return Intl.Collator.supportedLocalesOf(name)[0];
  } catch {
    return undefined;
  }
}
