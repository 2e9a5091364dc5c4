import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorFollows, cursorPassesNothing, logReplays, nothingToldTwice, toldOnce } from './10-cursor-and-log.ts';
import { broken, company, customer, HandMade, withBase } from './hand-made.ts';

const carried = () =>
  HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .intoErp(1, 'Phone', '2')
    .erpEdit(customer('100'), { Nm: 'Beta' })
    .intoCrm(1, 'Nm', 'Beta');
const marks = (unsettled: readonly number[]) =>
  carried().event({ what: 'marks', connection: 1, actorType: 'Customer', upTo: '', seen: [], unsettled });

test('invariant 10 holds: nothing was passed, one row an intent, the log replays', () => {
  const history = marks([]).done();
  assert.deepEqual([...cursorPassesNothing(history), ...toldOnce(history), ...logReplays(history)], []);
});

test('invariant 10 breaks: the cursor moved past a row that was not processed (H07)', () => {
  assert.deepEqual(broken(cursorPassesNothing(marks([1]).done())), [10]);
});

test('invariant 10: the cursor moves to the greatest LastModified of its answer, as numbers go, and not to one far ahead (H22)', () => {
  const history = (lastModifiedKind: 'decimal' | 'dateTime', upTo: string, seen: readonly string[]) =>
    HandMade.linked(undefined, { lastModifiedKind })
      .event({ what: 'marks', connection: 1, actorType: 'Customer', upTo, seen, unsettled: [] })
      .done();
  assert.deepEqual(cursorFollows(history('decimal', '10', ['9', '10', '', 'none'])), []);
  assert.deepEqual(broken(cursorFollows(history('decimal', '9', ['9', '10']))), [10]);
  assert.deepEqual(broken(cursorFollows(history('decimal', '', ['9']))), [10]);
  assert.deepEqual(cursorFollows(history('dateTime', '1969-12-31T10:00:00', ['2099-01-01T00:00:00'])), []);
  assert.deepEqual(broken(cursorFollows(history('dateTime', '1969-12-31T10:00:00', ['1969-12-31T10:00:01']))), [10]);
});

test('invariant 10 breaks: one intent is told twice (H37)', () => {
  const history = carried();
  const row = history.log.find(({ intentId }) => intentId === 1);
  assert.deepEqual(broken(toldOnce(history.tell({ ...row, id: 99 }).done())), [10]);
});

test('invariant 10 breaks: a half of a base that the log does not give (H37)', () => {
  const bent = (e: string) =>
    carried().done((end) => {
      end.links = withBase(end.links, { Phone: { e, c: '2', v: 1, r: 1 } });
    });
  assert.deepEqual(broken(logReplays(bent('9'))), [10]);
  assert.deepEqual(logReplays(bent('2')), []);
});

test('invariant 10 holds: a user typed the same on both sides, and the base followed without a write', () => {
  const history = carried().erpEdit(customer('100'), { Phone: '7' }).crmEdit(company(1), { phone: '7' });
  assert.deepEqual(logReplays(history.agree(1, 'Phone').done()), []);
});

test('invariant 10 holds: another connection brought back what this one had written, before the same was typed on both sides', () => {
  const history = carried()
    .erpEdit(customer('100'), { Nm: 'C' })
    .crmEdit(company(1), { name: 'C' })
    .agree(1, 'Nm')
    .event({ what: 'crmWrite', connection: 2, ref: company(1), field: 'name', old: 'C', value: 'Beta' });
  assert.deepEqual(logReplays(history.done()), []);
});

/** Carried as '2', then '1' agreed on both sides, then the ERP's '2' again, which is held; Nm is sent with the whole record around it. */
const rewritten = (wholePhone: { readonly old: string; readonly stored: string }) =>
  carried()
    .erpEdit(customer('100'), { Phone: '1' })
    .crmEdit(company(1), { phone: '1' })
    .agree(1, 'Phone')
    .erpEdit(customer('100'), { Phone: wholePhone.old })
    .event({
      what: 'erpWrite',
      actor: customer('100'),
      token: 1n,
      old: { Nm: 'Beta', Phone: wholePhone.old },
      sent: { Nm: 'Gamma', Phone: wholePhone.stored },
      stored: { Nm: 'Gamma', Phone: wholePhone.stored },
      expected: {},
      intent: {
        id: 2,
        fields: {
          Nm: { value: 'Gamma', before: 'Beta', crm: 'Gamma', crmVersion: 1, kind: 'write', loserValue: null },
        },
      },
    })
    .done();

test('invariant 10 holds: a whole record took along what a user had put back, unchanged, and its base stayed (H01)', () => {
  assert.deepEqual(logReplays(rewritten({ old: '2', stored: '2' })), []);
});

test('invariant 10 breaks: a whole record put the value back over a user’s, and the base knows nothing of it', () => {
  assert.deepEqual(broken(logReplays(rewritten({ old: '3', stored: '2' }))), [10]);
});

test('invariant 10 breaks: the value was sent again on purpose, over the same, and the base did not follow', () => {
  const history = carried()
    .erpEdit(customer('100'), { Phone: '1' })
    .erpEdit(customer('100'), { Phone: '2' })
    .intoErp(1, 'Phone', '2')
    .done((end) => {
      end.links = withBase(end.links, { Phone: { e: '1', c: '2', v: 1, r: 1 } });
    });
  assert.deepEqual(broken(logReplays(history)), [10]);
});

test('invariant 12 breaks: what came twice is told twice (F8)', () => {
  const once = carried();
  assert.deepEqual(nothingToldTwice(once.done()), []);
  const row = once.log.findLast(({ target }) => target === 'crm');
  assert.deepEqual(broken(nothingToldTwice(once.tell({ ...row, id: 99 }).done())), [12]);
});

test('invariant 12 holds: a user put it back, and it was carried again', () => {
  const history = carried()
    .crmEdit(company(1), { phone: '1' })
    .intoErp(1, 'Phone', '1')
    .crmEdit(company(1), { phone: '2' })
    .intoErp(1, 'Phone', '2');
  assert.deepEqual(nothingToldTwice(history.done()), []);
});

test('invariant 12 holds: a merge gave the link another record, and that one got the same value', () => {
  const once = carried();
  const row = once.log.findLast(({ target }) => target === 'crm');
  assert.deepEqual(nothingToldTwice(once.tell({ ...row, id: 99, entity: company(2) }).done()), []);
});
