import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, it } from 'node:test';
import { migrate, readMigrations } from './migrate.ts';
import { testDatabase } from './testing/index.ts';

const database = await testDatabase();
const { db } = database;
after(() => database.drop());
const folder = mkdtempSync(path.join(tmpdir(), 'kobling-migrations-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, sql: string): void => writeFileSync(path.join(folder, name), sql);

beforeEach(async () => {
  await db.run('drop table if exists schema_migration, one, two');
  rmSync(path.join(folder, '0003_three.sql'), { force: true });
  file('0001_one.sql', 'create table one (n int);\n');
  file('0002_two.sql', 'create table two (n int);\ninsert into two values (1);\n');
});

void it('applies what is missing in order, once, also when two start together', async () => {
  const results = await Promise.all([migrate(db, folder), migrate(db, folder)]);
  assert.deepEqual(
    results.map((result) => result.status),
    ['ok', 'ok'],
  );
  const applied = results.flatMap((result) => (result.status === 'ok' ? result.applied : []));
  assert.deepEqual(applied.toSorted(), ['0001_one', '0002_two']);
  assert.deepEqual(await db.query('select n from two'), [{ n: 1 }]);
});

void it('the order of line ends is no change', async () => {
  await migrate(db, folder);
  file('0001_one.sql', 'create table one (n int);\r\n');
  assert.equal((await migrate(db, folder)).status, 'ok');
});

void it('a changed migration is refused, and names it', async () => {
  await migrate(db, folder);
  file('0001_one.sql', 'create table one (n bigint);\n');
  const result = await migrate(db, folder);
  assert.equal(result.status, 'changed');
  assert.match(result.status === 'changed' ? result.message : '', /Migration 1 \(one\) was changed/);
});

void it('a newer database is refused with a sentence', async () => {
  file('0003_three.sql', 'select 1;');
  await migrate(db, folder);
  rmSync(path.join(folder, '0003_three.sql'));
  const result = await migrate(db, folder);
  assert.equal(
    result.status === 'newer' ? result.message : '',
    'The database is at schema 3, this version of Kobling knows 2. Start the newer version, or restore a backup made by this one.',
  );
});

void it('a failing migration is undone as a whole; the ones before it stay', async () => {
  file('0002_two.sql', 'create table two (n int);\ninsert into nothing values (1);\n');
  const result = await migrate(db, folder);
  assert.equal(result.status === 'failed' ? result.number : 0, 2);
  assert.match(
    result.status === 'failed' ? result.message : '',
    /Migration 2 \(two\) failed and was undone: relation "nothing" does not exist/,
  );
  assert.deepEqual(
    await db.query(`select to_regclass('one') is not null as one, to_regclass('two') is not null as two`),
    [{ one: true, two: false }],
  );
});

void it('gaps in the numbers are refused', async () => {
  rmSync(path.join(folder, '0001_one.sql'));
  assert.equal((await migrate(db, folder)).status, 'invalid');
});

void it('the shipped migrations are numbered without gaps', async () => {
  assert.deepEqual(
    (await readMigrations()).map(({ number }) => number),
    (await readMigrations()).map((_migration, index) => index + 1),
  );
});
