import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openTableSource, workbookConnector } from '@kobling/connectors/workbook';
import type { EntityRef } from '@kobling/engine';
import { isDone, type Outcome } from '@kobling/sdk';
import {
  addRequest,
  agreement,
  connectionOverview,
  findEntities,
  getEntity,
  syncLog,
  updateEntity,
  waitForRequest,
} from '@kobling/store';
import { workbookFile } from '../../../../demo/make.ts';
import { eventually, testHub, type TestHub } from '../testing/test-hub.ts';
import { demoWorld } from './data/index.ts';
import { installDemo } from './install.ts';

const sheets = ['Customers', 'Suppliers', 'Persons', 'Projects'] as const;
type Sheet = (typeof sheets)[number];
const { companies, persons, projects } = demoWorld();
const known = ({ erp, crm }: { readonly erp: unknown; readonly crm: unknown }): boolean =>
  erp !== undefined && crm !== undefined;

let demo: TestHub;
before(async () => {
  demo = await testHub({ connectors: [workbookConnector()], installDemo });
});
after(() => demo.close());

const place = (): string => join(demo.hub.operator.filesAllowed[0] ?? '', 'demo-erp.xlsx');
const must = <T>(outcome: Outcome<T>): T => {
  assert.ok(isDone(outcome), JSON.stringify(outcome));
  return outcome.value;
};
const onlyConnection = async (): Promise<number> => {
  const [connection] = await connectionOverview(demo.hub.db);
  return connection?.id ?? 0;
};

interface ReadRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly formulas: readonly number[];
}
interface ReadSheet {
  readonly headings: readonly string[];
  readonly rows: ReadonlyMap<string, ReadRow>;
}
/** A sheet of a workbook file, rows by the value of their first cell. */
async function readSheet(path: string, sheet: Sheet): Promise<ReadSheet> {
  const { source } = must(await openTableSource(path));
  const rows = new Map<string, ReadRow>();
  for await (const { number, cells, formulas } of source.rows(sheet)) {
    const texts = Array.from(cells, (cell) =>
      cell === undefined || cell.kind === 'blank' ? '' : cell.kind === 'boolean' ? String(cell.value) : cell.text,
    );
    rows.set(number === 1 ? 'headings' : (texts[0] ?? ''), { number, cells: texts, formulas: [...formulas] });
  }
  return { headings: rows.get('headings')?.cells ?? [], rows };
}
const cellOf = ({ headings, rows }: ReadSheet, key: string, heading: string): string =>
  rows.get(key)?.cells[headings.indexOf(heading)] ?? '';

async function editCell(sheet: Sheet, key: string, heading: string, value: string): Promise<void> {
  const { headings, rows } = await readSheet(place(), sheet);
  const { source } = must(await openTableSource(place()));
  const cells = new Map([[headings.indexOf(heading), { kind: 'text', text: value } as const]]);
  const from = must(await source.version());
  const written = must(await source.write([{ table: sheet, row: rows.get(key)?.number ?? 0, cells }], from));
  assert.equal(written.status, 'written');
}

async function companyByNumber(number: string): Promise<EntityRef> {
  const page = must(
    await findEntities(demo.hub.db, 'company', { where: [{ field: 'number', operator: '=', value: number }] }),
  );
  const [found] = page.entities;
  assert.ok(found !== undefined && page.entities.length === 1, `company ${number}`);
  return { kind: 'company', id: found.id };
}
const crmValue = async (ref: EntityRef, field: string): Promise<string | undefined> =>
  (await getEntity(demo.hub.db, ref))?.values[field];

async function oneMoreCycle(): Promise<unknown> {
  const connectionId = await onlyConnection();
  const id = await addRequest(demo.hub.db, connectionId, { kind: 'cycle' }, 'test');
  await demo.hub.wake([connectionId]);
  const request = await waitForRequest(demo.hub.db, id, 20_000);
  assert.equal(request?.status, 'done', JSON.stringify(request));
  return request.result;
}

const customers = companies.filter((company) => company.role === 'customer' && known(company));
const numberOf = (index: number): string => customers[index]?.erp?.number ?? '';

test('the start ends with everything linked that can be, in step, and says so in a line', async () => {
  assert.deepEqual(
    await demo.hub.db.query('select actor_type as type, count(*) as count from link group by 1 order by 1'),
    [
      { type: 'Customer', count: 230 },
      { type: 'Person', count: persons.filter((person) => known(person) && person.erp?.email !== '').length },
      { type: 'Project', count: projects.filter(known).length },
      { type: 'Supplier', count: 60 },
    ],
  );
  const { total, inStep } = await agreement(demo.hub.db);
  assert.equal(inStep, total);
  assert.ok(
    demo.lines.some((line) =>
      line.includes(`Demo: 300 companies, 550 persons, 60 projects; ${total} of them linked, in step.`),
    ),
    demo.lines.join(''),
  );
  assert.deepEqual(
    demo.lines.filter((line) => / (warn|error) /.test(line)),
    [],
  );
});

test('no conflict, no drift, no failure: a first agreement, and defaults where both were blank', async () => {
  const kinds = await demo.hub.db.query<{ kind: string }>('select distinct kind from sync_log order by 1');
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['default', 'firstAgreement', 'link'],
  );
});

test('one more cycle writes nothing on either side', async () => {
  const before = await readFile(place());
  const [feed] = await demo.hub.db.query('select max(seq) as seq from crm_change');
  const [newest] = await syncLog(demo.hub.db, { limit: 1 });
  await oneMoreCycle();
  assert.ok(before.equals(await readFile(place())), 'the workbook is as it was');
  assert.deepEqual((await demo.hub.db.query('select max(seq) as seq from crm_change'))[0], feed);
  assert.deepEqual((await syncLog(demo.hub.db, { limit: 1 }))[0], newest);
});

test('a cell edited in the workbook arrives in the CRM', async () => {
  const number = numberOf(20);
  const company = await companyByNumber(number);
  await editCell('Customers', number, 'Phone', '+47 01 23 45 67');
  await oneMoreCycle();
  await eventually('the new number', async () => (await crmValue(company, 'phone')) === '+47 01 23 45 67');
});

test('an edit in the CRM arrives in the cell, and in no other', async () => {
  const number = numberOf(21);
  const company = await companyByNumber(number);
  const before = await readSheet(place(), 'Customers');
  await updateEntity(demo.hub.db, company, { 'postalAddress.city': 'Nyby', text: 'Moved in June.' }, { by: 'ann' });
  await oneMoreCycle();
  const now = await eventually('the new city', async () => {
    const sheet = await readSheet(place(), 'Customers');
    return cellOf(sheet, number, 'City') === 'Nyby' && sheet;
  });
  assert.equal(cellOf(now, number, 'Note'), 'Moved in June.');
  const changed = now.headings.filter((heading) => cellOf(now, number, heading) !== cellOf(before, number, heading));
  assert.deepEqual(changed, ['City', 'Note', 'LastModified']);
  for (const [key, row] of before.rows) if (key !== number) assert.deepEqual(now.rows.get(key), row, key);
});

test('a category goes over as the ERP’s code', async () => {
  const number = numberOf(22);
  const company = await companyByNumber(number);
  const before = cellOf(await readSheet(place(), 'Customers'), number, 'CustGroup');
  const [name, code] = before === '1' ? ['Customer B', '2'] : ['Customer A', '1'];
  const [item] = await demo.hub.db.query<{ id: number }>('select id from crm_list_item where name = $1', [name]);
  await updateEntity(demo.hub.db, company, { category: String(item?.id) }, { by: 'ann' });
  await oneMoreCycle();
  await eventually(
    'the new group',
    async () => cellOf(await readSheet(place(), 'Customers'), number, 'CustGroup') === code,
  );
});

test('rows without a link and formulas are as they were made', async () => {
  const linked = await demo.hub.db.query<{ type: string; key: string }>(
    'select actor_type as type, erp_key as key from link',
  );
  const keys = new Set(linked.map(({ type, key }) => `${type}s ${key}`));
  let untouched = 0;
  for (const sheet of sheets) {
    const made = await readSheet(workbookFile, sheet);
    const now = await readSheet(place(), sheet);
    assert.deepEqual([...now.rows.keys()], [...made.rows.keys()]);
    for (const [key, row] of made.rows) {
      assert.deepEqual(now.rows.get(key)?.formulas, row.formulas, `${sheet} ${key}`);
      if (keys.has(`${sheet} ${key}`) || key === 'headings') continue;
      assert.deepEqual(now.rows.get(key), row, `${sheet} ${key}`);
      if (sheet === 'Customers' || sheet === 'Suppliers') untouched += 1;
    }
  }
  assert.equal(untouched, 10);
});

test('a second start leaves a hub that is set up alone', async () => {
  const before = await demo.hub.db.query('select count(*) as count from request');
  await installDemo(demo.hub);
  assert.deepEqual(await demo.hub.db.query('select count(*) as count from request'), before);
});
