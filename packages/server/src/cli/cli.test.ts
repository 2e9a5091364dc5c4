import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { defineFields, password } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { addList, addListItem } from '@kobling/store';
import { type CliTestHub, cliTestHub, type Ran, runCaught } from './testing/cli-hub.ts';

const config = defineFields({ password: password({ label: 'Password' }) });
const erp = { ...sampleErp, configFields: config.fields };
const setup = `connectors: [{ name: Memory, url: plugin://memory }]
connections:
  - name: ERP demo
    connector: Memory
    active: true
    config: { password: { env: ERP_PASSWORD } }
    actors:
      Customer:
        fields:
          Nm:    { crm: name, sync: both, search: true }
          Phone: { crm: phone, sync: both }
          VatNo: { crm: vatNumber, sync: both }
    match: { Customer: [vatNumber] }
priority: [CRM, ERP demo]
sync: { running: false, interval: 10s }
`;

let shell: CliTestHub;
let file = '';
before(async () => {
  shell = await cliTestHub(erp, { ERP_PASSWORD: 'open sesame' });
  file = join(shell.folder, 'kobling.yaml');
  await writeFile(file, setup);
  const { db } = shell.hub;
  await addList(db, 'category', 'Category');
  await addListItem(db, 'category', 'Customer A');
});
after(() => shell.close());

const ok = async (...argv: readonly string[]): Promise<Ran> => {
  const ran = await shell.run(...argv);
  assert.equal(ran.code, 0, `${argv.join(' ')}\n${ran.out}${ran.err}`);
  return ran;
};
const asJson = async <T>(...argv: readonly string[]): Promise<T> => JSON.parse((await ok(...argv, '--json')).out) as T;

interface CrmRecord {
  readonly id: number;
  readonly values: Readonly<Record<string, string>>;
}

test('a file is applied, matched records are linked, and applied again it changes nothing', async () => {
  shell.world.add('Customer', { Nm: 'Acme', Phone: '1', VatNo: 'NO 1' });
  shell.world.add('Customer', { Nm: 'Twin 1', VatNo: 'NO 2' });
  shell.world.add('Customer', { Nm: 'Twin 2', VatNo: 'NO 2' });
  await ok('crm', 'company', 'create', 'name=Acme', 'vatNumber= no 1 ');
  await ok('crm', 'company', 'create', 'name=Twin', 'vatNumber=NO 2');
  const dry = await ok('apply', file, '--dry-run');
  assert.match(dry.out, /ERP demo: added on Memory, active/);
  assert.match(dry.out, /nothing was changed/);
  const first = await ok('apply', file);
  assert.match(first.out, /ERP demo, Customer by vatNumber: 1 link, 1 ambiguous, 0 in the ERP without counterpart/);
  assert.match(first.out, /no 2\s+2\s+1/);
  assert.equal((await ok('apply', file)).out, 'Nothing to change.\n');
});

test('what is wrong with a file is told with its line, and nothing is changed', async () => {
  const wrong = join(shell.folder, 'wrong.yaml');
  await writeFile(wrong, setup.replace('crm: phone', 'crm: phoen'));
  const ran = await shell.run('apply', wrong);
  assert.equal(ran.code, 1);
  assert.match(ran.out, /wrong\.yaml:11:25: .*"phoen".*Did you mean "phone"\? \(setup\.unknownCrmField\)/);
  await writeFile(wrong, 'conections: []');
  assert.match((await shell.run('apply', wrong)).out, /wrong\.yaml:1:1: .*Did you mean "connections"/);
});

test('export writes what apply takes', async () => {
  const exported = join(shell.folder, 'exported.yaml');
  await ok('export', '-o', exported);
  assert.doesNotMatch(await readFile(exported, 'utf8'), /open sesame/);
  assert.equal((await ok('apply', exported)).out, 'Nothing to change.\n');
});

test('an edit of the CRM reaches the ERP with kobling sync, and one of the ERP the CRM', async () => {
  const [key] = [...shell.world.rows('Customer')].map((row) => row.erpKey);
  const { records } = await asJson<{ records: CrmRecord[] }>('crm', 'company', 'find', 'acme');
  const id = records[0]?.id ?? 0;
  const agreed = await ok('sync');
  assert.match(agreed.out, /firstAgreement/);
  await ok('crm', 'company', 'set', String(id), 'name=Acme Ltd');
  const plan = await ok('sync', '--dry-run');
  assert.match(plan.out, /1 field would change; nothing was changed/);
  assert.match(plan.out, /Nm \/ name\s+write ERP\s+Acme\s+Acme Ltd\s+Acme Ltd/);
  assert.equal(shell.world.value('Customer', key ?? '', 'Nm'), 'Acme');
  const synced = await ok('sync', 'ERP demo');
  assert.match(synced.out, /ERP demo: 0 written to the CRM, 1 to the ERP, 0 conflicts, 0 failed\. Run \d+\./);
  assert.equal(shell.world.value('Customer', key ?? '', 'Nm'), 'Acme Ltd');
  shell.world.edit('Customer', key ?? '', { Phone: '22' });
  await ok('sync');
  assert.equal((await asJson<CrmRecord>('crm', 'company', 'get', String(id))).values['phone'], '22');
});

test('a run is undone, and the log shows it', async () => {
  const rows = await asJson<{ runId: number | null; side: string | null; kind: string }[]>('log', '--kind', 'write');
  const run = rows.find((row) => row.side === 'crm')?.runId;
  const undone = await ok('undo', String(run));
  assert.match(undone.out, /1 put back, 0 left as they are/);
  const { records } = await asJson<{ records: CrmRecord[] }>('crm', 'company', 'find', '--where', 'name=Acme Ltd');
  assert.equal(records[0]?.values['phone'], '1');
  assert.match((await ok('log', '--connection', 'ERP demo', '--limit', '5')).out, /undo/);
});

test('sync exits with 1 when something failed', async () => {
  const { records } = await asJson<{ records: CrmRecord[] }>('crm', 'company', 'find', 'acme');
  await ok('crm', 'company', 'set', String(records[0]?.id), `phone=${'5'.repeat(40)}`);
  const ran = await shell.run('sync');
  assert.equal(ran.code, 1, ran.out);
  assert.match(ran.out, /1 failed/);
  await ok('crm', 'company', 'set', String(records[0]?.id), 'phone=5');
  await ok('sync');
});

test('links by hand: made, listed by status, removed', async () => {
  const made = await asJson<CrmRecord>('crm', 'company', 'create', 'name=Twin 1');
  const twin = [...shell.world.rows('Customer')].find((row) => row.values['Nm'] === 'Twin 1')?.erpKey ?? '';
  assert.match((await ok('link', 'ERP demo', 'Customer', '--erp', twin, '--crm', String(made.id))).out, /is linked/);
  await ok('link', 'ERP demo', 'Customer', '--erp', twin, '--crm', String(made.id));
  const other = await asJson<CrmRecord>('crm', 'company', 'create', 'name=Not Twin 1');
  const taken = await shell.run('link', 'ERP demo', 'Customer', '--erp', twin, '--crm', String(other.id));
  assert.equal(taken.code, 1);
  assert.match(taken.err, /already has a link/);
  await ok('sync');
  const status = await asJson<{ connections: { links: number }[] }>('status');
  assert.equal(status.connections[0]?.links, 2);
  assert.match((await ok('status')).out, /Automatic sync is off\.\n2 of 2 links in step/);
  await ok('unlink', 'ERP demo', 'Customer', '--erp', twin);
  const none = await shell.run('unlink', 'ERP demo', 'Customer', '--erp', twin);
  assert.deepEqual([none.code, /has no Customer link/.test(none.err)], [1, true]);
});

test('the CRM from the shell: unknown fields and items are named', async () => {
  const field = await shell.run('crm', 'company', 'create', 'nme=Acme');
  assert.match(field.err, /no field "nme".*Did you mean "name"/);
  const item = await shell.run('crm', 'company', 'create', 'name=X', 'category=Customer B');
  assert.match(item.err, /category cannot be "Customer B".*Did you mean "Customer A"/);
  const made = await asJson<CrmRecord>('crm', 'company', 'create', 'name=X', 'category=customer a');
  assert.equal(made.values['category'], 'Customer A');
  await ok('crm', 'company', 'delete', String(made.id));
  assert.match((await shell.run('crm', 'company', 'get', String(made.id))).err, /There is no company/);
});

test('a connection that does not exist, a field that is not mapped: told, not guessed', async () => {
  assert.match((await shell.run('sync', 'ERP dmo')).err, /Did you mean "ERP demo"\?/);
  assert.match((await shell.run('link', 'ERP demo', 'Custommer', '--by', 'name')).err, /Did you mean "Customer"/);
  const by = await shell.run('link', 'ERP demo', 'Customer', '--by', 'fax');
  assert.deepEqual([by.code, /fax is not a mapped field/.test(by.out)], [1, true]);
});

test('keys rotate: the secret still opens', async () => {
  assert.match((await ok('keys', 'rotate')).out, /is in use; 1 data keys were wrapped anew/);
  assert.equal((await ok('apply', file)).out, 'Nothing to change.\n');
});

test('without a hub, without a token, with a wrong one: each with what to do', async () => {
  const none = await runCaught(['status', '--data', join(shell.folder, 'nowhere')], {});
  assert.deepEqual(
    [none.code, /No hub runs on the data folder .* Start one with "kobling start/.test(none.err)],
    [1, true],
  );
  const url = shell.hub.url ?? '';
  assert.match((await runCaught(['status', '--url', url], {})).err, /KOBLING_TOKEN/);
  assert.match((await runCaught(['status', '--url', url], { KOBLING_TOKEN: 'wrong' })).err, /does not know this token/);
  assert.match(
    (await runCaught(['status', '--url', 'http://127.0.0.1:1'], { KOBLING_TOKEN: 'x' })).err,
    /does not answer/,
  );
  const response = await fetch(`${url}/api/cli/status`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  assert.equal(response.status, 401, 'no route of the command line answers a stranger');
});

test('a backup goes back into an empty hub, which then rests', async () => {
  const backup = join(shell.folder, 'all.kbak');
  await writeFile(join(shell.folder, 'files', 'note.txt'), 'kept');
  await shell.hub.db.run(
    `insert into request (connection_id, kind, payload) select id, 'cycle', '{"kind":"cycle"}' from connection where false`,
  );
  await ok('backup', backup);
  assert.equal((await stat(backup)).mode & 0o777, 0o600);
  const refused = await shell.run('restore', backup);
  assert.match(refused.err, /This hub is in use/);
  const other = await cliTestHub(erp);
  try {
    const cut = join(other.folder, 'cut.kbak');
    const whole = await readFile(backup);
    await writeFile(cut, whole.subarray(0, whole.length - 40));
    assert.match((await other.run('restore', cut)).err, /no whole backup/);
    assert.deepEqual(await other.hub.db.query('select id from company'), [], 'a cut backup changes nothing');
    const epochBefore = await other.hub.db.query<{ epoch: number }>('select max(epoch) as epoch from feed_epoch');
    const restored = await other.run('restore', backup);
    assert.equal(restored.code, 0, restored.err);
    assert.match(restored.out, /Automatic sync is off/);
    assert.match(restored.out, /does not have|was given key/, 'another key is told');
    for (const table of ['company', 'link', 'sync_log', 'crm_change', 'erp_field', 'run']) {
      const count = async (hub: CliTestHub) =>
        (await hub.hub.db.query<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n;
      assert.equal(await count(other), await count(shell), table);
    }
    assert.equal(await readFile(join(other.folder, 'files', 'note.txt'), 'utf8'), 'kept');
    assert.match((await other.run('status')).out, /Automatic sync is off/);
    const [held] = await other.hub.db.query<{ name: string }>('select name from connection where not deleted');
    const wished = await other.run('connection', 'resume', held?.name ?? '', '--original-stopped');
    assert.equal(wished.code, 1);
    assert.match(wished.out, /Put that key back, or enter the connection's passwords again/);
    assert.match((await other.run('proposals')).out, /Nothing is proposed/);
    const made = await other.run('crm', 'company', 'create', 'name=After');
    assert.equal(made.code, 0, 'sequences go on after the highest id');
    const epoch = await other.hub.db.query<{ epoch: number }>('select max(epoch) as epoch from feed_epoch');
    assert.ok((epoch[0]?.epoch ?? 0) > (epochBefore[0]?.epoch ?? 0), 'H11: a new epoch');
  } finally {
    await other.close();
  }
});

test('a backup goes back where its key is: the connection rests until the original is told to be stopped (H10)', async () => {
  const backup = join(shell.folder, 'again.kbak');
  await ok('backup', backup);
  const copy = await cliTestHub(erp, {}, undefined, (await readFile(join(shell.folder, 'key'), 'utf8')).trim());
  try {
    const restored = await copy.run('restore', backup);
    assert.equal(restored.code, 0, restored.err);
    assert.match(restored.out, /go on with kobling connection resume NAME --original-stopped/);
    assert.doesNotMatch(restored.out, /does not have|was given key/);
    const wished = await copy.run('connection', 'resume', 'ERP demo');
    assert.equal(wished.code, 1, 'the original may still run');
    assert.match(
      wished.out,
      /Nothing is written to the ERP until you say that the original hub is stopped.*--original-stopped/,
    );
    const told = await copy.run('connection', 'resume', 'ERP demo', '--original-stopped');
    assert.equal(told.code, 0, told.out + told.err);
    assert.match(told.out, /ERP demo goes on/);
  } finally {
    await copy.close();
  }
});
