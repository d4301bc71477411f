import { z } from 'zod';
import { outReasonSchema } from '../../shared/attendants.ts';
import type { Instant } from '../../shared/dates.ts';
import {
  noOrders,
  programVersionSchema,
  type OrderedService,
  type StandingOrders,
} from '../../shared/kiosk-report.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Queries } from '../store/sql.ts';

const orderRows = z.array(
  z.object({
    number: z.int().positive(),
    service: z.enum(['in', 'draining', 'out']),
    reason: outReasonSchema.nullable(),
    update: programVersionSchema.nullable(),
    givenAt: z.number(),
    givenBy: z.string(),
    heardAt: z.number().nullable(),
  }),
);
/** An order as it was given, and whether the kiosk has it. */
export type GivenOrder = z.infer<typeof orderRows>[number];

const columns = `number, service, reason, update_to AS update, given_at AS "givenAt", given_by AS "givenBy", heard_at AS "heardAt"`;

/** All orders of a kiosk, the latest first. */
export async function ordersOf(
  queries: Queries,
  kiosk: string,
  most: number,
): Promise<readonly GivenOrder[]> {
  return orderRows.parse(
    await queries.query(
      `SELECT ${columns} FROM kiosk_orders WHERE kiosk = $1 ORDER BY number DESC LIMIT $2`,
      [kiosk, most],
    ),
  );
}

/** What is wanted of a kiosk now. */
export async function standingOrders(queries: Queries, kiosk: string): Promise<StandingOrders> {
  const [latest] = await ordersOf(queries, kiosk, 1);
  return latest ? asStanding(latest) : noOrders;
}

function asStanding({ number, service, reason, update }: GivenOrder): StandingOrders {
  return { number, service: serviceOf(service, reason), update };
}

function serviceOf(state: GivenOrder['service'], reason: GivenOrder['reason']): OrderedService {
  if (state !== 'out') return { state };
  if (reason === null) throw new Error('an order out of service has a reason: the table checks it');
  return { state, reason };
}

/** What an operator changes of the standing orders; the rest stays as it is. */
export type OrderChange =
  | { readonly of: 'service'; readonly service: OrderedService }
  | { readonly of: 'update'; readonly update: string | null };

/**
 * Gives a kiosk an order; inside the transaction that puts it on record.
 * @param seen the number of the orders that the operator looked at
 * @returns the orders before and after; `changed`: somebody gave another one meanwhile; `same`: it is already so
 */
export async function giveOrder(
  queries: Queries,
  kiosk: string,
  seen: number,
  change: OrderChange,
  by: { readonly name: string; readonly at: Instant },
): Promise<Result<{ readonly was: StandingOrders; readonly is: StandingOrders }, 'changed' | 'same'>> {
  await queries.query('SELECT pg_advisory_xact_lock(4096019, hashtext($1))', [kiosk]);
  const was = await standingOrders(queries, kiosk);
  if (was.number !== seen) return err('changed');
  const number = Math.max(was.number, await heardBy(queries, kiosk)) + 1;
  const is: StandingOrders =
    change.of === 'service'
      ? { ...was, number, service: change.service }
      : { ...was, number, update: change.update };
  if (JSON.stringify([was.service, was.update]) === JSON.stringify([is.service, is.update]))
    return err('same');
  const { service, update } = is;
  await queries.query(
    `INSERT INTO kiosk_orders (kiosk, number, service, reason, update_to, given_at, given_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [kiosk, number, service.state, service.state === 'out' ? service.reason : null, update, by.at, by.name],
  );
  return ok({ was, is });
}

const heardRows = z.array(z.object({ heard: z.int() })).max(1);

/**
 * The number of the orders that a kiosk has. It is higher than any that was given when the database was put back to an earlier
 * state: the next order must be higher still, or the kiosk would take it for an old one.
 */
async function heardBy(queries: Queries, kiosk: string): Promise<number> {
  const [row] = heardRows.parse(
    await queries.query("SELECT (report ->> 'heard')::int AS heard FROM kiosk_reports WHERE kiosk = $1", [
      kiosk,
    ]),
  );
  return row?.heard ?? 0;
}

/** Notes that a kiosk has the orders up to a number. */
export async function hearOrders(
  queries: Queries,
  kiosk: string,
  heard: number,
  now: Instant,
): Promise<void> {
  await queries.query(
    'UPDATE kiosk_orders SET heard_at = $3 WHERE kiosk = $1 AND number <= $2 AND heard_at IS NULL',
    [kiosk, heard, now],
  );
}
