/** H29: two ERPs that reformat each other's values. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityRef } from '@kobling/engine';
import { withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

const fields = [
  { erp: 'Nm', crm: 'name' },
  { erp: 'Phone', crm: 'phone' },
] as const;
const both = [customers({}, fields), customers({}, fields)];
/** The ERPs may overwrite what the other one wrote: the CRM ranks lowest. */
const order = [0, 1, 'crm'] as const;

interface Company {
  readonly company: EntityRef;
  readonly keys: readonly [string, string];
}

async function linkedTwice(on: Stage, name: string, phone: string): Promise<Company> {
  const key = (index: number): string => on.erp(index).world.add('Customer', { Nm: name, Phone: phone });
  const keys = [key(0), key(1)] as const;
  const company = await on.add('company', name);
  await on.edit(company, { phone });
  await on.link('Customer', keys[0], company, 0);
  await on.link('Customer', keys[1], company, 1);
  await on.settle();
  return { company, keys };
}

/** What each ERP does at night with phone numbers. */
const forms = [
  (phone: string) => phone.replaceAll(' ', ''),
  (phone: string) => `${phone.slice(0, 2)} ${phone.slice(2)}`,
];

/** One night: each ERP rewrites the number its own way, and both connections have their turn. */
async function night(on: Stage, { keys }: Company): Promise<void> {
  for (const [index, form] of forms.entries()) {
    const { world } = on.erp(index);
    const key = keys[index] ?? '';
    const phone = world.value('Customer', key, 'Phone').replaceAll(' ', '');
    if (form(phone) !== world.value('Customer', key, 'Phone')) world.edit('Customer', key, { Phone: form(phone) });
    for (const connection of [0, 1]) await on.work(connection);
    on.clock.advance(60_000);
  }
}

const crmWrites = async (on: Stage): Promise<number> =>
  (await on.log()).filter((row) => row.crm_field === 'phone' && row.target === 'crm').length;
const open = (on: Stage) =>
  on.db.query<{ id: number; why: string; connection_id: number; message: string }>(
    `select id, why, connection_id, message from held where status = 'open' order by id`,
  );

test('H29 a field that comes back to an earlier value twice is held on all links, and both ERPs are named', async () => {
  await withStage(
    both,
    async (on) => {
      const one = await linkedTwice(on, 'Acme', '22 333');
      const other = await linkedTwice(on, 'Bolt', '44 555');
      for (let nights = 0; nights < 6; nights += 1) await night(on, one);
      const written = await crmWrites(on);
      assert.ok(written <= 4, `${written} writes`);
      const held = await open(on);
      assert.ok(held.length > 0);
      assert.ok(held.every(({ why }) => why === 'oscillating'));
      assert.match(
        held[0]?.message ?? '',
        /^Telephone is turned back and forth by ERP 0 and ERP 1: held on all records/,
      );
      // Not this record alone: nobody knows which others they will turn.
      on.erp(0).world.edit('Customer', other.keys[0], { Phone: '44555' });
      await on.work(0);
      assert.equal(await on.value(other.company, 'phone'), '44 555');
      // Other fields go on, and it is said once a link.
      on.erp(0).world.edit('Customer', one.keys[0], { Nm: 'Acme AS' });
      await on.settle();
      assert.equal(on.erp(1).world.value('Customer', one.keys[1], 'Nm'), 'Acme AS');
      const said = (await on.log('held')).length;
      await on.settle();
      assert.equal((await on.log('held')).length, said);
    },
    order,
  );
});

test('H29 a person releases it: the value flows, and what was written before no longer counts', async () => {
  await withStage(
    both,
    async (on) => {
      const one = await linkedTwice(on, 'Acme', '22 333');
      for (let nights = 0; nights < 4; nights += 1) await night(on, one);
      const before = await crmWrites(on);
      for (const index of [0, 1])
        await on.request({ kind: 'release', held: { ids: (await open(on)).map(({ id }) => id) } }, index);
      await on.settle();
      assert.deepEqual(await open(on), []);
      const phone = await on.value(one.company, 'phone');
      assert.equal(on.erp(0).world.value('Customer', one.keys[0], 'Phone'), phone);
      assert.equal(on.erp(1).world.value('Customer', one.keys[1], 'Phone'), phone);
      on.erp(0).world.edit('Customer', one.keys[0], { Phone: '99' });
      await on.settle();
      assert.equal(on.erp(1).world.value('Customer', one.keys[1], 'Phone'), '99');
      // They go on reformatting: stopped once more, after as many turns as the first time.
      for (let nights = 0; nights < 4; nights += 1) await night(on, one);
      assert.ok((await open(on)).length > 0);
      assert.ok((await crmWrites(on)) > before);
    },
    order,
  );
});

test('H29 two users who correct each other on one ERP, or a person in between, are no oscillation', async () => {
  await withStage(
    both,
    async (on) => {
      const one = await linkedTwice(on, 'Acme', '1');
      for (const phone of ['2', '1', '2', '1', '2']) {
        on.erp(0).world.edit('Customer', one.keys[0], { Phone: phone });
        await on.settle();
      }
      assert.deepEqual(await open(on), []);
      for (const [index, phone] of [
        [0, '1'],
        [1, '2'],
      ] as const) {
        on.erp(index).world.edit('Customer', one.keys[index], { Phone: phone });
        await on.settle();
        await on.edit(one.company, { phone: '7' });
        await on.settle();
      }
      on.erp(0).world.edit('Customer', one.keys[0], { Phone: '1' });
      await on.settle();
      assert.deepEqual(await open(on), []);
      assert.equal(await on.value(one.company, 'phone'), '1');
    },
    order,
  );
});
