/** A list as a whole: read by everybody, changed by administrators. */
import { done } from '@kobling/sdk';
import { createList, deleteList, renameList, wordingFrom } from '../../services/index.ts';
import { bool, carrier, idInQuery, list, nothing, text } from '../carriers/kinds.ts';
import { listEntity } from '../carriers/lists.ts';
import { type AgentCall, method } from '../method.ts';
import { emptyList, findList, readLists, type VendorList } from './lists.ts';

/** Lists are deleted for good, so that none is answered as deleted. */
export const getListDefinitions = method({
  right: 'user',
  reads: true,
  request: carrier({ IncludeDeleted: bool }),
  response: list(listEntity),
  handle: async (_input, { hub }) => done([...(await readLists(hub))]),
});

export const getListEntity = method({
  right: 'user',
  reads: true,
  from: 'query',
  request: carrier({ listEntityId: idInQuery }),
  response: listEntity,
  handle: ({ listEntityId }, { hub }) => findList(hub, { id: listEntityId }),
});

export const getListEntityByName = method({
  right: 'user',
  reads: true,
  request: carrier({ Name: text }),
  response: listEntity,
  handle: ({ Name }, { hub }) => findList(hub, { name: Name }),
});

export const createDefaultListEntity = method({
  right: 'administrator',
  reads: true,
  request: carrier({}),
  response: listEntity,
  handle: async () => done(emptyList),
});

/** Id 0 adds one under the key in `ListType`; where that is blank, the letters and digits of the name. */
export const saveListEntity = method({
  right: 'administrator',
  reads: false,
  request: listEntity,
  response: listEntity,
  handle: (sent, call) => save(sent, call),
});

export const saveListEntityByName = method({
  right: 'administrator',
  reads: false,
  request: carrier({ Name: text, ListEntity: listEntity }),
  response: listEntity,
  async handle({ Name, ListEntity }, call) {
    const found = await findList(call.hub, { name: Name });
    return found.status === 'done' ? save({ ...ListEntity, Id: found.value.Id }, call) : found;
  },
});

async function save(sent: VendorList, { hub, person }: AgentCall) {
  const label = wordingFrom(sent.Name);
  if (sent.Id === 0) {
    const name = sent.ListType === '' ? label.name.replace(/[^A-Za-z0-9]/g, '') : sent.ListType;
    const added = await createList(hub, { name, label }, person.name);
    return added.status === 'done' ? findList(hub, { id: added.value.id }) : added;
  }
  const found = await findList(hub, { id: sent.Id });
  if (found.status !== 'done') return found;
  const renamed = await renameList(hub, found.value.ListType, label, person.name);
  return renamed.status === 'done' ? findList(hub, { id: sent.Id }) : renamed;
}

export const deleteListEntity = method({
  right: 'administrator',
  reads: false,
  from: 'query',
  request: carrier({ ListEntityId: idInQuery }),
  response: nothing,
  async handle({ ListEntityId }, { hub, person }) {
    const found = await findList(hub, { id: ListEntityId });
    return found.status === 'done' ? deleteList(hub, found.value.ListType, person.name) : found;
  },
});

export const deleteListEntityByName = method({
  right: 'administrator',
  reads: false,
  request: carrier({ Name: text }),
  response: nothing,
  async handle({ Name }, { hub, person }) {
    const found = await findList(hub, { name: Name });
    return found.status === 'done' ? deleteList(hub, found.value.ListType, person.name) : found;
  },
});
