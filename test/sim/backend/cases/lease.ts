/** One worker at a time; a token that fences every write (H13). */
import assert from 'node:assert/strict';
import { LeaseLost } from '@kobling/engine';
import { anIntent, type Case } from './scene.ts';

export const leaseCases: readonly Case[] = [
  {
    name: 'a lease is held by one worker until it is released',
    async play(scene) {
      const first = await scene.lease();
      assert.equal(await scene.store.acquireLease(scene.connection, 'other', 60_000), undefined);
      await scene.store.releaseLease(first);
      const second = await scene.lease();
      assert.equal(second.token, first.token + 1n);
      await scene.store.releaseLease(first);
      assert.equal(await scene.store.acquireLease(scene.connection, 'third', 60_000), undefined);
    },
  },
  {
    name: 'a lease ends by the simulated clock, can be renewed before, and never after',
    async play(scene) {
      const lease = await scene.lease();
      scene.time.pass(50_000);
      assert.equal(await scene.store.renewLease(lease, 60_000), true);
      scene.time.pass(50_000);
      assert.equal(await scene.store.renewLease(lease, 1_000), true, 'not shortened');
      scene.time.pass(5_000);
      assert.equal(await scene.store.acquireLease(scene.connection, 'other', 60_000), undefined);
      scene.time.pass(10_000);
      assert.equal(await scene.store.renewLease(lease, 60_000), false);
      await scene.lease(scene.connection, 'other');
    },
  },
  {
    name: 'endLease ends it as time would',
    async play(scene) {
      const lease = await scene.lease();
      await scene.backend.endLease(scene.connection);
      assert.equal(await scene.store.renewLease(lease, 60_000), false);
      await scene.lease(scene.connection, 'other');
    },
  },
  {
    name: 'H13: a lease with a write under way is not taken over before that write can land no more',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'K1');
      const { intents } = await scene.commit(lease, { intents: [anIntent(link)] });
      assert.equal(
        await scene.store.markSent(
          lease,
          intents.map(({ id }) => id),
        ),
        true,
      );
      scene.time.pass(70_000);
      assert.equal(await scene.store.acquireLease(scene.connection, 'other', 60_000), undefined);
      scene.time.pass(60_000);
      const other = await scene.lease(scene.connection, 'other');
      const due = await scene.store.intentsDue(other, scene.time.now(), 10);
      assert.deepEqual(
        due.map(({ status }) => status),
        ['unknown'],
      );
    },
  },
  {
    name: 'H13: nothing of a worker that lost its lease is written',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'K1');
      await scene.backend.endLease(scene.connection);
      const run = { connectionId: scene.connection, kind: 'cycle', by: 'sync', id: undefined } as const;
      const entity = await scene.backend.crm.add('company', { name: 'New' });
      const wanted = {
        actorType: 'Customer',
        erpKey: 'K9',
        entity,
        parentKey: null,
        state: 'active',
        lastModified: null,
      } as const;
      const position = { epoch: 1, xid: '1', seq: '0' };
      const health = { status: 'ok', message: null, failures: 0, nextTryAt: null } as const;
      for (const write of [
        () => scene.commit(lease, { hints: [{ linkId: link.id, why: 'x', dueAt: scene.time.now() }] }),
        () => scene.store.createLink(lease, { ...run }, wanted),
        () => scene.store.breakLinks(lease, [link.id], 'x'),
        () => scene.store.moveLink(lease, link.id, entity),
        () => scene.store.saveMarks(lease, 'Customer', []),
        () => scene.store.saveFeedPosition(lease, position),
        () => scene.store.saveHealth(lease, health),
        () => scene.store.raiseOverlap(lease, 90_000),
        () => scene.store.updateRequest(lease, 1, { status: 'running' }),
      ])
        await assert.rejects(write, LeaseLost);
      assert.equal(await scene.store.markSent(lease, []), false);
      assert.equal((await scene.backend.links()).length, 1);
    },
  },
];
