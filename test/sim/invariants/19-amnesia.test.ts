import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oldDataStaysBehind } from './19-amnesia.ts';
import { broken, customer, HandMade } from './hand-made.ts';

/** The ERP's Phone went from 1 to 2, was carried, and is 1 again after a restore. */
const restored = () =>
  HandMade.linked()
    .erpEdit(customer('100'), { Phone: '2' })
    .intoCrm(1, 'Phone', '2')
    .event({
      what: 'erpRestore',
      connection: 1,
      changes: [{ actor: customer('100'), old: { Phone: '2' }, values: { Phone: '1' } }],
    });

test('invariant 19 breaks: yesterday’s value comes over today’s (H10)', () => {
  assert.deepEqual(broken(oldDataStaysBehind(restored().intoCrm(1, 'Phone', '1').done())), [19]);
});

test('invariant 19 holds: a user typed it since, or a person said so', () => {
  const edited = restored().erpEdit(customer('100'), { Phone: '3' }).intoCrm(1, 'Phone', '3');
  assert.deepEqual(oldDataStaysBehind(edited.done()), []);
  const body = { kind: 'resync', from: 'erp', noBlanks: false } as const;
  const asked = restored().event({ what: 'request', id: 1, connection: 1, by: 'ann', body });
  assert.deepEqual(oldDataStaysBehind(asked.intoCrm(1, 'Phone', '1', { kind: 'resync' }).done()), []);
});
