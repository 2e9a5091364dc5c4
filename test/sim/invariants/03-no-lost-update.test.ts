import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bothValuesKept, noLostUpdate, nothingInvented } from './03-no-lost-update.ts';
import { broken, company, customer, HandMade } from './hand-made.ts';

test('invariant 3 holds: the overwritten value had been agreed on, and a newer one was carried', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .intoErp(1, 'Phone', '2')
    .erpEdit(customer('100'), { Phone: '3' })
    .intoCrm(1, 'Phone', '3')
    .done();
  assert.deepEqual(noLostUpdate(history), []);
  assert.deepEqual(nothingInvented(history), []);
});

test('invariant 3 holds: both sides edited, the loser is in the log', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .erpEdit(customer('100'), { Phone: '3' })
    .intoErp(1, 'Phone', '2', { kind: 'conflict', loser: '3' })
    .done();
  assert.deepEqual(noLostUpdate(history), []);
});

test('invariant 3 breaks: both sides edited, and the CRM value is overwritten as if it had not changed (H04)', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .erpEdit(customer('100'), { Phone: '3' })
    .intoCrm(1, 'Phone', '3')
    .done();
  assert.deepEqual(broken(noLostUpdate(history)), [3]);
});

test('invariant 3 breaks: an old value comes back over the newer one that both had agreed on (H15)', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .intoErp(1, 'Phone', '2')
    .intoCrm(1, 'Phone', '1')
    .done();
  assert.deepEqual(broken(noLostUpdate(history)), [3]);
});

test('invariant 3 breaks: a conflict whose loser nobody wrote down', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .erpEdit(customer('100'), { Phone: '3' })
    .intoErp(1, 'Phone', '2', { kind: 'conflict', expected: '1' })
    .done();
  assert.deepEqual(broken(noLostUpdate(history)), [3]);
  assert.deepEqual(broken(bothValuesKept(history)), [3]);
});

test('invariant 3 concedes what nobody can see: an ERP that does not compare, edited between the look and the write (H37)', () => {
  const history = (seen: string) =>
    HandMade.linked(undefined, { comparesExpected: false })
      .crmEdit(company(1), { phone: '2' })
      .erpEdit(customer('100'), { Phone: '3' })
      .intoErp(1, 'Phone', '2', { seen, expected: seen })
      .done();
  assert.deepEqual(noLostUpdate(history('1')), []);
  assert.deepEqual(broken(noLostUpdate(history('3'))), [3], 'it had been seen');
});

test('invariant 3 holds: nothing tells of what was overwritten, but its user put it back', () => {
  const history = (then: string) =>
    HandMade.linked()
      .erpEdit(customer('100'), { Phone: '2' })
      .intoErp(1, 'Phone', '1', { silent: true })
      .erpEdit(customer('100'), { Phone: then })
      .erpEdit(customer('100'), { Phone: '4' })
      .done();
  assert.deepEqual(noLostUpdate(history('2')), []);
  assert.deepEqual(broken(noLostUpdate(history('3'))), [3]);
});

test('invariant 3: a default may fill a blank without telling, where the answer was lost, but never take a value’s place (H08)', () => {
  const filled = (typed: string) =>
    HandMade.linked({ Nm: 'Acme', Phone: typed }).intoErp(1, 'Phone', 'none', { kind: 'default', silent: true }).done();
  assert.deepEqual(noLostUpdate(filled('')), []);
  assert.deepEqual(broken(noLostUpdate(filled('1'))), [3]);
});

test('invariant 3 holds: a default that a user changed and put back between two looks gives way to the CRM’s change (H08)', () => {
  const history = (back: string, told: { readonly silent?: true } = {}) =>
    HandMade.linked({ Nm: 'Acme', Email: '' })
      .intoErp(1, 'Email', 'none', { kind: 'default', ...told })
      .erpEdit(customer('100'), { Email: '3' })
      .erpEdit(customer('100'), { Email: back })
      .crmEdit(company(1), { email: '3' })
      .intoErp(1, 'Email', '3')
      .done();
  assert.deepEqual(noLostUpdate(history('none')), []);
  assert.deepEqual(broken(noLostUpdate(history('4'))), [3], 'nobody had agreed on that');
  assert.deepEqual(
    broken(noLostUpdate(history('none', { silent: true }))),
    [3],
    'nor on a default that nobody heard of',
  );
});

test('invariant 3 breaks: a default is typed again over what both sides agreed on after it, and overwritten untold (H08)', () => {
  const typedAgain = (between: (history: HandMade) => HandMade) =>
    between(HandMade.linked({ Nm: 'Acme', Phone: '' }).intoErp(1, 'Phone', 'none', { kind: 'default' }))
      .erpEdit(customer('100'), { Phone: 'none' })
      .crmEdit(company(1), { phone: '5' })
      .intoErp(1, 'Phone', '5')
      .done();
  const toErp = typedAgain((history) => history.crmEdit(company(1), { phone: '3' }).intoErp(1, 'Phone', '3'));
  assert.deepEqual(broken(noLostUpdate(toErp)), [3]);
  const alike = typedAgain((history) =>
    history.crmEdit(company(1), { phone: '3' }).erpEdit(customer('100'), { Phone: '3' }),
  );
  assert.deepEqual(broken(noLostUpdate(alike)), [3], 'both sides came to hold the same by themselves');
  const seenInBetween = HandMade.linked({ Nm: 'Acme', Phone: '' })
    .intoErp(1, 'Phone', 'none', { kind: 'default' })
    .erpEdit(customer('100'), { Phone: '3' })
    .erpEdit(customer('100'), { Phone: 'none' })
    .intoCrm(1, 'Phone', '3')
    .crmEdit(company(1), { phone: '5' })
    .intoErp(1, 'Phone', '5')
    .done();
  assert.deepEqual(broken(noLostUpdate(seenInBetween)), [3], 'what stood there in between was carried');
});

test('invariant 3 breaks: a value is written that the other side never held', () => {
  assert.deepEqual(broken(nothingInvented(HandMade.linked().intoCrm(1, 'Phone', '99').done())), [3]);
});

test('invariant 3 breaks: a conflict without both values', () => {
  const history = HandMade.linked().done((end) => {
    end.conflicts = [
      { id: 1, linkId: 1, erpField: 'Phone', erpValue: '3', crmValue: null, winner: 'erp', status: 'open' },
    ];
  });
  assert.deepEqual(broken(bothValuesKept(history)), [3]);
});
