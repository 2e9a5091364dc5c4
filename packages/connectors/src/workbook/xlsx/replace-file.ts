/**
 * A new file in place of an old one, or nothing at all: written beside it, flushed to the disk, renamed over it. The
 * caller holds the lock of `lockPath`, so that the temporary name is this writer's own; one left by a crash is replaced.
 */
import { type FileHandle, access, constants, open, rm, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Outcome, done, rejected, retry } from '@kobling/sdk';
import type { WriteResult } from '../table-source.ts';
import { versionOf } from './archive.ts';
import { Refusal, failureOf, notFlushed } from './refusal.ts';

const beside = (path: string, name: string): string => join(dirname(path), name);

export const lockPath = (path: string): string => beside(path, `.kobling-${basename(path)}.lock`);
export const temporaryPath = (path: string): string => beside(path, `.kobling-${basename(path)}.tmp`);

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Throws a Refusal when the file may not be written now: a person has it open, or it is read-only. */
export async function checkWritable(path: string): Promise<void> {
  const name = basename(path);
  // Excel's owner file, and LibreOffice's.
  for (const mark of [`~$${name}`, `.~lock.${name}#`]) {
    if (!(await exists(beside(path, mark)))) continue;
    throw new Refusal(
      retry(
        'workbook.openInExcel',
        `${name} is open in ${mark.startsWith('~') ? 'Excel' : 'LibreOffice'}, so it is written later. Close it; if nobody has it open, delete the file ${mark} beside it.`,
      ),
    );
  }
  // An administrator may write to anything: the mode then still tells what was meant.
  if (((await stat(path)).mode & 0o222) === 0) throw readOnly(name);
  await access(path, constants.W_OK);
}

const readOnly = (name: string): Refusal =>
  new Refusal(rejected('workbook.readOnly', `${name} is read-only. Give the hub's user the right to write the file.`));

/**
 * Puts what `write` writes in place of `path`, provided that the file there is still `from`. Owner and mode are kept, or
 * nothing is written. `path` is no link. Answers `unknown` when the disk did not confirm the rename.
 */
export async function replaceFile(
  path: string,
  from: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<Outcome<WriteResult>> {
  const name = basename(path);
  const temporary = temporaryPath(path);
  let version: string;
  try {
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await write(file);
      await keepOwner(path, file);
      await file.sync();
      // As late as can be: a save by a person between this line and the next is the one that is not noticed.
      if (versionOf(await stat(path, { bigint: true })) !== from) {
        await rm(temporary, { force: true });
        return done({ status: 'changed' });
      }
      await rename(temporary, path);
      // Of the file itself, not of its path: somebody may have saved over it by now, and that must be seen as a change.
      version = versionOf(await file.stat({ bigint: true }));
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    return failureOf(error, name);
  }
  return (await flushFolder(dirname(path))) ? done({ status: 'written', version, appended: [] }) : notFlushed(name);
}

async function keepOwner(path: string, file: FileHandle): Promise<void> {
  const old = await stat(path);
  const fresh = await file.stat();
  if (old.uid !== fresh.uid || old.gid !== fresh.gid) {
    try {
      await file.chown(old.uid, old.gid);
    } catch (cause) {
      throw new Refusal(
        rejected(
          'workbook.owner',
          `${basename(path)} belongs to another user of the machine, and that could not be kept. Give the file to the user that runs the hub.`,
        ),
        { cause },
      );
    }
  }
  await file.chmod(old.mode & 0o7777);
}

/** False when the disk reports an error. Network shares that cannot flush a folder say so, and that is no error. */
async function flushFolder(folder: string): Promise<boolean> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EINVAL' || code === 'ENOTSUP' || code === 'EISDIR' || code === 'EACCES' || code === 'EPERM';
  }
}
