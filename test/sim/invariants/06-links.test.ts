import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergesTakeLinksAlong, notRePointed, oneToOne } from './06-links.ts';
import { broken, company, customer, HandMade } from './hand-made.ts';

const two = () =>
  HandMade.linked()
    .erpAdd(customer('101'), { Nm: 'Beta' })
    .crmAdd(company(2), { name: 'Beta' })
    .link(2, customer('101'), company(2));

test('invariant 6 holds: two pairs', () => {
  assert.deepEqual([...oneToOne(two().done()), ...notRePointed(two().done())], []);
});

test('invariant 6 breaks: one record, or one key, with two links', () => {
  const history = (bent: Partial<{ erpKey: string; entity: ReturnType<typeof company> }>) =>
    two().done((end) => {
      end.links = end.links.map((link) => (link.id === 2 ? { ...link, ...bent } : link));
    });
  assert.deepEqual(broken(oneToOne(history({ entity: company(1) }))), [6]);
  assert.deepEqual(broken(oneToOne(history({ erpKey: '100' }))), [6]);
  assert.deepEqual(broken(notRePointed(history({ erpKey: '102' }))), [6], 'and nobody wrote it down');
  assert.deepEqual(broken(notRePointed(history({ entity: company(3) }))), [6]);
});

test('invariant 6 holds: a merge moved the link, and the log says so', () => {
  const history = HandMade.linked().tell({ linkId: 1, entity: company(3), kind: 'link', newValue: '100' });
  const moved = history.done((end) => {
    end.links = end.links.map((link) => ({ ...link, entity: company(3) }));
  });
  assert.deepEqual(notRePointed(moved), []);
});

test('invariant 6 holds: what a create made was renumbered by a user before it was found', () => {
  const history = (key: string) => {
    const made = HandMade.linked();
    const intent = { id: 1, connectionId: 1, linkId: 1, generation: 1, kind: 'create', actorType: 'Customer' } as const;
    made.intents.push({
      ...intent,
      erpKey: null,
      fields: {},
      status: 'settled',
      attempts: 1,
      mappingVersion: 1,
      foundBefore: [],
      parent: null,
      sentAt: null,
    });
    made.tell({ linkId: 1, entity: company(1), kind: 'link', newValue: null });
    made.event({ what: 'erpCreate', actor: customer(key), stored: { Nm: 'Acme' } });
    made.event({ what: 'erpRemove', actor: customer('102') }).erpAdd(customer('100'), { Nm: 'Acme' });
    return made.done();
  };
  assert.deepEqual(notRePointed(history('102')), []);
  assert.deepEqual(broken(notRePointed(history('103'))), [6], 'another record');
});

test('invariant 6: a link follows the record that its own was merged into, unless that one has a link', () => {
  const merged = (ends: boolean, survivorHasLink = false) => {
    const history = HandMade.linked().crmAdd(company(2), { name: 'Beta' });
    if (survivorHasLink) history.erpAdd(customer('101'), { Nm: 'Beta' }).link(2, customer('101'), company(2));
    history.event({ what: 'crmMerge', loser: company(1), survivor: company(2) });
    return history.done((end) => {
      end.links = end.links.map((link) =>
        link.id !== 1 ? link : ends ? { ...link, state: 'broken' } : { ...link, entity: company(2) },
      );
    });
  };
  assert.deepEqual(mergesTakeLinksAlong(merged(false)), []);
  assert.deepEqual(mergesTakeLinksAlong(merged(true, true)), []);
  assert.deepEqual(broken(mergesTakeLinksAlong(merged(true))), [6]);
});
