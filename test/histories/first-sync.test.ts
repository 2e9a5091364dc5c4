/** Histories of a first sync over a narrow way: H30. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityRef } from '@kobling/engine';
import {
  type Actor,
  type ActorStream,
  type CallOptions,
  type Connection,
  type GetActorsQuery,
  rejected,
  retry,
} from '@kobling/sdk';
import { withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

const narrow = { overlapMs: 0, readBatch: 100, saveBatch: 100, sweepPeriodMs: 1e12 } as const;

/** Linked in bulk, read never yet. */
async function linkedInBulk(on: Stage, count: number) {
  const { world } = on.erp(0);
  const rows = await on.db.query<{ id: number; name: string }>(
    `insert into company (name) select 'C' || n from generate_series(1, $1::int) n returning id, name`,
    [count],
  );
  const keys = new Map<string, EntityRef>();
  for (const { id, name } of rows) keys.set(world.add('Customer', { Nm: name, Phone: '1' }), { kind: 'company', id });
  await on.request({ kind: 'match', actorType: 'Customer', by: ['name'] });
  return keys;
}
const filled = async (on: Stage): Promise<number> =>
  (await on.db.query<{ count: number }>(`select count(*) from company where phone = '1'`))[0]?.count ?? 0;

/** The engine's calls pass through here. */
function replace(on: Stage, calls: (real: Connection) => Partial<Connection>): void {
  const erp = on.erp(0);
  const real = erp.connection;
  const own = calls(real);
  erp.connection = new Proxy(real, {
    get: (target, name: keyof Connection) =>
      own[name] ?? (target[name] as (...args: unknown[]) => unknown).bind(target),
  });
}

/** Ends a stream of actors badly. */
async function* broken(end: ReturnType<typeof retry>, ...actors: readonly Actor[]): ActorStream {
  yield* actors;
  return end;
}

test('H30 a list of all actors that is cut every time: the first sync goes by key and comes to its end', () =>
  withStage([customers({ card: narrow })], async (on) => {
    await linkedInBulk(on, 250);
    let asked = 0;
    replace(on, () => ({
      getChangedActors: () => {
        asked += 1;
        return broken(retry('call.timeout', 'Cut at 60 %.'));
      },
    }));
    await on.work();
    assert.equal(await filled(on), 250);
    assert.equal(asked, 0, 'the list is not needed for it');
  }));

test('H30 a walk that was cut goes on behind the last whole batch, and then asks from the first batch’s stamp', () =>
  withStage([customers({ card: narrow })], async (on) => {
    await linkedInBulk(on, 2_500);
    let left = 15;
    const seen: string[] = [];
    replace(on, (real) => ({
      getActors: (query: GetActorsQuery, call: CallOptions) => {
        left -= 1;
        if (left < 0) return broken(retry('erp.away', 'The line is down.'));
        seen.push(...query.erpKeys);
        return real.getActors(query, call);
      },
    }));
    const cut = await on.work();
    assert.equal(cut.status, 'unreachable');
    assert.equal(await filled(on), 1_000, 'one batch of links is done');
    assert.equal((await on.store.marks(on.erp(0).id, 'Customer')).length, 0);
    left = 1_000;
    seen.length = 0;
    on.clock.advance(60_000);
    on.erp(0).world.edit('Customer', '10000', { Email: 'new@c' });
    await on.work();
    assert.equal(await filled(on), 2_500);
    assert.equal(seen.includes('10000'), false, 'what was done is not read again');
    assert.equal((await on.store.marks(on.erp(0).id, 'Customer')).length, 1);
    await on.settle();
    const changed = await on.db.query(`select 1 from company where email = 'new@c'`);
    assert.equal(changed.length, 1, 'what changed during the walk comes with the next poll');
  }));

test('H30 the size of reads halves where the ERP does not stand it, is kept, and grows back', () =>
  withStage([customers({ card: narrow })], async (on) => {
    await linkedInBulk(on, 400);
    const sizes: number[] = [];
    let stands = 30;
    replace(on, (real) => ({
      getActors: (query: GetActorsQuery, call: CallOptions) => {
        sizes.push(query.erpKeys.length);
        return query.erpKeys.length > stands
          ? broken(retry('call.tooLarge', 'HTTP 413.'))
          : real.getActors(query, call);
      },
    }));
    const { status } = await on.work();
    assert.equal(status, 'done');
    assert.equal(await filled(on), 400);
    assert.deepEqual(sizes.slice(0, 4), [100, 50, 25, 25], 'it halves at once');
    const kept = (): Promise<readonly { readonly sizes: unknown }[]> =>
      on.db.query(`select batch_sizes as sizes from connection where id = ${on.erp(0).id}`);
    assert.deepEqual(await kept(), [{ sizes: { read: 25, wellSince: { read: 16, save: 0 } } }]);
    sizes.length = 0;
    stands = 1_000;
    await on.request({ kind: 'resync', from: 'erp', noBlanks: false });
    assert.equal(sizes[0], 25, 'the next worker knows it');
    for (let n = 0; n < 12; n += 1) await on.request({ kind: 'resync', from: 'erp', noBlanks: false });
    assert.equal(sizes.at(-1) === 25, false);
    assert.equal(Math.max(...sizes) <= 100, true, 'never more than the card says');
    assert.equal(Math.max(...sizes) > 50, true, 'and it grows back');
  }));

test('H30 a call that takes too long: the next cycle asks for half', () =>
  withStage([customers({ card: narrow })], async (on) => {
    await linkedInBulk(on, 60);
    const sizes: number[] = [];
    replace(on, (real) => ({
      getActors: (query: GetActorsQuery, call: CallOptions) => {
        sizes.push(query.erpKeys.length);
        return query.erpKeys.length > 30 ? broken(retry('call.timeout', 'Silence.')) : real.getActors(query, call);
      },
    }));
    assert.equal((await on.work()).status, 'unreachable');
    assert.deepEqual(sizes, [60]);
    on.clock.advance(60_000);
    assert.equal((await on.work()).status, 'done');
    assert.equal(await filled(on), 60);
  }));

test('H30 saves halve in the same way', () =>
  withStage([customers({ card: narrow })], async (on) => {
    const pairs = await linkedInBulk(on, 40);
    await on.settle();
    const sizes: number[] = [];
    replace(on, (real) => ({
      saveActors: (changes, call) => {
        sizes.push(changes.length);
        return changes.length > 10
          ? Promise.resolve(rejected('call.tooLarge', 'HTTP 413.'))
          : real.saveActors(changes, call);
      },
    }));
    for (const ref of pairs.values()) await on.edit(ref, { email: `${ref.id}@c` });
    await on.settle();
    assert.equal(sizes[0], 40);
    assert.equal(on.erp(0).world.value('Customer', '10000', 'Email'), `${pairs.get('10000')?.id}@c`);
    assert.deepEqual(
      await on.db.query(`select batch_sizes -> 'save' as save from connection where id = ${on.erp(0).id}`),
      [{ save: 10 }],
    );
    sizes.length = 0;
    for (const ref of pairs.values()) await on.edit(ref, { email: `${ref.id}@d` });
    await on.settle();
    assert.deepEqual(sizes, [10, 10, 10, 10]);
  }));

test('H30 saves that were refused for their size go at once in halves: nobody waits for the next cycle', () =>
  withStage([customers({ card: narrow })], async (on) => {
    const pairs = await linkedInBulk(on, 40);
    await on.settle();
    const sizes: number[] = [];
    replace(on, (real) => ({
      saveActors: (changes, call) => {
        sizes.push(changes.length);
        return changes.length > 10
          ? Promise.resolve(retry('call.tooLarge', 'HTTP 413.'))
          : real.saveActors(changes, call);
      },
    }));
    for (const ref of pairs.values()) await on.edit(ref, { email: `${ref.id}@c` });
    assert.equal((await on.work()).status, 'done');
    assert.deepEqual(sizes, [40, 20, 10, 10, 20, 10, 10]);
    assert.equal(on.erp(0).world.value('Customer', '10000', 'Email'), `${pairs.get('10000')?.id}@c`);
  }));

test('H30 without a link nothing is listed, and whether the ERP can be reached is said all the same', () =>
  withStage([customers({ card: narrow })], async (on) => {
    on.erp(0).world.add('Customer', { Nm: 'Nobody of ours' });
    let listed = 0;
    let away = true;
    replace(on, (real) => ({
      getChangedActors: (query, call) => {
        listed += 1;
        return real.getChangedActors(query, call);
      },
      test: (call) => (away ? Promise.resolve(retry('erp.away', 'Away.')) : real.test(call)),
    }));
    assert.equal((await on.work()).status, 'unreachable');
    away = false;
    on.clock.advance(60_000);
    assert.equal((await on.work()).status, 'done');
    assert.equal(listed, 0);
  }));
