import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '@kobling/store/testing';
import { readHubFiles } from './files/hub-files.ts';
import { eventually } from './testing/test-hub.ts';

const program = fileURLToPath(new URL('./testing/hub-process.ts', import.meta.url));
const folders: string[] = [];
const children: ChildProcess[] = [];

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-start-'));
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const child of children.splice(0)) await ended(child, 'SIGTERM');
});
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string | null;
  readonly setup: string | null;
  readonly refused: string | undefined;
  readonly message: string;
  readonly log: () => string;
}

async function startProcess(dataDir: string, role = 'all', env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, [program, dataDir, role, JSON.stringify(env)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`the hub ended without a word: ${log}`))),
  ])) as [string];
  const said = JSON.parse(line) as { url?: string; setup?: string; refused?: string; message?: string };
  return {
    child,
    url: said.url ?? null,
    setup: said.setup ?? null,
    refused: said.refused,
    message: said.message ?? '',
    log: () => log,
  };
}

async function ended(
  child: ChildProcess,
  signal: NodeJS.Signals,
): Promise<{ code: number | null; signal: string | null }> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return { code: child.exitCode, signal: child.signalCode };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const databasePid = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n', 1)[0]);

test('an embedded hub starts, refuses a second one, stops on SIGTERM and leaves nothing running; its data come back', async () => {
  const dataDir = await newFolder();
  const first = await startProcess(dataDir);
  assert.match(first.setup ?? '', /\/setup\?token=/);
  for (const file of ['key', 'cli.token', 'hub.json'])
    assert.equal((await stat(join(dataDir, file))).mode & 0o777, 0o600, file);
  const files = await readHubFiles(dataDir);
  assert.equal(files?.url, first.url);
  assert.equal(files?.pid, first.child.pid);
  assert.equal((await fetch(`${first.url}/api/health`)).status, 200);
  assert.doesNotMatch(first.log(), new RegExp(files?.token ?? '-'));

  const second = await startProcess(dataDir);
  assert.equal(second.refused, 'hub.inUse');
  assert.match(second.message, /in use by another hub/);
  assert.equal((await fetch(`${first.url}/api/health`)).status, 200, 'the first one was not disturbed');

  const database = await databasePid(dataDir);
  assert.deepEqual(await ended(first.child, 'SIGTERM'), { code: 0, signal: null });
  assert.equal(isAlive(database), false);
  assert.equal(await readHubFiles(dataDir), undefined);
  assert.deepEqual(
    (await readdir(dataDir)).filter((name) => /lock|json|token|\.\d+$/.test(name)),
    [],
  );

  const key = await readFile(join(dataDir, 'key'), 'utf8');
  const again = await startProcess(dataDir);
  assert.match(again.setup ?? '', /token=/);
  assert.equal(await readFile(join(dataDir, 'key'), 'utf8'), key);
});

test('after kill -9 the next hub takes over folder, database and work', async () => {
  const dataDir = await newFolder();
  const first = await startProcess(dataDir);
  await ended(first.child, 'SIGKILL');
  const again = await startProcess(dataDir);
  assert.equal(again.refused, undefined, again.message);
  assert.equal((await fetch(`${again.url}/api/health`)).status, 200);
});

test('Ctrl-C under npm arrives twice and is one wish: the hub still stops in order', async () => {
  const dataDir = await newFolder();
  const first = await startProcess(dataDir);
  const database = await databasePid(dataDir);
  first.child.kill('SIGINT');
  first.child.kill('SIGTERM');
  assert.deepEqual(await ended(first.child, 'SIGTERM'), { code: 0, signal: null });
  assert.equal(isAlive(database), false);
  assert.equal(await readHubFiles(dataDir), undefined);
});

test('a key that does not belong to the data, or a bad operator.yaml, stops the start', async () => {
  const dataDir = await newFolder();
  await writeFile(join(dataDir, 'operator.yaml'), 'hots: 127.0.0.1\n');
  const bad = await startProcess(dataDir);
  assert.equal(bad.refused, 'operator.unknownKey');
  assert.match(bad.message, /line 1: there is no setting "hots"/);
  assert.deepEqual(await readdir(dataDir), ['operator.yaml'], 'nothing was made');

  await writeFile(join(dataDir, 'operator.yaml'), 'key: { file: ./nowhere }\n');
  assert.equal((await startProcess(dataDir)).refused, 'key.missing');
});

test('with a database of the operator’s own there is no start without a key', async () => {
  const database = await testDatabase();
  const { url } = database;
  try {
    const refused = await startProcess(await newFolder(), 'all', { DATABASE_URL: url });
    assert.equal(refused.refused, 'key.missing');
    const away = await startProcess(await newFolder(), 'all', {
      DATABASE_URL: 'postgres://u:secret-word@127.0.0.1:1/x',
      KOBLING_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    assert.equal(away.refused, 'database.unreachable');
    assert.doesNotMatch(away.message + away.log(), /secret-word/);
  } finally {
    await database.drop();
  }
});

test('web and worker run as processes of their own; a worker killed in the middle is replaced by another', async () => {
  const database = await testDatabase();
  const { url, db } = database;
  try {
    const env = { DATABASE_URL: url, KOBLING_KEY: Buffer.alloc(32, 7).toString('base64') };
    const dataDir = await newFolder();
    const web = await startProcess(dataDir, 'web', env);
    const worker = await startProcess(dataDir, 'worker', env);
    assert.equal(worker.url, null);
    assert.match(web.url ?? '', /^http:/);
    const [connector] = await db.query<{ id: number }>(
      `insert into connector (name, url) values ('Memory', 'plugin://memory') returning id`,
    );
    const [connection] = await db.query<{ id: number }>(
      'insert into connection (connector_id, name, active) values ($1, $2, true) returning id',
      [connector?.id, 'ERP'],
    );
    await db.run(`insert into setting (key, value) values ('sync', '{"running": true, "intervalMs": 1000}')`);
    const lastCycle = async (): Promise<number> => {
      const [row] = await db.query<{ at: Date | null }>('select last_cycle_at as at from connection where id = $1', [
        connection?.id,
      ]);
      return row?.at?.getTime() ?? 0;
    };
    // The minute job takes up a connection that has no job; a worker that starts does so at once.
    const next = await startProcess(await newFolder(), 'worker', env);
    await eventually('a first cycle', async () => (await lastCycle()) > 0);
    // What a worker that is killed in the middle of a turn leaves behind.
    await ended(worker.child, 'SIGKILL');
    await ended(next.child, 'SIGKILL');
    const killedAt = Date.now();
    await startProcess(await newFolder(), 'worker', env);
    await eventually('a cycle after the kill', async () => (await lastCycle()) > killedAt, 60_000);
  } finally {
    for (const child of children.splice(0)) await ended(child, 'SIGTERM');
    await database.drop();
  }
});
