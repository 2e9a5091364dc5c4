/** People as services see them: who may be changed, how they get in, and what the trail says of it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Outcome } from '@kobling/sdk';
import { addSession, type Database, readSetting } from '@kobling/store';
import { testDatabase, type TestDatabase } from '@kobling/store/testing';
import type { Person } from '../../auth/index.ts';
import { createPasswords } from '../../auth/passwords.ts';
import { readSyncSetting } from '../../jobs/sync-setting.ts';
import { cheapPasswords } from '../../testing/test-hub.ts';
import {
  changeOwnPassword,
  changeSiteLicence,
  createGroup,
  createToken,
  createUser,
  deleteGroup,
  editGroup,
  editUser,
  endSession,
  endSessions,
  findUser,
  licenseUsersById,
  listGroups,
  listSessions,
  listTokens,
  makeUserLink,
  mustHoldLicence,
  type PeopleHub,
  readLicences,
  readTrail,
  readTrailWords,
  readUserLink,
  revokeToken,
  setPasswordByLink,
  setUserPassword,
  type UserAdded,
} from './index.ts';

let database: TestDatabase;
let db: Database;
let clock = new Date();
let hub: PeopleHub;
before(async () => {
  database = await testDatabase();
  ({ db } = database);
  hub = { db, now: () => clock, passwords: createPasswords(cheapPasswords) };
});
after(() => database.drop());
beforeEach(async () => {
  clock = new Date();
  await db.run('truncate app_user, app_group, audit, setting, login_failure restart identity cascade');
});

const good = 'four gulls over the quay';
const better = 'nine herons by the weir';
function value<T>(outcome: Outcome<T>): T {
  assert.equal(outcome.status, 'done', JSON.stringify(outcome));
  return outcome.status === 'done' ? outcome.value : assert.fail();
}
const code = (outcome: Outcome<unknown>): string => (outcome.status === 'done' ? 'done' : outcome.reason.code);
const add = async (name: string, more: object = {}): Promise<UserAdded> =>
  value(await createUser(hub, { name, password: good, ...more }, 'ann'));
const ann = () => add('ann', { role: 'administrator' });
const tokenIn = ({ link }: UserAdded): string => link?.path.split('token=')[1] ?? '';
const personOf = ({ user }: UserAdded): Person => user;
const session = async (userId: number): Promise<Buffer> => {
  const idHash = Buffer.from(crypto.getRandomValues(new Uint8Array(32)));
  const expiresAt = new Date(clock.getTime() + 3_600_000);
  await addSession(db, { idHash, userId, csrf: 'x', now: clock, expiresAt, address: '10.0.0.7', agent: 'Firefox' });
  return idHash;
};
const trail = async () =>
  (await readTrail(hub, { limit: 100 })).entries.map(({ action, subject }) => [action, subject]);

test('a user with a one-time link chooses a password, once; a newer link makes the older one void', async () => {
  await ann();
  const bob = await add('bob', { password: undefined, email: 'bob@acme.example', language: 'no' });
  assert.equal(bob.user.hasPassword, false);
  const first = tokenIn(bob);
  assert.deepEqual(value(await readUserLink(hub, first)), { name: 'bob' });
  const link = value(await makeUserLink(hub, bob.user.id, 'ann'));
  const token = link.path.split('token=')[1] ?? '';
  assert.equal(code(await readUserLink(hub, first)), 'user.linkInvalid', 'the older one');
  assert.equal(code(await setPasswordByLink(hub, token, 'password1234')), 'user.weakPassword');
  const both = await Promise.all([setPasswordByLink(hub, token, better), setPasswordByLink(hub, token, better)]);
  assert.deepEqual(both.map(code).sort(), ['done', 'user.linkInvalid'], 'once');
  assert.equal(value(await findUser(hub, bob.user.id)).hasPassword, true);
  const late = value(await makeUserLink(hub, bob.user.id, 'ann'));
  clock = new Date(late.until.getTime());
  assert.equal(code(await readUserLink(hub, late.path.split('token=')[1] ?? '')), 'user.linkInvalid', 'too old');
  const told = JSON.stringify(await readTrail(hub, { limit: 100 }));
  for (const secret of [first, token, better, good]) assert.equal(told.includes(secret), false);
});

test('what a user cannot be called, and a password that is too easy, are refused by a code', async () => {
  await ann();
  for (const [wish, wanted] of [
    [{ name: ' ' }, 'user.name'],
    [{ name: 'a:b' }, 'user.name'],
    [{ name: 'ANN' }, 'user.exists'],
    [{ name: 'bob', email: 'nowhere' }, 'user.email'],
    [{ name: 'bob', password: 'short' }, 'user.weakPassword'],
  ] as const)
    assert.equal(code(await createUser(hub, { password: good, ...wish }, 'ann')), wanted, JSON.stringify(wish));
  assert.deepEqual(await trail(), [['user.add', 'ann']]);
});

test('of two administrators who demote each other at once, one stays', async () => {
  for (let round = 0; round < 10; round++) {
    const [one, other] = [
      await add(`a${round}`, { role: 'administrator' }),
      await add(`b${round}`, { role: 'administrator' }),
    ];
    const outcomes = await Promise.all([
      editUser(hub, one.user.id, { role: 'user' }, 'b'),
      editUser(hub, other.user.id, { active: false }, 'a'),
    ]);
    assert.deepEqual(outcomes.map(code).sort(), ['done', 'user.lastAdministrator']);
    await db.run(`update app_user set role = 'user'`);
  }
});

test('who is deactivated is out at once; the trail says what changed, from what to what', async () => {
  await ann();
  const bob = await add('bob', { password: undefined, licensed: true });
  const sales = value(await createGroup(hub, { name: 'Sales', members: [] }, 'ann'));
  await session(bob.user.id);
  value(await editUser(hub, bob.user.id, { active: false, fullName: 'Bob', groups: [sales.id] }, 'ann'));
  assert.deepEqual(value(await listSessions(hub, bob.user.id)), []);
  assert.equal(code(await readUserLink(hub, tokenIn(bob))), 'user.linkInvalid');
  assert.equal(code(await makeUserLink(hub, bob.user.id, 'ann')), 'user.inactive');
  const [entry] = (await readTrail(hub, { limit: 1 })).entries;
  assert.deepEqual(
    [entry?.by, entry?.action, entry?.subject, entry?.old, entry?.new],
    [
      'ann',
      'user.change',
      'bob',
      { fullName: '', active: true, groups: [] },
      { fullName: 'Bob', active: false, groups: [sales.id] },
    ],
  );
  value(await editUser(hub, bob.user.id, { fullName: 'Bob' }, 'ann'));
  assert.equal((await readTrail(hub, { limit: 1 })).entries[0]?.id, entry?.id, 'nothing changed, nothing said');
  assert.equal(code(await editUser(hub, 999, { active: true }, 'ann')), 'user.unknown');
});

test('rule 14: the last seat is given once; who is deactivated frees theirs', async () => {
  await ann();
  const [bob, eve, dan] = [await add('bob'), await add('eve'), await add('dan', { licensed: true })];
  assert.equal(value(await changeSiteLicence(hub, { most: 2 }, 'ann')).used, 1);
  const give = (id: number) => licenseUsersById(hub, { userIds: [id], licensed: true }, 'ann');
  const both = await Promise.all([give(bob.user.id), give(eve.user.id)]);
  assert.deepEqual(both.map(code).sort(), ['done', 'licence.none']);
  assert.equal((await readLicences(hub)).used, 2);
  assert.equal(code(await createUser(hub, { name: 'fay', password: good, licensed: true }, 'ann')), 'licence.none');
  assert.equal(code(await findUser(hub, 5)), 'user.unknown', 'and fay was not made');
  assert.equal(code(await changeSiteLicence(hub, { most: 1 }, 'ann')), 'licence.tooFew');
  value(await editUser(hub, dan.user.id, { active: false }, 'ann'));
  value(await licenseUsersById(hub, { userIds: [bob.user.id, eve.user.id], licensed: true }, 'ann'));
  assert.equal(code(await editUser(hub, dan.user.id, { active: true }, 'ann')), 'licence.none', 'back, with a licence');
  value(await editUser(hub, dan.user.id, { active: true, licensed: false }, 'ann'));
  const sent = await licenseUsersById(hub, { userIds: [bob.user.id, dan.user.id], licensed: true }, 'ann');
  assert.equal(code(sent), 'licence.none', 'all or none of them');
  value(await changeSiteLicence(hub, { most: null, everyone: true }, 'ann'));
  assert.equal((await add('gus')).user.licensed, true, 'everyone: new users too');
});

test('rule 14: without the site’s licence nobody works in the ERP tab and nothing syncs by itself', async () => {
  await ann();
  const [bob, eve] = [await add('bob', { licensed: true }), await add('eve')];
  assert.equal(code(await mustHoldLicence(hub, bob.user)), 'done');
  assert.equal(code(await mustHoldLicence(hub, eve.user)), 'user.noLicence');
  assert.equal((await readSyncSetting(db)).running, true);
  value(await changeSiteLicence(hub, { site: false }, 'ann'));
  assert.equal(code(await mustHoldLicence(hub, bob.user)), 'site.noLicence');
  assert.equal((await readSyncSetting(db)).running, false);
  value(await changeSiteLicence(hub, { site: true }, 'ann'));
  assert.equal((await readSyncSetting(db)).running, true, 'as it was before');
  assert.deepEqual(await readSetting(db, 'licences'), { site: true });
});

test('a token is shown once, stored hashed, and never reaches beyond its owner', async () => {
  const [boss, bob] = [await ann(), await add('bob')];
  const wish = { name: 'nightly', scope: 'use', expiresAt: null } as const;
  const { id, token } = value(await createToken(hub, personOf(bob), wish));
  assert.match(token, /^kobling_[\w-]{43}$/);
  const dump = JSON.stringify(await db.query('select * from api_token')) + JSON.stringify(await trail());
  assert.equal(dump.includes(token), false);
  assert.equal(code(await createToken(hub, personOf(bob), { ...wish, name: 'NIGHTLY' })), 'token.exists');
  assert.equal(code(await createToken(hub, personOf(bob), { ...wish, name: 'x', scope: 'settings' })), 'token.scope');
  assert.equal(code(await createToken(hub, personOf(bob), { ...wish, name: 'x', expiresAt: clock })), 'token.expiry');
  assert.equal(code(await createToken(hub, personOf(bob), { ...wish, name: ' ' })), 'token.name');
  value(await createToken(hub, personOf(boss), { ...wish, scope: 'settings' }));
  assert.deepEqual(
    (await listTokens(hub)).map(({ owner, scope }) => [owner, scope]),
    [
      ['ann', 'settings'],
      ['bob', 'use'],
    ],
  );
  assert.equal(code(await revokeToken(hub, id, 'ann', boss.user.id)), 'token.unknown', 'not hers');
  value(await revokeToken(hub, id, 'ann'));
  assert.equal(code(await revokeToken(hub, id, 'ann')), 'token.unknown');
  assert.deepEqual((await trail())[0], ['token.revoke', 'bob: nightly']);
});

test('one’s own password: the old one is needed, guesses slow down, the other sessions end', async () => {
  const boss = await ann();
  const mine = await session(boss.user.id);
  await session(boss.user.id);
  const wish = { old: good, password: better, address: '10.0.0.7', session: mine };
  assert.equal(code(await changeOwnPassword(hub, boss.user, { ...wish, old: 'guess' })), 'user.wrongPassword');
  assert.equal(code(await changeOwnPassword(hub, boss.user, { ...wish, password: 'short' })), 'user.weakPassword');
  assert.equal(value(await listSessions(hub, boss.user.id)).length, 2);
  value(await changeOwnPassword(hub, boss.user, wish));
  assert.deepEqual(
    value(await listSessions(hub, boss.user.id, mine)).map(({ isThis }) => isThis),
    [true],
  );
  for (let guess = 0; guess < 5; guess++)
    assert.equal(
      code(await changeOwnPassword(hub, boss.user, { ...wish, old: `guess ${guess}` })),
      'user.wrongPassword',
    );
  assert.equal(code(await changeOwnPassword(hub, boss.user, { ...wish, old: better })), 'user.locked');
  const elsewhere = { ...wish, old: better, password: good, address: '10.0.0.8' };
  assert.equal(code(await changeOwnPassword(hub, boss.user, elsewhere)), 'done');
  value(await setUserPassword(hub, boss.user.id, better, 'ann'));
  assert.deepEqual(value(await listSessions(hub, boss.user.id)), [], 'set by an administrator: all end');
  await db.run('update app_user set password_hash = null');
  assert.equal(code(await changeOwnPassword(hub, boss.user, elsewhere)), 'user.noPassword');
});

test('sessions are listed with where and when, and end one by one or together', async () => {
  const [boss, bob] = [await ann(), await add('bob')];
  const mine = await session(boss.user.id);
  await session(boss.user.id);
  const his = await session(bob.user.id);
  const [one, other] = value(await listSessions(hub, boss.user.id, mine));
  assert.deepEqual([one?.address, one?.agent], ['10.0.0.7', 'Firefox']);
  const theOther = [one, other].find((each) => each?.isThis === false)?.no ?? 0;
  assert.equal(code(await endSession(hub, bob.user.id, theOther, 'bob')), 'session.unknown', 'not his');
  value(await endSession(hub, boss.user.id, theOther, 'ann'));
  assert.deepEqual(value(await endSessions(hub, bob.user.id, 'ann')), { ended: 1 });
  assert.deepEqual(value(await endSessions(hub, boss.user.id, 'ann', mine)), { ended: 0 });
  clock = new Date(clock.getTime() + 2 * 3_600_000);
  assert.deepEqual(value(await listSessions(hub, boss.user.id, mine)), [], 'past their end they are not shown');
  assert.ok(his);
});

test('groups: members, what is open to them, and the names in the trail', async () => {
  const [boss, bob] = [await ann(), await add('bob')];
  const sales = value(await createGroup(hub, { name: 'Sales', members: [bob.user.id, 999] }, 'ann'));
  assert.deepEqual(sales.members, [bob.user.id]);
  assert.equal(code(await createGroup(hub, { name: 'Sales' }, 'ann')), 'group.exists');
  value(await editGroup(hub, sales.id, { name: 'Selling', members: [boss.user.id] }, 'ann'));
  assert.deepEqual(value(await findUser(hub, boss.user.id)).groups, [sales.id]);
  await db.run(`insert into connector (name, url) values ('m', 'plugin://memory')`);
  await db.run(`insert into connection (connector_id, name) select id, 'ERP demo' from connector`);
  await db.run('insert into connection_access (connection_id, group_id) select id, $1 from connection', [sales.id]);
  assert.deepEqual((await listGroups(hub))[0]?.connections, ['ERP demo']);
  value(await deleteGroup(hub, sales.id, 'ann'));
  assert.equal(code(await deleteGroup(hub, sales.id, 'ann')), 'group.unknown');
  const [entry] = (await readTrail(hub, { area: 'group', limit: 1 })).entries;
  assert.deepEqual([entry?.action, entry?.old], ['group.delete', { members: ['ann'] }]);
});

test('the trail is read page by page and by who, what, when and words', async () => {
  await ann();
  for (const name of ['bob', 'eve', 'dan']) await add(name);
  const first = await readTrail(hub, { limit: 3 });
  assert.deepEqual(
    first.entries.map(({ subject }) => subject),
    ['dan', 'eve', 'bob'],
  );
  const rest = await readTrail(hub, { limit: 3, beforeId: first.nextBeforeId ?? 0 });
  assert.deepEqual([rest.entries.map(({ subject }) => subject), rest.nextBeforeId], [['ann'], null]);
  const found = async (filter: object) => (await readTrail(hub, { limit: 9, ...filter })).entries.length;
  assert.deepEqual(
    [
      await found({ text: 'EVE' }),
      await found({ by: 'Ann' }),
      await found({ by: 'bob' }),
      await found({ area: 'user' }),
    ],
    [1, 4, 0, 4],
  );
  assert.equal(await found({ from: new Date(Date.now() + 60_000) }), 0);
  assert.equal(await found({ to: new Date(Date.now() + 60_000) }), 4);
  assert.deepEqual(await readTrailWords(hub), { areas: ['user'], people: ['ann'] });
});
