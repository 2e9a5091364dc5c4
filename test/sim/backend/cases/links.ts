/** Links: unique on both sides, in the orders they are worked in, and what makes, breaks and moves them. */
import assert from 'node:assert/strict';
import type { EntityRef, Lease, Link } from '@kobling/engine';
import { aBase, aConnection, anIntent, aRun, type Case, nameAndPhone, type Scene } from './scene.ts';

const wish = (erpKey: string | null, entity: EntityRef, parentKey: string | null = null) =>
  ({
    actorType: entity.kind === 'person' ? 'Person' : 'Customer',
    erpKey,
    entity,
    parentKey,
    state: erpKey === null ? 'creating' : 'active',
    lastModified: null,
  }) as const;
const tried = async (scene: Scene, lease: Lease, ...[erpKey, entity, parentKey]: Parameters<typeof wish>) =>
  (await scene.store.createLink(lease, aRun(lease), wish(erpKey, entity, parentKey))).status;

export const linkCases: readonly Case[] = [
  {
    name: 'links asked for by ids, keys or entities come in the order of their ids, also after one was written',
    async play(scene) {
      const lease = await scene.lease();
      const made = [await scene.linked(lease, 'C'), await scene.linked(lease, 'B'), await scene.linked(lease, 'A')];
      const ids = made.map(({ link }) => link.id);
      const first = made[0]?.link ?? assert.fail();
      await scene.commit(lease, { links: [{ id: first.id, generation: 1, reason: 'x' }] });
      const idsOf = (links: readonly Link[]): readonly number[] => links.map(({ id }) => id);
      assert.deepEqual(idsOf(await scene.store.linksByIds(ids.toReversed())), ids);
      assert.deepEqual(idsOf(await scene.store.linksByKeys(scene.connection, 'Customer', ['A', 'B', 'C'])), ids);
      const companies = made.map(({ entity }) => entity.id).toReversed();
      assert.deepEqual(idsOf(await scene.store.linksByEntities(scene.connection, 'company', companies)), ids);
    },
  },
  {
    name: 'rule 1: one link for an entity and one for a key on a connection; another connection has its own',
    async play(scene) {
      const lease = await scene.lease();
      const { entity, link } = await scene.linked(lease, 'A');
      const other = await scene.backend.crm.add('company', { name: 'Other' });
      assert.equal(await tried(scene, lease, 'B', entity), 'taken');
      assert.equal(await tried(scene, lease, 'A', other), 'taken');
      const second = await scene.backend.addConnection(aConnection('B', [nameAndPhone]));
      await scene.link(await scene.lease(second), 'A', entity);
      await scene.backend.unlink(link.id, 'ann');
      const made = await scene.link(lease, 'A', entity);
      assert.equal(made.generation, 2, 'the entity had a link there before');
    },
  },
  {
    name: 'a link that is made gets a hint and a log row; one that is creating gets its hint later (H16)',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      await scene.link(lease, null, await scene.backend.crm.add('company', { name: 'New' }));
      await scene.link(lease, null, await scene.backend.crm.add('company', { name: 'Newer' }));
      assert.deepEqual(await scene.backend.hints(), [{ linkId: link.id, why: 'linked' }]);
      const rows = await scene.backend.log();
      assert.deepEqual(
        rows.map(({ kind, newValue, by }) => [kind, newValue, by]),
        [
          ['link', 'A', 'sync'],
          ['link', null, 'sync'],
          ['link', null, 'sync'],
        ],
      );
      assert.ok(rows.every(({ runId }) => runId !== null));
    },
  },
  {
    name: 'rule 2 (H33): a person needs a parent there, and the right one; a record that is gone has no link',
    async play(scene) {
      const lease = await scene.lease();
      const company = await scene.backend.crm.add('company', { name: 'Acme' });
      const person = await scene.backend.crm.add('person', { lastName: 'Lee' }, company.id);
      assert.equal(await tried(scene, lease, 'P', person), 'parent');
      await scene.link(lease, 'A', company);
      assert.deepEqual(await scene.store.parentOf(scene.connection, person), { actorType: 'Customer', erpKey: 'A' });
      assert.equal(await scene.store.parentOf(scene.connection, company), undefined);
      assert.equal(await tried(scene, lease, 'P', person, 'X'), 'parent');
      assert.equal(await tried(scene, lease, 'P', person, 'A'), 'linked');
      await scene.backend.crm.remove(person);
      assert.equal(await tried(scene, lease, 'Q', person, 'A'), 'gone');
    },
  },
  {
    name: 'links by key, entity and id; broken ones by id only (H17)',
    async play(scene) {
      const lease = await scene.lease();
      const { entity, link } = await scene.linked(lease, 'A');
      await scene.linked(lease, 'a');
      const keys = async () =>
        (await scene.store.linksByKeys(scene.connection, 'Customer', ['A', 'x'])).map(({ id }) => id);
      const entities = async () =>
        (await scene.store.linksByEntities(scene.connection, 'company', [entity.id])).map(({ id }) => id);
      assert.deepEqual([await keys(), await entities()], [[link.id], [link.id]]);
      assert.deepEqual(await scene.store.linksByKeys(scene.connection, 'Supplier', ['A']), []);
      await scene.store.breakLinks(lease, [link.id], 'gone');
      assert.deepEqual([await keys(), await entities()], [[], []]);
      const broken = await scene.again(link);
      assert.deepEqual([broken.state, broken.reason], ['broken', 'gone']);
      assert.deepEqual(await scene.backend.hints().then((hints) => hints.map(({ linkId }) => linkId)), [link.id + 1]);
    },
  },
  {
    name: 'H23, H30, H31: in order of verification, of keys by code point, and of due times',
    async play(scene) {
      const lease = await scene.lease();
      const made = [];
      for (const key of ['b', 'B', '\u{1F600}', '\uFF5E']) made.push((await scene.linked(lease, key)).link);
      await scene.link(lease, null, await scene.backend.crm.add('company', { name: 'New' }));
      assert.equal(await scene.store.countLinks(scene.connection), 4);
      const [b, large, ...others] = made.map(({ id }) => id);
      assert.ok(b !== undefined && large !== undefined);
      await scene.commit(lease, { links: [{ id: b, generation: 1, verified: true }] });
      scene.time.pass(1_000);
      await scene.commit(lease, { links: [{ id: large, generation: 1, verified: true }] });
      const order = (await scene.store.linksToVerify(scene.connection, 10)).map(({ id }) => id);
      assert.deepEqual([new Set(order.slice(0, 2)), order.slice(2)], [new Set(others), [b, large]]);
      const inOrder = await scene.store.linksInKeyOrder(scene.connection, 'Customer', 'B', 2);
      assert.deepEqual(
        inOrder.map(({ erpKey }) => erpKey),
        ['b', '\uFF5E'],
      );
      const dueAt = new Date(scene.time.now().getTime() + 5_000);
      await scene.commit(lease, {
        links: [
          { id: b, generation: 1, state: 'failing', dueAt },
          { id: large, generation: 1, state: 'parked', dueAt: scene.time.now() },
          { id: others[0] ?? 0, generation: 1, state: 'held', dueAt: scene.time.now() },
        ],
      });
      const due = async () => (await scene.store.linksDue(scene.connection, scene.time.now(), 10)).map(({ id }) => id);
      assert.deepEqual(await due(), [large]);
      scene.time.pass(5_000);
      assert.deepEqual(await due(), [large, b]);
    },
  },
  {
    name: 'H34: a merge takes the link along with its base, unless the record that stays has one',
    async play(scene) {
      const lease = await scene.lease();
      const a = await scene.linked(lease, 'A');
      const b = await scene.linked(lease, 'B');
      const survivor = await scene.backend.crm.add('company', { name: 'Stays' });
      await scene.commit(lease, {
        links: [{ id: a.link.id, generation: 1, base: { Phone: aBase('1', '1', { r: 7 }) } }],
      });
      assert.equal(await scene.store.moveLink(lease, a.link.id, survivor), 'moved');
      const moved = await scene.again(a.link);
      assert.deepEqual([moved.entity, moved.generation, moved.base['Phone']], [survivor, 2, aBase('1', '1', { r: 0 })]);
      assert.ok((await scene.backend.hints()).some(({ linkId, why }) => linkId === a.link.id && why === 'merged'));
      assert.equal(await scene.store.moveLink(lease, b.link.id, survivor), 'taken');
      assert.equal((await scene.again(b.link)).state, 'broken');
    },
  },
  {
    name: 'H16: one hint for a link and reason, the earlier time stands, and who serves an older one leaves the newer',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const now = scene.time.now();
      const later = new Date(now.getTime() + 9_000);
      const hint = (dueAt: Date) => ({ hints: [{ linkId: link.id, why: 'x', dueAt }] });
      const due = async () =>
        (await scene.store.hintsDue(scene.connection, scene.time.now(), 10)).filter(({ why }) => why === 'x');
      await scene.commit(lease, hint(later));
      assert.deepEqual(await due(), []);
      await scene.commit(lease, hint(now));
      const [old] = await due();
      assert.ok(old);
      await scene.commit(lease, hint(later));
      await scene.commit(lease, { servedHints: [old.id] });
      const [fresh] = await due();
      assert.ok(fresh && fresh.id !== old.id);
      const moved = await scene.commit(lease, { servedHints: [fresh.id], links: [{ id: link.id, generation: 9 }] });
      assert.deepEqual([[...moved.moved], (await due()).length], [[link.id], 1], 'a link that moved keeps its hint');
      await scene.commit(lease, { servedHints: [fresh.id] });
      assert.deepEqual(await due(), []);
    },
  },
  {
    name: 'marks, by actor type',
    async play(scene) {
      const lease = await scene.lease();
      const marks = [{ at: scene.time.now(), lastModified: '0'.repeat(20) }];
      assert.deepEqual(await scene.store.marks(scene.connection, 'Customer'), []);
      await scene.store.saveMarks(lease, 'Customer', marks);
      assert.deepEqual(await scene.store.marks(scene.connection, 'Customer'), marks);
      assert.deepEqual(await scene.store.marks(scene.connection, 'Supplier'), []);
    },
  },
];

export const intentCases: readonly Case[] = [
  {
    name: 'intents are answered in order, with what was given; own sent ones are not due, those of another token are unknown',
    async play(scene) {
      const lease = await scene.lease();
      const [a, b] = [await scene.linked(lease, 'A'), await scene.linked(lease, 'B')];
      const { intents } = await scene.commit(lease, { intents: [anIntent(b.link), anIntent(a.link)] });
      assert.deepEqual(
        intents.map(({ erpKey, status, attempts, foundBefore }) => [erpKey, status, attempts, foundBefore]),
        [
          ['B', 'open', 0, null],
          ['A', 'open', 0, null],
        ],
      );
      const [first, second] = intents.map(({ id }) => id);
      assert.ok(first !== undefined && second !== undefined);
      assert.equal(await scene.store.markSent(lease, [first]), true);
      assert.deepEqual(
        (await scene.backend.intents()).map(({ status, sentAt }) => [status, sentAt]),
        [
          ['sent', scene.time.now()],
          ['open', null],
        ],
      );
      const ids = async (of = lease) =>
        (await scene.store.intentsDue(of, scene.time.now(), 10)).map(({ id, status }) => [id, status]);
      assert.deepEqual(await ids(), [[second, 'open']]);
      await scene.backend.endLease(scene.connection);
      const next = await scene.lease(scene.connection, 'next');
      assert.deepEqual(await ids(next), [
        [first, 'unknown'],
        [second, 'open'],
      ]);
      const dueAt = new Date(scene.time.now().getTime() + 60_000);
      await scene.commit(next, { intentUpdates: [{ id: first, status: 'unknown', attempts: 1, dueAt }] });
      assert.deepEqual(await ids(next), [[second, 'open']]);
    },
  },
  {
    name: 'what was settled, dropped or given up is not opened again, nor sent',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const { intents } = await scene.commit(lease, { intents: [anIntent(link), anIntent(link)] });
      const [first, second] = intents.map(({ id }) => id);
      assert.ok(first !== undefined && second !== undefined);
      await scene.commit(lease, {
        intentUpdates: [
          { id: first, status: 'settled' },
          { id: second, status: 'asking', foundBefore: ['K'] },
        ],
      });
      await scene.store.markSent(lease, [first, second]);
      await scene.commit(lease, { intentUpdates: [{ id: first, status: 'unknown' }] });
      assert.deepEqual(
        (await scene.backend.intents()).map(({ status, foundBefore }) => [status, foundBefore]),
        [
          ['settled', null],
          ['asking', ['K']],
        ],
      );
      assert.deepEqual(await scene.store.fieldsUnderWay([link.id]), new Map([[link.id, new Set(['Phone'])]]));
      await scene.commit(lease, { intentUpdates: [{ id: second, status: 'dropped' }] });
      assert.deepEqual(await scene.store.fieldsUnderWay([link.id]), new Map());
    },
  },
  {
    name: 'H09: keys of links and of other creates are claimed',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const creating = await scene.link(lease, null, await scene.backend.crm.add('company', { name: 'New' }));
      const { intents } = await scene.commit(lease, { intents: [anIntent(creating, { kind: 'create', erpKey: 'N' })] });
      const claimed = () => scene.store.claimedKeys(scene.connection, 'Customer', ['A', 'N', 'X']);
      assert.deepEqual(await claimed(), new Set(['A', 'N']));
      assert.deepEqual(await scene.store.claimedKeys(scene.connection, 'Supplier', ['A', 'N']), new Set());
      await scene.backend.unlink(link.id, 'ann');
      await scene.commit(lease, { intentUpdates: intents.map(({ id }) => ({ id, status: 'failed' as const })) });
      assert.deepEqual(await claimed(), new Set());
    },
  },
];
