/** PostgreSQL's error codes that the hub meets in normal operation: what each means and whether to try again. */

export interface DatabaseErrorKind {
  /** For a person who reads the log. */
  readonly meaning: string;
  /** The same transaction may succeed when it is run again. */
  readonly retry: boolean;
  /** Nothing is wrong with the statement: the database cannot be used for now. */
  readonly away?: true;
}

export const databaseErrors: Readonly<Record<string, DatabaseErrorKind>> = {
  '40001': { meaning: 'Two transactions changed the same rows; one has to begin again.', retry: true },
  '40P01': { meaning: 'Two transactions waited for each other; PostgreSQL ended this one.', retry: true },
  '55P03': { meaning: 'A row or table stayed locked longer than lock_timeout allows.', retry: true },
  '57P01': {
    meaning: 'An administrator ended the connection, or the server is being stopped.',
    retry: false,
    away: true,
  },
  '57P02': { meaning: 'The server is restarting after a crash.', retry: false, away: true },
  '57P03': { meaning: 'The server is starting or stopping and takes no connections yet.', retry: false, away: true },
  '57014': { meaning: 'The statement took longer than statement_timeout, or was cancelled.', retry: false },
  '25P03': { meaning: 'A transaction stood idle longer than allowed and was ended.', retry: false },
  '25P04': { meaning: 'A transaction took longer than transaction_timeout and was ended.', retry: false },
  '53100': {
    meaning: 'The disk of the database is full. Free space; nothing half-written is kept.',
    retry: false,
    away: true,
  },
  '53300': {
    meaning: 'All connections of the database are in use. Raise max_connections or run fewer hubs.',
    retry: false,
    away: true,
  },
  '23503': { meaning: 'A row that is referred to does not exist.', retry: false },
  '23505': { meaning: 'A row with this key exists already.', retry: false },
  '28P01': { meaning: 'The database refuses the password.', retry: false },
  '3D000': { meaning: 'The database does not exist.', retry: false },
};

/** The SQLSTATE of an error thrown by `pg`; undefined when the error did not come from the server. */
export function databaseErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  // Network errors carry codes as well (ECONNRESET); a SQLSTATE has five characters and comes with a severity.
  return 'severity' in error && error.code.length === 5 ? error.code : undefined;
}

export const isRetryable = (code: string | undefined): boolean =>
  code !== undefined && databaseErrors[code]?.retry === true;
