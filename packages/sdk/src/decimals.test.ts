import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalDecimal, compareDecimals, roundDecimal, sameBinary64 } from './decimals.ts';
import { seededRandom } from './memory/seeded-random.ts';

test('one way to write a number', () => {
  const table: [string, string | undefined][] = [
    ['007.50', '7.5'],
    ['-0.000', '0'],
    ['+3', '3'],
    ['1e3', '1000'],
    ['123e-5', '0.00123'],
    ['0e400', '0'],
    ['1e-401', undefined],
    ['1e999999999', undefined],
    ['.', undefined],
    ['', undefined],
    ['-', undefined],
    ['0x10', undefined],
    ['1_000', undefined],
    ['Infinity', undefined],
    ['9'.repeat(1_001), undefined],
  ];
  for (const [text, expected] of table) assert.equal(canonicalDecimal(text), expected, text);
});

test('comparison is exact: neighbouring ticks differ (H22)', () => {
  assert.equal(compareDecimals('638700000000000001', '638700000000000002'), -1);
  assert.equal(compareDecimals('9', '10'), -1);
  assert.equal(compareDecimals('-9', '-10'), 1);
  assert.equal(compareDecimals('-1', '0.5'), -1);
  assert.equal(compareDecimals('1.50', '1.5'), 0);
  assert.equal(compareDecimals('1.5', '1.49999'), 1);
  assert.throws(() => compareDecimals('a', '1'), RangeError);
});

test('comparison agrees with whole-number arithmetic on 5,000 random pairs', () => {
  const random = seededRandom(7);
  const scale = 6;
  for (let n = 0; n < 5_000; n++) {
    const [a, b] = [0, 0].map(() => BigInt(Math.floor((random() - 0.5) * 2_000_000)) * (random() < 0.5 ? 1n : 1_000n));
    if (a === undefined || b === undefined) throw new Error('unreachable');
    assert.equal(compareDecimals(`${a}e-${scale}`, `${b}e-${scale}`), a < b ? -1 : a > b ? 1 : 0);
  }
});

test('rounding goes half away from zero and carries', () => {
  const table: [string, number, string][] = [
    ['10.005', 2, '10.01'],
    ['-10.005', 2, '-10.01'],
    ['10.004999', 2, '10'],
    ['999.995', 2, '1000'],
    ['0.5', 0, '1'],
    ['-0.4', 0, '0'],
    ['0.05', 1, '0.1'],
    ['1.23456789012345678901234567890', 25, '1.2345678901234567890123457'],
  ];
  for (const [text, digits, expected] of table) assert.equal(roundDecimal(text, digits), expected, text);
  assert.throws(() => roundDecimal('1', -1), RangeError);
});

test('doubles are equal when their nearest floats are', () => {
  assert.ok(sameBinary64('9007199254740993', '9007199254740992'));
  assert.ok(!sameBinary64('0.3', '0.30000000000000004'));
  assert.ok(!sameBinary64('1e399', '2e399'));
  assert.ok(sameBinary64('-0', '0'));
});
