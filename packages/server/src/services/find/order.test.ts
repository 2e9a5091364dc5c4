/** The order of actors that are sorted here, since their ERP does not sort. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWire } from './actors.ts';

test('blanks, numbers by size, then what is no number: one order, whatever comes first', () => {
  const wanted = ['', '[F:2]', '[F:10]', '1x', 'b'];
  for (const begun of [wanted, wanted.toReversed(), ['1x', '[F:2]', 'b', '', '[F:10]']])
    assert.deepEqual(
      begun.toSorted((a, b) => compareWire('double', a, b)),
      wanted,
    );
});
