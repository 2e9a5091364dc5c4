/**
 * The server that tests share. Its folder lies in memory where there is room, else in the system's temporary folder; it stays
 * between runs of single files, since making a cluster takes longer than most tests. `users/` holds one file per process that
 * uses the server; under the mutex the last one to leave stops it. A process killed with -9 leaves a dead file, which the next
 * one clears.
 */
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, totalmem, userInfo } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../embedded/index.ts';
import { parseHolder } from '../embedded/lock.ts';
import { isRunning, isSameProcess, thisProcess } from '../embedded/process-identity.ts';
import { runningPostmaster, stopPostmaster } from '../embedded/postmaster.ts';

const memoryFolder = '/dev/shm';
const gibibyte = 2 ** 30;

export const testFolder = ((): string => {
  const name = `kobling-test-pg18-${userInfo().username}`;
  if (!hasMemoryFolder()) return path.join(tmpdir(), name);
  // TMPDIR still tells servers apart.
  return path.join(memoryFolder, `${name}-${createHash('sha256').update(tmpdir()).digest('hex').slice(0, 8)}`);
})();
const usersFolder = path.join(testFolder, 'users');
const mutexFolder = path.join(testFolder, 'mutex');
const mine = path.join(usersFolder, String(process.pid));
let joined: Promise<string> | undefined;

/**
 * A database made there costs a third of one made on a disk. By sizes that do not change while tests run, so that all of them
 * choose the same folder; a whole run takes about 1 GiB, a container's 64 MiB are not enough.
 */
function hasMemoryFolder(): boolean {
  try {
    const { bsize, blocks } = statfsSync(memoryFolder);
    return process.platform === 'linux' && bsize * blocks >= 3 * gibibyte && totalmem() >= 6 * gibibyte;
  } catch {
    return false;
  }
}

/** URL of the shared server; started when it is not running. This process then counts as a user until it exits. */
export function joinTestServer(): Promise<string> {
  return (joined ??= join());
}

/** For a test runner: keeps the server up from the first test file to the last, instead of once per file. */
export async function holdTestServer(): Promise<void> {
  await joinTestServer();
}

/** Stops the server whoever uses it, at the end of a whole run. Waits until it is gone; memory is given back. */
export async function stopTestServer(): Promise<void> {
  rmSync(usersFolder, { recursive: true, force: true });
  const running = await runningPostmaster(path.join(testFolder, 'postgres'));
  if (running !== undefined) await stopPostmaster(running.pid);
  if (testFolder.startsWith(memoryFolder)) rmSync(testFolder, { recursive: true, force: true });
}

async function join(): Promise<string> {
  mkdirSync(usersFolder, { recursive: true });
  return withMutex(async () => {
    writeFileSync(mine, JSON.stringify(thisProcess()));
    leaveAtExit();
    const server = await startEmbedded({ dataDir: testFolder, durable: false });
    return server.url;
  });
}

function leaveAtExit(): void {
  process.once('exit', leave);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      leave();
      process.kill(process.pid, signal);
    });
  }
}

/** Runs while the process exits, so nothing in it may wait for the event loop. */
function leave(): void {
  rmSync(mine, { force: true });
  if (!enterMutex()) return;
  try {
    if (others().length > 0) return;
    const pid = Number.parseInt(readFileSync(path.join(testFolder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
    process.kill(pid, 'SIGINT');
    // Gone before the mutex is given up: the next one must not join a server that is about to stop.
    for (let waited = 0; waited < 500 && isRunning(pid); waited += 1) pauseSync(10);
  } catch {
    // Not running any more: then there is nothing to stop.
  } finally {
    leaveMutex();
  }
}

/** Live users of the server besides this process; clears the files of dead ones. */
function others(): readonly number[] {
  return readdirSync(usersFolder).flatMap((name) => {
    const file = path.join(usersFolder, name);
    const user = parseHolder(readFileSync(file, 'utf8'));
    if (user !== undefined && isSameProcess(user)) return user.pid === process.pid ? [] : [user.pid];
    rmSync(file, { force: true });
    return [];
  });
}

export async function withMutex<T>(fn: () => Promise<T>): Promise<T> {
  while (!tryMutex()) await new Promise((resolve) => setTimeout(resolve, 10));
  try {
    return await fn();
  } finally {
    leaveMutex();
  }
}

function enterMutex(): boolean {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (tryMutex()) return true;
    pauseSync(10);
  }
  return false;
}

function pauseSync(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** A folder is made by one process only; the file in it tells whether its maker still lives. */
function tryMutex(): boolean {
  const holder = path.join(mutexFolder, 'holder');
  try {
    mkdirSync(mutexFolder);
    writeFileSync(holder, JSON.stringify(thisProcess()));
    return true;
  } catch {
    // Held, or left by a dead process: see below.
  }
  try {
    const user = parseHolder(readFileSync(holder, 'utf8'));
    if (user !== undefined && !isSameProcess(user)) discardMutex();
  } catch {
    // Made this very moment, or its maker died between the two steps: a second is ample for the latter.
    if (ageMs(mutexFolder) > 1000) discardMutex();
  }
  return false;
}

const ageMs = (folder: string): number => {
  try {
    return Date.now() - statSync(folder).mtimeMs;
  } catch {
    return 0;
  }
};

function discardMutex(): void {
  try {
    const aside = `${mutexFolder}.${process.pid}`;
    renameSync(mutexFolder, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Another one was quicker.
  }
}

function leaveMutex(): void {
  rmSync(path.join(mutexFolder, 'holder'), { force: true });
  try {
    rmdirSync(mutexFolder);
  } catch {
    // Discarded by another, who took this process for dead.
  }
}
