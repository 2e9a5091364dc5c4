/** H18 as an operator meets it: what is held is listed, told by status, approved and rejected. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { defineFields } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { addList, addListItem } from '@kobling/store';
import { type CliTestHub, cliTestHub, type Ran } from './testing/cli-hub.ts';

const setup = `connectors: [{ name: Memory, url: plugin://memory }]
connections:
  - name: ERP demo
    connector: Memory
    active: true
    actors:
      Customer:
        fields:
          Nm:    { crm: name, sync: both }
          Phone: { crm: phone, sync: both }
          Email: { crm: email, sync: both, onConflict: ask }
          VatNo: { crm: vatNumber, sync: both }
    match: { Customer: [vatNumber] }
    brake: { blankings: { atLeast: 3, percent: 1 } }
priority: [CRM, ERP demo]
sync: { running: false, interval: 10s }
`;

let shell: CliTestHub;
let keys: readonly string[] = [];
before(async () => {
  shell = await cliTestHub({ ...sampleErp, configFields: defineFields({}).fields }, {});
  const { db } = shell.hub;
  await addList(db, 'category', 'Category');
  await addListItem(db, 'category', 'Customer A');
  keys = Array.from({ length: 6 }, (_, n) =>
    shell.world.add('Customer', { Nm: `Company ${n}`, Phone: `55 ${n}`, VatNo: `NO ${n}` }),
  );
  for (const n of keys.keys()) await ok('crm', 'company', 'create', `name=Company ${n}`, `vatNumber=NO ${n}`);
  const file = join(shell.folder, 'kobling.yaml');
  await writeFile(file, setup);
  await ok('apply', file);
  await ok('sync');
});
after(() => shell.close());

const ok = async (...argv: readonly string[]): Promise<Ran> => {
  const ran = await shell.run(...argv);
  assert.equal(ran.code, 0, `${argv.join(' ')}\n${ran.out}${ran.err}`);
  return ran;
};
const phones = async (): Promise<readonly string[]> =>
  (await shell.hub.db.query<{ phone: string }>('select phone from company order by id')).map((row) => row.phone);

test('the file’s brake is in force, and comes out of export as it went in', async () => {
  const { out } = await ok('export');
  assert.match(
    out,
    /brake: { blankings: { atLeast: 3, percent: 1 } }|brake:\n\s+blankings: { atLeast: 3, percent: 1 }/,
  );
  assert.match(out, /onConflict: ask/);
});

test('H18 what a run would have emptied is told in words, approved and rejected', async () => {
  assert.match((await ok('held', 'list')).out, /Nothing is held/);
  for (const key of keys.slice(0, 5)) shell.world.edit('Customer', key, { Phone: '' });
  await ok('sync');
  assert.deepEqual(await phones(), ['55 0', '55 1', '55 2', '55 3', '55 4', '55 5']);
  assert.match((await ok('status')).out, /5 fields of ERP demo held for a person: kobling held list/);
  assert.match((await ok('held', 'list')).out, /phone would be emptied in the CRM on 5 records/);
  const listed = (await ok('held', 'list', '--rows', '--json')).out;
  const [group] = JSON.parse(listed) as { rows: { id: number; oldValue: string }[] }[];
  assert.equal(group?.rows.length, 5);
  const first = group?.rows[0]?.id ?? 0;
  assert.match((await ok('held', 'reject', '--id', String(first))).out, /1 field rejected, both sides stay/);
  assert.match((await ok('held', 'approve', '--field', 'Phone', '--value', '')).out, /4 fields approved/);
  assert.deepEqual(await phones(), ['55 0', '', '', '', '', '55 5']);
});

test('an answer must say which, and what is not held is told', async () => {
  const none = await shell.run('held', 'approve');
  assert.deepEqual([none.code, /Say which/.test(none.err)], [2, true]);
  const gone = await shell.run('held', 'approve', '--field', 'fax');
  assert.deepEqual([gone.code, /Nothing of that is held/.test(gone.err)], [1, true]);
});

test('H28 where a person is asked, approve needs to know whose value stands', async () => {
  shell.world.edit('Customer', keys[5] ?? '', { Email: 'erp@five.example' });
  const { id } = (await shell.hub.db.query<{ id: number }>('select max(id)::int as id from company'))[0] ?? { id: 0 };
  await ok('crm', 'company', 'set', String(id), 'email=crm@five.example');
  await ok('sync');
  assert.match((await ok('held', 'list')).out, /email changed on both sides on 1 record: whose value stands\?/);
  const ran = await shell.run('held', 'approve', '--why', 'ask');
  assert.deepEqual([ran.code, /whose value stands/.test(ran.err)], [1, true]);
  assert.match((await ok('held', 'approve', '--why', 'ask', '--take', 'erp')).out, /1 field approved/);
  assert.match((await ok('crm', 'company', 'get', String(id))).out, /erp@five\.example/);
});
