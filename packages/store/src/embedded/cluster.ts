/** The folder a PostgreSQL cluster lives in: made once, in full or not at all. */
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedError } from './errors.ts';
import { launch } from './launch.ts';
import type { SystemUser } from './system-user.ts';

export const databaseUser = 'kobling';
const majorVersion = '18';

export interface Cluster {
  /** Folder that PostgreSQL calls its data directory. */
  readonly folder: string;
  readonly password: string;
  readonly logFile: string;
}

/** Opens the cluster below the data folder, and makes it on first use (about half a second). */
export async function openCluster(
  dataDir: string,
  binaries: Binaries,
  user: SystemUser | undefined,
  durable: boolean,
): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true });
  const folder = path.join(dataDir, 'postgres');
  const passwordFile = path.join(dataDir, 'postgres.password');
  const logFile = path.join(dataDir, 'postgres.log');
  await keepLogSmall(logFile);
  const version = await readText(path.join(folder, 'PG_VERSION'));
  if (version === undefined) {
    const password = randomBytes(24).toString('base64url');
    await writeFile(passwordFile, password, { mode: 0o600 });
    await init({ folder, password, logFile }, binaries, user, durable);
    return { folder, password, logFile };
  }
  if (version.trim() !== majorVersion) {
    const message =
      `The database in ${folder} was made by PostgreSQL ${version.trim()}, this Kobling brings PostgreSQL ${majorVersion}. ` +
      'Make a backup with the version that made it and restore that here.';
    throw new EmbeddedError('embedded.version', message);
  }
  const password = await readText(passwordFile);
  if (password === undefined || password === '') {
    throw new EmbeddedError(
      'embedded.start',
      `The database's password is missing: put ${passwordFile} back from a backup.`,
    );
  }
  return { folder, password, logFile };
}

/** Into a folder of another name first: an initdb that was killed half-way leaves nothing that looks like a cluster. */
async function init(
  cluster: Cluster,
  binaries: Binaries,
  user: SystemUser | undefined,
  durable: boolean,
): Promise<void> {
  const { folder, password, logFile } = cluster;
  const fresh = `${folder}.new`;
  const passwordFile = `${fresh}.password`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) {
    await chown(fresh, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  try {
    const args = [
      `--pgdata=${fresh}`,
      `--username=${databaseUser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own collation: the same order on every machine, and no index breaks when the C library changes.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      ...(durable ? [] : ['--no-sync']),
    ];
    const reach = [fresh, binaries.initdb];
    const { ended } = await launch({ program: binaries.initdb, args, user, reach, logFile });
    if ((await ended) !== 0) {
      const message = `The embedded database could not be made in ${folder}: ${await lastLines(logFile)}`;
      throw new EmbeddedError('embedded.init', message);
    }
    await rename(fresh, folder);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

export async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function lastLines(logFile: string, count = 4): Promise<string> {
  const lines = ((await readText(logFile)) ?? '').trim().split('\n');
  return lines.slice(-count).join(' | ');
}

/** Only the server writes to it while it runs, so it is cut between runs. */
async function keepLogSmall(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (info) => info.size,
    () => 0,
  );
  if (size > 5 * 1024 * 1024) await rm(logFile, { force: true });
}
