/**
 * The way to PostgreSQL: a pool, single statements, and transactions that are tried again when PostgreSQL itself
 * says that trying again is the remedy. Everything above takes a `Queryable`, so that it runs inside a transaction or
 * outside of one.
 */
import pg from 'pg';
import { databaseErrorCode, isRetryable } from './database-errors.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Queryable {
  /** Rows of one statement. int8 comes as a number, date as text, timestamptz as Date, jsonb parsed, xid8 as text. */
  query<T extends object = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** Runs one statement; answers how many rows it touched. */
  run(sql: string, params?: readonly unknown[]): Promise<number>;
}

/** Inside a transaction: everything is done or nothing. */
export interface Transaction extends Queryable {
  readonly inTransaction: true;
}

export interface TransactionOptions {
  /** How often to begin again after a serialisation failure or deadlock. Default 5. */
  readonly retries?: number;
  readonly isolation?: 'read committed' | 'repeatable read';
}

export interface Database extends Queryable {
  readonly url: string;
  /**
   * Runs `fn` between BEGIN and COMMIT. A serialisation failure (40001) or deadlock (40P01) runs it again from the
   * start, so `fn` may have no effects outside of the database. Throws CommitUnknown when the answer to COMMIT was lost.
   */
  transaction<T>(fn: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Waits for running statements, then closes all connections. May be called twice. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most. Default 10. */
  readonly max?: number;
  /** Shown in pg_stat_activity, so that a blocking session can be named (H26). */
  readonly applicationName: string;
  /** No statement may take longer. Default: none. */
  readonly statementTimeoutMs?: number;
  /** Spreads retries; in [0, 1). Default Math.random. */
  readonly random?: () => number;
  /** A connection broke while nobody used it; the pool has replaced it. */
  readonly onIdleError?: (error: Error) => void;
}

/** The connection was lost between COMMIT and its answer: the transaction may have happened. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('The connection to the database was lost during COMMIT; the change may have been stored.', { cause });
    this.name = 'CommitUnknown';
  }
}

const textAsIs = (text: string): string => text;
/** An id beyond 2^53 would be silently another id: that is a bug, not a value. */
const safeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`The integer ${text} is beyond 2^53 and cannot be read exactly.`);
  return value;
};
/** int8[]: the driver's own parser leaves the elements as text. */
const safeIntegers = (text: string): number[] => (text === '{}' ? [] : text.slice(1, -1).split(',').map(safeInteger));
const int8Array = 1016;
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, safeInteger],
  [int8Array, safeIntegers],
  [pg.types.builtins.DATE, textAsIs],
  [pg.types.builtins.TIMESTAMP, textAsIs],
]);
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) =>
    (format === undefined || format === 'text' ? parsers.get(oid) : undefined) ??
    pg.types.getTypeParser(oid, format as 'text'),
};

const client = (of: Pick<pg.ClientBase, 'query'>): Queryable => ({
  async query<T extends object>(sql: string, params?: readonly unknown[]): Promise<T[]> {
    const result = await of.query<T & pg.QueryResultRow>(sql, params === undefined ? undefined : [...params]);
    return result.rows;
  },
  async run(sql, params) {
    const result = await of.query(sql, params === undefined ? undefined : [...params]);
    return result.rowCount ?? 0;
  },
});

/** Opens a pool; connects on first use. `url` is a postgres:// URL. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName,
    types,
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  const random = options.random ?? Math.random;
  let closing: Promise<void> | undefined;
  return {
    url,
    ...client({ query: pool.query.bind(pool) }),
    transaction: (fn, settings = {}) => retried(() => once(pool, fn, settings), settings.retries ?? 5, random),
    close: () => (closing ??= pool.end()),
  };
}

async function retried<T>(attempt: () => Promise<T>, retries: number, random: () => number): Promise<T> {
  for (let failed = 0; ; failed += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (failed >= retries || !isRetryable(databaseErrorCode(error))) throw error;
      const delayMs = 5 * 2 ** failed * (0.5 + random());
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}

async function once<T>(pool: pg.Pool, fn: (tx: Transaction) => Promise<T>, settings: TransactionOptions): Promise<T> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  connection.on('error', onError);
  let committing = false;
  try {
    await connection.query(
      settings.isolation === 'repeatable read' ? 'begin isolation level repeatable read' : 'begin',
    );
    const value = await fn({ ...client(connection), inTransaction: true });
    committing = true;
    await connection.query('commit');
    return value;
  } catch (error) {
    // A refusal by PostgreSQL has a code of its own; anything else during COMMIT is a lost answer.
    if (committing && databaseErrorCode(error) === undefined) {
      broken ??= error instanceof Error ? error : new Error('commit failed', { cause: error });
      throw new CommitUnknown(error);
    }
    await connection.query('rollback').catch((cause: unknown) => {
      broken = new Error('rollback failed', { cause });
    });
    throw error;
  } finally {
    connection.off('error', onError);
    connection.release(broken);
  }
}
