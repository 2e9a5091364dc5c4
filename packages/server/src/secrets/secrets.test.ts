import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { configRows, type Database } from '@kobling/store';
import { testDatabase, type TestDatabase } from '@kobling/store/testing';
import { createLog } from '../http/log.ts';
import type { KeySource } from '../operator.ts';
import { openSecrets, type Secrets } from './index.ts';
import { loadKeyRing } from './key-ring.ts';
import { newKey } from './seal.ts';

let test1: TestDatabase;
let db: Database;
let folder = '';
const lines: string[] = [];
const log = createLog({ write: (line) => lines.push(line), level: 'debug', format: 'text', now: () => new Date(0) });

before(async () => {
  test1 = await testDatabase();
  db = test1.db;
  folder = await mkdtemp(join(tmpdir(), 'kobling-secrets-'));
});
after(async () => {
  await test1.drop();
  await rm(folder, { recursive: true });
});

const fileSource = (name: string): KeySource & { from: 'file' } => ({
  from: 'file',
  path: join(folder, name),
  isDefault: true,
});
const open = async (source: KeySource): Promise<Secrets> => {
  const loaded = await loadKeyRing(source, true);
  if (loaded.status !== 'done') throw new Error('no key');
  return openSecrets(db, source, loaded.value.ring, log);
};
const addConnection = async (name: string): Promise<number> => {
  const [connector] = await db.query<{ id: number }>(
    `insert into connector (name, url) values ('x', 'plugin://x') returning id`,
  );
  const [row] = await db.query<{ id: number }>(
    'insert into connection (connector_id, name) values ($1, $2) returning id',
    [connector?.id, name],
  );
  return row?.id ?? 0;
};
const store = async (id: number, field: string, secret: Buffer): Promise<void> => {
  await db.run('insert into connection_config (connection_id, field_key, secret) values ($1, $2, $3)', [
    id,
    field,
    secret,
  ]);
};

test('the default key is made once, for its owner only, and says so', async () => {
  const source = fileSource('made');
  const first = await loadKeyRing(source, true);
  assert.match(first.status === 'done' ? (first.value.notice ?? '') : '', /Keep a copy/);
  assert.equal((await stat(source.path)).mode & 0o777, 0o600);
  const again = await loadKeyRing(source, true);
  assert.equal(again.status === 'done' ? again.value.notice : '-', undefined);
  assert.equal(
    first.status === 'done' && again.status === 'done' && first.value.ring.currentId === again.value.ring.currentId,
    true,
  );
});

test('without a key, or with something else in its place, there is no start', async () => {
  assert.equal((await loadKeyRing(fileSource('none'), false)).status, 'rejected');
  assert.equal((await loadKeyRing({ from: 'value', name: 'KOBLING_KEY', value: '' }, true)).status, 'rejected');
  for (const text of ['hunter2', newKey().subarray(1).toString('base64'), `${newKey().toString('base64')}\nx`]) {
    await writeFile(join(folder, 'bad'), text);
    assert.equal((await loadKeyRing(fileSource('bad'), true)).status, 'rejected', text);
  }
});

test('S1: sealed bytes open at their own place only', async () => {
  const secrets = await open(fileSource('s1'));
  const [one, two] = [await addConnection('S1 one'), await addConnection('S1 two')];
  const sealed = await secrets.sealConfig(one, 'password', 1, 'gull-over-quay');
  assert.equal(sealed.includes('gull-over-quay'), false);
  await store(one, 'password', sealed);
  assert.deepEqual(await secrets.openConfig(one), { status: 'done', value: { password: 'gull-over-quay' } });

  await store(two, 'user', await secrets.sealConfig(two, 'user', 1, 'ann'));
  await store(two, 'password', sealed);
  const moved = await secrets.openConfig(two);
  assert.equal(moved.status === 'rejected' ? moved.reason.code : moved.status, 'secret.damaged');
  await db.run(`delete from connection_config where connection_id = $1 and field_key = 'password'`, [two]);

  await store(one, 'other', sealed);
  assert.equal((await secrets.openConfig(one)).status, 'rejected');
  await db.run(`delete from connection_config where connection_id = $1 and field_key = 'other'`, [one]);

  await db.run('update connection_config set secret_version = 2 where connection_id = $1', [one]);
  assert.equal((await secrets.openConfig(one)).status, 'rejected');
  await db.run('update connection_config set secret_version = 1 where connection_id = $1', [one]);

  await db.run(
    'update connection_key k set wrapped = o.wrapped from connection_key o where k.connection_id = $1 and o.connection_id = $2',
    [one, two],
  );
  assert.equal((await secrets.openConfig(one)).status, 'rejected');
});

test('S2: rotation rewraps every data key; the old key is useless afterwards, and nobody has to stop', async () => {
  const source = fileSource('s2');
  await db.run('delete from connection_key');
  await db.run('delete from connection_config');
  const [rotating, other] = [await open(source), await open(source)];
  const ids = [await addConnection('S2 one'), await addConnection('S2 two')];
  for (const id of ids) await store(id, 'password', await rotating.sealConfig(id, 'password', 1, `secret of ${id}`));
  const oldKey = await readFile(source.path, 'utf8');

  const rotated = await rotating.rotateKeys();
  assert.equal(rotated.status === 'done' ? rotated.value.rewrapped : -1, 2);
  const newKeyText = await readFile(source.path, 'utf8');
  assert.notEqual(newKeyText, oldKey);
  assert.equal(newKeyText.trim().split('\n').length, 1);
  for (const id of ids) {
    assert.deepEqual(await rotating.openConfig(id), { status: 'done', value: { password: `secret of ${id}` } });
    assert.deepEqual(await other.openConfig(id), { status: 'done', value: { password: `secret of ${id}` } });
  }
  // Another process that still remembers the old key seals with the new one.
  const third = await addConnection('S2 three');
  await store(third, 'password', await other.sealConfig(third, 'password', 1, 'late'));

  await writeFile(join(folder, 's2-old'), oldKey, { mode: 0o600 });
  const withOld = await open(fileSource('s2-old'));
  assert.equal((await withOld.check()).status, 'rejected');
  for (const id of [...ids, third]) {
    const refused = await withOld.openConfig(id);
    assert.equal(refused.status === 'rejected' ? refused.reason.code : refused.status, 'secret.keyUnknown');
  }
  const [unsealed] = (await configRows(db, third)).filter((row) => row.secret === null);
  assert.equal(unsealed, undefined);
});

test('a key from the environment rotates to the one in front', async () => {
  await db.run('delete from connection_key');
  const [first, second] = [newKey().toString('base64'), newKey().toString('base64')];
  const id = await addConnection('env');
  const before1 = await open({ from: 'value', name: 'KOBLING_KEY', value: first });
  await store(id, 'password', await before1.sealConfig(id, 'password', 1, 'from the environment'));
  assert.equal((await before1.rotateKeys()).status, 'rejected');
  const both = await open({ from: 'value', name: 'KOBLING_KEY', value: `${second},${first}` });
  assert.equal((await both.rotateKeys()).status, 'done');
  const after1 = await open({ from: 'value', name: 'KOBLING_KEY', value: second });
  assert.deepEqual(await after1.openConfig(id), { status: 'done', value: { password: 'from the environment' } });
});

test('two writers of a new connection agree on one data key', async () => {
  const secrets = await open(fileSource('two-writers'));
  const id = await addConnection('two writers');
  const fields = ['a', 'b', 'c', 'd'];
  const sealed = await Promise.all(fields.map((field) => secrets.sealConfig(id, field, 1, `value ${field}`)));
  for (const [index, field] of fields.entries()) await store(id, field, sealed[index] ?? Buffer.alloc(0));
  const opened = await secrets.openConfig(id);
  assert.equal(opened.status === 'done' ? opened.value['c'] : '', 'value c');
});

test('what was opened never appears in the log', () => {
  log.info('connected with gull-over-quay', { note: 'x gull-over-quay y', password: 'anything' });
  const text = lines.join('');
  assert.equal(text.includes('gull-over-quay'), false);
  assert.equal(text.includes('anything'), false);
  assert.match(text, /\[redacted\]/);
});
