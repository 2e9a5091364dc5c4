import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterSave, changedMeanwhile, changesFrom, seen, withoutParts, withTyped } from './draft.ts';

const initial = { name: 'Acme', city: 'Oslo', tags: ['a', 'b'] };
const nothing = { typed: {}, over: {} };

void test('what was typed back to what is there is no change; the rest is, lists and blanks too', () => {
  assert.deepEqual(changesFrom(initial, { name: 'Acme', city: '', tags: ['a', 'b'] }), { city: '' });
  assert.deepEqual(changesFrom(initial, { tags: ['b', 'a'] }), { tags: ['b', 'a'] });
  assert.deepEqual(changesFrom(initial, {}), {});
});

void test('what a part stood at is kept from its first letter on, and forgotten when it is typed back', () => {
  const first = withTyped(nothing, initial, { name: 'Acm' });
  assert.deepEqual(first, { typed: { name: 'Acm' }, over: { name: 'Acme' } });
  const now = { ...initial, name: 'Other', city: 'Bergen' };
  assert.deepEqual(withTyped(first, now, { name: 'Ac', city: 'X' }), {
    typed: { name: 'Ac', city: 'X' },
    over: { name: 'Acme', city: 'Bergen' },
  });
  assert.deepEqual(withTyped(first, initial, { name: 'Acme' }), nothing);
});

void test('only what somebody else changed under the typing clashes; seen or given up, it does no more', () => {
  const kept = withTyped(nothing, initial, { name: 'Mine', tags: [] });
  assert.deepEqual(changedMeanwhile(initial, kept), {});
  const now = { name: 'Theirs', city: 'Bergen', tags: ['a', 'b'] };
  assert.deepEqual(changedMeanwhile(now, kept), { name: 'Theirs' });
  assert.deepEqual(changedMeanwhile({ ...initial, name: 'Mine' }, kept), {}, 'both typed the same');
  assert.deepEqual(changedMeanwhile(now, seen(kept, now)), {});
  assert.deepEqual(changedMeanwhile(now, seen(kept, now, ['tags'])), { name: 'Theirs' });
  assert.deepEqual(changedMeanwhile(now, seen(kept, now, ['name'])), {});
  assert.deepEqual(withoutParts(kept, ['name']), { typed: { tags: [] }, over: { tags: ['a', 'b'] } });
});

void test('what is typed while a save is under way stays, over what was saved', () => {
  const sent = { name: 'Saved', city: 'Bergen' };
  const since = { typed: { name: 'Typed on', city: 'Bergen', tags: [] }, over: { ...initial } };
  const left = afterSave<typeof initial>(since, sent);
  assert.deepEqual(left, { typed: { name: 'Typed on', tags: [] }, over: { name: 'Saved', tags: ['a', 'b'] } });
  assert.deepEqual(changedMeanwhile({ ...initial, ...sent }, left), {}, 'our own save is nobody else’s');
  assert.deepEqual(afterSave<typeof initial>({ typed: sent, over: initial }, sent), nothing);
  const back = afterSave<typeof initial>(nothing, sent, { name: 'Acme', city: 'Oslo' });
  assert.deepEqual(back.typed, { name: 'Acme', city: 'Oslo' }, 'typed back while the save was under way');
  assert.deepEqual(afterSave<typeof initial>(nothing, sent, sent), nothing);
});
