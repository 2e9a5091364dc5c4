/** The running server of a cluster, by the file postmaster.pid that it keeps in its folder. */
import path from 'node:path';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import pg from 'pg';
import { type Cluster, databaseUser, readText } from './cluster.ts';
import { isRunning } from './process-identity.ts';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** It said that it takes connections. */
  readonly ready: boolean;
}

/** What postmaster.pid says, if its process lives and is a server of this folder. */
export async function runningPostmaster(folder: string): Promise<Postmaster | undefined> {
  const found = await pidFile(folder);
  return found !== undefined && isRunning(found.pid) && belongsTo(found.pid, folder) ? found : undefined;
}

/** As the file says, whether or not anything runs. Lines: pid, folder, start, port, socket folder, address, memory, status. */
export async function pidFile(folder: string): Promise<Postmaster | undefined> {
  const lines = (await readText(path.join(folder, 'postmaster.pid')))?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/** After a reboot the number may belong to anybody. Where /proc can tell, a server works in its own folder. */
function belongsTo(pid: number, folder: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    // The link of another user's process cannot be read, its name can.
  }
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}

/** Takes our password and serves our folder: then it is ours, whoever started it. */
export async function answersAsOurs(cluster: Cluster, port: number): Promise<boolean> {
  const client = newClient(cluster, port, 'postgres');
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    return rows[0] !== undefined && realpathSync(rows[0].folder) === realpathSync(cluster.folder);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export function newClient(cluster: Cluster, port: number, database: string): pg.Client {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: databaseUser,
    password: cluster.password,
    database,
    connectionTimeoutMillis: 5_000,
  });
  // A server that stops while this client closes is not news.
  client.on('error', () => undefined);
  return client;
}

/** Looks again every 20 ms until `condition` holds; false after `timeoutMs`. */
export async function until(condition: () => Promise<boolean> | boolean, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Fast shutdown: running statements end, everything is flushed. After `timeoutMs` without flushing; WAL repairs that. */
export async function stopPostmaster(pid: number, timeoutMs = 30_000): Promise<void> {
  signal(pid, 'SIGINT');
  if (await until(() => !isRunning(pid), timeoutMs)) return;
  signal(pid, 'SIGQUIT');
  await until(() => !isRunning(pid), 10_000);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}
