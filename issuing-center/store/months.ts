import { z } from 'zod';
import { japanDate, type Instant } from '../../shared/dates.ts';
import type { TransactionId } from '../../shared/ids.ts';
import { digitsInCode } from '../../shared/receipt-code.ts';
import type { Queries, Row, Sql } from './sql.ts';

/**
 * The month of whose tables a session's orders are: that in which it began, as its first day. An order that comes after midnight of the
 * last day is of its session's month too, so that a request that is sent again is looked for where it was entered.
 * `-infinity`: from before there were tables by month.
 */
export const monthSchema = z
  .string()
  .regex(/^(?:-infinity|\d{4}-\d{2}-01)$/)
  .brand<'Month'>();
export type Month = z.infer<typeof monthSchema>;

/** The month at an instant in Japan. */
export function monthAt(instant: Instant): Month {
  return monthSchema.parse(`${japanDate(instant).slice(0, 7)}-01`);
}

/** A month's own tables. Named in statements themselves: one over all months would lock and plan each of them. */
export interface MonthTables {
  readonly orders: string;
  readonly documents: string;
}

/** The tables of a month. The names hold nothing but digits and underlines beside their words. */
export function tablesOf(month: Month): MonthTables {
  const suffix = month === '-infinity' ? 'before' : month.slice(0, 7).replace('-', '_');
  return { orders: `orders_${suffix}`, documents: `documents_${suffix}` };
}

const monthRows = z.array(z.object({ month: monthSchema })).max(1);

/** The month in the one row that there may be; null: there is none. */
export function monthIn(rows: readonly Row[]): Month | null {
  return monthRows.parse(rows)[0]?.month ?? null;
}

/** The month of an order; null: there is none, or its month was put away. */
export async function monthOfOrder(queries: Queries, transaction: TransactionId): Promise<Month | null> {
  return monthIn(
    await queries.query(
      `SELECT month FROM receipt_codes WHERE code = $1 AND transaction_id = $2 AND to_regclass('orders_' ||
         CASE WHEN isfinite(month) THEN to_char(month, 'YYYY_MM') ELSE 'before' END) IS NOT NULL`,
      [transaction.slice(0, digitsInCode), transaction],
    ),
  );
}

/** How long before a month its tables are made, so that nobody's session waits for them. */
const aheadMs = 7 * 24 * 60 * 60 * 1000;

/** Sees to it that a month has tables before anything of it is entered. */
export interface Months {
  /**
   * The month at an instant, with its tables there.
   * @throws when the database does not make them
   */
  at(instant: Instant): Promise<Month>;
  /** Makes the tables of the present month, and those of the next one when it is near. */
  prepare(now: Instant): Promise<void>;
}

export function createMonths(sql: Sql): Months {
  const there = new Set<Month>();
  async function at(instant: Instant): Promise<Month> {
    const month = monthAt(instant);
    if (there.has(month)) return month;
    await makeMonth(sql, month);
    there.add(month);
    return month;
  }
  return {
    at,
    async prepare(now) {
      await at(now);
      await at(now + aheadMs);
    },
  };
}

/** One node at a time makes tables of months. */
const lock = 'SELECT pg_advisory_xact_lock(4096003);';

/**
 * Makes a month's tables where they are missing. Nobody waits for it who reads or enters orders of another month: tables are filled in
 * beside the others, and then attached.
 */
export async function makeMonth(sql: Sql, month: Month): Promise<void> {
  const { orders, documents } = tablesOf(month);
  // What makes it again after a node was killed in the middle is that one script is one transaction.
  await sql.script(`${lock}
    DO $$
    BEGIN
      IF to_regclass('${orders}') IS NOT NULL THEN RETURN; END IF;

      CREATE TABLE ${orders} (LIKE orders INCLUDING CONSTRAINTS, PRIMARY KEY (transaction_id), UNIQUE (request));
      CREATE INDEX ON ${orders} (session) WHERE state = 'open';
      CREATE INDEX ON ${orders} (kiosk) WHERE owed > 0;

      CREATE TABLE ${documents} (LIKE documents INCLUDING CONSTRAINTS, PRIMARY KEY (number),
        FOREIGN KEY (transaction_id) REFERENCES ${orders} (transaction_id));
      CREATE INDEX ON ${documents} (transaction_id);
      CREATE INDEX ON ${documents} (transaction_id) WHERE state = 'void';

      ALTER TABLE orders ATTACH PARTITION ${orders}
        FOR VALUES FROM ('${month}') TO (DATE '${month}' + INTERVAL '1 month');
      ALTER TABLE documents ATTACH PARTITION ${documents}
        FOR VALUES FROM ('${month}') TO (DATE '${month}' + INTERVAL '1 month');
    END
    $$;`);
}
