/** The rows of an import as the vendor's lines, and lines back into rows. */
import type { ImportSettings } from '@kobling/engine';
import { type Outcome, rejected } from '@kobling/sdk';
import { changeRows, crmFields, crmListItems, type ErpImport, type ImportRowView, tickRows } from '@kobling/store';
import type { z } from 'zod';
import { findImport, importedRows, shownRows } from '../../services/index.ts';
import type { importLine } from '../carriers/import.ts';
import type { AgentCall } from '../method.ts';

export type Line = z.output<typeof importLine>;
/** Lines that one answer holds. */
const mostLines = 10_000;

const externalKey = (importId: number, erpKey: string): string => `${importId}/${erpKey}`;

/** In the order of the search; at most 10,000. */
export async function linesOf(call: AgentCall, importId: number, columns: readonly string[]): Promise<Line[]> {
  const found = await findImport(call.hub, importId, call.person.name);
  const rows = await rowsOf(call, importId);
  const shown = await shownRows(call.hub, importId, rows, call.language);
  const type = found.status === 'done' ? typeOf(found.value) : 'Unknown';
  return shown.map((row) => ({
    Values: columns.map((column) => row.values[column] ?? ''),
    Selected: row.selected,
    Operation: operationOf(type, row),
    Type: type,
    ExternalKey: externalKey(importId, row.erpKey),
  }));
}

async function rowsOf({ hub, person }: AgentCall, importId: number): Promise<readonly ImportRowView[]> {
  const rows = await importedRows(hub, importId, { after: 0, limit: mostLines }, person.name);
  return rows.status === 'done' ? rows.value : [];
}

const typeOf = ({ entity }: ErpImport): Line['Type'] =>
  entity === 'company' ? 'Contact' : entity === 'person' ? 'Person' : 'Unknown';

const operations = {
  Contact: { new: 'ContactAdded', changed: 'ContactUpdated', none: 'ContactNoChange' },
  Person: { new: 'PersonAdded', changed: 'PersonUpdated', none: 'PersonNoChange' },
} as const;

/** The vendor's lines have no word for what happens to projects. */
function operationOf(
  type: Line['Type'],
  { action, reason }: Pick<ImportRowView, 'action' | 'reason'>,
): Line['Operation'] {
  if (action === 'refused') return reason === 'import.noCompany' ? 'Obs' : 'ObsERPDuplicate';
  return action === null || (type !== 'Contact' && type !== 'Person') ? 'Unknown' : operations[type][action];
}

/**
 * The import that the lines belong to, with what the caller ticked and typed. Rejected `import.lines` where they belong to none
 * or to several, `import.value` where a list has no such item.
 */
export async function takeLines(
  call: AgentCall,
  lines: readonly Line[],
  columns: readonly string[],
): Promise<Outcome<ErpImport>> {
  const ids = new Set(lines.map(({ ExternalKey }) => Number(ExternalKey.slice(0, ExternalKey.indexOf('/')))));
  const [id] = ids;
  if (ids.size !== 1 || id === undefined || !Number.isSafeInteger(id) || id < 1)
    return rejected(
      'import.lines',
      'The lines must be those of one CreateErpImportData, with their ExternalKey. Create the import data again.',
    );
  const { hub, person } = call;
  const found = await findImport(hub, id, person.name);
  if (found.status !== 'done') return found;
  const rows = await rowsOf(call, id);
  const shown = new Map(
    (await shownRows(hub, id, rows, call.language)).map((row) => [externalKey(id, row.erpKey), row]),
  );
  const asItem = await itemsOf(call, found.value);
  const edits: { place: number; values: Record<string, string> }[] = [];
  const ticked: number[] = [];
  for (const line of lines) {
    const row = shown.get(line.ExternalKey);
    if (row === undefined) return rejected('import.lines', `${line.ExternalKey} is no line of import ${id}.`);
    if (line.Selected) ticked.push(row.place);
    const values: Record<string, string> = {};
    for (const [index, column] of columns.entries()) {
      const value = line.Values[index] ?? '';
      if (column === '' || value === (row.values[column] ?? '')) continue;
      const kept = asItem(column, value);
      if (kept === undefined)
        return rejected('import.value', `${column} of ${row.erpKey}: there is no item ${JSON.stringify(value)}.`);
      values[column] = kept;
    }
    if (Object.keys(values).length > 0) edits.push({ place: row.place, values });
  }
  await changeRows(hub.db, id, edits);
  await tickRows(hub.db, id, { selected: false });
  if (ticked.length > 0) await tickRows(hub.db, id, { selected: true, places: ticked });
  return found;
}

/** A list item by its name or id; other values as they are. */
async function itemsOf({ hub }: AgentCall, { entity }: ErpImport) {
  const lists = new Map((await crmFields(hub.db, entity)).map(({ key, list }) => [key, list]));
  const items = await crmListItems(hub.db);
  return (column: string, value: string): string | undefined => {
    const list = lists.get(column);
    if (list === undefined || value === '') return value;
    const item = items.find((one) => one.list === list && (one.name === value || String(one.id) === value));
    return item === undefined ? undefined : String(item.id);
  };
}

/** `match=name;action=merge;withoutCompany=true;newItems=add` in any order; what is left out stands as it was. */
export function settingsIn(context: string, before: ImportSettings): ImportSettings {
  const words = new Map(
    context
      .split(';')
      .map((part) => part.split('=', 2))
      .map(([name = '', value = '']) => [name.trim().toLowerCase(), value.trim()]),
  );
  const settings = { ...before } as Record<keyof ImportSettings, unknown>;
  for (const name of ['match', 'action', 'newItems'] as const) {
    const word = words.get(name.toLowerCase());
    if (word !== undefined) settings[name] = word;
  }
  const without = words.get('withoutcompany');
  if (without !== undefined) settings.withoutCompany = without.toLowerCase() === 'true';
  return settings as unknown as ImportSettings;
}
