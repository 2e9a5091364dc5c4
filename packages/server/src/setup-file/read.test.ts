import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';
import { readSetup, referencesOf } from './read.ts';

const example = `applications:
  - { clientId: 5f0c, name: Acme ERP, url: https://erp.example/ErpConnectorWS.svc, keys: [{ file: ./acme.pem, until: 2027-01-31 }] }
connectors:
  - { name: Workbook, url: plugin://workbook }
  - { name: Acme, url: app://5f0c, wsdl: { file: ./acme.wsdl } }
connections:
  - name: ERP demo
    connector: Workbook
    active: true
    description: ""
    scope: { users: { ann: [connect, create] }, groups: { Sales: [connect] } }
    timezone: Europe/Oslo
    config: { file: ./demo-erp.xlsx, headerRow: 007, secret: { env: DEMO_SECRET } }
    actors:
      Customer:
        entity: company
        fields:
          Nm:     { crm: name, sync: both, search: true, show: true }
          CustNo: { crm: number, sync: fromErp, search: true }
          CustGr: { crm: category, sync: both, items: { "1": "Customer A", 02: "Customer B" } }
          Credit: { show: true }
        defaults:
          CustGr: { value: "1", ask: true, mandatory: true }
        rank: [Nm, CustNo]
    match: { Customer: [number] }
priority: [CRM, ERP demo]
sync: { running: true, interval: 10s }
licences: { users: everyone }
`;

const problemsOf = (text: string): string[] => {
  const result = readSetup(text);
  return result.ok ? [] : result.problems.map((item) => `${item.line}:${item.column} ${item.code} ${item.message}`);
};
/** A file with one connection and the given lines under it. */
const connection = (...lines: string[]): string =>
  ['connections:', '  - name: A', '    connector: W', ...lines.map((line) => `    ${line}`)].join('\n');

test('the whole example is read', () => {
  const result = readSetup(example);
  assert.ok(result.ok, JSON.stringify(problemsOf(example)));
  const { setup } = result;
  const demo = setup.connections?.[0];
  assert.equal(demo?.name.name, 'ERP demo');
  assert.deepEqual(
    demo.scope.users.map((item) => [item.name, item.rights]),
    [['ann', ['connect', 'create']]],
  );
  const customer = demo.actors[0];
  assert.deepEqual(
    customer?.fields.map((field) => [
      field.erpField.name,
      field.crmField?.name ?? null,
      field.sync,
      field.search,
      field.show,
    ]),
    [
      ['Nm', 'name', 'both', true, true],
      ['CustNo', 'number', 'fromErp', true, false],
      ['CustGr', 'category', 'both', false, false],
      ['Credit', null, 'none', false, true],
    ],
  );
  assert.deepEqual(
    customer.fields[2]?.items.map((pair) => [pair.erpItem.name, pair.crmItem.name]),
    [
      ['1', 'Customer A'],
      ['02', 'Customer B'],
    ],
  );
  assert.deepEqual(
    customer.match.map((item) => item.name),
    ['number'],
  );
  assert.deepEqual(
    customer.defaults.map((item) => [item.value, item.ask, item.mandatory]),
    [['1', true, true]],
  );
  assert.deepEqual(setup.sync, { running: true, intervalMs: 10_000 });
  assert.deepEqual([setup.licences?.everyone, setup.licences?.users], [true, []]);
  assert.deepEqual(
    referencesOf(setup).map((item) => (item.kind === 'env' ? item.name : item.path)),
    ['DEMO_SECRET', './acme.wsdl', './acme.pem'],
  );
  const config = demo.config.map((item) => [
    item.key.name,
    item.value.kind === 'plain' ? item.value.text : item.value.kind,
  ]);
  assert.deepEqual(
    config,
    [
      ['file', './demo-erp.xlsx'],
      ['headerRow', '007'],
      ['secret', 'env'],
    ],
    'leading zeros stay',
  );
});

test('a section that is absent leaves the hub as it is; an empty one does not', () => {
  const absent = readSetup('sync: { interval: 5m }');
  assert.ok(absent.ok);
  assert.equal(absent.setup.connections, null);
  assert.deepEqual(absent.setup.sync, { running: null, intervalMs: 300_000 });
  const empty = readSetup('connections: []');
  assert.ok(empty.ok);
  assert.deepEqual(empty.setup.connections, []);
});

const refusals: readonly (readonly [string, string, RegExp])[] = [
  ['unknown key at the top', 'conections: []', /^1:1 setup\.unknownKey .*Did you mean "connections"\?/],
  [
    'unknown key of a connection',
    connection('activ: true'),
    /^4:5 setup\.unknownKey .*"activ".*Did you mean "active"\?/,
  ],
  [
    'unknown key of a field',
    connection('actors:', '  Customer:', '    fields:', '      Nm: { crm: name, synk: both }'),
    /^7:28 setup\.unknownKey .*Nm.*"sync"/,
  ],
  ['unknown actor type', connection('actors: { Custommer: {} }'), /^4:15 setup\.unknownActorType .*"Customer"/],
  ['reserved actor type', connection('actors: { Employee: {} }'), /setup\.unknownActorType/],
  [
    'unknown direction',
    connection('actors: { Customer: { fields: { Nm: { crm: name, sync: bot } } } }'),
    /setup\.unknownValue .*"both"/,
  ],
  [
    'direction without CRM field',
    connection('actors: { Customer: { fields: { Nm: { sync: both } } } }'),
    /setup\.syncWithoutCrm Nm/,
  ],
  [
    'one CRM field twice',
    connection('actors: { Customer: { fields: { A: { crm: name }, B: { crm: name } } } }'),
    /setup\.twice .*"name".*line 4/,
  ],
  [
    'one CRM item twice',
    connection('actors: { Customer: { fields: { A: { crm: category, items: { 1: X, 2: X } } } } }'),
    /setup\.twice .*each CRM item is used once/,
  ],
  ['wrong entity', connection('actors: { Person: { entity: company } }'), /setup\.wrongEntity Person maps to person/],
  [
    'mandatory alone',
    connection('actors: { Customer: { defaults: { A: { mandatory: true } } } }'),
    /setup\.emptyDefault A: mandatory works only together/,
  ],
  [
    'match on an unmapped field',
    connection('actors: { Customer: { fields: { A: { crm: name } } } }', 'match: { Customer: [number] }'),
    /^5:25 setup\.matchNotMapped .*"number"/,
  ],
  ['match for a type without mapping', connection('match: { Customer: [number] }'), /setup\.matchWithoutActor/],
  [
    'lossy two-way',
    connection('actors: { Customer: { fields: { A: { crm: name, sync: both, lossy: true } } } }'),
    /setup\.lossyTwoWay/,
  ],
  ['time zone', connection('timezone: Europe/Olso'), /^4:15 setup\.unknownZone .*Did you mean "Europe\/Oslo"\?/],
  ['culture', connection('culture: de-DD'), /^4:14 setup\.unknownCulture .*Did you mean "de-DE"\?/],
  ['right', connection('scope: { users: { ann: [conect] } }'), /setup\.unknownValue .*"connect"/],
  ['create without connect', connection('scope: { users: { ann: [create] } }'), /setup\.createWithoutConnect ann/],
  ['not a boolean', connection('active: yes'), /^4:13 setup\.notABoolean active/],
  [
    'connector not in the file',
    `connectors: [{ name: Workbook, url: "plugin://workbook" }]\n${connection()}`,
    /^4:16 setup\.unknownConnector .*"W"/,
  ],
  ['connection in priority', `${connection()}\npriority: [CRM, B]`, /^4:17 setup\.unknownConnection .*"B"/],
  ['priority without CRM', `${connection()}\npriority: [A]`, /setup\.priorityWithoutCrm/],
  [
    'two connections of one name',
    'connections: [{ name: A, connector: W }, { name: a, connector: W }]',
    /setup\.twice .*"a"/,
  ],
  ['a connection named CRM', 'connections: [{ name: crm, connector: W }]', /setup\.reservedName/],
  ['interval', 'sync: { interval: 10 }', /^1:19 setup\.badInterval/],
  ['address', 'connectors: [{ name: A, url: workbook }]', /setup\.badUrl/],
  ['a contract in place', 'connectors: [{ name: A, url: app://a, wsdl: a.wsdl }]', /^1:45 setup\.notAMapping wsdl/],
  ['a contract without its file', 'connectors: [{ name: A, url: app://a, wsdl: {} }]', /^1:39 setup\.badWsdl/],
  [
    'a contract of an installed connector',
    'connectors: [{ name: A, url: plugin://workbook, wsdl: { file: a.wsdl } }]',
    /^1:49 setup\.badWsdl plugin:\/\/workbook is installed/,
  ],
  [
    'two contracts of one address',
    'connectors: [{ name: A, url: app://a, wsdl: { file: a.wsdl } }, { name: B, url: app://a, wsdl: { file: b.wsdl } }]',
    /^1:90 setup\.badWsdl B and A have one address/,
  ],
  ['two places for one secret', connection('config: { p: { env: A, file: B } }'), /setup\.badReference/],
  ['twice the same key', 'sync: {}\nsync: {}', /^2:1 setup\.twice/],
  ['no YAML at all', 'a: [1', /setup\.notYaml/],
  ['a list at the top', '- 1', /^1:1 setup\.notAMapping/],
];
for (const [name, text, expected] of refusals) {
  test(`refused with its line: ${name}`, () => {
    const problems = problemsOf(text);
    assert.ok(
      problems.some((problem) => expected.test(problem)),
      `${String(expected)} not in\n${problems.join('\n')}`,
    );
  });
}

test('all problems of a file are told at once, in the order of their lines', () => {
  const lines = problemsOf(connection('activ: true', 'timezone: Nowhere', 'actors: { Kunde: {} }')).map((problem) =>
    Number(problem.split(':')[0]),
  );
  assert.deepEqual(lines, [4, 5, 6]);
});

test('"did you mean" knows swapped letters and keeps silent on strangers', () => {
  assert.equal(nearest('nmae', ['number', 'name']), 'name');
  assert.equal(nearest('xyz', ['number', 'name']), undefined);
  assert.equal(nearest('NAME', ['name']), 'name');
});
