import { paymentReferenceSchema, type CashlessPayment, type CashlessState } from '../../shared/cashless.ts';
import type { TransactionId } from '../../shared/ids.ts';
import { noYen, type Yen } from '../../shared/yen.ts';
import { afterRest, type CancelTimer, type Timers } from '../../shared/timers.ts';
import { delays } from '../../state-machines/delays.ts';
import { endCashlessOnRecord, outcomeOf } from '../../state-machines/movements.ts';
import type { Ports } from '../../state-machines/ports.ts';
import { isOpenAtProvider } from '../journal/open-cases.ts';
import type { Books } from '../journal/books.ts';
import type { RefundBooks, TransactionBooks } from '../journal/transaction-books.ts';
import { settlementOf } from '../journal/transaction-sums.ts';
import { refundEnds } from './settle-interrupted.ts';

/** A sum at a provider whose outcome nobody knows. `wanted`: how much is to be captured; the rest is to be released. */
export interface OpenPayment {
  readonly transaction: TransactionId;
  readonly payment: CashlessPayment;
  readonly wanted: Yen;
}

/**
 * Every attempt without a last word. If a capture was requested, its amount is still wanted; otherwise what was printed
 * completely.
 */
export function openPayments(books: TransactionBooks): OpenPayment[] {
  const { transaction } = books;
  return books.cashless.filter(isOpenAtProvider).map(({ method, reference, amount, outcome, capture }) => ({
    transaction,
    payment: { method, reference, amount },
    wanted:
      capture && capture.outcome !== 'refused'
        ? capture.amount
        : outcome === 'authorised' && capture === null
          ? (books.settled?.printed ?? settlementOf(books).earned)
          : noYen,
  }));
}

export type NextStep = 'wait' | 'move' | 'captured' | 'nothingHeld';

/** What to do when the provider reports this state. Pure. */
export function nextStep(state: CashlessState): NextStep {
  switch (state) {
    case 'pending':
    case 'authorised':
      return 'move';
    case 'captured':
      return 'captured';
    case 'absent':
    case 'declined':
    case 'cancelled':
    case 'expired':
    case 'voided':
      return 'nothingHeld';
  }
}

type ReconcilePorts = Pick<Ports, 'cashless' | 'journal' | 'center'>;

/** Asks about one payment, and ends it if possible. Nothing is done without a record before it. */
export async function reconcilePayment(
  ports: ReconcilePorts,
  { transaction, payment, wanted }: OpenPayment,
): Promise<void> {
  const state = await ports.cashless.ask(payment);
  if (!state.ok) return;
  const { method, reference } = payment;
  const at = { transaction, method, reference };
  switch (nextStep(state.value)) {
    case 'move':
      await endCashlessOnRecord(ports, transaction, payment, wanted);
      return;
    case 'captured':
      if (wanted > 0) note(ports, { type: 'capture-outcome', outcome: 'done', ...at });
      return;
    case 'nothingHeld':
      // Released by the provider itself: what was printed for it is lost, and recorded as refused.
      if (wanted > 0) note(ports, { type: 'capture-outcome', outcome: 'refused', ...at });
      note(ports, { type: 'void-outcome', outcome: 'done', ...at });
      return;
    case 'wait':
      return;
  }
}

function note(ports: Pick<Ports, 'journal'>, event: Parameters<Ports['journal']['append']>[0]): boolean {
  return ports.journal.append(event).ok;
}

/**
 * A refund to a wallet or card whose answer is missing: asks for the same refund under the same reference, which gives it
 * back only once. One that the provider refuses stays open: it was granted, and staff pay it another way.
 */
async function reconcileRefund(
  ports: ReconcilePorts,
  books: Pick<Books, 'transactions'>,
  { transaction, cashless }: TransactionBooks,
  { refund, cashless: paidBack }: RefundBooks,
): Promise<void> {
  const last = paidBack.at(-1);
  const paid = cashless.find(({ reference }) => reference === last?.reference);
  if (!last || !paid) return;
  const { method, reference, amount } = paid;
  const answer = await ports.cashless.refund(
    { method, reference, amount },
    { reference: paymentReferenceSchema.parse(refund), amount: last.amount },
  );
  const outcome = outcomeOf(answer);
  // Still unknown: that is already on record.
  if (outcome === 'unknown' && last.outcome === 'unknown') return;
  if (!note(ports, { type: 'refund-cashless-outcome', refund, transaction, outcome })) return;
  const now = books.transactions.get(transaction);
  for (const end of now ? refundEnds(now) : []) {
    if (!note(ports, end) || end.type !== 'refund-ended') return;
    const { hoppers, register, cashless: back } = end;
    const told = await ports.center.refundOutcome(end.refund, { hoppers, register, cashless: back });
    // The center's client repeats it until the center has heard, and so does the next start.
    if (!told.ok) return;
  }
}

/** Goes once through everything that is open at a provider. */
export async function reconcileAll(ports: ReconcilePorts, books: Pick<Books, 'transactions'>): Promise<void> {
  for (const each of [...books.transactions.values()]) {
    for (const open of openPayments(each)) await reconcilePayment(ports, open);
    for (const refund of each.refunds) {
      const outcome = refund.cashless.at(-1)?.outcome;
      if (refund.ended === null && (outcome === null || outcome === 'unknown'))
        await reconcileRefund(ports, books, each, refund);
    }
  }
}

/**
 * Asks again, every 30 s, for a provider's missing last word; never while somebody is being served, whose own payment is
 * then under way. @param onBroken called with what broke; it is tried again all the same
 */
export function startReconciling(
  ports: ReconcilePorts,
  books: Pick<Books, 'transactions'>,
  timers: Timers,
  isIdle: () => boolean,
  onBroken: (error: unknown) => void = () => undefined,
): { stop(): Promise<void> } {
  let stopped = false;
  let callOff: CancelTimer = () => undefined;
  let running: Promise<void> = Promise.resolve();
  const run = (): Promise<void> =>
    (isIdle() ? reconcileAll(ports, books) : Promise.resolve()).catch(onBroken).then(again);
  const again = (): void => {
    if (stopped) return;
    callOff = afterRest(timers, delays.cashlessAgain, () => {
      running = run();
    });
  };
  running = run();
  return {
    async stop() {
      stopped = true;
      callOff();
      await running;
    },
  };
}
