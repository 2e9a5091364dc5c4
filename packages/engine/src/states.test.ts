import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follow, type LinkEvent, transitions } from './states.ts';
import type { LinkState } from './model.ts';

const states = Object.keys(transitions) as LinkState[];
const events = Object.keys(transitions.active) as LinkEvent[];

test('a broken link is history: nothing brings it back', () => {
  assert.deepEqual(new Set(events.map((event) => follow('broken', event))), new Set([undefined, 'broken']));
});

test('from every state a person can unlink, and every other state can be reached back to active', () => {
  for (const state of states) assert.equal(follow(state, 'unlinked'), 'broken');
  for (const state of states.filter((name) => name !== 'broken')) {
    const reached = new Set<LinkState>([state]);
    for (const from of reached)
      for (const event of events) {
        const next = follow(from, event);
        if (next !== undefined) reached.add(next);
      }
    assert.ok(reached.has('active'), `${state} is a dead end`);
  }
});

test('only a link that is being created waits for a key', () => {
  for (const state of states)
    for (const event of events) if (state !== 'creating') assert.notEqual(follow(state, event), 'creating');
});
