import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingLeftOpen, rowsAreTrue, writesAreTold } from './08-nothing-open.ts';
import { broken, company, customer, HandMade } from './hand-made.ts';

const carried = () => HandMade.linked().crmEdit(company(1), { phone: '2' }).intoErp(1, 'Phone', '2');

test('invariant 8 holds: everything was brought to its end', () => {
  const history = carried().erpEdit(customer('100'), { Nm: 'B' }).intoCrm(1, 'Nm', 'B').done();
  assert.deepEqual([...nothingLeftOpen(history), ...writesAreTold(history), ...rowsAreTrue(history)], []);
});

test('invariant 8 breaks: an intent is open, a request waits', () => {
  const open = carried().done((end) => {
    end.intents = end.intents.map((intent) => ({ ...intent, status: 'unknown' as const }));
  });
  assert.deepEqual(broken(nothingLeftOpen(open)), [8]);
  const waiting = carried().done((end) => {
    end.requests = [{ id: 1, status: 'running' }];
  });
  assert.deepEqual(broken(nothingLeftOpen(waiting)), [8]);
});

test('invariant 8 breaks: a CRM write without its row, or a row without its write', () => {
  const silent = carried().erpEdit(customer('100'), { Nm: 'B' }).intoCrm(1, 'Nm', 'B', { silent: true }).done();
  assert.deepEqual(broken(writesAreTold(silent)), [8]);
  const lied = carried().tell({ entity: company(1), crmField: 'name', kind: 'write', target: 'crm', newValue: 'B' });
  assert.deepEqual(broken(rowsAreTrue(lied.done())), [8]);
});
