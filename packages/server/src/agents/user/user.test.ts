/** Users, groups, licences and associates through the vendor's own client. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, people, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
before(async () => {
  fixture = await hubWithPeople({ role: 'web' });
});
after(() => fixture.close());
const api = (name: PersonName = 'ann') => vendorClient(fixture, name);

test('who am I: 0 is the caller, for everybody', async () => {
  const me = await whole(api('eve').getAssociateAgent().getAssociateAsync(0));
  assert.deepEqual([me.name, me.type, me.deleted], ['eve', 'InternalAssociate', false]);
  const info = await whole(api('bob').getUserAgent().getUserInfoAsync(0));
  assert.deepEqual(
    [info.userName, info.roleName, info.grantedLicenses, info.canLogon],
    ['bob', 'user', ['ERP Sync'], true],
  );
  const other = await refused(api('bob').getUserAgent().getUserInfoAsync(me.associateId));
  assert.deepEqual([other.status, other.code], [403, 'user.forbidden']);
  const [mine] = await whole(api('ann').getUserAgent().getUserInfoListAsync([me.associateId, 999_999]));
  assert.equal(mine?.userName, 'eve');
});

test('a user from the empty form to the deactivated one', async () => {
  const agent = api().getUserAgent();
  const form = await whole(agent.createDefaultUserAsync());
  const owners = form.licenseOwners.map((owner) => ({
    ...owner,
    unrestrictedModuleLicenses: owner.unrestrictedModuleLicenses.map((link) => ({ ...link, assigned: true })),
  }));
  const made = await whole(
    agent.saveUserAsync({ ...form, userName: 'dan', tooltip: 'Dan Dahl', licenseOwners: owners }),
  );
  assert.ok(made.associateId > 0);
  assert.deepEqual([made.name, made.role.value, made.person], ['dan', 'user', null]);
  assert.equal(made.licenseOwners[0]?.unrestrictedModuleLicenses[0]?.assigned, true);
  const twice = await refused(agent.saveUserAsync({ ...form, userName: 'DAN' }));
  assert.deepEqual([twice.status, twice.code], [409, 'user.exists']);
  assert.equal(await agent.setPasswordAsync(made.associateId, 'six swans on the lake'), true);
  const weak = await refused(agent.setPasswordAsync(made.associateId, 'short'));
  assert.equal(weak.code, 'user.weakPassword');
  const raised = await agent.saveUserAsync({ ...made, role: { ...made.role, id: 1 } });
  assert.equal(raised.role?.value, 'administrator');
  assert.equal((await agent.getUserFromNameAsync('Dan')).associateId, made.associateId);
  await agent.deleteUserAsync(made.associateId);
  assert.equal((await agent.getUserAsync(made.associateId)).deleted, true);
  assert.equal((await refused(agent.getUserAsync(999_999))).status, 404);
  const denied = await refused(api('bob').getUserAgent().getUserAsync(made.associateId));
  assert.deepEqual([denied.status, denied.code], [403, 'forbidden']);
});

test('the last administrator stays one', async () => {
  const agent = api().getUserAgent();
  const ann = await whole(agent.getUserFromNameAsync('ann'));
  const lost = await refused(agent.saveUserAsync({ ...ann, role: { ...ann.role, id: 2 } }));
  assert.equal(lost.code, 'user.lastAdministrator');
});

test('one’s own password: with the old one', async () => {
  const agent = api('eve').getUserAgent();
  assert.equal(
    (await refused(agent.changeOwnPasswordAsync('guess', 'six swans on the lake'))).code,
    'user.wrongPassword',
  );
  assert.equal(await agent.changeOwnPasswordAsync(people.eve, 'six swans on the lake'), true);
  assert.equal((await refused(agent.getAllUserGroupsAsync(false))).status, 401, 'the old one is over');
});

test('groups: added, renamed, and their members moved when one goes', async () => {
  const agent = api().getUserAgent();
  const group = (value: string, id = 0) => agent.saveUserGroupAsync({ id, value });
  const [sales, support] = [await whole(group('Sales')), await whole(group('Support'))];
  await group('Selling', sales.id);
  const names = (await api('bob').getUserAgent().getAllUserGroupsAsync(false)).map(({ value }) => value);
  assert.deepEqual(names, ['Selling', 'Support']);
  const bob = await whole(agent.getUserFromNameAsync('bob'));
  const moved = await whole(agent.saveUserAsync({ ...bob, userGroup: { ...sales } }));
  assert.equal(moved.userGroup.id, sales.id);
  const inGroup = await api('bob').getAssociateAgent().getAssociatesByGroupAsync(sales.id, 0);
  assert.deepEqual(
    inGroup.map(({ name }) => name),
    ['bob'],
  );
  await agent.deleteUserGroupAsync(sales.id, support.id);
  assert.equal((await agent.getUserFromNameAsync('bob')).userGroup?.id, support.id);
  assert.equal((await refused(agent.getUserGroupAsync(sales.id))).status, 404);
  assert.deepEqual(
    (await agent.getUserGroupListAsync([support.id])).map(({ value }) => value),
    ['Support'],
  );
});

test('licences: the site’s with its number, the user’s own for everybody', async () => {
  const agent = api().getLicenseAgent();
  const open = await whole(agent.getLicenseFromDBAsync(''));
  assert.deepEqual(
    [open.current.moduleLicenses[0]?.moduleName, open.current.moduleLicenses[0]?.unrestricted, open.current.publicKey],
    ['ERP Sync', true, null],
  );
  const { hub } = fixture;
  await hub.db.run(`insert into setting (key, value) values ('licences', '{"most": 3}')`);
  const counted = (await whole(agent.getLicenseFromDBAsync('Kobling'))).extendedModuleLicenses[0];
  assert.deepEqual(
    [counted?.numberOfLicensesInUse, counted?.numberOfLicensesFree, counted?.numberOfLicensesTotal],
    [2, 1, 3],
  );
  const status = (name: PersonName) => whole(api(name).getLicenseAgent().getUserAndInstallationLicenceStatusAsync(0));
  assert.deepEqual((await status('bob')).userLicenses, ['ERP Sync']);
  const [owner] = await whole(api('bob').getLicenseAgent().getUserLicensesAsync(0));
  assert.deepEqual([owner?.restrictedModuleLicenses[0]?.assigned, owner?.restrictedModuleLicenses[0]?.free], [true, 1]);
  await hub.db.run(`update setting set value = '{"site": false}' where key = 'licences'`);
  assert.deepEqual((await status('bob')).userLicenses, [], 'the site’s is missing');
  const tab = await refused(
    api('bob')
      .getErpSyncAgent()
      .getConnectionsAndDisplayFieldsAsync('Contact' as never, 1),
  );
  assert.deepEqual([tab.status, tab.code], [403, 'site.noLicence']);
  assert.equal((await refused(agent.getLicenseFromDBAsync('Acme'))).code, 'license.unknown');
  assert.equal((await refused(agent.getShopUrlAsync(''))).status, 501);
});
