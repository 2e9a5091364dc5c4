/** A whole hub as people start it, on a folder of the test's own, and what a test may do to it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '@kobling/store';

const program = fileURLToPath(new URL('../../packages/server/src/main.ts', import.meta.url));

export interface Hub {
  readonly child: ChildProcess;
  /** What it wrote to its log so far. */
  log(): string;
}
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const arguments_ = (dataDir: string): readonly string[] => [
  program,
  'start',
  '--data',
  dataDir,
  '--port',
  '0',
  '--no-demo',
];

/** Resolves once the hub says that it runs; throws with its words when it ends before. */
export async function startHub(dataDir: string): Promise<Hub> {
  const child = spawn(process.execPath, arguments_(dataDir), { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The hub ended without running: ${log}`)));
  await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  ended.catch(() => undefined);
  return { child, log: () => log };
}

/** A second hub on the folder of another; answers how it ended and what it said. */
export function startSecond(dataDir: string): { readonly status: number | null; readonly words: string } {
  const { status, stderr } = spawnSync(process.execPath, arguments_(dataDir), { encoding: 'utf8', timeout: 30_000 });
  return { status, words: stderr };
}

/** Sends the signal and waits until the process is gone. */
export async function end({ child }: Hub, signal: NodeJS.Signals): Promise<Ended> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
  return { code: child.exitCode, signal: child.signalCode };
}

/** Runs a command of the command line against the hub of the folder; throws with its words when it fails. */
export async function command(dataDir: string, ...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [program, ...args, '--data', dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      words += chunk.toString();
    });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`kobling ${args.join(' ')} ended with ${code}: ${words}`);
}

const pidFile = async (dataDir: string): Promise<readonly string[]> =>
  (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');

export const databasePid = async (dataDir: string): Promise<number> => Number((await pidFile(dataDir))[0]);

/** The hub's embedded database. It outlives a hub that is killed. */
export async function openHubDatabase(dataDir: string): Promise<Database> {
  const password = await readFile(join(dataDir, 'postgres.password'), 'utf8');
  const port = (await pidFile(dataDir))[3]?.trim();
  return openDatabase(`postgres://kobling:${password}@127.0.0.1:${port}/kobling`, {
    applicationName: 'crash test',
    max: 2,
  });
}
