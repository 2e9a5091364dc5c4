/** A database that counts the statements sent through it, BEGIN and COMMIT included. */
import type { Database, Queryable, Transaction } from '@kobling/store';

export interface Counted {
  readonly db: Database;
  statements: number;
}

export function counted(inner: Database): Counted {
  const count = (of: Queryable): Queryable => ({
    query: (sql, params) => {
      counter.statements += 1;
      return of.query(sql, params);
    },
    run: (sql, params) => {
      counter.statements += 1;
      return of.run(sql, params);
    },
  });
  const counter: Counted = {
    statements: 0,
    db: {
      url: inner.url,
      ...count(inner),
      transaction: (fn, options) => {
        counter.statements += 2;
        return inner.transaction((tx): ReturnType<typeof fn> => {
          const through: Transaction = { ...count(tx), inTransaction: true };
          return fn(through);
        }, options);
      },
      close: () => inner.close(),
    },
  };
  return counter;
}
