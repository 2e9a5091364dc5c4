/** A whole hub with the memory connector, and the command line talking to it as a person's shell would. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workConnection } from '@kobling/engine';
import { memoryConnector, type MemoryOptions, type MemoryWorld } from '@kobling/sdk/memory';
import { testDatabase } from '@kobling/store/testing';
import { createLog } from '../../http/log.ts';
import { type RunningHub, startHub } from '../../hub.ts';
import { runCli } from '../main.ts';
import { registerCliRoutes } from '../routes.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
export interface CliTestHub {
  readonly hub: RunningHub;
  readonly world: MemoryWorld;
  readonly folder: string;
  /** Runs a command against this hub. */
  run(...argv: readonly string[]): Promise<Ran>;
  close(): Promise<void>;
}

/** Runs a command with what it writes caught. */
export async function runCaught(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Ran> {
  const written = { out: '', err: '' };
  const code = await runCli(argv, {
    env,
    terminal: {
      out: (text) => void (written.out += text.endsWith('\n') ? text : `${text}\n`),
      err: (text) => void (written.err += text),
      isPerson: false,
      now: () => new Date(),
    },
  });
  return { code, ...written };
}

export async function cliTestHub(
  erp: MemoryOptions,
  extraEnv: Readonly<Record<string, string>> = {},
  /** Text of operator.yaml. */
  operator?: string,
  /** The key-encryption key; without it one of its own. */
  key = randomBytes(32).toString('base64'),
): Promise<CliTestHub> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'kobling-cli-'));
  await writeFile(join(folder, 'key'), `${key}\n`, { mode: 0o600 });
  if (operator !== undefined) await writeFile(join(folder, 'operator.yaml'), operator);
  const memory = memoryConnector(erp);
  const log = createLog({ write: () => undefined, level: 'error', format: 'text', now: () => new Date() });
  const hub = await startHub({
    dataDir: folder,
    env: { DATABASE_URL: database.url },
    port: 0,
    log,
    connectors: [memory],
    work: workConnection,
    addCliRoutes: registerCliRoutes,
  });
  return {
    hub,
    world: memory.world,
    folder,
    run: (...argv) => runCaught(argv, { KOBLING_DATA: folder, ...extraEnv }),
    close: async () => {
      await hub.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
