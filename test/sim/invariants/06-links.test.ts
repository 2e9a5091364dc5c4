import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notRePointed, oneToOne } from './06-links.ts';
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
