import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectOnce } from './07-effect-once.ts';
import { broken, company, customer, HandMade } from './hand-made.ts';

test('invariant 7 holds: sent again only after somebody had changed it', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { phone: '2' })
    .intoErp(1, 'Phone', '2')
    .erpEdit(customer('100'), { Phone: '3' })
    .intoErp(1, 'Phone', '2', { kind: 'conflict', loser: '3' })
    .done();
  assert.deepEqual(effectOnce(history), []);
});

test('invariant 7 breaks: the answer was lost, and it was sent again unread (H14)', () => {
  const history = HandMade.linked()
    .crmEdit(company(1), { name: 'Beta' })
    .intoErp(1, 'Nm', 'Beta', { stored: 'BETA', silent: true })
    .intoErp(1, 'Nm', 'Beta', { stored: 'BETA' })
    .done();
  assert.deepEqual(broken(effectOnce(history)), [7]);
});

test('invariant 7 holds: the mapping was changed, and the ERP keeps another form of what it was sent (H19)', () => {
  const history = (stored: string) => {
    const made = HandMade.linked().crmEdit(company(1), { name: 'Beta' }).intoErp(1, 'Nm', 'Beta', { stored });
    const mappings = made.connections[0]?.mappings ?? [];
    return made.event({ what: 'mapping', connection: 1, mappings }).intoErp(1, 'Nm', 'Beta', { stored }).done();
  };
  assert.deepEqual(effectOnce(history('BETA')), []);
  assert.deepEqual(broken(effectOnce(history('Beta'))), [7]);
});

test('invariant 7 holds: what left the value as it was cannot be told from what never arrived (H14)', () => {
  const history = HandMade.linked({ Nm: 'ACME' })
    .crmEdit(company(1), { name: 'Acme' })
    .intoErp(1, 'Nm', 'Acme', { stored: 'ACME', silent: true })
    .intoErp(1, 'Nm', 'Acme', { stored: 'ACME' })
    .done();
  assert.deepEqual(effectOnce(history), []);
});

test('invariant 7 holds: what an undo put there is sent once more when the CRM says the same', () => {
  const history = HandMade.linked({ Nm: 'Acme' })
    .intoErp(1, 'Nm', 'Beta', { kind: 'undo', stored: 'BETA' })
    .crmEdit(company(1), { name: 'Beta' })
    .intoErp(1, 'Nm', 'Beta', { stored: 'BETA' })
    .done();
  assert.deepEqual(effectOnce(history), []);
});

test('invariant 7: a default that its ERP keeps in another form is sent once more when the CRM says the same, and not before', () => {
  const defaulted = () =>
    HandMade.linked({ Nm: 'Acme' }).intoErp(1, 'Phone', 'none', { kind: 'default', stored: 'NONE' });
  const said = defaulted().crmEdit(company(1), { phone: 'none' }).intoErp(1, 'Phone', 'none', { stored: 'NONE' });
  assert.deepEqual(effectOnce(said.done()), []);
  const unasked = defaulted().intoErp(1, 'Phone', 'none', { kind: 'default', stored: 'NONE' });
  assert.deepEqual(broken(effectOnce(unasked.done())), [7]);
});

test('invariant 7 holds: the CRM took the ERP’s own form of a value, and came back to the value (H02)', () => {
  const made = (between: boolean, stored: string) => {
    const sent = HandMade.linked({ Nm: 'Acme' })
      .crmEdit(company(1), { name: 'Beta' })
      .intoErp(1, 'Nm', 'Beta', { stored });
    if (between) sent.crmEdit(company(1), { name: 'BETA' }).crmEdit(company(1), { name: 'Beta' });
    return sent.intoErp(1, 'Nm', 'Beta', { stored }).done();
  };
  assert.deepEqual(effectOnce(made(true, 'BETA')), []);
  assert.deepEqual(broken(effectOnce(made(false, 'BETA'))), [7]);
  assert.deepEqual(broken(effectOnce(made(true, 'Beta'))), [7], 'the very value is found there');
});

test('invariant 7 holds: given up since the record was nowhere to be found, its own form of the value is decided anew (H14)', () => {
  const history = (stored: string) => {
    const made = HandMade.linked().crmEdit(company(1), { name: 'Beta' });
    made.intoErp(1, 'Nm', 'Beta', { stored, silent: true }).intoErp(1, 'Nm', 'Beta', { stored });
    const done = made.done();
    const intents = done.end.intents.map((intent) =>
      intent.id === 1 ? { ...intent, status: 'dropped' as const } : intent,
    );
    return { ...done, end: { ...done.end, intents } };
  };
  assert.deepEqual(effectOnce(history('BETA')), []);
  assert.deepEqual(broken(effectOnce(history('Beta'))), [7]);
});
