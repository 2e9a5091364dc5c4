/** `kobling undo` and `kobling why` as a person's shell runs them, against a whole hub. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { defineFields, password } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { type CliTestHub, cliTestHub, type Ran } from './testing/cli-hub.ts';

const config = defineFields({ password: password({ label: 'Password' }) });
const setup = (phone: string) => `connectors: [{ name: Memory, url: plugin://memory }]
connections:
  - name: ERP demo
    connector: Memory
    active: true
    config: { password: { env: ERP_PASSWORD } }
    actors:
      Customer:
        fields:
          Nm: { crm: name, sync: both }
          VatNo: { crm: vatNumber, sync: both }
          Phone: { crm: ${phone}, sync: both }
    match: { Customer: [vatNumber] }
  - name: Sweden
    connector: Memory
    active: true
    config: { password: { env: ERP_PASSWORD } }
    actors:
      Customer:
        fields:
          Nm: { crm: name, sync: both }
          VatNo: { crm: vatNumber, sync: both }
          City: { crm: postalAddress.city, sync: both }
    match: { Customer: [vatNumber] }
priority: [CRM, ERP demo, Sweden]
sync: { running: false, interval: 10s }
`;

let shell: CliTestHub;
let file = '';
const erpKeys: string[] = [];
const ids: number[] = [];
before(async () => {
  shell = await cliTestHub({ ...sampleErp, configFields: config.fields }, { ERP_PASSWORD: 'open sesame' });
  file = join(shell.folder, 'kobling.yaml');
  for (const n of [1, 2, 3]) {
    const values = { Nm: `Acme ${n}`, VatNo: `NO ${n}`, Phone: `first ${n}`, City: `Bergen ${n}` };
    erpKeys.push(shell.world.add('Customer', values));
    const made = ['name', 'phone', 'vatNumber', 'postalAddress.city'].map((field, index) =>
      [field, [`Acme ${n}`, `first ${n}`, `NO ${n}`, `Bergen ${n}`][index]].join('='),
    );
    ids.push((JSON.parse((await ok('crm', 'company', 'create', ...made, '--json')).out) as { id: number }).id);
  }
  await writeFile(file, setup('phone'));
  await ok('apply', file);
  await ok('sync');
});
after(() => shell.close());

const ok = async (...argv: readonly string[]): Promise<Ran> => {
  const ran = await shell.run(...argv);
  assert.equal(ran.code, 0, `${argv.join(' ')}\n${ran.out}${ran.err}`);
  return ran;
};
const company = (n: number): string => String(ids[n - 1]);
const inCrm = async (n: number, field: string): Promise<string | undefined> =>
  (JSON.parse((await ok('crm', 'company', 'get', company(n), '--json')).out) as { values: Record<string, string> })
    .values[field];
const inErp = (n: number, field: string): string | undefined =>
  shell.world.value('Customer', erpKeys[n - 1] ?? '', field);
/** ERP edits reach the CRM in one run, whose number is answered. */
async function runOf(edits: Readonly<Record<number, Readonly<Record<string, string>>>>): Promise<string> {
  for (const [n, values] of Object.entries(edits)) shell.world.edit('Customer', erpKeys[Number(n) - 1] ?? '', values);
  const { out } = await ok('sync', 'ERP demo');
  const run = /Run (\d+)\./.exec(out)?.[1];
  assert.ok(run, out);
  return run;
}

test('a run: looked at first, undone, what somebody touched since is left, and the undo is undone', async () => {
  const run = await runOf({ 1: { Phone: 'wrong 1' }, 2: { Phone: 'wrong 2' } });
  await ok('crm', 'company', 'set', company(2), 'phone=by hand');
  const dry = await ok('undo', 'run', run, '--dry-run');
  assert.match(dry.out, /ERP demo: 1 would be put back, 1 left as they are\. Nothing was changed \(--dry-run\)\./);
  assert.match(dry.out, /Would be put back:\n.*\n.*company \d+ Acme 1\s+phone\s+crm\s+wrong 1\s+first 1/);
  assert.match(dry.out, /Would be left as they are:\n.*\n.*Acme 2\s+phone\s+crm\s+wrong 2\s+first 2\s+changed since/);
  assert.equal(await inCrm(1, 'phone'), 'wrong 1');

  const undone = await ok('undo', 'run', run);
  assert.match(undone.out, /ERP demo: 1 put back, 1 left as they are\. Run \d+\./);
  assert.deepEqual([await inCrm(1, 'phone'), await inCrm(2, 'phone')], ['first 1', 'by hand']);
  await ok('sync', 'ERP demo');
  assert.equal(await inCrm(1, 'phone'), 'first 1', 'it rests');
  assert.equal(inErp(1, 'Phone'), 'wrong 1', 'the other side was not asked for');
  assert.match((await ok('why', 'company', company(1), 'phone')).out, /Not in step on purpose: it was undone/);

  const undoRun = /Run (\d+)\./.exec(undone.out)?.[1] ?? '';
  const back = JSON.parse((await ok('undo', undoRun, '--json')).out) as {
    undo: { counts: Record<string, number>; rows: { oldValue: string; status: string }[] };
  };
  assert.deepEqual(back.undo.counts, { total: 1, restored: 1, skipped: 0, underWay: 0 });
  assert.deepEqual(
    back.undo.rows.map((row) => [row.oldValue, row.status]),
    [['wrong 1', 'restored']],
  );
  assert.equal(await inCrm(1, 'phone'), 'wrong 1');
});

test('a record: its last run, from a row of the log on, one field of it, on one connection of several', async () => {
  await runOf({ 3: { Phone: 'second 3', Nm: 'Acme Three' } });
  const rows = JSON.parse((await ok('log', '--entity', `company:${company(3)}`, '--json')).out) as {
    id: number;
    field: { erpField: string } | null;
  }[];
  const since = rows.findLast((row) => row.field?.erpField === 'Phone' && row.id > 0)?.id ?? 0;
  await runOf({ 3: { Phone: 'third 3' } });
  shell.world.edit('Customer', erpKeys[2] ?? '', { City: 'Oslo' });
  await ok('sync', 'Sweden');

  const which = await shell.run('undo', 'record', 'company', company(3));
  assert.equal(which.code, 1);
  assert.match(which.err, /Name one with --connection: .*"ERP demo".*\(undo\.which\)/);
  const last = await ok('undo', 'record', 'company', company(3), '--connection', 'Sweden');
  assert.match(last.out, /Sweden: 1 put back, 0 left/);
  assert.equal(await inCrm(3, 'postalAddress.city'), 'Bergen 3');

  const on = ['--connection', 'ERP demo', '--since', String(since), '--field', 'Phone'];
  const dry = await ok('undo', 'record', 'company', company(3), ...on, '--dry-run');
  assert.match(dry.out, /third 3\s+first 3/, 'the value now, and the one before the first of the writes');
  await ok('undo', 'record', 'company', company(3), ...on, '--both');
  assert.deepEqual([await inCrm(3, 'phone'), inErp(3, 'Phone')], ['first 3', 'first 3']);
  assert.equal(await inCrm(3, 'name'), 'Acme Three', 'the other field stays');
});

test('a mapping change: listed, then everything that it wrote is put back', async () => {
  const before = await inCrm(1, 'name');
  await writeFile(file, setup('fax'));
  await ok('apply', file);
  await ok('sync', 'ERP demo');
  assert.equal(await inCrm(1, 'fax'), inErp(1, 'Phone'));
  const listed = await ok('undo', 'mapping');
  const change = /^(\d+)\s.*ERP demo\s+Customer\s+1 field: Phone \(phone both → fax both\)/m.exec(listed.out)?.[1];
  assert.ok(change, listed.out);
  const undone = await ok('undo', 'mapping', change);
  assert.match(undone.out, /ERP demo: 3 put back, 0 left as they are/);
  assert.deepEqual([await inCrm(1, 'fax'), await inCrm(1, 'name')], ['', before]);
  const unknown = await shell.run('undo', 'mapping', '999');
  assert.match(unknown.err, /There is no mapping change 999.*\(mapping\.noChange\)/);
});

test('why: one field on one connection, all of them, and what is not synced', async () => {
  const one = await ok('why', 'company', company(2), 'name', '--connection', 'ERP demo');
  assert.match(one.out, /^company \d+ Acme 2\n/);
  assert.match(one.out, /name ⇄ Nm on ERP demo: CRM “Acme 2”, ERP “Acme 2”\n {2}In step\./);
  assert.doesNotMatch(one.out, /Sweden/);
  assert.match((await ok('why', 'company', company(2))).out, /postalAddress\.city ⇄ City on Sweden/);
  const none = await shell.run('why', 'company', company(2), 'email');
  assert.equal(none.code, 1);
  assert.match(none.err, /"email" is not synced for the company \d+\. Synced are: .*name.*\(why\.noField\)/);
  assert.match((await shell.run('why', 'person', '1')).err, /There is no person 1\./);
});

test('what cannot be undone is said, with the remedy', async () => {
  assert.match((await shell.run('undo', 'run', '99999')).err, /There is no run 99999.*kobling log/);
  assert.match((await shell.run('undo', 'record', 'company', '99999')).err, /written nothing.*\(undo\.nothing\)/);
  const usage = await shell.run('undo', 'record', 'company');
  assert.deepEqual([usage.code, /kobling undo record company 17/.test(usage.err)], [2, true]);
  assert.equal((await shell.run('undo', 'run', 'last')).code, 2);
});
