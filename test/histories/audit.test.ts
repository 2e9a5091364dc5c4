/** Spec 06.6: the drift audit says what differs and why, for every reason there is, and writes nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditReason } from '@kobling/engine';
import type { CallOptions, Connection, GetActorsQuery } from '@kobling/sdk';
import { addRequest, auditFindings, type AuditFindingView, latestAudits } from '@kobling/store';
import { acme, slow, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

type Told = readonly [reason: AuditReason, field: string | null, crm: string | null, erp: string | null];

/** Asks for an audit; answers its score and what it found, and that nobody was written to. */
async function audited(on: Stage) {
  const before = await written(on);
  const { status, auditId, message } = await on.request({ kind: 'audit' });
  assert.equal(status, 'done', String(message));
  assert.deepEqual(await written(on), before, 'an audit wrote to a side or to a link');
  const [audit] = await latestAudits(on.db);
  if (audit === undefined) throw new Error('No audit was stored.');
  assert.equal(audit.id, auditId);
  const rows = await auditFindings(on.db, { auditId: audit.id, afterNo: 0, limit: 1_000 });
  const { pairs, agreeing, byHash, reasons } = audit;
  return { id: audit.id, pairs, agreeing, byHash, reasons, rows, told: rows.map(tell) };
}

const tell = (row: AuditFindingView): Told => [row.reason, row.field?.crmField ?? null, row.crmValue, row.erpValue];

/** Everything that an audit must leave as it is. */
const written = async (on: Stage) => ({
  erp: [...on.erp(0).world.rows('Customer')].map(({ values }) => values),
  crm: await on.db.query('select id, version from company order by id'),
  links: await on.db.query('select * from link order by id'),
  log: (await on.log()).length,
  left: await on.db.query('select (select count(*) from hint) as hints, (select count(*) from intent) as intents'),
});

/** So many customers in step. */
async function inStep(on: Stage, count: number) {
  const { world } = on.erp(0);
  const keys = Array.from({ length: count }, (_, n) => world.add('Customer', { Nm: `Firma ${n}`, Phone: `${n}` }));
  await on.db.run(`insert into company (name) select 'Firma ' || n from generate_series(0, $1::int - 1) n`, [count]);
  await on.request({ kind: 'match', actorType: 'Customer', by: ['Nm'] });
  await on.settle();
  return keys;
}

test('all in step: every pair agrees, by hash, and the side of the CRM is not read field by field', async () => {
  await withStage([customers()], async (on) => {
    await inStep(on, 25);
    const { pairs, agreeing, byHash, told } = await audited(on);
    assert.deepEqual({ pairs, agreeing, byHash, told }, { pairs: 25, agreeing: 25, byHash: 25, told: [] });
  });
});

test('changed and not yet carried: on one side or on both, each with both values', async () => {
  await withStage([customers()], async (on) => {
    const record = await acme(on, { City: 'Oslo' });
    record.editErp({ Phone: '2', City: 'Bergen' });
    await on.edit(record.company, { email: 'a@b.example', 'postalAddress.city': 'Bodø' });
    const { pairs, agreeing, reasons, told } = await audited(on);
    assert.deepEqual({ pairs, agreeing, reasons }, { pairs: 1, agreeing: 0, reasons: { changedInBoth: 1 } });
    assert.deepEqual(told, [
      ['changedInBoth', 'postalAddress.city', 'Bodø', 'Bergen'],
      ['changedInErp', 'phone', '1', '2'],
      ['changedInCrm', 'email', 'a@b.example', ''],
    ]);
  });
});

test('H21 drift counts as differing', async () => {
  const fields = [
    { erp: 'Nm', crm: 'name' },
    { erp: 'Phone', crm: 'phone', sync: 'fromErp' },
  ] as const;
  await withStage([customers({}, fields)], async (on) => {
    const record = await acme(on);
    await on.edit(record.company, { phone: 'drifts' });
    await on.settle();
    assert.deepEqual((await audited(on)).told, [['drift', 'phone', 'drifts', '1']]);
  });
});

test('H02 a pair that differs by normalisation alone agrees', async () => {
  const options = { ...slow.options, behaviour: { normalise: ['trim'] as const } };
  await withStage([customers({ options })], async (on) => {
    const record = await acme(on);
    await on.edit(record.company, { phone: ' 22 ' });
    await on.settle();
    const { agreeing, told } = await audited(on);
    assert.deepEqual({ agreeing, told }, { agreeing: 1, told: [] });
  });
});

test('H06 undone fields count as differing', async () => {
  await withStage([customers()], async (on) => {
    const record = await acme(on);
    record.editErp({ Phone: '2' });
    await on.settle();
    const [run] = await on.db.query<{ id: number }>('select max(id) as id from run');
    await on.request({ kind: 'undo', runId: run?.id ?? 0 });
    assert.deepEqual((await audited(on)).told, [['undone', 'phone', '1', '2']]);
  });
});

test('a failed field, and what a failing link has not carried, are failed', async () => {
  await withStage([customers(slow)], async (on) => {
    const record = await acme(on);
    await on.edit(record.company, { phone: '9'.repeat(31) });
    await on.settle();
    const { told, reasons } = await audited(on);
    assert.deepEqual(reasons, { failed: 1 });
    assert.deepEqual(
      told.map(([reason, field]) => [reason, field]),
      [['failed', 'phone']],
    );
  });
});

test('an open conflict counts as differing until a person has decided, although both sides agree', async () => {
  await withStage([customers()], async (on) => {
    const record = await acme(on);
    record.editErp({ Phone: 'loses' });
    await on.edit(record.company, { phone: 'wins' });
    await on.settle();
    assert.deepEqual((await audited(on)).told, [['conflict', 'phone', 'wins', 'wins']]);
  });
});

test('H18 held fields count as differing', async () => {
  await withStage([customers()], async (on) => {
    const keys = await inStep(on, 30);
    for (const key of keys) on.erp(0).world.edit('Customer', key, { Phone: '' });
    await on.settle();
    const { agreeing, reasons } = await audited(on);
    assert.deepEqual({ agreeing, reasons }, { agreeing: 0, reasons: { held: 30 } });
  });
});

test('a pair with a side that is gone', async () => {
  await withStage([customers()], async (on) => {
    const keys = await inStep(on, 25);
    on.erp(0).world.remove('Customer', keys[3] ?? '');
    await on.db.run(`update company set deleted = true where name = 'Firma 5'`);
    const { agreeing, reasons, rows } = await audited(on);
    assert.deepEqual({ agreeing, reasons }, { agreeing: 23, reasons: { missingInErp: 1, missingInCrm: 1 } });
    assert.deepEqual(
      rows.map((row) => [row.reason, row.erpKey, row.field]),
      [
        ['missingInErp', keys[3], null],
        ['missingInCrm', keys[5], null],
      ],
    );
  });
});

test('a field under way, and one that was mapped but never brought together', async () => {
  await withStage([customers()], async (on) => {
    const record = await acme(on);
    const link = await on.linkOf(record.company);
    await on.db.run(
      `insert into intent (connection_id, link_id, generation, actor_type, erp_key, kind, fields, mapping_version, due_at)
       values ($1, $2, $3, 'Customer', $4, 'save', '{"Phone": {"value": "2"}}', 1, now() + interval '1 day')`,
      [on.erp(0).id, link.id, link.generation, record.erpKey],
    );
    await on.db.run(`update link set base = base - 'City'`);
    assert.deepEqual((await audited(on)).told, [
      ['noBase', 'postalAddress.city', '', ''],
      ['underWay', 'phone', '1', '1'],
    ]);
  });
});

test('an ERP that answers nothing at all fails the audit and leaves the last score', async () => {
  await withStage([customers()], async (on) => {
    await inStep(on, 5);
    const { id } = await audited(on);
    const erp = on.erp(0);
    const real = erp.connection;
    erp.connection = new Proxy(real, {
      get: (target, name: keyof Connection) =>
        name === 'getActors'
          ? async function* () {
              return { status: 'retry', reason: { code: 'down', message: 'The ERP is down.' } };
            }
          : (target[name] as (...args: unknown[]) => unknown).bind(target),
    });
    const { status, message } = await on.request({ kind: 'audit' });
    assert.deepEqual({ status, message }, { status: 'failed', message: 'The ERP is down.' });
    assert.deepEqual(
      (await latestAudits(on.db)).map((audit) => [audit.id, audit.status]),
      [[id, 'done']],
    );
  });
});

test('interrupted between two batches it goes on where it stood and counts every pair once', async () => {
  await withStage([customers()], async (on) => {
    const keys = await inStep(on, 2_500);
    for (const key of keys.slice(0, 7)) on.erp(0).world.edit('Customer', key, { Phone: 'late' });
    const stop = new AbortController();
    const erp = on.erp(0);
    const real = erp.connection;
    let asked = 0;
    erp.connection = new Proxy(real, {
      get: (target, name: keyof Connection) => {
        if (name !== 'getActors') return (target[name] as (...args: unknown[]) => unknown).bind(target);
        return (query: GetActorsQuery, call: CallOptions) => {
          asked += query.erpKeys.length;
          // The second thousand: the hub is stopped while it waits for the answer.
          if (asked > 1_000) stop.abort();
          return target.getActors(query, call);
        };
      },
    });
    const requestId = await addRequest(on.db, erp.id, { kind: 'audit' }, 'ann');
    await on.work(0, { automatic: false, signal: stop.signal });
    const [half] = await on.db.query<{ pairs: number; status: string }>('select pairs, status from agreement');
    assert.equal(half?.pairs, 1_000);
    erp.connection = real;
    await on.work(0, { automatic: false });
    const [audit] = await latestAudits(on.db);
    assert.deepEqual(
      [audit?.status, audit?.pairs, audit?.agreeing, audit?.reasons],
      ['done', 2_500, 2_493, { changedInErp: 7 }],
    );
    assert.equal(
      (await on.db.query('select 1 from request where id = $1 and status = $2', [requestId, 'done'])).length,
      1,
    );
  });
});

test('what differs becomes a plan, of these links and no others', async () => {
  await withStage([customers()], async (on) => {
    const keys = await inStep(on, 10);
    on.erp(0).world.edit('Customer', keys[2] ?? '', { Phone: 'late' });
    const { id } = await audited(on);
    on.erp(0).world.edit('Customer', keys[7] ?? '', { Phone: 'later than the audit' });
    const { status, planId, counts } = await on.request({ kind: 'repair', audit: id, dryRun: true });
    assert.deepEqual({ status, counts }, { status: 'done', counts: { writeCrm: 1 } });
    const rows = await on.db.query('select erp_key, new_value from plan_row where plan_id = $1', [planId]);
    assert.deepEqual(rows, [{ erp_key: keys[2], new_value: 'late' }]);
    assert.equal(await on.value({ kind: 'company', id: 3 }, 'phone'), '2');
  });
});

test('drift is repaired from the side that is chosen; an audit that a newer one replaced says so', async () => {
  const fields = [
    { erp: 'Nm', crm: 'name' },
    { erp: 'Phone', crm: 'phone', sync: 'fromErp' },
  ] as const;
  await withStage([customers({}, fields)], async (on) => {
    const record = await acme(on);
    await on.edit(record.company, { phone: 'drifts' });
    await on.settle();
    const first = await audited(on);
    assert.deepEqual((await on.request({ kind: 'repair', audit: first.id, dryRun: true }))['counts'], {});
    const { counts } = await on.request({ kind: 'repair', audit: first.id, from: 'erp', dryRun: true });
    assert.deepEqual(counts, { writeCrm: 1 });
    await audited(on);
    const { status, message } = await on.request({ kind: 'repair', audit: first.id, dryRun: true });
    assert.equal(status, 'failed');
    assert.match(String(message), /a newer one took its place/);
  });
});
