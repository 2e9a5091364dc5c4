/** What ERP Sync keeps, as lists: connections, connectors, ERP fields and the sync log. */
import { done, textIn } from '@kobling/sdk';
import {
  connectionTable,
  connectorTable,
  countInTable,
  erpFieldTable,
  findInTable,
  type FindTable,
  listedConnections,
  readSetting,
  syncLogTable,
} from '@kobling/store';
import type { AgentCall } from '../method.ts';
import { type ArchiveProvider, restrictionTypes } from './provider.ts';
import { cellValue } from './values.ts';

type Shape = Pick<ArchiveProvider, 'name' | 'entity' | 'right'> & {
  readonly table: (call: AgentCall) => Promise<FindTable> | FindTable;
  /** Columns whose texts come in several languages. */
  readonly texts: readonly string[];
  /** Shown to who chose no columns. */
  readonly shown: readonly string[];
};

const tableProvider = ({ name, entity, right, table, texts, shown }: Shape): ArchiveProvider => ({
  name,
  entity,
  right,
  async columns(_context, call) {
    const { fields } = await table(call);
    return done(
      [...fields.values()].map(({ key, label, type }) => ({
        name: key,
        label,
        type,
        restriction: restrictionTypes[type],
        sortable: true,
        byDefault: shown.includes(key),
      })),
    );
  },
  async page({ columns, criteria, sort, page, pageSize, count }, _context, call) {
    const source = await table(call);
    const keys = new Map([...source.fields.keys()].map((key) => [key.toLowerCase(), key]));
    const keyOf = (column: string): string | undefined => keys.get(column.toLowerCase());
    const today = new Date().toISOString().slice(0, 10);
    const wish = {
      criteria,
      columns: columns.flatMap((column) => keyOf(column) ?? []),
      sort: sort.map(({ field, descending }) => ({ field: keyOf(field) ?? field, descending })),
      today,
    };
    const found = await findInTable(call.hub.db, source, { ...wish, limit: pageSize, skip: page * pageSize });
    if (found.status !== 'done') return found;
    const total = count ? await countInTable(call.hub.db, source, wish, null) : undefined;
    if (total !== undefined && total.status !== 'done') return total;
    const rows = found.value.map(({ id, values }) => ({
      key: id,
      link: '',
      cells: Object.fromEntries(
        columns.map((column) => {
          const key = keyOf(column) ?? '';
          const value = values[key] ?? '';
          const inLanguage = texts.includes(key) ? textIn(call.language, value) : value;
          return [column, { display: cellValue(source.fields.get(key)?.type ?? 'text', inLanguage) }];
        }),
      ),
    }));
    const unknown = columns.filter((column) => keyOf(column) === undefined);
    return done({ rows, count: total?.value.count ?? rows.length, unknown });
  },
});

const isAdministrator = ({ person }: AgentCall): boolean => person.role === 'administrator';

/** Those open to the caller; an administrator's settings list them all. */
async function seenConnections(call: AgentCall): Promise<readonly number[] | undefined> {
  if (isAdministrator(call)) return undefined;
  return (await listedConnections(call.hub.db, call.person.id)).map(({ id }) => id);
}

export const erpConnection = tableProvider({
  name: 'ErpConnection',
  entity: { name: 'ErpConnection', label: 'ERP connection' },
  right: 'licensed',
  texts: ['name', 'description'],
  shown: ['name', 'description', 'active', 'connector/name'],
  table: async (call) => connectionTable(await seenConnections(call), isAdministrator(call)),
});
export const erpConnector = tableProvider({
  name: 'ErpConnector',
  entity: { name: 'ErpConnector', label: 'Sync connector' },
  right: 'administrator',
  texts: ['name'],
  shown: ['name', 'url'],
  table: connectorTable,
});
export const erpField = tableProvider({
  name: 'ErpField',
  entity: { name: 'ErpField', label: 'ERP field' },
  right: 'licensed',
  texts: ['DisplayName', 'DisplayDescription', 'DefaultValue'],
  shown: ['ActorTypeErp', 'DisplayName', 'ErpFieldKey', 'Rank'],
  table: async (call) => erpFieldTable(await seenConnections(call), isAdministrator(call)),
});
export const erpSyncLog = tableProvider({
  name: 'ErpSyncLog',
  entity: { name: 'ErpSyncLog', label: 'Sync log' },
  right: 'licensed',
  texts: ['connection', 'source', 'target', 'message'],
  shown: ['connection', 'source', 'target', 'crmfieldkey', 'oldvalue', 'newvalue', 'updated'],
  table: async (call) => {
    const crm = (await readSetting<string>(call.hub.db, 'crm.name')) ?? 'CRM';
    return syncLogTable(await seenConnections(call), crm);
  },
});
