/** Plans (H35): made by a dry run, approved in part, applied hours later; what changed since is left out and said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActorStream, Connection } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import {
  approvePlan,
  expirePlans,
  getPlan,
  type PlanSelection,
  planRows,
  rejectPlanRows,
  savePriority,
} from '@kobling/store';
import { aroundSave, slow, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

/** So many linked customers in step, then one edit of each: the odd ones in the ERP, the even ones in the CRM. */
async function edited(on: Stage, n: number) {
  const { world } = on.erp(0);
  const records = [];
  for (let i = 1; i <= n; i += 1) {
    const erpKey = world.add('Customer', { Nm: `Acme ${i}`, Phone: String(i) });
    const company = await on.add('company', `Acme ${i}`);
    await on.link('Customer', erpKey, company);
    records.push({
      erpKey,
      company,
      erp: () => world.value('Customer', erpKey, 'Phone'),
      crm: () => on.value(company, 'phone'),
    });
  }
  await on.settle();
  for (const [index, { erpKey, company }] of records.entries()) {
    if (index % 2 === 0) world.edit('Customer', erpKey, { Phone: `erp ${index + 1}` });
    else await on.edit(company, { phone: `crm ${index + 1}` });
  }
  return records;
}

const planned = async (on: Stage, body: Parameters<Stage['request']>[0] = { kind: 'cycle', dryRun: true }) => {
  const made = await on.request(body);
  assert.equal(made['status'], 'done', JSON.stringify(made));
  return Number(made['planId']);
};
const approve = async (on: Stage, planId: number, select: PlanSelection = {}) => {
  const decision = await approvePlan(on.db, planId, { select, approve: true, by: 'ann' }, on.clock.now());
  assert.equal(decision.status, 'done');
};
const rowsOf = (on: Stage, planId: number) => planRows(on.db, { planId, afterRow: 0, limit: 1_000 });
const progressOf = async (on: Stage, planId: number) => (await getPlan(on.db, planId, on.clock.now()))?.progress;

test('H35 an approved plan meets a changed record: it skips exactly that one and says so', () =>
  withStage([customers()], async (on) => {
    const records = await edited(on, 6);
    const planId = await planned(on);
    assert.equal(on.erp(0).world.value('Customer', records[1]?.erpKey ?? '', 'Phone'), '2', 'a dry run writes nothing');
    await approve(on, planId);
    on.clock.advance(3 * 3_600_000);
    on.erp(0).world.edit('Customer', records[2]?.erpKey ?? '', { Phone: 'later' });
    const cursors = await on.db.query('select * from cursor');
    const feed = await on.db.query('select * from feed_position');
    const result = await on.request({ kind: 'applyPlan', planId });
    assert.equal(result['status'], 'done', JSON.stringify(result));
    assert.deepEqual(result['plan'], { open: 0, approved: 0, sent: 0, applied: 5, skipped: 1, rejected: 0 });
    for (const [index, record] of records.entries()) {
      if (index === 2) continue;
      const wanted = `${index % 2 === 0 ? 'erp' : 'crm'} ${index + 1}`;
      assert.deepEqual([record.erp(), await record.crm()], [wanted, wanted]);
    }
    assert.equal(await records[2]?.crm(), '3', 'not written');
    const skipped = (await rowsOf(on, planId)).filter((row) => row.status === 'skipped');
    assert.deepEqual(
      skipped.map((row) => [row.entity.id, row.skip]),
      [
        [
          records[2]?.company.id,
          { code: 'erpChanged', message: 'The ERP value changed from "erp 3" to "later".', from: 'erp 3', to: 'later' },
        ],
      ],
    );
    assert.deepEqual(await on.db.query('select * from cursor'), cursors, 'applying moves no cursor');
    assert.deepEqual(await on.db.query('select * from feed_position'), feed);
    const hints = await on.db.query<{ why: string }>('select why from hint');
    assert.deepEqual(hints, [{ why: 'plan' }], 'the skipped one is looked at by the next cycle (H16)');
    await on.settle();
    assert.equal(await records[2]?.crm(), 'later');
    assert.equal((await getPlan(on.db, planId))?.status, 'applied');
    const again = await on.request({ kind: 'applyPlan', planId });
    assert.equal(again['status'], 'failed');
    assert.match(String(again['message']), /applied already/);
  }));

const changes: readonly {
  readonly what: string;
  readonly code: string;
  readonly change: (on: Stage, it: Edited) => Promise<unknown>;
}[] = [
  {
    what: 'the CRM value',
    code: 'crmChanged',
    change: (on, { company }) => on.edit(company, { phone: 'other' }),
  },
  {
    what: 'the ERP value',
    code: 'erpChanged',
    change: async (on, { erpKey }) => on.erp(0).world.edit('Customer', erpKey, { Phone: 'other' }),
  },
  {
    what: 'the base, with both values as they were',
    code: 'baseMoved',
    change: async (on, { company, erpKey }) => {
      await on.settle();
      await on.edit(company, { phone: '1' });
      await on.settle();
      on.erp(0).world.edit('Customer', erpKey, { Phone: 'erp 1' });
      await on.db.run(`update link set base = jsonb_set(base, '{Phone,e}', '"x"')`);
    },
  },
  {
    what: 'the mapping version',
    code: 'mappingChanged',
    change: (on) => on.db.run(`update erp_field set version = version + 1 where field_key = 'Phone'`),
  },
  {
    what: 'the direction, so that the decision is another',
    code: 'decidedOtherwise',
    change: (on) => on.db.run(`update erp_field set sync_to_crm = false where field_key = 'Phone'`),
  },
  {
    what: 'the link’s generation',
    code: 'linkGone',
    change: (on) => on.db.run('update link set generation = generation + 1'),
  },
  {
    what: 'the link',
    code: 'linkGone',
    change: (on) => on.db.run(`update link set state = 'broken'`),
  },
  {
    what: 'the priority order',
    code: 'priorityChanged',
    change: (on) => savePriority(on.db, [on.erp(0).id, 'crm']),
  },
];
interface Edited {
  readonly company: { readonly kind: 'company' | 'person' | 'project'; readonly id: number };
  readonly erpKey: string;
}
for (const { what, code, change } of changes)
  test(`H35 "changed" is also ${what}`, () =>
    withStage([customers()], async (on) => {
      const [record] = await edited(on, 1);
      assert.ok(record);
      const planId = await planned(on);
      await approve(on, planId);
      await change(on, record);
      const result = await on.request({ kind: 'applyPlan', planId });
      assert.equal(result['status'], 'done', JSON.stringify(result));
      const rows = await rowsOf(on, planId);
      assert.deepEqual(
        rows.map((row) => [row.status, row.skip?.code]),
        [['skipped', code]],
      );
    }));

test('H35 some rows are approved, by field, by action or by number; the others are not written', () =>
  withStage([customers()], async (on) => {
    const records = await edited(on, 4);
    on.erp(0).world.edit('Customer', records[0]?.erpKey ?? '', { City: 'Oslo' });
    const planId = await planned(on);
    const rows = await rowsOf(on, planId);
    assert.equal(rows.length, 5);
    await approve(on, planId, { field: 'postalAddress.city' });
    await approve(on, planId, { action: 'writeErp', rows: rows.slice(0, 3).map((row) => row.rowNo) });
    const result = await on.request({ kind: 'applyPlan', planId });
    assert.deepEqual(result['plan'], { open: 0, approved: 0, sent: 0, applied: 2, skipped: 0, rejected: 3 });
    assert.equal(await on.value(records[0]?.company ?? { kind: 'company', id: 0 }, 'postalAddress.city'), 'Oslo');
    assert.equal(await records[0]?.crm(), '1');
    assert.equal(records[1]?.erp(), 'crm 2');
    assert.equal(records[3]?.erp(), '4');
  }));

test('H35 none: a rejected plan and one of which nothing is approved write nothing', () =>
  withStage([customers()], async (on) => {
    await edited(on, 2);
    const planId = await planned(on);
    const open = await on.request({ kind: 'applyPlan', planId });
    assert.match(String(open['message']), /Nothing of plan \d+ is approved/);
    await rejectPlanRows(on.db, planId, 'ann', on.clock.now());
    const rejected = await on.request({ kind: 'applyPlan', planId });
    assert.match(String(rejected['message']), /was rejected/);
    assert.deepEqual(
      (await on.log()).filter((row) => row.target !== null && row.new_value?.includes('erp 1')),
      [],
    );
  }));

test('H35 plans expire after seven days: an approved one is no longer applied', () =>
  withStage([customers()], async (on) => {
    const [record] = await edited(on, 1);
    const planId = await planned(on);
    await approve(on, planId);
    on.clock.advance(7 * 24 * 3_600_000);
    const late = await approvePlan(on.db, planId, { select: {}, approve: true, by: 'ann' }, on.clock.now());
    assert.deepEqual(late, { status: 'closed', is: 'expired' });
    const result = await on.request({ kind: 'applyPlan', planId });
    assert.equal(result['status'], 'failed');
    assert.match(String(result['message']), /expired/);
    assert.equal(await record?.crm(), '1');
    assert.equal(await expirePlans(on.db, on.clock.now()), 1);
    assert.equal((await getPlan(on.db, planId, on.clock.now()))?.status, 'expired');
  }));

/** A dead worker reaches the store no more. */
function mortal(on: Stage) {
  let dead = false;
  const { store } = on;
  for (const name of ['commit', 'updateRequest', 'finishRun', 'settlePlanRows', 'linksByIds', 'movePlan'] as const) {
    const real = store[name] as (...args: unknown[]) => Promise<unknown>;
    Object.assign(store, {
      [name]: (...args: unknown[]) => (dead ? Promise.reject(new Error('dead')) : real(...args)),
    });
  }
  return { dies: () => (dead = true), isReplaced: () => (dead = false) };
}

test('H35 a worker dies in the middle of applying: the rest is applied, nothing twice', () =>
  withStage([customers(slow)], async (on) => {
    const records = await edited(on, 6);
    const planId = await planned(on);
    await approve(on, planId);
    const worker = mortal(on);
    aroundSave(on, async (send) => {
      const answer = await send();
      worker.dies();
      return answer;
    });
    await assert.rejects(on.request({ kind: 'applyPlan', planId }), /dead/);
    worker.isReplaced();
    const half = await progressOf(on, planId);
    assert.deepEqual(
      [half?.applied, half?.sent],
      [3, 3],
      'the CRM’s part happened with its rows, the ERP’s is under way',
    );
    on.clock.advance(600_000);
    await on.work(0);
    on.clock.advance(600_000);
    await on.work(0);
    for (const [index, record] of records.entries()) {
      const wanted = `${index % 2 === 0 ? 'erp' : 'crm'} ${index + 1}`;
      assert.deepEqual([record.erp(), await record.crm()], [wanted, wanted]);
    }
    assert.deepEqual(await progressOf(on, planId), {
      open: 0,
      approved: 0,
      sent: 0,
      applied: 6,
      skipped: 0,
      rejected: 0,
    });
    const writes = (await on.log()).filter((row) => /^(erp|crm) \d/.test(row.new_value ?? ''));
    assert.equal(writes.length, 6, 'one log row a field');
  }));

test('H35 the ERP is away: what was not begun keeps its approval and is applied later', () =>
  withStage([customers(slow)], async (on) => {
    const records = await edited(on, 2);
    const planId = await planned(on);
    await approve(on, planId);
    const real = on.erp(0).connection;
    const away: ActorStream = (async function* () {
      yield* [];
      return { status: 'retry', reason: { code: 'erp.away', message: 'The ERP is away.' } };
    })();
    on.erp(0).connection = new Proxy(real, {
      get: (target, name: keyof Connection) =>
        name === 'getActors' ? () => away : (target[name] as (...args: unknown[]) => unknown).bind(target),
    });
    const failed = await on.request({ kind: 'applyPlan', planId });
    assert.equal(failed['status'], 'failed');
    assert.match(String(failed['message']), /The ERP is away\. The rest of plan \d+ keeps its approval/);
    assert.equal((await progressOf(on, planId))?.approved, 2);
    on.erp(0).connection = real;
    assert.equal((await on.request({ kind: 'applyPlan', planId }))['status'], 'done');
    assert.deepEqual([await records[0]?.crm(), records[1]?.erp()], ['erp 1', 'crm 2']);
  }));

test('H35 a value that moves between look and write is left out, the record’s other fields are applied', () =>
  withStage([customers(slow)], async (on) => {
    const records = await edited(on, 2);
    await on.edit(records[1]?.company ?? { kind: 'company', id: 0 }, { email: 'a@acme.example' });
    const planId = await planned(on);
    await approve(on, planId);
    const { store } = on;
    const real = store.commit;
    let once = true;
    store.commit = async (lease, run, commit) => {
      if (once && commit.crmWrites.length > 0) {
        once = false;
        await on.edit(records[0]?.company ?? { kind: 'company', id: 0 }, { phone: 'just now' });
      }
      return real(lease, run, commit);
    };
    const result = await on.request({ kind: 'applyPlan', planId });
    assert.deepEqual(result['plan'], { open: 0, approved: 0, sent: 0, applied: 2, skipped: 1, rejected: 0 });
    assert.equal(await records[0]?.crm(), 'just now');
    const skipped = (await rowsOf(on, planId)).find((row) => row.status === 'skipped');
    assert.equal(skipped?.skip?.code, 'crmChanged');
  }));

test('H35 a resync is applied in its own mode, and leaves values changed after it to the ordinary merge', () =>
  withStage([customers()], async (on) => {
    const records = await edited(on, 4);
    await on.settle();
    // In step but on purpose different: only a resync would touch it.
    const link = await on.linkOf(records[0]?.company ?? { kind: 'company', id: 0 });
    await on.db.run(
      `update link set base = jsonb_set(base, '{Phone}', base -> 'Phone' || '{"c": "by hand", "flag": "undone"}') where id = ${link.id}`,
    );
    await on.db.run(`update company set phone = 'by hand' where id = ${records[0]?.company.id ?? 0}`);
    await on.settle();
    assert.deepEqual([records[0]?.erp(), await records[0]?.crm()], ['erp 1', 'by hand']);
    const planId = await planned(on, { kind: 'resync', from: 'erp', noBlanks: false, dryRun: true });
    assert.deepEqual(
      (await rowsOf(on, planId)).map((row) => [row.why, row.crmValue, row.newValue]),
      [['resync', 'by hand', 'erp 1']],
    );
    await approve(on, planId);
    assert.deepEqual((await on.request({ kind: 'applyPlan', planId }))['plan'], {
      open: 0,
      approved: 0,
      sent: 0,
      applied: 1,
      skipped: 0,
      rejected: 0,
    });
    assert.equal(await records[0]?.crm(), 'erp 1');
    assert.equal((await on.log('resync')).at(-1)?.by_name, 'ann');
  }));

test('H35 an undo is applied from its plan, rests, and can itself be undone', () =>
  withStage([customers()], async (on) => {
    const records = await edited(on, 4);
    await on.settle();
    const runs = await on.db.query<{ run_id: number }>(
      `select run_id from sync_log where target is not null and new_value ~ '^(erp|crm) [0-9]' group by 1 order by 1`,
    );
    for (const { run_id: runId } of runs) {
      const planId = await planned(on, { kind: 'undo', runId, dryRun: true });
      await approve(on, planId);
      const result = await on.request({ kind: 'applyPlan', planId });
      assert.equal(result['status'], 'done', JSON.stringify(result));
      const rows = await rowsOf(on, planId);
      assert.ok(rows.length > 0 && rows.every((row) => row.status === 'applied'));
    }
    assert.deepEqual(
      [await records[0]?.crm(), records[0]?.erp(), records[1]?.erp(), await records[1]?.crm()],
      ['1', 'erp 1', '2', 'crm 2'],
    );
    await on.settle();
    assert.equal(await records[0]?.crm(), '1', 'what was put back rests');
    assert.equal(records[1]?.erp(), '2');
    const undone = (await on.log('undo')).map((row) => row.run_id);
    const again = await on.request({ kind: 'undo', runId: undone[0] ?? 0 });
    assert.equal(again['status'], 'done', JSON.stringify(again));
  }));

test('H35 a create is planned, and applying it searches again before anything is made', () =>
  withStage([customers({ options: sampleErp })], async (on) => {
    const { world } = on.erp(0);
    const company = await on.add('company', 'Newcomer');
    const wish = { kind: 'create', actorType: 'Customer', entity: company, answers: {} } as const;
    const first = await planned(on, { ...wish, dryRun: true });
    assert.deepEqual(
      (await rowsOf(on, first)).map((row) => [row.action, row.erpField, row.newValue]),
      [['create', 'Nm', 'Newcomer']],
    );
    assert.equal(world.calls.get('createActor') ?? 0, 0);
    await approve(on, first);
    world.add('Customer', { Nm: 'Newcomer' });
    const asked = await on.request({ kind: 'applyPlan', planId: first });
    assert.deepEqual([asked['status'], world.calls.get('createActor') ?? 0], ['done', 0]);
    const [row] = await rowsOf(on, first);
    assert.equal(row?.skip?.code, 'notCreated');
    assert.match(row?.skip?.message ?? '', /already has Customer/);
    const other = await on.add('company', 'Another');
    const second = await planned(on, { ...wish, entity: other, dryRun: true });
    await approve(on, second);
    await on.request({ kind: 'applyPlan', planId: second });
    assert.equal((await rowsOf(on, second))[0]?.status, 'applied');
    assert.equal(world.calls.get('createActor'), 1);
    const link = await on.linkOf(other);
    assert.equal(world.value('Customer', link.erpKey ?? '', 'Nm'), 'Another');
    const third = await on.request({ ...wish, entity: other, dryRun: true });
    assert.equal(third['status'], 'done');
    await approve(on, Number(third['planId']));
    await on.request({ kind: 'applyPlan', planId: Number(third['planId']) });
    assert.match((await rowsOf(on, Number(third['planId'])))[0]?.skip?.message ?? '', /was linked to/);
    assert.equal(world.calls.get('createActor'), 1, 'never a second customer');
  }));

test('H28 what an approved plan wrote ranks as a person’s', () =>
  withStage(
    [customers(), customers()],
    async (on) => {
      const company = await on.add('company', 'Acme');
      const a = on.erp(0).world.add('Customer', { Nm: 'Acme', Phone: '1' });
      const b = on.erp(1).world.add('Customer', { Nm: 'Acme', Phone: '1' });
      await on.link('Customer', a, company, 0);
      await on.link('Customer', b, company, 1);
      await on.settle();
      // ERP 1 ranks above ERP 0 and below the CRM.
      on.erp(0).world.edit('Customer', a, { Phone: 'from a' });
      const planId = await planned(on);
      await approve(on, planId);
      await on.request({ kind: 'applyPlan', planId });
      on.erp(1).world.edit('Customer', b, { Phone: 'from b' });
      await on.settle();
      assert.equal(await on.value(company, 'phone'), 'from a', 'a person’s choice stands against a higher connection');
      assert.equal(on.erp(1).world.value('Customer', b, 'Phone'), 'from a');
    },
    ['crm', 1, 0],
  ));
