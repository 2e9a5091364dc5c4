/** The fake hub's finder: the companies of the scenes, by a text in their name. */
import type { Criteria, KnownRoute, RequestOf, ResponseOf } from '@kobling/contract';
import type { World } from './answers.ts';
import { records } from './scene-parts.ts';

type Routes = 'POST /api/find' | 'GET /api/find/:kind/fields' | `${'GET' | 'POST'} /api/columns/:list`;
type Answers = { readonly [K in Extract<KnownRoute, Routes>]: (request: RequestOf<K>) => ResponseOf<K> };

const categories = [
  { id: 1, name: 'Customer' },
  { id: 2, name: 'Prospect' },
];

/** Criteria on the name only; whatever else is asked is true. */
const fits = (criteria: Criteria | undefined, name: string): boolean => {
  if (criteria === undefined) return true;
  if ('all' in criteria) return criteria.all.every((part) => fits(part, name));
  if ('any' in criteria) return criteria.any.some((part) => fits(part, name));
  if (criteria.field !== 'name') return true;
  return name.toLowerCase().includes((criteria.values[0] ?? '').toLowerCase());
};

/** Chosen columns by list, for as long as the page lives. */
const chosen = new Map<string, ResponseOf<'GET /api/columns/:list'>>();

export const findAnswers = (_world: World): Answers => ({
  'GET /api/columns/:list': ({ params }) => chosen.get(params.list) ?? { columns: [], sort: [] },
  'POST /api/columns/:list': ({ params, body }) => {
    chosen.set(params.list, body);
    return { ok: true };
  },
  'GET /api/find/:kind/fields': () => ({
    fields: [
      { key: 'name', label: 'Name', type: 'text', operators: ['begins', 'contains', 'is'], sortable: true, list: null },
      {
        key: 'category',
        label: 'Category',
        type: 'list',
        operators: ['oneOf', 'notOneOf', 'set', 'notSet'],
        sortable: true,
        list: 'category',
      },
    ],
    lists: { category: categories },
  }),
  'POST /api/find': ({ body }) => {
    const found = Object.values(records).filter(({ kind, name }) => kind === body.kind && fits(body.criteria, name));
    const [first, second] = body.sort?.[0]?.descending === true ? [1, -1] : [-1, 1];
    const sorted = found.toSorted((a, b) => (a.name < b.name ? first : second));
    const size = body.pageSize ?? 50;
    const from = (body.page ?? 0) * size;
    const cells = (name: string) => ({
      name: { value: name, display: name },
      category: { value: '1', display: 'Customer' },
    });
    return {
      rows: sorted.slice(from, from + size).map((record) => ({ ...record, cells: cells(record.name) })),
      total: { count: sorted.length, exact: true },
      more: sorted.length > from + size,
      unknownColumns: [],
    };
  },
});
