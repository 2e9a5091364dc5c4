import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownWriteIsNoEdit } from './09-own-writes.ts';
import { broken, company, customer, HandMade } from './hand-made.ts';

const sent = () => HandMade.linked().crmEdit(company(1), { name: 'Beta' }).intoErp(1, 'Nm', 'Beta', { stored: 'BETA' });

test('invariant 9 holds: the ERP keeps its own form, and nothing flows back', () => {
  const history = sent().crmEdit(company(1), { name: 'Gamma' }).intoErp(1, 'Nm', 'Gamma', { stored: 'GAMMA' });
  assert.deepEqual(ownWriteIsNoEdit(history.done()), []);
});

test('invariant 9 holds: a user changed what the engine had written', () => {
  const history = sent().erpEdit(customer('100'), { Nm: 'Delta' }).intoCrm(1, 'Nm', 'Delta');
  assert.deepEqual(ownWriteIsNoEdit(history.done()), []);
});

test('invariant 9 holds: what a user had typed was sent along unchanged in a whole record (H05)', () => {
  const history = HandMade.linked()
    .erpEdit(customer('100'), { Nm: 'Beta' })
    .intoErp(1, 'Nm', 'Beta')
    .intoErp(1, 'Nm', 'Acme', { kind: 'conflict', loser: 'Beta' });
  assert.deepEqual(ownWriteIsNoEdit(history.done()), []);
});

test('invariant 9 holds: a merge gave the link another record while the write was under way (H17)', () => {
  const history = (generation: number) => {
    const made = sent()
      .crmEdit(company(1), { name: 'Gamma' })
      .intoErp(1, 'Nm', 'Gamma', { stored: 'GAMMA', kind: 'conflict', loser: 'BETA' });
    return made.done((end) => {
      end.intents = end.intents.map((intent) => (intent.id === 2 ? { ...intent, generation } : intent));
    });
  };
  assert.deepEqual(ownWriteIsNoEdit(history(2)), []);
  assert.deepEqual(broken(ownWriteIsNoEdit(history(1))), [9]);
});

test('invariant 9 breaks: the ERP’s own form comes back as its change (H02)', () => {
  assert.deepEqual(broken(ownWriteIsNoEdit(sent().intoCrm(1, 'Nm', 'BETA').done())), [9]);
});

test('invariant 9 breaks: our own write loses a conflict as if somebody had typed it (H03)', () => {
  const history = sent()
    .crmEdit(company(1), { name: 'Gamma' })
    .intoErp(1, 'Nm', 'Gamma', { stored: 'GAMMA', kind: 'conflict', loser: 'BETA' });
  assert.deepEqual(broken(ownWriteIsNoEdit(history.done())), [9]);
});
