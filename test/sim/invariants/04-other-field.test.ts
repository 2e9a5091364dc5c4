import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otherFieldsSurvive } from './04-other-field.ts';
import { broken, company, connection, customer, HandMade } from './hand-made.ts';

test('invariant 4 holds: one field on each side, both carried', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .erpEdit(customer('100'), { Nm: 'Beta' })
    .intoErp(1, 'Phone', '2')
    .intoCrm(1, 'Nm', 'Beta')
    .done();
  assert.deepEqual(otherFieldsSurvive(history), []);
});

test('invariant 4 holds: the other side changed the same field, and changed it to what was there before', () => {
  const history = HandMade.linked()
    .erpEdit(customer('100'), { Phone: '2' })
    .crmEdit(company(1), { phone: '3' })
    .crmEdit(company(1), { phone: '1' })
    .intoErp(1, 'Phone', '1', { kind: 'conflict', loser: '2' })
    .done();
  assert.deepEqual(otherFieldsSurvive(history), []);
});

test('invariant 4 holds: the other side had changed before the edit, and nothing had carried that yet', () => {
  const history = HandMade.linked()
    .turns()
    .erpEdit(customer('100'), { Phone: '2' })
    .crmEdit(company(1), { phone: '2' })
    .crmEdit(company(1), { phone: '3' })
    .intoCrm(1, 'Phone', '2', { kind: 'conflict', loser: '3' })
    .done();
  assert.deepEqual(otherFieldsSurvive(history), []);
});

test('invariant 4 holds: an undo in between carried nothing of what the other side had changed to by then (H06)', () => {
  const history = (kind: 'undo' | 'write') =>
    HandMade.linked()
      .turns()
      .crmEdit(company(1), { phone: '2' })
      .erpEdit(customer('100'), { Phone: '1' })
      .intoCrm(1, 'Phone', '1', { kind })
      .turns()
      .crmEdit(company(1), { phone: '3' })
      .intoCrm(1, 'Phone', '1', { kind: 'conflict', loser: '3' })
      .done();
  assert.deepEqual(otherFieldsSurvive(history('undo')), []);
  assert.deepEqual(broken(otherFieldsSurvive(history('write'))), [4]);
});

test('invariant 4 holds: the other side changed while an undo waited to be sent, and left the field alone (H06)', () => {
  const history = (decidedOn: string) =>
    HandMade.linked()
      .crmEdit(company(1), { phone: '2' })
      .intoErp(1, 'Phone', '2')
      .crmEdit(company(1), { phone: '1' })
      .turns()
      .intoErp(1, 'Phone', '1', { kind: 'undo', crm: decidedOn })
      .erpEdit(customer('100'), { Phone: '9' })
      .intoErp(1, 'Phone', '1', { kind: 'conflict', loser: '9' })
      .done();
  assert.deepEqual(otherFieldsSurvive(history('2')), []);
  assert.deepEqual(broken(otherFieldsSurvive(history('1'))), [4]);
});

test('invariant 4 holds: another connection’s write in between says nothing of what this one’s ERP had changed to by then', () => {
  const history = (seen: boolean) => {
    const made = new HandMade([connection(1), connection(2)])
      .erpAdd(customer('100', 1), { Phone: '1' })
      .erpAdd(customer('200', 2), { Phone: '1' })
      .crmAdd(company(1), { phone: '1' })
      .link(1, customer('100', 1), company(1))
      .link(2, customer('200', 2), company(1))
      .turns(2)
      .erpEdit(customer('200', 2), { Phone: '0' });
    if (seen) made.turns(2);
    return made
      .erpEdit(customer('100', 1), { Phone: '0' })
      .intoCrm(1, 'Phone', '0')
      .crmEdit(company(1), { phone: '2' })
      .intoCrm(2, 'Phone', '0', { kind: 'conflict', loser: '2' })
      .done();
  };
  assert.deepEqual(otherFieldsSurvive(history(false)), []);
  assert.deepEqual(broken(otherFieldsSurvive(history(true))), [4]);
});

test('invariant 4 breaks: settling one field takes the other for agreed, and puts it back (H01)', () => {
  const history = HandMade.linked()
    .turns()
    .crmEdit(company(1), { phone: '2' })
    .erpEdit(customer('100'), { Nm: 'Beta' })
    .intoErp(1, 'Phone', '2')
    .intoErp(1, 'Nm', 'Acme')
    .done();
  assert.deepEqual(broken(otherFieldsSurvive(history)), [4]);
});
