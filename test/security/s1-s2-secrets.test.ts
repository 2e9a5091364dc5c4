/** S1 and S2 over everything in the database that is sealed: the schema is asked what there is, so that no column is forgotten. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { insertWebhook, nextWebhookId } from '@kobling/store';
import { testDatabase, type TestDatabase } from '@kobling/store/testing';
import { createLog } from '../../packages/server/src/http/log.ts';
import { openSecrets, type Secrets } from '../../packages/server/src/secrets/index.ts';
import { loadKeyRing } from '../../packages/server/src/secrets/key-ring.ts';

let database: TestDatabase;
let folder = '';
const log = createLog({ write: () => undefined, level: 'error', format: 'text', now: () => new Date(0) });
const source = (name: string) => ({ from: 'file', path: join(folder, name), isDefault: true }) as const;

async function open(name: string): Promise<Secrets> {
  const loaded = await loadKeyRing(source(name), true);
  assert.ok(loaded.status === 'done');
  return openSecrets(database.db, source(name), loaded.value.ring, log);
}
before(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'kobling-sealed-'));
});
after(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Bytes in the schema: sealed ones, and hashes of what a caller presents, from which nothing can be opened. */
const sealed = ['connection_config.secret', 'connection_key.wrapped', 'hub_key.sealed', 'webhook.secret'];
const hashes = [
  'answer_kept.body',
  'answer_kept.key',
  'api_token.hash',
  'openid_attempt.browser_hash',
  'openid_attempt.state_hash',
  'session.id_hash',
  'setup_link.hash',
  'user_link.hash',
];

/** Sealed under a key that the caller alone holds: the hub could not open it again, so a rotation has nothing to do there. */
const callersOwn = ['answer_kept.answer'];

test('S2: every column of bytes is one that rotation knows, a hash, or sealed under a key of its caller', async () => {
  const columns = await database.db.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' order by 1`,
  );
  assert.deepEqual(
    columns.map(({ name }) => name),
    [...sealed, ...hashes, ...callersOwn].sort(),
  );
});

async function addWebhook(secrets: Secrets, url: string, secret: string): Promise<number> {
  return await database.db.transaction(async (tx) => {
    const id = await nextWebhookId(tx);
    const stored = await secrets.webhooks.seal(id, secret, tx);
    const form = { name: url, url, events: ['failure'] as const, by: 'ann', now: new Date() };
    await insertWebhook(tx, { ...form, id, secret: stored });
    return id;
  });
}

test('S1: the secret of a webhook opens in its own row only; S2: after a rotation the old key opens nothing at all', async () => {
  const { db } = database;
  const secrets = await open('key');
  await db.run(`insert into connector (name, url) values ('x', 'plugin://x')`);
  const [row] = await db.query<{ id: number }>(
    `insert into connection (connector_id, name) select id, 'ERP' from connector returning id`,
  );
  const connection = row?.id ?? 0;
  await db.run('insert into connection_config (connection_id, field_key, secret) values ($1, $2, $3)', [
    connection,
    'password',
    await secrets.sealConfig(connection, 'password', 1, 'gull-over-quay'),
  ]);
  const one = await addWebhook(secrets, 'https://one.example', 'whsec_b25l');
  const two = await addWebhook(secrets, 'https://two.example', 'whsec_dHdv');
  await secrets.hub.makeNext('ann');
  assert.deepEqual(await secrets.webhooks.open(one), { status: 'done', value: 'whsec_b25l' });

  await db.run('update webhook set secret = (select secret from webhook where id = $1) where id = $2', [one, two]);
  const moved = await secrets.webhooks.open(two);
  assert.equal(moved.status === 'rejected' ? moved.reason.code : moved.status, 'secret.damaged');
  await db.run('delete from webhook where id = $1', [two]);

  const oldKey = await readFile(source('key').path, 'utf8');
  const before1 = await db.query<Record<string, Buffer>>(
    `select w.secret as webhook, k.wrapped, h.sealed from webhook w, connection_key k, hub_key h order by h.state`,
  );
  assert.equal((await secrets.rotateKeys()).status, 'done');
  const after1 = await db.query<Record<string, Buffer>>(
    `select w.secret as webhook, k.wrapped, h.sealed from webhook w, connection_key k, hub_key h order by h.state`,
  );
  for (const [index, kept] of before1.entries())
    for (const [name, bytes] of Object.entries(kept)) assert.notDeepEqual(after1[index]?.[name], bytes, name);
  assert.deepEqual(await secrets.webhooks.open(one), { status: 'done', value: 'whsec_b25l' });
  assert.deepEqual(await secrets.openConfig(connection), { status: 'done', value: { password: 'gull-over-quay' } });
  assert.equal((await secrets.hub.signing()).status, 'done');

  await writeFile(source('old').path, oldKey, { mode: 0o600 });
  const withOld = await open('old');
  assert.equal((await withOld.check()).status, 'rejected');
  for (const answer of [
    await withOld.webhooks.open(one),
    await withOld.openConfig(connection),
    await withOld.hub.signing(),
  ])
    assert.equal(answer.status, 'rejected');
});
