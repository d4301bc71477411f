import { takeReport } from '../../issuing-center/fleet/take-report.ts';
import { standardAlarmRules, watchKiosks } from '../../issuing-center/fleet/watch-kiosks.ts';
import { makeMonth, monthAt } from '../../issuing-center/store/months.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import type { Instant } from '../../shared/dates.ts';
import { madeUpReport } from './made-up-report.ts';

/** The transaction of the made-up debt, and what its receipt says. */
export const madeUpDebt = { transaction: '0123456789'.repeat(3) + 'ab', sum: 300 } as const;

/** Kiosks of every kind, with the alarms about them, and a debt: what an operator sees on a bad day. */
export async function fillFleet(sql: Sql, now: Instant): Promise<void> {
  const minute = 60_000;
  const plenty = { sheets: 'enough', toner: 'enough', receiptRoll: 'enough', change: 'enough' } as const;
  const report = (kiosk: string, differing: Partial<Parameters<typeof madeUpReport>[0]>, at = now) =>
    takeReport(sql, kiosk, madeUpReport({ clock: at, ...differing }), at);
  await report('K-0001', {});
  await report('K-0002', {
    service: { state: 'out', cause: 'printerUnavailable', forMs: 95 * minute },
    supplies: { ...plenty, sheets: 'empty', change: 'low' },
    troubles: [
      { device: 'sheetPrinter', state: 'media-empty', reason: null, forMs: 95 * minute },
      { device: 'hopper-100', state: 'jammed', reason: null, forMs: 200 * minute },
      { device: 'center', state: 'offline', reason: 'timedOut', forMs: 2 * minute },
    ],
    clock: now + 5 * minute,
    certificateDays: 12,
  });
  await report('K-0003', {}, now - 40 * minute);
  await report('K-0004', { service: { state: 'out', cause: 'outOfHours', forMs: 400 * minute } });
  await watchKiosks(sql, standardAlarmRules, now);
  const month = monthAt(now);
  await makeMonth(sql, month);
  await sql.query(
    `INSERT INTO orders (month, transaction_id, request, session, kiosk, municipality, price, built_at, state, method, paid,
       given_back, owed, reported_at)
     VALUES ($4, $1, 'r', 's', 'K-0002', '08220', $2, $3, 'settled', 'cash', $2, 0, $2, $3)`,
    [madeUpDebt.transaction, madeUpDebt.sum, now - 100 * minute, month],
  );
  await sql.query('INSERT INTO receipt_codes (code, transaction_id, month) VALUES (left($1, 10), $1, $2)', [
    madeUpDebt.transaction,
    month,
  ]);
  await sql.query(
    `INSERT INTO documents (month, number, transaction_id, kind, price, sheets, position, state)
     VALUES ($3, 'A-000001', $1, 'residenceRecord', $2, 1, 0, 'void')`,
    [madeUpDebt.transaction, madeUpDebt.sum, month],
  );
}
