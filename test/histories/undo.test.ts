/** H06: undo puts back what nobody touched since, says what it left, rests afterwards, and can itself be undone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityRef } from '@kobling/engine';
import { unknown } from '@kobling/sdk';
import { addRequest, mappingChanges, readDefinition, saveMapping, undoRowsOf, undoView } from '@kobling/store';
import { acme, aroundSave, slow, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

const latestRun = async (on: Stage): Promise<number> => (await on.log('write')).at(-1)?.run_id ?? 0;
const outcome = (answer: Record<string, unknown>) => [answer['restored'], answer['skipped']];
const reasons = (answer: Record<string, unknown>) =>
  (answer['examples'] as { field: string; code: string }[]).map(({ field, code }) => [field, code]);

test('H06 a value that a person changed and changed back was touched: it stays', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '2' });
    await on.settle();
    const run = await latestRun(on);
    await on.edit(it.company, { phone: '3' });
    await on.edit(it.company, { phone: '2' });
    const undone = await on.request({ kind: 'undo', runId: run });
    assert.deepEqual(outcome(undone), [0, 1]);
    assert.deepEqual(reasons(undone), [['phone', 'touched']]);
    assert.equal(await it.crm('phone'), '2', 'the last to say 2 was a person');
  }));

test('H06 a field that the sync wrote again later was touched', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '2' });
    await on.settle();
    const run = await latestRun(on);
    it.editErp({ Phone: '3' });
    await on.settle();
    it.editErp({ Phone: '2' });
    await on.settle();
    const undone = await on.request({ kind: 'undo', runId: run });
    assert.deepEqual(outcome(undone), [0, 1]);
    assert.equal(await it.crm('phone'), '2');
    const rows = await undoRowsOf(on.db, { requestId: Number(undone['requestId']), afterNo: 0, limit: 10 });
    assert.deepEqual(
      rows.map((row) => [row.field?.crmField, row.status, row.why, row.oldValue, row.newValue]),
      [['phone', 'skipped', 'later', '1', '2']],
      'the whole list is stored, not examples alone',
    );
  }));

test('H06 a change on the other side that no cycle has carried yet is not swallowed by the rest', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    await on.settle();
    const run = await latestRun(on);
    await on.edit(it.company, { phone: '3' });
    const undone = await on.request({ kind: 'undo', runId: run });
    assert.deepEqual(reasons(undone), [['Phone', 'otherMoved']]);
    await on.settle();
    assert.equal(it.erp('Phone'), '3');
  }));

test('H06 both sides go back where a person says so, and stay in step', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '2' });
    await on.settle();
    const run = await latestRun(on);
    const undone = await on.request({ kind: 'undo', runId: run, both: true });
    assert.deepEqual(outcome(undone), [1, 0]);
    assert.deepEqual([await it.crm('phone'), it.erp('Phone')], ['1', '1']);
    const { base } = await on.linkOf(it.company);
    assert.deepEqual([base['Phone']?.e, base['Phone']?.c, base['Phone']?.flag], ['1', '1', undefined]);
    await on.settle();
    const again = await on.request({ kind: 'undo', runId: Number(undone['runId']) });
    assert.deepEqual(outcome(again), [2, 0], 'both of its writes go back');
    await on.settle();
    assert.deepEqual([await it.crm('phone'), it.erp('Phone')], ['2', '2']);
    assert.equal((await on.linkOf(it.company)).base['Phone']?.flag, undefined);
  }));

test('H06 what the run wrote to the ERP goes back there, and on both sides where asked for', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    await on.settle();
    const undone = await on.request({ kind: 'undo', runId: await latestRun(on), both: true });
    assert.deepEqual(outcome(undone), [1, 0]);
    await on.settle();
    assert.deepEqual([await it.crm('phone'), it.erp('Phone')], ['1', '1']);
  }));

test('H06 a record is undone back to a chosen row of its log, one field or all', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    for (const value of ['2', '3', '4']) {
      it.editErp({ Phone: value, City: `C${value}` });
      await on.settle();
    }
    const entity = it.company;
    const since = (await on.log('write')).find((row) => row.new_value === '3')?.id ?? 0;
    const one = await on.request({ kind: 'undoRecord', entity, since, fields: ['Phone'] });
    assert.deepEqual(outcome(one), [1, 0]);
    assert.deepEqual([await it.crm('phone'), await it.crm('postalAddress.city')], ['2', 'C4']);
    const last = await on.request({ kind: 'undoRecord', entity });
    assert.deepEqual(outcome(last), [1, 0], 'the last run that wrote the record was the undo');
    assert.equal(await it.crm('phone'), '4');
  }));

test('H06 folding stops at what a person wrote in between: that is what comes back', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '2' });
    await on.settle();
    await on.edit(it.company, { phone: '5' });
    await on.settle();
    it.editErp({ Phone: '6' });
    await on.settle();
    const since = (await on.log('write')).find((row) => row.new_value === '2')?.id ?? 0;
    await on.request({ kind: 'undoRecord', entity: it.company, since });
    assert.equal(await it.crm('phone'), '5');
  }));

test('H06 creates and links are listed as not to be undone', () =>
  withStage([customers()], async (on) => {
    const company = await on.add('company', 'New');
    const made = await on.request({ kind: 'create', actorType: 'Customer', entity: company, answers: {} });
    assert.equal(made['status'], 'done');
    const undone = await on.request({ kind: 'undo', runId: Number(made['runId']) });
    assert.equal(undone['restored'], 0);
    const rows = await undoRowsOf(on.db, { requestId: Number(undone['requestId']), afterNo: 0, limit: 10 });
    assert.deepEqual(new Set(rows.map((row) => row.why)), new Set(['created', 'linked']));
  }));

/** The set-up is changed as the set-up file does it. */
async function remap(on: Stage, fields: Readonly<Record<string, string | null>>): Promise<void> {
  const id = on.erp(0).id;
  const old = (await readDefinition(on.db)).connections[0]?.mappings[0];
  if (old === undefined) throw new Error('There is no mapping.');
  await on.db.transaction((tx) =>
    saveMapping(
      tx,
      id,
      old,
      {
        ...old,
        fields: old.fields.map((field) => {
          const crmField = fields[field.fieldKey];
          if (crmField === undefined) return field;
          return { ...field, crmField, syncToCrm: crmField !== null, syncToErp: crmField !== null };
        }),
      },
      'ann',
    ),
  );
}

test('H06 H19 a wrong mapping: what came from it is undone, and it stays undone', () =>
  withStage(
    [customers({}, [{ erp: 'Nm', crm: 'name' }])],
    async (on) => {
      const it = await acme(on, { Email: 'x@y.z' });
      await on.edit(it.company, { phone: '77' });
      await remap(on, { Email: 'phone' });
      await on.settle();
      assert.equal(await it.crm('phone'), 'x@y.z');
      const [change] = await mappingChanges(on.db, { limit: 1 });
      assert.deepEqual(
        [change?.by, change?.changes.map(({ erpField, before, after }) => [erpField, before, after?.crmField])],
        ['ann', [['Email', null, 'phone']]],
      );
      const preview = await on.request({ kind: 'undoMapping', change: change?.id ?? 0, dryRun: true });
      assert.deepEqual(outcome(preview['report'] as Record<string, unknown>), [1, 0]);
      assert.equal(await it.crm('phone'), 'x@y.z', 'a preview writes nothing');
      const undone = await on.request({ kind: 'undoMapping', change: change?.id ?? 0 });
      assert.deepEqual(outcome(undone), [1, 0]);
      await on.settle();
      assert.deepEqual([await it.crm('phone'), it.erp('Email')], ['77', 'x@y.z']);
    },
    [0, 'crm'],
  ));

test('H06 a wrong mapping that was taken away again: the CRM values still come back', () =>
  withStage(
    [customers({}, [{ erp: 'Nm', crm: 'name' }])],
    async (on) => {
      const it = await acme(on, { Email: 'x@y.z' });
      await on.edit(it.company, { phone: '77' });
      await remap(on, { Email: 'phone' });
      await on.settle();
      await remap(on, { Email: null });
      await on.settle();
      const wrong = (await mappingChanges(on.db, { limit: 2 })).at(-1)?.id ?? 0;
      assert.deepEqual(outcome(await on.request({ kind: 'undoMapping', change: wrong })), [1, 0]);
      assert.equal(await it.crm('phone'), '77');
    },
    [0, 'crm'],
  ));

test('H06 an ERP value that moves while it is put back stays, and the undo says so', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    await on.settle();
    const run = await latestRun(on);
    const { connection } = on.erp(0);
    let once = true;
    on.erp(0).connection = new Proxy(connection, {
      get(target, name: keyof typeof connection) {
        const method = (target[name] as (...args: unknown[]) => unknown).bind(target);
        if (name !== 'getActors') return method;
        return (...args: unknown[]) => {
          const stream = method(...args);
          if (once) queueMicrotask(() => it.editErp({ Phone: '9' }));
          once = false;
          return stream;
        };
      },
    });
    const undone = await on.request({ kind: 'undo', runId: run });
    assert.equal(undone['restored'], 0);
    assert.equal(it.erp('Phone'), '9');
    await on.settle();
    assert.equal(await it.crm('phone'), '9');
  }));

test('H06 an undo stopped in the middle goes on as one run and does nothing twice', () =>
  withStage([customers()], async (on) => {
    const companies = await several(on, 3);
    for (const { key } of companies) on.erp(0).world.edit('Customer', key, { Phone: '2', City: 'B' });
    await on.settle();
    const run = await latestRun(on);
    const stop = new AbortController();
    const { commit } = on.store;
    on.store.commit = async (...args) => {
      const result = await commit(...args);
      stop.abort();
      return result;
    };
    const id = await addRequest(on.db, on.erp(0).id, { kind: 'undo', runId: run }, 'ann');
    await on.work(0, { automatic: false, signal: stop.signal });
    on.store.commit = commit;
    const half = await undoView(on.db, id);
    await on.work(0, { automatic: false });
    const whole = await undoView(on.db, id);
    assert.deepEqual([half?.runId, whole?.counts.restored, whole?.counts.skipped], [whole?.runId, 6, 0]);
    assert.equal((await on.log('undo')).length, 6);
    assert.equal(new Set((await on.log('undo')).map((row) => row.run_id)).size, 1);
  }));

test('H06 a write to the ERP that a dead worker left is ended by the next cycle, belongs to the undo, and is undone with it', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    await on.settle();
    const id = await addRequest(on.db, on.erp(0).id, { kind: 'undo', runId: await latestRun(on) }, 'ann');
    const { markSent } = on.store;
    on.store.markSent = () => Promise.resolve(false);
    assert.equal((await on.work(0, { automatic: false })).status, 'lost');
    on.store.markSent = markSent;
    await on.work(0, { automatic: false });
    const left = await undoView(on.db, id);
    assert.deepEqual([left?.counts.restored, left?.counts.underWay], [0, 1], 'it is not sent a second time');
    await on.settle();
    assert.equal(it.erp('Phone'), '1');
    const ended = await undoView(on.db, id);
    assert.deepEqual([ended?.counts.restored, ended?.counts.underWay], [1, 0]);
    const again = await on.request({ kind: 'undo', runId: ended?.runId ?? 0 });
    assert.deepEqual(outcome(again), [1, 0]);
    assert.equal(it.erp('Phone'), '2');
  }));

for (const happened of [false, true])
  test(`H06 H14 an undo whose write ended unknown, and ${happened ? 'happened' : 'did not happen'}: it is done once, and told`, () =>
    withStage([customers()], async (on) => {
      const it = await acme(on);
      await on.edit(it.company, { phone: '2' });
      await on.settle();
      const id = await addRequest(on.db, on.erp(0).id, { kind: 'undo', runId: await latestRun(on) }, 'ann');
      aroundSave(on, async (send) => {
        if (happened) await send();
        return unknown('call.timeout', 'No answer in time.');
      });
      await on.work(0, { automatic: false });
      on.clock.advance(60_000);
      await on.settle();
      assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['1', '2'], 'the ERP side is put back, and rests');
      assert.equal((await on.log('undo')).length, 1);
      const ended = await undoView(on.db, id);
      assert.deepEqual([ended?.counts.restored, ended?.counts.skipped, ended?.counts.underWay], [1, 0, 0]);
    }));

test('H14 a resync whose write ended unknown and did not happen is sent again', () =>
  withStage(
    [
      customers({}, [
        { erp: 'Nm', crm: 'name' },
        { erp: 'Phone', crm: 'phone', sync: 'toErp' },
      ]),
    ],
    async (on) => {
      const it = await acme(on);
      await on.edit(it.company, { phone: '3' });
      await on.settle();
      it.editErp({ Phone: 'drifted' });
      await on.settle();
      aroundSave(on, () => Promise.resolve(unknown('call.timeout', 'No answer in time.')));
      await on.request({ kind: 'resync', from: 'crm', noBlanks: false });
      on.clock.advance(60_000);
      await on.settle();
      assert.equal(it.erp('Phone'), '3');
    },
  ));

async function several(on: Stage, count: number): Promise<{ readonly key: string; readonly company: EntityRef }[]> {
  const made: { key: string; company: EntityRef }[] = [];
  for (let n = 0; n < count; n += 1) {
    const key = on.erp(0).world.add('Customer', { Nm: `Firm ${n}`, Phone: '1', City: 'A' });
    const company = await on.add('company', `Firm ${n}`);
    await on.link('Customer', key, company);
    made.push({ key, company });
  }
  await on.settle();
  return made;
}

test('H06 what a run changed and changed back is no part of its undo', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '2', City: 'Oslo' });
    await on.edit(it.company, { email: 'a@acme.example' });
    const real = on.erp(0).connection;
    const read = real.getActors.bind(real);
    // Once the CRM has it, a user takes it back, and the CRM's own change has the record looked at again in the same run.
    real.getActors = async function* (query, call) {
      if ((await it.crm('phone')) === '2') it.editErp({ Phone: '1' });
      return yield* read(query, call);
    };
    await on.work();
    const run = await latestRun(on);
    const phones = (await on.log('write')).filter(({ crm_field, run_id }) => crm_field === 'phone' && run_id === run);
    assert.deepEqual(
      phones.map(({ new_value }) => new_value),
      ['2', '1'],
    );
    const undone = await on.request({ kind: 'undo', runId: run });
    assert.deepEqual(outcome(undone), [2, 0]);
    const told = (await on.log('undo')).map(({ target, crm_field, new_value }) => [target, crm_field, new_value]);
    assert.deepEqual(told, [
      ['crm', 'postalAddress.city', ''],
      ['erp', 'email', ''],
    ]);
  }));

test('H06 an undo that puts both sides back to what differed says so', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: 'theirs' });
    await on.edit(it.company, { phone: 'ours' });
    await on.work();
    const conflict = (await on.log('conflict')).at(-1)?.id ?? 0;
    // Edited once more, and not carried yet when the other value is chosen.
    await on.edit(it.company, { phone: 'later' });
    const chosen = await on.request({ kind: 'useOther', conflict });
    assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['theirs', 'theirs']);
    await on.request({ kind: 'undo', runId: Number(chosen['runId']) });
    await on.settle();
    assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['ours', 'later']);
    assert.equal((await on.linkOf(it.company)).base['Phone']?.flag, 'undone');
  }));

test('H14 the other value of a conflict waits for a write of the same field whose outcome is not known', () =>
  withStage(
    [
      customers({}, [
        { erp: 'Nm', crm: 'name' },
        { erp: 'Phone', crm: 'phone', sync: 'toErp' },
      ]),
    ],
    async (on) => {
      const it = await acme(on);
      it.editErp({ Phone: 'theirs' });
      await on.edit(it.company, { phone: 'ours' });
      await on.work();
      const { id: conflict = 0, run_id: run } = (await on.log('conflict')).at(-1) ?? {};
      aroundSave(on, () => Promise.resolve(unknown('call.timeout', 'No answer in time.')));
      await on.request({ kind: 'undo', runId: Number(run) });
      const refused = await on.request({ kind: 'useOther', conflict });
      assert.match(JSON.stringify(refused), /Another write of Telephone to the ERP is under way\. Try again/);
      on.clock.advance(60_000);
      await on.settle();
      assert.equal(it.erp('Phone'), 'theirs');
      assert.equal((await on.log('undo')).length, 1, 'told once');
    },
  ));

test('H06 the other value of a conflict is not put back in the ERP over a CRM edit that no cycle has carried yet', () =>
  withStage(
    [
      customers({}, [
        { erp: 'Nm', crm: 'name' },
        { erp: 'Phone', crm: 'phone', sync: 'toErp' },
      ]),
    ],
    async (on) => {
      const it = await acme(on);
      it.editErp({ Phone: 'theirs' });
      await on.edit(it.company, { phone: 'ours' });
      await on.work();
      const conflict = (await on.log('conflict')).at(-1)?.id ?? 0;
      await on.edit(it.company, { phone: 'later' });
      const refused = await on.request({ kind: 'useOther', conflict });
      assert.match(JSON.stringify(refused), /Telephone was changed in the CRM/);
      assert.equal(it.erp('Phone'), 'ours');
      await on.settle();
      assert.equal(it.erp('Phone'), 'later');
    },
  ));
