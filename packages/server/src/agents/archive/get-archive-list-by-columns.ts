/**
 * A page of a list with the columns, restrictions and order that the caller names: as carriers or, in the methods that end in 2,
 * as text. With a header the answer counts all rows, exactly; that reads them all.
 */
import { done, type Outcome } from '@kobling/sdk';
import type { Criteria, SortWish } from '@kobling/store';
import type { z } from 'zod';
import { archiveListItem, archiveListResult, archiveOrderByInfo, archiveRestrictionInfo } from '../carriers/archive.ts';
import { carrier, int, list, text } from '../carriers/kinds.ts';
import { type AgentCall, method } from '../method.ts';
import { criteriaOf } from './criteria.ts';
import { criteriaIn, namesIn, orderIn } from './criteria-text.ts';
import { providerFor, readPage, toItem } from './run.ts';

const place = { ProviderName: text, Page: int, PageSize: int } as const;
const parts = {
  ...place,
  Columns: list(text),
  SortOrder: list(archiveOrderByInfo),
  Restriction: list(archiveRestrictionInfo),
  Entities: list(text),
} as const;
const texts = { ...place, Columns: text, SortOrder: text, Entities: text } as const;
const context = { Context: text } as const;
const options = { Options: text } as const;

const byParts = carrier(parts);
const byTexts = carrier({ ...texts, Restrictions: text, Restriction: text });

export interface Asked {
  readonly provider: string;
  readonly columns: readonly string[];
  readonly sort: readonly SortWish[];
  readonly criteria: Outcome<Criteria>;
  readonly entities: readonly string[];
  readonly page: number;
  readonly pageSize: number;
  readonly context: string;
}

const askedInParts = (input: z.output<typeof byParts>, about = ''): Asked => ({
  provider: input.ProviderName,
  columns: input.Columns,
  sort: sortOf(input.SortOrder),
  criteria: criteriaOf(input.Restriction),
  entities: input.Entities,
  page: input.Page,
  pageSize: input.PageSize,
  context: about,
});

export const sortOf = (order: readonly z.output<typeof archiveOrderByInfo>[]): readonly SortWish[] =>
  order.map(({ Name, Direction }) => ({ field: Name, descending: Direction === 'DESC' }));

/** The methods do not agree on the property's name; either is understood. */
const askedInTexts = (input: z.output<typeof byTexts>, about = ''): Asked => ({
  provider: input.ProviderName,
  columns: namesIn(input.Columns),
  sort: orderIn(input.SortOrder),
  criteria: criteriaIn(input.Restrictions === '' ? input.Restriction : input.Restrictions),
  entities: namesIn(input.Entities),
  page: input.Page,
  pageSize: input.PageSize,
  context: about,
});

type Items = z.output<typeof archiveListItem>[];

export async function rowsOf(asked: Asked, call: AgentCall): Promise<Outcome<Items>> {
  const answer = await answerOf(asked, call, false);
  return answer.status === 'done' ? done(answer.value.Rows) : answer;
}

async function answerOf(
  { criteria, ...asked }: Asked,
  call: AgentCall,
  count: boolean,
): Promise<Outcome<z.output<typeof archiveListResult>>> {
  const provider = await providerFor(asked.provider, call);
  if (provider.status !== 'done') return provider;
  if (criteria.status !== 'done') return criteria;
  const page = await readPage({ ...asked, criteria: criteria.value, count }, call);
  if (page.status !== 'done') return page;
  const rows = page.value.rows.map((row) => toItem(row, provider.value.entity.name));
  return done({ ...archiveListResult.parse({}), RowCount: page.value.count, Rows: rows });
}

const rows = { right: 'user', reads: true, response: list(archiveListItem) } as const;
const withHeader = { right: 'user', reads: true, response: archiveListResult } as const;

export const getArchiveListByColumns = method({
  ...rows,
  request: byParts,
  handle: (input, call) => rowsOf(askedInParts(input), call),
});
export const getArchiveListByColumnsWithContext = method({
  ...rows,
  request: carrier({ ...parts, ...context }),
  handle: (input, call) => rowsOf(askedInParts(input, input.Context), call),
});
export const getArchiveListByColumnsWithHeader = method({
  ...withHeader,
  request: carrier({ ...parts, ...options }),
  handle: (input, call) => answerOf(askedInParts(input), call, true),
});
export const getArchiveListByColumnsWithHeaderWithContext = method({
  ...withHeader,
  request: carrier({ ...parts, ...options, ...context }),
  handle: (input, call) => answerOf(askedInParts(input, input.Context), call, true),
});
const textParts = { ...texts, Restrictions: text, Restriction: text } as const;
export const getArchiveListByColumns2 = method({
  ...rows,
  request: byTexts,
  handle: (input, call) => rowsOf(askedInTexts(input), call),
});
export const getArchiveListByColumnsWithContext2 = method({
  ...rows,
  request: carrier({ ...textParts, ...context }),
  handle: (input, call) => rowsOf(askedInTexts(input, input.Context), call),
});
export const getArchiveListByColumnsWithHeader2 = method({
  ...withHeader,
  request: carrier({ ...textParts, ...options }),
  handle: (input, call) => answerOf(askedInTexts(input), call, true),
});
export const getArchiveListByColumnsWithHeaderWithContext2 = method({
  ...withHeader,
  request: carrier({ ...textParts, ...options, ...context }),
  handle: (input, call) => answerOf(askedInTexts(input, input.Context), call, true),
});
