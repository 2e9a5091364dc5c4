import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { collect, defineFields, password, text } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { testServiceHub, type TestServiceHub } from '../services/testing/service-hub.ts';
import { applySetup, type ApplyResult } from './apply.ts';
import { exportSetup } from './export.ts';
import { readSetup } from './read.ts';
import type { ReferenceValues } from './resolve.ts';

const config = defineFields({
  client: text({ label: 'Client', mandatory: true }),
  password: password({ label: 'Password' }),
});

let fixture: TestServiceHub;
before(async () => {
  fixture = await testServiceHub({ ...sampleErp, configFields: config.fields });
  const { db } = fixture.hub;
  await db.run(`insert into crm_list (name, label) values ('category', 'Category') on conflict do nothing`);
  await db.run(
    `insert into crm_list_item (list_id, name) select id, unnest(array['Customer A', 'Customer B', 'Prospect']) from crm_list where name = 'category'`,
  );
  await db.run(`insert into app_user (name) values ('ann'), ('bob')`);
  await db.run(`insert into app_group (name) values ('Sales')`);
});
after(() => fixture.close());

const example = `connectors:
  - { name: Memory, url: plugin://memory }
connections:
  - name: ERP demo
    connector: Memory
    active: true
    scope: { users: { ann: [connect, create] }, groups: { Sales: [connect] } }
    timezone: Europe/Oslo
    config: { client: F0001, password: { env: ERP_PASSWORD } }
    actors:
      Customer:
        fields:
          Nm:     { crm: name, sync: both, search: true, show: true }
          Zip:    { crm: postalAddress.zip, sync: both }
          VatNo:  { crm: vatNumber, sync: fromErp }
          CustGr: { crm: category, sync: both, items: { "1": "Customer A", "2": "Customer B" } }
          Credit: { show: true }
        defaults:
          CustGr: { value: "1", ask: true, mandatory: true }
        rank: [Nm, CustGr, Zip]
      Person:
        fields:
          LastName: { crm: lastName, sync: both }
          Email: { crm: email, sync: both }
    match: { Customer: [vatNumber], Person: [email] }
priority: [CRM, ERP demo]
sync: { running: true, interval: 10s }
licences: { users: [ann] }
`;
const values: ReferenceValues = { 'env:ERP_PASSWORD': 'open sesame' };

async function apply(file: string, options: { dryRun?: boolean; values?: ReferenceValues } = {}): Promise<ApplyResult> {
  const read = readSetup(file);
  assert.ok(read.ok, JSON.stringify(read));
  return await applySetup(fixture.hub, read.setup, {
    dryRun: options.dryRun ?? false,
    by: 'ann',
    values: options.values ?? values,
  });
}
async function changesOf(file: string, options: Parameters<typeof apply>[1] = {}): Promise<readonly string[]> {
  const result = await apply(file, options);
  assert.ok(result.ok, JSON.stringify(result));
  return result.changes;
}
async function problemsOf(file: string, options: Parameters<typeof apply>[1] = {}): Promise<string[]> {
  const result = await apply(file, { dryRun: true, ...options });
  return result.ok ? [] : result.problems.map((item) => `${item.line} ${item.code} ${item.message}`);
}
const edited = (from: string, to: string): string => {
  assert.ok(example.includes(from), from);
  return example.replace(from, to);
};

test('a dry run says what would change and changes nothing', async () => {
  const changes = await changesOf(example, { dryRun: true });
  assert.ok(
    changes.some((line) => line.startsWith('ERP demo: added on Memory, active')),
    changes.join('\n'),
  );
  assert.deepEqual(await fixture.hub.db.query('select id from connection'), []);
});

test('applied, then applied again: the second time there is nothing to change', async () => {
  const first = await apply(example);
  assert.ok(first.ok, JSON.stringify(first));
  assert.deepEqual(
    first.matches.map((item) => item.actorType),
    ['Customer', 'Person'],
    'companies before persons',
  );
  assert.deepEqual(await changesOf(example), []);
  const requests = await fixture.hub.db.query('select payload from request order by id');
  assert.deepEqual(requests, [
    { payload: { kind: 'match', actorType: 'Customer', by: ['vatNumber'] } },
    { payload: { kind: 'match', actorType: 'Person', by: ['email'] } },
  ]);
  assert.ok(fixture.woken.length > 0);
});

test('what was applied is what the engine gets', async () => {
  const [row] = await fixture.hub.db.query<{ id: number }>('select id from connection');
  const setup = await fixture.hub.store.setup(row?.id ?? 0);
  const customer = setup?.mappings.find((mapping) => mapping.actorType === 'Customer');
  assert.deepEqual(
    customer?.fields.map((field) => [field.erpField, field.crmField, field.direction]),
    [
      ['Nm', 'name', 'both'],
      ['CustGr', 'category', 'both'],
      ['Zip', 'postalAddress.zip', 'both'],
      ['VatNo', 'vatNumber', 'fromErp'],
    ],
  );
  assert.deepEqual(customer.matchFields, ['VatNo']);
  assert.equal(customer.fields[1]?.items?.toCrm.size, 2);
  assert.equal(setup?.active, true);
  assert.equal(setup.zone, 'Europe/Oslo');
});

test('the secret is sealed, and neither export nor audit shows it', async () => {
  const rows = await fixture.hub.db.query<{ value: string | null }>(
    `select value from connection_config where field_key = 'password'`,
  );
  assert.deepEqual(rows, [{ value: null }]);
  const audit = JSON.stringify(await fixture.hub.db.query('select * from audit'));
  const exported = await exportSetup(fixture.hub);
  assert.doesNotMatch(audit + exported, /open sesame/);
  assert.match(exported, /password: \{ env: ERP_PASSWORD \}/);
});

test('an export applied to the same hub changes nothing, even where its secrets are not at hand', async () => {
  assert.deepEqual(await changesOf(await exportSetup(fixture.hub), { values: {} }), []);
});

test('a changed secret is a change, told without its value', async () => {
  const changes = await changesOf(example, { dryRun: true, values: { 'env:ERP_PASSWORD': 'other' } });
  assert.deepEqual(changes, ['ERP demo: config.password changes (not shown).']);
});

test('changes are told in words', async () => {
  const changed = edited(
    'Zip:    { crm: postalAddress.zip, sync: both }',
    'Zip:    { crm: streetAddress.zip, sync: fromErp, show: true }',
  )
    .replace('"2": "Customer B"', '"2": Prospect')
    .replace('interval: 10s', 'interval: 1m')
    .replace('[CRM, ERP demo]', '[ERP demo, CRM]')
    .replace('users: [ann]', 'users: everyone');
  assert.deepEqual(await changesOf(changed, { dryRun: true }), [
    'ERP demo, Customer.CustGr: items {1: Customer A, 2: Customer B} → {1: Customer A, 2: Prospect}.',
    'ERP demo, Customer.Zip: CRM field postalAddress.zip → streetAddress.zip.',
    'ERP demo, Customer.Zip: both ways → ERP to CRM.',
    'ERP demo, Customer.Zip: shown in the ERP tab no → yes.',
    'Priority: CRM > ERP demo → ERP demo > CRM.',
    'Automatic sync: every 10 s → every 60 s.',
    'User bob: gets the licence.',
    'Licences: everyone, new users too.',
  ]);
});

test('turned on again, or with another interval, every active connection has a turn at once', async () => {
  const off = example.replace('running: true', 'running: false');
  await changesOf(off);
  const [row] = await fixture.hub.db.query<{ id: number }>('select id from connection where active');
  for (const file of [example, example.replace('interval: 10s', 'interval: 20s'), example]) {
    fixture.woken.splice(0);
    await changesOf(file);
    assert.deepEqual(fixture.woken, [row?.id]);
  }
});

test('H19: a new CRM field raises the version, a new direction does not; links are looked at again', async () => {
  const { db } = fixture.hub;
  const version = async (field: string): Promise<number> =>
    (
      await db.query<{ version: number }>(
        'select f.version from erp_field f join actor_mapping m on m.id = f.mapping_id where m.actor_type = $1 and field_key = $2',
        ['Customer', field],
      )
    )[0]?.version ?? 0;
  const [before] = await db.query<{ id: number; version: number }>(
    'select id, mapping_version as version from connection',
  );
  await db.run(
    `insert into link (connection_id, actor_type, erp_key, entity, entity_id, base, flags) values ($1, 'Customer', '1', 'company', 1, $2, '{"drift": 2}')`,
    [
      before?.id,
      JSON.stringify({
        Nm: { e: 'A', c: 'B', v: 1, r: 1, flag: 'drift' },
        Zip: { e: '1', c: '2', v: 1, r: 1, flag: 'drift' },
        CustGr: { e: '2', c: '99', v: 1, r: 1 },
      }),
    ],
  );
  await changesOf(
    edited('crm: name, sync: both', 'crm: name, sync: toErp')
      .replace('crm: vatNumber, sync: fromErp', 'crm: code, sync: fromErp')
      .replace('"2": "Customer B"', '"2": Prospect')
      .replace('[vatNumber]', '[code]'),
  );
  assert.deepEqual([await version('Nm'), await version('VatNo'), await version('CustGr')], [1, 2, 1]);
  const [link] = await db.query<{ base: object; flags: object }>('select base, flags from link');
  assert.deepEqual(
    Object.keys(link?.base ?? {}),
    ['Zip'],
    'a drifting field whose direction changed and a value whose counterpart changed have no base',
  );
  assert.deepEqual(link?.flags, { drift: 1 });
  assert.equal((await db.query('select id from hint')).length, 1);
  const [now] = await db.query<{ version: number }>('select mapping_version as version from connection');
  assert.ok((now?.version ?? 0) > (before?.version ?? 0));
  await changesOf(example);
  await db.run('delete from link');
});

const refusals: readonly (readonly [string, string, string, RegExp])[] = [
  ['ERP field', 'Zip:    {', 'Zipp:   {', /^14 setup\.unknownErpField .*"Zipp".*Did you mean "Zip"/],
  [
    'CRM field',
    'crm: postalAddress.zip',
    'crm: postalAdress.zip',
    /^14 setup\.unknownCrmField .*Did you mean "postalAddress.zip"/,
  ],
  [
    'CRM item',
    '"2": "Customer B"',
    '"2": "Customer C"',
    /^16 setup\.unknownCrmItem .*category.*Did you mean "Customer A"/,
  ],
  ['ERP item', '"2": "Customer B"', '"9": "Customer B"', /^16 setup\.unknownErpItem .*"9".*1 \(Retail\)/],
  ['user', '{ ann: [connect', '{ anna: [connect', /^7 setup\.unknownUser .*Did you mean "ann"/],
  ['group', 'Sales: [connect]', 'Sale: [connect]', /^7 setup\.unknownGroup/],
  ['licence', 'users: [ann]', 'users: [eve]', /setup\.unknownUser/],
  ['configuration key', 'client: F0001', 'clientt: F0001', /^9 setup\.unknownConfig .*"client"/],
  ['password in the file', '{ env: ERP_PASSWORD }', 'hunter2', /^9 setup\.plainSecret password is a password/],
  ['default item', '{ value: "1", ask', '{ value: "7", ask', /setup\.unknownErpItem The default of CustGr/],
  ['rank', 'rank: [Nm,', 'rank: [Nmm,', /setup\.unknownErpField rank/],
  ['connector', 'plugin://memory', 'plugin://memori', /connector\.notInstalled/],
  ['address of a connector', 'plugin://memory', 'ftp://erp.example/x', /^2 setup\.badUrl /],
  [
    'actor type',
    '      Person:\n',
    '      Partner:\n',
    /setup\.actorTypeNotSupported This ERP has no Partner|setup\.matchWithoutActor/,
  ],
  [
    'two ways with loss',
    'Credit: { show: true }',
    'Credit: { crm: text, sync: both }',
    /^17 setup\.direction .*cannot be two-way/,
  ],
  [
    'to a read-only field',
    'Credit: { show: true }',
    'Balance: { crm: text, sync: toErp }',
    /^17 setup\.direction Balance is read-only in the ERP/,
  ],
];
for (const [name, from, to, expected] of refusals) {
  test(`refused with its line: ${name}`, async () => {
    const file = edited(from, to);
    const read = readSetup(file);
    const problems = read.ok
      ? await problemsOf(file)
      : read.problems.map((item) => `${item.line} ${item.code} ${item.message}`);
    assert.ok(
      problems.some((problem) => expected.test(problem)),
      problems.join('\n'),
    );
  });
}

test('a reference that leads nowhere is named, unless the hub has the value', async () => {
  const renamed = edited('name: ERP demo', 'name: Another').replace('[CRM, ERP demo]', '[CRM, Another]');
  assert.match(
    (await problemsOf(renamed, { values: {} })).join('\n'),
    /^9 setup\.referenceMissing password: the environment variable ERP_PASSWORD is not set/,
  );
  assert.deepEqual(await problemsOf(example, { values: {} }), []);
});

test('rule 6: an active connection lists every reason against it, each with its field', async () => {
  const bare = edited(
    'Nm:     { crm: name, sync: both, search: true, show: true }',
    'Nm:     { search: true }',
  ).replace('LastName: { crm: lastName, sync: both }', 'LastName: { crm: lastName }');
  const problems = await problemsOf(bare);
  assert.match(
    problems.join('\n'),
    /activation\.mandatoryUnmapped ERP demo cannot be active\. Customer, Nm: it is mandatory/,
  );
  assert.match(problems.join('\n'), /activation\.mandatoryUnmapped ERP demo cannot be active\. Person, LastName/);
  assert.deepEqual(
    await problemsOf(bare.replace('active: true', 'active: false')),
    [],
    'inactive it may be unfinished',
  );
});

test('rule 4: a CRM field is written by one connection only, unless both ways', async () => {
  const second = `  - name: Second
    connector: Memory
    active: true
    config: { client: F0002 }
    actors: { Customer: { fields: { Nm: { crm: name, sync: fromErp } } } }
priority:`;
  assert.match(
    (await problemsOf(edited('priority:', second))).join('\n'),
    /activation\.writtenTwice Second cannot be active\. Customer, Nm: the CRM field name is already written by ERP demo/,
  );
  assert.deepEqual(await problemsOf(edited('priority:', second.replace('fromErp', 'both'))), []);
});

test('a connection that the file no longer has is hidden, and comes back with its links', async () => {
  const gone = await changesOf('connections: []');
  assert.match(gone.join('\n'), /ERP demo: removed from the list/);
  assert.deepEqual(await fixture.hub.db.query('select deleted, active from connection'), [
    { deleted: true, active: false },
  ]);
  assert.match((await changesOf(example)).join('\n'), /ERP demo: comes back/);
  assert.deepEqual(await changesOf(example), []);
});

test('a culture is applied, exported, and read by from then on; taken out, its values are refused again', async () => {
  const { db, connections } = fixture.hub;
  fixture.world.behaviour.writesAs = 'de-DE';
  const erpKey = fixture.world.add('Customer', { Nm: 'Papir AS', Credit: '1234.5' });
  const credit = async (): Promise<string | undefined> => {
    const [row] = await db.query<{ id: number }>(`select id from connection where name = 'ERP demo'`);
    const query = { actorType: 'Customer', erpKeys: [erpKey], fieldKeys: ['Credit'] } as const;
    const read = await connections.use(row?.id ?? 0, (open) =>
      collect(open.getActors(query, { signal: new AbortController().signal })),
    );
    return read.status === 'done' ? read.value[0]?.fieldValues['Credit'] : read.reason.code;
  };
  try {
    assert.equal(await credit(), '1.234,5');
    const german = edited('timezone: Europe/Oslo', 'timezone: Europe/Oslo\n    culture: de-de');
    assert.deepEqual(await changesOf(german), ['ERP demo: culture none → de-DE.']);
    assert.deepEqual(await changesOf(german), []);
    assert.equal(await credit(), '[F:1234.5]');
    const exported = await exportSetup(fixture.hub);
    assert.match(exported, /timezone: Europe\/Oslo\n {4}culture: de-DE\n/);
    assert.deepEqual(await changesOf(exported, { values: {} }), []);
    assert.deepEqual(await changesOf(example), ['ERP demo: culture de-DE → none.']);
    assert.equal(await credit(), '1.234,5');
  } finally {
    fixture.world.behaviour.writesAs = undefined;
  }
});
