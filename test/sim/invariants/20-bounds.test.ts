import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '@kobling/engine';
import { attemptsAreBounded, oneRunner } from './20-bounds.ts';
import { broken, company, HandMade } from './hand-made.ts';

test('invariant 20 breaks: a link that fails for ever is not parked (H31)', () => {
  const inState = (state: 'failing' | 'parked') =>
    HandMade.linked().done((end) => {
      end.links = end.links.map((link) => ({ ...link, state, attempts: limits.attempts }));
    });
  assert.deepEqual(broken(attemptsAreBounded(inState('failing'))), [20]);
  assert.deepEqual(attemptsAreBounded(inState('parked')), []);
});

test('invariant 20 breaks: an intent is tried again although nothing went wrong', () => {
  const tried = (made: HandMade) =>
    made
      .crmEdit(company(1), { phone: '2' })
      .intoErp(1, 'Phone', '2')
      .done((end) => {
        end.intents = end.intents.map((intent) => ({ ...intent, attempts: 1 }));
      });
  assert.deepEqual(broken(attemptsAreBounded(tried(HandMade.linked()))), [20]);
  const fault = { what: 'fault', connection: 1, operation: 'saveActors', fault: 'unknownAfter' } as const;
  assert.deepEqual(attemptsAreBounded(tried(HandMade.linked().event(fault))), []);
  const overdue = { what: 'overdue', connection: 1, operation: 'saveActors' } as const;
  assert.deepEqual(attemptsAreBounded(tried(HandMade.linked().event(overdue))), []);
});

/** Worker 2 writes, then worker 1 that it had replaced. */
const overtaken = (fencesWrites: boolean, slept: boolean) => {
  const made = HandMade.linked(undefined, { fencesWrites });
  if (slept) made.event({ what: 'sleep', worker: 'one', connection: 1, step: 'saveActors' });
  return made.intoErp(1, 'Phone', '2', { token: 2n }).intoErp(1, 'Phone', '3', { token: 1n }).done();
};

test('invariant 20 breaks: a replaced worker still writes (H13)', () => {
  assert.deepEqual(broken(oneRunner(overtaken(true, true))), [20]);
  assert.deepEqual(broken(oneRunner(overtaken(false, false))), [20]);
});

test('invariant 20 concedes a worker that slept, before an ERP that does not fence (H13)', () => {
  assert.deepEqual(oneRunner(overtaken(false, true)), []);
});

test('invariant 20 breaks: the store takes a write of a worker whose lease another one has', () => {
  const history = HandMade.linked();
  history.event({ what: 'overtaken', connection: 1, step: 'commit', token: 1n, newest: 2n });
  assert.deepEqual(broken(oneRunner(history.done())), [20]);
});
