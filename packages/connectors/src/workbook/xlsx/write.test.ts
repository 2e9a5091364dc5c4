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
} from './testing.ts';
import { customers, head, partText, rewritten, sheetPart, tail } from './testing-sheets.ts';

const blank: NewCell = { kind: 'blank' };

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
