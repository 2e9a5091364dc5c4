import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failuresHaveCauses, failuresWereRefusals, stopsHaveReasons } from './15-failures.ts';
import { broken, company, customer, HandMade, withBase } from './hand-made.ts';

const failedBy = (code: string, made: HandMade, erpField = 'Phone', value = '2') =>
  made.done((end) => {
    const fail = { code, message: 'No.', e: '1', c: value };
    end.links = withBase(end.links, { [erpField]: { e: '1', c: '1', v: 1, r: 1, flag: 'failed', fail } });
  });
const edited = () => HandMade.linked().crmEdit(company(1), { phone: '2' });

test('invariant 15 holds: the ERP itself refused this value', () => {
  const refused = edited().event({
    what: 'refused',
    connection: 1,
    actorType: 'Customer',
    erpKey: '100',
    sent: { Phone: '2' },
    code: 'phone.bad',
  });
  assert.deepEqual(failuresHaveCauses(failedBy('erp.phone.bad', refused)), []);
});

test('invariant 15 holds: the ERP refused what an undo was to put back there, which the CRM does not hold (H06)', () => {
  const history = (status: 'failed' | 'unknown') => {
    const made = HandMade.linked().intoErp(1, 'Phone', '9', { kind: 'undo', silent: true });
    made.event({
      what: 'refused',
      connection: 1,
      actorType: 'Customer',
      erpKey: '100',
      sent: { Phone: '9' },
      code: 'phone.bad',
    });
    const { end, ...events } = failedBy('erp.phone.bad', made, 'Phone', '1');
    return { ...events, end: { ...end, intents: end.intents.map((intent) => ({ ...intent, status })) } };
  };
  assert.deepEqual(failuresHaveCauses(history('failed')), []);
  assert.deepEqual(broken(failuresHaveCauses(history('unknown'))), [15]);
});

test('invariant 15 breaks: a fault on the way still counts as a failure after it is over (H31)', () => {
  assert.deepEqual(broken(failuresHaveCauses(failedBy('erp.unconfirmed', edited()))), [15]);
});

test('invariant 15 breaks: a conversion that would succeed counts as failed', () => {
  assert.deepEqual(broken(failuresHaveCauses(failedBy('convert.notANumber', edited()))), [15]);
  const amount = HandMade.linked({ Nm: 'Acme', Credit: '1' }).crmEdit(company(1), { credit: 'much' });
  assert.deepEqual(failuresHaveCauses(failedBy('convert.notANumber', amount, 'Credit', 'much')), []);
});

test('invariant 15 holds: a conversion would succeed by now, but the record is not in the ERP to be looked at', () => {
  const inState = (state: 'active' | 'missingInErp') => {
    const history = failedBy('convert.unmappedItem', edited());
    return { ...history, end: { ...history.end, links: history.end.links.map((link) => ({ ...link, state })) } };
  };
  assert.deepEqual(failuresHaveCauses(inState('missingInErp')), []);
  assert.deepEqual(broken(failuresHaveCauses(inState('active'))), [15]);
  const gone = failedBy('convert.unmappedItem', edited().removeActor(customer('100')));
  assert.deepEqual(failuresHaveCauses(gone), []);
});

test('invariant 15 breaks: a save is told as failed that the ERP never refused (H31)', () => {
  const failed = edited()
    .intoErp(1, 'Phone', '2')
    .tell({ kind: 'failure', linkId: 1, erpField: 'Phone', intentId: 1, message: 'The ERP refused the batch.' });
  assert.deepEqual(broken(failuresWereRefusals(failed.done())), [15]);
  const refused = { what: 'refused', connection: 1, actorType: 'Customer', erpKey: '100', code: 'phone.bad' } as const;
  assert.deepEqual(failuresWereRefusals(failed.event({ ...refused, sent: { Phone: '2' } }).done()), []);
});

test('invariants 15 and 16 break: a record stands still without a reason', () => {
  const inState = (state: 'parked' | 'waitingForParent', reason: string | null) =>
    HandMade.linked().done((end) => {
      end.links = end.links.map((link) => ({ ...link, state, reason }));
    });
  assert.deepEqual(broken(stopsHaveReasons(inState('parked', null))), [15]);
  assert.deepEqual(broken(stopsHaveReasons(inState('waitingForParent', ''))), [16]);
  assert.deepEqual(stopsHaveReasons(inState('parked', 'The ERP refused it.')), []);
});
