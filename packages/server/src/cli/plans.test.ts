import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { defineFields, password } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { rowNumbers } from './commands/plans.ts';
import { type CliTestHub, cliTestHub, type Ran } from './testing/cli-hub.ts';

const config = defineFields({ password: password({ label: 'Password' }) });
const setup = (fields: string) => `connectors: [{ name: Memory, url: plugin://memory }]
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
${fields}
    match: { Customer: [vatNumber] }
priority: [CRM, ERP demo]
sync: { running: false, interval: 10s }
`;
const phone = '          Phone: { crm: phone, sync: both }';
const city = '          City: { crm: postalAddress.city, sync: both }';

let shell: CliTestHub;
let file = '';
const erpKeys: string[] = [];
before(async () => {
  shell = await cliTestHub({ ...sampleErp, configFields: config.fields }, { ERP_PASSWORD: 'open sesame' });
  file = join(shell.folder, 'kobling.yaml');
  for (const n of [1, 2, 3]) {
    const values = { Nm: `Acme ${n}`, VatNo: `NO ${n}`, Phone: `erp ${n}`, City: `Bergen ${n}` };
    erpKeys.push(shell.world.add('Customer', values));
    await ok('crm', 'company', 'create', `name=Acme ${n}`, `vatNumber=NO ${n}`, `phone=crm ${n}`);
  }
});
after(() => shell.close());

const ok = async (...argv: readonly string[]): Promise<Ran> => {
  const ran = await shell.run(...argv);
  assert.equal(ran.code, 0, `${argv.join(' ')}\n${ran.out}${ran.err}`);
  return ran;
};
interface Planned {
  readonly id: number;
  readonly status: string;
  readonly progress: Readonly<Record<string, number>>;
  readonly rows: readonly { readonly rowNo: number; readonly erpField: string }[];
}
const show = async (id: number, ...more: readonly string[]): Promise<Planned> =>
  JSON.parse((await ok('plan', 'show', String(id), ...more, '--json')).out) as Planned;
const company = async (n: number) => {
  const [record] = JSON.parse((await ok('crm', 'company', 'find', `Acme ${n}`, '--json')).out).records as {
    id: number;
    values: Record<string, string>;
  }[];
  assert.ok(record);
  return record;
};

test('a first sync with --plan: fields wait, some are approved, the rest stays as it is', async () => {
  await writeFile(file, setup(phone));
  const applied = await ok('apply', file, '--plan');
  assert.match(applied.out, /this will change 3 records\. 3 fields of ERP demo wait until plan 1 is decided/);
  await ok('sync');
  assert.equal((await company(1)).values['phone'], 'crm 1', 'the field waits');
  const listed = await ok('plan', 'list');
  assert.match(listed.out, /1\s+ERP demo\s+new mapping\s+open, 3 fields waiting\s+3\s+3/);
  const plan = await show(1, '--field', 'phone');
  assert.equal(plan.rows.length, 3);
  assert.equal((await show(1, '--action', 'writeCrm')).rows.length, 0);
  const first = plan.rows[0]?.rowNo ?? 0;
  const nothing = await shell.run('plan', 'apply', '1');
  assert.equal(nothing.code, 1);
  assert.match(nothing.err, /Nothing of plan 1 is approved.*\(plan\.open\)/);
  assert.match((await ok('plan', 'approve', '1', '--rows', String(first))).out, /1 row approved, 2 not/);
  assert.equal((await shell.run('plan', 'approve', '1')).code, 2, 'which rows must be said');
  assert.match((await ok('plan', 'apply', '1')).out, /Plan 1 is applied: 1 applied, 0 skipped\. Run \d+/);
  await ok('sync');
  const phones = erpKeys.map((key) => shell.world.value('Customer', key, 'Phone'));
  assert.equal((await company(2)).values['phone'], 'crm 2');
  assert.deepEqual(phones.filter((value) => value?.startsWith('crm')).length, 1, String(phones));
});

test('a mapping change is rejected: nothing flows', async () => {
  await writeFile(file, setup(`${phone}\n${city}`));
  const applied = await ok('apply', file, '--plan');
  const id = Number(/plan (\d+) is decided/.exec(applied.out)?.[1]);
  assert.match((await ok('plan', 'reject', String(id))).out, /is rejected: nothing of it is written/);
  await ok('sync');
  assert.equal((await company(3)).values['postalAddress.city'], '');
  assert.equal((await shell.run('plan', 'reject', String(id))).code, 1, 'rejected once');
});

test('a dry run is a plan; what changed since is listed and left out', async () => {
  const dry = await ok('sync', '--resync', 'erp', '--dry-run');
  const id = Number(/kobling plan approve (\d+)/.exec(dry.out)?.[1]);
  await ok('plan', 'approve', String(id), '--all');
  const { rows } = await show(id);
  await ok('crm', 'company', 'set', String((await company(2)).id), 'phone=later');
  const ran = await ok('plan', 'apply', String(id));
  assert.match(ran.out, new RegExp(`Plan ${id} is applied: ${rows.length - 1} applied, 1 skipped`));
  assert.match(ran.out, /The CRM value changed from "crm 2" to "later"/);
  assert.match((await ok('plan', 'renew', String(id))).out, /resync from the ERP on ERP demo: open/);
  assert.equal((await shell.run('plan', 'show', '999')).code, 1);
});

test('H34 a merge opens as a preview: links, the freed ERP key, values that are not taken over', async () => {
  const [from, into] = [(await company(1)).id, (await company(2)).id];
  const preview = await ok('crm', 'company', 'merge', String(from), String(into), '--dry-run');
  assert.match(preview.out, /nothing was changed \(--dry-run\)/);
  assert.match(preview.out, /ERP demo: the link to Customer \S+ ends; the record that stays keeps \S+\./);
  assert.match(preview.out, /Possible duplicate in ERP demo: Customer \S+ stands for no company any more/);
  assert.match(preview.out, /phone\s+\S+/);
  assert.equal((await company(1)).id, from, 'still there');
  const done = await ok('crm', 'company', 'merge', String(from), String(into));
  assert.match(done.out, /has become/);
  assert.equal((await shell.run('crm', 'company', 'get', String(from))).code, 1);
  await ok('sync');
  const links = await shell.hub.db.query<{ state: string }>('select state from link where entity_id = $1', [from]);
  assert.deepEqual(links, [{ state: 'broken' }]);
});

test('row numbers are read as lists and ranges', () => {
  assert.deepEqual(rowNumbers('3,5,7-9'), [3, 5, 7, 8, 9]);
  assert.throws(() => rowNumbers('9-7'), /no range/);
  assert.throws(() => rowNumbers('x'), /not a number/);
});
