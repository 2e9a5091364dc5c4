export type EmbeddedErrorCode =
  /** No PostgreSQL binaries for this machine. */
  | 'embedded.unsupported'
  /** Running as root and no user to run PostgreSQL as. */
  | 'embedded.noUser'
  /** The database's user cannot enter a folder on the way to the data or the binaries. */
  | 'embedded.noAccess'
  /** The data folder was made by another major version of PostgreSQL. */
  | 'embedded.version'
  /** initdb failed. */
  | 'embedded.init'
  /** The server did not come up, or a foreign process holds its place. */
  | 'embedded.start';

/** Thrown when the embedded database cannot be had; the message says what to do. A hub without database cannot go on. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode;
  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedError';
    this.code = code;
  }
}
