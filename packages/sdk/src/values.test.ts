import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from './memory/seeded-random.ts';
import type { FieldType } from './types.ts';
import { decodeValue, encodeValue, sameValue } from './values.ts';

const decoded = (type: FieldType, wire: string): string => {
  const result = decodeValue(type, wire);
  return result.ok ? result.value : `refused ${result.reason.code}`;
};

test('values are read in every form that connectors send', () => {
  const table: [FieldType, string, string][] = [
    ['text', ' [F:1] ', ' [F:1] '],
    ['list', '[I:7]', '[I:7]'],
    ['integer', '[I:00012]', '12'],
    ['integer', '-0', '0'],
    ['integer', '1.5e1', '15'],
    ['integer', '[F:12.000]', '12'],
    ['integer', '12.5', 'refused value.integer'],
    ['integer', '1 000', 'refused value.integer'],
    ['integer', '[I:]', 'refused value.integer'],
    ['double', '[F:10.10]', '10.1'],
    ['double', '.5', '0.5'],
    ['double', '5.', '5'],
    ['double', '-1e-7', '-0.0000001'],
    ['double', '12345678901234567890.12345678901234567890', '12345678901234567890.1234567890123456789'],
    ['double', '1,5', 'refused value.double'],
    ['double', '1e401', 'refused value.double'],
    ['double', 'NaN', 'refused value.double'],
    ['double', '   ', ''],
    ['checkbox', '[I:1]', '1'],
    ['checkbox', 'False', '0'],
    ['checkbox', 'TRUE', '1'],
    ['checkbox', '2', 'refused value.checkbox'],
    ['datetime', '[DT:12/31/2013 23:59:59.0000000]', '2013-12-31T23:59:59'],
    ['datetime', '[DT:12/31/2013 23:59:59.1200000]', '2013-12-31T23:59:59.12'],
    ['datetime', '[D:2/29/2024]', '2024-02-29T00:00:00'],
    ['datetime', '[D:02/29/2023]', 'refused value.datetime'],
    ['datetime', '[DT:31/12/2013 00:00:00]', 'refused value.datetime'],
    ['datetime', '2013-12-31', '2013-12-31T00:00:00'],
    ['datetime', '2013-12-31 23:59', '2013-12-31T23:59:00'],
    ['datetime', '2013-12-31T24:00:00', 'refused value.datetime'],
    ['datetime', '1900-02-29', 'refused value.datetime'],
    ['datetime', '2013-12-31T10:00:00.12345678', 'refused value.datetime'],
    ['datetime', '2013-12-31T10:00:00.123000000', '2013-12-31T10:00:00.123'],
    ['datetime', '2013-12-31T10:00:00Z', 'refused value.zone'],
    ['datetime', '2013-12-31T10:00:00+01:00', 'refused value.zone'],
  ];
  for (const [type, wire, expected] of table) assert.equal(decoded(type, wire), expected, `${type} ${wire}`);
});

test('blank is blank for every type, both ways', () => {
  const types: FieldType[] = ['checkbox', 'text', 'password', 'integer', 'double', 'list', 'datetime', 'label'];
  for (const type of types) {
    assert.equal(decoded(type, ''), '');
    assert.equal(encodeValue(type, ''), '');
  }
});

test('a writer always encodes', () => {
  assert.equal(encodeValue('datetime', '2013-12-31T23:59:59'), '[DT:12/31/2013 23:59:59.0000000]');
  assert.equal(encodeValue('datetime', '0001-01-01T00:00:00.1234567'), '[DT:01/01/0001 00:00:00.1234567]');
  assert.equal(encodeValue('double', '12345.6789'), '[F:12345.6789]');
  assert.equal(encodeValue('integer', '12345'), '[I:12345]');
  assert.equal(encodeValue('checkbox', '0'), '[I:0]');
  assert.equal(encodeValue('list', '3'), '3');
});

test('encoding what is no value of the type is a bug and throws', () => {
  assert.throws(() => encodeValue('integer', '1.5'), TypeError);
  assert.throws(() => encodeValue('double', 'x'), TypeError);
  assert.throws(() => encodeValue('checkbox', 'true'), TypeError);
  assert.throws(() => encodeValue('datetime', '2013-12-31'), TypeError);
  assert.throws(() => encodeValue('datetime', '2013-02-30T00:00:00'), TypeError);
});

test('20,000 random values survive the round trip, and reading twice changes nothing', () => {
  const random = seededRandom(20_251);
  const digits = (n: number): string => Array.from({ length: n }, () => Math.floor(random() * 10)).join('');
  const two = (below: number, from = 0): string => String(from + Math.floor(random() * below)).padStart(2, '0');
  const wires: Record<'integer' | 'double' | 'datetime' | 'checkbox', () => string> = {
    integer: () => `${random() < 0.5 ? '-' : ''}${digits(1 + Math.floor(random() * 30))}`,
    double: () =>
      `${random() < 0.5 ? '-' : ''}${digits(1 + Math.floor(random() * 20))}.${digits(1 + Math.floor(random() * 20))}${random() < 0.3 ? `e${Math.floor(random() * 80) - 40}` : ''}`,
    datetime: () =>
      `${1000 + Math.floor(random() * 9000)}-${two(12, 1)}-${two(28, 1)}T${two(24)}:${two(60)}:${two(60)}.${digits(7)}`,
    checkbox: () => (random() < 0.5 ? 'true' : '0'),
  };
  for (const type of ['integer', 'double', 'datetime', 'checkbox'] as const) {
    for (let n = 0; n < 5_000; n++) {
      const wire = wires[type]();
      const value = decoded(type, wire);
      assert.doesNotMatch(value, /refused/, wire);
      assert.equal(decoded(type, encodeValue(type, value)), value, wire);
      assert.equal(decoded(type, value), value, wire);
    }
  }
});

test('equality is of the type', () => {
  assert.ok(sameValue('double', '0.1', '0.1000000000000000055511151231257827'));
  assert.ok(!sameValue('double', '0.1', '0.11'));
  assert.ok(!sameValue('integer', '9007199254740993', '9007199254740992'));
  assert.ok(sameValue('text', 'a\r\nb\rc', 'a\nb\nc'));
  assert.ok(!sameValue('double', '', '0'));
});

test('a refusal shows at most sixty characters of the value', () => {
  const result = decodeValue('integer', 'x'.repeat(5_000));
  assert.ok(!result.ok && result.reason.message.length < 200);
});
