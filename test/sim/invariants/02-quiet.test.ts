import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundedWrites, quietRounds } from './02-quiet.ts';
import { broken, company, HandMade } from './hand-made.ts';

test('invariant 2 holds: the first rounds carry, the later ones write nothing', () => {
  const history = HandMade.linked().crmEdit(company(1), { phone: '2' }).quiet().round(1, 1).intoErp(1, 'Phone', '2');
  assert.deepEqual(quietRounds(history.round(2, 0).round(6, 0).done()), []);
  assert.deepEqual(boundedWrites(history.done()), []);
});

test('invariant 2 breaks: a sixth quiet round writes', () => {
  assert.deepEqual(broken(quietRounds(HandMade.linked().quiet().round(6, 1).done())), [2]);
});

test('invariant 2 breaks: one edit, written to and fro for ever (H02)', () => {
  const history = HandMade.linked().crmEdit(company(1), { phone: 'a' });
  const bounce = () => {
    history.intoErp(1, 'Phone', 'a', { stored: 'A' }).intoCrm(1, 'Phone', 'A');
    history.intoErp(1, 'Phone', 'A', { stored: 'a' }).intoCrm(1, 'Phone', 'a');
  };
  bounce();
  assert.deepEqual(boundedWrites(history.done()), []);
  for (let n = 0; n < 30; n += 1) bounce();
  assert.deepEqual(broken(boundedWrites(history.done())), [2]);
});
