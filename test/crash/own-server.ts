/**
 * A PostgreSQL of a test's own, durable as in the product, that may be killed, stopped at once and filled up without hurting others.
 * Nobody else's transactions hold its change feeds back (H26), so that a story takes the same steps every time.
 */
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
  readonly #durable: boolean;
  #made = 0;
  #template: Promise<string> | undefined;

  private constructor(dataDir: string, durable: boolean, server: EmbeddedServer) {
    this.#dataDir = dataDir;
    this.#durable = durable;
    this.#server = server;
    this.#port = Number(new URL(server.url).port);
  }

  /** `durable`: false where nobody strikes it. */
  static async start(dataDir: string, durable = true): Promise<OwnServer> {
    return new OwnServer(dataDir, durable, await startEmbedded({ dataDir, durable }));
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
    this.#server = await startEmbedded({ dataDir: this.#dataDir, durable: this.#durable, port: this.#port });
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  /** A fresh, migrated database on it; gone when it is dropped. */
  async database(): Promise<StoryPlace> {
    this.#made += 1;
    const name = `story_${this.#made}`;
    this.#template ??= this.#migrated();
    await this.#onServer(`create database ${name} template ${await this.#template}`);
    const url = this.#urlOf(name);
    const db = openDatabase(url, { applicationName: 'crash test', max: 4 });
    const drop = async (): Promise<void> => {
      await db.close();
      await this.#onServer(`drop database ${name} with (force)`);
    };
    return { db, url, drop };
  }

  async #migrated(): Promise<string> {
    const name = 'migrated';
    await this.#onServer(`create database ${name}`);
    const db = openDatabase(this.#urlOf(name), { applicationName: 'crash test', max: 1 });
    const migrated = await migrate(db);
    await db.close();
    if (migrated.status !== 'ok') throw new Error(migrated.message);
    return name;
  }

  async #onServer(sql: string): Promise<void> {
    const server = openDatabase(this.url, { applicationName: 'crash test', max: 1 });
    await server.run(sql);
    await server.close();
  }

  #urlOf(name: string): string {
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    return url.href;
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
