import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { NewCell } from '../table-source.ts';
import { type FixtureWorkbook, buildParts, packParts } from './fixture.ts';
import {
  changedParts,
  dateCell,
  edit,
  mustWrite,
  numberCell,
  rawParts,
  readAll,
  short,
  textCell,
  withBook,
  write,
} from './testing.ts';
import { customers, head, partText, rewritten, sheetPart, tail } from './testing-sheets.ts';

const blank: NewCell = { kind: 'blank' };

test('an appended row follows the last that holds a value and looks like it', async () => {
  const before = `${head}<sheetData><row r="1"><c r="A1" s="30" t="str"><v>No</v></c></row><row r="2" spans="1:3" ht="20" customHeight="1" hidden="1"><c r="A2" s="1"><v>1</v></c><c r="B2" s="4"/><c r="C2" s="6"><v>45292</v></c></row></sheetData>${tail}`;
  const { xml, appended } = await rewritten(before, [
    edit('S', 'append', { 0: numberCell('2'), 2: dateCell('2024-01-02') }),
    edit('S', 'append', { 3: numberCell('3') }),
  ]);
  assert.deepEqual(appended, [3, 4]);
  assert.equal(
    xml,
    before.replace(
      '</sheetData>',
      '<row r="3" spans="1:3" ht="20" customHeight="1"><c r="A3" s="1"><v>2</v></c><c r="B3" s="4"/><c r="C3" s="6"><v>45293</v></c></row><row r="4" spans="1:4" ht="20" customHeight="1"><c r="A4" s="1"/><c r="B4" s="4"/><c r="C4" s="6"/><c r="D4"><v>3</v></c></row></sheetData>',
    ),
  );
});

test('styled empty rows at the end are filled, the first first; the header lends no style', async () => {
  const before = `${head}<sheetData><row r="1"><c r="A1" s="30" t="str"><v>No</v></c></row><row r="2" s="2"><c r="A2" s="6"/></row><row r="4"/></sheetData>${tail}`;
  const { xml, appended } = await rewritten(
    before,
    [1, 2, 3, 4].map((n) => edit('S', 'append', { 0: n === 1 ? dateCell('2024-01-01') : numberCell(String(n)) })),
  );
  assert.deepEqual(appended, [2, 3, 4, 5]);
  assert.equal(
    xml,
    `${head}<sheetData><row r="1"><c r="A1" s="30" t="str"><v>No</v></c></row><row r="2" s="2"><c r="A2" s="6"><v>45292</v></c></row><row r="3"><c r="A3"><v>2</v></c></row><row r="4"><c r="A4"><v>3</v></c></row><row r="5"><c r="A5"><v>4</v></c></row></sheetData>${tail}`,
  );
});

test('an empty sheet, prefixed elements', async () => {
  const before =
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData/></x:worksheet>';
  const { xml, appended } = await rewritten(before, [
    edit('S', 'append', { 0: textCell('a') }),
    edit('S', 'append', { 1: numberCell('1') }),
  ]);
  assert.deepEqual(appended, [1, 2]);
  assert.equal(
    xml,
    before.replace(
      '<x:sheetData/>',
      '<x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="B2"><x:v>1</x:v></x:c></x:row></x:sheetData>',
    ),
  );
});

test('a row appended to a table extends the table and its filter, nothing else', async () => {
  const book: FixtureWorkbook = {
    sheets: [
      { ...customers, table: { name: 'Kundé' } },
      { name: 'Notes', columns: [{ header: 'T' }], rows: [['x']] },
    ],
  };
  await withBook(book, async ({ source, path }) => {
    const before = await readFile(path);
    assert.deepEqual(
      await mustWrite(source, edit('Customers', 'append', { 0: numberCell('3'), 1: textCell('Vest') })),
      [4],
    );
    assert.deepEqual(changedParts(before, await readFile(path)), [sheetPart, 'xl/tables/table1.xml']);
    const old = Buffer.from(rawParts(before).get('xl/tables/table1.xml')?.text ?? '', 'latin1').toString();
    assert.equal(await partText(path, 'xl/tables/table1.xml'), old.replaceAll('A1:D3', 'A1:D4'));
    const tables = await source.tables();
    assert.equal(tables.status === 'done' ? tables.value[0]?.table?.lastRow : 0, 4);
  });
});

test('empty rows inside a table are filled before it grows; what stands beside it does not count', async () => {
  const rows = [
    [1, 'a', null, null, 'note'],
    [null, null, null, null, 'note'],
    [null, null, null, null, 'note'],
  ];
  const parts = buildParts({
    sheets: [{ name: 'S', columns: [...customers.columns, { header: 'Beside' }], rows, table: { name: 'T' } }],
  });
  parts['xl/tables/table1.xml'] = String(parts['xl/tables/table1.xml'])
    .replaceAll('A1:E4', 'A1:D3')
    .replace('count="5"', 'count="4"')
    .replace(/<tableColumn id="5"[^>]*>/, '');
  await withBook(packParts(parts), async ({ source, path }) => {
    assert.deepEqual(
      await mustWrite(source, edit('S', 'append', { 0: numberCell('2') }), edit('S', 'append', { 0: numberCell('3') })),
      [3, 4],
    );
    assert.match(await partText(path, 'xl/tables/table1.xml'), /ref="A1:D4".*autoFilter ref="A1:D4"/);
    const { rows: after } = await readAll(source, 'S');
    assert.deepEqual(
      after.map((row) => short(row)[4]),
      ['Beside', 'note', 'note', 'note'],
    );
    const taken = await write(
      source,
      edit('S', 3, { 0: blank }),
      edit('S', 'append', { 0: numberCell('9'), 4: textCell('x') }),
    );
    assert.equal(taken.status, 'done', 'row 5 is free');
  });
});

const refusals: readonly (readonly [string, string, FixtureWorkbook, Parameters<typeof write>[1], RegExp])[] = [
  [
    'a totals row',
    'workbook.totalsRow',
    { sheets: [{ ...customers, table: { name: 'T', totalsRow: true } }] },
    edit('Customers', 'append', { 0: numberCell('3') }),
    /totals row/,
  ],
  [
    'a formula',
    'workbook.formulaCell',
    { sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [[{ formula: '1+1', value: 2 }]] }] },
    edit('S', 2, { 0: numberCell('3') }),
    /S!A2/,
  ],
  [
    'a formula, by a blank',
    'workbook.formulaCell',
    { sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [[{ formula: '1+1' }]] }] },
    edit('S', 2, { 0: blank }),
    /S!A2/,
  ],
  [
    'a missing sheet',
    'workbook.noSheet',
    { sheets: [customers] },
    edit('Kunder', 2, { 0: blank }),
    /Kunder.*Customers/,
  ],
  [
    'no number',
    'workbook.badNumber',
    { sheets: [customers] },
    edit('Customers', 2, { 0: numberCell('1,5') }),
    /Customers!A2/,
  ],
  [
    'a long text',
    'workbook.textTooLong',
    { sheets: [customers] },
    edit('Customers', 2, { 1: textCell('x'.repeat(32_768)) }),
    /Customers!B2.*32768/,
  ],
];
for (const [what, code, book, change, words] of refusals) {
  test(`refused: ${what}; the file stays as it was`, async () => {
    await withBook(book, async ({ source, path }) => {
      const before = await readFile(path);
      const outcome = await write(source, edit(book.sheets[0]?.name ?? '', 2, {}), change);
      assert.equal(outcome.status, 'rejected');
      assert.equal(outcome.status === 'rejected' ? outcome.reason.code : '', code);
      assert.match(outcome.status === 'rejected' ? outcome.reason.message : '', words);
      assert.ok(before.equals(await readFile(path)));
    });
  });
}

test('refused: what stands right below a table, cells hidden in a merge, an array formula', async () => {
  const below = buildParts({
    sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [[1], ['note']], table: { name: 'T' } }],
  });
  below['xl/tables/table1.xml'] = String(below['xl/tables/table1.xml']).replaceAll('A1:A3', 'A1:A2');
  const merged = buildParts({ sheets: [{ name: 'S', columns: [{ header: 'A' }, { header: 'B' }], rows: [[1, 2]] }] });
  merged[sheetPart] = String(merged[sheetPart]).replace(
    '</sheetData>',
    '</sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>',
  );
  const array = buildParts({ sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [[1], [2]] }] });
  array[sheetPart] = String(array[sheetPart]).replace('<c r="A2"><v>', '<c r="A2"><f t="array" ref="A2:A3">x</f><v>');
  for (const [parts, change, code] of [
    [below, edit('S', 'append', { 0: numberCell('1') }), 'workbook.tableBlocked'],
    [merged, edit('S', 2, { 1: numberCell('1') }), 'workbook.mergedCell'],
    [array, edit('S', 3, { 0: numberCell('1') }), 'workbook.formulaCell'],
  ] as const) {
    await withBook(packParts(parts), async ({ source }) => {
      const outcome = await write(source, change);
      assert.equal(outcome.status === 'rejected' ? outcome.reason.code : outcome.status, code);
    });
  }
});

test('a table that waits for its first row no longer waits', async () => {
  const parts = buildParts({ sheets: [{ ...customers, rows: [], table: { name: 'T' } }] });
  parts['xl/tables/table1.xml'] = String(parts['xl/tables/table1.xml']).replace(
    ' totalsRowShown',
    ' insertRow="1" totalsRowShown',
  );
  await withBook(packParts(parts), async ({ source, path }) => {
    assert.deepEqual(await mustWrite(source, edit('Customers', 'append', { 0: numberCell('1') })), [2]);
    const table = await partText(path, 'xl/tables/table1.xml');
    assert.match(table, /ref="A1:D2" totalsRowShown="0"/);
  });
});

test('rows that the same write fills count as filled, there or not', async () => {
  const before = `${head}<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" s="1"/><row r="3" s="1"/><row r="9" s="1"/></sheetData>${tail}`;
  const { appended, xml } = await rewritten(before, [
    edit('S', 'append', { 0: numberCell('6') }),
    edit('S', 5, { 0: numberCell('5') }),
  ]);
  assert.deepEqual(appended, [6]);
  const fresh = '<row r="5"><c r="A5"><v>5</v></c></row><row r="6"><c r="A6"><v>6</v></c></row>';
  assert.equal(xml, before.replace('<row r="9"', `${fresh}<row r="9"`));
});
