/** What the capability card is good for: polls that overlap as far as the ERP needs it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ActorStream, type Connection, type ConnectorHost, done } from '@kobling/sdk';
import { runConformance } from '@kobling/sdk/conformance';
import { memoryConnector, type MemoryOptions, sampleErp } from '@kobling/sdk/memory';
import { saveCheckedCard } from '@kobling/store';
import { acme, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

/** The sweep would find everything in the end: not within these histories. */
const noSweep = { sweepPeriodMs: 1e12 } as const;

/** Polls go another way than the ERP's own. */
function polledBy(
  on: Stage,
  poll: (real: Connection, ...query: Parameters<Connection['getChangedActors']>) => ActorStream,
) {
  const erp = on.erp(0);
  const real = erp.connection;
  erp.connection = new Proxy(real, {
    get(target, name: keyof Connection) {
      if (name !== 'getChangedActors') return (target[name] as (...args: unknown[]) => unknown).bind(target);
      return (...query: Parameters<Connection['getChangedActors']>) => poll(real, ...query);
    },
  });
}

test('H22 a change that was stamped before a pause and committed during it is seen after the pause', () =>
  withStage([customers({ card: { ...noSweep, overlapMs: 60_000 } })], async (on) => {
    const it = await acme(on);
    const other = on.erp(0).world.add('Customer', { Nm: 'Other' });
    let hidden: string | undefined;
    polledBy(on, async function* (real, query, call) {
      for await (const actor of real.getChangedActors(query, call)) if (actor.erpKey !== hidden) yield actor;
    });
    for (let n = 0; n < 10; n += 1) {
      // A long transaction stamps its change, and another one that began later is committed before it.
      if (n === 8) it.editErp({ Phone: '22' });
      if (n === 8) hidden = it.erpKey;
      on.erp(0).world.edit('Customer', other, { Phone: String(n) });
      await on.work();
      on.clock.advance(10_000);
    }
    // The transaction is committed; the hub was away meanwhile.
    hidden = undefined;
    on.clock.advance(3_600_000);
    await on.work();
    assert.equal(await it.crm('phone'), '22');
  }));

/** An ERP that stamps whole minutes and answers only what is later than the mark; its author thought that it needs no overlap. */
const minutes = (now: () => Date): MemoryOptions => ({
  ...sampleErp,
  clock: { now, grainMs: 60_000, exclusive: true },
});

async function measured(now: Date) {
  let ms = now.getTime() - 3_600_000;
  const { world, ...connector } = memoryConnector(minutes(() => new Date(ms)));
  for (let n = 0; n < 5; n += 1) {
    world.add('Customer', { Nm: `Customer ${n}` });
    ms += 137_000;
  }
  ms = now.getTime();
  const host: ConnectorHost = {
    guid: '00000000-0000-0000-0000-000000000001',
    stateDir: undefined,
    zone: 'UTC',
    resolvePath: (path) => Promise.resolve(done(path)),
    fetch,
    now: () => now,
    log: () => undefined,
  };
  return (await runConformance(connector, { config: {}, host, write: true })).card;
}

for (const checked of [false, true])
  test(`H22 whole minutes and an exclusive mark: an edit inside the minute is ${checked ? 'seen after a check of the connection' : 'missed as long as nobody checked'}`, () => {
    let now = (): Date => new Date();
    const erp = customers({ options: minutes(() => now()), card: { ...noSweep, overlapMs: 0 } });
    return withStage([erp], async (on) => {
      now = () => on.clock.now();
      const it = await acme(on);
      const other = on.erp(0).world.add('Customer', { Nm: 'Other' });
      on.clock.advance(60_000 - (on.clock.now().getTime() % 60_000) + 60_000);
      if (checked) {
        const card = await measured(on.clock.now());
        assert.equal(card.overlapMs, 120_000);
        const check = { url: 'plugin://memory0', at: '', by: 'ann', wrote: true, passed: false, problems: {} };
        await saveCheckedCard(on.db, on.erp(0).id, { ...check, card: { ...card, ...noSweep } });
        assert.equal((await on.store.setup(on.erp(0).id))?.card.overlapMs, 120_000);
      }
      // The first second of a minute: seen, and the mark is this minute.
      it.editErp({ Phone: '10' });
      await on.work();
      assert.equal(await it.crm('phone'), '10');
      on.clock.advance(50_000);
      it.editErp({ Phone: '50' });
      // Somebody is at work in the ERP: a poll that answers nothing would be looked into (H10).
      for (let n = 0; n < 5; n += 1) {
        on.clock.advance(60_000);
        on.erp(0).world.edit('Customer', other, { Phone: String(n) });
        await on.work();
      }
      assert.equal(await it.crm('phone'), checked ? '50' : '10');
    });
  });
