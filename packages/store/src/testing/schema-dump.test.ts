import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { dumpSchema } from './schema-dump.ts';
import { testDatabase } from './test-database.ts';

const database = await testDatabase();
after(() => database.drop());

void test('schema.sql is what the migrations make; renew it with dump.ts --write', async () => {
  const checkedIn = await readFile(new URL('../../schema.sql', import.meta.url), 'utf8');
  assert.equal(await dumpSchema(database.db), checkedIn);
});

void test('a changed column changes the dump', async () => {
  const before = await dumpSchema(database.db);
  await database.db.run('alter table setting add column extra int');
  assert.notEqual(await dumpSchema(database.db), before);
});
