import { done } from '@kobling/sdk';
import { namedList } from '../../services/index.ts';
import { carrier, list, text } from '../carriers/kinds.ts';
import { mdoListItem } from '../carriers/lists.ts';
import { method } from '../method.ts';
import { toMdoItem } from './items.ts';

export const getSimpleList = method({
  right: 'user',
  reads: true,
  request: carrier({ Name: text }),
  response: list(mdoListItem),
  async handle({ Name }, { hub, person, language }) {
    const found = await namedList(hub, { name: Name }, person);
    return found.status === 'done' ? done(found.value.map((item) => toMdoItem(item, language))) : found;
  },
});
