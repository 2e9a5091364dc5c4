/** Workbooks of CSV files for tests: a folder that goes when the test ends, a host with a clock of its own. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import {
  type Actor,
  type ActorStream,
  type CallOptions,
  collect,
  type ConfigValues,
  type Connection,
  type ConnectorHost,
  done,
  isDone,
  type Outcome,
} from '@kobling/sdk';
import { workbookConnector } from './index.ts';

export const call: CallOptions = { signal: new AbortController().signal };

export interface Bench {
  readonly folder: string;
  readonly stateDir: string;
  readonly host: ConnectorHost;
  readonly logged: string[];
  /** Moves the host's clock. */
  now: Date;
  write(name: string, text: string | Uint8Array): Promise<void>;
  read(name: string): Promise<string>;
  open(config?: ConfigValues): Promise<Connection>;
}

type Files = Readonly<Record<string, string | Uint8Array>>;

export async function bench(t: TestContext, files: Files = {}): Promise<Bench> {
  const { made, cleanUp } = await makeBench(files);
  t.after(cleanUp);
  return made;
}

/** For suites that tidy up by themselves. */
export async function makeBench(files: Files = {}): Promise<{ made: Bench; cleanUp: () => Promise<void> }> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'kobling-workbook-')));
  const folder = join(root, 'book');
  const stateDir = join(root, 'state');
  await mkdir(folder);
  const open: Connection[] = [];
  const cleanUp = async (): Promise<void> => {
    for (const connection of open) await connection.close();
    await rm(root, { recursive: true, force: true });
  };
  const logged: string[] = [];
  const made: Bench = {
    folder,
    stateDir,
    logged,
    now: new Date('2026-03-01T12:00:00Z'),
    host: {
      guid: '6f1f9a53-26a1-4be4-b2d5-0a3a3f7a7a01',
      stateDir,
      zone: 'Europe/Oslo',
      resolvePath: (path) => Promise.resolve(done(join(root, path))),
      fetch: () => Promise.reject(new Error('A workbook needs no network.')),
      now: () => made.now,
      log: (_level, message) => logged.push(message),
    },
    write: (name, text) => writeFile(join(folder, name), text),
    read: (name) => readFile(join(folder, name), 'utf8'),
    async open(config = {}) {
      const connection = value(await workbookConnector().open({ file: 'book', ...config }, made.host, call));
      open.push(connection);
      return connection;
    },
  };
  for (const [name, text] of Object.entries(files)) await made.write(name, text);
  return { made, cleanUp };
}

/** The value of an outcome that must be done. */
export function value<T>(outcome: Outcome<T>): T {
  assert.ok(isDone(outcome), `expected done, got ${JSON.stringify(outcome)}`);
  return outcome.value;
}

export async function actors(stream: ActorStream): Promise<readonly Actor[]> {
  return value(await collect(stream));
}

/** The code and the sentence of an outcome that must not be done. */
export function refusal(outcome: Outcome<unknown>): {
  code: string;
  message: string;
  fields: Readonly<Record<string, string>>;
} {
  assert.ok(!isDone(outcome), `expected a refusal, got ${JSON.stringify(outcome)}`);
  return { code: outcome.reason.code, message: outcome.reason.message, fields: outcome.reason.fields ?? {} };
}
