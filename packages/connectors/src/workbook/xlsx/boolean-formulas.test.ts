import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FixtureWorkbook } from './fixture.ts';
import { readAll, withBook } from './testing.ts';

const book: FixtureWorkbook = {
  sheets: [
    {
      name: 'Customers',
      columns: [{ header: 'CustNo' }, { header: 'Blocked' }, { header: 'Sum' }],
      rows: [['1', { formula: 'FALSE()', value: false }, { formula: 'AND(TRUE(),A2=1)', value: true }]],
    },
  ],
};

test('TRUE() and FALSE(), as LibreOffice saves yes and no, are values; other formulas are not', () =>
  withBook(book, async ({ source }) => {
    const { rows } = await readAll(source, 'Customers');
    assert.deepEqual(rows[1]?.cells[1], { kind: 'boolean', value: false });
    assert.deepEqual([...(rows[1]?.formulas ?? [])], [2]);
    const version = await source.version();
    assert.equal(version.status, 'done');
    const written = await source.write(
      [{ table: 'Customers', row: 2, cells: new Map([[1, { kind: 'boolean', value: true }]]) }],
      version.status === 'done' ? version.value : '',
    );
    assert.equal(written.status, 'done');
    const after = await readAll(source, 'Customers');
    assert.deepEqual(after.rows[1]?.cells[1], { kind: 'boolean', value: true });
    assert.deepEqual([...(after.rows[1]?.formulas ?? [])], [2]);
  }));
