/** What is kept for sides that forgot: answers that went back, connections that rest, late values, parents, new keys, walks. */
import assert from 'node:assert/strict';
import type { Link, RenumberLook } from '@kobling/engine';
import { aLog, aRun, type Case, type Scene } from './scene.ts';

const minuteMs = 60_000;
const later = (scene: Scene, ms: number): Date => new Date(scene.time.now().getTime() + ms);
const went = (link: Link, stale: 'read' | 'wentBack' | 'none') => ({
  links: [{ id: link.id, generation: link.generation, stale }],
});
const resting = { status: 'held', message: 'It rests.', failures: 0, nextTryAt: null } as const;
const well = { status: 'ok', message: null, failures: 0, nextTryAt: null } as const;

export const forgottenCases: readonly Case[] = [
  {
    name: 'H10: an answer that went back is counted, lasts after so many reads and so long, and is then believed but noted',
    async play(scene) {
      const lease = await scene.lease();
      const [a, b, c] = [
        (await scene.linked(lease, 'A')).link,
        (await scene.linked(lease, 'B')).link,
        (await scene.linked(lease, 'C')).link,
      ];
      await scene.commit(lease, { links: [{ id: a.id, generation: 1, lastModified: '9', rowHash: 'h' }] });
      const begun = scene.time.now();
      for (let reads = 0; reads < 3; reads += 1) {
        await scene.commit(lease, went(a, 'read'));
        if (reads === 0) await scene.commit(lease, went(b, 'read'));
        scene.time.pass(1_000);
      }
      await scene.commit(lease, went(c, 'wentBack'));
      const rule = { reads: 3, since: scene.time.now() };
      const count = () => scene.store.staleLinks(scene.connection, rule);
      assert.deepEqual(await count(), { stale: 2, lasting: 1 }, 'noted alone is not stale');
      assert.deepEqual((await scene.again(a)).stale, { reads: 3, since: begun });
      const early = { reads: 3, since: new Date(begun.getTime() - 1) };
      assert.equal((await scene.store.staleLinks(scene.connection, early)).lasting, 0);

      assert.equal(await scene.store.believeStale(lease, rule), 1);
      const believed = await scene.again(a);
      assert.deepEqual(
        [believed.lastModified, believed.rowHash, believed.stale],
        [null, null, { reads: 0, since: begun }],
      );
      assert.ok((await scene.backend.hints()).some(({ linkId, why }) => linkId === a.id && why === 'went back'));
      assert.deepEqual(await count(), { stale: 1, lasting: 0 });
      await scene.commit(lease, went(a, 'none'));
      assert.equal((await scene.again(a)).stale, undefined);
      const held = { id: b.id, generation: 1, state: 'held', stale: 'read' } as const;
      for (let reads = 0; reads < 3; reads += 1) await scene.commit(lease, { links: [held] });
      const last = { reads: 3, since: scene.time.now() };
      const found = await scene.store.staleLinks(scene.connection, last);
      assert.deepEqual(found, { stale: 0, lasting: 0 }, 'what is held is not read again, and keeps no other waiting');
      assert.equal(await scene.store.believeStale(lease, last), 0);
    },
  },
  {
    name: 'H10: a connection rests until it is let go, whatever is saved as its health; the look at it is asked for once',
    async play(scene) {
      const lease = await scene.lease();
      const ask = { kind: 'restored', side: 'erp', dryRun: true } as const;
      const hold = { code: 'erp.restored', message: 'It rests.' } as const;
      assert.equal(await scene.store.hold(scene.connection), undefined);
      assert.equal(await scene.store.holdConnection(lease, hold, ask), true);
      assert.equal(await scene.store.holdConnection(lease, { ...hold, message: 'Again.' }, ask), false);
      assert.deepEqual(await scene.store.hold(scene.connection), hold);
      assert.deepEqual(await scene.store.health(scene.connection), resting);
      await scene.store.saveHealth(lease, well);
      assert.deepEqual(await scene.store.health(scene.connection), resting);
      await scene.store.saveHealth(lease, { ...well, status: 'unreachable', message: 'Away.' });
      assert.deepEqual(await scene.store.health(scene.connection), resting);
      const request = await scene.store.nextRequest(scene.connection);
      assert.deepEqual(request?.body, ask);
      await scene.store.updateRequest(lease, request?.id ?? 0, { status: 'done' });
      assert.equal(await scene.store.nextRequest(scene.connection), undefined, 'once');
      await scene.backend.setActive(scene.connection, false);
      await scene.backend.setActive(scene.connection, true);
      assert.deepEqual(await scene.store.hold(scene.connection), hold, 'off and on again is no answer');
      assert.deepEqual(await scene.store.health(scene.connection), resting);
      await scene.store.releaseHold(lease);
      assert.equal(await scene.store.hold(scene.connection), undefined);
      assert.deepEqual(await scene.store.health(scene.connection), well);
    },
  },
  {
    name: 'H10: stamps that are forgotten leave every link noted, and marks and walks begin anew; the latest links by their log',
    async play(scene) {
      const lease = await scene.lease();
      const [a, b] = [(await scene.linked(lease, 'A')).link, (await scene.linked(lease, 'B')).link];
      await scene.commit(lease, { links: [{ id: a.id, generation: 1, lastModified: '9', rowHash: 'h' }] });
      await scene.store.saveMarks(lease, 'Customer', [{ at: scene.time.now(), lastModified: '9' }]);
      const walk = { actorType: 'Customer', afterKey: 'A', begunAt: scene.time.now(), mark: '9' } as const;
      await scene.store.saveWalk(lease, 'first Customer', walk);
      await scene.commit(lease, { logs: [aLog(a), aLog(a)] });
      assert.deepEqual(await scene.store.latestLinks(scene.connection, 1), [a.id]);
      await scene.commit(lease, { logs: [aLog(b)] });
      assert.deepEqual(await scene.store.latestLinks(scene.connection, 5), [b.id, a.id]);
      await scene.store.forgetStamps(lease);
      await scene.store.forgetStamps(lease);
      const forgotten = await scene.again(a);
      assert.deepEqual([forgotten.lastModified, forgotten.rowHash, forgotten.stale?.reads], [null, null, 0]);
      assert.deepEqual(await scene.store.marks(scene.connection, 'Customer'), []);
      assert.equal(await scene.store.walk(scene.connection, 'first Customer'), undefined);
    },
  },
  {
    name: 'H13: a value that may still land is known for its time, of its link’s generation, and once',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const late = { linkId: link.id, generation: 1, erpField: 'Phone', value: 's1', until: later(scene, minuteMs) };
      const known = async () =>
        ((await scene.store.lateValues([link.id], scene.time.now())).get(link.id) ?? []).map(({ value }) => value);
      await scene.commit(lease, { late: [late, { ...late, value: 'old', generation: 7 }] });
      assert.deepEqual(await known(), ['s1']);
      await scene.commit(lease, { late: [{ ...late, value: 's2', until: later(scene, 2 * minuteMs) }] });
      const [first] = (await scene.store.lateValues([link.id], scene.time.now())).get(link.id) ?? [];
      assert.equal(first?.value, 's1');
      await scene.commit(lease, { servedLate: [{ id: first?.id ?? 0, linkId: link.id }] });
      assert.deepEqual(await known(), ['s2']);
      scene.time.pass(3 * minuteMs);
      assert.deepEqual(await known(), []);
    },
  },
  {
    name: 'H33: a person’s parent is what its present company is linked to; a new link of it has the persons looked at',
    async play(scene) {
      const lease = await scene.lease();
      const { entity: company, link } = await scene.linked(lease, 'A');
      const ann = await scene.backend.crm.add('person', { lastName: 'Ann' }, company.id);
      const bob = await scene.backend.crm.add('person', { lastName: 'Bob' });
      const parents = async () => [...(await scene.store.parentsOf(scene.connection, [ann.id, bob.id]))];
      assert.deepEqual(await parents(), [[ann.id, { actorType: 'Customer', erpKey: 'A' }]]);
      const person = await scene.store.createLink(lease, aRun(lease), {
        actorType: 'Person',
        erpKey: 'P1',
        entity: ann,
        parentKey: 'A',
        state: 'active',
        lastModified: null,
      });
      assert.equal(person.status, 'linked');
      await scene.backend.unlink(link.id, 'ann');
      assert.deepEqual(await parents(), []);
      await scene.link(lease, 'B', company);
      assert.deepEqual(await parents(), [[ann.id, { actorType: 'Customer', erpKey: 'B' }]]);
      const hints = await scene.backend.hints();
      const id = person.status === 'linked' ? person.link.id : 0;
      assert.ok(hints.some(({ linkId, why }) => linkId === id && why === 'parent'));
    },
  },
  {
    name: 'H34: a missing key is looked for once in a while; of two that look alike none keeps its proposal',
    async play(scene) {
      const lease = await scene.lease();
      const missing = [(await scene.linked(lease, 'A')).link, (await scene.linked(lease, 'B')).link];
      const [a, b] = missing;
      assert.ok(a !== undefined && b !== undefined);
      await scene.commit(lease, {
        links: missing.map(({ id }) => ({ id, generation: 1, state: 'missingInErp' as const })),
      });
      const unsought = async () => new Set(await scene.store.missingUnsought(scene.connection, scene.time.now(), 10));
      assert.deepEqual(await unsought(), new Set([a.id, b.id]));
      const look = (link: Link, newKey: string | null, name: string): RenumberLook => ({
        linkId: link.id,
        generation: 1,
        oldKey: link.erpKey ?? '',
        newKey,
        fingerprint: { Nm: name },
      });
      await scene.store.saveLooks(lease, [look(a, 'N1', 'Acme'), look(b, null, 'Bolt')]);
      assert.deepEqual(await unsought(), new Set(), 'just looked for');
      scene.time.pass(1);
      assert.deepEqual(await unsought(), new Set([a.id, b.id]));
      await scene.store.saveLooks(lease, [look(b, 'N2', 'Acme')]);
      for (let id = 1; id < 10; id += 1) assert.equal(await scene.store.proposal(id), undefined);
    },
  },
  {
    name: 'H34: an approved key is the link’s from then on, one generation up; one that is taken, or a link that moved, is not',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const other = await scene.linked(lease, 'T');
      const proposal = { id: 0, linkId: link.id, generation: 1, actorType: 'Customer', oldKey: 'A' } as const;
      const renumber = (newKey: string) => scene.store.renumber(lease, aRun(lease), { ...proposal, newKey }, 'ann');
      assert.equal(await renumber('N'), 'moved', 'it is not missing');
      await scene.commit(lease, { links: [{ id: link.id, generation: 1, state: 'missingInErp', stale: 'wentBack' }] });
      assert.equal(await renumber('T'), 'taken');
      assert.equal((await scene.again(other.link)).generation, 1);
      assert.equal(await renumber('N'), 'done');
      const now = await scene.again(link);
      assert.deepEqual([now.erpKey, now.generation, now.state, now.stale], ['N', 2, 'active', undefined]);
      assert.ok((await scene.backend.hints()).some(({ linkId, why }) => linkId === link.id && why === 'renumbered'));
      const row = (await scene.backend.log()).at(-1);
      assert.deepEqual([row?.kind, row?.oldValue, row?.newValue, row?.by], ['link', 'A', 'N', 'ann']);
      assert.equal(await renumber('M'), 'moved');
    },
  },
  {
    name: 'H30: the place of a walk and the size of calls are kept until they are over',
    async play(scene) {
      const lease = await scene.lease();
      const walk = { actorType: 'Customer', afterKey: 'A', begunAt: scene.time.now(), mark: '9' } as const;
      assert.equal(await scene.store.walk(scene.connection, 'first Customer'), undefined);
      await scene.store.saveWalk(lease, 'first Customer', walk);
      await scene.store.saveWalk(lease, 'first Customer', { ...walk, afterKey: 'B' });
      assert.deepEqual(await scene.store.walk(scene.connection, 'first Customer'), { ...walk, afterKey: 'B' });
      await scene.store.saveWalk(lease, 'first Customer', undefined);
      assert.equal(await scene.store.walk(scene.connection, 'first Customer'), undefined);
      await scene.store.saveBatchSizes(lease, { read: 25 });
      assert.deepEqual((await scene.store.setup(scene.connection))?.batchSizes, { read: 25 });
    },
  },
];
