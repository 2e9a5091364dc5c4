import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { type FixtureWorkbook, buildXlsx } from './fixture.ts';
import { dateCell, edit, mustWrite, numberCell, readAll, short, textCell, withBook } from './testing.ts';

const book: FixtureWorkbook = {
  sheets: [
    {
      name: 'Customers',
      freezeHeader: true,
      table: { name: 'Customers' },
      columns: [
        { header: 'No', format: 'text', style: 'bold' },
        { header: 'Name', width: 30 },
        { header: 'Since', format: 'date' },
        { header: 'Seen', format: 'dateTime' },
        { header: 'Balance', format: 'decimal', style: 'shaded' },
        { header: 'Double', format: 'decimal' },
        { header: 'Active' },
        { header: 'Odd' },
      ],
      rows: [
        [
          '001',
          'Nord & Sør <AS>',
          { date: '2020-02-29' },
          { date: '2024-01-01T10:00:01' },
          { number: '10.50' },
          { formula: 'E2*2', value: 21 },
          true,
          { error: '#N/A' },
        ],
        [
          '002',
          { rich: ['Two ', 'runs'] },
          '31.01.2021',
          null,
          -3,
          { formula: 'E3*2', value: -6 },
          false,
          { formula: '"a"&"b"', value: 'ab' },
        ],
      ],
    },
    { name: 'Lists', columns: [{ header: 'Key' }, { header: 'Text' }], rows: [['a', 'A']], hidden: true, emptyRows: 3 },
  ],
  definedNames: { Keys: 'Customers!$A$2:$A$3' },
};
const content = ['001', 'Nord & Sør <AS>', '@43890', '@45292.41667824074', '#10.50', '#21', '?true', '!#N/A'];

for (const sharedStrings of [true, false]) {
  test(`what is made is what is read, shared strings ${sharedStrings}`, async () => {
    await withBook({ ...book, sharedStrings }, async ({ source }) => {
      const { rows } = await readAll(source, 'Customers');
      assert.deepEqual(short(rows[1]), content);
      assert.deepEqual(short(rows[2]), ['002', 'Two runs', '31.01.2021', null, '#-3', '#-6', '?false', 'ab']);
      assert.deepEqual(
        rows.map((row) => [...row.formulas]),
        [[], [5], [5, 7]],
      );
      assert.deepEqual((await readAll(source, 'Lists')).rows.map(short), [
        ['Key', 'Text'],
        ['a', 'A'],
      ]);
    });
  });
}

test('the same input makes the same bytes', () => assert.deepEqual(buildXlsx(book), buildXlsx(book)));

/** The system's Python, where Debian puts openpyxl; none when it is not there. */
const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import openpyxl']).status === 0);
const script = `
import json, sys, warnings
warnings.simplefilter('error')
import openpyxl
book = openpyxl.load_workbook(sys.argv[1], keep_vba=sys.argv[1].endswith('m'))
sheet = book['Customers']
print(json.dumps({
  'rows': [[str(c.value) for c in row] for row in sheet.iter_rows()],
  'table': [sheet.tables['Customers'].ref, sheet.tables['Customers'].autoFilter.ref],
  'dimension': sheet.dimensions, 'formats': [c.number_format for c in sheet[4]], 'bold': sheet['A4'].font.b,
  'recalculate': bool(book.calculation.fullCalcOnLoad), 'freeze': sheet.freeze_panes, 'state': book['Lists'].sheet_state,
  'macros': book.vba_archive is not None,
}))`;

test('openpyxl reads what was made and then written', {
  skip: python === undefined ? 'python3-openpyxl is not installed' : false,
}, async () => {
  const work = async ({ source, path }: { source: Parameters<typeof mustWrite>[0]; path: string }): Promise<void> => {
    await mustWrite(
      source,
      edit('Customers', 3, { 1: textCell('Changed < & >\n'), 3: dateCell('2024-05-06T07:08:09') }),
      edit('Customers', 'append', { 0: textCell('003'), 2: dateCell('2024-12-31'), 4: numberCell('0.1') }),
    );
    const seen: Record<string, unknown> = JSON.parse(
      execFileSync(python ?? '', ['-c', script, path], { encoding: 'utf8' }),
    );
    assert.deepEqual(seen, {
      rows: [
        ['No', 'Name', 'Since', 'Seen', 'Balance', 'Double', 'Active', 'Odd'],
        ['001', 'Nord & Sør <AS>', '2020-02-29 00:00:00', '2024-01-01 10:00:01', '10.5', '=E2*2', 'True', '#N/A'],
        ['002', 'Changed < & >\n', '31.01.2021', '2024-05-06 07:08:09', '-3', '=E3*2', 'False', '="a"&"b"'],
        ['003', 'None', '2024-12-31 00:00:00', 'None', '0.1', 'None', 'None', 'None'],
      ],
      table: ['A1:H4', 'A1:H4'],
      dimension: 'A1:H4',
      formats: [
        '@',
        'General',
        'yyyy\\-mm\\-dd',
        'yyyy\\-mm\\-dd\\ hh:mm:ss',
        '#,##0.00',
        '#,##0.00',
        'General',
        'General',
      ],
      bold: true,
      recalculate: true,
      freeze: 'A2',
      state: 'hidden',
      macros: path.endsWith('m'),
    });
    assert.ok((await readFile(path)).length > 0);
  };
  await withBook(book, work);
  await withBook({ ...book, macros: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]) }, work, { name: 'erp.xlsm' });
});
