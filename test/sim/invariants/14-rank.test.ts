import assert from 'node:assert/strict';
import { test } from 'node:test';
import { winnerByRank } from './14-rank.ts';
import { broken, company, connection, customer, HandMade } from './hand-made.ts';

const bothEdited = () => HandMade.linked().erpEdit(customer('100'), { Phone: '3' }).crmEdit(company(1), { phone: '2' });

test('invariant 14 holds: a person’s value outranks the ERP, whoever came first', () => {
  assert.deepEqual(winnerByRank(bothEdited().intoErp(1, 'Phone', '2', { kind: 'conflict', loser: '3' }).done()), []);
});

test('invariant 14 breaks: the later edit wins instead of the higher rank', () => {
  const history = bothEdited().intoCrm(1, 'Phone', '3', { kind: 'conflict', loser: '2' }).done();
  assert.deepEqual(broken(winnerByRank(history)), [14]);
});

test('invariant 14 leaves open: the ERP holds exactly what was sent there before without an answer (H13)', () => {
  const made = (typed: string) =>
    HandMade.linked({ Nm: 'Acme', Phone: '1' })
      .crmEdit(company(1), { phone: '2' })
      .intoErp(1, 'Phone', '2', { silent: true })
      .crmEdit(company(1), { phone: '3' })
      .erpEdit(customer('100'), { Phone: typed })
      .intoErp(1, 'Phone', '3', { kind: 'conflict', loser: typed })
      .done((end) => {
        end.connections = end.connections.map((one) => ({ ...one, rank: 0, crmRank: 1 }));
        end.intents = end.intents.map((intent) =>
          intent.status === 'unknown' ? { ...intent, status: 'dropped', sentAt: new Date(0) } : intent,
        );
      });
  assert.deepEqual(winnerByRank(made('2')), []);
  assert.deepEqual(broken(winnerByRank(made('4'))), [14]);
});

/** Two ERPs on one company; the second is away while the first writes. */
function star(person: boolean) {
  const made = new HandMade([connection(1), { ...connection(2), rank: 2 }])
    .erpAdd(customer('100', 1), { Phone: '1' })
    .erpAdd(customer('200', 2), { Phone: '1' })
    .crmAdd(company(1), { phone: '1' })
    .link(1, customer('100', 1), company(1))
    .link(2, customer('200', 2), company(1));
  // The first ERP's own write: from here on its base is certain.
  made.erpEdit(customer('100', 1), { Phone: 'x' }).intoCrm(1, 'Phone', 'x').intoErp(2, 'Phone', 'x');
  if (person) made.crmEdit(company(1), { phone: 'c' }).intoErp(2, 'Phone', 'c');
  return made
    .erpEdit(customer('200', 2), { Phone: 'b' })
    .intoCrm(2, 'Phone', 'b')
    .erpEdit(customer('100', 1), { Phone: 'a' });
}

test('invariant 14 holds: the higher ERP wins over a value of the lower one', () => {
  assert.deepEqual(winnerByRank(star(false).intoCrm(1, 'Phone', 'a', { kind: 'conflict', loser: 'b' }).done()), []);
});

test('invariant 14 breaks: a lower ERP’s value wins over a higher ERP', () => {
  const history = star(false).intoErp(1, 'Phone', 'b', { kind: 'conflict', loser: 'a' }).done();
  assert.deepEqual(broken(winnerByRank(history)), [14]);
});

test('invariant 14 breaks: a person had written since the base, but only the last writer was asked for (H28)', () => {
  assert.deepEqual(winnerByRank(star(true).intoErp(1, 'Phone', 'b', { kind: 'conflict', loser: 'a' }).done()), []);
  const history = star(true).intoCrm(1, 'Phone', 'a', { kind: 'conflict', loser: 'b' }).done();
  assert.deepEqual(broken(winnerByRank(history)), [14]);
});

test('invariant 14: a person who saved the lower ERP’s value as it was has written nothing (H12)', () => {
  const saved = (side: 'erp' | 'crm') => {
    const made = star(false).crmEdit(company(1), { phone: 'b' });
    return side === 'crm'
      ? made.intoCrm(1, 'Phone', 'a', { kind: 'conflict', loser: 'b' }).done()
      : made.intoErp(1, 'Phone', 'b', { kind: 'conflict', loser: 'a' }).done();
  };
  assert.deepEqual(winnerByRank(saved('crm')), []);
  assert.deepEqual(broken(winnerByRank(saved('erp'))), [14]);
});

test('invariant 14 holds: a person’s blank was agreed on with a field that the ERP had never held anything in', () => {
  const made = new HandMade([connection(1), { ...connection(2), rank: 2 }])
    .erpAdd(customer('100', 1), { Nm: 'Acme' })
    .erpAdd(customer('200', 2), { Nm: 'Acme' })
    .crmAdd(company(1), { name: 'Acme', phone: '9' })
    .crmEdit(company(1), { phone: '' })
    .link(1, customer('100', 1), company(1))
    .link(2, customer('200', 2), company(1))
    .erpEdit(customer('100', 1), { Phone: 'a' })
    .erpEdit(customer('200', 2), { Phone: 'b' })
    .intoCrm(2, 'Phone', 'b')
    .intoCrm(1, 'Phone', 'a', { kind: 'conflict', loser: 'b' });
  assert.deepEqual(winnerByRank(made.done()), []);
});

test('invariant 14 holds: what this connection’s own undo put there is its base, and only later writers count (H06)', () => {
  const made = (undoes: number | null) =>
    new HandMade([connection(1), { ...connection(2), rank: 2 }])
      .erpAdd(customer('100', 1), { Phone: '1' })
      .erpAdd(customer('200', 2), { Phone: 'c' })
      .crmAdd(company(1), { phone: 'c' })
      .link(1, customer('100', 1), company(1))
      .link(2, customer('200', 2), company(1))
      .intoCrm(1, 'Phone', '1', { kind: 'firstAgreement', loser: 'c' })
      .intoCrm(1, 'Phone', 'c', { kind: 'undo' })
      .erpEdit(customer('200', 2), { Phone: 'b' })
      .intoCrm(2, 'Phone', 'b')
      .erpEdit(customer('100', 1), { Phone: 'a' })
      .intoCrm(1, 'Phone', 'a', { kind: 'conflict', loser: 'b' })
      .done((end) => {
        end.log = end.log.map((row) => (row.kind === 'undo' ? { ...row, undoes } : row));
      });
  assert.deepEqual(winnerByRank(made(3)), []);
  assert.deepEqual(broken(winnerByRank(made(null))), [14], 'the choice of a conflict’s other value leaves the base');
});

test('invariant 14 holds: who rejects what was held agrees on what both sides hold; only later writers count (H18)', () => {
  const made = (rejected: string) => {
    const story = new HandMade([connection(1), { ...connection(2), rank: 2 }])
      .erpAdd(customer('100', 1), { Phone: '1' })
      .erpAdd(customer('200', 2), { Phone: '1' })
      .crmAdd(company(1), { phone: '1' })
      .link(1, customer('100', 1), company(1))
      .link(2, customer('200', 2), company(1))
      .crmEdit(company(1), { phone: 'c' })
      .intoErp(2, 'Phone', 'c');
    const message = 'Rejected: both sides stay as they are.';
    story.tell({
      linkId: 1,
      erpField: 'Phone',
      crmField: 'phone',
      kind: 'held',
      oldValue: '1',
      newValue: rejected,
      message,
    });
    return story
      .erpEdit(customer('200', 2), { Phone: 'b' })
      .intoCrm(2, 'Phone', 'b')
      .erpEdit(customer('100', 1), { Phone: 'a' })
      .intoCrm(1, 'Phone', 'a', { kind: 'conflict', loser: 'b' })
      .done();
  };
  assert.deepEqual(winnerByRank(made('c')), []);
  assert.deepEqual(broken(winnerByRank(made('another'))), [14], 'another value was left as it was');
});
