import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writesCompare } from './13-compare.ts';
import { broken, company, customer, HandMade } from './hand-made.ts';

test('invariant 13 holds: each write was over the value that was decided on', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .intoErp(1, 'Phone', '2')
    .erpEdit(customer('100'), { Phone: '3' })
    .intoCrm(1, 'Phone', '3');
  assert.deepEqual(writesCompare(history.done()), []);
});

test('invariant 13 breaks: a CRM write over a value that came in between (H04)', () => {
  const history = HandMade.linked().event({
    what: 'crmWrite',
    connection: 1,
    ref: company(1),
    field: 'phone',
    old: '0',
    value: '3',
  });
  assert.deepEqual(broken(writesCompare(history.done())), [13]);
});

test('invariant 13 breaks: an ERP write over another value than the one expected (H27)', () => {
  const history = HandMade.linked().crmEdit(company(1), { phone: '2' }).erpEdit(customer('100'), { Phone: '3' });
  assert.deepEqual(broken(writesCompare(history.intoErp(1, 'Phone', '2', { expected: '1' }).done())), [13]);
});

test('invariant 13 concedes the window of an ERP that does not compare (H37)', () => {
  const history = HandMade.linked(undefined, { comparesExpected: false })
    .crmEdit(company(1), { phone: '2' })
    .erpEdit(customer('100'), { Phone: '3' })
    .intoErp(1, 'Phone', '2', { expected: '1', seen: '1' });
  assert.deepEqual(writesCompare(history.done()), []);
});
