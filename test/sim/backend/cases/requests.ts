/** Requests in their lanes, and bulk linking. */
import assert from 'node:assert/strict';
import { aRun, type Case } from './scene.ts';

export const requestCases: readonly Case[] = [
  {
    name: 'H24: what a person waits for goes first; one left running is resumed at its place by the next worker',
    async play(scene) {
      const resync = { kind: 'resync', from: 'erp', noBlanks: false } as const;
      const long = await scene.backend.request(scene.connection, resync, 'ann');
      const cycle = await scene.backend.request(scene.connection, { kind: 'cycle' }, 'ann');
      const lease = await scene.lease();
      const next = (urgent?: boolean) => scene.store.nextRequest(scene.connection, urgent);
      assert.equal((await next())?.id, cycle);
      await scene.store.updateRequest(lease, cycle, { status: 'done', result: { counts: { checked: 1 } } });
      assert.deepEqual(await scene.backend.requestOf(cycle), { status: 'done', result: { counts: { checked: 1 } } });
      assert.equal(await next(true), undefined);
      const found = await next();
      assert.deepEqual([found?.id, found?.body, found?.by, found?.position], [long, resync, 'ann', undefined]);
      await scene.store.updateRequest(lease, long, { status: 'running', position: { afterKey: 'K' } });
      assert.equal(await next(), undefined, 'our own is under way');
      await scene.backend.endLease(scene.connection);
      await scene.lease(scene.connection, 'next');
      assert.deepEqual((await next())?.position, { afterKey: 'K' });
    },
  },
  {
    name: 'bulk linking: unique on both sides, without case and outer blanks; ambiguous ones are listed',
    async play(scene) {
      const lease = await scene.lease();
      const add = (name: string) => scene.backend.crm.add('company', { name });
      const [acme] = [await add(' Acme '), await add('Twice'), await add('Twice'), await add('Alone')];
      await scene.linked(lease, 'L', { name: 'Linked' });
      const stage = (erpKey: string, value: string) => ({ erpKey, value, parentKey: null, lastModified: '1' });
      await scene.store.stageMatch(7, [stage('1', 'acme'), stage('2', 'twice'), stage('3', 'nobody')]);
      await scene.store.stageMatch(7, [stage('1', 'acme'), stage('L', 'linked')]);
      const match = { requestId: 7, actorType: 'Customer', entity: 'company', crmField: 'name' } as const;
      const run = aRun(lease);
      const expected = {
        ambiguous: [{ value: 'twice', inErp: 1, inCrm: 2 }],
        ambiguousCount: 1,
        withoutCounterpart: 1,
      };
      const report = await scene.store.linkMatches(lease, run, { ...match, dryRun: true });
      assert.deepEqual(report, { ...expected, linked: 1, pairs: [{ erpKey: '1', entityId: acme.id, value: 'acme' }] });
      assert.equal(run.id, undefined);
      await scene.store.stageMatch(7, [stage('1', 'acme'), stage('2', 'twice'), stage('3', 'nobody')]);
      assert.deepEqual(await scene.store.linkMatches(lease, run, { ...match, dryRun: false }), {
        ...expected,
        linked: 1,
        pairs: [],
      });
      const [link] = await scene.store.linksByKeys(scene.connection, 'Customer', ['1']);
      assert.deepEqual([link?.entity, link?.state, link?.lastModified], [acme, 'active', '1']);
      assert.ok(run.id !== undefined);
      assert.deepEqual(
        (await scene.store.linkMatches(lease, run, { ...match, dryRun: false })).linked,
        0,
        'the stage is empty',
      );
    },
  },
  {
    name: 'H33: bulk linking joins a person only with an actor of its own company',
    async play(scene) {
      const lease = await scene.lease();
      const { entity } = await scene.linked(lease, 'A');
      const person = await scene.backend.crm.add('person', { lastName: 'Lee' }, entity.id);
      await scene.backend.crm.add('person', { lastName: 'Ray' }, entity.id);
      const candidate = (erpKey: string, value: string, parentKey: string) => ({
        erpKey,
        value,
        parentKey,
        lastModified: '1',
      });
      await scene.store.stageMatch(1, [candidate('P1', 'lee', 'A'), candidate('P2', 'ray', 'B')]);
      const match = {
        requestId: 1,
        actorType: 'Person',
        entity: 'person',
        crmField: 'lastName',
        dryRun: false,
      } as const;
      assert.equal((await scene.store.linkMatches(lease, aRun(lease), match)).linked, 1);
      const links = await scene.store.linksByKeys(scene.connection, 'Person', ['P1', 'P2']);
      assert.deepEqual(
        links.map(({ erpKey, entity: ref }) => [erpKey, ref.id]),
        [['P1', person.id]],
      );
    },
  },
];
