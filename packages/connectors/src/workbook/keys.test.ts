import assert from 'node:assert/strict';
import test from 'node:test';
import { highestOf, keyCell, keyOf, nextKey } from './keys.ts';

const number = (text: string) => ({ kind: 'number', text, format: 'number' }) as const;
const text = (value: string) => ({ kind: 'text', text: value }) as const;

test('one key, however the cell holds it', () => {
  const cells = [number('10023'), number('10023.0'), number('1.0023E4'), text('10023'), text(' 10023 ')];
  assert.deepEqual(new Set(cells.map(keyOf)), new Set(['10023']));
  assert.deepEqual(
    [keyOf(text('0010023')), keyOf(number('12345678901234567890')), keyOf(text('1.0E4'))],
    ['0010023', '12345678901234567890', '1.0E4'],
  );
  assert.deepEqual(
    [keyOf(undefined), keyOf({ kind: 'blank' }), keyOf({ kind: 'error', text: '#N/A' })],
    ['', '', undefined],
  );
});

const cases: readonly [name: string, used: readonly string[], highest: string, start: string, expected: string][] = [
  ['the first', [], '', '', '1'],
  ['after the highest', ['10001', '10023', '10007'], '', '', '10024'],
  ['in the pattern', ['K0008', 'K0009'], '', '', 'K0010'],
  ['past the width', ['K9999', 'K0001'], '', '', 'K10000'],
  ['leading zeros', ['007', '012'], '', '', '013'],
  ['of the most common prefix', ['A1', 'A2', 'B900'], '', '', 'A3'],
  ['not a deleted one', ['1', '2'], '9', '', '10'],
  ['from the start', ['1', '2'], '', '20000', '20000'],
  ['from the start, once begun', ['1', '20005'], '', '20000', '20006'],
  ['from a start with prefix', ['1', '2'], '', 'K0500', 'K0500'],
  ['beside keys without numbers', ['abc', 'def'], '', '', '1'],
  ['beyond what a float holds', ['9007199254740993'], '', '', '9007199254740994'],
  ['never a used one', ['01', '1', 'x', '2'], '', '', '03'],
];
for (const [name, used, highest, start, expected] of cases) {
  test(`next key: ${name}`, () => assert.equal(nextKey(used, highest, start), expected));
}

test('keys are written as the column writes them, unless that would change them', () => {
  assert.deepEqual(
    [keyCell('12', true), keyCell('12', false), keyCell('012', true)],
    [{ kind: 'number', text: '12' }, text('12'), text('012')],
  );
  assert.equal(highestOf(['', 'a', '9', '10', 'K3']), '10');
});
