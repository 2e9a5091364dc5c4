import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sampleErp } from '@kobling/sdk/memory';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let connectorId = 0;
const configField = {
  rank: 0,
  description: '',
  listName: '',
  defaultValue: '',
  maxLength: 40,
  access: 'normal',
} as const;
const configFields = [
  { ...configField, fieldKey: 'Client', displayName: 'US:"Client";NO:"Klient"', type: 'text' },
  { ...configField, fieldKey: 'Password', displayName: 'Password', type: 'password' },
] as const;
const secret = 'canary-7f3a-never-shown';
before(async () => {
  fixture = await hubWithPeople({ erp: { ...sampleErp, configFields } });
  const agent = client();
  const form = await agent.createDefaultErpSyncConnectorEntityAsync();
  const saved = await whole(
    agent.saveErpSyncConnectorEntityAsync({ ...form, displayName: 'Memory', uRL: 'plugin://memory' }),
  );
  connectorId = saved.erpConnectorId;
});
after(() => fixture.close());

const client = (name: 'ann' | 'bob' | 'eve' = 'ann', language = 'en') =>
  vendorClient(fixture, name, language).getErpSyncAgent();
type Wanted = Parameters<ReturnType<typeof client>['saveConnectionAsync']>[0];
const save = (wanted: object) => whole(client().saveConnectionAsync(wanted as Wanted));
const blank = (displayName: string) => ({
  erpConnectionId: 0,
  erpConnectorId: connectorId,
  displayName,
  displayDescription: '',
  allAccess: true,
  configFields: {},
});

test('what the connector asks for, in the caller’s language', async () => {
  const fields = await whole(client().getConfigurationFieldsAsync(connectorId));
  assert.deepEqual(
    fields.map(({ fieldKey, displayName, fieldType, access }) => [fieldKey, displayName, fieldType, access]),
    [
      ['Client', 'Client', 'Text', 'Normal'],
      ['Password', 'Password', 'Password', 'Normal'],
    ],
  );
  assert.equal((await whole(client('ann', 'no').getConfigurationFieldsAsync(connectorId)))[0]?.displayName, 'Klient');
  assert.equal((await refused(client().getConfigurationFieldsAsync(999))).status, 404);
});

test('a connection is saved inactive with its ERP’s fields, read, changed and listed', async () => {
  const made = await save(blank('ERP one'));
  assert.ok(made.erpConnectionId > 0);
  assert.match(made.connectionId, /^[0-9a-f-]{36}$/);
  assert.equal(made.active, false);
  const stored = await fixture.hub.db.query<{ count: number }>(
    'select count(*)::int as count from erp_field f join actor_mapping m on m.id = f.mapping_id where m.connection_id = $1',
    [made.erpConnectionId],
  );
  assert.ok((stored[0]?.count ?? 0) > 5, 'the ERP was asked for its fields');
  const changed = await save({ ...made, displayName: 'US:"One";NO:"En"', displayDescription: 'the first' });
  assert.equal(changed.erpConnectionId, made.erpConnectionId);
  assert.equal((await whole(client().getConnectionAsync(made.erpConnectionId))).displayDescription, 'the first');
  assert.deepEqual(
    (await whole(client().getAllConnectionsAsync(false))).map((each) => each.displayName),
    ['US:"One";NO:"En"'],
  );
  const norwegian = await whole(client('ann', 'no').getErpSyncConnectionSummaryAsync(made.erpConnectionId));
  assert.equal(norwegian.displayName, 'En');
  assert.deepEqual(
    norwegian.actors.map(({ actorType, hasMappings }) => [actorType, hasMappings]).slice(0, 1),
    [['Customer', true]],
    'keys that mean the same everywhere are mapped, without a direction',
  );
  assert.match(norwegian.actors[0]?.mappings ?? '', /Telefon {2}phone/);
});

test('a name is used once, a connector must be there, users and groups too', async () => {
  assert.equal((await refused(save(blank(' ')))).code, 'connection.name');
  assert.equal((await refused(save(blank('us:"ONE";no:"EN"')))).code, 'connection.nameTaken');
  assert.equal((await refused(save({ ...blank('Two'), erpConnectorId: 999 }))).code, 'connector.unknown');
  assert.equal((await refused(save({ ...blank('Two'), associateAccessIds: [999] }))).code, 'user.unknown');
  assert.equal((await refused(save({ ...blank('Two'), userGroupAccessIds: [999] }))).code, 'group.unknown');
  assert.equal((await refused(save({ ...blank('Two'), configFields: { colour: 'red' } }))).code, 'config.invalid');
});

test('the scope: users and groups by id; who was there keeps their rights', async () => {
  const [group] = await fixture.hub.db.query<{ id: number }>(
    `insert into app_group (name) values ('Sales') returning id`,
  );
  const [bob] = await fixture.hub.db.query<{ id: number }>(`select id from app_user where name = 'bob'`);
  const made = await save({
    ...blank('Scoped'),
    allAccess: false,
    userGroupAccessIds: [group?.id],
    associateAccessIds: [bob?.id],
  });
  assert.deepEqual([made.allAccess, made.userGroupAccessIds, made.associateAccessIds], [false, [group?.id], [bob?.id]]);
  await fixture.hub.db.run('update connection_access set can_create = false where user_id = $1', [bob?.id]);
  const again = await save({ ...made, userGroupAccessIds: [] });
  assert.deepEqual([again.userGroupAccessIds, again.associateAccessIds], [[], [bob?.id]]);
  const rows = await fixture.hub.db.query<{ can_create: boolean }>(
    'select can_create from connection_access where connection_id = $1',
    [made.erpConnectionId],
  );
  assert.deepEqual(rows, [{ can_create: false }]);
});

test('activation says what is missing; priority, test and deletion', async () => {
  const agent = client();
  const { erpConnectionId: id } = await save(blank('Plain'));
  assert.equal(await agent.testConnectionByIdAsync(id), true);
  assert.equal(await agent.testConnectionByConfigAsync(id, {}), true);
  assert.equal((await refused(agent.testConnectionByIdAsync(999))).status, 404);
  const reasons = await whole(agent.toggleErpConnectionActiveAsync(id));
  assert.ok(
    reasons.some((reason) => /maps no field/.test(reason)),
    reasons.join('\n'),
  );
  assert.equal(await agent.updateConnectionFieldsAsync(id), true);
  const ids = (await whole(agent.getAllConnectionsAsync(false))).map((each) => each.erpConnectionId);
  assert.equal(await agent.saveErpConnectionSyncPrioritiesAsync([id, 0]), true);
  const after1 = (await whole(agent.getAllConnectionsAsync(false))).map((each) => each.erpConnectionId);
  assert.deepEqual(after1, [id, ...ids.filter((other) => other !== id)]);
  assert.equal((await refused(agent.saveErpConnectionSyncPrioritiesAsync([id, id]))).code, 'priority.twice');
  await agent.deleteConnectionAsync(id);
  assert.ok(!(await whole(agent.getAllConnectionsAsync(false))).some((each) => each.erpConnectionId === id));
  const hidden = (await whole(agent.getAllConnectionsAsync(true))).find((each) => each.erpConnectionId === id);
  assert.equal(hidden?.deleted, true);
});

test('a field that leaves the ERP is kept and marked, one that comes is added', async () => {
  const agent = client();
  const { erpConnectionId: id } = await save(blank('Moving'));
  const countOf = async (): Promise<number> => {
    const rows = await fixture.hub.db.query<{ count: number }>(
      `select count(*)::int as count from erp_field f join actor_mapping m on m.id = f.mapping_id
       where m.connection_id = $1 and missing_in_erp`,
      [id],
    );
    return rows[0]?.count ?? 0;
  };
  assert.equal(await countOf(), 0);
  const type = fixture.world.type('Customer');
  assert.ok(type);
  const fields = type.fields;
  fixture.world.setFields('Customer', fields.slice(1));
  assert.equal(await agent.updateConnectionFieldsAsync(id), true);
  assert.equal(await countOf(), 1);
  fixture.world.setFields('Customer', fields);
  assert.equal(await agent.updateConnectionFieldsAsync(id), true);
  assert.equal(await countOf(), 0);
});

test('a password goes in and never comes out', async () => {
  const { erpConnectionId: id } = await save({ ...blank('Secretive'), configFields: { Password: secret } });
  const agent = client();
  const answers = JSON.stringify([
    await agent.getConnectionAsync(id),
    await agent.getAllConnectionsAsync(true),
    await agent.getErpConnectionConfigFieldsAsync(id),
    await agent.getErpSyncConnectionSummaryAsync(id),
  ]);
  assert.doesNotMatch(answers, new RegExp(secret));
  assert.equal((await whole(agent.getErpConnectionConfigFieldsAsync(id)))['Password'], '');
  const kept = await save({ ...(await agent.getConnectionAsync(id)), displayDescription: 'changed' });
  assert.equal(kept.displayDescription, 'changed');
  const opened = await fixture.hub.secrets.openConfig(id);
  assert.equal(opened.status === 'done' && opened.value['Password'], secret, 'blank leaves it as it is');
  assert.doesNotMatch(fixture.lines.join('\n'), new RegExp(secret));
});
