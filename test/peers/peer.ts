/**
 * Independent peers: programs that speak the connector protocol and share no line with ours. Mono's WCF serves and calls, so does
 * PHP's SOAP extension, and Python's zeep calls. Each plays both sides of the same sample (sample.ts): our client drives their
 * hosts through every operation (drive.ts), their clients drive ours (driven.ts).
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

export type PeerName = 'mono' | 'php' | 'zeep';
const isThere: Readonly<Record<PeerName, () => boolean>> = {
  mono: () => existsSync('/usr/bin/mcs') && existsSync('/usr/lib/mono/4.5/System.ServiceModel.dll'),
  php: () => runs('php', ['-r', 'exit(extension_loaded("soap") ? 0 : 1);']),
  zeep: () => runs(python, ['-c', 'import zeep']),
};
/** Debian's own: packages of Debian are not seen by another Python. */
export const python = '/usr/bin/python3';

function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A test that needs a peer: skipped only where no Debian can bring it, and never in CI. */
export function peerTest(peer: PeerName, name: string, play: () => Promise<void>): void {
  const there = isThere[peer]();
  const mayBeSkipped = process.env['CI'] !== 'true' && !(existsSync('/usr/bin/apt-get') && process.getuid?.() === 0);
  test(name, { timeout: 120_000, skip: !there && mayBeSkipped && `${peer} is not installed` }, async () => {
    if (!there) throw new Error(`${peer} is not installed. Run: node tools/bootstrap.mjs test`);
    await play();
  });
}

export const sourceOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Lends a folder for what a peer compiles and keeps. */
export async function inPeerFolder(play: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-peer-'));
  try {
    await play(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface RunningPeer {
  readonly url: string;
  /** A line on its standard input; answers when it said what matches. */
  tell(line: string, until: RegExp): Promise<void>;
  close(): Promise<void>;
}

/**
 * A peer's host: ready when a line of it matches `ready`, whose first group is the address. Its standard input stays open for as
 * long as we live; a host ends by itself when it closes.
 */
export async function startPeer(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  ready: RegExp,
): Promise<RunningPeer> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const close = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.stdin.end();
    await once(child, 'exit');
  };
  let said = '';
  let news = Promise.withResolvers<void>();
  const happened = (text: string): void => {
    said += text;
    news.resolve();
    news = Promise.withResolvers();
  };
  child.stdout.setEncoding('utf8').on('data', happened);
  child.stderr.setEncoding('utf8').on('data', happened);
  child.on('error', (error) => happened(error.message)).on('close', () => happened(''));
  const waitFor = async (wanted: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = wanted.exec(said);
      if (found !== null) return found;
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
        throw new Error(`${command} ended before it said ${wanted}: ${said}`);
      await news.promise;
    }
  };
  const [, url = ''] = await waitFor(ready);
  return {
    url,
    close,
    tell: async (line, until) => {
      child.stdin.write(`${line}\n`);
      await waitFor(until);
    },
  };
}

/** What a peer's client says, a line of JSON for each call. Throws with its own words when it fails. */
export async function hearPeer(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Said[]> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (written.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (written.err += text));
  await once(child, 'close');
  if (child.exitCode !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${child.exitCode}: ${written.err}${written.out}`);
  return written.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Said);
}

/** What a peer understood of one answer; `op` is the operation with the case. */
export interface Said {
  readonly op: string;
  readonly [member: string]: unknown;
}
