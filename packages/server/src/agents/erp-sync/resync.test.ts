/** The five resyncs through the vendor's client: whose values, of which records, whether blanks count, and what is refused. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEntity, getEntity, updateEntity } from '@kobling/store';
import { eventually, type TestHub } from '../../testing/test-hub.ts';
import { activeConnection } from '../testing/set-up.ts';
import { hubWithPeople, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let erp = 0;
const client = (name: PersonName = 'ann') => vendorClient(fixture, name).getErpSyncAgent();

before(async () => {
  fixture = await hubWithPeople();
  const company = { Nm: { crm: 'name' }, Phone: { crm: 'phone' } };
  erp = await activeConnection(fixture, { name: 'ERP', mappings: { Customer: company, Supplier: company } });
  await client().changeEngineStatusAsync(false);
});
after(() => fixture.close());

interface Pair {
  readonly id: number;
  readonly key: string;
  readonly linkId: number;
  readonly crm: () => Promise<string | undefined>;
  readonly erp: () => string;
}
/** A linked pair whose phones then differ, with a base that says the CRM changed. */
async function apart(name: string, inErp: string, inCrm: string, type: 'Customer' | 'Supplier' = 'Customer') {
  const { db } = fixture.hub;
  const key = fixture.world.add(type, { Nm: name, Phone: 'agreed' });
  const made = await createEntity(db, 'company', { name }, { by: 'test' });
  assert.ok(made.status === 'done');
  const { id } = made.value.ref;
  const wish = { erpConnectionId: erp, crmRecordId: id, crmActorType: 'Contact', erpKey: key, erpActorType: type };
  assert.equal(await client().createActorLinkAsync(wish as never), true);
  await updateEntity(db, { kind: 'company', id }, { phone: inCrm }, { by: 'test' });
  fixture.world.edit(type, key, { Phone: inErp });
  const [link] = await db.query<{ id: number }>('select id from link where entity_id = $1', [id]);
  const pair: Pair = {
    id,
    key,
    linkId: link?.id ?? 0,
    crm: async () => (await getEntity(db, { kind: 'company', id }))?.values['phone'],
    erp: () => fixture.world.value(type, key, 'Phone'),
  };
  return pair;
}
const both = async (pair: Pair) => [await pair.crm(), pair.erp()];

test('from the ERP or from the CRM, all or chosen, with blanks or without', async () => {
  const agent = client();
  const [one, two] = [await apart('One', 'erp 1', 'crm 1'), await apart('Two', '', 'crm 2')];
  const chosen = await whole(
    agent.forceResyncAsync({ erpConnectionId: erp, internalKeyIds: [one.linkId, one.linkId] } as never),
  );
  assert.deepEqual([chosen.isOk, chosen.userExplanation], [true, 'Synced: ERP.']);
  assert.deepEqual(await both(one), ['erp 1', 'erp 1']);
  assert.deepEqual(await both(two), ['crm 2', '']);
  await agent.forceResyncNoBlankValuesAsync({ erpConnectionId: erp, internalKeyIds: [] } as never);
  assert.deepEqual(await both(two), ['crm 2', ''], 'a blank overwrites nothing');
  await agent.forceResyncAsync({ erpConnectionId: 0, internalKeyIds: [] } as never);
  assert.deepEqual(await both(two), ['crm 2', 'crm 2'], 'from the CRM');
});

test('by the ERP’s keys: of one type, compared exactly', async () => {
  const agent = client();
  const [one, two] = [await apart('Three', 'erp 3', 'crm 3'), await apart('Four', 'erp 4', 'crm 4')];
  const supplier = await apart('Five', 'erp 5', 'crm 5', 'Supplier');
  const byKeys = (externalKeys: readonly string[], erpActorType = 'Customer', erpConnectionId = erp) =>
    ({ erpConnectionId, erpActorType, externalKeys }) as never;
  await agent.forceResyncExternalAsync(byKeys([one.key]));
  assert.deepEqual([await one.crm(), await two.crm()], ['erp 3', 'crm 4']);
  await agent.forceResyncExternalNoBlankValuesAsync(byKeys([]));
  assert.deepEqual([await two.crm(), await supplier.crm()], ['erp 4', 'crm 5'], 'all of that type');
  await agent.forceResyncExternalAsync(byKeys([], 'Unknown', 0));
  assert.equal(supplier.erp(), 'crm 5', 'all');
  const none = await whole(agent.forceResyncExternalAsync(byKeys([` ${one.key}`])));
  assert.deepEqual([none.isOk, none.errorCode], [false, 'resync.none']);
  assert.equal((await refused(agent.forceResyncExternalAsync(byKeys(['1'], 'Unknown')))).code, 'actor.type');
});

test('as a task it is answered at once and carried out all the same', async () => {
  const pair = await apart('Six', 'erp 6', 'crm 6');
  await client().forceResyncBatchTaskAsync({ erpConnectionId: erp, internalKeyIds: [pair.linkId] } as never);
  await eventually('the task is done', async () => (await pair.crm()) === 'erp 6');
});

test('refusals: no such connection, an inactive one, no administrator', async () => {
  const agent = client();
  const at = (erpConnectionId: number) => ({ erpConnectionId, internalKeyIds: [] }) as never;
  assert.equal((await whole(agent.forceResyncAsync(at(999)))).errorCode, 'connection.unknown');
  assert.equal((await refused(agent.forceResyncBatchTaskAsync(at(999)))).status, 404);
  const byBob = client('bob').forceResyncAsync(at(erp));
  assert.deepEqual([(await refused(byBob)).status], [403]);
  await agent.toggleErpConnectionActiveAsync(erp);
  assert.equal((await whole(agent.forceResyncAsync(at(erp)))).errorCode, 'connection.inactive');
  assert.equal((await whole(agent.forceResyncAsync(at(0)))).errorCode, 'sync.noConnection');
});
