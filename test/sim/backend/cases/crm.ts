/** The CRM and its change feed. */
import assert from 'node:assert/strict';
import { aConnection, type Case, nameAndPhone, phoneWrite, type Scene } from './scene.ts';

const changes = async (scene: Scene, connection = scene.connection, limit = 100) => {
  await scene.backend.feedReady();
  return scene.store.readFeed(connection, limit);
};

export const crmCases: readonly Case[] = [
  {
    name: 'what people did is seen in order, from the saved place on, and not what the connection wrote itself',
    async play(scene) {
      const lease = await scene.lease();
      const { entity, link } = await scene.linked(lease, 'A');
      const first = await changes(scene);
      // Where it begins depends on who else is writing on the server; that it ends does not.
      assert.deepEqual([first.more, first.fullCompare], [false, false]);
      await scene.store.saveFeedPosition(lease, first.next);
      await scene.backend.crm.edit(entity, { phone: 'typed', email: 'a@b' }, 'ann');
      await scene.backend.crm.edit(entity, { phone: 'typed' }, 'ann');
      await scene.commit(lease, phoneWrite(link, 'typed', 'from ERP'));
      const other = await scene.backend.crm.add('company', { name: 'Other', phone: '', fax: '5' });
      const page = await changes(scene);
      const seen = page.changes.map(({ entity: ref, fields, op, writer }) => [ref.id, fields.toSorted(), op, writer]);
      assert.deepEqual(seen, [
        [entity.id, ['email', 'phone'], 'update', 0],
        [other.id, ['fax', 'name'], 'create', 0],
      ]);
      await scene.store.saveFeedPosition(lease, page.next);
      assert.deepEqual((await changes(scene)).changes, []);
    },
  },
  {
    name: 'what one connection wrote is news to another; a page says when there is more',
    async play(scene) {
      const second = await scene.backend.addConnection(aConnection('B', [nameAndPhone]));
      const [lease, other] = [await scene.lease(), await scene.lease(second)];
      const { entity, link } = await scene.linked(lease, 'A');
      await scene.link(other, 'B', entity);
      await scene.store.saveFeedPosition(other, (await changes(scene, second)).next);
      await scene.commit(lease, phoneWrite(link, '1', '2'));
      await scene.commit(lease, phoneWrite(link, '2', '3'));
      await scene.backend.crm.edit(entity, { phone: '4' }, 'ann');
      const page = await changes(scene, second, 2);
      assert.deepEqual(
        [page.changes.map(({ writer }) => writer), page.more],
        [[scene.connection, scene.connection], true],
      );
      await scene.store.saveFeedPosition(other, page.next);
      const rest = await changes(scene, second, 2);
      assert.deepEqual([rest.changes.map(({ writer }) => writer), rest.more], [[0], false]);
      assert.deepEqual(await scene.store.connectionsOf([entity], scene.connection), [second]);
      await scene.backend.setActive(second, false);
      assert.deepEqual(await scene.store.connectionsOf([entity], scene.connection), []);
    },
  },
  {
    name: 'H28: a row keeps every writer of a field with the version of its last write',
    async play(scene) {
      const lease = await scene.lease();
      const { entity, link } = await scene.linked(lease, 'A');
      await scene.commit(lease, phoneWrite(link, '1', '2'));
      await scene.backend.crm.edit(entity, { phone: '3', name: 'Acme' }, 'ann');
      const row = (await scene.store.readCrm('company', [entity.id], ['phone', 'email', 'nonsense'])).get(entity.id);
      assert.deepEqual(row?.values, { phone: '3', email: '' });
      assert.deepEqual([row?.version, row?.origin], [3, { phone: { [scene.connection]: 2, 0: 3 }, name: { 0: 3 } }]);
    },
  },
  {
    name: 'a record that was deleted or merged is gone; the feed says which, and persons follow',
    async play(scene) {
      const lease = await scene.lease();
      await scene.store.saveFeedPosition(lease, (await changes(scene)).next);
      const [a, b] = [
        await scene.backend.crm.add('company', { name: 'A' }),
        await scene.backend.crm.add('company', { name: 'B' }),
      ];
      const person = await scene.backend.crm.add('person', { lastName: 'Lee' }, a.id);
      await scene.backend.crm.merge(a, b);
      assert.equal((await scene.store.readCrm('company', [a.id], [])).size, 0);
      assert.equal(
        (await scene.store.readCrm('person', [person.id], ['company'])).get(person.id)?.values['company'],
        String(b.id),
      );
      await scene.backend.crm.remove(b);
      assert.equal(await scene.backend.crm.edit(b, { phone: '1' }, 'ann'), false);
      await scene.backend.crm.remove(b);
      await scene.backend.crm.merge(b, a);
      const seen = (await changes(scene)).changes.map(({ entity, op, survivor }) => [
        entity.kind,
        entity.id,
        op,
        survivor,
      ]);
      assert.deepEqual(seen, [
        ['company', a.id, 'create', null],
        ['company', b.id, 'create', null],
        ['person', person.id, 'create', null],
        ['person', person.id, 'update', null],
        ['company', a.id, 'merge', b.id],
        ['person', person.id, 'delete', null],
        ['company', b.id, 'delete', null],
      ]);
      assert.deepEqual([await scene.backend.crm.all('company'), await scene.backend.crm.all('person')], [[], []]);
    },
  },
  {
    name: 'fields of every type, list items and user-defined ones too; a blank leaves nothing behind',
    async play(scene) {
      const values = {
        name: 'Acme',
        category: '2',
        registrationDate: '2024-02-29',
        'udef.amount': '10.5',
        'udef.vip': '1',
      };
      const company = await scene.backend.crm.add('company', values);
      const [row] = await scene.backend.crm.all('company');
      for (const [field, value] of Object.entries(values)) assert.equal(row?.values[field], value);
      await scene.backend.crm.edit(company, { 'udef.amount': '', category: '' }, 'ann');
      const after = (await scene.backend.crm.all('company'))[0]?.values;
      assert.deepEqual([after?.['udef.amount'], after?.['category'], after?.['udef.seen']], ['', '', '']);
      await assert.rejects(scene.backend.crm.edit(company, { 'udef.amount': 'ten' }, 'ann'), /not a number/);
      await assert.rejects(scene.backend.crm.edit(company, { category: '99' }, 'ann'), /no item/);
      await assert.rejects(scene.backend.crm.edit(company, { name: ' ' }, 'ann'), /blank/);
    },
  },
];
