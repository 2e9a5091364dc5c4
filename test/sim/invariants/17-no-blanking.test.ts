import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absentIsNotBlank } from './17-no-blanking.ts';
import { broken, customer, HandMade } from './hand-made.ts';

test('invariant 17 holds: a user blanked it', () => {
  const history = HandMade.linked().erpEdit(customer('100'), { Phone: '' }).intoCrm(1, 'Phone', '');
  assert.deepEqual(absentIsNotBlank(history.done()), []);
});

test('invariant 17 breaks: a connector stopped returning the field, and it was read as blank (H05)', () => {
  assert.deepEqual(broken(absentIsNotBlank(HandMade.linked().intoCrm(1, 'Phone', '').done())), [17]);
});
