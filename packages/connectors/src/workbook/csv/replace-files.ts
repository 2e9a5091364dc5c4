/**
 * Puts new contents in place of several files as one step.
 *
 * What holds: all temporary files are written and on disk, then a journal naming them is, then they are renamed one by
 * one, then the journal goes. A crash before the journal leaves the old files (temporary files are swept up later). A
 * crash after it is finished by the next opener: every file that is still as the journal remembers is replaced; a file
 * that a person saved in between is left to that person. Since the call never answered, its caller reads before it
 * concludes anything.
 */
import { done, type Outcome, rejected, retry, unknown } from '@kobling/sdk';
import { randomUUID } from 'node:crypto';
import { type FileHandle, lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from '../lock-file.ts';

export interface Replacement {
  readonly name: string;
  readonly chunks: readonly Buffer[];
}

/** The part of the disk that tests let fail. */
export interface Disk {
  write(file: FileHandle, chunk: Buffer): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}
export const realDisk: Disk = {
  async write(file, chunk) {
    for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
  },
  rename,
};

const JOURNAL = '.kobling-write.json';
const TEMPORARY = /^\.kobling-[0-9a-f-]+\.tmp$/;

interface Step {
  readonly temporary: string;
  readonly name: string;
  /** The old file's identity; another one means that somebody saved in between. */
  readonly was: string;
}

/** The caller holds the folder's lock. `isStill` is asked when all is prepared, just before the renames. */
export async function replaceFiles(
  folder: string,
  replacements: readonly Replacement[],
  isStill: () => Promise<boolean>,
  disk: Disk = realDisk,
): Promise<Outcome<'written' | 'changed'>> {
  const steps: Step[] = [];
  try {
    for (const item of replacements) {
      const temporary = `.kobling-${randomUUID()}.tmp`;
      steps.push({ temporary, name: item.name, was: await identity(join(folder, item.name)) });
      const problem = await prepare(folder, item, temporary, disk);
      if (problem !== undefined) {
        await sweep(folder, steps);
        return problem;
      }
    }
    if (!(await isStill())) {
      await sweep(folder, steps);
      return done('changed');
    }
    if (steps.length > 1) await writeJournal(folder, steps, disk);
  } catch (error) {
    await sweep(folder, steps);
    return diskProblem(error, folder);
  }
  for (const [index, step] of steps.entries()) {
    try {
      await disk.rename(join(folder, step.temporary), join(folder, step.name));
    } catch (error) {
      if (!isCode(error, 'EACCES', 'EROFS', 'EPERM', 'ENOSPC', 'EDQUOT', 'EIO', 'ENOENT')) throw error;
      // The journal stays, and the next call finishes the rest or leaves it to whoever saved in between.
      if (index > 0)
        return unknown(
          'workbook.halfWritten',
          `Not all files of the change could be replaced: ${step.name} could not. It is looked at again before anything is sent.`,
        );
      await sweep(folder, steps);
      await rm(join(folder, JOURNAL), { force: true });
      return diskProblem(error, folder);
    }
  }
  await syncFolder(folder);
  await rm(join(folder, JOURNAL), { force: true });
  return done('written');
}

async function prepare(
  folder: string,
  item: Replacement,
  temporary: string,
  disk: Disk,
): Promise<ReturnType<typeof rejected> | undefined> {
  const old = await lstat(join(folder, item.name));
  const file = await open(join(folder, temporary), 'wx', 0o600);
  try {
    for (const chunk of item.chunks) if (chunk.length > 0) await disk.write(file, chunk);
    const fresh = await file.stat();
    if (fresh.uid !== old.uid || fresh.gid !== old.gid) {
      try {
        await file.chown(old.uid, old.gid);
      } catch {
        return rejected(
          'workbook.owner',
          `${item.name} belongs to another user of the machine, and that could not be kept. Give the file to the user that runs Kobling.`,
        );
      }
    }
    await file.chmod(old.mode & 0o7777);
    await file.sync();
    return undefined;
  } finally {
    await file.close();
  }
}

async function writeJournal(folder: string, steps: readonly Step[], disk: Disk): Promise<void> {
  const draft = join(folder, `.kobling-${randomUUID()}.tmp`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await disk.write(file, Buffer.from(JSON.stringify(steps)));
    await file.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(draft, join(folder, JOURNAL));
  await syncFolder(folder);
}

/** Finishes a replacement that a crash cut short and removes what such a crash left. The caller holds the folder's lock. */
export async function finishInterrupted(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.includes(JOURNAL)) {
    for (const step of readSteps(await readFile(join(folder, JOURNAL), 'utf8'))) {
      if (!names.includes(step.temporary)) continue;
      if ((await identity(join(folder, step.name))) === step.was) {
        await rename(join(folder, step.temporary), join(folder, step.name));
      }
    }
    await syncFolder(folder);
    await rm(join(folder, JOURNAL), { force: true });
  }
  for (const name of names) if (TEMPORARY.test(name)) await rm(join(folder, name), { force: true });
}

export const isInterrupted = (names: readonly string[]): boolean => names.includes(JOURNAL);

/** The journal lies in a folder that people reach: names that leave the folder are not followed. */
function readSteps(text: string): Step[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter(isStep) : [];
  } catch {
    return [];
  }
}
const isStep = (value: unknown): value is Step =>
  typeof value === 'object' &&
  value !== null &&
  'temporary' in value &&
  typeof value.temporary === 'string' &&
  TEMPORARY.test(value.temporary) &&
  'name' in value &&
  typeof value.name === 'string' &&
  !/[/\\]/.test(value.name) &&
  'was' in value &&
  typeof value.was === 'string';

/** Inode, size and times: equal means that nobody saved the file since. Empty when there is none. */
export async function identity(path: string): Promise<string> {
  try {
    const found = await lstat(path, { bigint: true });
    return `${found.ino}.${found.size}.${found.mtimeNs}.${found.ctimeNs}`;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return '';
    throw error;
  }
}

async function sweep(folder: string, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await rm(join(folder, step.temporary), { force: true });
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function diskProblem(error: unknown, folder: string): ReturnType<typeof rejected> {
  const name = folder.split(/[/\\]/).at(-1) ?? folder;
  if (isCode(error, 'ENOSPC', 'EDQUOT')) {
    return retry(
      'workbook.diskFull',
      `The disk is full: nothing was written to the folder ${name}. Make room; the call is repeated by itself.`,
      60_000,
    );
  }
  if (isCode(error, 'EACCES', 'EROFS', 'EPERM')) return readOnly(name);
  throw error;
}

export const readOnly = (name: string): ReturnType<typeof rejected> =>
  rejected(
    'workbook.readOnly',
    `${name} is read-only for Kobling: nothing was written. Give the user that runs Kobling the right to write it and its folder.`,
  );
