/** A hub and another program at the same workbook: what either changes arrives, and nothing else is touched. */
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { test } from 'node:test';
import { collect, isDone } from '@kobling/sdk';
import { addRequest, connectionNames, waitForRequest } from '@kobling/store';
import { bench, call } from '../../packages/connectors/src/workbook/testing.ts';
import { buildXlsx, type FixtureCell, type FixtureSheet } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { changedParts } from '../../packages/connectors/src/workbook/xlsx/testing.ts';
import { cellText, readParts, saveFile } from './cells.ts';
import { editWorkbook, findPython, readWorkbook } from './openpyxl.ts';
import { becomes } from './becomes.ts';
import { openStage } from './stage.ts';

const python = findPython() ?? '';
const skip =
  python !== '' || process.env['CI'] !== undefined
    ? false
    : 'There is no Python with openpyxl: install python3-openpyxl to run these.';

const fields = `
          Name:   { crm: name, sync: both, search: true }
          Phone:  { crm: phone, sync: both }
          City:   { crm: postalAddress.city, sync: both }
          Since:  { crm: registrationDate, sync: both }`;
const setup = `connectors:
  - { name: Workbook, url: plugin://workbook }
connections:
  - name: Plain
    connector: Workbook
    active: true
    timezone: Europe/Oslo
    config: { file: plain.xlsx }
    actors:
      Customer:
        fields:${fields}
    match: { Customer: [name] }
  - name: Macros
    connector: Workbook
    active: true
    timezone: Europe/Oslo
    config: { file: macros.xlsm }
    actors:
      Supplier:
        entity: company
        fields:
          Name:  { crm: name, sync: both }
          Phone: { crm: phone, sync: both }
    match: { Supplier: [name] }
priority: [CRM, Plain, Macros]
sync: { running: true, interval: 1s }
`;
const customers = (rows: readonly (readonly FixtureCell[])[]): FixtureSheet => ({
  name: 'Customers',
  columns: [
    { header: 'CustNo', format: 'integer' },
    { header: 'Name', style: 'bold' },
    { header: 'Phone', format: 'text' },
    { header: 'City' },
    { header: 'Since', format: 'date' },
    { header: 'Credit', format: 'decimal', style: 'shaded' },
  ],
  rows,
  table: { name: 'Customers' },
  freezeHeader: true,
});
const plain = buildXlsx({
  sheets: [
    customers([
      [10001, 'Åsane Bakeri', '55 11 22 33', 'Bergen', { date: '2021-03-28' }, 1000.5],
      [10002, 'Fjord & Fisk', '77 10 20 30', 'Tromsø', { date: '2019-01-31' }, 250],
      [10003, 'Nyland Bygg', '38 00 11 22', 'Mandal', { date: '2024-02-29' }, 0],
      [10004, 'Kaffe Nord', '73 90 80 70', 'Trondheim', { date: '2020-12-01' }, 75],
    ]),
    {
      name: 'Totals',
      columns: [{ header: 'What' }, { header: 'Sum', format: 'decimal' }],
      rows: [['Credit', { formula: 'SUM(Customers!F2:F5)', value: 1325.5 }]],
    },
  ],
  definedNames: { AllCredit: 'Customers!$F$2:$F$5' },
});
const macroBytes = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 37) % 251);
const macros = buildXlsx({
  sheets: [
    {
      name: 'Suppliers',
      columns: [{ header: 'SuppNo' }, { header: 'Name' }, { header: 'Phone', format: 'text' }],
      rows: [['S001', 'Mel & Korn', '22 00 00 01']],
    },
  ],
  macros: macroBytes,
});

interface CrmRecord {
  readonly id: number;
  readonly values: Readonly<Record<string, string>>;
}

void test('a workbook and the CRM, kept in step while other programs are at work', {
  skip,
  timeout: 120_000,
}, async (t) => {
  const stage = await openStage();
  t.after(() => stage.close());
  const file = stage.file('plain.xlsx');
  const macroFile = stage.file('macros.xlsm');
  await saveFile(file, plain);
  await saveFile(macroFile, macros);
  const ids = new Map<string, number>();
  for (const name of ['Åsane Bakeri', 'Fjord & Fisk', 'Mel & Korn']) {
    const { id } = await stage.ask<CrmRecord>('crm', 'company', 'create', `name=${name}`);
    ids.set(name, id);
  }
  const crm = async (name: string, field: string): Promise<string> => {
    const record = await stage.ask<CrmRecord>('crm', 'company', 'get', String(ids.get(name)));
    return record.values[field] ?? '';
  };
  const change = (name: string, value: string) => stage.ask('crm', 'company', 'set', String(ids.get(name)), value);
  const inSheet = async () => (await readWorkbook(python, file))['Customers']?.rows ?? [];

  await t.test('match links what is equal on both sides and fills what is blank on one', async () => {
    const said = await stage.apply(setup);
    assert.match(said, /Plain, Customer by name: 2 links, 0 ambiguous, 2 in the ERP without counterpart/);
    assert.match(said, /Macros, Supplier by name: 1 link/);
    await becomes('filled', '55 11 22 33', () => crm('Åsane Bakeri', 'phone'));
    assert.equal(await crm('Åsane Bakeri', 'registrationDate'), '2021-03-28');
    assert.deepEqual(await readFile(file), Buffer.from(plain), 'linking wrote nothing to the file');
  });

  await t.test('a cell that another program changes arrives in the CRM', async () => {
    await editWorkbook(python, file, {
      sheet: 'Customers',
      cells: { C2: '55 99 88 77', E3: { date: '2020-05-17' } },
    });
    await becomes('the text', '55 99 88 77', () => crm('Åsane Bakeri', 'phone'));
    await becomes('the date', '2020-05-17', () => crm('Fjord & Fisk', 'registrationDate'));
    assert.equal(await crm('Åsane Bakeri', 'postalAddress.city'), 'Bergen');
  });

  await t.test('a change of the CRM arrives in its cell, and no other byte of the workbook changes', async () => {
    await saveFile(file, plain);
    await becomes('the file as it was', '55 11 22 33', () => crm('Åsane Bakeri', 'phone'));
    await becomes('the date too', '2019-01-31', () => crm('Fjord & Fisk', 'registrationDate'));
    await change('Åsane Bakeri', 'postalAddress.city=Voss & omegn');
    await becomes('the cell', 'Voss & omegn', () => cellText(file, 'D2'));
    const now = await readFile(file);
    // xl/workbook.xml: the file holds formulas, so the program that opens it is told to calculate them anew.
    assert.deepEqual(changedParts(Buffer.from(plain), now).sort(), ['xl/workbook.xml', 'xl/worksheets/sheet1.xml']);
    const seen = await readWorkbook(python, file);
    assert.deepEqual(seen['Customers']?.rows[1], [
      10001,
      'Åsane Bakeri',
      '55 11 22 33',
      'Voss & omegn',
      '2021-03-28 00:00:00',
      1000.5,
    ]);
    assert.deepEqual(seen['Customers']?.tables, { Customers: 'A1:F5' });
    assert.equal(seen['Totals']?.rows[1]?.[1], '=SUM(Customers!F2:F5)');
  });

  await t.test('a workbook with macros keeps them, byte for byte, and only the one sheet changes', async () => {
    await change('Mel & Korn', 'phone=22 99 99 99');
    await becomes('the cell', '22 99 99 99', () => cellText(macroFile, 'C2'));
    const parts = await readParts(macroFile);
    assert.deepEqual(parts['xl/vbaProject.bin'], macroBytes);
    assert.deepEqual(changedParts(Buffer.from(macros), await readFile(macroFile)), ['xl/worksheets/sheet1.xml']);
    assert.equal((await readWorkbook(python, macroFile))['Suppliers']?.rows[1]?.[2], '22 99 99 99');
  });

  await t.test('both sides changed, in different fields: both survive', async () => {
    await stage.apply(setup.replace('running: true', 'running: false'));
    await change('Fjord & Fisk', 'phone=77 55 55 55');
    await editWorkbook(python, file, { sheet: 'Customers', cells: { D3: 'Harstad', F3: 300 } });
    await stage.apply(setup);
    await becomes('the ERP’s edit in the CRM', 'Harstad', () => crm('Fjord & Fisk', 'postalAddress.city'));
    await becomes('the CRM’s edit in the cell', '77 55 55 55', () => cellText(file, 'C3'));
    assert.equal(await crm('Fjord & Fisk', 'phone'), '77 55 55 55');
    const row = (await inSheet())[2];
    assert.deepEqual([row?.[2], row?.[3], row?.[5]], ['77 55 55 55', 'Harstad', 300]);
    assert.equal((await stage.ask<unknown[]>('log', '--kind', 'conflict')).length, 0);
  });

  await t.test('one more cycle writes nothing on either side', async () => {
    await stage.ask('sync');
    const before = { bytes: await readFile(file), at: (await stat(file)).mtimeMs, log: await stage.ask('log') };
    const told = await stage.ask<{ state: { result: { counts: Record<string, number> } } }[]>('sync');
    for (const { state } of told) {
      const { crmWrites, erpWrites, conflicts, failures } = state.result.counts;
      assert.deepEqual([crmWrites, erpWrites, conflicts, failures], [0, 0, 0, 0]);
    }
    const now = { bytes: await readFile(file), at: (await stat(file)).mtimeMs, log: await stage.ask('log') };
    assert.deepEqual(now, before);
  });

  await t.test(
    'a row without a link is left alone, is found by search, and is linked by match or by hand',
    async (t) => {
      await editWorkbook(python, file, { sheet: 'Customers', cells: { C4: '38 77 77 77' } });
      await stage.ask('sync');
      const found = await stage.ask<{ records: unknown[] }>('crm', 'company', 'find', 'Nyland');
      assert.deepEqual(found.records, [], 'no record appears in the CRM unasked');
      const book = await bench(t, { 'plain.xlsx': await readFile(file) });
      const connection = await book.open({ file: 'book/plain.xlsx' });
      const hits = await collect(
        connection.search({ actorType: 'Customer', text: 'nyland', fieldKeys: ['Name', 'Phone'] }, call),
      );
      assert.ok(isDone(hits));
      assert.deepEqual(
        hits.value.map(({ erpKey, fieldValues }) => [erpKey, fieldValues]),
        [['10003', { Name: 'Nyland Bygg', Phone: '38 77 77 77' }]],
      );
      for (const name of ['nyland bygg ', 'Kaffe i nord']) {
        const { id } = await stage.ask<CrmRecord>('crm', 'company', 'create', `name=${name}`);
        ids.set(name, id);
      }
      const matched = await stage.kobling('link', 'Plain', 'Customer', '--by', 'name');
      assert.match(matched.out, /by name: 1 link, 0 ambiguous, 1 in the ERP without counterpart/);
      const id = String(ids.get('Kaffe i nord'));
      const linked = await stage.kobling('link', 'Plain', 'Customer', '--erp', '10004', '--crm', id);
      assert.match(linked.out, /Customer 10004 is linked/, linked.err);
      await becomes('the blank is filled', '38 77 77 77', () => crm('nyland bygg ', 'phone'));
      await becomes('where both hold a value the CRM ranks higher', 'Kaffe i nord', () => cellText(file, 'B5'));
      await becomes('and is filled where it is blank', '73 90 80 70', () => crm('Kaffe i nord', 'phone'));
    },
  );

  await t.test('create in ERP adds a row with a fresh key, inside the table', async () => {
    const { id } = await stage.ask<CrmRecord>(
      'crm',
      'company',
      'create',
      'name=Ny Kunde AS',
      'phone=99 88 77 66',
      'registrationDate=2026-11-21',
    );
    ids.set('Ny Kunde AS', id);
    const connection = (await connectionNames(stage.db)).find((each) => each.name === 'Plain')?.id ?? 0;
    const body = { kind: 'create', actorType: 'Customer', entity: { kind: 'company', id }, answers: {} } as const;
    const request = await waitForRequest(stage.db, await addRequest(stage.db, connection, body, 'ann'), 20_000);
    assert.equal(request?.status, 'done', JSON.stringify(request?.result));
    const seen = (await readWorkbook(python, file))['Customers'];
    assert.deepEqual(seen?.rows[5], [10005, 'Ny Kunde AS', '99 88 77 66', null, '2026-11-21 00:00:00', null]);
    assert.deepEqual(seen?.tables, { Customers: 'A1:F6' });
    await editWorkbook(python, file, { sheet: 'Customers', cells: { D6: 'Drammen' } });
    await becomes('the new row is in step from then on', 'Drammen', () => crm('Ny Kunde AS', 'postalAddress.city'));
  });
});
