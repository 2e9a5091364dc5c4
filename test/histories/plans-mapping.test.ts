/** A mapping change with its plan (H19): the new field waits, and only what is approved flows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvePlan, getPlan, planRows, readDefinition, saveMapping, waitForPlan, waitingList } from '@kobling/store';
import { withStage } from './acts.ts';
import { customerFields, customers } from './sample.ts';
import type { Stage } from './stage.ts';

const fields = customerFields.filter((field) => field.erp !== 'City');

/** So many customers in step, whose cities differ but are not synced. */
async function strangers(on: Stage, n: number) {
  const { world } = on.erp(0);
  const records = [];
  for (let i = 1; i <= n; i += 1) {
    const erpKey = world.add('Customer', { Nm: `Acme ${i}`, City: `Bergen ${i}` });
    const company = await on.add('company', `Acme ${i}`);
    await on.edit(company, { 'postalAddress.city': `Oslo ${i}` });
    await on.link('Customer', erpKey, company);
    records.push({
      erpKey,
      company,
      erp: () => world.value('Customer', erpKey, 'City'),
      crm: () => on.value(company, 'postalAddress.city'),
      editErp: (values: Readonly<Record<string, string>>) => world.edit('Customer', erpKey, values),
    });
  }
  await on.settle();
  return records;
}

/** Maps City to the CRM's city, as `kobling apply --plan` does. */
async function mapCity(on: Stage, wait = true): Promise<void> {
  const mapping = (await readDefinition(on.db)).connections[0]?.mappings[0];
  if (mapping === undefined) throw new Error('There is no mapping.');
  const wanted = mapping.fields.map((field) =>
    field.fieldKey === 'City' ? { ...field, crmField: 'postalAddress.city', syncToCrm: true, syncToErp: true } : field,
  );
  await on.db.transaction(async (tx) => {
    const concerned = await saveMapping(tx, on.erp(0).id, mapping, { ...mapping, fields: wanted });
    assert.deepEqual(concerned, ['City']);
    if (wait) await waitForPlan(tx, on.erp(0).id, [{ actorType: 'Customer', erpField: 'City' }]);
  });
}
async function planCity(on: Stage): Promise<number> {
  const made = await on.request({
    kind: 'planFields',
    fields: [{ actorType: 'Customer', erpField: 'City' }],
    dryRun: true,
  });
  assert.equal(made['status'], 'done', JSON.stringify(made));
  return Number(made['planId']);
}
const rowsOf = (on: Stage, planId: number) => planRows(on.db, { planId, afterRow: 0, limit: 1_000 });
const approve = (on: Stage, planId: number, rows?: readonly number[]) =>
  approvePlan(on.db, planId, { select: rows === undefined ? {} : { rows }, approve: true, by: 'ann' }, on.clock.now());

test('H19 while a plan for a new field waits, cycles leave that field alone and sync the others', () =>
  withStage([customers({}, fields)], async (on) => {
    const records = await strangers(on, 3);
    await mapCity(on);
    await on.settle();
    const planId = await planCity(on);
    const plan = await getPlan(on.db, planId, on.clock.now());
    assert.deepEqual([plan?.records, plan?.waiting, plan?.counts], [3, 1, { writeErp: 3 }]);
    records[0]?.editErp({ City: 'Bergen new', Phone: '47' });
    await on.edit(records[1]?.company ?? { kind: 'company', id: 0 }, { 'postalAddress.city': 'Oslo new' });
    await on.request({ kind: 'resync', from: 'erp', noBlanks: false });
    await on.settle();
    assert.equal(await on.value(records[0]?.company ?? { kind: 'company', id: 0 }, 'phone'), '47');
    assert.deepEqual([await records[0]?.crm(), records[1]?.erp()], ['Oslo 1', 'Bergen 2'], 'the field waits');

    await approve(on, planId);
    const result = await on.request({ kind: 'applyPlan', planId });
    assert.deepEqual(result['plan'], { open: 0, approved: 0, sent: 0, applied: 1, skipped: 2, rejected: 0 });
    assert.equal(records[2]?.erp(), 'Oslo 3');
    assert.deepEqual(
      (await rowsOf(on, planId)).map((row) => row.skip?.code),
      ['erpChanged', 'crmChanged', undefined],
    );
    assert.deepEqual(await waitingList(on.db, on.erp(0).id), []);
    await on.settle();
    for (const record of records) assert.equal(record.erp(), await record.crm(), 'from now on it is synced');
    assert.equal((await on.log('firstAgreement')).filter((row) => row.erp_field === 'City').length, 3);
  }));

test('H19 a rejected plan: both sides stay as they are, logged, and a later change flows', () =>
  withStage([customers({}, fields)], async (on) => {
    const records = await strangers(on, 2);
    await mapCity(on);
    const planId = await planCity(on);
    const result = await on.request({ kind: 'rejectPlan', planId });
    assert.equal(result['status'], 'done', JSON.stringify(result));
    assert.equal((await getPlan(on.db, planId))?.status, 'rejected');
    await on.settle();
    await on.request({ kind: 'cycle' });
    for (const [index, record] of records.entries())
      assert.deepEqual([record.erp(), await record.crm()], [`Bergen ${index + 1}`, `Oslo ${index + 1}`]);
    const told = (await on.log('notice')).filter((row) => row.erp_field === 'City');
    assert.deepEqual(
      told.map((row) => [row.old_value, row.new_value, row.target]),
      [
        ['Bergen 1', 'Oslo 1', null],
        ['Bergen 2', 'Oslo 2', null],
      ],
    );
    records[0]?.editErp({ City: 'Stavanger' });
    await on.settle();
    assert.equal(await records[0]?.crm(), 'Stavanger');
    assert.equal(await records[1]?.crm(), 'Oslo 2');
  }));

test('H19 some approved: those are written, the others stay as they are on both sides', () =>
  withStage([customers({}, fields)], async (on) => {
    const records = await strangers(on, 3);
    await mapCity(on);
    const planId = await planCity(on);
    const [first] = await rowsOf(on, planId);
    await approve(on, planId, [first?.rowNo ?? 0]);
    const result = await on.request({ kind: 'applyPlan', planId });
    assert.deepEqual(result['plan'], { open: 0, approved: 0, sent: 0, applied: 1, skipped: 0, rejected: 2 });
    await on.settle();
    const written = records.find((record) => record.company.id === first?.entity.id);
    assert.equal(written?.erp(), await written?.crm());
    for (const record of records)
      if (record !== written) assert.notEqual(record.erp(), await record.crm(), 'not approved, not written');
  }));

test('H19 a newer mapping voids what it concerns: the plan writes nothing of the field, and the field waits on', () =>
  withStage([customers({}, fields)], async (on) => {
    const [record] = await strangers(on, 1);
    await mapCity(on);
    const planId = await planCity(on);
    record?.editErp({ Phone: '99' });
    const whole = await on.request({ kind: 'cycle', dryRun: true });
    await approve(on, planId);
    await approve(on, Number(whole['planId']));
    const mapping = (await readDefinition(on.db)).connections[0]?.mappings[0];
    assert.ok(mapping);
    const turned = mapping.fields.map((field) => (field.fieldKey === 'City' ? { ...field, syncToErp: false } : field));
    await on.db.transaction((tx) => saveMapping(tx, on.erp(0).id, mapping, { ...mapping, fields: turned }));
    assert.deepEqual(
      (await rowsOf(on, planId)).map((row) => [row.status, row.skip?.code]),
      [['skipped', 'mappingChanged']],
    );
    await on.request({ kind: 'applyPlan', planId });
    assert.equal((await waitingList(on.db, on.erp(0).id)).length, 1, 'nothing was decided about the new mapping');
    await on.settle();
    assert.equal(await record?.crm(), 'Oslo 1');
    await on.request({ kind: 'applyPlan', planId: Number(whole['planId']) });
    assert.deepEqual(
      (await rowsOf(on, Number(whole['planId']))).map((row) => [row.erpField, row.skip?.code]),
      [['Phone', 'crmChanged']],
      'of another field nothing is void: this one was synced meanwhile',
    );
  }));

test('H19 an expired plan lets nothing flow: a new one is made in its place', () =>
  withStage([customers({}, fields)], async (on) => {
    const [record] = await strangers(on, 1);
    await mapCity(on);
    const planId = await planCity(on);
    on.clock.advance(8 * 24 * 3_600_000);
    await on.settle();
    assert.equal(record?.erp(), 'Bergen 1');
    const renewed = await planCity(on);
    assert.equal((await getPlan(on.db, planId))?.waiting, 0);
    await approve(on, renewed);
    await on.request({ kind: 'applyPlan', planId: renewed });
    assert.equal(record?.erp(), 'Oslo 1');
  }));

test('H19 without a plan a new field flows at once, as first agreement', () =>
  withStage([customers({}, fields)], async (on) => {
    const [record] = await strangers(on, 1);
    await mapCity(on, false);
    await on.settle();
    assert.equal(record?.erp(), 'Oslo 1');
  }));
