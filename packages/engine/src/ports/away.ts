/** The store cannot be used for now. */

/**
 * Thrown by the store when its database is gone, restarting or full, or when the answer to a commit was lost. The work is not at
 * fault: a request stays as it stands and is taken up again. The message says what is the matter and what helps; the cause is kept.
 */
export class StoreAway extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'StoreAway';
  }
}
