import type { Queries, Sql } from '../../issuing-center/store/sql.ts';

export interface Hold {
  /** Resolves when a transaction has reached the statement and waits before it. */
  readonly reached: Promise<void>;
  /** Lets it go on. */
  release(): void;
  /** Resolves when that transaction has ended, either way. */
  readonly ended: Promise<void>;
}

/** A database whose transactions a test can hold before a statement, to do something in the meantime. */
export interface HeldSql {
  readonly sql: Sql;
  /** Holds the next transaction that reaches a matching statement. Several holds stop several transactions, in order. */
  holdBefore(statement: RegExp): Hold;
}

export function holdingSql(sql: Sql): HeldSql {
  const holds: { statement: RegExp; reached: () => void; released: Promise<void>; ended: () => void }[] = [];

  return {
    sql: {
      ...sql,
      transaction: async (work) => {
        const ended: (() => void)[] = [];
        const held = (queries: Queries): Queries => ({
          async query(text, params) {
            const index = holds.findIndex(({ statement }) => statement.test(text));
            const [hold] = index < 0 ? [] : holds.splice(index, 1);
            if (hold) {
              ended.push(hold.ended);
              hold.reached();
              await hold.released;
            }
            return queries.query(text, params);
          },
        });
        try {
          return await sql.transaction((queries) => work(held(queries)));
        } finally {
          for (const end of ended) end();
        }
      },
    },
    holdBefore(statement) {
      const reached = Promise.withResolvers<undefined>();
      const released = Promise.withResolvers<undefined>();
      const ended = Promise.withResolvers<undefined>();
      holds.push({
        statement,
        reached: () => reached.resolve(undefined),
        released: released.promise,
        ended: () => ended.resolve(undefined),
      });
      return {
        reached: reached.promise,
        release: () => released.resolve(undefined),
        ended: ended.promise,
      };
    },
  };
}
