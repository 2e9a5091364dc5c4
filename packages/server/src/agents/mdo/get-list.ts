import { done } from '@kobling/sdk';
import { namedList } from '../../services/index.ts';
import { bool, carrier, list, text } from '../carriers/kinds.ts';
import { mdoListItem } from '../carriers/lists.ts';
import { method } from '../method.ts';
import { attributesOf, toMdoItem } from './items.ts';

/** Flat always: the hub's lists have no headings. It keeps no history of what a user chose, so OnlyHistory answers none. */
export const getList = method({
  right: 'user',
  reads: true,
  request: carrier({ Name: text, ForceFlatList: bool, AdditionalInfo: text, OnlyHistory: bool }),
  response: list(mdoListItem),
  async handle({ Name, AdditionalInfo, OnlyHistory }, { hub, person, language }) {
    const found = await namedList(hub, { name: Name, attributes: attributesOf(AdditionalInfo) }, person);
    if (found.status !== 'done') return found;
    return done(OnlyHistory ? [] : found.value.map((item) => toMdoItem(item, language)));
  },
});
