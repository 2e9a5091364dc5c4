/** Held fields, the counts of the brake, and fields that are turned (H18, H29). */
import assert from 'node:assert/strict';
import type { BaseField, BrakeKey, ItemMap, Link, NewHeld } from '@kobling/engine';
import { aBase, aConnection, aField, aLog, anIntent, type Case, customers, phoneWrite } from './scene.ts';

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
    name: 'H18: a create waits until its own link has a base or goes, whatever is stored for others',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const wanted = await scene.backend.crm.add('company', { name: 'Wanted' });
      const made = await scene.link(lease, null, wanted);
      const create = { ...aHeld(made), why: 'create', target: 'erp', erpField: '', crmField: '' } as const;
      await scene.commit(lease, { links: [{ id: made.id, generation: 1, state: 'held' }], held: [create] });
      const waiting = () => scene.store.countHeld(scene.connection, { ...all, why: 'create', erpField: '' });
      await scene.commit(lease, phoneWrite(link, '1', '2'));
      assert.equal(await waiting(), 1);
      await scene.commit(lease, { links: [{ id: made.id, generation: 1, state: 'creating' }] });
      assert.equal(await waiting(), 1);
      const created = { id: made.id, generation: 1, erpKey: 'B', base: { Phone: aBase('1', '1') } };
      await scene.commit(lease, { links: [{ ...created, state: 'active' }] });
      assert.equal(await waiting(), 0);
    },
  },
  {
    name: 'H19: a field that is held no longer since its direction or its items changed is offered to nobody',
    async play(scene) {
      const groups = (items: ItemMap, direction: 'both' | 'fromErp') =>
        customers([aField('Nm', 'name', { direction }), aField('Gr', 'category', { erpType: 'list', items })]);
      const before = { toCrm: new Map([['a', '1']]), toErp: new Map([['1', 'a']]) };
      const after = { toCrm: new Map([['a', '2']]), toErp: new Map([['2', 'a']]) };
      const id = await scene.backend.addConnection(aConnection('B', [groups(before, 'both')]));
      const lease = await scene.lease(id);
      const { link } = await scene.linked(lease, 'A');
      const hold = async (erpField: string, e: string, c: string): Promise<void> => {
        const base = { ...heldBase, e, c, hold: { why: 'blanking' as const, e, c, v: 1 } };
        const links = [{ id: link.id, generation: 1, base: { [erpField]: base } }];
        await scene.commit(lease, { links, held: [aHeld(link, { erpField })] });
      };
      await hold('Nm', '1', '1');
      await hold('Gr', 'a', '1');
      await scene.store.releaseLease(lease);
      const counts = () => Promise.all(['Nm', 'Gr'].map((erpField) => scene.store.countHeld(id, { ...all, erpField })));
      assert.deepEqual(await counts(), [1, 1]);
      await scene.backend.saveMappings(id, [groups(before, 'fromErp')]);
      assert.deepEqual(await counts(), [0, 1]);
      await scene.backend.saveMappings(id, [groups(after, 'fromErp')]);
      assert.deepEqual(await counts(), [0, 0]);
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
    name: 'H29: a turned field is left alone by both until it is released; what was written before, or a day ago, no longer counts',
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
      scene.time.pass(25 * hourMs);
      assert.deepEqual(await scene.store.recentCrmWrites(fields), []);
    },
  },
];
