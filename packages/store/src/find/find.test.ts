/** The finder against PostgreSQL: what is found, in which order, page by page, and what is refused. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { EntityKind } from '@kobling/engine';
import { addListItem, addUdefField, createEntity, deleteEntity } from '../crm/index.ts';
import { testDatabase } from '../testing/index.ts';
import { type Criteria, countRows, findableMap, type FindRecordsQuery, findRows, type RowsPage } from './index.ts';

const database = await testDatabase();
const { db } = database;
after(() => database.drop());
const ann = { by: 'ann' };

async function made(kind: EntityKind, values: Record<string, string>): Promise<number> {
  const created = await createEntity(db, kind, values, ann);
  if (created.status !== 'done') throw new Error(JSON.stringify(created));
  return created.value.ref.id;
}
async function item(list: string, name: string): Promise<number> {
  const added = await addListItem(db, list, name);
  if (added.status !== 'done') throw new Error(JSON.stringify(added));
  return added.value.id;
}
type Wish = Partial<FindRecordsQuery>;
async function query(kind: EntityKind, wish: Wish): Promise<FindRecordsQuery> {
  const fields = wish.fields ?? (await findableMap(db, kind));
  return { kind, fields, columns: [], sort: [], places: new Map(), today: '2026-03-18', limit: 50, skip: 0, ...wish };
}
async function page(kind: EntityKind, wish: Wish): Promise<RowsPage> {
  const found = await findRows(db, await query(kind, wish));
  if (found.status !== 'done') throw new Error(JSON.stringify(found));
  return found.value;
}
const names = async (kind: EntityKind, criteria: Criteria, wish: Wish = {}): Promise<string[]> =>
  (await page(kind, { criteria, ...wish })).rows.map(({ name }) => name);
const ask = (field: string, operator: string, ...values: string[]) => ({ field, operator, values });

const ids = { acme: 0, gold: 0, tin: 0, norway: 0 };
before(async () => {
  ids.gold = await item('category', 'Gold');
  ids.tin = await item('category', 'Tin');
  ids.norway = await item('country', 'Norway');
  const udef = { entity: 'company', list: null, maxLength: 0 } as const;
  await addUdefField(db, { ...udef, key: 'score', label: 'Score', type: 'decimal', rank: 1 });
  await addUdefField(db, { ...udef, key: 'seen', label: 'Seen', type: 'date', rank: 2 });
  await addUdefField(db, { ...udef, key: 'vip', label: 'VIP', type: 'checkbox', rank: 3 });
  await addUdefField(db, { ...udef, key: 'called', label: 'Called', type: 'datetime', rank: 4 });
  ids.acme = await made('company', {
    name: 'Acme Øl AS',
    department: 'Oslo',
    number: 'A-100%',
    category: String(ids.gold),
    country: String(ids.norway),
    registrationDate: '2026-03-01',
    'udef.score': '10',
    'udef.vip': '1',
    'udef.seen': '2026-03-17',
    'udef.called': '2026-03-18T08:00:00Z',
  });
  await made('company', {
    name: 'beta',
    email: 'post@acme.example',
    category: String(ids.tin),
    registrationDate: '2026-03-18',
    'udef.score': '9.5',
    'udef.seen': '2026-03-18',
  });
  await made('company', { name: 'Gamma', number: 'A-1000', 'udef.score': '-3', 'udef.vip': '0' });
  const gone = await made('company', { name: 'Acme gone' });
  await deleteEntity(db, { kind: 'company', id: gone }, { by: 'ann', withPersons: false });
});

describe('what is found', () => {
  const acme = ['Acme Øl AS'];
  const cases: readonly (readonly [string, Criteria, readonly string[]])[] = [
    ['everything, by name', { all: [] }, ['Acme Øl AS', 'beta', 'Gamma']],
    ['nothing of no alternatives', { any: [] }, []],
    ['a text in any case', ask('name', 'contains', 'ØL'), acme],
    ['a beginning', ask('name', 'begins', 'acm'), acme],
    ['an end', ask('name', 'ends', 'as'), acme],
    ['the whole text', ask('name', 'is', 'BETA'), ['beta']],
    ['by its sign', ask('name', '=', 'beta'), ['beta']],
    ['not the text', ask('name', '<>', 'beta'), ['Acme Øl AS', 'Gamma']],
    ['not containing', ask('name', 'notContains', 'a'), []],
    ['not beginning', ask('name', 'notBegins', 'ac'), ['beta', 'Gamma']],
    ['a sign that means something in SQL', ask('number', 'contains', '0%'), acme],
    ['one of several texts', ask('name', 'oneOf', 'gamma', 'BETA'), ['beta', 'Gamma']],
    ['none of several texts', ask('name', 'notIn', 'gamma', 'BETA'), acme],
    ['a text of its own, not of a neighbour', ask('name', 'contains', 'post@acme'), []],
    ['blank', ask('number', 'notSet'), ['beta']],
    ['not blank', ask('number', 'set'), ['Acme Øl AS', 'Gamma']],
    ['name and department as one', ask('nameDepartment', 'is', 'acme øl as, oslo'), acme],
    ['an item of a list', ask('category', 'oneOf', '§gold'), acme],
    ['no such item, blank too', ask('category', 'notOneOf', '§gold'), ['beta', 'Gamma']],
    ['an item by the sign of programs', ask('category', 'equals', '§tin'), ['beta']],
    ['numbers as numbers', ask('udef.score', '>', '9.75'), acme],
    ['between', ask('udef.score', 'between', '-3', '9.5'), ['beta', 'Gamma']],
    ['a ticked box', ask('udef.vip', 'set', '1'), acme],
    ['a box that is not ticked, or never was', ask('udef.vip', 'set', 'false'), ['beta', 'Gamma']],
    ['a day', ask('registrationDate', 'date', '2026-03-01'), acme],
    ['before a day', ask('registrationDate', 'before', '2026-03-18'), acme],
    ['between days', ask('registrationDate', 'dateBetween', '2026-03-01', '2026-03-18'), ['Acme Øl AS', 'beta']],
    ['today', ask('registrationDate', 'today'), ['beta']],
    ['this month', ask('registrationDate', 'thisPeriod', 'month'), ['Acme Øl AS', 'beta']],
    ['the last day', ask('udef.seen', 'previousPeriod', '1', 'day'), acme],
    ['a time of today', ask('udef.called', 'today'), acme],
    ['from a time on', ask('udef.called', 'afterTime', '2026-03-18T09:00:00+01:00'), acme],
    ['before that time', ask('udef.called', 'beforeTime', '2026-03-18T08:00:00Z'), []],
    ['never linked', ask('erp.linked', 'set', '0'), ['Acme Øl AS', 'beta', 'Gamma']],
    ['linked nowhere', ask('erp.connections', 'notSet'), ['Acme Øl AS', 'beta', 'Gamma']],
    [
      'groups within groups',
      { any: [ask('name', 'is', 'gamma'), { all: [ask('category', 'set'), ask('udef.score', '<', '10')] }] },
      ['beta', 'Gamma'],
    ],
  ];
  for (const [title, criteria, wanted] of cases)
    it(title, async () => {
      const filled = JSON.parse(
        JSON.stringify(criteria).replace('§gold', String(ids.gold)).replace('§tin', String(ids.tin)),
      ) as Criteria;
      assert.deepEqual(await names('company', filled), wanted);
      const counted = await countRows(db, await query('company', { criteria: filled }));
      assert.deepEqual(counted, { status: 'done', value: { count: wanted.length, exact: true } });
    });

  it('the id, and what was written since', async () => {
    assert.deepEqual(await names('company', ask('id', '=', String(ids.acme))), acme);
    assert.deepEqual(await names('company', ask('updated', 'after', '2026-01-01')), ['Acme Øl AS', 'beta', 'Gamma']);
    assert.deepEqual(await names('company', ask('registered', 'before', '2001-01-01')), []);
  });

  it('a person by the company', async () => {
    await made('person', { firstName: 'Ann', lastName: 'Berg', company: String(ids.acme) });
    await made('person', { firstName: 'Bo', lastName: 'Aas' });
    assert.deepEqual(await names('person', ask('company.name', 'begins', 'acme')), ['Ann Berg']);
    assert.deepEqual(await names('person', ask('company.name', 'notSet')), ['Bo Aas']);
    assert.deepEqual(await names('person', ask('company.country', 'oneOf', String(ids.norway))), ['Ann Berg']);
    assert.deepEqual(await names('person', ask('company.udef.score', '=', '10')), ['Ann Berg']);
    assert.deepEqual(await names('person', { all: [] }), ['Bo Aas', 'Ann Berg'], 'by last name');
    const found = await page('person', {
      columns: ['fullName', 'company.name', 'company'],
      sort: [{ field: 'company.name' }],
    });
    assert.deepEqual(
      found.rows.map(({ values }) => values),
      [
        { fullName: 'Bo Aas', 'company.name': '', company: '' },
        { fullName: 'Ann Berg', 'company.name': 'Acme Øl AS', company: String(ids.acme) },
      ],
    );
  });
});

describe('order and pages', () => {
  it('numbers by size, blank first; a second field decides among equals', async () => {
    const by = async (...sort: NonNullable<Wish['sort']>) => names('company', { all: [] }, { sort });
    assert.deepEqual(await by({ field: 'udef.score' }), ['Gamma', 'beta', 'Acme Øl AS']);
    assert.deepEqual(await by({ field: 'udef.vip', descending: true }, { field: 'name' }), [
      'Acme Øl AS',
      'Gamma',
      'beta',
    ]);
    assert.deepEqual(await by({ field: 'registrationDate' }), ['Gamma', 'Acme Øl AS', 'beta']);
    assert.deepEqual(await by({ field: 'id', descending: true }), ['Gamma', 'beta', 'Acme Øl AS']);
  });

  it('lists in the order of their names as the caller reads them', async () => {
    const sort = [{ field: 'category' }];
    const order = async (items: number[]) =>
      names('company', { all: [] }, { sort, places: new Map([['category', items]]) });
    assert.deepEqual(await order([ids.gold, ids.tin]), ['Gamma', 'Acme Øl AS', 'beta']);
    assert.deepEqual(await order([ids.tin, ids.gold]), ['Gamma', 'beta', 'Acme Øl AS']);
  });

  for (const sort of [
    [],
    [{ field: 'name', descending: true }],
    [{ field: 'type' }, { field: 'name', descending: true }],
    [{ field: 'endDate', descending: true }, { field: 'number' }],
    [{ field: 'updated' }],
  ])
    it(`page after page is the whole, each record once: ${JSON.stringify(sort)}`, async () => {
      if ((await names('project', { all: [] })).length === 0)
        for (let index = 0; index < 23; index += 1)
          await made('project', {
            name: `P${index % 7}`,
            number: String(index % 3),
            endDate: `2026-01-0${1 + (index % 5)}`,
          });
      const whole = (await page('project', { sort })).rows.map(({ id }) => id);
      assert.equal(whole.length, 23);
      const walked: number[] = [];
      let after: RowsPage['end'] | undefined;
      do {
        const part: RowsPage = await page('project', { sort, limit: 4, ...(after && { after }) });
        walked.push(...part.rows.map(({ id }) => id));
        after = part.end;
      } while (after !== null);
      assert.deepEqual(walked, whole);
      const skipped = await page('project', { sort, limit: 4, skip: 8 });
      assert.deepEqual(
        skipped.rows.map(({ id }) => id),
        whole.slice(8, 12),
      );
    });
});

describe('a whole table by a list, which goes item by item, comes as any question does', () => {
  const shown: number[] = [];
  before(async () => {
    const { db: other } = database;
    for (const name of ['Bridge', 'Road', 'Tunnel', 'Gone', 'Unused']) shown.push(await item('projectType', name));
    const [bridge, road, tunnel, gone] = shown.map(String);
    const types = [tunnel, '', bridge, gone, road, tunnel, bridge, '', tunnel, gone, bridge, road];
    for (const type of types) await made('project', { name: 'By type', ...(type !== undefined && { type }) });
    await other.run('update crm_list_item set deleted = true where id = $1', [shown[3]]);
  });
  // Every record has an id, so that this question is the same and goes the other way.
  const plain: Criteria = { all: [ask('id', '>', '0')] };

  for (const descending of [false, true])
    for (const skip of [0, 3])
      it(`${descending ? 'from the last item' : 'from the first item'}, ${skip} left out`, async () => {
        const [bridge = 0, road = 0, tunnel = 0, , unused = 0] = shown;
        const wish = {
          sort: [{ field: 'type', descending }],
          places: new Map([['projectType', [tunnel, bridge, unused, road]]]),
          skip,
        };
        const whole = await page('project', { ...wish, criteria: plain, columns: ['type'], limit: 100 });
        assert.ok(whole.rows.length >= 12 - skip);
        assert.deepEqual(
          await page('project', { ...wish, criteria: { all: [] }, columns: ['type'], limit: 100 }),
          whole,
        );
        const walked: number[] = [];
        for (let after: RowsPage['end'] | undefined; after !== null; ) {
          const part: RowsPage = await page('project', {
            ...wish,
            limit: 2,
            skip: after ? 0 : skip,
            ...(after && { after }),
          });
          assert.ok(part.rows.length > 0);
          walked.push(...part.rows.map(({ id }) => id));
          after = part.end;
        }
        assert.deepEqual(
          walked,
          whole.rows.map(({ id }) => id),
        );
      });
});

describe('what is refused, with the field and what to write', () => {
  const cases: readonly (readonly [Criteria, string, RegExp])[] = [
    [ask('nmae', '=', 'x'), 'crm.noField', /nmae/],
    [ask('name', 'today'), 'find.noOperator', /Name cannot be asked for with "today"\. Use one of begins/],
    [ask('udef.score', '=', 'ten'), 'crm.badValue', /Score: "ten" is not a number/],
    [ask('udef.score', 'between', '1'), 'crm.badValue', /Score/],
    [ask('category', 'oneOf', 'Gold'), 'crm.badValue', /Category: "Gold" is no id/],
    [ask('category', 'oneOf'), 'crm.badValue', /Category needs|Category: needs/],
    [ask('registrationDate', 'date', '31.3.2026'), 'crm.badValue', /Registration date.*2026-03-31/],
    [ask('registrationDate', 'date', '2026-02-30'), 'crm.badValue', /not a date/],
    [ask('registrationDate', 'thisPeriod', 'fortnight'), 'crm.badValue', /day, week, month/],
    [ask('udef.called', 'afterTime', 'noon'), 'crm.badValue', /not a time/],
    [ask('udef.vip', 'set', 'perhaps'), 'crm.badValue', /VIP/],
  ];
  for (const [criteria, code, message] of cases)
    it(JSON.stringify(criteria), async () => {
      const found = await findRows(db, await query('company', { criteria }));
      assert.ok(found.status === 'rejected');
      assert.equal(found.reason.code, code);
      assert.match(found.reason.message, message);
    });

  it('a sort by what has no order', async () => {
    const found = await findRows(db, await query('company', { sort: [{ field: 'erp.connections' }] }));
    assert.equal(found.status === 'rejected' && found.reason.code, 'find.unsorted');
  });
});

it('a part of a text is looked up in the index of trigrams, and a count stops at its limit', async () => {
  await db.run(`insert into company (name) select 'Filler ' || n from generate_series(1, 20000) as n`);
  await db.run('vacuum analyze company');
  const criteria = ask('name', 'contains', 'øl as');
  assert.deepEqual(await names('company', criteria), ['Acme Øl AS']);
  const [plan] = await db.query<{ 'QUERY PLAN': unknown }>(
    `explain (format json) select id from company t where not t.deleted and lower(t.name || ' ' || t.department || ' ' ||
       t.number || ' ' || t.code || ' ' || t.vat_number || ' ' || t.email || ' ' || t.phone || ' ' || t.postal_city) like '%øl as%'`,
  );
  assert.match(JSON.stringify(plan), /company_search/);
  const counted = await countRows(db, await query('company', {}));
  assert.deepEqual(counted, { status: 'done', value: { count: 10_000, exact: false } });
});
