/**
 * One hub per data folder: `hub.lock` names the process that holds it. A lock whose process is gone (kill -9, power
 * cut) is taken over; a live one refuses with a sentence.
 */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isSameProcess, type ProcessIdentity, thisProcess } from './process-identity.ts';

export interface DataFolderLock {
  /** Removes the lock file if it is still ours. */
  release(): Promise<void>;
}
export type LockResult =
  | { readonly status: 'locked'; readonly lock: DataFolderLock; readonly tookOver: boolean }
  | { readonly status: 'inUse'; readonly pid: number; readonly message: string };

/** `name` lets tests and other programs lock other things in the same way. */
export async function lockDataFolder(dataDir: string, name = 'hub.lock'): Promise<LockResult> {
  const file = path.join(dataDir, name);
  const mine = JSON.stringify(thisProcess());
  const own = `${file}.${process.pid}`;
  let tookOver = false;
  await writeFile(own, mine, { mode: 0o600 });
  try {
    for (;;) {
      // A hard link appears with its content at once: nobody ever reads a half-written lock.
      if (await linked(own, file)) {
        return { status: 'locked', lock: { release: () => release(file, mine) }, tookOver };
      }
      const text = await readText(file);
      if (text === undefined) continue;
      const holder = parseHolder(text);
      if (holder !== undefined && isSameProcess(holder)) return refused(file, holder.pid);
      if (!(await moveAside(file, text))) continue;
      tookOver = true;
    }
  } finally {
    await rm(own, { force: true });
  }
}

function refused(file: string, pid: number): LockResult {
  const message =
    `The data folder ${path.dirname(file)} is in use by another hub (process ${pid}). ` +
    'Stop that one first, or give this one a folder of its own with --data.';
  return { status: 'inUse', pid, message };
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a dead lock out of the way; two that try at once do not take each other's fresh one. */
async function moveAside(file: string, expected: string): Promise<boolean> {
  const aside = `${file}.${process.pid}.old`;
  try {
    await rename(file, aside);
  } catch {
    return false;
  }
  const moved = await readText(aside);
  if (moved !== undefined && moved !== expected) await linked(aside, file);
  await rm(aside, { force: true });
  return moved === expected;
}

async function release(file: string, mine: string): Promise<void> {
  if ((await readText(file)) === mine) await rm(file, { force: true });
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

export function parseHolder(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return undefined;
    return typeof value.pid === 'number' && typeof value.started === 'string'
      ? { pid: value.pid, started: value.started }
      : undefined;
  } catch {
    return undefined;
  }
}
