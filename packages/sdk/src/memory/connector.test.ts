import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect } from '../outcome.ts';
import type { Actor, ActorStream, CallOptions, Connection, ConnectorHost, Outcome } from '../types.ts';
import { addSampleCustomers, type MemoryOptions, memoryConnector, sampleErp, seededRandom } from './index.ts';

const host: ConnectorHost = {
  guid: '00000000-0000-0000-0000-000000000001',
  stateDir: undefined,
  zone: 'UTC',
  resolvePath: (path) => Promise.resolve({ status: 'done', value: path }),
  fetch: () => Promise.reject(new Error('no network here')),
  now: () => new Date(0),
  log: () => {},
};
const call = (): CallOptions => ({ signal: new AbortController().signal });
function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.status !== 'done') throw new Error(`${outcome.status}: ${outcome.reason.message}`);
  return outcome.value;
}
const all = async (stream: ActorStream): Promise<readonly Actor[]> => valueOf(await collect(stream));
const keys = async (stream: ActorStream): Promise<string[]> => (await all(stream)).map((actor) => actor.erpKey);

async function opened(options: Partial<MemoryOptions> = {}) {
  const connector = memoryConnector({ ...sampleErp, ...options });
  const connection: Connection = valueOf(await connector.open({}, host, call()));
  return { connector, world: connector.world, connection };
}

test('ten changes among 100,000 actors are found without looking at the rest', async () => {
  const { world, connection } = await opened();
  for (let n = 0; n < 100_000; n++) world.add('Customer', { Nm: `C${n}` });
  for (const row of [...world.rows('Customer')].slice(0, 5_000)) world.edit('Customer', row.erpKey, { City: 'Oslo' });
  const mark = world.newestStamp;
  for (let n = 0; n < 10; n++) world.edit('Customer', String(10_000 + n * 7), { Phone: '1' });
  world.forgetCalls();
  const query = { actorType: 'Customer', updatedOnOrAfter: String(mark), fieldKeys: ['Phone'] } as const;
  const changed = await all(connection.getChangedActors(query, call()));
  assert.equal(changed.length, 11, 'ten edits and, inclusively, the one at the cursor');
  assert.ok(world.rowsExamined <= 11, `looked at ${world.rowsExamined}`);
  assert.equal(world.calls.get('getChangedActors'), 1);
});

test('an actor changed many times is answered once, at its newest stamp', async () => {
  const { world, connection } = await opened();
  const [key = ''] = addSampleCustomers(world, 3, seededRandom(1));
  for (let n = 0; n < 5_000; n++) world.edit('Customer', key, { Phone: String(n) });
  const changed = await all(
    connection.getChangedActors({ actorType: 'Customer', updatedOnOrAfter: '', fieldKeys: ['Phone'] }, call()),
  );
  assert.equal(changed.length, 3);
  assert.equal(changed.at(-1)?.erpKey, key);
  assert.equal(changed.at(-1)?.lastModified, String(world.newestStamp));
});

test('unknown keys and unknown fields are left out', async () => {
  const { world, connection } = await opened();
  const [key = ''] = addSampleCustomers(world, 1, seededRandom(1));
  const query = { actorType: 'Customer', erpKeys: [key, 'gone', key], fieldKeys: ['Nm', 'Gone'] } as const;
  const actors = await all(connection.getActors(query, call()));
  assert.deepEqual(
    actors.map((a) => [a.erpKey, Object.keys(a.fieldValues)]),
    [[key, ['Nm']]],
  );
});

test('create draws from the number series, fills defaults and checks', async () => {
  const { world, connection } = await opened();
  const created = valueOf(
    await connection.createActor({ actorType: 'Customer', fieldValues: { Nm: 'Acme', Credit: '[F:10.50]' } }, call()),
  );
  assert.equal(created.erpKey, '10000');
  assert.equal(created.fieldValues['Credit'], '[F:10.5]');
  const refused = await connection.createActor(
    { actorType: 'Customer', fieldValues: { CustGr: '9', Balance: '1', Gone: 'x' } },
    call(),
  );
  assert.ok(refused.status === 'rejected');
  assert.deepEqual(Object.keys(refused.reason.fields ?? {}).toSorted(), ['Balance', 'CustGr', 'Gone', 'Nm']);
  assert.equal(world.count('Customer'), 1);
});

test('persons belong to a company that exists', async () => {
  const { world, connection } = await opened();
  const [key = ''] = addSampleCustomers(world, 2, seededRandom(1));
  const person = { actorType: 'Person', fieldValues: { LastName: 'Hansen' } } as const;
  const code = async (more: object): Promise<string> => {
    const outcome = await connection.createActor({ ...person, ...more }, call());
    return outcome.status === 'done' ? outcome.value.erpKey : outcome.reason.code;
  };
  assert.equal(await code({}), 'parent.missing');
  assert.equal(await code({ parentActorType: 'Customer', parentErpKey: 'gone' }), 'parent.unknown');
  assert.equal(await code({ parentActorType: 'Project', parentErpKey: key }), 'parent.type');
  const made = await code({ parentActorType: 'Customer', parentErpKey: key });
  const search = {
    actorType: 'Person',
    text: 'hansen',
    fieldKeys: [],
    parent: { actorType: 'Customer', erpKey: key },
  } as const;
  assert.deepEqual(await keys(connection.search(search, call())), [made]);
});

test('a save writes what it was given, once, and compares what was expected (H01, H27)', async () => {
  const { world, connection } = await opened();
  const key = world.add('Customer', { Nm: 'Acme', Phone: '1' });
  const save = async (fieldValues: Record<string, string>, expected?: Record<string, string>) => {
    const change = { actorType: 'Customer', erpKey: key, fieldValues, ...(expected ? { expected } : {}) } as const;
    return valueOf(await connection.saveActors([change], call()))[0];
  };
  const first = await save({ Phone: '2' }, { Phone: '1' });
  assert.ok(first?.status === 'saved' && first.actor.fieldValues['Nm'] === 'Acme');
  const again = await save({ Phone: '2' });
  assert.ok(again?.status === 'saved' && again.actor.lastModified === first.actor.lastModified);
  const moved = await save({ Phone: '3' }, { Phone: '1' });
  assert.ok(moved?.status === 'moved' && moved.actor.fieldValues['Phone'] === '2');
  assert.equal(world.value('Customer', key, 'Phone'), '2');
});

test('one bad change in a batch fails alone', async () => {
  const { world, connection } = await opened();
  const key = world.add('Customer', { Nm: 'Acme' });
  const results = valueOf(
    await connection.saveActors(
      [
        { actorType: 'Customer', erpKey: 'gone', fieldValues: { Nm: 'x' } },
        { actorType: 'Customer', erpKey: key, fieldValues: { Nm: 'x'.repeat(61) } },
        { actorType: 'Customer', erpKey: key, fieldValues: { Nm: 'Beta' } },
      ],
      call(),
    ),
  );
  assert.deepEqual(
    results.map((r) => r.status),
    ['rejected', 'rejected', 'saved'],
  );
  assert.equal(world.value('Customer', key, 'Nm'), 'Beta');
});

test('each awkward behaviour does what its name says', async () => {
  const { world, connection } = await opened();
  const key = world.add('Customer', { Nm: 'Acme', Phone: '1' });
  const save = async (fieldValues: Record<string, string>) => {
    const result = valueOf(
      await connection.saveActors([{ actorType: 'Customer', erpKey: key, fieldValues }], call()),
    )[0];
    return result?.status === 'saved' ? result.actor.fieldValues : result?.status;
  };
  world.behaviour.normalise = ['trim', 'case', 'whitespace', 'cut', 'round', 'dateGrain'];
  await save({ Nm: `  a  b${'c'.repeat(80)} `, Credit: '[F:10.005]', Since: '2024-01-02T03:04:05.678' });
  assert.equal(world.value('Customer', key, 'Nm'), `A B${'C'.repeat(57)}`);
  assert.equal(world.value('Customer', key, 'Credit'), '10.01');
  assert.equal(world.value('Customer', key, 'Since'), '2024-01-02T03:04:05');
  world.behaviour.rewritesWholeRecords = true;
  world.behaviour.omitBlanks = true;
  assert.deepEqual(await save({ Nm: 'Acme' }), { Nm: 'ACME' });
  world.behaviour.reject = () => ({ code: 'erp.closed', message: 'The year is closed.' });
  assert.equal(await save({ Nm: 'Beta' }), 'rejected');
});

test('a lagging poll shows the row as it was, and shows it in time', async () => {
  const { world, connection } = await opened({ behaviour: { pollLag: 2 } });
  const key = world.add('Customer', { Nm: 'Acme', Phone: '1' });
  const other = world.add('Customer', { Nm: 'Beta' });
  world.edit('Customer', key, { Phone: '2' });
  world.edit('Customer', key, { Phone: '3' });
  const polled = async () =>
    (
      await all(
        connection.getChangedActors({ actorType: 'Customer', updatedOnOrAfter: '', fieldKeys: ['Phone'] }, call()),
      )
    ).map((a) => [a.erpKey, a.fieldValues['Phone'], a.lastModified]);
  assert.deepEqual(await polled(), [
    [key, '1', '1'],
    [other, '', '2'],
  ]);
  world.edit('Customer', other, { Phone: '9' });
  world.edit('Customer', other, { Phone: '8' });
  assert.deepEqual(await polled(), [
    [other, '', '2'],
    [key, '3', '4'],
  ]);
});

test('a late commit appears behind what was already seen (F11)', async () => {
  const { world, connection } = await opened();
  const late = world.add('Customer', { Nm: 'Late' });
  const transaction = world.begin();
  transaction.edit('Customer', late, { Phone: '1' });
  const early = world.add('Customer', { Nm: 'Early' });
  const since = (stamp: string) =>
    keys(connection.getChangedActors({ actorType: 'Customer', updatedOnOrAfter: stamp, fieldKeys: [] }, call()));
  assert.deepEqual(await since('2'), [early]);
  transaction.commit();
  assert.deepEqual(await since('2'), [late, early]);
  assert.deepEqual(await since('3'), [early]);
});

test('a restored ERP has its old values, stamps and number series (H10)', async () => {
  const { world } = await opened();
  const key = world.add('Customer', { Nm: 'Acme', Phone: '1' });
  const backup = world.snapshot();
  world.edit('Customer', key, { Phone: '2' });
  const lost = world.add('Customer', { Nm: 'Lost' });
  world.restore(backup);
  assert.equal(world.value('Customer', key, 'Phone'), '1');
  assert.equal(world.row('Customer', lost), undefined);
  assert.equal(world.add('Customer', { Nm: 'Stranger' }), lost);
});

test('every kind of LastModified can be passed back', async () => {
  for (const stampKind of ['decimal', 'ticks', 'dateTime', 'ordinal'] as const) {
    const { world, connection, connector } = await opened({ stampKind });
    const made = Array.from({ length: 20 }, (_, n) => world.add('Customer', { Nm: `C${n}` }));
    const query = { actorType: 'Customer', updatedOnOrAfter: '', fieldKeys: [] } as const;
    const everyone = await all(connection.getChangedActors(query, call()));
    const fifth = everyone[5]?.lastModified ?? '';
    assert.deepEqual(
      await keys(connection.getChangedActors({ ...query, updatedOnOrAfter: fifth }, call())),
      made.slice(5),
      stampKind,
    );
    assert.equal(connector.card?.lastModifiedKind, stampKind === 'ticks' ? 'decimal' : stampKind);
    assert.equal(
      (await collect(connection.getChangedActors({ ...query, updatedOnOrAfter: 'rubbish!' }, call()))).status,
      'rejected',
    );
  }
});

test('a worker whose lease was taken over cannot write (H13)', async () => {
  const { world, connection } = await opened();
  const key = world.add('Customer', { Nm: 'Acme' });
  const save = (token: bigint) =>
    connection.saveActors([{ actorType: 'Customer', erpKey: key, fieldValues: { Nm: `by ${token}` } }], {
      ...call(),
      token,
    });
  assert.equal((await save(7n)).status, 'done');
  assert.equal((await save(6n)).status, 'rejected');
  assert.equal(world.value('Customer', key, 'Nm'), 'by 7');
});

test('a call that was aborted before it began did nothing', async () => {
  const { world, connection } = await opened();
  const signal = AbortSignal.abort();
  const created = await connection.createActor({ actorType: 'Customer', fieldValues: { Nm: 'Acme' } }, { signal });
  assert.equal(created.status, 'retry');
  assert.equal(
    (await collect(connection.search({ actorType: 'Customer', text: '', fieldKeys: [] }, { signal }))).status,
    'retry',
  );
  assert.equal(world.count('Customer'), 0);
});

test('a search that cannot be answered is refused rather than empty', async () => {
  const { world, connection } = await opened();
  addSampleCustomers(world, 20, seededRandom(3));
  const search = async (fieldKey: string, operator: '=' | 'oneof' | '>', ...values: string[]) =>
    collect(
      connection.searchAdvanced(
        { actorType: 'Customer', restrictions: [{ fieldKey, operator, values }], fieldKeys: ['Nm'] },
        call(),
      ),
    );
  assert.equal((await search('Gone', '=', 'x')).status, 'rejected');
  assert.equal((await search('Nm', 'oneof', 'x')).status, 'rejected');
  const rich = valueOf(await search('Credit', '>', '[F:50000]')).length;
  const expected = [...world.rows('Customer')].filter((row) => Number(row.values['Credit']) > 50_000).length;
  assert.ok(rich > 0 && rich === expected);
});
