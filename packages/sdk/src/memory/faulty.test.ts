import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect } from '../outcome.ts';
import type { CallOptions, Connection, ConnectorHost } from '../types.ts';
import { type FaultKind, faultKinds, faulty, memoryConnector, sampleErp, seededRandom } from './index.ts';

const host: ConnectorHost = {
  guid: '00000000-0000-0000-0000-000000000001',
  stateDir: undefined,
  zone: 'UTC',
  resolvePath: (path) => Promise.resolve({ status: 'done', value: path }),
  fetch: () => Promise.reject(new Error('no network here')),
  now: () => new Date(0),
  log: () => {},
};
const call = (signal = new AbortController().signal): CallOptions => ({ signal });

async function withFault(fault: FaultKind, customers = 10) {
  const connector = memoryConnector(sampleErp);
  const { world } = connector;
  const opened = await connector.open({}, host, call());
  if (opened.status !== 'done') throw new Error(opened.reason.message);
  const keys = Array.from({ length: customers }, (_, n) => world.add('Customer', { Nm: `C${n}` }));
  const met: FaultKind[] = [];
  const connection = faulty(opened.value, [{ fault, rate: 1 }], seededRandom(5), (kind) => met.push(kind));
  return { world, keys, connection, met };
}
const everyone = { actorType: 'Customer', text: '', fieldKeys: ['Nm'] } as const;
const create = (connection: Connection, signal?: AbortSignal) =>
  connection.createActor({ actorType: 'Customer', fieldValues: { Nm: 'New' } }, call(signal));
const rename = (connection: Connection, keys: readonly string[], signal?: AbortSignal) =>
  connection.saveActors(
    keys.map((erpKey) => ({ actorType: 'Customer', erpKey, fieldValues: { Nm: 'Renamed' } })),
    call(signal),
  );

test('a lost answer: before, nothing happened; after, it did', async () => {
  for (const [fault, made] of [
    ['unknownBefore', 0],
    ['unknownAfter', 1],
    ['retryBefore', 0],
  ] as const) {
    const { world, connection } = await withFault(fault, 0);
    assert.equal((await create(connection)).status, fault === 'retryBefore' ? 'retry' : 'unknown');
    assert.equal(world.count('Customer'), made, fault);
  }
});

test('a batch: refused as a whole, half done, half answered, answered for another', async () => {
  const renamed = ({ world, keys }: Awaited<ReturnType<typeof withFault>>) =>
    keys.filter((key) => world.value('Customer', key, 'Nm') === 'Renamed').length;
  const expected = {
    rejectedBatch: [0, -1],
    partialSave: [5, 5],
    partialAnswer: [10, 5],
    otherKeys: [10, 10],
  } as const;
  for (const fault of ['rejectedBatch', 'partialSave', 'partialAnswer', 'otherKeys'] as const) {
    const set = await withFault(fault);
    const outcome = await rename(set.connection, set.keys);
    const answered = outcome.status === 'done' ? outcome.value.length : -1;
    assert.deepEqual([renamed(set), answered], expected[fault], fault);
    if (fault !== 'otherKeys' || outcome.status !== 'done') continue;
    assert.ok(outcome.value.some((r) => !set.keys.includes(r.status === 'rejected' ? r.erpKey : r.actor.erpKey)));
  }
  const single = await withFault('rejectedBatch');
  assert.equal((await rename(single.connection, single.keys.slice(0, 1))).status, 'done');
});

test('streams: broken off, empty, twice, out of order, for others', async () => {
  const read = async (fault: FaultKind) => {
    const { connection, keys } = await withFault(fault, 50);
    const outcome = await collect(connection.search(everyone, call()));
    return { keys, outcome, got: outcome.status === 'done' ? outcome.value.map((actor) => actor.erpKey) : [] };
  };
  assert.equal((await read('truncated')).outcome.status, 'retry');
  assert.deepEqual((await read('emptySuccess')).got, []);
  const twice = await read('duplicates');
  assert.ok(twice.got.length > 50 && new Set(twice.got).size === 50);
  const mixed = await read('reordered');
  assert.notDeepEqual(mixed.got, mixed.keys);
  assert.deepEqual(mixed.got.toSorted(), mixed.keys.toSorted());
  const strange = await read('otherKeys');
  assert.equal(strange.got.filter((key) => !strange.keys.includes(key)).length, 1);
});

test('a call that hangs ends when it is aborted, and a write is then unknown', async () => {
  for (const [fault, made] of [
    ['hang', 0],
    ['hangAfter', 1],
  ] as const) {
    const { world, connection } = await withFault(fault, 0);
    const controller = new AbortController();
    const creating = create(connection, controller.signal);
    controller.abort();
    assert.equal((await creating).status, 'unknown');
    assert.equal(world.count('Customer'), made, fault);
  }
});

test('a connector with a bug throws, from calls and from streams', async () => {
  const { connection } = await withFault('throws');
  await assert.rejects(create(connection));
  await assert.rejects(collect(connection.search(everyone, call())));
});

test('every fault can be met, and none at rate 0', async () => {
  for (const fault of faultKinds) {
    const { connection, keys, met } = await withFault(fault);
    const signal = AbortSignal.abort();
    const quiet = (promise: Promise<unknown>): Promise<unknown> => promise.catch(() => undefined);
    await quiet(rename(connection, keys, signal));
    await quiet(collect(connection.search(everyone, call(signal))));
    assert.ok(met.includes(fault), fault);
  }
});

test('the same seed gives the same faults', async () => {
  const run = async (): Promise<FaultKind[]> => {
    const opened = await memoryConnector(sampleErp).open({}, host, call());
    if (opened.status !== 'done') throw new Error(opened.reason.message);
    const met: FaultKind[] = [];
    const faults = faultKinds
      .filter((k) => !k.startsWith('hang') && k !== 'throws')
      .map((fault) => ({ fault, rate: 0.1 }));
    const connection = faulty(opened.value, faults, seededRandom(11), (kind) => met.push(kind));
    for (let n = 0; n < 200; n++) await create(connection);
    return met;
  };
  const first = await run();
  assert.ok(first.length > 10);
  assert.deepEqual(await run(), first);
});
