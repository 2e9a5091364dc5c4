import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '@kobling/store';
import { applySetup } from '../setup-file/apply.ts';
import { readSetup } from '../setup-file/read.ts';
import {
  activateConnection,
  changeRecord,
  createRecord,
  deactivateConnection,
  deleteRecord,
  findRecords,
  keepWinner,
  listConflicts,
  listConnections,
  readLog,
  readStatus,
  removeLink,
  requestStates,
  startLink,
  startMatch,
  startSync,
  startUndo,
  testConnection,
  useOtherValue,
} from './index.ts';
import { testServiceHub, type TestServiceHub } from './testing/service-hub.ts';

let fixture: TestServiceHub;
const setup = (fields: string, active: boolean): string => `connectors: [{ name: Memory, url: plugin://memory }]
connections:
  - { name: ERP demo, connector: Memory, active: ${active}, actors: { Customer: { fields: { ${fields} } } } }
`;
const apply = async (text: string): Promise<void> => {
  const read = readSetup(text);
  assert.ok(read.ok, JSON.stringify(read));
  const applied = await applySetup(fixture.hub, read.setup, { dryRun: false, by: 'ann' });
  assert.ok(applied.ok, JSON.stringify(applied));
};
const codeOf = (outcome: { readonly status: string; readonly reason?: { readonly code: string } }): string =>
  outcome.reason?.code ?? outcome.status;

before(async () => {
  fixture = await testServiceHub();
});
after(() => fixture.close());

test('activation lists every reason, each naming the field; mended, it activates, and again is no failure', async () => {
  const { hub } = fixture;
  await apply(setup('Phone: { crm: phone }', false));
  const refused = await activateConnection(hub, 'erp DEMO', 'ann');
  assert.ok(refused.status === 'done' && !refused.value.activated);
  assert.deepEqual(
    refused.value.reasons.map((reason) => [reason.code, reason.actorType, reason.field]),
    [
      ['activation.nothingMapped', null, null],
      ['activation.mandatoryUnmapped', 'Customer', 'Nm'],
    ],
  );
  await apply(setup('Nm: { crm: name, sync: both }, Phone: { crm: phone, sync: both }', false));
  assert.deepEqual(await activateConnection(hub, 'ERP demo', 'ann'), { status: 'done', value: { activated: true } });
  assert.deepEqual(await activateConnection(hub, 'ERP demo', 'ann'), { status: 'done', value: { activated: true } });
  const listed = await listConnections(hub);
  assert.deepEqual(listed.status === 'done' && listed.value.map((item) => [item.name, item.active]), [
    ['ERP demo', true],
  ]);
});

test('a CRM field that vanished is a reason, not a surprise', async () => {
  const { hub } = fixture;
  await hub.db.run(`update erp_field set crm_field = 'udef.gone' where field_key = 'Phone'`);
  const refused = await activateConnection(hub, 'ERP demo', 'ann');
  assert.ok(refused.status === 'done' && !refused.value.activated);
  assert.match(refused.value.reasons[0]?.message ?? '', /Customer, Phone: the CRM no longer has the field udef\.gone/);
  await hub.db.run(`update erp_field set crm_field = 'phone' where field_key = 'Phone'`);
});

test('the test of a connection runs the saved one', async () => {
  assert.equal(codeOf(await testConnection(fixture.hub, 'ERP demo')), 'done');
  assert.equal(codeOf(await testConnection(fixture.hub, 'Nobody')), 'connection.unknown');
});

test('sync adds a request for each active connection and wakes it', async () => {
  const { hub, woken } = fixture;
  const started = await startSync(hub, {}, 'ann');
  assert.ok(started.status === 'done');
  const [request] = started.value;
  assert.equal(request?.connection, 'ERP demo');
  const states = await requestStates(hub, [request.requestId], 0);
  assert.deepEqual(states.status === 'done' && states.value.map((state) => [state.kind, state.status, state.runId]), [
    ['cycle', 'queued', null],
  ]);
  assert.ok(woken.length > 0);
  assert.equal(codeOf(await startSync(hub, { noBlanks: true }, 'ann')), 'sync.noBlanks');
  assert.equal(codeOf(await startSync(hub, { entity: { kind: 'company', id: 999 } }, 'ann')), 'sync.notLinked');
  assert.equal(codeOf(await requestStates(hub, [2_000_000], 0)), 'request.unknown');
});

test('a sync asked for after a change means that change: it waits for whoever holds the feed back', async () => {
  const { db } = fixture.hub;
  const other = await testTransaction(db);
  try {
    // The change: committed after the other transaction began.
    await db.query('select pg_current_xact_id()');
    let answered = false;
    const asked = startSync(fixture.hub, {}, 'ann').then((outcome) => {
      answered = true;
      return outcome.status;
    });
    for (let look = 0; look < 50; look += 1) await db.query('select 1');
    assert.equal(answered, false);
    await other.end();
    assert.equal(await asked, 'done');
  } finally {
    await other.end();
  }
});

/** A transaction of somebody else that has written something and is not over. */
async function testTransaction(db: Database): Promise<{ end(): Promise<void> }> {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const done = db.transaction(async (tx) => {
    await tx.query('select pg_current_xact_id()');
    begin();
    await over;
  });
  await begun;
  return {
    end: async () => {
      end();
      await done;
    },
  };
}

test('requests carry what the engine needs', async () => {
  const { hub } = fixture;
  await startSync(hub, { connection: 'ERP demo', resync: 'erp', noBlanks: true, dryRun: true }, 'ann');
  await startLink(hub, { connection: 'ERP demo', actorType: 'customer', erpKey: '10000', crmId: 7 }, 'ann');
  await startMatch(hub, { connection: 'ERP demo', actorType: 'Customer', fields: ['name'], dryRun: true }, 'ann');
  const rows = await hub.db.query<{ payload: unknown; by: string }>(
    'select payload, by_name as by from request order by id desc limit 3',
  );
  assert.deepEqual(rows.toReversed(), [
    { by: 'ann', payload: { kind: 'resync', from: 'erp', noBlanks: true, dryRun: true } },
    {
      by: 'ann',
      payload: { kind: 'link', actorType: 'Customer', erpKey: '10000', entity: { kind: 'company', id: 7 } },
    },
    { by: 'ann', payload: { kind: 'match', actorType: 'Customer', by: ['name'], dryRun: true } },
  ]);
  assert.equal(
    codeOf(await startMatch(hub, { connection: 'ERP demo', actorType: 'Sale', fields: ['name'], dryRun: true }, 'ann')),
    'link.actorType',
  );
  assert.equal(codeOf(await startUndo(hub, { runId: 4711 }, 'ann')), 'run.unknown');
});

test('a link is removed at once and logged; the record and the ERP stay', async () => {
  const { hub } = fixture;
  const made = await createRecord(hub, 'company', { name: 'Acme' }, 'ann');
  assert.ok(made.status === 'done');
  await hub.db.run(
    `insert into link (connection_id, actor_type, erp_key, entity, entity_id) select id, 'Customer', 'K1', 'company', $1 from connection`,
    [made.value.id],
  );
  const wish = { connection: 'ERP demo', actorType: 'Customer' };
  assert.equal(codeOf(await removeLink(hub, wish, 'ann')), 'link.which');
  assert.equal(codeOf(await removeLink(hub, { ...wish, erpKey: 'K2' }, 'ann')), 'link.none');
  assert.deepEqual(await removeLink(hub, { ...wish, crmId: made.value.id }, 'ann'), {
    status: 'done',
    value: { erpKey: 'K1', entity: { kind: 'company', id: made.value.id } },
  });
  const log = await readLog(hub, {
    connection: 'ERP demo',
    entity: { kind: 'company', id: made.value.id },
    kinds: ['unlink'],
    limit: 10,
  });
  assert.deepEqual(log.status === 'done' && log.value.map((row) => [row.kind, row.by, row.record?.name]), [
    ['unlink', 'ann', 'Acme'],
  ]);
});

test('records by name of list items, edits, deletion', async () => {
  const { hub } = fixture;
  const made = await createRecord(hub, 'company', { name: 'Beta', phone: '1' }, 'ann');
  assert.ok(made.status === 'done');
  const { id } = made.value;
  const changed = await changeRecord(hub, 'company', id, { phone: '2' }, 'ann');
  assert.equal(changed.status === 'done' && changed.value.values['phone'], '2');
  assert.equal(codeOf(await changeRecord(hub, 'company', id, { phnoe: '2' }, 'ann')), 'crm.noField');
  const found = await findRecords(hub, 'company', { where: { phone: '2' } });
  assert.deepEqual(found.status === 'done' && found.value.records.map((record) => record.id), [id]);
  assert.equal(codeOf(await deleteRecord(hub, 'company', id, false, 'ann')), 'done');
  assert.equal(codeOf(await changeRecord(hub, 'company', id, { phone: '3' }, 'ann')), 'crm.gone');
});

test('a conflict is kept or turned once', async () => {
  const { hub } = fixture;
  await hub.db.run(
    `insert into conflict (log_id, connection_id, link_id, generation, entity, entity_id, erp_field, crm_field, erp_value, crm_value, winner)
     select n, c.id, n, 1, 'company', 1, 'Nm', 'name', 'A', 'B', 'crm' from connection c, generate_series(1, 2) n`,
  );
  const listed = await listConflicts(hub, { limit: 10 });
  assert.equal(listed.status === 'done' && listed.value.total, 2);
  assert.equal(codeOf(await keepWinner(hub, 1, 'ann')), 'done');
  assert.equal(codeOf(await keepWinner(hub, 1, 'ann')), 'conflict.closed');
  assert.equal(codeOf(await useOtherValue(hub, 1, 'ann')), 'conflict.closed');
  assert.equal(codeOf(await useOtherValue(hub, 2, 'ann')), 'done');
});

test('inactive: nothing is asked of it, and the status says so', async () => {
  const { hub } = fixture;
  assert.equal(codeOf(await deactivateConnection(hub, 'ERP demo', 'ann')), 'done');
  assert.equal(codeOf(await startSync(hub, { connection: 'ERP demo' }, 'ann')), 'connection.inactive');
  assert.equal(codeOf(await startSync(hub, {}, 'ann')), 'sync.noConnection');
  const status = await readStatus(hub);
  assert.deepEqual(status.status === 'done' && status.value.connections.map((item) => item.active), [false]);
});
