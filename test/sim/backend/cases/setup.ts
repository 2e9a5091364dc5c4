/** A connection as the engine sees it, and what a changed mapping does (H19). */
import assert from 'node:assert/strict';
import type { ConnectionSetup } from '@kobling/engine';
import { defaultCard } from '@kobling/sdk';
import { aBase, aConnection, aField, type Case, customers, nameAndPhone, type Scene } from './scene.ts';
import { simItems } from '../crm-fields.ts';

const setupOf = async (scene: Scene, id: number): Promise<ConnectionSetup> =>
  (await scene.store.setup(id)) ?? assert.fail('there is a setup');

const items = (pairs: Readonly<Record<string, string>>, written = Object.keys(pairs)) => ({
  toCrm: new Map(Object.entries(pairs)),
  toErp: new Map(written.map((item) => [pairs[item] ?? '', item])),
});

const called = (erpLabel: string, crmLabel: string) => ({ erpLabel, crmLabel });

export const setupCases: readonly Case[] = [
  {
    name: 'a connection is answered with what the CRM knows of its fields',
    async play(scene) {
      const fields = [
        aField('Nm', 'name', { erpMaxLength: 40, lossy: true, direction: 'fromErp' }),
        aField('Gr', 'category', { erpType: 'list', items: items({ a: '1', b: '2' }, ['a']), defaultValue: 'a' }),
        aField('Gr2', 'fax', { erpType: 'list', direction: 'fromErp', items: items({ x: 'Ex' }) }),
        aField('Off', 'email', { direction: 'none' }),
        aField('No', 'number', { direction: 'fromErp', erpAccess: 'mandatory', defaultValue: '7' }),
      ];
      const terms = {
        erpField: 'Terms',
        displayName: 'Terms',
        type: 'text',
        mandatory: true,
        promptUser: false,
        defaultValue: '30',
      } as const;
      const card = { ...defaultCard, saveBatch: 3, fencesWrites: true };
      const cap = { atLeast: 2, percent: 0 };
      const brake = { blankings: cap, sameValue: cap, creates: cap };
      const id = await scene.backend.addConnection({
        ...aConnection('B', [{ ...customers(fields), createFields: [terms] }]),
        zone: 'Europe/Oslo',
        card,
        brake,
      });
      const setup = await setupOf(scene, id);
      assert.deepEqual(
        [setup.name, setup.active, setup.zone, setup.card, setup.mappingVersion, setup.brake],
        ['B', true, 'Europe/Oslo', card, 2, brake],
      );
      const [mapping] = setup.mappings;
      assert.deepEqual(mapping?.fields, [
        aField('Nm', 'name', {
          ...called('Nm', 'Name'),
          erpMaxLength: 40,
          lossy: true,
          direction: 'fromErp',
          crmMaxLength: 220,
          crmMandatory: true,
        }),
        aField('Gr', 'category', {
          ...called('Gr', 'Category'),
          itemNames: { erp: new Map(), crm: new Map(simItems.category.map((id) => [id, id])) },
          erpType: 'list',
          crmType: 'list',
          items: items({ a: '1', b: '2' }, ['a']),
          defaultValue: 'a',
        }),
        aField('Gr2', 'fax', {
          ...called('Gr2', 'Fax'),
          itemNames: { erp: new Map([['x', 'Ex']]), crm: new Map() },
          erpType: 'list',
          direction: 'fromErp',
          crmMaxLength: 60,
          items: items({ x: 'Ex' }, []),
        }),
        aField('No', 'number', {
          ...called('No', 'Number'),
          direction: 'fromErp',
          erpAccess: 'mandatory',
          defaultValue: '7',
          crmMaxLength: 50,
        }),
      ]);
      const number = {
        erpField: 'No',
        displayName: 'No',
        type: 'text',
        mandatory: true,
        promptUser: false,
        defaultValue: '7',
      };
      assert.deepEqual(mapping?.createFields, [number, terms]);
      assert.equal(await scene.store.setup(99), undefined);
    },
  },
  {
    name: 'the priority order has the CRM and every connection once, without draws',
    async play(scene) {
      const [b, c] = [
        await scene.backend.addConnection(aConnection('B', [])),
        await scene.backend.addConnection(aConnection('C', [])),
      ];
      const order = async () => {
        const { crmRank, rankOf } = await setupOf(scene, b);
        return [crmRank, rankOf.get(scene.connection), rankOf.get(b), rankOf.get(c)];
      };
      assert.deepEqual(await order(), [0, 1, 2, 3]);
      await scene.backend.savePriority([c, 'crm', scene.connection, b]);
      assert.deepEqual(await order(), [1, 2, 3, 0]);
      assert.equal((await setupOf(scene, c)).rank, 0);
    },
  },
  {
    name: 'H19: a conversion that changed raises the field; a new direction ends drift; every link is looked at again',
    async play(scene) {
      const lease = await scene.lease();
      const { link } = await scene.linked(lease, 'A');
      const base = { Nm: aBase('a', 'a', { flag: 'drift' }), Phone: aBase('1', '1', { flag: 'drift' }) };
      await scene.commit(lease, { links: [{ id: link.id, generation: 1, base }] });
      const before = await setupOf(scene, scene.connection);
      const person = before.mappings.filter(({ actorType }) => actorType === 'Person');
      const changed = customers([
        aField('Nm', 'name', { direction: 'fromErp' }),
        aField('Phone', 'fax'),
        aField('Mail', 'email'),
      ]);
      assert.equal(
        await scene.backend.saveMappings(scene.connection, [changed, ...person]),
        false,
        'a worker holds it',
      );
      await scene.store.releaseLease(lease);
      assert.equal(await scene.backend.saveMappings(scene.connection, [changed, ...person]), true);
      const after = await setupOf(scene, scene.connection);
      assert.equal(after.mappingVersion, before.mappingVersion + 1);
      const [mapping] = after.mappings;
      assert.deepEqual(
        mapping?.fields.map(({ erpField, version }) => [erpField, version]),
        [
          ['Nm', 1],
          ['Phone', 2],
          ['Mail', 2],
        ],
      );
      assert.deepEqual((await scene.again(link)).base, { Phone: base.Phone }, 'its version says that it is none');
      assert.ok((await scene.backend.hints()).some(({ why }) => why === 'mapping'));
      assert.equal((await scene.store.hintsDue(scene.connection, scene.time.now(), 10)).length, 2);
    },
  },
  {
    name: 'H19: a field that left and comes back has another version; an actor type that is not mapped is not answered',
    async play(scene) {
      const save = async (fields: Parameters<typeof customers>[0]) =>
        assert.equal(await scene.backend.saveMappings(scene.connection, [customers(fields)]), true);
      const before = (await setupOf(scene, scene.connection)).mappingVersion;
      await save([aField('Nm', 'name')]);
      assert.deepEqual(
        (await setupOf(scene, scene.connection)).mappings.map(({ actorType }) => actorType),
        ['Customer'],
      );
      assert.equal((await setupOf(scene, scene.connection)).mappingVersion, before + 2, 'one for each type');
      await save(nameAndPhone.fields);
      const [mapping] = (await setupOf(scene, scene.connection)).mappings;
      assert.deepEqual(
        mapping?.fields.map(({ erpField, version }) => [erpField, version]),
        [
          ['Nm', 1],
          ['Phone', 3],
        ],
      );
      await save(nameAndPhone.fields);
      assert.equal((await setupOf(scene, scene.connection)).mappingVersion, before + 3, 'nothing changed');
    },
  },
  {
    name: 'H19: an item with another counterpart ends the bases that hold it, and no others',
    async play(scene) {
      const grouped = (pairs: Readonly<Record<string, string>>) =>
        customers([aField('Nm', 'name'), aField('Gr', 'category', { erpType: 'list', items: items(pairs) })]);
      const id = await scene.backend.addConnection(aConnection('B', [grouped({ a: '1', b: '2', c: '3' })]));
      const lease = await scene.lease(id);
      const [x, y] = [await scene.linked(lease, 'X'), await scene.linked(lease, 'Y')];
      const based = (link: typeof x.link, e: string, c: string) => ({
        id: link.id,
        generation: 1,
        base: { Gr: aBase(e, c) },
      });
      await scene.commit(lease, { links: [based(x.link, 'a', '1'), based(y.link, 'c', '3')] });
      await scene.store.releaseLease(lease);
      await scene.backend.saveMappings(id, [grouped({ a: '2', b: '1', c: '3' })]);
      assert.deepEqual(
        [(await scene.again(x.link)).base, (await scene.again(y.link)).base],
        [{}, { Gr: aBase('c', '3') }],
      );
      assert.deepEqual((await setupOf(scene, id)).mappings[0]?.fields[1]?.items, items({ a: '2', b: '1', c: '3' }));
    },
  },
  {
    name: 'a sweep that found late raises the overlap, which never falls; health is kept',
    async play(scene) {
      const lease = await scene.lease();
      await scene.store.raiseOverlap(lease, 120_000);
      await scene.store.raiseOverlap(lease, 90_000);
      assert.equal((await setupOf(scene, scene.connection)).card.overlapMs, 120_000);
      const health = { status: 'unreachable', message: 'no answer', failures: 2, nextTryAt: scene.time.now() } as const;
      assert.deepEqual(await scene.store.health(scene.connection), {
        status: 'ok',
        message: null,
        failures: 0,
        nextTryAt: null,
      });
      await scene.store.saveHealth(lease, health);
      assert.deepEqual(await scene.store.health(scene.connection), health);
      await scene.backend.setActive(scene.connection, false);
      await scene.backend.setActive(scene.connection, true);
      assert.deepEqual(await scene.store.health(scene.connection), {
        status: 'ok',
        message: null,
        failures: 0,
        nextTryAt: null,
      });
    },
  },
];
