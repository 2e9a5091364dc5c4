import { done, rejected } from '@kobling/sdk';
import { namedList } from '../../services/index.ts';
import { carrier, int, text } from '../carriers/kinds.ts';
import { mdoListItem } from '../carriers/lists.ts';
import { method } from '../method.ts';
import { toMdoItem } from './items.ts';

/** Hidden ones too: records may still hold them. */
export const getListItem = method({
  right: 'user',
  reads: true,
  request: carrier({ ListName: text, Id: int }),
  response: mdoListItem,
  async handle({ ListName, Id }, { hub, person, language }) {
    const found = await namedList(hub, { name: ListName, hidden: true }, person);
    if (found.status !== 'done') return found;
    const item = found.value.find(({ id }) => id === Id);
    return item === undefined
      ? rejected('listItem.unknown', `The list ${ListName} has no item ${Id}. Read the list again.`)
      : done(toMdoItem(item, language));
  },
});
