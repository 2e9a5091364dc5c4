import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate';
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

const customers = {
  name: 'Customers',
  columns: [
    { header: 'No' },
    { header: 'Name' },
    { header: 'Since', format: 'date' },
    { header: 'Balance', format: 'decimal' },
  ],
  rows: [
    [1, 'Nord AS', { date: '2020-01-31' }, 10.5],
    [2, 'Sør AS', { date: '2021-02-28' }, 20],
  ],
} as const;
const sheetPart = 'xl/worksheets/sheet1.xml';
const blank: NewCell = { kind: 'blank' };

const partText = async (path: string, name: string): Promise<string> =>
  Buffer.from(rawParts(await readFile(path)).get(name)?.text ?? '', 'latin1').toString();

/** A workbook whose only sheet is this text, and what is left of it after the edits. */
async function rewritten(
  xml: string,
  edits: Parameters<typeof mustWrite>[1][],
  more: Readonly<Record<string, string>> = {},
) {
  const parts = {
    ...buildParts({ sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [] }] }),
    [sheetPart]: xml,
    ...more,
  };
  return withBook(packParts(parts), async ({ source, path }) => {
    const appended = await mustWrite(source, ...edits);
    return { appended, xml: await partText(path, sheetPart) };
  });
}
const head =
  '<?xml version="1.0" encoding="UTF-8"?>\r\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
const tail = '<pageMargins left="0.7"/></worksheet>';

test('only the sheet changes; every other part stays byte for byte, packed and unpacked, macros too', async () => {
  const macros = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251));
  const book: FixtureWorkbook = {
    sheets: [customers, { name: 'Notes', columns: [{ header: 'T' }], rows: [['x']] }],
    macros,
  };
  await withBook(
    book,
    async ({ source, path }) => {
      const before = await readFile(path);
      await mustWrite(source, edit('Customers', 2, { 1: textCell('Øst & <Vest>') }));
      const after = await readFile(path);
      assert.deepEqual(changedParts(before, after), [sheetPart]);
      assert.deepEqual([...rawParts(after).keys()], [...rawParts(before).keys()]);
      assert.equal(rawParts(after).get('xl/vbaProject.bin')?.text, macros.toString('latin1'));
      const { rows } = await readAll(source, 'Customers');
      assert.deepEqual(rows.map(short), [
        ['No', 'Name', 'Since', 'Balance'],
        ['#1', 'Øst & <Vest>', '@43861', '#10.5'],
        ['#2', 'Sør AS', '@44255', '#20'],
      ]);
    },
    { name: 'erp.xlsm' },
  );
});

test('within the sheet, all bytes outside of the cell stay', async () => {
  const cell = '<c r="B2" s="7" t="s" vm="1"><v>0</v></c>';
  const frame = (inner: string): string =>
    `${head}<!-- kept < > --><sheetData>\n <row r="2"  spans='1:3' ><c r="A2"><v>1</v></c>${inner}<c\r\n r='C2'><v> 3 </v></c></row >\n</sheetData>${tail}`;
  const { xml } = await rewritten(frame(cell), [edit('S', 2, { 1: numberCell('4.20') })]);
  assert.equal(xml, frame('<c r="B2" s="7"><v>4.20</v></c>'));
});

test('the kinds of cells as they are written', async () => {
  const frame = (cells: string): string => `${head}<sheetData><row r="1">${cells}</row></sheetData>${tail}`;
  const before = frame(
    '<c r="A1" s="1"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"/><c r="D1" s="2" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c>',
  );
  const { xml } = await rewritten(before, [
    edit('S', 1, {
      0: blank,
      1: { kind: 'boolean', value: false },
      2: textCell(' a\r\n_x000D_\u0001&'),
      3: numberCell('-1e-3'),
      4: textCell(''),
    }),
  ]);
  const text = '<is><t xml:space="preserve"> a_x000D_\n_x005F_x000D__x0001_&amp;</t></is>';
  assert.equal(
    xml,
    frame(
      `<c r="A1" s="1"/><c r="B1" t="b"><v>0</v></c><c r="C1" t="inlineStr">${text}</c><c r="D1" s="2"><v>-1e-3</v></c><c r="E1"/>`,
    ),
  );
});

test('text of every kind reads back as it was given', async () => {
  const texts = [
    '=1+1',
    '',
    'a\nb',
    ' lead',
    'tab\t',
    '_x0041_',
    '_x005F_',
    'é€😀',
    '\ud800',
    '\ufffe',
    ']]>',
    'a\rb',
    '00123',
    '\u00ef\u00bb\u00bf',
  ];
  await withBook({ sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [[1]] }] }, async ({ source }) => {
    await mustWrite(source, edit('S', 2, Object.fromEntries(texts.map((text, i) => [i, textCell(text)]))));
    const { rows } = await readAll(source, 'S');
    assert.deepEqual(
      short(rows[1]),
      texts.map((text) => (text === '' ? null : text)),
    );
  });
});

test('a missing cell goes to its place in the row, a missing row to its place in the sheet', async () => {
  const before = `${head}<dimension ref="B2:C4"/><cols><col min="1" max="5" style="6"/></cols><sheetData><row r="2" spans="2:3"><c r="B2"><v>1</v></c></row><row r="4" s="3" customFormat="1"/><row r="6"><c><v>1</v></c><c><v>2</v></c></row></sheetData>${tail}`;
  const { xml } = await rewritten(before, [
    edit('S', 2, { 0: numberCell('10'), 2: numberCell('12'), 4: blank }),
    edit('S', 3, { 1: numberCell('31') }),
    edit('S', 4, { 1: numberCell('41') }),
    edit('S', 6, { 1: numberCell('62'), 3: numberCell('64') }),
    edit('S', 9, { 0: numberCell('90') }),
  ]);
  const style = ' s="6"';
  assert.equal(
    xml,
    `${head}<dimension ref="A2:D9"/><cols><col min="1" max="5" style="6"/></cols><sheetData><row r="2" spans="1:3"><c r="A2"${style}><v>10</v></c><c r="B2"><v>1</v></c><c r="C2"${style}><v>12</v></c></row>` +
      `<row r="3"><c r="B3"${style}><v>31</v></c></row><row r="4" s="3" customFormat="1"><c r="B4" s="3"><v>41</v></c></row>` +
      `<row r="6"><c><v>1</v></c><c r="B6"><v>62</v></c><c r="D6"${style}><v>64</v></c></row><row r="9"><c r="A9"${style}><v>90</v></c></row></sheetData>${tail}`,
  );
});

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

test('with formulas in the workbook, Excel is asked to recalculate: calcPr is set, once', async () => {
  const other = {
    name: 'Sums',
    columns: [{ header: 'Sum' }],
    rows: [[{ formula: 'SUM(Customers!D2:D9)', value: 30.5 }]],
  };
  await withBook({ sheets: [customers, other] }, async ({ source, path }) => {
    const before = await readFile(path);
    await mustWrite(source, edit('Customers', 2, { 3: numberCell('11') }));
    const after = await readFile(path);
    assert.deepEqual(changedParts(before, after), ['xl/workbook.xml', sheetPart]);
    assert.match(await partText(path, 'xl/workbook.xml'), /<calcPr calcId="191029" fullCalcOnLoad="1"\/><\/workbook>$/);
    await mustWrite(source, edit('Customers', 2, { 3: numberCell('12') }));
    assert.deepEqual(changedParts(after, await readFile(path)), [sheetPart]);
  });
});

test('calcPr goes where the schema wants it when there is none', async () => {
  const parts = buildParts({
    sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [[1, { formula: 'A2' }]] }],
    definedNames: { N: 'S!$A$1' },
  });
  parts[sheetPart] = String(parts[sheetPart]).replace(
    '<c r="A2"><v>1</v></c>',
    '<c r="A2"><v>1</v></c><c r="B2"><f>A2</f><v>1</v></c>',
  );
  parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace(/<calcPr[^>]*>/, '<oleSize ref="A1"/>');
  await withBook(packParts(parts), async ({ source, path }) => {
    await mustWrite(source, edit('S', 2, { 0: numberCell('2') }));
    assert.match(await partText(path, 'xl/workbook.xml'), /<\/definedNames><calcPr fullCalcOnLoad="1"\/><oleSize/);
  });
});

test('dates are written as the cell shows them, else as the column does, else as ISO text', async () => {
  const columns = [
    { header: 'Key' },
    { header: 'Styled', format: 'dateTime' },
    { header: 'Serials' },
    { header: 'Texts' },
    { header: 'Empty' },
  ] as const;
  const parts = buildParts({
    sheets: [{ name: 'S', columns, rows: [[1, null, 1, '2024-05-01'], [2, null, 2, '2024-05-02'], [3]] }],
  });
  parts[sheetPart] = String(parts[sheetPart])
    .replace('<c r="C2">', '<c r="C2" s="6">')
    .replace('<c r="C3">', '<c r="C3" s="6">');
  await withBook(packParts(parts), async ({ source }) => {
    const all = {
      1: dateCell('2024-01-01T12:00:00'),
      2: dateCell('2024-01-01'),
      3: dateCell('2024-01-01'),
      4: dateCell('2024-01-01'),
    };
    await mustWrite(source, edit('S', 4, all), edit('S', 3, { 1: dateCell('1850-01-01') }));
    const { rows } = await readAll(source, 'S');
    assert.deepEqual(short(rows[3]), ['#3', '@45292.5', '@45292', '2024-01-01', '2024-01-01']);
    assert.equal(short(rows[2])[1], '1850-01-01');
  });
});

test('the 1904 date system', async () => {
  const book: FixtureWorkbook = {
    date1904: true,
    sheets: [{ name: 'S', columns: [{ header: 'D', format: 'date' }], rows: [[{ date: '2024-01-01' }]] }],
  };
  await withBook(book, async ({ source }) => {
    await mustWrite(source, edit('S', 'append', { 0: dateCell('2024-01-02') }));
    const { rows } = await readAll(source, 'S');
    assert.deepEqual(rows.map(short), [['D'], ['@43830'], ['@43831']]);
  });
});

test('archives with data descriptors and stored parts', async () => {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  for (const [name, content] of Object.entries(buildParts({ sheets: [customers], macros: new Uint8Array(99) }))) {
    const file = name.endsWith('.bin') ? new ZipPassThrough(name) : new ZipDeflate(name);
    zip.add(file);
    file.push(typeof content === 'string' ? strToU8(content) : content, true);
  }
  zip.end();
  await withBook(Buffer.concat(chunks), async ({ source, path }) => {
    const before = await readFile(path);
    assert.ok((before.readUInt16LE(6) & 8) !== 0, 'the fixture has descriptors');
    await mustWrite(source, edit('Customers', 3, { 1: textCell('x') }));
    assert.deepEqual(changedParts(before, await readFile(path)), [sheetPart]);
    assert.deepEqual(short((await readAll(source, 'Customers')).rows[2]), ['#2', 'x', '@44255', '#20']);
  });
});

test('edits across chunks of a large sheet, several sheets in one write, answers in the order of the edits', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => [i, `Name ${i} æøå`]);
  const sheet = (name: string) => ({ name, columns: [{ header: 'No' }, { header: 'Name' }], rows });
  await withBook({ sheets: [sheet('A'), sheet('B')], sharedStrings: false }, async ({ source }) => {
    const numbers = [2, 7001, 13_337, 20_001];
    const appended = await mustWrite(
      source,
      edit('B', 'append', { 0: numberCell('1') }),
      ...numbers.map((number) => edit('A', number, { 1: textCell(`changed ${number} €`) })),
      edit('A', 'append', { 0: numberCell('2') }),
      edit('B', 'append', { 0: numberCell('3') }),
    );
    assert.deepEqual(appended, [20_002, 20_002, 20_003]);
    const a = await readAll(source, 'A');
    assert.equal(a.rows.length, 20_002);
    for (const row of a.rows.slice(1, -1)) {
      const expected = numbers.includes(row.number) ? `changed ${row.number} €` : `Name ${row.number - 2} æøå`;
      assert.deepEqual(short(row), [`#${row.number - 2}`, expected]);
    }
    assert.deepEqual((await readAll(source, 'B')).rows.slice(-2).map(short), [['#1'], ['#3']]);
  });
});
