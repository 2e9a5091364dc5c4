/** Rows of an import as people read them. */
import { textIn } from '@kobling/sdk';
import { crmFields, crmListItems, erpListItems, getImport, type ImportRowView } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';

export type ShownRow = Omit<ImportRowView, 'newItems' | 'values' | 'changes' | 'problems'> & {
  readonly values: Record<string, string>;
  readonly changes: Record<string, string> | null;
  readonly problems: Record<string, string>;
};

/** Items of the ERP as they were last seen; one that it never named goes by its key. */
export async function erpItemNames(hub: ServiceHub, connectionId: number, language: string) {
  const items = await erpListItems(hub.db, connectionId);
  return (key: string): string => {
    const name = items.find(({ itemKey }) => itemKey === key)?.name;
    return name === undefined ? key : textIn(language, name);
  };
}

/** The rows for people: list items by name, also those that the CRM lacks yet. */
export async function shownRows(
  hub: ServiceHub,
  importId: number,
  rows: readonly ImportRowView[],
  language: string,
): Promise<ShownRow[]> {
  const wish = await getImport(hub.db, importId);
  if (wish === undefined) return [];
  const lists = new Map((await crmFields(hub.db, wish.entity)).map(({ key, list }) => [key, list]));
  const items = new Map((await crmListItems(hub.db)).map(({ list, id, name }) => [`${list} ${id}`, name]));
  const erpName = await erpItemNames(hub, wish.connectionId, language);
  const shown = (values: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        textIn(language, items.get(`${lists.get(key) ?? ''} ${value}`) ?? value),
      ]),
    );
  return rows.map((row) => {
    const { place, erpKey, selected, action, entityId, reason, outcome } = row;
    const fresh = Object.fromEntries(Object.entries(row.newItems).map(([key, item]) => [key, erpName(item)]));
    return {
      place,
      erpKey,
      selected,
      action,
      entityId,
      reason,
      outcome,
      values: { ...shown(row.values), ...fresh },
      changes: row.changes === null ? null : shown(row.changes),
      problems: { ...row.problems },
    };
  });
}
