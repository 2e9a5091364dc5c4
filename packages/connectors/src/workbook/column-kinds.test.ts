import assert from 'node:assert/strict';
import test from 'node:test';
import { readValue, writeValue } from './cell-values.ts';
import { ColumnStats, type ColumnKind, kindOf, parseKind } from './column-kinds.ts';
import type { Cell } from './table-source.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: string, format: 'number' | 'date' | 'dateTime' | 'time' = 'number'): Cell => ({
  kind: 'number',
  text: value,
  format,
});
const yes: Cell = { kind: 'boolean', value: true };
const blank: Cell = { kind: 'blank' };

function kind(heading: string, cells: readonly Cell[], order?: 'dmy' | 'mdy' | 'ymd'): ColumnKind | undefined {
  const stats = new ColumnStats();
  for (const cell of cells) stats.add(cell, false);
  return kindOf(heading, stats, order, false);
}

const types: readonly [heading: string, cells: readonly Cell[], expected: string | undefined][] = [
  ['Staff', [number('1'), blank, number('20')], 'integer'],
  ['Sum', [number('1'), number('2.5')], 'double'],
  ['Sum', [number('1'), text('2')], 'text'],
  ['Sum', [text('1'), text('2')], 'text'],
  ['Sum', [blank, { kind: 'error', text: '#N/A' }], undefined],
  ['Phone', [number('22334455')], 'text'],
  ['Postal zip', [number('1234')], 'text'],
  ['CustNo', [number('1234')], 'text'],
  ['Since', [number('45292', 'date'), text('2024-01-31')], 'datetime'],
  ['Since', [text('31.01.2024'), text('1.2.2024')], 'datetime'],
  ['Since', [text('01/02/2024')], 'text'],
  ['Since', [text('01/02/2024'), text('01/13/2024')], 'datetime'],
  ['Since', [text('01.02.24')], 'text'],
  ['Since', [text('2024-01-31'), text('soon')], 'text'],
  ['Opens', [number('0.5', 'time')], 'text'],
  ['Active', [yes, blank], 'checkbox'],
  ['Paid', [text('Ja'), text('Nei')], 'checkbox'],
  ['Paid', [text('x'), blank, text('x')], 'checkbox'],
  ['Country', [text('NO'), text('NO')], 'text'],
  ['Country', [text('NO'), text('SE')], 'text'],
  ['Is active', [number('1'), number('0')], 'checkbox'],
  ['Children', [number('1'), number('0')], 'integer'],
];
for (const [heading, cells, expected] of types) {
  test(`${heading} of ${cells.map((cell) => (cell.kind === 'blank' ? '-' : cell.kind === 'boolean' ? 'TRUE' : `${cell.kind} ${cell.text}`)).join(', ')} is ${expected ?? 'not told yet'}`, () => {
    assert.equal(kind(heading, cells)?.type, expected);
  });
}

/** Column cells, canonical value, the cell it becomes. */
const habits: readonly [cells: readonly Cell[], canonical: string, written: unknown][] = [
  [[text('31.01.2024'), text('01.02.2024')], '2024-03-05T00:00:00', text('05.03.2024')],
  [[text('31.1.2024 8:30')], '2024-03-05T09:07:00', text('5.3.2024 09:07:00')],
  [[text('2024-01-31T10:00:00')], '2024-03-05T09:07:00', text('2024-03-05T09:07:00')],
  [[text('01/13/2024')], '2024-03-05T00:00:00', text('03/05/2024')],
  [[number('45292', 'date')], '2024-03-05T00:00:00', { kind: 'date', iso: '2024-03-05' }],
  [[number('45292.5', 'dateTime')], '2024-03-05T00:00:00', { kind: 'date', iso: '2024-03-05T00:00:00' }],
  [[text('Ja'), text('Nei')], '1', text('Ja')],
  [[text('ja'), text('nei')], '0', text('nei')],
  [[text('true')], '0', text('false')],
  [[text('x'), blank], '1', text('x')],
  [[text('x'), blank], '0', blank],
  [[yes], '0', { kind: 'boolean', value: false }],
  [[number('1.5')], '-0.25', { kind: 'number', text: '-0.25' }],
];
for (const [cells, canonical, written] of habits) {
  test(`${canonical} is written as ${JSON.stringify(written)}, and read back the same`, () => {
    const told = kind('Field', cells);
    assert.ok(told !== undefined);
    const cell = writeValue(canonical, told, false, undefined);
    assert.deepEqual(cell, written);
    if (cell.kind !== 'date') {
      const again: Cell = cell.kind === 'number' ? { ...cell, format: 'number' } : cell;
      assert.deepEqual(readValue(again, told, false, false), { kind: 'value', canonical });
    }
    assert.deepEqual(parseKind(JSON.parse(JSON.stringify(told))), told);
  });
}

test('dates that no calendar has, and texts among dates, are misfits', () => {
  const told = kind('Since', [text('31.01.2024')]);
  assert.ok(told !== undefined);
  for (const odd of ['30.02.2024', 'soon', '01.02.24'])
    assert.equal(readValue(text(odd), told, false, false).kind, 'misfit');
  assert.deepEqual(readValue(number('45292.25', 'dateTime'), told, false, false), {
    kind: 'value',
    canonical: '2024-01-01T06:00:00',
  });
  assert.deepEqual(readValue(number('43830', 'date'), told, false, true), {
    kind: 'value',
    canonical: '2024-01-01T00:00:00',
  });
});
