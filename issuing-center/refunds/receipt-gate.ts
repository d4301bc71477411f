import type { EventLog } from '../../logging/event-log.ts';
import { kioskLabel } from '../../logging/field-kinds.ts';
import type { Clock, Instant } from '../../shared/dates.ts';
import { digitsOfCode } from '../../shared/receipt-code.ts';
import type { ReceiptProof } from '../../shared/refund-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { afterFailure, mayTry, notAhead, type Tries } from '../limits/failed-tries.ts';
import { kioskTries, receiptTries, type TryRule } from '../limits/limits.ts';
import { provesReceipt } from '../rules/receipt-proof.ts';
import { holdTries, recordTries } from '../store/failed-tries.ts';
import { readOrder, transactionOfDigits, type StoredOrder } from '../store/orders.ts';
import type { Queries } from '../store/sql.ts';

/** `codeUnknown`: no such receipt, or it is not proved; nobody learns which. `tooOften`: it was not even looked at. */
type GateRefusal = { readonly refused: 'codeUnknown' | 'tooOften' };

/**
 * Counts what a kiosk names and cannot prove, in the database, so that it makes no difference at how many nodes or over how many
 * connections it tries: after a few it waits, and then its refunds are locked and an alarm is raised.
 */
export interface ReceiptGate {
  /** The order of a receipt, if it is proved. Inside a transaction, which is held for this kiosk. */
  open(
    queries: Queries,
    kiosk: string,
    code: string,
    proof: ReceiptProof,
  ): Promise<Result<StoredOrder, GateRefusal>>;
  /** Whether this kiosk may name a receipt now; holds it against others of the same kiosk. */
  mayTry(queries: Queries, kiosk: string): Promise<boolean>;
  /** Counts a receipt that does not exist. */
  failed(queries: Queries, kiosk: string): Promise<void>;
}

export function createReceiptGate({
  clock,
  log,
}: {
  readonly clock: Clock;
  readonly log: EventLog;
}): ReceiptGate {
  const ofKiosk = (kiosk: string): string => `kiosk:${kiosk}`;

  /** What is on record of a subject, held, and kept as of now where the clock was set back. */
  async function hold(queries: Queries, subject: string, rule: TryRule, now: Instant): Promise<Tries | null> {
    const found = await holdTries(queries, subject);
    const tries = found && notAhead(found, rule, now);
    if (tries !== null && tries !== found) await recordTries(queries, subject, tries);
    return tries;
  }

  async function failed(queries: Queries, kiosk: string): Promise<void> {
    const now = clock.now();
    const before = await hold(queries, ofKiosk(kiosk), kioskTries, now);
    const tries = afterFailure(before, kioskTries, now);
    await recordTries(queries, ofKiosk(kiosk), tries);
    if (tries.lockedUntil !== null)
      log.event('receiptCodesTried', { kiosk: kioskLabel(kiosk), failed: tries.failed });
  }

  async function mayKioskTry(queries: Queries, kiosk: string): Promise<boolean> {
    const now = clock.now();
    return mayTry(await hold(queries, ofKiosk(kiosk), kioskTries, now), kioskTries, now);
  }

  /** Of one receipt only so many times and sums are tried, at however many kiosks. */
  async function isProved(queries: Queries, order: StoredOrder, proof: ReceiptProof): Promise<boolean> {
    if (proof.by !== 'typed') return provesReceipt(order, proof);
    const subject = `order:${order.transaction}`;
    const now = clock.now();
    const tries = await hold(queries, subject, receiptTries, now);
    if (!mayTry(tries, receiptTries, now)) return false;
    if (provesReceipt(order, proof)) return true;
    await recordTries(queries, subject, afterFailure(tries, receiptTries, now));
    return false;
  }

  return {
    failed,
    mayTry: mayKioskTry,
    async open(queries, kiosk, code, proof) {
      if (!(await mayKioskTry(queries, kiosk))) return err({ refused: 'tooOften' });
      const transaction = await transactionOfDigits(queries, digitsOfCode(code));
      const order = transaction && (await readOrder(queries, transaction, false));
      if (order && (await isProved(queries, order, proof))) return ok(order);
      await failed(queries, kiosk);
      return err({ refused: 'codeUnknown' });
    },
  };
}
