import type { Authorisation, CashlessFault, CashlessPayment } from '../../../../shared/cashless.ts';
import { assertNever, type Result } from '../../../../shared/result.ts';
import { pause, type Timers } from '../../../../shared/timers.ts';
import type { TerminalConfig } from './config.ts';
import type { Act, Standing } from '../method.ts';
import type { LineFault } from './terminal-link.ts';
import type { PaymentResponse } from './nexo-messages.ts';
import { reservationOf, type TerminalHandle } from './standing.ts';

export interface ReservationSteps {
  readonly payment: CashlessPayment;
  readonly config: TerminalConfig;
  readonly timers: Timers;
  /** Cancels the payment. */
  readonly signal: AbortSignal;
  readonly closing: AbortSignal;
  look(): Promise<Result<Standing<TerminalHandle>, CashlessFault>>;
  letGo(handle: TerminalHandle): Promise<Act>;
  /** Has the terminal ask the resident for a card; `giveUp` ends the wait. */
  reserve(deadlineMs: number, giveUp: AbortSignal): Promise<Result<PaymentResponse, LineFault>>;
  abort(): void;
}

/** How it ends once the terminal says that nothing is held. */
interface Over {
  readonly as: 'cancelled' | 'expired' | 'declined';
  /** By the timers, ms. */
  readonly at: number;
}

/**
 * Has the terminal ask for a card and follows it until it says how that ended. Its record is looked at first, so that a
 * second call, or one after a lost answer, follows what is under way instead of asking for a second card. When cancelled or
 * out of time, the terminal is told, and its last word counts.
 */
export async function followReservation(steps: ReservationSteps): Promise<Authorisation> {
  const { payment, config, timers, signal, closing } = steps;
  const endsAt = timers.elapsed() + config.paymentMs;
  /** Empty, or the first reason why it has to end. */
  const called: Over[] = [];
  let troubleSince: number | null = null;

  const callOff = (as: Over['as']): void => {
    if (called.length === 0) called.push({ as, at: timers.elapsed() });
  };

  const reserve = async (): Promise<Authorisation | null> => {
    const giveUp = new AbortController();
    let callOffWait = (): void => undefined;
    const stop = (as: Over['as']): void => {
      callOff(as);
      steps.abort();
      callOffWait();
      callOffWait = timers.after(config.answerMs, () => giveUp.abort());
    };
    const onAbort = (): void => stop('cancelled');
    const onClose = (): void => giveUp.abort();
    const callOffEnd = timers.after(Math.max(0, endsAt - timers.elapsed()), () => stop('expired'));
    signal.addEventListener('abort', onAbort);
    closing.addEventListener('abort', onClose);
    const answer = await steps.reserve(config.paymentMs + 2 * config.answerMs, giveUp.signal);
    signal.removeEventListener('abort', onAbort);
    closing.removeEventListener('abort', onClose);
    callOffEnd();
    callOffWait();
    if (!answer.ok) return null;
    const reservation = reservationOf(answer.value, payment);
    switch (reservation.reserved) {
      case 'whole':
        return 'authorised';
      case 'declined':
        return 'declined';
      case 'cancelled':
        return called[0]?.as ?? 'cancelled';
      case 'part':
      case 'nonsense':
        return null;
      default:
        return assertNever(reservation);
    }
  };

  for (;;) {
    if (closing.aborted) return 'unknown';
    if (signal.aborted) callOff('cancelled');
    else if (timers.elapsed() >= endsAt) callOff('expired');

    const at = await steps.look();
    if (at.ok) {
      troubleSince = null;
      const { state, handle } = at.value;
      switch (state) {
        case 'authorised':
        case 'captured':
          return 'authorised';
        case 'declined':
        case 'expired':
          return state;
        case 'cancelled':
        case 'voided':
          return called[0]?.as ?? 'cancelled';
        case 'absent': {
          // It may have been cancelled while the record was looked at: then no card is asked for.
          if (signal.aborted) callOff('cancelled');
          if (called[0]) return called[0].as;
          const ended = await reserve();
          if (ended !== null) return ended;
          troubleSince = timers.elapsed();
          break;
        }
        case 'pending':
          // A terminal that holds a different sum has not authorised ours.
          if (handle.at === 'held') callOff('declined');
          if (called[0]) await steps.letGo(handle);
          break;
        default:
          return assertNever(state);
      }
    } else troubleSince ??= timers.elapsed();

    const since = Math.min(called[0]?.at ?? Infinity, troubleSince ?? Infinity);
    if (timers.elapsed() - since >= config.settleMs) return 'unknown';
    await pause(timers, config.pollMs, closing);
  }
}
