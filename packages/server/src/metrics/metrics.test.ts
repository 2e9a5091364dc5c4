/** `/metrics` over a real hub: who may read it, what it counts, and that its cost does not follow the number of records. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEntity, openWork } from '@kobling/store';
import { applySetup, readSetup } from '../setup-file/index.ts';
import { Browser, cheapPasswords, eventually, testHub, type TestHub } from '../testing/test-hub.ts';
import { createPasswords } from '../auth/passwords.ts';
import { render } from './text.ts';

const token = 'a-token-for-the-monitor-alone';
let fixture: TestHub;
let admin: Browser;
const clockMs = Date.now();

before(async () => {
  fixture = await testHub({
    operatorFile: 'metrics: { token: { env: MONITOR_TOKEN } }\n',
    env: { MONITOR_TOKEN: token },
    now: () => new Date(clockMs),
  });
  admin = new Browser(fixture.hub);
  await admin.setup(fixture.hub);
});
after(() => fixture.close());

const setup = `connectors:
  - { name: Memory, url: plugin://memory }
connections:
  - name: 'ERP "demo"'
    connector: Memory
    active: true
    actors:
      Customer:
        fields:
          Nm: { crm: name, sync: both }
          VatNo: { crm: vatNumber, sync: both }
    match: { Customer: [vatNumber] }
priority: ['ERP "demo"', CRM]
sync: { running: true, interval: 1s }
`;

/** Value by the sample's whole name, as `kobling_writes_total{id="1",connection="ERP",side="crm"}`. */
async function samples(): Promise<ReadonlyMap<string, number>> {
  const { status, body } = await admin.send('GET', '/metrics');
  assert.equal(status, 200);
  return new Map(
    String(body)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const end = line.lastIndexOf(' ');
        return [line.slice(0, end), Number(line.slice(end + 1))] as const;
      }),
  );
}
const ours = 'id="1",connection="ERP \\"demo\\""';

test('an administrator and the monitor read the figures; nobody else does, wherever they come from', async () => {
  const nobody = new Browser(fixture.hub);
  assert.equal((await nobody.send('GET', '/metrics')).status, 401);
  const hash = await createPasswords(cheapPasswords).hash('nine herons by the weir');
  await fixture.hub.db.run(`insert into app_user (name, password_hash) values ('bob', $1)`, [hash]);
  const user = new Browser(fixture.hub);
  await user.login('bob', 'nine herons by the weir');
  assert.equal((await user.send('GET', '/metrics')).status, 403);
  const monitor = { authorization: `Bearer ${token}` };
  const answer = await nobody.send('GET', '/metrics', undefined, monitor);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  assert.equal(
    (await nobody.send('GET', '/api/sync/overview', undefined, monitor)).status,
    403,
    'figures, nothing else',
  );
  assert.equal((await nobody.send('GET', '/metrics', undefined, { authorization: 'Bearer guess' })).status, 401);
  assert.equal(fixture.lines.join('').includes(token), false);
});

test('turns, writes by side, durations and lag are there for each connection, and process figures beside them', async () => {
  const key = fixture.world.add('Customer', { Nm: 'Acme AS', VatNo: 'NO1' });
  await createEntity(fixture.hub.db, 'company', { name: 'Acme AS', vatNumber: 'NO1' }, { writer: 0, by: 'ann' });
  const read = readSetup(setup);
  assert.ok(read.ok, JSON.stringify(read));
  assert.ok((await applySetup(fixture.hub, read.setup, { dryRun: false, by: 'ann' })).ok);
  const linked = async (): Promise<boolean> =>
    (await fixture.hub.db.query(`select 1 from link where state = 'active'`)).length === 1;
  await eventually('linked', linked);
  fixture.world.edit('Customer', key, { Nm: 'Acme and Sons' });
  const written = await eventually('the write is counted', async () => {
    const found = await samples();
    return (found.get(`kobling_writes_total{${ours},side="crm"}`) ?? 0) > 0 ? found : undefined;
  });
  const done = written.get(`kobling_cycles_total{${ours},status="done"}`) ?? 0;
  assert.ok(done > 0);
  const all = [...written.keys()]
    .filter((name) => name.startsWith('kobling_cycles_total{'))
    .reduce((sum, name) => sum + (written.get(name) ?? 0), 0);
  assert.equal(written.get(`kobling_cycle_duration_seconds_count{${ours}}`), all);
  assert.equal(written.get(`kobling_cycle_duration_seconds_bucket{${ours},le="+Inf"}`), all);
  assert.ok((written.get(`kobling_cycle_duration_seconds_sum{${ours}}`) ?? 0) > 0);
  assert.equal(written.get(`kobling_connection_state{${ours},state="ok"}`), 1);
  assert.equal(written.get(`kobling_conflicts_open{${ours}}`), 0);
  for (const name of [
    `kobling_feed_lag_seconds{${ours}}`,
    `kobling_oldest_due_seconds{${ours}}`,
    'kobling_feed_held_back_seconds',
    'kobling_process_resident_memory_bytes',
    'kobling_nodejs_eventloop_lag_seconds',
  ])
    assert.ok(written.has(name), name);
  assert.ok([...written.keys()].some((name) => /http_request_duration_seconds_count\{.*route="\/metrics"/.test(name)));
});

test('work that waits shows with its age, and a change that was not read with its own', async () => {
  const { db } = fixture.hub;
  await db.run(`update connection set active = false`);
  await eventually('no turn runs', async () => (await fixture.hub.jobs.running()).length === 0);
  await db.run(`insert into hint (connection_id, link_id, why, due_at) select 1, id, 'test', $1 from link limit 1`, [
    new Date(clockMs - 90_000),
  ]);
  await db.run(`update company set name = 'x'`);
  await db.run(
    `insert into crm_change (epoch, entity, entity_id, op, at) select max(epoch), 'company', 1, 'update', $1 from feed_epoch`,
    [new Date(clockMs - 60_000)],
  );
  const [row] = await openWork(db, new Date(clockMs));
  assert.equal(row?.hints, 1);
  assert.equal(row?.oldestDueAt?.getTime(), clockMs - 90_000);
  assert.ok(row?.oldestUnreadAt !== null && row?.oldestUnreadAt !== undefined);
});

test('the cost follows what is open: no count walks the links that are in step', async () => {
  const { db } = fixture.hub;
  await db.run(
    `insert into link (connection_id, actor_type, erp_key, entity, entity_id)
     select 1, 'Customer', 'k' || n, 'company', 100000 + n from generate_series(1, 20000) n`,
  );
  await db.run('analyze link');
  const plan = await db.query<{ 'QUERY PLAN': string }>(
    `explain select count(*) from (select from link where connection_id = 1 and state in ('failing', 'parked') and state <> 'active' limit 10) x`,
  );
  assert.match(plan.map((line) => line['QUERY PLAN']).join('\n'), /link_state/);
  const [row] = await openWork(db, new Date(clockMs));
  assert.equal(row?.failing, 0);
});

test('what people type into a name cannot add a figure', () => {
  const text = render([
    { name: 'x', help: 'h', type: 'gauge', samples: [{ labels: { name: 'a"} 1\nevil 2\\' }, value: 1 }] },
  ]);
  assert.equal(text.split('\n').length, 4);
  assert.ok(text.includes('x{name="a\\"} 1\\nevil 2\\\\"} 1'));
});
