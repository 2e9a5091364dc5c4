import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareLastModified, lastModifiedKind, lastModifiedMs } from './last-modified.ts';

test('the kind is found from samples (H22)', () => {
  assert.equal(lastModifiedKind(['9', '10', '[I:11]', '']), 'decimal');
  assert.equal(
    lastModifiedKind(['2024-01-01', '[DT:12/31/2013 23:59:59.0000000]', '2024-01-01T10:00:00.5Z']),
    'dateTime',
  );
  assert.equal(lastModifiedKind(['0000000000000801', '00000000000007D1', '0000000000000802']), 'ordinal');
  assert.equal(lastModifiedKind(['a', 'b']), 'ordinal');
  assert.equal(lastModifiedKind([]), 'ordinal');
  assert.equal(lastModifiedKind(['9', '10', '11', '2024-01-01']), 'decimal');
});

test('neighbouring ticks differ, and numbers compare as numbers', () => {
  assert.ok((compareLastModified('decimal', '638700000000000001', '638700000000000002') ?? 0) < 0);
  assert.ok((compareLastModified('decimal', '9', '10') ?? 0) < 0);
  assert.equal(compareLastModified('decimal', '[I:10]', '10'), 0);
  assert.ok((compareLastModified('ordinal', '9', '10') ?? 0) > 0);
});

test('date-times compare in every form, to the last digit', () => {
  const later: [string, string][] = [
    ['2024-01-01T10:00:00.0000002', '2024-01-01T10:00:00.0000001'],
    ['[DT:01/02/2024 00:00:00.0000000]', '2024-01-01T23:59:59.9999999'],
    ['2024-01-01T10:00:00Z', '2024-01-01T10:30:00+01:00'],
    ['2024-01-01T10:00:00.123456789', '2024-01-01T10:00:00.123456788'],
    ['2024-01-02', '2024-01-01T10:00:00'],
    ['[DT:01/02/2024 10:00:00.5000000]', '[D:01/02/2024]'],
  ];
  for (const [a, b] of later) {
    assert.ok((compareLastModified('dateTime', a, b) ?? -1) > 0, `${a} > ${b}`);
    assert.ok((compareLastModified('dateTime', b, a) ?? 1) < 0, `${b} < ${a}`);
  }
  assert.equal(compareLastModified('dateTime', '2024-01-01T10:00:00.50', '[DT:01/01/2024 10:00:00.5000000]'), 0);
});

test('a value of another kind, or none, compares with nothing', () => {
  assert.equal(compareLastModified('decimal', '2024-01-01', '5'), undefined);
  assert.equal(compareLastModified('dateTime', '5', '2024-01-01'), undefined);
  assert.equal(compareLastModified('dateTime', '2024-02-30', '2024-01-01'), undefined);
  for (const kind of ['decimal', 'dateTime', 'ordinal'] as const)
    assert.equal(compareLastModified(kind, '', '1'), undefined);
});

test('a date ahead of the clock can be told', () => {
  assert.equal(lastModifiedMs('2099-01-01T00:00:00'), Date.UTC(2099, 0, 1));
  assert.equal(lastModifiedMs('2024-01-01T01:00:00.5+01:00'), Date.UTC(2024, 0, 1));
  assert.equal(lastModifiedMs('638700000000000001'), undefined);
});
