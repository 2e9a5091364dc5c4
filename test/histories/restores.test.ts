/** Histories of restored ERPs, keys given to others, and a restored hub: H10, H11. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityRef } from '@kobling/engine';
import { type Connection, retry } from '@kobling/sdk';
import { ensureEpoch, fillTables, setConnectionActive, unlink, writeBackup } from '@kobling/store';
import { acme, aroundSave, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

const quick = { overlapMs: 0, sweepPeriodMs: 600_000 } as const;
const swept = { overlapMs: 0, sweepPeriodMs: 10_000 } as const;

/** So many linked customers, in step. */
async function linked(on: Stage, count: number): Promise<readonly { readonly key: string; readonly ref: EntityRef }[]> {
  const { world } = on.erp(0);
  const pairs: { key: string; ref: EntityRef }[] = [];
  for (let n = 0; n < count; n += 1) {
    const key = world.add('Customer', { Nm: `C${n}`, Phone: '1' });
    pairs.push({ key, ref: await on.add('company', `C${n}`) });
  }
  await on.request({ kind: 'match', actorType: 'Customer', by: ['name'] });
  await on.settle();
  return pairs;
}

/** So many minutes of cycles; a linked record that went back must not act meanwhile. */
async function minutes(on: Stage, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await on.work();
    on.clock.advance(60_000);
  }
}

const healthOf = (on: Stage) => on.store.health(on.erp(0).id);
const phones = (on: Stage, pairs: readonly { readonly ref: EntityRef }[]): Promise<readonly string[]> =>
  Promise.all(pairs.map(({ ref }) => on.value(ref, 'phone')));

/** Thirty of forty customers got a new phone since the backup that the ERP is set back to. */
async function restoredErp(on: Stage) {
  const pairs = await linked(on, 40);
  const { world } = on.erp(0);
  const backup = world.snapshot();
  for (const { key } of pairs.slice(0, 15)) world.edit('Customer', key, { Phone: '2' });
  for (const { ref } of pairs.slice(15, 30)) await on.edit(ref, { phone: '2' });
  await on.settle();
  world.restore(backup);
  return { pairs, world };
}
const asSynced = [...Array<string>(30).fill('2'), ...Array<string>(10).fill('1')];

test('H10 the ERP is restored to yesterday: nothing old is carried, the connection rests and a plan is offered', () =>
  withStage([customers({ card: quick }), customers()], async (on) => {
    const { pairs, world } = await restoredErp(on);
    await minutes(on, 16);
    assert.deepEqual(await phones(on, pairs), asSynced, 'no old value came into the CRM');
    const health = await healthOf(on);
    assert.equal(health.status, 'held');
    assert.match(health.message ?? '', /restored.*kobling connection resume "ERP 0"/s);
    assert.equal((await on.log('held')).length, 1, 'told once');
    assert.equal((await on.store.health(on.erp(1).id)).status, 'ok', 'the other connection goes on');
    const plans = await on.db.query<{ status: string; counts: Record<string, number> }>(
      `select status, counts from plan where kind = 'restored'`,
    );
    assert.deepEqual(plans, [{ status: 'open', counts: { writeErp: 30 } }]);

    const refused = await on.request({ kind: 'syncNow', entity: pairs[0]?.ref ?? { kind: 'company', id: 0 } });
    assert.equal(refused['status'], 'failed');
    const looked = await on.request({ kind: 'cycle', dryRun: true });
    assert.equal(looked['status'], 'done', 'looking still works');
    world.edit('Customer', pairs[39]?.key ?? '', { Phone: '9' });
    await minutes(on, 2);
    assert.equal((await phones(on, pairs))[39], '1', 'it rests');
  }));

test('H10 applying the plan brings the CRM’s values into the restored ERP, and the connection goes on', () =>
  withStage([customers({ card: quick })], async (on) => {
    const { pairs, world } = await restoredErp(on);
    await minutes(on, 16);
    const [plan] = await on.db.query<{ id: number }>(`select id from plan where kind = 'restored'`);
    const planId = plan?.id ?? 0;
    await on.db.run(`update plan set status = 'approved' where id = $1`, [planId]);
    await on.db.run(`update plan_row set status = 'approved' where plan_id = $1`, [planId]);
    const applied = await on.request({ kind: 'applyPlan', planId });
    assert.equal(applied['status'], 'done', JSON.stringify(applied));
    assert.equal((await healthOf(on)).status, 'ok');
    await on.settle();
    assert.deepEqual(await phones(on, pairs), asSynced);
    assert.deepEqual(
      pairs.map(({ key }) => world.value('Customer', key, 'Phone')),
      asSynced,
    );
    world.edit('Customer', pairs[0]?.key ?? '', { Phone: '7' });
    await on.settle();
    assert.equal((await phones(on, pairs))[0], '7', 'and it syncs again');
  }));

test('H10 a person goes on with the ERP as it is now: what differs is merged, keys given to others are not', () =>
  withStage([customers({ card: quick })], async (on) => {
    const { pairs, world } = await restoredErp(on);
    const stranger = pairs[5];
    world.editSilently('Customer', stranger?.key ?? '', { Nm: 'A stranger' });
    await minutes(on, 16);
    const resumed = await on.request({ kind: 'resume' });
    assert.equal(resumed['status'], 'done');
    await on.settle();
    assert.equal((await healthOf(on)).status, 'ok');
    const now = await phones(on, pairs);
    assert.equal(now[0], '1', 'the ERP as it is now');
    assert.equal(now[5], '2', 'nothing of a stranger');
    assert.equal((await on.linkOf(stranger?.ref ?? { kind: 'company', id: 0 })).state, 'held');
  }));

test('H10 to turn a resting connection off and on again is no answer: it rests on, and nothing old is carried', () =>
  withStage([customers({ card: quick })], async (on) => {
    const { pairs } = await restoredErp(on);
    await minutes(on, 16);
    const { id } = on.erp(0);
    for (const active of [false, true]) await setConnectionActive(on.db, id, active);
    await minutes(on, 16);
    assert.deepEqual(await phones(on, pairs), asSynced);
    const { status, message } = await healthOf(on);
    assert.equal(status, 'held');
    assert.match(message ?? '', /kobling connection resume/);
  }));

test('H10 a lagging answer is stale for a while and no restore', () =>
  withStage([customers({ card: quick })], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    const before = world.snapshot();
    it.editErp({ Phone: '2' });
    await on.settle();
    const now = world.snapshot();
    world.restore(before);
    await on.edit(it.company, { email: 'a@b' });
    await minutes(on, 3);
    assert.deepEqual([await it.crm('phone'), (await on.linkOf(it.company)).stale === undefined], ['2', false]);
    world.restore(now);
    await minutes(on, 3);
    assert.equal((await on.linkOf(it.company)).stale, undefined);
    assert.deepEqual([it.erp('Phone'), it.erp('Email')], ['2', 'a@b']);
  }));

test('H10 a single record that went back is believed after three reads over ten minutes, if it is the same', () =>
  withStage([customers({ card: quick })], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    const other = world.add('Customer', { Nm: 'Other', Phone: '1' });
    const otherRef = await on.add('company', 'Other');
    await on.link('Customer', other, otherRef);
    await on.settle();
    const before = world.snapshot();
    it.editErp({ Phone: '2' });
    world.edit('Customer', other, { Phone: '2' });
    await on.settle();
    world.restore(before);
    world.editSilently('Customer', other, { Nm: 'Somebody else' });
    await minutes(on, 9);
    assert.equal(await it.crm('phone'), '2', 'not yet');
    await minutes(on, 14);
    assert.equal(await it.crm('phone'), '1');
    const held = await on.linkOf(otherRef);
    assert.equal(held.state, 'held');
    assert.match(held.reason ?? '', /given to another record: Name was "Other", now it is "Somebody else"/);
    assert.equal(await on.value(otherRef, 'phone'), '2');
    assert.equal(await on.value(otherRef, 'name'), 'Other');
  }));

test('H10 a key that was missing and comes back as another record waits for a person', () =>
  withStage([customers({ card: swept })], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    const other = world.add('Customer', { Nm: 'Other' });
    await on.link('Customer', other, await on.add('company', 'Other'));
    await on.settle();
    world.remove('Customer', it.erpKey);
    await minutes(on, 12);
    assert.equal((await on.linkOf(it.company)).state, 'missingInErp');
    world.add('Customer', { Nm: 'Beta', Phone: 'of Beta' }, { erpKey: it.erpKey });
    await on.settle();
    const held = await on.linkOf(it.company);
    assert.equal(held.state, 'held');
    assert.deepEqual([await it.crm('name'), await it.crm('phone')], ['Acme', '1']);
    assert.equal((await on.log('held')).length, 1);
    await on.edit(it.company, { phone: '5' });
    await minutes(on, 12);
    assert.equal(it.erp('Phone'), 'of Beta', 'nothing of ours goes to a stranger');
    assert.equal((await on.log('held')).length, 1, 'told once');

    const same = await on.request({ kind: 'sameActor', linkId: held.id });
    assert.equal(same['status'], 'done', JSON.stringify(same));
    await on.settle();
    assert.equal((await on.linkOf(it.company)).state, 'active');
    assert.deepEqual([await it.crm('name'), it.erp('Phone')], ['Beta', '5']);
  }));

test('H10 a key that comes back as the same record goes on by itself; one that waits may be disconnected', () =>
  withStage([customers({ card: swept })], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    const other = world.add('Customer', { Nm: 'Other' });
    await on.link('Customer', other, await on.add('company', 'Other'));
    await on.settle();
    world.remove('Customer', it.erpKey);
    await minutes(on, 12);
    world.add('Customer', { Nm: 'ACME ', Phone: '8' }, { erpKey: it.erpKey });
    await on.settle();
    const back = await on.linkOf(it.company);
    assert.deepEqual([back.state, await it.crm('phone')], ['active', '8']);
    world.remove('Customer', it.erpKey);
    await minutes(on, 12);
    world.add('Customer', { Nm: 'Beta' }, { erpKey: it.erpKey });
    await on.settle();
    assert.equal((await on.linkOf(it.company)).state, 'held');
    assert.equal(await unlink(on.db, on.erp(0).id, [back.id], 'ann', 'Another record.', on.clock.now()), 1);
    await on.settle();
    assert.equal(await it.crm('name'), 'ACME ');
  }));

/** The hub as `kobling backup` and `kobling restore` would set it back: its own database is filled from a backup of itself. */
async function backupOf(on: Stage): Promise<readonly string[]> {
  const lines: string[] = [];
  await writeBackup(on.db, on.clock.now(), async (line) => {
    lines.push(line);
  });
  return lines;
}
async function restoreHub(on: Stage, lines: readonly string[], originalStopped = false): Promise<void> {
  await on.db.transaction(async (tx) => {
    const filler = await fillTables(tx);
    for (const line of lines) {
      if (line.startsWith('T')) await filler.begin(line.slice(1));
      if (line.startsWith('R')) await filler.add(line.slice(1));
    }
    await filler.finish(on.clock.now(), { originalStopped });
  });
  await ensureEpoch(on.db);
}

test('H10 H11 a restored hub writes nothing anywhere until it is told that the original is stopped', () =>
  withStage([customers(), customers()], async (on) => {
    const it = await acme(on);
    await on.db.run(
      `insert into request (connection_id, kind, payload, status) values ($1, 'cycle', '{"kind": "cycle"}', 'queued')`,
      [on.erp(0).id],
    );
    await on.db.run(
      `insert into plan (connection_id, kind, mapping_version, status) values ($1, 'cycle', 1, 'approved')`,
      [on.erp(0).id],
    );
    const backup = await backupOf(on);
    await on.edit(it.company, { phone: 'typed after the backup' });
    await on.settle();
    await restoreHub(on, backup);

    const requests = await on.db.query<{ kind: string; status: string }>(
      `select kind, status from request where status <> 'done' order by id`,
    );
    assert.deepEqual(
      requests.map(({ kind, status }) => `${kind} ${status}`),
      ['cycle cancelled', 'restored queued', 'restored queued'],
      'jobs are void; a plan is asked for instead',
    );
    assert.deepEqual(await on.db.query('select status from plan'), [{ status: 'void' }]);
    await on.edit(it.company, { email: 'typed on the copy' });
    it.editErp({ City: 'Oslo' });
    for (let n = 0; n < 3; n += 1) await on.work();
    assert.deepEqual(
      [it.erp('Phone'), it.erp('Email'), await it.crm('phone'), await it.crm('postalAddress.city')],
      ['typed after the backup', '', '1', ''],
    );
    const refused = await on.request({ kind: 'syncNow', entity: it.company });
    assert.equal(refused['status'], 'failed');
    assert.match(String(refused['message']), /--original-stopped/);
    assert.equal((await on.request({ kind: 'resume' }))['status'], 'failed', 'nobody said so');

    const plans = await on.db.query<{ counts: Record<string, number> }>(
      `select counts from plan where kind = 'restored' and connection_id = ${on.erp(0).id}`,
    );
    assert.deepEqual(plans, [{ counts: { writeCrm: 2, writeErp: 1 } }], 'what differs is to be seen');
    assert.equal((await on.request({ kind: 'resume', originalStopped: true }))['status'], 'done');
    await on.settle();
    assert.deepEqual(
      [await it.crm('phone'), it.erp('Email'), await it.crm('postalAddress.city')],
      ['typed after the backup', 'typed on the copy', 'Oslo'],
      'the full compare of the new epoch',
    );
  }));

test('H10 H11 fields changed on both sides since a backup of the hub stand in a plan before anything acts', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    const backup = await backupOf(on);
    await restoreHub(on, backup, true);
    await on.edit(it.company, { phone: 'of the CRM' });
    it.editErp({ Phone: 'of the ERP' });
    await on.work();
    assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['of the ERP', 'of the CRM']);
    const rows = await on.db.query<{ id: number; action: string }>(
      `select p.id, r.action from plan p join plan_row r on r.plan_id = p.id where p.kind = 'restored'`,
    );
    assert.deepEqual(
      rows.map((row) => row.action),
      ['conflict'],
    );
    await on.db.run(`update plan set status = 'approved' where id = $1`, [rows[0]?.id]);
    await on.db.run(`update plan_row set status = 'approved' where plan_id = $1`, [rows[0]?.id]);
    const applied = await on.request({ kind: 'applyPlan', planId: rows[0]?.id ?? 0 });
    assert.equal(applied['status'], 'done', JSON.stringify(applied));
    await on.settle();
    assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['of the CRM', 'of the CRM']);
    assert.equal((await healthOf(on)).status, 'ok');
  }));

test('H10 H11 what was under way when the hub was backed up counts as unknown: it is read before it is sent again', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    let backup: readonly string[] = [];
    aroundSave(on, async (send) => {
      backup = await backupOf(on);
      return send();
    });
    await on.settle();
    it.editErp({ Phone: '3' });
    await on.settle();
    await restoreHub(on, backup, true);
    await on.request({ kind: 'resume' });
    const sent = on.erp(0).world.calls.get('saveActors') ?? 0;
    on.clock.advance(60_000);
    await on.settle();
    assert.equal(on.erp(0).world.calls.get('saveActors') ?? 0, sent + 1, 'the conflict only');
    assert.equal((await on.log('conflict')).at(-1)?.loser_value, '3', 'both are in the log');
  }));

test('H10 H11 the ERP is away just when the restored hub looks at it: the plan is made when it answers again', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    const backup = await backupOf(on);
    await on.edit(it.company, { phone: '2' });
    await restoreHub(on, backup, true);
    await on.edit(it.company, { phone: '3' });
    const { connection } = on.erp(0);
    on.erp(0).connection = new Proxy(connection, {
      get: (target, name) =>
        name === 'getActors' ? () => nobody() : (target[name as keyof Connection] as () => unknown).bind(target),
    });
    const away = await on.work();
    assert.equal(away.status, 'unreachable');
    assert.ok((away.nextTryAt ?? on.clock.now()) > on.clock.now(), 'it is tried again, and not at once');
    const refused = await on.request({ kind: 'syncNow', entity: it.company });
    assert.equal(refused['status'], 'failed', 'what a person asks meanwhile is answered');
    on.erp(0).connection = connection;
    await on.work();
    const plans = await on.db.query(`select status, counts from plan where kind = 'restored'`);
    assert.deepEqual(plans, [{ status: 'open', counts: { writeErp: 1 } }]);
  }));

test('H10 H35 while a connection rests, a newer plan can be asked for and applied: the first may be out of date', () =>
  withStage([customers({ card: quick })], async (on) => {
    const { pairs, world } = await restoredErp(on);
    await minutes(on, 16);
    const eightDays = 8 * 24 * 3_600_000;
    on.clock.advance(eightDays);
    const looked = await on.request({ kind: 'resync', from: 'crm', noBlanks: false, dryRun: true });
    assert.deepEqual([looked['status'], looked['counts']], ['done', { writeErp: 30 }], 'old answers are looked at');
    const planId = Number(looked['planId']);
    await on.db.run(`update plan set status = 'approved' where id = $1`, [planId]);
    await on.db.run(`update plan_row set status = 'approved' where plan_id = $1`, [planId]);
    assert.equal((await on.request({ kind: 'applyPlan', planId }))['status'], 'done');
    assert.equal((await healthOf(on)).status, 'ok');
    await on.settle();
    assert.deepEqual(
      pairs.map(({ key }) => world.value('Customer', key, 'Phone')),
      asSynced,
    );
  }));

/** What an ERP that cannot be reached answers. */
async function* nobody(): ReturnType<Connection['getActors']> {
  yield* [];
  return retry('erp.away', 'Away.');
}
