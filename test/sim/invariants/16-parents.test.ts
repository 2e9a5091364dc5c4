import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityRef } from '@kobling/engine';
import type { ActorRef } from '../history.ts';
import { orphansWait, parentsFirst } from './16-parents.ts';
import { broken, company, customer, HandMade } from './hand-made.ts';

const person: EntityRef = { kind: 'person', id: 1 };
const contact: ActorRef = { connection: 1, actorType: 'Person', erpKey: 'P1' };

test('invariant 16 holds: a person is created under a customer that is there', () => {
  const made = (parentKey: string) =>
    HandMade.linked().event({ what: 'erpCreate', actor: contact, stored: {}, parentKey }).done();
  assert.deepEqual(parentsFirst(made('100')), []);
  assert.deepEqual(broken(parentsFirst(made('101'))), [16], 'nobody there by that key');
});

test('invariant 16 breaks: the parent had been removed', () => {
  const history = HandMade.linked()
    .event({ what: 'erpRemove', actor: customer('100') })
    .event({ what: 'erpCreate', actor: contact, stored: {}, parentKey: '100' });
  assert.deepEqual(broken(parentsFirst(history.done())), [16]);
});

test('invariant 16 breaks: a person syncs although its actor belongs to another company (H33)', () => {
  const under = (parentKey: string, state: 'active' | 'waitingForParent' = 'active') =>
    HandMade.linked()
      .event({ what: 'crmAdd', by: 'ann', ref: person, values: {}, parent: company(1) })
      .done((end) => {
        const [link] = end.links;
        if (link !== undefined)
          end.links = [link, { ...link, id: 2, entity: person, actorType: 'Person', erpKey: 'P1', state }];
        end.erp = new Map([[1, [{ ...contact, values: {}, parentKey }]]]);
      });
  assert.deepEqual(orphansWait(under('100')), []);
  assert.deepEqual(broken(orphansWait(under('101'))), [16]);
  assert.deepEqual(orphansWait(under('101', 'waitingForParent')), []);
});
