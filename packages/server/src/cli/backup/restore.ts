/** Takes a backup apart again. Nothing is kept unless all of it arrived and fits this hub. */
import { chmod, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { done, type Outcome, type Reason } from '@kobling/sdk';
import {
  addAudit,
  ensureEpoch,
  fillTables,
  firstUsedTable,
  type RestoreOptions,
  schemaVersion,
  type TableFiller,
  type Transaction,
} from '@kobling/store';
import type { CliHub } from '../cli-hub.ts';
import { backedUpFolders } from './backup.ts';

export interface Restored {
  readonly rows: number;
  readonly files: number;
  readonly at: string;
  /** Secrets that do not open with this hub's key, in a sentence. */
  readonly warning: string | null;
}

/** Leaves the transaction, so that everything is as before. */
class Refused extends Error {
  readonly reason: Reason;
  constructor(code: string, message: string) {
    super(message);
    this.reason = { code, message };
  }
}
const damaged = (why: string): Refused =>
  new Refused('restore.damaged', `The file is no whole backup: ${why}. Nothing was changed; take another backup.`);

export async function restoreFrom(
  hub: CliHub,
  source: Readable,
  by: string,
  options: RestoreOptions = {},
): Promise<Outcome<Restored>> {
  const staging = await mkdtemp(join(hub.operator.dataDir, 'restore-'));
  try {
    const taken = await hub.db.transaction((tx) => takeApart(tx, source, staging, by, options), { retries: 0 });
    await putFiles(staging, hub.operator.dataDir, taken.paths);
    await ensureEpoch(hub.db);
    const secrets = await hub.secrets.check();
    return done({
      rows: taken.rows,
      files: taken.paths.length,
      at: taken.at,
      warning: secrets.status === 'done' ? null : secrets.reason.message,
    });
  } catch (error) {
    if (error instanceof Refused) return { status: 'rejected', reason: error.reason };
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      const { reason } = damaged('it cannot be unpacked, or it ends too early');
      return { status: 'rejected', reason };
    }
    throw error;
  } finally {
    source.destroy();
    await rm(staging, { recursive: true, force: true });
  }
}

interface Taken {
  readonly rows: number;
  readonly at: string;
  readonly paths: readonly string[];
}

async function takeApart(
  tx: Transaction,
  source: Readable,
  staging: string,
  by: string,
  options: RestoreOptions,
): Promise<Taken> {
  const used = await firstUsedTable(tx);
  if (used !== undefined) {
    throw new Refused(
      'restore.notEmpty',
      `This hub is in use: its table ${used} has rows. Restore into an empty one: kobling start --data NEW_FOLDER --no-demo.`,
    );
  }
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  const state: Progress = { tx, staging, filler: undefined, at: '', file: undefined, paths: [], end: undefined };
  try {
    for await (const line of linesOf(gunzip)) await takeLine(state, line);
  } finally {
    await state.file?.close();
  }
  if (state.filler === undefined || state.end === undefined) throw damaged('its end is missing');
  const rows = await state.filler.finish(new Date(), options);
  if (rows !== state.end.rows || state.paths.length !== state.end.files)
    throw damaged(`it should hold ${state.end.rows} rows and has ${rows}`);
  await addAudit(tx, { by, action: 'restore', subject: `backup of ${state.at}` });
  return { rows, at: state.at, paths: state.paths };
}

/** readline swallows errors of its input; they are raised here. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let failure: Error | undefined;
  input.on('error', (error) => {
    failure = error;
  });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
  if (failure !== undefined) throw failure;
}

interface Progress {
  readonly tx: Transaction;
  readonly staging: string;
  filler: TableFiller | undefined;
  at: string;
  file: Awaited<ReturnType<typeof open>> | undefined;
  readonly paths: string[];
  end: { readonly rows: number; readonly files: number } | undefined;
}

async function takeLine(state: Progress, line: string): Promise<void> {
  const rest = line.slice(1);
  if (state.end !== undefined) throw damaged('there is more after its end');
  if (state.filler === undefined && line[0] !== 'H') throw damaged('it does not begin as one');
  switch (line[0]) {
    case 'H':
      await takeHeader(state, rest);
      return;
    case 'T':
      if ((await state.filler?.begin(rest)) !== true)
        throw new Refused(
          'restore.otherVersion',
          `The backup has a table ${rest}, which this version does not know. Restore it with the version that made it, then upgrade.`,
        );
      return;
    case 'R':
      await state.filler?.add(rest);
      return;
    case 'F':
      await beginFile(state, rest);
      return;
    case 'B':
      if (state.file === undefined) throw damaged('a piece belongs to no file');
      await state.file.write(Buffer.from(rest, 'base64'));
      return;
    case 'E':
      state.end = readCounts(rest);
      return;
    default:
      throw damaged('a line is of no known kind');
  }
}

async function takeHeader(state: Progress, text: string): Promise<void> {
  const header = parse(text);
  if (header['kobling'] !== 'backup' || header['format'] !== 1) throw damaged('its format is not known');
  if (header['schema'] !== (await schemaVersion(state.tx))) {
    throw new Refused(
      'restore.otherVersion',
      'The backup was made by a version with other tables. Restore it with the version that made it, then upgrade.',
    );
  }
  state.at = String(header['at']);
  state.filler = await fillTables(state.tx);
}

/** Paths come from outside: only the two folders, and nothing that climbs out of them. */
async function beginFile(state: Progress, text: string): Promise<void> {
  await state.file?.close();
  state.file = undefined;
  const { path, mode } = parse(text);
  if (typeof path !== 'string' || typeof mode !== 'number') throw damaged('a file has no name');
  const inside =
    normalize(path) === path &&
    !path.includes('\\') &&
    !path.startsWith('/') &&
    backedUpFolders.some((folder) => path.startsWith(`${folder}/`));
  if (!inside || path.split('/').includes('..'))
    throw new Refused(
      'restore.path',
      `The backup names the file ${JSON.stringify(path)}, which lies outside of the data folder. It was not made by Kobling; nothing was changed.`,
    );
  const target = join(state.staging, path);
  await mkdir(dirname(target), { recursive: true });
  state.file = await open(target, 'wx', 0o600);
  await chmod(target, mode & 0o777);
  state.paths.push(path);
}

async function putFiles(staging: string, dataDir: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(dataDir, path)), { recursive: true });
    await rename(join(staging, path), join(dataDir, path));
  }
}

function readCounts(text: string): { rows: number; files: number } {
  const { rows, files } = parse(text);
  if (typeof rows !== 'number' || typeof files !== 'number') throw damaged('its end cannot be read');
  return { rows, files };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw damaged('a line cannot be read');
}
