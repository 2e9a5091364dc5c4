import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalText, problemOf } from './asked-values.ts';

void test('numbers are read as people type them, digit by digit; what is no number stays to be told', () => {
  assert.equal(canonicalText('decimal', '1 204,50'), '1204.50');
  assert.equal(canonicalText('decimal', '+12.5'), '12.5');
  assert.equal(canonicalText('integer', '12345678901234567890'), '12345678901234567890');
  assert.equal(canonicalText('decimal', 'twelve'), 'twelve');
  assert.equal(canonicalText('text', ' 1 204,50 '), ' 1 204,50 ');
});

void test('what is mandatory, too long or no number is named', () => {
  const field = { type: 'text', maxLength: 3, mandatory: true } as const;
  assert.equal(problemOf(field, ''), 'mandatory');
  assert.equal(problemOf(field, 'four'), 'tooLong');
  assert.equal(problemOf(field, 'abc'), undefined);
  assert.equal(problemOf({ ...field, type: 'integer' }, '1.5'), 'notWhole');
  assert.equal(problemOf({ ...field, type: 'decimal' }, '1,5'), 'notNumber');
  assert.equal(problemOf({ ...field, mandatory: false }, ''), undefined);
});
