/** A database whose writes fail at the driver as they do on a full disk, or whose COMMIT is carried out without an answer. */
import { CommitUnknown, type Database, type Queryable } from '@kobling/store';

/** As `pg` throws what PostgreSQL answers. */
export class DiskFull extends Error {
  readonly code = '53100';
  readonly severity = 'ERROR';
  constructor() {
    super('could not extend file "base/16384/16405": No space left on device');
  }
}

export interface Fault {
  readonly kind: 'diskFull' | 'commitUnknown';
  /** Which write, from 1; 0: none. A full disk stays full until `over`. */
  readonly at: number;
  over: boolean;
  /** Writes so far. */
  count: number;
}
export const faultAt = (kind: Fault['kind'], at: number): Fault => ({ kind, at, over: false, count: 0 });

const writes = /\b(insert into|update|delete from)\b/i;

/** `diskFull` counts statements that write, `commitUnknown` transactions. */
export function failingDatabase(db: Database, fault: Fault): Database {
  const checked = (of: Queryable): Queryable => ({
    query: (sql, params) => fullOr(sql, () => of.query(sql, params)),
    run: (sql, params) => fullOr(sql, () => of.run(sql, params)),
  });
  const fullOr = async <T>(sql: string, go: () => Promise<T>): Promise<T> => {
    if (fault.kind === 'diskFull' && writes.test(sql)) {
      fault.count += 1;
      if (fault.at > 0 && fault.count >= fault.at && !fault.over) throw new DiskFull();
    }
    return go();
  };
  return {
    ...checked(db),
    url: db.url,
    close: () => db.close(),
    async transaction(fn, options) {
      const value = await db.transaction((tx) => fn({ ...checked(tx), inTransaction: true }), options);
      if (fault.kind === 'commitUnknown') {
        fault.count += 1;
        if (fault.count === fault.at) throw new CommitUnknown(new Error('read ECONNRESET'));
      }
      return value;
    },
  };
}
