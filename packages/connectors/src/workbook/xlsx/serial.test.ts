import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isoToSerial, plainNumber, serialToIso } from './serial.ts';

test('every day from 1900 to 9999 comes back as it went in, in both date systems', () => {
  const first = Date.UTC(1900, 0, 1);
  const end = Date.UTC(9999, 11, 31);
  for (let ms = first; ms <= end; ms += 86_400_000 * 13) {
    const iso = new Date(ms).toISOString().slice(0, 10);
    const serial = isoToSerial(iso, false);
    assert.equal(serial === undefined ? undefined : serialToIso(serial, false, 'date'), iso);
    if (iso < '1904-01-01') continue;
    const serial1904 = isoToSerial(iso, true);
    assert.equal(serial1904 === undefined ? undefined : serialToIso(serial1904, true, 'date'), iso);
  }
});

test('serials are those that Excel gives', () => {
  assert.equal(isoToSerial('1900-01-01', false), '1');
  assert.equal(isoToSerial('1900-02-28', false), '59');
  assert.equal(isoToSerial('1900-03-01', false), '61');
  assert.equal(isoToSerial('2024-01-01', false), '45292');
  assert.equal(isoToSerial('2024-01-01', true), '43830');
  assert.equal(isoToSerial('1904-01-01', true), '0');
  assert.equal(isoToSerial('9999-12-31', false), '2958465');
  assert.equal(isoToSerial('2024-01-01T12:00:00', false), '45292.5');
});

test('days that exist in Excel alone, or not at all, are no dates', () => {
  for (const text of ['60', '60.5', '0', '0.5', '-1', '2958466', '', 'abc', '1e400', '--1']) {
    assert.equal(serialToIso(text, false, 'dateTime'), undefined, text);
  }
  for (const iso of [
    '1899-12-31',
    '2023-02-29',
    '2024-13-01',
    '2024-01-01T24:00:00',
    '2024-01-01T10:00:00Z',
    '0099-01-01',
    '5.1.2024',
  ]) {
    assert.equal(isoToSerial(iso, false), undefined, iso);
  }
  assert.equal(isoToSerial('1903-12-31', true), undefined);
});

test('every second of a day and odd milliseconds survive', () => {
  for (let second = 0; second < 86_400; second += 7) {
    const ms = (second * 37) % 1000;
    const clock = new Date(second * 1000 + ms).toISOString().slice(11, ms === 0 ? 19 : 23);
    const iso = `2024-02-29T${clock}`;
    assert.equal(serialToIso(isoToSerial(iso, false) ?? '', false, 'dateTime'), iso);
  }
});

test('the noise of doubles is rounded away, in plain and exponent form', () => {
  assert.equal(serialToIso('45292.41667824074', false, 'dateTime'), '2024-01-01T10:00:01');
  assert.equal(serialToIso('45292.416678240741', false, 'dateTime'), '2024-01-01T10:00:01');
  assert.equal(serialToIso('45291.999999999996', false, 'dateTime'), '2024-01-01T00:00:00');
  assert.equal(serialToIso('45291.999999999996', false, 'date'), '2024-01-01');
  assert.equal(serialToIso('4.5292E4', false, 'date'), '2024-01-01');
  assert.equal(serialToIso('45292.75', false, 'date'), '2024-01-01');
});

test('a time is a duration, also beyond a day', () => {
  assert.equal(serialToIso('0.5', false, 'time'), '12:00:00');
  assert.equal(serialToIso('1.25', false, 'time'), '30:00:00');
  assert.equal(serialToIso('1.1574074074074073E-5', false, 'time'), '00:00:01');
});

test('the 17 digits of a double become the number that was typed; digits that mean something stay', () => {
  assert.equal(plainNumber('19.899999999999999'), '19.9');
  assert.equal(plainNumber('0.10000000000000001'), '0.1');
  assert.equal(plainNumber('1234.5599999999999'), '1234.56');
  for (const text of [
    '0.30000000000000004',
    '10000000000000001',
    '12345678901234567890',
    '1.5',
    '1.00',
    '0.1234567890123456789',
    '1E-7',
  ]) {
    assert.equal(plainNumber(text), text);
  }
});
