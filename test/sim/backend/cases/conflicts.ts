/** Conflicts open and close with the log's rows. */
import assert from 'node:assert/strict';
import { aLog, type Case } from './scene.ts';

const conflict = { kind: 'conflict', loserValue: 'lost', winnerValue: 'won' } as const;

export const conflictCases: readonly Case[] = [
  {
    name: 'a conflict keeps both values; the next write of the field supersedes it',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      await scene.commit(lease, { logs: [aLog(link, { ...conflict, target: 'crm' })] });
      const [first] = await scene.backend.conflicts();
      assert.deepEqual(
        [first?.erpValue, first?.crmValue, first?.winner, first?.status],
        ['won', 'lost', 'erp', 'open'],
      );
      const open = await scene.store.openConflict(first?.id ?? 0);
      assert.deepEqual([open?.generation, open?.crmField], [1, 'phone']);
      await scene.commit(lease, { logs: [aLog(link, { ...conflict, target: 'erp' })] });
      await scene.commit(lease, { logs: [aLog(link, { erpField: 'Nm' })] });
      const all = await scene.backend.conflicts();
      assert.deepEqual(
        all.map(({ status, winner }) => [status, winner]),
        [
          ['superseded', 'erp'],
          ['open', 'crm'],
        ],
      );
      await scene.commit(lease, { logs: [aLog(link)] });
      assert.equal(await scene.store.openConflict(all[1]?.id ?? 0), undefined);
    },
  },
  {
    name: 'a conflict that waits for a person (no target) opens none; of two on one field in a commit the later stands',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      await scene.commit(lease, { logs: [aLog(link, { ...conflict, target: null })] });
      assert.deepEqual(await scene.backend.conflicts(), []);
      const two = [aLog(link, { ...conflict, target: 'crm' }), aLog(link, { ...conflict, target: 'erp' })];
      await scene.commit(lease, { logs: two });
      assert.deepEqual(
        (await scene.backend.conflicts()).map(({ winner, status }) => [winner, status]),
        [['crm', 'open']],
      );
    },
  },
  {
    name: 'kept and turned: a conflict that the turning write superseded is turned all the same',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      await scene.commit(lease, { logs: [aLog(link, { ...conflict, target: 'crm' })] });
      const [row] = await scene.backend.conflicts();
      await scene.commit(lease, { logs: [aLog(link)] });
      await scene.store.resolveConflict(lease, row?.id ?? 0, 'kept', 'ann');
      assert.equal((await scene.backend.conflicts())[0]?.status, 'superseded');
      await scene.store.resolveConflict(lease, row?.id ?? 0, 'turned', 'ann');
      assert.equal((await scene.backend.conflicts())[0]?.status, 'turned');
    },
  },
  {
    name: 'a broken link has no open conflict',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      await scene.commit(lease, { logs: [aLog(link, { ...conflict, target: 'crm' })] });
      await scene.backend.unlink(link.id, 'ann');
      assert.equal((await scene.backend.conflicts())[0]?.status, 'superseded');
    },
  },
];
