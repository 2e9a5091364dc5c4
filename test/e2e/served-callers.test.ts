/** `kobling connector serve` that answers only callers with a registered key: a process of its own, keys in files. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Connector, done, type Outcome } from '@kobling/sdk';
import { applicationProof, learn, newKeyPair, signingKeyFrom, soapConnector } from '../../packages/soap/src/index.ts';
import { runCaught } from '../../packages/server/src/cli/testing/cli-hub.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const clientId = 'served-5f0c';
const call = () => ({ signal: AbortSignal.timeout(60_000) });

async function served(folder: string, ...more: readonly string[]) {
  const module = join(folder, 'connector.mjs');
  await writeFile(
    module,
    `import { memoryConnector, sampleErp } from ${JSON.stringify(here('../../packages/sdk/src/memory/index.ts'))};
export const connector = memoryConnector({ ...sampleErp, name: 'far' });`,
  );
  const state = join(folder, 'state');
  const argv = ['connector', 'serve', module, '--port', '0', '--state', state, '--data', folder, ...more];
  const child = spawn(process.execPath, [here('../../packages/server/src/main.ts'), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  for await (const text of child.stdout.setEncoding('utf8')) {
    said.out += String(text);
    if (said.out.includes('ErpConnectorWS.svc?')) break;
  }
  const url = /http:\S+/.exec(said.out)?.[0];
  if (url === undefined) child.kill('SIGKILL');
  assert.ok(url !== undefined, said.out + said.err);
  return {
    url,
    said,
    publicPem: /-----BEGIN[^]*END PUBLIC KEY-----/.exec(said.out)?.[0] ?? '',
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

test('a served connector answers those whose key lies in its files, and proves itself with its own', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-callers-'));
  const [first, second] = [await newKeyPair(), await newKeyPair()];
  const callers = join(folder, 'callers.pem');
  await writeFile(callers, `${first.publicPem}\n`);
  const host = await served(folder, '--client-id', clientId, '--caller', callers);
  /** As a hub would, with one of the two keys. */
  const connect = async (privatePem: string): Promise<Outcome<Connector>> => {
    const application = applicationProof({
      clientId,
      application: async () => done({ clientId, url: host.url, keys: [{ pem: host.publicPem }] }),
      signingKey: async () => signingKeyFrom(privatePem),
      now: () => new Date(),
    });
    const learnt = await learn({ url: host.url, fetch }, call());
    if (learnt.status !== 'done') return learnt;
    return soapConnector({ url: host.url, fetch, application }, learnt.value, call());
  };
  const code = (outcome: Outcome<unknown>): string => (outcome.status === 'done' ? 'done' : outcome.reason.code);
  try {
    assert.equal((await stat(join(folder, 'state', 'application-key.pem'))).mode & 0o777, 0o600);
    assert.equal(code(await connect(first.privatePem)), 'done');
    assert.equal(code(await connect(second.privatePem)), 'auth.refused');
    // The conformance checks run behind the proof as well, and not without it.
    const [key, application] = [join(folder, 'caller.pem'), join(folder, 'application.pem')];
    await writeFile(key, first.privatePem);
    await writeFile(application, host.publicPem);
    const check = (...more: readonly string[]) =>
      runCaught(['connector', 'check', host.url, '--data', folder, ...more], {});
    assert.match((await check()).err, /auth\.required/);
    assert.equal((await check('--client-id', clientId)).code, 2);
    const checked = await check('--client-id', clientId, '--key', key, '--application-key', application);
    assert.equal(checked.code, 0, checked.out + checked.err);
    assert.match(checked.out, /Contract: 18 operations/);
    // Another caller's key is put beside the first, then the first is taken out: nobody has to start anything anew.
    await writeFile(callers, `${first.publicPem}${second.publicPem}`);
    assert.equal(code(await connect(first.privatePem)), 'done');
    assert.equal(code(await connect(second.privatePem)), 'done');
    await writeFile(callers, second.publicPem);
    assert.equal(code(await connect(first.privatePem)), 'auth.refused');
    // A file that somebody spoilt lets nobody in, and is told of.
    await writeFile(callers, 'spoilt');
    assert.equal(code(await connect(second.privatePem)), 'auth.refused');
    assert.match(host.said.err, /callers\.pem: This is no public key/);
  } finally {
    await host.stop();
    await rm(folder, { recursive: true });
  }
});

test('half a wish is refused, and so is a key that is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-callers-'));
  try {
    const module = join(folder, 'connector.mjs');
    await writeFile(
      module,
      'export const connector = { name: "x", displayName: "X", configFields: () => [], testConfig: () => {}, open: () => {} };',
    );
    const key = join(folder, 'key.pem');
    await writeFile(key, 'hello');
    const run = (...argv: readonly string[]) =>
      runCaught(['connector', 'serve', module, '--port', '0', '--state', join(folder, 'state'), ...argv], {
        KOBLING_DATA: folder,
      });
    const half = await run('--client-id', 'x');
    assert.deepEqual([half.code, /needs both: --client-id.*--caller FILE/.test(half.err)], [2, true]);
    assert.match((await run('--client-id', 'x', '--caller', key)).err, /key\.pem: This is no public key/);
    assert.match((await run('--client-id', 'x', '--caller', join(folder, 'none'))).err, /none cannot be read/);
    assert.match((await run('--client-id', 'x', '--caller', key, '--key', key)).err, /This is no private key/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
