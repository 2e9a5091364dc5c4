import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { noCounts, type WorkOptions, type WorkResult } from '@kobling/engine';
import { addRequest, getRequest } from '@kobling/store';
import type { RunningHub } from '../hub.ts';
import { eventually, testHub, type TestHub } from '../testing/test-hub.ts';
import type { Signal } from './events.ts';

/** Turns of the engine as the jobs asked for them; each ends when the test says so, or at once. */
interface Turn {
  readonly connectionId: number;
  readonly options: WorkOptions;
  readonly token: bigint;
  end(result?: Partial<WorkResult>): void;
  fail(error: Error): void;
}
const turns: Turn[] = [];
let hold = false;
let fixture: TestHub;
let hub: RunningHub;

before(async () => {
  fixture = await testHub({
    work: async (world, lease, setup, options) => {
      for (
        let request = await world.store.nextRequest(setup.id);
        request !== undefined;
        request = await world.store.nextRequest(setup.id)
      ) {
        await world.store.updateRequest(lease, request.id, { status: 'running' });
        await world.store.updateRequest(lease, request.id, { status: 'done', result: { counts: noCounts() } });
      }
      const result = await new Promise<Partial<WorkResult>>((resolve, reject) => {
        turns.push({
          connectionId: setup.id,
          options,
          token: lease.token,
          end: (part = {}) => resolve(part),
          fail: reject,
        });
        options.signal.addEventListener('abort', () => resolve({ status: 'stopped' }));
        if (!hold) resolve({});
      });
      return { status: 'done', nextTryAt: null, touched: [], counts: noCounts(), more: false, ...result };
    },
  });
  hub = fixture.hub;
  // Long enough that nothing runs by itself while a test looks.
  await hub.db.run(`insert into setting (key, value) values ('sync', '{"running": true, "intervalMs": 3600000}')`);
});
after(() => fixture.close());
beforeEach(() => {
  hold = false;
  turns.length = 0;
});

let added = 0;
const addConnection = async (url = 'plugin://memory'): Promise<number> => {
  added += 1;
  const [connector] = await hub.db.query<{ id: number }>(
    'insert into connector (name, url) values ($1, $1) returning id',
    [url],
  );
  const sql = 'insert into connection (connector_id, name, active) values ($1, $2, true) returning id';
  const [row] = await hub.db.query<{ id: number }>(sql, [connector?.id, `ERP ${added}`]);
  return row?.id ?? 0;
};
const turnsOf = (id: number): readonly Turn[] => turns.filter((turn) => turn.connectionId === id);
const waiting = async (id: number): Promise<number> => {
  const rows = await hub.db.query(
    `select 1 from pgboss.job where name = 'cycle' and singleton_key = $1 and state = 'created'`,
    [String(id)],
  );
  return rows.length;
};

test('H24: Sync now while a turn runs is not lost: the next one follows at once', async () => {
  const id = await addConnection();
  hold = true;
  await hub.wake([id]);
  const first = await eventually('the first turn', () => turnsOf(id)[0]);
  const request = await addRequest(hub.db, id, { kind: 'cycle' }, 'ann');
  await hub.wake([id]);
  hold = false;
  first.end();
  await eventually('the second turn', () => turnsOf(id)[1]);
  await eventually('the request is served', async () => (await getRequest(hub.db, request))?.status === 'done');
});

test('H24: Sync now while a turn waits pulls it forward, and leaves one job, not two', async () => {
  const id = await addConnection();
  await hub.wake([id]);
  await eventually('the first turn', () => turnsOf(id)[0]);
  await eventually('the next one waits', async () => (await waiting(id)) === 1);
  await hub.wake([id]);
  await hub.wake([id]);
  await eventually('the second turn', () => turnsOf(id)[1]);
  await eventually('one waits again', async () => (await waiting(id)) === 1);
});

test('one turn of a connection at a time, whatever wakes it', async () => {
  const id = await addConnection();
  hold = true;
  await hub.wake([id]);
  const first = await eventually('the first turn', () => turnsOf(id)[0]);
  for (let wakes = 0; wakes < 5; wakes++) await hub.wake([id]);
  const other = await addConnection();
  await hub.wake([other]);
  const second = await eventually('another connection is not held up', () => turnsOf(other)[0]);
  assert.equal(turnsOf(id).length, 1);
  hold = false;
  first.end();
  second.end();
  const next = await eventually('the turn after', () => turnsOf(id)[1]);
  assert.ok(next.token > first.token, 'each turn has a higher token');
});

test('sync off: no cycles, but what people ask for is served', async () => {
  const id = await addConnection();
  await hub.db.run(`update setting set value = value || '{"running": false}' where key = 'sync'`);
  const request = await addRequest(hub.db, id, { kind: 'cycle' }, 'ann');
  await hub.wake([id]);
  const turn = await eventually('a turn for the request', () => turnsOf(id)[0]);
  assert.equal(turn.options.automatic, false);
  await eventually('the request is served', async () => (await getRequest(hub.db, request))?.status === 'done');
  await eventually('the next one waits', async () => (await waiting(id)) === 1);
  await hub.wake([id]);
  await eventually('it was looked at and left', async () => {
    const rows = await hub.db.query(
      `select 1 from pgboss.job where name = 'cycle' and singleton_key = $1 and state = 'completed'`,
      [String(id)],
    );
    return rows.length === 2;
  });
  assert.equal(turnsOf(id).length, 1);
  await hub.db.run(`update setting set value = value || '{"running": true}' where key = 'sync'`);
});

test('a connection that cannot be opened says why, backs off, and fails what was asked; others go on', async () => {
  const id = await addConnection('plugin://absent');
  const request = await addRequest(hub.db, id, { kind: 'cycle' }, 'ann');
  await hub.wake([id]);
  const view = await eventually('the request fails', async () => {
    const found = await getRequest(hub.db, request);
    return found?.status === 'failed' ? found : undefined;
  });
  assert.match(JSON.stringify(view.result), /There is no connector plugin:\/\/absent/);
  const health = await eventually('it is noted', async () => {
    const found = await hub.store.health(id);
    return found.failures > 0 ? found : undefined;
  });
  assert.equal(health.status, 'failed');
  assert.ok(health.nextTryAt !== null);
});

test('H10: the look after a restore waits while its connection cannot be opened; what people asked for does not', async () => {
  const id = await addConnection('plugin://nowhere');
  const look = await addRequest(hub.db, id, { kind: 'restored', side: 'hub', dryRun: true }, '');
  const asked = await addRequest(hub.db, id, { kind: 'cycle' }, 'ann');
  await hub.wake([id]);
  await eventually('the answer', async () => (await getRequest(hub.db, asked))?.status === 'failed');
  await eventually('the turn is over', async () => (await waiting(id)) === 1);
  assert.equal((await getRequest(hub.db, look))?.status, 'queued');
});

test('H28: connections that a turn touched are due at once', async () => {
  const [one, other] = [await addConnection(), await addConnection()];
  hold = true;
  await hub.wake([one]);
  const turn = await eventually('the first turn', () => turnsOf(one)[0]);
  hold = false;
  turn.end({ touched: [other] });
  await eventually('the other one', () => turnsOf(other)[0]);
});

test('a lease lost to another worker stops the turn', async () => {
  const id = await addConnection();
  hold = true;
  await hub.wake([id]);
  const turn = await eventually('the first turn', () => turnsOf(id)[0]);
  await hub.db.run('update lease set token = token + 1 where connection_id = $1', [id]);
  await eventually('it is told to stop', () => turn.options.signal.aborted, 15_000);
  assert.equal((turn.options.signal.reason as Error).name, 'LeaseLost');
});

test('a turn that throws is a bug: it is logged, the connection backs off, the worker lives', async () => {
  const id = await addConnection();
  hold = true;
  await hub.wake([id]);
  const turn = await eventually('the first turn', () => turnsOf(id)[0]);
  hold = false;
  turn.fail(new Error('a mistake in the engine'));
  const health = await eventually('it is noted', async () => {
    const found = await hub.store.health(id);
    return found.failures > 0 ? found : undefined;
  });
  assert.equal(health.status, 'failed');
  assert.match(fixture.lines.join(''), /a mistake in the engine/);
  const other = await addConnection();
  await hub.wake([other]);
  await eventually('others go on', () => turnsOf(other)[0]);
});

test('a turn whose worker was killed is taken up by another', async () => {
  const id = await addConnection();
  // What a process leaves behind that dies in the middle of a turn: an active job, and no more heartbeats.
  await hub.wake([id]);
  await eventually('the first turn', () => turnsOf(id)[0]);
  await eventually('the next one waits', async () => (await waiting(id)) === 1);
  await hub.db.run(
    `update pgboss.job set state = 'active', started_on = now() - interval '1 minute', heartbeat_on = now() - interval '1 minute'
     where name = 'cycle' and singleton_key = $1 and state = 'created'`,
    [String(id)],
  );
  await eventually('another worker goes on', () => turnsOf(id)[1], 40_000);
});

test('signals reach every listener, the latest of a subject at most a quarter second late', async () => {
  const heard: Signal[] = [];
  const unsubscribe = hub.events.subscribe((signal) => heard.push(signal));
  for (let step = 0; step <= 100; step++)
    hub.events.send({ type: 'step', connectionId: 4711, step: 'observe', done: step, total: 100 });
  const mine = (): readonly Signal[] =>
    heard.filter((signal) => signal.type === 'step' && signal.connectionId === 4711);
  await eventually('the last one', () => mine().some((signal) => signal.type === 'step' && signal.done === 100));
  unsubscribe();
  assert.ok(mine().length <= 3, `${mine().length} signals for one subject`);
});
