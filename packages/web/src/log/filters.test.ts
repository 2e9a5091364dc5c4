import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromLocalInput, localInput, readFilters } from './filters.ts';

const read = (search: string) =>
  Object.fromEntries(
    Object.entries(readFilters(new URLSearchParams(search))).filter(([, value]) => value !== undefined),
  );

void test('an address reads as filters', () => {
  assert.deepEqual(read('connection=2&kind=conflict&entity=company&entityId=7&text= x '), {
    connection: 2,
    kind: 'conflict',
    entity: 'company',
    entityId: 7,
    text: 'x',
  });
});

void test('what does not read as a filter is left out', () => {
  assert.deepEqual(read('connection=x&kind=nonsense&entityId=7&from=yesterday&side=both&run=-1'), {});
});

void test('a local time goes into its input and back', () => {
  const iso = '2026-05-14T09:14:00.000Z';
  assert.equal(fromLocalInput(localInput(iso)), iso);
  assert.equal(fromLocalInput(''), '');
});
