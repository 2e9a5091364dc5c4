/** Tells a database that cannot be used for now from a bug: the engine leaves its work as it stands and takes it up again. */
import { StoreAway } from '@kobling/engine';
import { databaseErrorCode, databaseErrors } from '../database-errors.ts';
import { CommitUnknown, type Database } from '../database.ts';

/** The same database; what it throws because it is away is a StoreAway. */
export function sayingWhenAway(db: Database): Database {
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw awayError(error) ?? error;
    }
  };
  return {
    url: db.url,
    query: (sql, params) => told(db.query(sql, params)),
    run: (sql, params) => told(db.run(sql, params)),
    transaction: (fn, options) => told(db.transaction(fn, options)),
    close: () => db.close(),
  };
}

/** Codes of the network, and of its absence. */
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
/** What `pg` says without a code when a connection breaks under it. */
const broken = /^Connection terminated|connection error and is not queryable|^timeout exceeded when trying to connect/;

function awayError(error: unknown): StoreAway | undefined {
  if (!(error instanceof Error) || error instanceof StoreAway) return undefined;
  const kind = databaseErrors[databaseErrorCode(error) ?? ''];
  if (kind !== undefined) return kind.away === true ? new StoreAway(kind.meaning, error) : undefined;
  if (error instanceof CommitUnknown) return new StoreAway(error.message, error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return network.has(code) || broken.test(error.message)
    ? new StoreAway('The database cannot be reached. The hub goes on by itself when it can.', error)
    : undefined;
}
