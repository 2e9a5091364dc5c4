import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { History } from '../history.ts';
import { createsOnce, crmOrigins, erpOrigins, nothingConcludedFromSilence } from './05-origins.ts';
import { broken, company, connection, customer, HandMade } from './hand-made.ts';

const asksForCreate = () =>
  new HandMade([connection(1)]).crmAdd(company(1), { name: 'Acme' }).event({
    what: 'request',
    id: 1,
    connection: 1,
    by: 'ann',
    body: { kind: 'create', actorType: 'Customer', entity: company(1), answers: {} },
  });
const created = (made: HandMade, erpKey: string) =>
  made.event({ what: 'erpCreate', actor: customer(erpKey), sent: { Nm: 'Acme' }, stored: { Nm: 'Acme' } });
/** The ERP in the end holds these. */
const withActors = (made: HandMade, ...keys: string[]): History =>
  made.done((end) => {
    const actors = keys.map((key) => ({ ...customer(key), values: {}, parentKey: undefined }));
    end.erp = new Map([[1, actors]]);
  });

test('invariant 5 holds: one create asked for, one actor made', () => {
  const history = withActors(created(asksForCreate(), '100'), '100');
  assert.deepEqual([...createsOnce(history), ...erpOrigins(history), ...crmOrigins(history)], []);
});

test('invariant 5 breaks: the create was sent a second time after a lost answer (H09)', () => {
  const history = withActors(created(created(asksForCreate(), '100'), '101'), '100', '101');
  assert.deepEqual(broken(createsOnce(history)), [5]);
});

test('invariant 5 holds: a user renamed the created actor before its answer was missed, so that no search could find it', () => {
  const history = (field: string) => {
    const made = created(asksForCreate(), '100').event({
      what: 'erpEdit',
      by: 'bob',
      actor: customer('100'),
      old: { [field]: 'Acme' },
      values: { [field]: 'Beta' },
      hidden: false,
    });
    return withActors(created(made, '101'), '100', '101');
  };
  assert.deepEqual(createsOnce(history('Nm')), []);
  assert.deepEqual(broken(createsOnce(history('Phone'))), [5]);
});

test('invariant 5 holds: a restored ERP lost the created actor, and it was sent again', () => {
  const made = created(asksForCreate(), '100').event({ what: 'erpRestore', connection: 1 });
  assert.deepEqual(createsOnce(withActors(created(made, '100'), '100')), []);
});

test('invariant 5 breaks: an actor, or a CRM record, that nobody created', () => {
  assert.deepEqual(broken(erpOrigins(withActors(asksForCreate(), '100'))), [5]);
  const history = asksForCreate().done((end) => {
    end.crm = { ...end.crm, company: [...end.crm.company, { ref: company(2), version: 1, values: {}, origin: {} }] };
  });
  assert.deepEqual(broken(crmOrigins(history)), [5]);
});

test('invariant 17 breaks: a record is gone that no user took away', () => {
  assert.deepEqual(broken(erpOrigins(HandMade.linked().removeActor(customer('100')).done())), [17]);
  assert.deepEqual(broken(crmOrigins(HandMade.linked().removeEntity(company(1)).done())), [17]);
  const byUser = HandMade.linked()
    .event({ what: 'erpRemove', actor: customer('100') })
    .removeActor(customer('100'));
  assert.deepEqual(erpOrigins(byUser.done()), []);
});

test('invariant 17 breaks: called missing, or unlinked, because an answer was empty (F16)', () => {
  const inState = (state: 'missingInErp' | 'broken', made = HandMade.linked()) =>
    made.done((end) => {
      end.links = end.links.map((link) => ({ ...link, state }));
    });
  assert.deepEqual(broken(nothingConcludedFromSilence(inState('missingInErp'))), [17]);
  assert.deepEqual(broken(nothingConcludedFromSilence(inState('broken'))), [17]);
  const unlinked = HandMade.linked().event({ what: 'unlink', linkId: 1 });
  assert.deepEqual(nothingConcludedFromSilence(inState('broken', unlinked)), []);
  assert.deepEqual(nothingConcludedFromSilence(HandMade.linked().done()), []);
});

test('invariant 17 holds: a create that waited was rejected by a person, which ends its link (H18)', () => {
  const history = (asked: boolean) => {
    const made = HandMade.linked().tell({ linkId: 1, kind: 'held', message: 'Rejected: it is not created.' });
    const held = { why: 'create', actorType: 'Customer', erpField: '' } as const;
    if (asked) made.event({ what: 'request', id: 1, connection: 1, body: { kind: 'reject', held }, by: 'eva' });
    return made.done((end) => {
      end.links = end.links.map((link) => ({ ...link, erpKey: null, state: 'broken' }));
    });
  };
  assert.deepEqual(nothingConcludedFromSilence(history(true)), []);
  assert.deepEqual(broken(nothingConcludedFromSilence(history(false))), [17]);
});

test('invariant 17 holds: a create that was refused ends its link, also after a merge gave it another record (H17)', () => {
  const history = (merged: boolean) => {
    const made = HandMade.linked();
    const body = { kind: 'create', actorType: 'Customer', entity: company(2), answers: {} } as const;
    made.event({ what: 'request', id: 1, connection: 1, body, by: 'eva' });
    if (merged) made.event({ what: 'crmMerge', loser: company(2), survivor: company(1) });
    return made.done((end) => {
      end.links = end.links.map((link) => ({ ...link, erpKey: null, state: 'broken' }));
    });
  };
  assert.deepEqual(nothingConcludedFromSilence(history(true)), []);
  assert.deepEqual(broken(nothingConcludedFromSilence(history(false))), [17]);
});
