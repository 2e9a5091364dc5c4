/**
 * A lock between our own processes: a file created exclusively that holds the owner's process id. It keeps two writers
 * apart; it does not keep people or other programs out. A lock whose process is gone is taken over.
 */
import { type Outcome, done, retry } from '@kobling/sdk';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';

const WAIT_STEP_MS = 15;
const WAIT_LIMIT_MS = 30_000;

export interface Held {
  release(): Promise<void>;
}

/** Waits for the lock; `retry` when its owner keeps it longer than the limit or the signal ends the wait. */
export async function acquireLock(
  path: string,
  signal?: AbortSignal,
  waitLimit_ms = WAIT_LIMIT_MS,
): Promise<Outcome<Held>> {
  const mark = `${process.pid} ${await startOf(process.pid)} ${randomUUID()}`;
  for (let waited_ms = 0; ; waited_ms += WAIT_STEP_MS) {
    if (await create(path, mark)) return done({ release: () => release(path, mark) });
    if (await takeOverStale(path)) continue;
    if (signal?.aborted === true || waited_ms >= waitLimit_ms) {
      return retry(
        'workbook.locked',
        'Another Kobling process is writing this file. The call is repeated by itself.',
        5_000,
      );
    }
    await pause(WAIT_STEP_MS);
  }
}

/** Created complete with its content (link is atomic), so that nobody reads an empty lock as a stale one. */
async function create(path: string, mark: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(mark);
    await file.close();
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function takeOverStale(path: string): Promise<boolean> {
  try {
    const before = await stat(path);
    const [pid = '', started = ''] = (await readFile(path, 'utf8')).split(' ');
    if ((await startOf(Number(pid))) === started && started !== 'gone') return false;
    const aside = `${path}.${randomUUID()}`;
    await rename(path, aside);
    const moved = await stat(aside);
    // Someone else may have replaced it in between: then it is theirs, put it back unless a third already has one.
    if (moved.ino !== before.ino) await link(aside, path).catch(() => undefined);
    await rm(aside, { force: true });
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return true;
    throw error;
  }
}

async function release(path: string, mark: string): Promise<void> {
  try {
    if ((await readFile(path, 'utf8')) === mark) await rm(path);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

/** When a process began, so that a process id used again is not taken for the owner; `gone` when there is none. */
async function startOf(pid: number): Promise<string> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return 'gone';
  }
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'gone' : (fields[19] ?? 'alive');
  } catch {
    return 'alive';
  }
}

export const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
