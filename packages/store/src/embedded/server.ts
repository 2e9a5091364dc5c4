/** Starts the embedded database of a data folder, or takes over the one that outlived a killed hub. */
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Cluster, databaseUser, lastLines, openCluster } from './cluster.ts';
import { enterable } from './enterable.ts';
import { EmbeddedError } from './errors.ts';
import { launch } from './launch.ts';
import { answersAsOurs, newClient, pidFile, runningPostmaster, stopPostmaster, until } from './postmaster.ts';
import { type SystemUser, systemUser } from './system-user.ts';

export interface EmbeddedOptions {
  /** The hub's data folder; the cluster is in `postgres` below it. */
  readonly dataDir: string;
  /** Default: a free one. Always on 127.0.0.1. */
  readonly port?: number;
  /** False in tests only: a power cut may then lose the cluster. Default true. */
  readonly durable?: boolean;
}
export interface EmbeddedServer {
  /** postgres:// URL with password. */
  readonly url: string;
  readonly pid: number;
  /** It ran already, left by a hub that was killed. */
  readonly reused: boolean;
  /** Flushes and ends the server; waits until it is gone. May be called twice. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/** Throws EmbeddedError with a sentence that says what to do. Two hubs on one folder: see lockDataFolder. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = path.resolve(options.dataDir);
  const user = systemUser();
  const binaries = await enterable(await findBinaries(), user);
  const cluster = await openCluster(dataDir, binaries, user, options.durable ?? true);
  const survivor = await reuse(cluster);
  const { pid, port } = survivor ?? (await start(cluster, binaries, user, options));
  await createDatabase(cluster, port);
  let stopping: Promise<void> | undefined;
  return {
    url: `postgres://${databaseUser}:${cluster.password}@127.0.0.1:${port}/${databaseUser}`,
    pid,
    reused: survivor !== undefined,
    stop: () => (stopping ??= stopPostmaster(pid)),
  };
}

interface Place {
  readonly pid: number;
  readonly port: number;
}

/** A survivor that answers is used as it is; one that does not (stopping, stuck) is ended first. */
async function reuse(cluster: Cluster): Promise<Place | undefined> {
  const found = await runningPostmaster(cluster.folder);
  if (found === undefined) {
    // The process is gone, or its number now belongs to a stranger: PostgreSQL would take the latter for a server.
    await rm(path.join(cluster.folder, 'postmaster.pid'), { force: true });
    return undefined;
  }
  if (found.ready && (await answersAsOurs(cluster, found.port))) return found;
  await stopPostmaster(found.pid);
  return undefined;
}

async function start(
  cluster: Cluster,
  binaries: Binaries,
  user: SystemUser | undefined,
  options: EmbeddedOptions,
): Promise<Place> {
  // Between choosing a free port and taking it, somebody else may: then another one is chosen.
  const tries = options.port === undefined ? 3 : 1;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const port = options.port ?? (await freePort());
    const args = ['-D', cluster.folder, '-p', String(port), ...settings(options.durable ?? true)];
    const reach = [cluster.folder, binaries.postgres];
    const child = await launch({ program: binaries.postgres, args, user, reach, logFile: cluster.logFile });
    let over = false;
    void child.ended.then(
      () => {
        over = true;
      },
      () => {
        over = true;
      },
    );
    await until(async () => over || (await pidFile(cluster.folder))?.ready === true, startTimeoutMs);
    if (!over && (await answersAsOurs(cluster, port))) {
      child.release();
      return { pid: child.pid, port };
    }
    await stopPostmaster(child.pid, 5_000);
  }
  const message = `The embedded database did not start: ${await lastLines(cluster.logFile)}`;
  throw new EmbeddedError('embedded.start', message);
}

/** For a hub beside other programs on a small machine; nothing but loopback listens. */
function settings(durable: boolean): string[] {
  const values: Readonly<Record<string, string | number>> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: '64MB',
    max_wal_size: '512MB',
    jit: 'off',
    timezone: 'UTC',
    // A forgotten transaction stops the change feed of everybody (H26).
    idle_in_transaction_session_timeout: '60s',
    transaction_timeout: '30min',
    // Hubs are killed: a dead client's session ends instead of holding its locks.
    client_connection_check_interval: '5s',
    log_checkpoints: 'off',
    // Tests share one server: two hubs of one test file alone hold some forty.
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 400 }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = newClient(cluster, port, 'postgres');
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseUser]);
    if (rowCount === 0) await client.query(`create database ${databaseUser}`);
  } finally {
    await client.end();
  }
}
