/**
 * What a cursor is held against when it is saved (invariant 10), played by hand over the real recorder: the poll of a cycle, and
 * inside of it that of a cycle which somebody asked for between two batches (H24).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { World } from '@kobling/engine';
import type { Actor } from '@kobling/sdk';
import { openMemory } from './backend/memory/index.ts';
import { worldOf } from './gated.ts';
import { broken, HandMade } from './invariants/hand-made.ts';
import { cursorPassesNothing } from './invariants/10-cursor-and-log.ts';
import { optionsFor } from './options.ts';
import { Polls } from './polls.ts';
import { addRecords } from './records.ts';
import { beginSlice } from './slice.ts';
import { Stage } from './stage.ts';

interface Poll {
  readonly at: Date;
  readonly rows: AsyncIterator<Actor, unknown, undefined>;
}
interface Scene {
  /** Begins to read all actors; a moment goes by, if any. */
  poll(ms?: number): Promise<Poll>;
  toItsEnd(poll: Poll): Promise<void>;
  /** A user changes an actor that is linked and in step. */
  edit(): void;
  saveCursor(poll: Poll): Promise<void>;
}

/** Plays it as one worker's turn, and answers which invariants its cursors broke. */
async function brokenBy(story: (scene: Scene) => Promise<void>): Promise<readonly number[]> {
  const options = optionsFor(1, { connections: 1, companies: 3, persons: 0, projects: 0, faults: [], troubles: [] });
  const stage = await Stage.open(options, openMemory);
  try {
    await addRecords(stage);
    for (let turn = 0; turn < 3; turn += 1) await stage.crew.finish(await beginSlice(stage, 0));
    const worker = await stage.crew.start(0, async (one) =>
      story(await begin(stage, worldOf(stage, one, stage.erpAt(0)))),
    );
    await stage.crew.finish(worker);
    return broken(cursorPassesNothing({ ...new HandMade().done(), events: stage.events }));
  } finally {
    await stage.backend.close();
  }
}

async function begin(stage: Stage, { store, erp, clock }: World): Promise<Scene> {
  const { id, world } = stage.erpAt(0);
  const lease = await store.acquireLease(id, 'by hand', 3_600_000);
  const [link] = (await stage.backend.links()).filter(({ base }) => Object.keys(base).length > 0);
  assert.ok(lease !== undefined && link?.erpKey !== undefined && link.erpKey !== null);
  const { erpKey } = link;
  const [field = ''] = Object.keys(link.base);
  const query = { actorType: 'Customer', updatedOnOrAfter: '', fieldKeys: [field] } as const;
  return {
    poll: async (ms = 1_000) => {
      const at = clock.now();
      const stream = erp.getChangedActors(query, { signal: new AbortController().signal });
      if (ms > 0) await stage.crew.passTime(ms);
      return { at, rows: stream[Symbol.asyncIterator]() };
    },
    toItsEnd: async ({ rows }) => {
      while ((await rows.next()).done !== true);
    },
    edit: () => world.edit('Customer', erpKey, { [field]: 'typed by hand' }),
    saveCursor: async ({ at }) => store.saveMarks(lease, 'Customer', [{ at, lastModified: '1' }]),
  };
}

test('invariant 10 breaks: the cursor is saved although its answer held a change that nobody dealt with (H07)', async () => {
  const alone = brokenBy(async ({ poll, toItsEnd, edit, saveCursor }) => {
    edit();
    const cycle = await poll();
    await toItsEnd(cycle);
    await saveCursor(cycle);
  });
  assert.deepEqual(await alone, [10]);
});

test('invariant 10 holds: a cycle inside of the cycle saw a change and came to nothing; the outer cursor does not reach it', async () => {
  const inside = (save: 'outer' | 'inner') =>
    brokenBy(async ({ poll, toItsEnd, edit, saveCursor }) => {
      const outer = await poll();
      await toItsEnd(outer);
      edit();
      const inner = await poll();
      await toItsEnd(inner);
      await saveCursor(save === 'outer' ? outer : inner);
    });
  assert.deepEqual(await inside('outer'), []);
  assert.deepEqual(await inside('inner'), [10], 'its own cursor would pass it');
});

test('invariant 10 holds: a cycle inside of the cycle, in the same moment, passes what it has read itself', async () => {
  const inOneMoment = (inner: 'before the edit' | 'after it') =>
    brokenBy(async ({ poll, toItsEnd, edit, saveCursor }) => {
      if (inner === 'after it') edit();
      const outer = await poll(0);
      await outer.rows.next();
      const inside = await poll(0);
      await toItsEnd(inside);
      if (inner === 'before the edit') edit();
      await saveCursor(inside);
    });
  assert.deepEqual(await inOneMoment('before the edit'), []);
  assert.deepEqual(await inOneMoment('after it'), [10]);
});

test('invariant 10 breaks: the outer answer held a change that nobody dealt with, and an inner poll after it did not', async () => {
  const outside = brokenBy(async ({ poll, toItsEnd, edit, saveCursor }) => {
    edit();
    const outer = await poll();
    await toItsEnd(outer);
    await poll();
    await saveCursor(outer);
  });
  assert.deepEqual(await outside, [10]);
});

test('a cursor is held against the poll that ended well, not against one inside of it that broke off in the same moment', () => {
  const polls = new Polls([]);
  const [row] = [{ actorType: 'Customer', erpKey: '1', lastModified: '1', fieldValues: {} }] as const;
  const now = new Date(0);
  const outer = polls.begin('Customer', now);
  outer.row(row);
  const inner = polls.begin('Customer', now);
  inner.row(row);
  inner.row(row);
  inner.end(false);
  outer.end(true);
  const marks = [{ at: now, lastModified: '1' }];
  assert.equal(polls.behind('Customer', marks).length, 1);
  assert.equal(
    polls.behind('Customer', marks).length,
    2,
    'a cursor saved for an answer that broke off passes what it held',
  );
});
