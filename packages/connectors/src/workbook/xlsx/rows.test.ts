import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FixtureWorkbook, buildParts, packParts } from './fixture.ts';
import { readAll, short, withBook } from './testing.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const one: FixtureWorkbook = { sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [] }] };
const sheetWith = (data: string, ns = `xmlns="${main}"`, prefix = ''): string =>
  `${head}<${prefix}worksheet ${ns}><${prefix}sheetData>${data}</${prefix}sheetData></${prefix}worksheet>`;

/** What is read of a sheet whose part is `xml`. */
async function readSheet(xml: string | Uint8Array, more: Readonly<Record<string, string>> = {}) {
  const content = packParts({ ...buildParts(one), 'xl/worksheets/sheet1.xml': xml, ...more });
  return withBook(content, async ({ source }) => readAll(source, 'S'));
}
const rowsOf = async (data: string, more: Readonly<Record<string, string>> = {}) => {
  const { rows, end } = await readSheet(sheetWith(data), more);
  assert.equal(end, undefined);
  return rows;
};

test('kinds of cells', async () => {
  const strings = `${head}<sst xmlns="${main}"><si><t>shared</t></si></sst>`;
  const [row] = await rowsOf(
    '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="inlineStr"><is><t>inline</t></is></c><c r="C3" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>' +
      '<c r="D3" t="b"><v>1</v></c><c r="E3" t="b"><v>0</v></c><c r="F3" t="e"><v>#N/A</v></c><c r="G3"><v>1.50</v></c><c r="H3" t="n"><v>-2E-3</v></c><c r="I3" t="d"><v>2024-01-05</v></c></row>',
    { 'xl/sharedStrings.xml': strings },
  );
  assert.equal(row?.number, 3);
  assert.deepEqual(short(row), ['shared', 'inline', 'ab', '?true', '?false', '!#N/A', '#1.50', '#-2E-3', '2024-01-05']);
  assert.deepEqual([...(row?.formulas ?? [])], [2]);
});

test('cells and rows without reference follow their neighbour', async () => {
  const rows = await rowsOf(
    '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>',
  );
  assert.deepEqual(
    rows.map((row) => row.number),
    [1, 5, 6],
  );
  assert.deepEqual(rows.map(short), [['#1', '#2'], [null, null, '#3', '#4'], ['#5']]);
});

test('rows that hold nothing but style are left out', async () => {
  const rows = await rowsOf(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" s="3" customFormat="1"/><row r="3"><c r="A3" s="4"/><c r="B3" s="4" t="s"/><c r="C3" t="str"><v></v></c><c r="D3" t="inlineStr"><is><t/></is></c></row>',
  );
  assert.deepEqual(
    rows.map((row) => row.number),
    [1],
  );
});

test('rich text is joined, phonetic guides are not text, unmarked space is dropped', async () => {
  const strings = `${head}<sst xmlns="${main}"><si><r><rPr><b/></rPr><t>Nord</t></r><r><t xml:space="preserve"> and </t></r><r><t>South</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t>  bare  </t></si><si><t xml:space="preserve">  kept  </t></si></sst>`;
  const cells = [0, 1, 2, 3].map((i) => `<c t="s"><v>${i}</v></c>`).join('');
  const [row] = await rowsOf(
    `<row>${cells}<c t="inlineStr"><is><r><t>in</t></r><r><rPr><i/></rPr><t>line</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>`,
    { 'xl/sharedStrings.xml': strings },
  );
  assert.deepEqual(short(row), ['Nord and South', '東京', 'bare', '  kept  ', 'inline']);
});

test('escaped characters, entities, CDATA', async () => {
  const [row] = await rowsOf(
    '<row><c t="inlineStr"><is><t>a_x000D_b</t></is></c><c t="inlineStr"><is><t>_x005F_x000D_</t></is></c><c t="inlineStr"><is><t>&lt;&amp;&#233;<![CDATA[<x>]]></t></is></c><c t="str"><v>_x0009_t</v></c></row>',
  );
  assert.deepEqual(short(row), ['a\rb', '_x000D_', '<&é<x>', '\tt']);
});

test('all cells of an array formula, a data table and a shared formula are formulas', async () => {
  const rows = await rowsOf(
    '<row r="1"><c r="A1"><f t="array" ref="A1:A2">ROW(1:2)</f><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">1</f><v>1</v></c><c r="C1"><f t="dataTable" ref="C1:D2" dt2D="1"/><v>1</v></c><c r="D1"><v>1</v></c><c r="E1"><v>1</v></c></row>' +
      '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c><c r="C2"><v>1</v></c><c r="D2"><v>1</v></c><c r="E2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>',
  );
  assert.deepEqual(
    rows.map((row) => [...row.formulas]),
    [[0, 1, 2, 3], [0, 1, 2, 3], []],
  );
});

test('a formula without a result is a row of its own: it holds something', async () => {
  const rows = await rowsOf('<row><c><f>A2</f></c></row>');
  assert.deepEqual(
    rows.map((row) => [short(row), [...row.formulas]]),
    [[[], [0]]],
  );
});

test('namespace prefixes, strict namespaces and UTF-16', async () => {
  const prefixed = await readSheet(sheetWith('<x:row><x:c><x:v>7</x:v></x:c></x:row>', `xmlns:x="${main}"`, 'x:'));
  assert.deepEqual(prefixed.rows.map(short), [['#7']]);
  const strict = await readSheet(
    sheetWith('<row><c><v>8</v></c></row>', 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'),
  );
  assert.deepEqual(strict.rows.map(short), [['#8']]);
  const utf16 = Buffer.from(
    `\ufeff${sheetWith('<row><c t="str"><v>Ærø</v></c></row>').replace('UTF-8', 'UTF-16')}`,
    'utf16le',
  );
  assert.deepEqual((await readSheet(utf16)).rows.map(short), [['Ærø']]);
  const marked = await readSheet(`\ufeff${sheetWith('<row><c><v>9</v></c></row>')}`);
  assert.deepEqual(marked.rows.map(short), [['#9']]);
});

test('elements of other vocabularies are not rows', async () => {
  const xml = `${head}<worksheet xmlns="${main}"><sheetData><row><c><v>1</v><extLst><ext><v>9</v></ext></extLst></c></row></sheetData><extLst><ext xmlns:y="u"><y:row><y:c><y:v>2</y:v></y:c></y:row></ext></extLst></worksheet>`;
  assert.deepEqual((await readSheet(xml)).rows.map(short), [['#1']]);
});

test('number formats decide what a number is; cell style formats do not', async () => {
  const styles = `${head}<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="22"/><xf numFmtId="171"/><xf/></cellXfs><dxfs><dxf><numFmt numFmtId="171" formatCode="0"/></dxf></dxfs></styleSheet>`;
  const [row] = await rowsOf(
    '<row><c s="0"><v>1</v></c><c s="1"><v>1</v></c><c s="2"><v>1</v></c><c s="3"><v>1</v></c><c s="4"><v>1</v></c><c s="99"><v>1</v></c></row>',
    {
      'xl/styles.xml': styles,
    },
  );
  assert.deepEqual(
    row?.cells.map((cell) => (cell?.kind === 'number' ? cell.format : cell?.kind)),
    ['number', 'date', 'dateTime', 'time', 'number', 'number'],
  );
});

test('doubles written with 17 digits read as typed, serials stay as stored', async () => {
  const [row] = await rowsOf('<row><c><v>19.899999999999999</v></c><c s="6"><v>45292.416678240741</v></c></row>');
  assert.deepEqual(short(row), ['#19.9', '@45292.416678240741']);
});

test('sheets are found through absolute and relative targets, hidden ones too; chart sheets hold no rows', async () => {
  const book: FixtureWorkbook = {
    date1904: true,
    sheets: [
      { name: 'Customers', columns: [{ header: 'No' }], rows: [[1]], table: { name: 'Customers' } },
      { name: 'Lists & more', columns: [{ header: 'Id' }], rows: [['a']], hidden: true },
      { name: 'Deep', columns: [{ header: 'X' }], rows: [['b']], hidden: 'very' },
    ],
  };
  const parts = buildParts(book);
  const rels = String(parts['xl/_rels/workbook.xml.rels']);
  const absolute = rels
    .replace('Target="worksheets/sheet2.xml"', 'Target="/xl/worksheets/sheet2.xml"')
    .replace('Target="worksheets/sheet3.xml"', 'Target="./worksheets/../worksheets/SHEET3.xml"');
  const chart = absolute.replace(
    'relationships/worksheet" Target="worksheets/sheet1.xml"',
    'relationships/chartsheet" Target="worksheets/sheet1.xml"',
  );
  await withBook(packParts({ ...parts, 'xl/_rels/workbook.xml.rels': absolute }), async ({ source }) => {
    const table = { firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 0 };
    assert.deepEqual(await source.tables(), {
      status: 'done',
      value: [
        { name: 'Customers', table, date1904: true },
        { name: 'Lists & more', date1904: true },
        { name: 'Deep', date1904: true },
      ],
    });
    assert.deepEqual((await readAll(source, 'lists & More')).rows.map(short), [['Id'], ['a']]);
    assert.deepEqual((await readAll(source, 'Deep')).rows.map(short), [['X'], ['b']]);
  });
  await withBook(packParts({ ...parts, 'xl/_rels/workbook.xml.rels': chart }), async ({ source }) => {
    const tables = await source.tables();
    assert.deepEqual(tables.status === 'done' ? tables.value.map((table) => table.name) : tables, [
      'Lists & more',
      'Deep',
    ]);
  });
});

test('a reader that stops early closes the file', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => [i]);
  await withBook({ sheets: [{ name: 'S', columns: [{ header: 'A' }], rows }] }, async ({ source }) => {
    for await (const row of source.rows('S')) if (row.number === 3) break;
    assert.equal((await readAll(source, 'S')).rows.length, 5001);
  });
});

test('a file saved in place while it is read is read again', async () => {
  const { appendFile } = await import('node:fs/promises');
  const rows = Array.from({ length: 50_000 }, (_, i) => [i]);
  await withBook({ sheets: [{ name: 'S', columns: [{ header: 'A' }], rows }] }, async ({ source, path }) => {
    const iterator = source.rows('S')[Symbol.asyncIterator]();
    await iterator.next();
    await appendFile(path, 'x');
    let step = await iterator.next();
    while (step.done !== true) step = await iterator.next();
    assert.equal(step.value?.status, 'retry');
    assert.equal(step.value?.status === 'retry' ? step.value.reason.code : '', 'workbook.changedWhileRead');
  });
});
