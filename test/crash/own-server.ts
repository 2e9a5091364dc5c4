/** A PostgreSQL of a test's own, durable as in the product, that may be killed, stopped at once and filled up without hurting others. */
import { spawnSync } from 'node:child_process';
import { migrate, openDatabase } from '@kobling/store';
import { type EmbeddedServer, startEmbedded } from '@kobling/store/embedded';
import type { StoryPlace } from './story.ts';

/** `SIGQUIT`: PostgreSQL's immediate shutdown. `SIGKILL`: every one of its processes at once. */
export type DatabaseBlow = 'SIGKILL' | 'SIGQUIT';

export class OwnServer {
  readonly #dataDir: string;
  #server: EmbeddedServer;
  readonly #port: number;
  #made = 0;

  private constructor(dataDir: string, server: EmbeddedServer) {
    this.#dataDir = dataDir;
    this.#server = server;
    this.#port = Number(new URL(server.url).port);
  }

  static async start(dataDir: string): Promise<OwnServer> {
    return new OwnServer(dataDir, await startEmbedded({ dataDir }));
  }

  get url(): string {
    return this.#server.url;
  }

  /** Without waiting for anything. */
  strike(blow: DatabaseBlow): void {
    const pids = blow === 'SIGQUIT' ? [this.#server.pid] : [this.#server.pid, ...childrenOf(this.#server.pid)];
    for (const pid of pids) kill(pid, blow);
  }

  /** One session's process, as the system does it when memory runs out: PostgreSQL then restarts all of them by itself. */
  strikeSession(pid: number): void {
    kill(pid, 'SIGKILL');
  }

  /** Waits until the old one is gone. It comes back where it was, so that nobody needs another address. */
  async restart(): Promise<void> {
    await this.#server.stop();
    this.#server = await startEmbedded({ dataDir: this.#dataDir, port: this.#port });
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  /** A fresh, migrated database on it. */
  async database(): Promise<StoryPlace> {
    this.#made += 1;
    const name = `story_${this.#made}`;
    const server = openDatabase(this.url, { applicationName: 'crash test', max: 1 });
    await server.run(`create database ${name}`);
    await server.close();
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    const db = openDatabase(url.href, { applicationName: 'crash test', max: 4 });
    const migrated = await migrate(db);
    if (migrated.status !== 'ok') throw new Error(migrated.message);
    return { db, url: url.href, drop: () => db.close() };
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

function childrenOf(parent: number): readonly number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, ppid]) => ppid === parent)
    .map(([pid = 0]) => pid);
}
