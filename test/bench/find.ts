/**
 * FindContact through the Archive agent among ten companies for each row asked for, so a million: the first page by criteria and
 * sort, a text inside names, and pages far behind; each beside the same question in plain SQL by the same connection pool.
 */
import { benchHub } from './hub.ts';
import { fillCompanies, words } from './many-companies.ts';
import { type Figure, type Place, residentMb } from './scenarios.ts';

const perRow = 10;
const asked = 100;

export async function findAmongMany({ rows, databaseUrl, folder }: Place): Promise<readonly Figure[]> {
  const companies = rows * perRow;
  const bench = await benchHub(databaseUrl, folder);
  try {
    const categories = await fillCompanies(bench.hub.db, companies);
    const beforeMb = residentMb();
    const figures: Figure[] = [];
    for (const question of questions(categories, companies)) {
      const ours = await times(question.many, async (n) => {
        const found = (await bench.call('Archive/GetArchiveListByColumns', question.body(n))) as readonly unknown[];
        if (found.length !== question.found) throw new Error(`${question.name}: found ${found.length}.`);
      });
      const plain = await times(question.many, async (n) => {
        const found = await bench.hub.db.query(question.sql, question.params(n));
        if (found.length !== question.found) throw new Error(`${question.name}, plain SQL: found ${found.length}.`);
      });
      figures.push(
        { name: `FindContact, ${question.name}, p95`, records: question.found, ms: p95(ours), beforeMb, kind: 'time' },
        { name: `plain SQL, ${question.name}, p95`, records: question.found, ms: p95(plain), beforeMb, kind: 'time' },
      );
    }
    return figures;
  } finally {
    await bench.close();
  }
}

interface Question {
  readonly name: string;
  readonly many: number;
  /** Rows on the page. */
  readonly found: number;
  body(n: number): unknown;
  readonly sql: string;
  params(n: number): readonly unknown[];
}

function questions(categories: readonly number[], companies: number): readonly Question[] {
  const category = (n: number): number => categories[1 + (n % 9)] ?? 0;
  const word = (n: number): string => words[n % words.length] ?? '';
  const columns = ['contactId', 'name', 'number', 'category', 'phone/formattedNumber', 'postAddress/city'];
  const body = (more: object) => ({ ProviderName: 'FindContact', Columns: columns, PageSize: 50, ...more });
  const selected = 'select id, name, number, category, phone, postal_city from company where not deleted';
  const criteria = (n: number) => [
    { Name: 'category', Operator: 'oneOf', Values: [String(category(n)), String(category(n + 1))] },
    { Name: 'name', Operator: 'begins', Values: [word(n)] },
  ];
  const deep = Math.floor(companies / 50 / 2);
  return [
    {
      name: 'criteria and sort, first page',
      many: asked,
      found: 50,
      body: (n) => body({ Restriction: criteria(n), SortOrder: [{ Name: 'name', Direction: 'ASC' }] }),
      sql: `${selected} and category = any($1) and lower(name) like lower($2) order by lower(name), id limit 50`,
      params: (n) => [[category(n), category(n + 1)], `${word(n)}%`],
    },
    {
      name: 'a part of a text',
      many: asked,
      found: 1,
      body: (n) => body({ Restriction: [{ Name: 'email', Operator: 'contains', Values: [`post${n + 1}@exam`] }] }),
      sql: `${selected} and email ilike $1 order by lower(name), id limit 50`,
      params: (n) => [`%post${n + 1}@exam%`],
    },
    {
      name: `pages ${deep} and on`,
      many: 20,
      found: 50,
      body: (n) => body({ Page: deep + n, SortOrder: [{ Name: 'name', Direction: 'ASC' }] }),
      sql: `${selected} order by lower(name), id limit 50 offset $1`,
      params: (n) => [(deep + n) * 50],
    },
  ];
}

async function times(many: number, ask: (n: number) => Promise<void>): Promise<readonly number[]> {
  await ask(0);
  const taken: number[] = [];
  for (let n = 0; n < many; n += 1) {
    const began = performance.now();
    await ask(n);
    taken.push(performance.now() - began);
  }
  return taken;
}

export const p95 = (taken: readonly number[]): number =>
  taken.toSorted((a, b) => a - b)[Math.min(taken.length - 1, Math.ceil(taken.length * 0.95) - 1)] ?? 0;
