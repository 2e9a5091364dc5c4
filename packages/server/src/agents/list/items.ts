/** Items of a list, each method twice as the vendor has it: by the list's id and by its name. */
import { done, type Outcome } from '@kobling/sdk';
import { createItem, editItem, wordingFrom } from '../../services/index.ts';
import { bool, carrier, int, list, nothing, text } from '../carriers/kinds.ts';
import { listItemEntity } from '../carriers/lists.ts';
import { type AgentCall, method } from '../method.ts';
import { emptyItem, findItem, findList, itemsOf, type VendorItem, type VendorList } from './lists.ts';

const byId = { UdListDefinitionId: int } as const;
const byName = { UdListDefinitionName: text } as const;
type Asked = { readonly UdListDefinitionId: number } | { readonly UdListDefinitionName: string };

async function within<T>(
  asked: Asked,
  { hub }: AgentCall,
  work: (list: VendorList) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const wish = 'UdListDefinitionId' in asked ? { id: asked.UdListDefinitionId } : { name: asked.UdListDefinitionName };
  const found = await findList(hub, wish);
  return found.status === 'done' ? await work(found.value) : found;
}

const read = { right: 'user', reads: true } as const;
const change = { right: 'administrator', reads: false } as const;

const all = (input: Asked & { readonly IncludeDeleted: boolean }, call: AgentCall) =>
  within(input, call, async (found) => done([...(await itemsOf(call.hub, found, input.IncludeDeleted))]));
const one = (input: Asked & { readonly Id: number }, call: AgentCall) =>
  within(input, call, (found) => findItem(call.hub, found, input.Id));
const add = (input: Asked & { readonly Item: VendorItem }, call: AgentCall) =>
  within(input, call, async (found) => {
    const added = await createItem(call.hub, found.ListType, wordingFrom(input.Item.Name), call.person.name);
    return added.status === 'done' ? findItem(call.hub, found, added.value.id) : added;
  });
const save = (input: Asked & { readonly Id: number; readonly Item: VendorItem }, call: AgentCall) =>
  within(input, call, async (found) => {
    const { Name, Deleted } = input.Item;
    const wish = { label: wordingFrom(Name), hidden: Deleted };
    const saved = await editItem(call.hub, found.ListType, input.Id, wish, call.person.name);
    return saved.status === 'done' ? findItem(call.hub, found, input.Id) : saved;
  });
/** Hidden, not removed: records keep showing it (H36). */
const hide = (input: Asked & { readonly Id: number }, call: AgentCall) =>
  within(input, call, async (found) => {
    const hidden = await editItem(call.hub, found.ListType, input.Id, { hidden: true }, call.person.name);
    return hidden.status === 'done' ? done(undefined) : hidden;
  });

const allAsked = { IncludeDeleted: bool } as const;
const item = { Item: listItemEntity } as const;
const id = { Id: int } as const;
export const getAllFromListDefinition = method({
  ...read,
  request: carrier({ ...byId, ...allAsked }),
  response: list(listItemEntity),
  handle: all,
});
export const getAllFromListName = method({
  ...read,
  request: carrier({ ...byName, ...allAsked }),
  response: list(listItemEntity),
  handle: all,
});
export const getFromListDefinition = method({
  ...read,
  request: carrier({ ...byId, ...id }),
  response: listItemEntity,
  handle: one,
});
export const getFromListName = method({
  ...read,
  request: carrier({ ...byName, ...id }),
  response: listItemEntity,
  handle: one,
});
export const addFromListDefinition = method({
  ...change,
  request: carrier({ ...byId, ...item }),
  response: listItemEntity,
  handle: add,
});
export const addFromListName = method({
  ...change,
  request: carrier({ ...byName, ...item }),
  response: listItemEntity,
  handle: add,
});
export const saveFromListDefinition = method({
  ...change,
  request: carrier({ ...byId, ...id, ...item }),
  response: listItemEntity,
  handle: save,
});
export const saveFromListName = method({
  ...change,
  request: carrier({ ...byName, ...id, ...item }),
  response: listItemEntity,
  handle: save,
});
export const deleteFromListDefinition = method({
  ...change,
  request: carrier({ ...byId, ...id }),
  response: nothing,
  handle: hide,
});
export const deleteFromListName = method({
  ...change,
  request: carrier({ ...byName, ...id }),
  response: nothing,
  handle: hide,
});

export const createDefaultListItemEntity = method({
  ...change,
  reads: true,
  request: carrier({}),
  response: listItemEntity,
  handle: async () => done(emptyItem),
});

/** The list is in the item; id 0 adds one. */
export const saveListItemEntity = method({
  ...change,
  request: carrier({ ListItemEntity: listItemEntity }),
  response: listItemEntity,
  handle: ({ ListItemEntity: sent }, call) => {
    const asked = { UdListDefinitionId: sent.UdListDefinitionId };
    return sent.Id === 0 ? add({ ...asked, Item: sent }, call) : save({ ...asked, Id: sent.Id, Item: sent }, call);
  },
});
