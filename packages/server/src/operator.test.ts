import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { readOperator } from './operator.ts';

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kobling-operator-'));
});
afterEach(async () => await rm(dataDir, { recursive: true }));

const read = async (text: string, env: Record<string, string> = {}) => {
  await writeFile(join(dataDir, 'operator.yaml'), text);
  return await readOperator({ dataDir, env });
};
const refusal = async (text: string, env: Record<string, string> = {}) => {
  const outcome = await read(text, env);
  assert.equal(outcome.status, 'rejected');
  return outcome.status === 'rejected' ? outcome.reason.message : '';
};

test('without a file the defaults stand: loopback, the embedded database, ./files, a key beside the data', async () => {
  const outcome = await readOperator({ dataDir, env: {} });
  assert.equal(outcome.status, 'done');
  if (outcome.status !== 'done') return;
  assert.equal(outcome.value.host, '127.0.0.1');
  assert.equal(outcome.value.databaseUrl, undefined);
  assert.deepEqual(outcome.value.filesAllowed, [join(dataDir, 'files')]);
  assert.deepEqual(outcome.value.key, { from: 'file', path: join(dataDir, 'key'), isDefault: true });
  assert.deepEqual(outcome.value.egress, []);
});

test('the example of the specification is read; command line goes before environment, environment before file', async () => {
  const text = [
    'files:  { allowed: [./files, ./more] }',
    'egress: { allowed: ["10.0.4.0/24:443", "127.0.0.1:8101"] }',
    'host: 127.0.0.2',
    'port: 8041',
    'databaseUrl: { env: MY_URL }',
    'key: { file: ./secret-key }',
    'licence: { site: false }',
  ].join('\n');
  const outcome = await read(text, { MY_URL: 'postgres://x', KOBLING_PORT: '9000' });
  assert.equal(outcome.status, 'done');
  if (outcome.status !== 'done') return;
  assert.equal(outcome.value.port, 9000);
  assert.equal(outcome.value.host, '127.0.0.2');
  assert.equal(outcome.value.databaseUrl, 'postgres://x');
  assert.equal(outcome.value.licence.site, false);
  assert.equal(outcome.value.egress.length, 2);
  const again = await readOperator({ dataDir, env: { MY_URL: 'postgres://x', KOBLING_PORT: '9000' }, port: 0 });
  assert.equal(again.status === 'done' ? again.value.port : -1, 0);
});

test('bad configuration is refused with its line', async () => {
  assert.match(await refusal('host: 127.0.0.1\nprot: 80\n'), /line 2: there is no setting "prot"/);
  assert.match(
    await refusal('files:\n  allowed: [./files]\n  alowed: [x]\n'),
    /line 3: there is no setting "files.alowed"/,
  );
  assert.match(await refusal('port: many\n'), /line 1: port is not as expected/);
  assert.match(await refusal('\n\nhost: [1\n'), /line \d/);
  assert.match(await refusal('databaseUrl: postgres://user:secret@db/x\n'), /line 1: databaseUrl/);
  assert.match(await refusal('databaseUrl: { env: NOT_SET }\n'), /NOT_SET, which holds nothing/);
  assert.match(await refusal('egress: { allowed: ["example.org"] }\n'), /not an address or a name with a port/);
  assert.match(await refusal('port: 80\nport: 81\n'), /line 2/);
  assert.match(await refusal('', { KOBLING_PORT: 'x' }), /KOBLING_PORT/);
});
