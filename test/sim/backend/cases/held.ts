/** Held fields, the counts of the brake, and fields that are turned (H18, H29). */
import assert from 'node:assert/strict';
import type { BaseField, BrakeKey, Link, NewHeld } from '@kobling/engine';
import { aBase, aLog, anIntent, type Case, phoneWrite } from './scene.ts';

const blanking: BrakeKey = { target: 'crm', actorType: 'Customer', erpField: 'Phone', value: '' };
const other: BrakeKey = { ...blanking, value: 'x' };
const hourMs = 3_600_000;

const aHeld = (link: Link, more: Partial<NewHeld> = {}): NewHeld => ({
  linkId: link.id,
  entity: link.entity,
  actorType: 'Customer',
  erpField: 'Phone',
  crmField: 'phone',
  why: 'blanking',
  target: 'crm',
  oldValue: '1',
  newValue: '',
  erpValue: '',
  crmValue: '1',
  message: 'Held.',
  ...more,
});
const heldBase: BaseField = { ...aBase('1', '1'), flag: 'held', hold: { why: 'blanking', e: '', c: '1', v: 1 } };
const holding = (link: Link) => ({
  links: [{ id: link.id, generation: link.generation, base: { Phone: heldBase } }],
  logs: [aLog(link, { kind: 'held', target: null })],
  held: [aHeld(link)],
});
const all = { why: 'blanking', actorType: 'Customer', erpField: 'Phone' } as const;

export const heldCases: readonly Case[] = [
  {
    name: 'H18: writes are counted for a day by field, side and value; those of a link that moved are not',
    async play(scene) {
      const lease = await scene.lease();
      const [a, b] = [await scene.linked(lease, 'A'), await scene.linked(lease, 'B')];
      const counts = () => scene.store.brakeCounts(scene.connection, [blanking, other]);
      assert.deepEqual(await counts(), [0, 0]);
      const write = { ...blanking, linkId: a.link.id };
      await scene.commit(lease, { counted: [write, write, { ...other, linkId: a.link.id }] });
      const gone = { id: b.link.id, generation: 7 };
      await scene.commit(lease, { links: [gone], counted: [write, { ...blanking, linkId: b.link.id }] });
      assert.deepEqual(await counts(), [3, 1]);
      scene.time.pass(23 * hourMs);
      await scene.commit(await scene.lease(), { counted: [write] });
      assert.deepEqual(await counts(), [4, 1]);
      scene.time.pass(2 * hourMs);
      assert.deepEqual(await counts(), [1, 0]);
    },
  },
  {
    name: 'H18: what waits counts as well, and ends when its field’s base is written without the flag',
    async play(scene) {
      const lease = await scene.lease();
      const [a, b] = [await scene.linked(lease, 'A'), await scene.linked(lease, 'B')];
      await scene.commit(lease, holding(a.link));
      await scene.commit(lease, holding(b.link));
      assert.deepEqual(await scene.store.brakeCounts(scene.connection, [blanking, other]), [2, 0]);
      assert.equal(await scene.store.countHeld(scene.connection, all), 2);
      await scene.commit(lease, phoneWrite(a.link, '1', '2'));
      const open = await scene.store.openHeld(scene.connection, all, 0, 10);
      assert.deepEqual(
        open.map(({ linkId, erpField, why }) => [linkId, erpField, why]),
        [[b.link.id, 'Phone', 'blanking']],
      );
      // Held anew: one open row a field.
      await scene.commit(lease, { ...holding(b.link), held: [aHeld(b.link, { newValue: 'x', why: 'sameValue' })] });
      assert.equal(await scene.store.countHeld(scene.connection, all), 0);
      assert.equal(await scene.store.countHeld(scene.connection, { ...all, why: 'sameValue', newValue: 'x' }), 1);
      await scene.backend.unlink(b.link.id, 'ann');
      await scene.commit(lease, phoneWrite(a.link, '2', '3'));
      assert.equal(await scene.store.countHeld(scene.connection, { ...all, why: 'sameValue' }), 0);
    },
  },
  {
    name: 'H18: an answer counts once, and not for a link that moved',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      await scene.commit(lease, holding(link));
      const [row] = await scene.store.openHeld(scene.connection, all, 0, 10);
      const answer = { id: row?.id ?? 0, linkId: link.id, status: 'approved' as const };
      await scene.commit(lease, { intents: [{ ...anIntent(link), generation: 7 }], heldAnswers: [answer] });
      assert.equal(await scene.store.countHeld(scene.connection, all), 1);
      await scene.commit(lease, { heldAnswers: [answer] });
      assert.equal(await scene.store.countHeld(scene.connection, all), 0);
      assert.deepEqual(await scene.store.openHeld(scene.connection, { ids: [answer.id] }, 0, 10), []);
    },
  },
  {
    name: 'H29: a turned field is left alone by both until it is released; what was written before no longer counts',
    async play(scene) {
      const lease = await scene.lease();
      const { link, entity } = await scene.linked(lease, 'A');
      const fields = [{ entity, crmField: 'phone' }];
      await scene.commit(lease, phoneWrite(link, '1', '2'));
      await scene.commit(lease, phoneWrite(link, '2', '1'));
      assert.deepEqual(
        (await scene.store.recentCrmWrites(fields)).map(({ oldValue, newValue }) => [oldValue, newValue]),
        [
          ['1', '2'],
          ['2', '1'],
        ],
      );
      const held = await scene.store.holdTurnedField(lease, 'company', 'phone', [scene.connection, scene.connection]);
      assert.deepEqual([held.crmField, held.connections.map(({ name }) => name)], ['phone', ['A']]);
      assert.equal((await scene.store.turnedFields(scene.connection)).length, 1);
      await scene.store.releaseTurnedField(lease, 'company', 'phone', 'ann');
      assert.deepEqual(await scene.store.turnedFields(scene.connection), []);
      assert.deepEqual(await scene.store.recentCrmWrites(fields), []);
      await scene.commit(lease, phoneWrite(link, '1', '3'));
      assert.equal((await scene.store.recentCrmWrites(fields)).length, 1);
    },
  },
];
