/** A fresh, migrated database for one test file. */
import { createHash } from 'node:crypto';
import { isRunning } from '../embedded/process-identity.ts';
import { type Database, openDatabase } from '../database.ts';
import { migrate, readMigrations } from '../migrate.ts';
import { joinTestServer, withMutex } from './test-server.ts';

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  /** Closes `db` and removes the database. Call it in `after`. */
  drop(): Promise<void>;
}

let made = 0;

/** About 50 ms; the first of a run also starts the server (0.1 s, 0.7 s when its folder is new). */
export async function testDatabase(): Promise<TestDatabase> {
  const serverUrl = await joinTestServer();
  made += 1;
  const name = `t_${process.pid}_${made}`;
  await withServer(serverUrl, async (server) => {
    const template = await withMutex(() => makeTemplate(server, serverUrl));
    await server.run(`create database ${name} template ${template}`);
  });
  const url = urlOf(serverUrl, name);
  const db = openDatabase(url, { applicationName: name });
  return {
    db,
    url,
    async drop() {
      await db.close();
      await withServer(serverUrl, (server) => server.run(`drop database if exists ${name} with (force)`));
    },
  };
}

/** Named by the migrations' checksums: another schema, another template. Also clears what dead processes left. */
async function makeTemplate(server: Database, serverUrl: string): Promise<string> {
  const migrations = await readMigrations();
  const checksum = createHash('sha256')
    .update(migrations.map((migration) => migration.checksum).join())
    .digest('hex');
  const name = `template_${checksum.slice(0, 16)}`;
  const found = await server.query<{ name: string }>(
    String.raw`select datname as name from pg_database where datname like 't\_%' or datname like 'template\_%'`,
  );
  if (found.some((database) => database.name === name)) return name;
  for (const left of found) {
    const owner = Number(/^t_(\d+)_/.exec(left.name)?.[1] ?? 0);
    if (owner === 0 || !isRunning(owner)) await server.run(`drop database if exists ${left.name} with (force)`);
  }
  // Under another name until it is whole: a process killed half-way leaves no template that looks finished.
  const raw = `t_${process.pid}_0`;
  await server.run(`drop database if exists ${raw}`);
  await server.run(`create database ${raw}`);
  const db = openDatabase(urlOf(serverUrl, raw), { applicationName: raw, max: 1 });
  const result = await migrate(db);
  await db.close();
  if (result.status !== 'ok') throw new Error(result.message, 'cause' in result ? { cause: result.cause } : undefined);
  await server.run(`alter database ${raw} rename to ${name}`);
  return name;
}

async function withServer<T>(url: string, fn: (server: Database) => Promise<T>): Promise<T> {
  const server = openDatabase(url, { applicationName: 'kobling-test-server', max: 1 });
  try {
    return await fn(server);
  } finally {
    await server.close();
  }
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
