/** What all methods of the agent do with a provider: find it, look whether the caller may, ask it, put its answer into carriers. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { type Criteria, getUser } from '@kobling/store';
import type { z } from 'zod';
import { mostRows } from '../../services/index.ts';
import { orWhat } from '../../setup-file/nearest.ts';
import { archiveColumnInfo, archiveListItem } from '../carriers/archive.ts';
import type { AgentCall } from '../method.ts';
import { findContact, findPerson, findProject } from './crm.ts';
import { erpEntityProvider } from './erp-entity.ts';
import type {
  ArchiveColumn,
  ArchiveContext,
  ArchivePage,
  ArchiveProvider,
  ArchiveQuery,
  ArchiveRow,
} from './provider.ts';
import { erpConnection, erpConnector, erpField, erpSyncLog } from './tables.ts';

export const providers: readonly ArchiveProvider[] = [
  erpConnection,
  erpConnector,
  erpEntityProvider('ErpEntity'),
  erpField,
  erpSyncLog,
  findContact,
  erpEntityProvider('FindErpEntity'),
  findPerson,
  findProject,
];

/** Rejected `archive.unknown` with what there is, `user.noLicence` and `archive.forbidden`. */
export async function providerFor(name: string, { hub, person }: AgentCall): Promise<Outcome<ArchiveProvider>> {
  const wanted = name.trim().toLowerCase();
  const found = providers.find((provider) => provider.name.toLowerCase() === wanted);
  const names = providers.map((provider) => provider.name);
  if (found === undefined)
    return rejected(
      'archive.unknown',
      `There is no archive provider ${JSON.stringify(name)}.${orWhat(name, names)} There are ${names.join(', ')}.`,
    );
  if (found.right === 'administrator' && person.role !== 'administrator')
    return rejected(
      'archive.forbidden',
      `${found.name} lists settings: the right of an administrator is missing. Ask an administrator.`,
    );
  if (found.right === 'licensed' && (await getUser(hub.db, person.id))?.licensed !== true)
    return rejected(
      'user.noLicence',
      `${person.name} has no ERP Sync licence. Ask an administrator to give you the licence under Settings and maintenance, Users.`,
    );
  return done(found);
}

/** Names of columns that some list has whatever the connection: choosing one of them is never out of date. */
export async function staticColumns(call: AgentCall): Promise<readonly string[]> {
  const names: string[] = [];
  for (const provider of providers) {
    const columns = await provider.columns({}, call);
    if (columns.status === 'done') names.push(...columns.value.map(({ name }) => name));
  }
  return names;
}

export interface ListWish extends Omit<ArchiveQuery, 'page' | 'pageSize'> {
  readonly provider: string;
  readonly context: string;
  readonly entities: readonly string[];
  readonly page: number;
  readonly pageSize: number;
}

/** Of everything a provider could show, an empty list of entities asks for it all. */
export async function readPage(wish: ListWish, call: AgentCall): Promise<Outcome<ArchivePage>> {
  const provider = await providerFor(wish.provider, call);
  if (provider.status !== 'done') return provider;
  if (wish.page < 0 || wish.pageSize < 0 || wish.pageSize > mostRows)
    return rejected(
      'archive.page',
      `Page ${wish.page} of ${wish.pageSize} rows cannot be read. The first page is 0, and a page has at most ${mostRows} rows.`,
    );
  const pageSize = wish.pageSize === 0 ? 50 : wish.pageSize;
  const { name } = provider.value.entity;
  const isWanted = wish.entities.length === 0 || wish.entities.some((one) => one.toLowerCase() === name.toLowerCase());
  if (!isWanted) return done({ rows: [], count: 0, unknown: [] });
  const criteria = withoutSwitches(wish.criteria);
  const page = await provider.value.page({ ...wish, criteria, pageSize }, contextOf(wish.context), call);
  if (page.status === 'done' && page.value.unknown.length > 0)
    call.say('X-Kobling-Unknown-Columns', page.value.unknown.map(encodeURIComponent).join(','));
  return page;
}

/** `connectionId=3&erpActorType=Customer`, or with semicolons; names in any case. */
export const contextOf = (text: string): ArchiveContext =>
  Object.fromEntries(
    [...new URLSearchParams(text.replaceAll(';', '&'))].map(([name, value]) => [
      name.trim().toLowerCase(),
      value.trim(),
    ]),
  );

/** `getAllRows` asks for everything, `getNoRows` for nothing, whatever else is asked. */
function withoutSwitches(criteria: Criteria): Criteria {
  if ('field' in criteria) {
    const name = criteria.field.toLowerCase();
    const isOn = !['0', 'false'].includes((criteria.values[0] ?? '1').toLowerCase());
    if (name === 'getallrows') return { all: [] };
    if (name === 'getnorows') return isOn ? { any: [] } : { all: [] };
    return criteria;
  }
  return 'all' in criteria ? { all: criteria.all.map(withoutSwitches) } : { any: criteria.any.map(withoutSwitches) };
}

export function toItem(row: ArchiveRow, entity: string): z.output<typeof archiveListItem> {
  const cells = Object.entries(row.cells).map(
    ([column, { display, link = '' }]) => [column, { DisplayValue: display, TooltipHint: '', LinkHint: link }] as const,
  );
  return {
    ...archiveListItem.parse({}),
    EntityName: entity,
    PrimaryKey: row.key,
    ColumnData: Object.fromEntries(cells),
    LinkHint: row.link,
  };
}

export const toColumnInfo = (
  { name, label, type, restriction, list = '', sortable }: ArchiveColumn,
  width = '',
): z.output<typeof archiveColumnInfo> => ({
  ...archiveColumnInfo.parse({}),
  Name: name,
  DisplayName: label,
  DisplayTooltip: label,
  DisplayType: type,
  CanOrderBy: sortable,
  CanRestrictBy: restriction !== '',
  RestrictionType: restriction,
  RestrictionListName: list,
  IsVisible: true,
  Width: width,
});
