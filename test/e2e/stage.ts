/**
 * The whole program as people run it: the hub is a process of its own, its ERP a workbook in its data folder, set up and
 * asked through the command line. Only the database is lent: the server that tests share.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '@kobling/store';
import { testDatabase } from '@kobling/store/testing';
import { type Ran, runCaught } from '../../packages/server/src/cli/testing/cli-hub.ts';

const program = fileURLToPath(new URL('../../packages/server/src/main.ts', import.meta.url));

export interface Stage {
  readonly url: string;
  readonly setupLink: string;
  readonly db: Database;
  /** Path of a file that the hub may reach; in kobling.yaml its name alone. */
  file(name: string): string;
  /** `kobling apply` in a shell of its own; throws unless everything was as wished. */
  apply(yaml: string): Promise<string>;
  /** A command against this hub, in this process: the same code without the half second of a new one. */
  kobling(...argv: readonly string[]): Promise<Ran>;
  /** The JSON answer of a command that must succeed. */
  ask<T>(...argv: readonly string[]): Promise<T>;
  /** What the hub wrote to its own log. */
  hubLog(): string;
  isRunning(): boolean;
  close(): Promise<void>;
}

/** `demo`: a new hub with the demonstration in it. `operator`: its operator.yaml. */
export async function openStage({ demo = false, operator = '' } = {}): Promise<Stage> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'kobling-e2e-'));
  await mkdir(join(folder, 'files'));
  if (operator !== '') await writeFile(join(folder, 'operator.yaml'), operator);
  const env = { ...process.env, DATABASE_URL: database.url, KOBLING_KEY: randomBytes(32).toString('base64') };
  const options = ['--data', folder, '--port', '0', ...(demo ? [] : ['--no-demo'])];
  const hub = spawn(process.execPath, [program, 'start', ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const cleanUp = async (): Promise<void> => {
    await ended(hub);
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  const output = collect(hub);
  try {
    const { url, setupLink } = await announced(hub, output);
    const kobling: Stage['kobling'] = (...argv) => runCaught(argv, { KOBLING_DATA: folder });
    return {
      url,
      setupLink,
      db: database.db,
      file: (name) => join(folder, 'files', name),
      apply: (yaml) => applyFile(folder, yaml),
      kobling,
      async ask<T>(...argv: readonly string[]) {
        const { code, out, err } = await kobling(...argv, '--json');
        if (code !== 0) throw new Error(`kobling ${argv.join(' ')} ended with ${code}: ${out}${err}`);
        return JSON.parse(out) as T;
      },
      hubLog: () => output.err,
      isRunning: () => hub.exitCode === null && hub.signalCode === null,
      close: cleanUp,
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

interface Output {
  out: string;
  err: string;
}
function collect(child: ChildProcess): Output {
  const output = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => void (output.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void (output.err += text));
  return output;
}

/** The addresses as the hub prints them for a person. */
async function announced(hub: ChildProcess, output: Output): Promise<{ url: string; setupLink: string }> {
  for (;;) {
    const url = /^ +Page: +(http\S+)\/$/m.exec(output.out)?.[1];
    const setupLink = /^ +Set-up: +(http\S+)$/m.exec(output.out)?.[1];
    if (url !== undefined && setupLink !== undefined) return { url, setupLink };
    const [event] = (await Promise.race([
      once(hub.stdout ?? hub, 'data').then(() => ['said']),
      once(hub, 'exit').then(() => ['ended']),
    ])) as [string];
    if (event === 'ended') throw new Error(`The hub ended without a word: ${output.err}`);
  }
}

async function applyFile(folder: string, yaml: string): Promise<string> {
  const path = join(folder, 'kobling.yaml');
  await writeFile(path, yaml);
  const command = spawn(process.execPath, [program, 'apply', path, '--data', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(command);
  await once(command, 'close');
  if (command.exitCode !== 0)
    throw new Error(`kobling apply ended with ${command.exitCode}: ${output.out}${output.err}`);
  return output.out;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
