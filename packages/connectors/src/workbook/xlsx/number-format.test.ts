import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInKind, formatKind } from './number-format.ts';

test('built-in formats', () => {
  const kinds = (ids: readonly number[]): unknown[] => ids.map(builtInKind);
  assert.deepEqual(kinds([0, 1, 2, 9, 11, 37, 44, 48, 49]), Array(9).fill('number'));
  assert.deepEqual(kinds([14, 15, 16, 17, 27, 31, 36, 50, 58]), Array(9).fill('date'));
  assert.deepEqual(kinds([18, 19, 20, 21, 32, 35, 45, 46, 47]), Array(9).fill('time'));
  assert.deepEqual(kinds([22, 164]), ['dateTime', undefined]);
});

const cases: readonly (readonly [string, string])[] = [
  ['General', 'number'],
  ['0.00', 'number'],
  ['#,##0.00 "kr"', 'number'],
  ['#,##0\\ "days"', 'number'],
  ['0.00E+00', 'number'],
  ['[Red]0.00', 'number'],
  ['#,##0.00 USD', 'number'],
  ['_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', 'number'],
  ['_(* #,##0_);_(* \\(#,##0\\)', 'number'],
  ['@', 'number'],
  ['"Day" 0', 'number'],
  ['dd.mm.yyyy', 'date'],
  ['yyyy\\-mm\\-dd', 'date'],
  ['dd.mm.yyyy;@', 'date'],
  ['[$-414]d. mmmm yyyy;@', 'date'],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
  ['mmm', 'date'],
  ['yyyy', 'date'],
  ['dd/mm/yy hh:mm', 'dateTime'],
  ['yyyy-mm-dd"T"hh:mm:ss', 'dateTime'],
  ['m/d/yy h:mm AM/PM', 'dateTime'],
  ['hh:mm', 'time'],
  ['h:mm AM/PM', 'time'],
  ['mm:ss.0', 'time'],
  ['[h]:mm:ss', 'time'],
  ['[mm]:ss', 'time'],
  ['[Red][h]:mm', 'time'],
];
for (const [code, kind] of cases)
  test(`the format ${code} shows a ${kind}`, () => assert.equal(formatKind(code), kind));
