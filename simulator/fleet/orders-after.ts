import { z } from 'zod';
import type { FleetDatabase } from './fleet-database.ts';
import type { VisitSaid } from './kiosks-say.ts';

/** What the center's database says of the orders when all kiosks are done. */
export interface OrdersState {
  readonly inRegister: number;
  /** Orders of which a kiosk has pages and the register knows nothing. */
  readonly forgotten: number;
  /** Printed at the kiosk, and not printed in the register. */
  readonly printedNotTold: number;
  /** Requests with more than one order. */
  readonly requestsWithTwo: number;
  /** Left open though their visit is over. */
  readonly open: number;
}

const counted = z.array(z.object({ n: z.number() })).length(1);

/** Compares what kiosks hold with what the register says: nothing issued is forgotten, nothing is issued twice. */
export async function stateOfOrders(
  database: Pick<FleetDatabase, 'open'>,
  visited: readonly VisitSaid[],
): Promise<OrdersState> {
  const sql = await database.open();
  const count = async (text: string, params: readonly string[] = []): Promise<number> =>
    counted.parse(await sql.query(text, params))[0]?.n ?? 0;
  const transactions = visited.map(({ transaction }) => transaction);
  const printed = visited.filter((visit) => visit.printed).flatMap(({ numbers }) => numbers);
  const list = 'SELECT jsonb_array_elements_text($1::jsonb)';
  try {
    return {
      inRegister: await count('SELECT count(*) AS n FROM orders'),
      forgotten: await count(
        `SELECT count(*) AS n FROM (${list} EXCEPT SELECT transaction_id FROM orders) AS f`,
        [JSON.stringify(transactions)],
      ),
      printedNotTold: await count(
        `SELECT count(*) AS n FROM (${list} EXCEPT SELECT number FROM documents WHERE state = 'printed') AS f`,
        [JSON.stringify(printed)],
      ),
      requestsWithTwo: await count(
        'SELECT count(*) AS n FROM (SELECT request FROM orders GROUP BY request HAVING count(*) > 1) AS t',
      ),
      open: await count("SELECT count(*) AS n FROM orders WHERE state = 'open'"),
    };
  } finally {
    await sql.close();
  }
}
