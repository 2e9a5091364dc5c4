/** Items of the ERP's lists by name: as it answers now, else as they were last seen. */
import { done, textIn } from '@kobling/sdk';
import { type ErpListItem, erpListItems } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';

export interface NamedItem {
  readonly key: string;
  readonly name: string;
}

/** An item that is not known keeps its key. */
export const itemName =
  (items: readonly ErpListItem[], language: string) =>
  (listName: string, key: string): string => {
    const item = items.find((each) => each.listName === listName && each.itemKey === key);
    return item === undefined ? key : textIn(language, item.name);
  };

/** List name to its items, in the ERP's order. */
export async function listsOf(
  hub: ServiceHub,
  connectionId: number,
  listNames: readonly string[],
  { language, signal }: { readonly language: string; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, readonly NamedItem[]>> {
  const lists = new Map<string, readonly NamedItem[]>();
  const wanted = [...new Set(listNames)].filter((name) => name !== '');
  if (wanted.length === 0) return lists;
  const stored = await erpListItems(hub.db, connectionId);
  for (const listName of wanted) {
    const asked = await hub.connections.use(connectionId, async (connection) => {
      const answer = await connection.getList(listName, undefined, { signal });
      return answer.status === 'done' ? done([...answer.value].map(([key, name]) => ({ key, name }))) : answer;
    });
    const known = stored.filter((item) => item.listName === listName && !item.missing);
    const items = asked.status === 'done' ? asked.value : known.map(({ itemKey: key, name }) => ({ key, name }));
    lists.set(
      listName,
      items.map(({ key, name }) => ({ key, name: textIn(language, name) })),
    );
  }
  return lists;
}
