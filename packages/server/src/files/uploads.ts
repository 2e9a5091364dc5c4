/**
 * Workbooks that people put on the hub from their browser: they lie in the first folder that connectors may reach. One takes its
 * name only when it is whole, and never that of another.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mostUploaded } from '@kobling/contract';
import { done, type Outcome, rejected } from '@kobling/sdk';

export interface HubFile {
  readonly name: string;
  readonly bytes: number;
  /** ISO, UTC. */
  readonly changedAt: string;
}
const mostListed = 200;
/** What a killed hub left half. */
const abandonedMs = 3_600_000;
const half = '.upload-';

const isWorkbook = (name: string): boolean => /^[^.~].*\.xls[xm]$/i.test(name);
const isRefused = (sign: string): boolean => sign < ' ' || '\\/:*?"<>|'.includes(sign);

/** Workbooks that can be chosen, the newest first; a folder that is not there has none. */
export async function listUploads(folder: string): Promise<readonly HubFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = await Promise.all(
    entries.filter((entry) => entry.isFile() && isWorkbook(entry.name)).map(({ name }) => fileOf(folder, name)),
  );
  return files.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)).slice(0, mostListed);
}

async function fileOf(folder: string, name: string): Promise<HubFile> {
  const { size, mtime } = await stat(join(folder, name));
  return { name, bytes: size, changedAt: mtime.toISOString() };
}

/**
 * Rejected `file.badName`, `file.tooLarge`, `file.noWorkbook`, `file.exists` (another one has the name), `file.noRoom`; nothing is
 * left of it then. The same one sent again is the one that is there. Throws when the sender breaks off.
 */
export async function keepUpload(folder: string, name: string, body: Readable): Promise<Outcome<HubFile>> {
  const refusal = nameRefusal(name);
  if (refusal !== undefined) return refusal;
  await mkdir(folder, { recursive: true });
  await sweep(folder);
  const temporary = join(folder, `${half}${randomUUID()}`);
  try {
    const written = await write(temporary, name, body);
    if (written.status !== 'done') return written;
    return await takeName(folder, name, temporary, written.value);
  } catch (error) {
    if (!hasCode(error, 'ENOSPC', 'EDQUOT')) throw error;
    return rejected('file.noRoom', `The hub's disk has no room for ${name}. Make room, then send it again.`);
  } finally {
    await rm(temporary, { force: true });
  }
}

function nameRefusal(name: string) {
  if (name.length <= 120 && isWorkbook(name) && !name.split('').some(isRefused)) return undefined;
  return rejected(
    'file.badName',
    `A file called ${JSON.stringify(name.slice(0, 130))} is not taken. Send an .xlsx or .xlsm file whose name has at most 120 characters, and none of \\ / : * ? " < > |.`,
  );
}

/** Answers the digest of what was written. */
async function write(path: string, name: string, body: Readable): Promise<Outcome<string>> {
  const digest = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  const refused = new Error('refused');
  let refusal: Outcome<string> | undefined;
  const counted = async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      bytes += part.length;
      if (head.length < 4) head = Buffer.concat([head, part.subarray(0, 4)]);
      if (bytes > mostUploaded) refusal = tooLarge(name);
      else if (head.length >= 4 && head.readUInt32BE() !== 0x50_4b_03_04) refusal = noWorkbook(name);
      if (refusal !== undefined) throw refused;
      digest.update(part);
      yield part;
    }
    if (head.length < 4) {
      refusal = noWorkbook(name);
      throw refused;
    }
  };
  try {
    await pipeline(body, counted, createWriteStream(path, { flags: 'wx', flush: true }));
    return done(digest.digest('hex'));
  } catch (error) {
    if (error === refused && refusal !== undefined) return refusal;
    throw error;
  }
}

const tooLarge = (name: string) =>
  rejected(
    'file.tooLarge',
    `${name} is larger than ${mostUploaded / 1_048_576} MB. Put it into the hub's files folder by hand.`,
  );
/** Both kinds are ZIP files and begin like one. */
const noWorkbook = (name: string) =>
  rejected('file.noWorkbook', `${name} is no workbook. Save it as .xlsx or .xlsm, and send that.`);

async function takeName(folder: string, name: string, temporary: string, digest: string): Promise<Outcome<HubFile>> {
  const path = join(folder, name);
  try {
    await link(temporary, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    if ((await digestOf(path)) !== digest)
      return rejected(
        'file.exists',
        `The hub has another file ${name} already. Choose that one, or send yours by another name.`,
      );
  }
  return done(await fileOf(folder, name));
}

async function digestOf(path: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex');
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(half)) continue;
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedMs) await rm(join(folder, name), { force: true });
  }
}

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));
