import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesFrom } from './draft.ts';

void test('what was typed back to what is there is no change; the rest is, lists and blanks too', () => {
  const initial = { name: 'Acme', city: 'Oslo', tags: ['a', 'b'] };
  assert.deepEqual(changesFrom(initial, { name: 'Acme', city: '', tags: ['a', 'b'] }), { city: '' });
  assert.deepEqual(changesFrom(initial, { tags: ['b', 'a'] }), { tags: ['b', 'a'] });
  assert.deepEqual(changesFrom(initial, {}), {});
});
