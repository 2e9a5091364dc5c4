/** What people's workbooks are really like: each case names the cell and the remedy, and the rest goes on. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { zipSync } from 'fflate';
import { collect, type ConfigValues, type Outcome } from '@kobling/sdk';
import { openTableSource, workbookConnector } from './index.ts';
import { actors, bench, type Bench, call, refusal, value } from './testing.ts';
import { buildXlsx } from './xlsx/fixture.ts';

const tryOut = async (
  t: Parameters<typeof bench>[0],
  files: Readonly<Record<string, string | Uint8Array>>,
  config: ConfigValues = {},
): Promise<Outcome> => {
  const book = await bench(t, files);
  return workbookConnector().testConfig({ file: 'book', ...config }, book.host, call);
};
const everything = async (book: Bench, config: ConfigValues = {}) => {
  const connection = await book.open(config);
  return collect(
    connection.getChangedActors(
      { actorType: 'Customer', updatedOnOrAfter: '', fieldKeys: ['Name', 'Credit', 'Total'] },
      call,
    ),
  );
};
const xlsx = { file: 'book/erp.xlsx' };

test('a missing file, sheet or column is named, with what is there instead', async (t) => {
  const plain = { 'Customer.csv': 'CustNo;Name\n1;Ada\n' };
  const noFile = refusal(await tryOut(t, plain, { file: 'elsewhere' }));
  assert.deepEqual([noFile.code, Object.keys(noFile.fields)], ['workbook.noFile', ['file']]);
  const noSheet = refusal(await tryOut(t, { 'Orders.csv': 'Id;Name\n' }));
  assert.match(noSheet.message, /No sheet is named Customer.*sheets present: Orders/);
  assert.deepEqual(Object.keys(noSheet.fields), ['sheets']);
  const wrongSheet = refusal(await tryOut(t, plain, { sheets: 'Supplier=Leverandører' }));
  assert.match(wrongSheet.message, /no sheet “Leverandører” for Supplier \(sheets present: Customer\)/);
  const noColumn = refusal(await tryOut(t, plain, { keyColumn: 'Customer=Kundenr' }));
  assert.match(noColumn.message, /“Customer” has no column “Kundenr” \(columns: CustNo, Name\)/);
  assert.deepEqual(Object.keys(noColumn.fields), ['keyColumn']);
});

test('a sheet without a key that can be found or guessed says so', async (t) => {
  const outcome = refusal(await tryOut(t, { 'Customer.csv': 'City;Name\nOslo;Ada\nOslo;Bo\n' }));
  assert.equal(outcome.code, 'workbook.noKeyColumn');
  assert.match(outcome.message, /the first one, “City”, is not unique/);
  assert.equal((await tryOut(t, { 'Customer.csv': 'Kode;Name\nA;Ada\nB;Bo\n' })).status, 'done');
});

test('an empty heading row, a heading that occurs twice and two sheets for one type are refused', async (t) => {
  const empty = refusal(await tryOut(t, { 'Customer.csv': ';;\n1;Ada;\n' }));
  assert.match(empty.message, /“Customer” has no headings in row 1/);
  const twice = refusal(await tryOut(t, { 'Customer.csv': 'CustNo;Name;name\n1;Ada;\n' }));
  assert.match(twice.message, /“name” is in both Customer\.csv, row 1, column B and Customer\.csv, row 1, column C/);
  const two = refusal(await tryOut(t, { 'Customer.csv': 'CustNo\n1\n', 'Customers.csv': 'CustNo\n1\n' }));
  assert.match(two.message, /“Customer” and “Customers” both look like Customer/);
  assert.equal(
    (await tryOut(t, { 'Customer.csv': 'Our customers\n\nCustNo;Name\n1;Ada\n' }, { headerRow: '3' })).status,
    'done',
  );
});

test('settings that cannot be understood are named one by one', async (t) => {
  const outcome = refusal(
    await tryOut(t, {}, { headerRow: '0', keyColumn: 'Kunde=Nr', dateOrder: 'usa', newKeyStart: 'first' }),
  );
  assert.deepEqual(Object.keys(outcome.fields).sort(), ['dateOrder', 'headerRow', 'keyColumn', 'newKeyStart']);
  assert.deepEqual(Object.keys(refusal(await tryOut(t, {}, { file: '' })).fields), ['file']);
});

test('duplicate and missing keys: those rows are not used, the others are, and the cells are named', async (t) => {
  const book = await bench(t, { 'Customer.csv': 'CustNo;Name\n1;Ada\n2;Bo\n2;Bob\n;Nobody\n"3";Cy\n' });
  const outcome = await everything(book);
  assert.deepEqual(
    value(outcome).map((actor) => actor.erpKey),
    ['1', '3'],
  );
  const notice = outcome.status === 'done' ? (outcome.notice?.message ?? '') : '';
  assert.match(notice, /The key “2” is in Customer\.csv, row 3, column A and Customer\.csv, row 4, column A/);
  assert.match(notice, /Customer\.csv, row 5, column A: the key is empty/);
  assert.ok(book.logged.some((line) => line.includes('The key “2”')));
  const connection = await book.open();
  const saved = value(
    await connection.saveActors([{ actorType: 'Customer', erpKey: '2', fieldValues: { Name: 'Bobby' } }], call),
  );
  assert.match(saved[0]?.status === 'rejected' ? saved[0].reason.message : '', /in rows 3 and 4/);
});

test('keys that are numbers, texts of numbers or too long', async (t) => {
  const book = await bench(t);
  await book.write(
    'erp.xlsx',
    buildXlsx({
      sheets: [
        {
          name: 'Customers',
          columns: [{ header: 'CustNo' }, { header: 'Name' }],
          rows: [
            [10023, 'number'],
            ['007', 'zeros'],
            [{ number: '1.0E4' }, 'exponent'],
            ['10024', 'text'],
            ['x'.repeat(255), 'long'],
          ],
        },
      ],
    }),
  );
  const outcome = await everything(book, xlsx);
  assert.deepEqual(
    value(outcome).map((actor) => actor.erpKey),
    ['10023', '007', '10000', '10024'],
  );
  assert.match(
    outcome.status === 'done' ? (outcome.notice?.message ?? '') : '',
    /Customers!A6: the key has 255 characters/,
  );
});

test('an error cell and a text in a number column are not observed; the row and the others are', async (t) => {
  const book = await bench(t);
  const cells = (credit: number | string | { error: string } | null) => ['Name', credit] as const;
  const sheet = (third: Parameters<typeof cells>[0], fourth: Parameters<typeof cells>[0]) =>
    buildXlsx({
      sheets: [
        {
          name: 'Customer',
          columns: [{ header: 'CustNo' }, { header: 'Name' }, { header: 'Credit', format: 'decimal' }],
          rows: [
            [1, ...cells(10.5)],
            [2, ...cells(null)],
            [3, ...cells(third)],
            [4, ...cells(fourth)],
          ],
        },
      ],
    });
  await book.write('erp.xlsx', sheet(30, 40));
  assert.equal((await everything(book, xlsx)).status, 'done');
  await book.write('erp.xlsx', sheet({ error: '#N/A' }, 'unlimited'));
  const outcome = await everything(book, xlsx);
  const credits = new Map(value(outcome).map((actor) => [actor.erpKey, actor.fieldValues['Credit']]));
  assert.deepEqual(
    credits,
    new Map([
      ['1', '[F:10.5]'],
      ['2', ''],
      ['3', undefined],
      ['4', undefined],
    ]),
  );
  const notice = outcome.status === 'done' ? (outcome.notice?.message ?? '') : '';
  assert.match(notice, /Customer!C4 \(Credit\) holds the error #N\/A/);
  assert.match(notice, /Customer!C5 \(Credit\) holds “unlimited”, which is no number/);
  const connection = await book.open(xlsx);
  const saved = value(
    await connection.saveActors([{ actorType: 'Customer', erpKey: '3', fieldValues: { Credit: '[F:5]' } }], call),
  );
  assert.match(
    saved[0]?.status === 'rejected' ? saved[0].reason.message : '',
    /Customer!C4 \(Credit\) holds what cannot be read/,
  );
});

test('numbers and text mixed from the start make a text field, where each cell keeps its kind', async (t) => {
  const book = await bench(t);
  await book.write(
    'erp.xlsx',
    buildXlsx({
      sheets: [
        {
          name: 'Customer',
          columns: [{ header: 'CustNo' }, { header: 'Credit' }],
          rows: [
            [1, 10],
            [2, 'none'],
            [3, '0150'],
          ],
        },
      ],
    }),
  );
  const connection = await book.open(xlsx);
  value(
    await connection.saveActors(
      [
        { actorType: 'Customer', erpKey: '1', fieldValues: { Credit: '20' } },
        { actorType: 'Customer', erpKey: '2', fieldValues: { Credit: '30' } },
      ],
      call,
    ),
  );
  const reread = await book.open(xlsx);
  const [fields] = [value(await reread.fields('Customer', call))];
  assert.equal(fields.find((field) => field.fieldKey === 'Credit')?.type, 'text');
  const credits = new Map(
    value(await everything(book, xlsx)).map((actor) => [actor.erpKey, actor.fieldValues['Credit']]),
  );
  assert.deepEqual([credits.get('1'), credits.get('2'), credits.get('3')], ['20', '30', '0150']);
  const { source } = value(await openTableSource(join(book.folder, 'erp.xlsx')));
  const kinds: (string | undefined)[] = [];
  for await (const row of source.rows('Customer')) kinds.push(row.cells[1]?.kind);
  assert.deepEqual(kinds, ['text', 'number', 'text', 'text']);
});

test('a formula in a mapped cell is never overwritten', async (t) => {
  const book = await bench(t);
  const columns = [{ header: 'CustNo' }, { header: 'Credit' }, { header: 'Total' }];
  const rows = [
    [1, 10, { formula: 'B2*2', value: 20 }],
    [2, { formula: 'B2+1', value: 11 }, { formula: 'B3*2', value: 22 }],
    [3, 30, { formula: 'B4*2', value: 60 }],
  ];
  await book.write('erp.xlsx', buildXlsx({ sheets: [{ name: 'Customer', columns, rows }] }));
  const before = await readFile(join(book.folder, 'erp.xlsx'));
  const connection = await book.open(xlsx);
  const fields = value(await connection.fields('Customer', call));
  assert.deepEqual(
    fields.map((field) => [field.fieldKey, field.access].join(' ')),
    ['CustNo readOnly', 'Credit normal', 'Total readOnly'],
  );
  const saved = value(
    await connection.saveActors(
      [
        { actorType: 'Customer', erpKey: '1', fieldValues: { Total: '[I:99]' } },
        { actorType: 'Customer', erpKey: '2', fieldValues: { Credit: '[I:99]' } },
      ],
      call,
    ),
  );
  assert.deepEqual(
    saved.map((result) => (result.status === 'rejected' ? result.reason.code : result.status)),
    ['workbook.formulaCell', 'workbook.formulaCell'],
  );
  assert.match(
    saved[1]?.status === 'rejected' ? saved[1].reason.message : '',
    /Customer!B3 \(Credit\) is calculated by a formula/,
  );
  assert.deepEqual(await readFile(join(book.folder, 'erp.xlsx')), before);
});

test('files that are no workbook: cut off, zip bomb, password, old format', async (t) => {
  const good = buildXlsx({ sheets: [{ name: 'Customer', columns: [{ header: 'CustNo' }], rows: [[1]] }] });
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(300 << 20) }, { level: 9 });
  const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]);
  const cases = {
    'erp.xlsx': good.subarray(0, good.length >> 1),
    'bomb.xlsx': bomb,
    'secret.xlsx': Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
  };
  const codes: string[] = [];
  for (const [name, bytes] of Object.entries(cases)) {
    const outcome = refusal(await tryOut(t, { [name]: bytes }, { file: `book/${name}` }));
    codes.push(outcome.code);
    assert.deepEqual(Object.keys(outcome.fields), ['file']);
  }
  assert.deepEqual(codes, ['workbook.damaged', 'workbook.tooLarge', 'workbook.encrypted']);
});

test('a column keeps its type when odd values come, and gets one when the first values come', async (t) => {
  const book = await bench(t, { 'Customer.csv': 'CustNo;Credit;Since\n1;10,5;\n' });
  const typeOf = async (key: string) =>
    value(await (await book.open()).fields('Customer', call)).find((field) => field.fieldKey === key)?.type;
  assert.deepEqual([await typeOf('Credit'), await typeOf('Since')], ['double', 'text']);
  await book.write('Customer.csv', 'CustNo;Credit;Since\n1;a lot;2026-01-31\n');
  assert.deepEqual([await typeOf('Credit'), await typeOf('Since')], ['double', 'datetime']);
});

test('a dateOrder setting decides what 03/04/2026 means; without it the column is text', async (t) => {
  const files = { 'Customer.csv': 'CustNo;Since\n1;03/04/2026\n' };
  const since = async (config: ConfigValues) => {
    const connection = await (await bench(t, files)).open(config);
    return (
      await actors(connection.getActors({ actorType: 'Customer', erpKeys: ['1'], fieldKeys: ['Since'] }, call))
    )[0]?.fieldValues['Since'];
  };
  assert.deepEqual(
    [await since({}), await since({ dateOrder: 'dmy' }), await since({ dateOrder: 'mdy' })],
    ['03/04/2026', '[DT:04/03/2026 00:00:00.0000000]', '[DT:03/04/2026 00:00:00.0000000]'],
  );
});

test('what cannot be read is told with every poll while it lasts, of mapped columns only', async (t) => {
  const book = await bench(t, { 'Customer.csv': 'CustNo;Name;Credit;Other\n1;Ada;10;5\n2;Bo;20;6\n' });
  const connection = await book.open();
  const poll = async (updatedOnOrAfter: string) => {
    const query = { actorType: 'Customer', updatedOnOrAfter, fieldKeys: ['Name', 'Credit'] } as const;
    const outcome = await collect(connection.getChangedActors(query, call));
    const newest = value(outcome).at(-1)?.lastModified ?? updatedOnOrAfter;
    return { newest, said: outcome.status === 'done' ? (outcome.notice?.message ?? '') : '' };
  };
  const first = await poll('');
  assert.equal(first.said, '');
  await book.write('Customer.csv', 'CustNo;Name;Credit;Other\n1;Ada;a lot;odd\n2;Bo;20;6\n');
  const odd = /^Customer\.csv, row 2, column C \(Credit\) holds “a lot”, which is no whole number[^“]*$/;
  const second = await poll(first.newest);
  assert.match(second.said, odd);
  await book.write('Customer.csv', 'CustNo;Name;Credit;Other\n1;Ada;a lot;odd\n2;Bob;20;6\n');
  const third = await poll(second.newest);
  assert.match(third.said, odd, 'though only the other row is answered');
  assert.match((await poll(third.newest)).said, odd);
  await book.write('Customer.csv', 'CustNo;Name;Limit\n1;Ada;10\n2;Bob;20\n');
  const gone = await poll(third.newest);
  assert.match(
    gone.said,
    /“Customer” has no column “Credit” \(columns: CustNo, Name, Limit\), so this field is not synced/,
  );
  await book.write('Customer.csv', 'CustNo;Name;Credit\n1;Ada;10\n2;Bob;20\n');
  assert.equal((await poll(gone.newest)).said, '', 'put right, nothing is said');
});
