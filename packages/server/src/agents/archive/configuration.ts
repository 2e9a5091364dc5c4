/**
 * What the caller chose for a list: columns, their widths, and the sort. It is kept for each person by the name that the program
 * gives its list (GuiName) and the provider; nothing chosen is the provider's own columns.
 */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { type ColumnChoice, readColumnChoice, saveColumnChoice } from '@kobling/store';
import type { z } from 'zod';
import {
  archiveConfiguration,
  archiveListItem,
  archiveOrderByInfo,
  archiveRestrictionInfo,
  selectableItem,
} from '../carriers/archive.ts';
import { carrier, int, list, nothing, text } from '../carriers/kinds.ts';
import { type AgentCall, method } from '../method.ts';
import { criteriaOf } from './criteria.ts';
import { criteriaIn, namesIn, orderIn } from './criteria-text.ts';
import { type Asked, rowsOf, sortOf } from './get-archive-list-by-columns.ts';
import type { ArchiveColumn, ArchiveProvider } from './provider.ts';
import { contextOf, providerFor, toColumnInfo } from './run.ts';

interface Place {
  readonly GuiName: string;
  readonly ProviderName: string;
  readonly Context?: string;
}
const named = { GuiName: text, ProviderName: text } as const;
const inContext = { ...named, Context: text } as const;
const owned = { ...inContext, OwnerKeys: text } as const;

interface Chosen {
  readonly provider: ArchiveProvider;
  readonly key: string;
  readonly available: readonly ArchiveColumn[];
  readonly choice: ColumnChoice;
}

/** Rejected as the provider, and `archive.guiName`. */
async function chosenFor({ GuiName, ProviderName, Context = '' }: Place, call: AgentCall): Promise<Outcome<Chosen>> {
  const provider = await providerFor(ProviderName, call);
  if (provider.status !== 'done') return provider;
  if (GuiName.trim() === '' || GuiName.length > 120)
    return rejected(
      'archive.guiName',
      'A list needs a GuiName of at most 120 characters to keep its columns under. Give it one.',
    );
  const available = await provider.value.columns(contextOf(Context), call);
  if (available.status !== 'done') return available;
  const key = `${GuiName}|${provider.value.name}`;
  const stored = await readColumnChoice(call.hub.db, call.person.id, key);
  const own = available.value.filter(({ byDefault }) => byDefault === true).map(({ name }) => ({ name, width: '' }));
  const choice = { columns: stored?.columns.length ? stored.columns : own, sort: stored?.sort ?? [] };
  return done({ provider: provider.value, key, available: available.value, choice });
}

async function configurationOf(place: Place, call: AgentCall): Promise<Outcome<z.output<typeof archiveConfiguration>>> {
  const chosen = await chosenFor(place, call);
  if (chosen.status !== 'done') return chosen;
  const { provider, available, choice } = chosen.value;
  const { name, label } = provider.entity;
  return done({
    ...archiveConfiguration.parse({}),
    ArchiveColumnInfo: choice.columns.flatMap((column) => {
      const known = available.find((one) => one.name.toLowerCase() === column.name.toLowerCase());
      return known === undefined ? [] : [toColumnInfo(known, column.width)];
    }),
    ArchiveEntityInfo: [
      { ...selectableItem.parse({}), Id: 1, Name: label, FullName: label, Type: name, ExtraInfo: name, Selected: true },
    ],
    ArchiveOrderByInfo: choice.sort.map(({ field, descending }) => ({
      Name: field,
      Direction: descending === true ? ('DESC' as const) : ('ASC' as const),
    })),
  });
}

const reading = { right: 'user', reads: true, response: archiveConfiguration } as const;
export const getArchiveConfiguration = method({
  ...reading,
  request: carrier(named),
  handle: (input, call) => configurationOf(input, call),
});
export const getArchiveConfigurationWithContext = method({
  ...reading,
  request: carrier(inContext),
  handle: (input, call) => configurationOf(input, call),
});
export const getArchiveConfigurationV2 = method({
  ...reading,
  request: carrier(owned),
  handle: (input, call) => configurationOf(input, call),
});

/** Rejected `archive.column` when one is not there: what is kept can be shown. */
async function chooseColumns(place: Place, names: readonly string[], call: AgentCall): Promise<Outcome<void>> {
  const chosen = await chosenFor(place, call);
  if (chosen.status !== 'done') return chosen;
  const { key, available, choice, provider } = chosen.value;
  const columns = [];
  for (const name of names) {
    const known = available.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (known === undefined)
      return rejected(
        'archive.column',
        `${provider.name} has no column ${JSON.stringify(name)}. GetAvailableColumns lists what it has.`,
      );
    const { width = '' } = choice.columns.find((one) => one.name === known.name) ?? {};
    columns.push({ name: known.name, width });
  }
  await saveColumnChoice(call.hub.db, call.person.id, key, { columns, sort: choice.sort });
  return done(undefined);
}

const writing = { right: 'user', reads: false, response: nothing } as const;
export const setChosenColumns = method({
  ...writing,
  request: carrier({ ...named, ChosenColumns: list(text) }),
  handle: (input, call) => chooseColumns(input, input.ChosenColumns, call),
});
export const setChosenColumnsV2 = method({
  ...writing,
  request: carrier({ ...owned, ChosenColumns: list(text) }),
  handle: (input, call) => chooseColumns(input, input.ChosenColumns, call),
});

/** One width for each chosen column, in their order: `12%` or `10c`. */
export const setColumnWidthsV2 = method({
  ...writing,
  request: carrier({ ...owned, ColumnWidths: list(text) }),
  async handle(input, call) {
    const chosen = await chosenFor(input, call);
    if (chosen.status !== 'done') return chosen;
    const { key, choice } = chosen.value;
    const wrong = input.ColumnWidths.find((width) => !/^\d{1,4}(%|c|px)?$/.test(width));
    if (wrong !== undefined || input.ColumnWidths.length > choice.columns.length)
      return rejected(
        'archive.width',
        `${choice.columns.length} columns are chosen. Give each a width such as 12% or 10c${wrong === undefined ? '' : `, not ${JSON.stringify(wrong)}`}.`,
      );
    const columns = choice.columns.map(({ name, width }, index) => ({
      name,
      width: input.ColumnWidths[index] ?? width,
    }));
    await saveColumnChoice(call.hub.db, call.person.id, key, { columns, sort: choice.sort });
    return done(undefined);
  },
});

type ListParts = Pick<Asked, 'criteria' | 'entities' | 'page' | 'pageSize' | 'sort'>;

/** A page with the columns that the caller chose; without an order, in the one that was chosen too. */
async function chosenRows(
  place: Place,
  parts: ListParts,
  call: AgentCall,
): Promise<Outcome<z.output<typeof archiveListItem>[]>> {
  const chosen = await chosenFor(place, call);
  if (chosen.status !== 'done') return chosen;
  const { provider, choice } = chosen.value;
  const columns = choice.columns.map(({ name }) => name);
  const sort = parts.sort.length > 0 ? parts.sort : choice.sort;
  return rowsOf({ ...parts, sort, columns, provider: provider.name, context: place.Context ?? '' }, call);
}

const rows = { right: 'user', reads: true, response: list(archiveListItem) } as const;
const paged = { Page: int, PageSize: int } as const;
const asParts = {
  ...paged,
  SortOrder: list(archiveOrderByInfo),
  Restriction: list(archiveRestrictionInfo),
  Entities: list(text),
} as const;
const asTexts = { ...paged, SortOrder: text, Restriction: text, Entities: text } as const;
const byParts = carrier({ ...named, ...asParts });
const byTexts = carrier({ ...named, ...asTexts });

const parted = (input: z.output<typeof byParts>): ListParts => ({
  sort: sortOf(input.SortOrder),
  criteria: criteriaOf(input.Restriction),
  entities: input.Entities,
  page: input.Page,
  pageSize: input.PageSize,
});
const written = (input: z.output<typeof byTexts>): ListParts => ({
  sort: orderIn(input.SortOrder),
  criteria: criteriaIn(input.Restriction),
  entities: namesIn(input.Entities),
  page: input.Page,
  pageSize: input.PageSize,
});
export const getArchiveList = method({
  ...rows,
  request: byParts,
  handle: (input, call) => chosenRows(input, parted(input), call),
});
export const getArchiveListWithContext = method({
  ...rows,
  request: carrier({ ...inContext, ...asParts }),
  handle: (input, call) => chosenRows(input, parted(input), call),
});
export const getArchiveList2 = method({
  ...rows,
  request: byTexts,
  handle: (input, call) => chosenRows(input, written(input), call),
});
export const getArchiveListWithContext2 = method({
  ...rows,
  request: carrier({ ...inContext, ...asTexts }),
  handle: (input, call) => chosenRows(input, written(input), call),
});
