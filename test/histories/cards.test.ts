/** What the capability card is good for: polls that overlap as far as the ERP needs it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor, ActorStream, Connection } from '@kobling/sdk';
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
