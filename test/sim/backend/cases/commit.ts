/** One transaction: all of a link or nothing of it (H04, H07, H17). */
import assert from 'node:assert/strict';
import { aBase, aLog, anIntent, aRun, type Case, phoneWrite } from './scene.ts';

export const commitCases: readonly Case[] = [
  {
    name: 'H04: of a link whose CRM field was changed since, nothing is written; the others are',
    async play(scene) {
      const lease = await scene.lease();
      const [a, b] = [await scene.linked(lease, 'A'), await scene.linked(lease, 'B')];
      await scene.backend.crm.edit(a.entity, { phone: 'typed' }, 'ann');
      const [x, y] = [phoneWrite(a.link, '1', '2'), phoneWrite(b.link, '1', '2')];
      const logged = (await scene.backend.log()).length;
      const result = await scene.commit(lease, {
        crmWrites: [...x.crmWrites, ...y.crmWrites],
        links: [...(x.links ?? []), ...(y.links ?? [])],
        logs: [...(x.logs ?? []), ...(y.logs ?? [])],
        intents: [anIntent(a.link)],
        hints: [{ linkId: a.link.id, why: 'x', dueAt: scene.time.now() }],
      });
      assert.deepEqual([[...result.moved], result.crmWritten, result.intents], [[a.link.id], 1, []]);
      assert.deepEqual([await scene.phone(a.entity), await scene.phone(b.entity)], ['typed', '2']);
      assert.deepEqual(
        (await scene.backend.log()).slice(logged).map(({ linkId }) => linkId),
        [b.link.id],
      );
      assert.deepEqual((await scene.again(a.link)).base, {});
      assert.deepEqual(
        (await scene.again(b.link)).base,
        { Phone: aBase('2', '2', { r: 2 }) },
        'r is the row version written (H28)',
      );
      assert.ok((await scene.backend.hints()).every(({ why }) => why === 'linked'));
    },
  },
  {
    name: 'H04: what the CRM does not take is refused with a reason, and stops nobody else',
    async play(scene) {
      const lease = await scene.lease();
      const [a, b] = [await scene.linked(lease, 'A'), await scene.linked(lease, 'B')];
      const long = phoneWrite(a.link, '1', 'x'.repeat(61));
      const result = await scene.commit(lease, {
        crmWrites: [...long.crmWrites, ...phoneWrite(b.link, '1', '2').crmWrites],
      });
      assert.deepEqual([[...result.moved], result.refused?.get(a.link.id)?.code], [[a.link.id], 'crm.tooLong']);
      assert.equal(await scene.phone(b.entity), '2');
    },
  },
  {
    name: 'H04: two links that write one row in one commit see each other',
    async play(scene) {
      const lease = await scene.lease();
      const { entity, link } = await scene.linked(lease, 'A');
      const write = (expected: string, value: string) => ({
        linkId: link.id,
        ref: entity,
        fields: { phone: { expected, value } },
        writer: scene.connection,
      });
      const result = await scene.commit(lease, { crmWrites: [write('1', '2'), write('2', '3')] });
      assert.deepEqual([result.moved.size, result.crmWritten, await scene.phone(entity)], [0, 1, '3']);
    },
  },
  {
    name: 'a write whose value is there already writes nothing',
    async play(scene) {
      const lease = await scene.lease();
      const { entity, link } = await scene.linked(lease, 'A');
      const { version } = (await scene.store.readCrm('company', [entity.id], [])).get(entity.id) ?? assert.fail();
      const result = await scene.commit(lease, { crmWrites: phoneWrite(link, '1', '1').crmWrites });
      assert.deepEqual([result.moved.size, result.crmWritten], [0, 0]);
      assert.equal((await scene.store.readCrm('company', [entity.id], [])).get(entity.id)?.version, version);
    },
  },
  {
    name: 'H17: another generation and a broken link are moved; the intents of a broken one are resolved all the same',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const { intents } = await scene.commit(lease, { intents: [anIntent(link)] });
      const older = await scene.commit(lease, { links: [{ id: link.id, generation: 0, attempts: 3 }] });
      assert.deepEqual([...older.moved], [link.id]);
      await scene.backend.unlink(link.id, 'ann');
      const update = { links: [{ id: link.id, generation: 1, attempts: 3 }], intents: [anIntent(link)] };
      assert.deepEqual([...(await scene.commit(lease, update)).moved], [link.id]);
      await scene.commit(lease, { intentUpdates: intents.map(({ id }) => ({ id, status: 'settled' as const })) });
      assert.deepEqual(
        (await scene.backend.intents()).map(({ status }) => status),
        ['settled'],
      );
    },
  },
  {
    name: 'a base is merged: other fields stay, null takes a field away, what was not named stays as it was',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const { id, generation } = link;
      await scene.commit(lease, {
        links: [
          {
            id,
            generation,
            base: { Nm: aBase('a', 'a'), Phone: aBase('1', '1', { flag: 'drift' }) },
            lastModified: '7',
            rowHash: 'h',
          },
        ],
      });
      await scene.commit(lease, {
        links: [{ id, generation, base: { Phone: null, Email: aBase('m', 'm') }, reason: 'why' }],
      });
      const { base, lastModified, rowHash, reason } = await scene.again(link);
      assert.deepEqual(base, { Nm: aBase('a', 'a'), Email: aBase('m', 'm') });
      assert.deepEqual([lastModified, rowHash, reason], ['7', 'h', 'why']);
    },
  },
  {
    name: 'what was given in and out cannot be changed afterwards',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const pair = { e: '1', c: '1', v: 1, r: 1 };
      await scene.commit(lease, { links: [{ id: link.id, generation: 1, base: { Phone: pair } }] });
      pair.e = 'changed';
      assert.equal((await scene.again(link)).base['Phone']?.e, '1');
    },
  },
  {
    name: 'a run begins with the first commit that records something',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const run = aRun(lease);
      await scene.commit(lease, { links: [{ id: link.id, generation: 1, verified: true }] }, run);
      assert.equal(run.id, undefined);
      await scene.commit(lease, { logs: [aLog(link, { target: null, kind: 'notice' })] }, run);
      await scene.commit(lease, { logs: [aLog(link, { target: null, kind: 'drift' })] }, run);
      assert.ok(run.id !== undefined);
      const rows = await scene.store.logOfRun(run.id, null, 10);
      assert.deepEqual(
        rows.map(({ kind }) => kind),
        ['drift', 'notice'],
        'newest first',
      );
      assert.deepEqual(
        (await scene.store.logOfRun(run.id, rows[0]?.id ?? 0, 10)).map(({ kind }) => kind),
        ['notice'],
      );
    },
  },
  {
    name: 'invariant 10: one row for an intent and field, one undo of a row in a run',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const run = aRun(lease);
      const { intents } = await scene.commit(lease, { intents: [anIntent(link)] }, run);
      const settled = { logs: [aLog(link, { target: 'erp', intentId: intents[0]?.id ?? 0 })] };
      await scene.commit(lease, settled, run);
      // In memory it throws, so that a simulated run shows it; PostgreSQL keeps the log right.
      await scene.commit(lease, settled, run).catch((error: unknown) => assert.match(String(error), /Invariant 10/));
      const undo = { logs: [aLog(link, { kind: 'undo', undoes: 1 })] };
      await scene.commit(lease, undo, run);
      await scene.commit(lease, undo, run);
      const rows = (await scene.backend.log()).filter(({ kind }) => kind !== 'link');
      assert.deepEqual(
        rows.map(({ kind }) => kind),
        ['write', 'undo'],
      );
    },
  },
  {
    name: 'a key has one link of a type: a commit that would give it a second one throws and leaves nothing',
    async play(scene) {
      const lease = await scene.lease();
      const [a, b] = [await scene.linked(lease, 'A'), await scene.linked(lease, 'B')];
      const write = phoneWrite(a.link, '1', '2');
      await assert.rejects(scene.commit(lease, { ...write, links: [{ id: b.link.id, generation: 1, erpKey: 'A' }] }));
      assert.equal(await scene.phone(a.entity), '1');
    },
  },
];
