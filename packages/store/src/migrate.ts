/**
 * Brings a database to the schema of this version: numbered plain SQL files, each in a transaction of its own together
 * with its row in schema_migration. Expected failures are values; a person reads them at start.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Database, Transaction } from './database.ts';
import { databaseErrorCode } from './database-errors.ts';

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

export interface Migration {
  readonly number: number;
  /** The file's name without number and ending. */
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

export type MigrationResult =
  | { readonly status: 'ok'; readonly applied: readonly string[]; readonly at: number }
  /** The database was made by a newer version of Kobling. */
  | { readonly status: 'newer'; readonly message: string; readonly found: number; readonly known: number }
  /** An applied migration's file is not what it was. */
  | { readonly status: 'changed'; readonly message: string; readonly number: number }
  /** The files are not numbered 1, 2, 3 … or cannot be read. */
  | { readonly status: 'invalid'; readonly message: string }
  /** PostgreSQL refused a migration; the ones before it stay applied. */
  | { readonly status: 'failed'; readonly message: string; readonly number: number; readonly cause: unknown };

/** Any number that no other program is likely to use as an advisory lock in the same database. */
const lockKey = 4_611_686_001;

/** Reads and numbers the files; line ends do not count towards the checksum. */
export async function readMigrations(folder = migrationsFolder): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => {
      const sql = (await readFile(`${folder}/${file}`, 'utf8')).replaceAll('\r\n', '\n');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { number: Number.parseInt(file, 10), name: file.replace(/^\d+_|\.sql$/g, ''), sql, checksum };
    }),
  );
}

/** Applies what is missing. Two hubs that start at once wait for each other. */
export async function migrate(db: Database, folder = migrationsFolder): Promise<MigrationResult> {
  let migrations: readonly Migration[];
  try {
    migrations = await readMigrations(folder);
  } catch (error) {
    return { status: 'invalid', message: `The migrations cannot be read: ${String(error)}` };
  }
  const misnumbered = migrations.find((migration, index) => migration.number !== index + 1);
  if (misnumbered !== undefined) {
    const message = `Migration ${misnumbered.number}_${misnumbered.name}.sql is out of order: numbers run 0001, 0002, … without gaps.`;
    return { status: 'invalid', message };
  }
  const applied: string[] = [];
  for (;;) {
    let step: Step;
    try {
      step = await db.transaction((tx) => applyNext(tx, migrations));
    } catch (error) {
      return failure(error, migrations, applied.length);
    }
    if (step.status === 'applied') applied.push(step.name);
    else if (step.status === 'nothing') return { status: 'ok', applied, at: migrations.length };
    else return step;
  }
}

type Step =
  | { readonly status: 'applied'; readonly name: string }
  | { readonly status: 'nothing' }
  | Extract<MigrationResult, { status: 'newer' | 'changed' }>;

class MigrationFailed extends Error {
  readonly migration: Migration;
  constructor(migration: Migration, cause: unknown) {
    super(`Migration ${migration.number} failed`, { cause });
    this.migration = migration;
  }
}

/** One migration a transaction: what was applied stays applied when a later one fails. */
async function applyNext(tx: Transaction, migrations: readonly Migration[]): Promise<Step> {
  await tx.run('select pg_advisory_xact_lock($1)', [lockKey]);
  await tx.run(`create table if not exists schema_migration (
    number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`);
  const rows = await tx.query<{ number: number; checksum: string }>(
    'select number, checksum from schema_migration order by number',
  );
  const found = rows.at(-1)?.number ?? 0;
  if (found > migrations.length) {
    const message =
      `The database is at schema ${found}, this version of Kobling knows ${migrations.length}. ` +
      'Start the newer version, or restore a backup made by this one.';
    return { status: 'newer', message, found, known: migrations.length };
  }
  for (const row of rows) {
    const migration = migrations[row.number - 1];
    if (migration !== undefined && migration.checksum !== row.checksum) {
      const message =
        `Migration ${row.number} (${migration.name}) was changed after it had been applied. ` +
        'Restore the file as it was released; changes belong into a new migration.';
      return { status: 'changed', message, number: row.number };
    }
  }
  const next = migrations[found];
  if (next === undefined) return { status: 'nothing' };
  try {
    await tx.run(next.sql);
  } catch (error) {
    if (databaseErrorCode(error) === undefined) throw error;
    throw new MigrationFailed(next, error);
  }
  await tx.run('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [
    next.number,
    next.name,
    next.checksum,
  ]);
  return { status: 'applied', name: `${String(next.number).padStart(4, '0')}_${next.name}` };
}

function failure(error: unknown, migrations: readonly Migration[], applied: number): MigrationResult {
  const failed = error instanceof MigrationFailed ? error.migration : undefined;
  const cause = error instanceof MigrationFailed ? error.cause : error;
  const sentence = cause instanceof Error ? cause.message : String(cause);
  const number = failed?.number ?? applied;
  const message =
    failed === undefined
      ? `The database cannot be brought to schema ${migrations.length}: ${sentence}`
      : `Migration ${failed.number} (${failed.name}) failed and was undone: ${sentence}`;
  return { status: 'failed', message, number, cause };
}
