/** The hub's own key pair: made once, sealed, and changed without a stop. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { type Database, hubKeys, writeBackup } from '@kobling/store';
import { testDatabase, type TestDatabase } from '@kobling/store/testing';
import { createLog } from '../http/log.ts';
import type { KeySource } from '../operator.ts';
import { openSecrets, type Secrets } from './index.ts';
import { loadKeyRing } from './key-ring.ts';

let database: TestDatabase;
let db: Database;
let folder = '';
const log = createLog({ write: () => {}, level: 'error', format: 'text', now: () => new Date(0) });

before(async () => {
  database = await testDatabase();
  db = database.db;
  folder = await mkdtemp(join(tmpdir(), 'kobling-hub-key-'));
});
beforeEach(() => db.run('delete from hub_key'));
after(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const source = (name: string): KeySource => ({ from: 'file', path: join(folder, name), isDefault: true });
async function open(name: string): Promise<Secrets> {
  const loaded = await loadKeyRing(source(name), true);
  assert.ok(loaded.status === 'done');
  return openSecrets(db, source(name), loaded.value.ring, log);
}
async function signingKid({ hub }: Secrets): Promise<string> {
  const key = await hub.signing();
  return key.status === 'done' ? key.value.kid : key.reason.code;
}

test('two processes that need it at the same time make one pair', async () => {
  const all = [await open('one'), await open('one'), await open('one')];
  const kids = await Promise.all(all.map(signingKid));
  assert.equal(new Set(kids).size, 1);
  const [shown] = all;
  assert.deepEqual(
    (await shown?.hub.shown())?.map(({ state, kid }) => [state, kid]),
    [['current', kids[0]]],
  );
});

test('the private half is nowhere to be read, and opens at its own place only', async () => {
  const secrets = await open('two');
  await secrets.hub.makeNext('ann');
  const lines: string[] = [];
  await writeBackup(db, new Date(0), async (line) => void lines.push(line));
  const kept = lines.join('\n');
  // PostgreSQL writes bytes as hexadecimal digits.
  const hex = Buffer.from('PRIVATE KEY').toString('hex');
  assert.ok(kept.includes('BEGIN PUBLIC KEY') && !kept.includes('PRIVATE KEY') && !kept.includes(hex));
  assert.match(
    lines[0] ?? '',
    new RegExp((await hubKeys(db))[0]?.keyId ?? '-'),
    'the backup names the key that it needs',
  );
  // The sealed bytes of one pair in the place of the other.
  await db.run(`update hub_key set sealed = (select sealed from hub_key where state = 'next') where state = 'current'`);
  assert.equal(await signingKid(secrets), 'secret.damaged');
  // The remedy that the refusal names.
  const used = await secrets.hub.useNext('ann');
  assert.ok(used.status === 'done');
  assert.equal(await signingKid(secrets), used.value[0]?.kid);
});

test('the next pair signs when it is told to; without one that is refused', async () => {
  const secrets = await open('three');
  const first = await signingKid(secrets);
  const refused = await secrets.hub.useNext('ann');
  assert.equal(refused.status === 'rejected' ? refused.reason.code : '', 'hubKey.noNext');
  const [current, next] = await secrets.hub.makeNext('ann');
  assert.deepEqual(await secrets.hub.makeNext('ann'), [current, next], 'asked again it stays');
  assert.deepEqual([current?.kid, await signingKid(secrets)], [first, first]);
  await secrets.hub.useNext('ann');
  assert.equal(await signingKid(secrets), next?.kid);
  assert.deepEqual(
    (await secrets.hub.shown()).map(({ kid }) => kid),
    [next?.kid],
  );
  const audit = await db.query<{ action: string; by: string }>(
    `select action, by_name as by from audit where action like 'hubKey.%' order by id desc limit 2`,
  );
  assert.deepEqual(audit, [
    { action: 'hubKey.use', by: 'ann' },
    { action: 'hubKey.make', by: 'ann' },
  ]);
});

test('rotation of the key-encryption key takes the pairs along; the old one is useless afterwards', async () => {
  const secrets = await open('four');
  const before = await signingKid(secrets);
  await secrets.hub.makeNext('ann');
  const [old] = await hubKeys(db);
  assert.equal((await secrets.rotateKeys()).status, 'done');
  for (const row of await hubKeys(db)) assert.notEqual(row.keyId, old?.keyId);
  assert.equal(await signingKid(secrets), before);
  assert.equal(await signingKid(await open('four')), before);
  assert.equal((await secrets.check()).status, 'done');
  // A hub with another key says so at its start.
  await writeFile(join(folder, 'stranger'), `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
  const stranger = await open('stranger');
  assert.equal((await stranger.check()).status, 'rejected');
  assert.equal(await signingKid(stranger), 'secret.damaged');
});
