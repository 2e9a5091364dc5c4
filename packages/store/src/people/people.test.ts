import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { testDatabase } from '../testing/index.ts';
import {
  addGroup,
  addUser,
  allGroups,
  changeUser,
  findUserByName,
  licenseUsers,
  setGroupMembers,
  usersInGroups,
} from './index.ts';

const database = await testDatabase();
const { db } = database;
after(() => database.drop());

async function made(name: string, role: 'administrator' | 'user'): Promise<number> {
  const added = await addUser(db, { name, role });
  return added.status === 'done' ? added.value.id : 0;
}

void it('users and groups: names once, the last administrator stays, licences follow the list', async () => {
  const ann = await made('Ann', 'administrator');
  const bob = await made('bob', 'user');
  const again = await addUser(db, { name: 'ANN' });
  assert.equal(again.status === 'rejected' ? again.reason.code : '', 'user.exists');
  assert.equal((await findUserByName(db, ' ann '))?.id, ann);

  for (const change of [{ active: false }, { role: 'user' as const }]) {
    const refused = await changeUser(db, ann, change);
    assert.equal(refused.status === 'rejected' ? refused.reason.code : '', 'user.lastAdministrator');
  }
  const renamed = await changeUser(db, bob, { name: 'Ann' });
  assert.equal(renamed.status === 'rejected' ? renamed.reason.code : '', 'user.exists');
  assert.equal((await changeUser(db, bob, { role: 'administrator' })).status, 'done');
  assert.equal((await changeUser(db, ann, { active: false })).status, 'done');

  assert.equal(await licenseUsers(db, ['BOB']), 1);
  assert.equal((await findUserByName(db, 'bob'))?.licensed, true);
  assert.equal(await licenseUsers(db, ['bob']), 0);

  const group = await addGroup(db, 'Sales');
  const id = group.status === 'done' ? group.value.id : 0;
  await setGroupMembers(db, id, [ann, bob, 999]);
  assert.deepEqual((await allGroups(db))[0]?.members, [ann, bob]);
  assert.deepEqual(await usersInGroups(db, [id]), [bob], 'inactive users are in no group that counts');
  await setGroupMembers(db, id, [ann]);
  assert.deepEqual((await allGroups(db))[0]?.members, [ann]);
});
