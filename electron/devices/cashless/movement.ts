import type { CashlessFault, CashlessPayment } from '../../../shared/cashless.ts';
import { err, assertNever, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { Yen } from '../../../shared/yen.ts';
import { isFinal, mayRefund, todoForCapture, todoForRefund, todoForVoid, type Todo } from './goals.ts';
import type { Act, CashlessDriver, Refund } from './method.ts';
import { untilKnown } from './until-known.ts';

export type Moved = Result<undefined, CashlessFault>;

interface Step {
  readonly todo: Todo;
  /** Whether nothing that is still under way can change it. */
  readonly final: boolean;
  readonly act: () => Promise<Act>;
}

export interface Movements {
  capture(payment: CashlessPayment, amount: Yen): Promise<Moved>;
  void(payment: CashlessPayment): Promise<Moved>;
  refund(payment: CashlessPayment, refund: Refund): Promise<Moved>;
}

/**
 * Moves money once: looks where the payment stands, does what is missing, and looks again when the answer is lost, until the
 * outcome is known or the time is up. Nothing is ever sent without looking first.
 */
export function createMovements<H, R>(
  driver: CashlessDriver<H, R>,
  timers: Timers,
  closing: AbortSignal,
): Movements {
  const move = async (look: () => Promise<Result<Step, CashlessFault>>): Promise<Moved> => {
    /** `asked`: something may have been done. `lost`: a request of ours may still be under way. */
    const so = { asked: false, lost: false };
    const moved = await untilKnown<Moved>(timers, driver.times, closing, async () => {
      const step = await look();
      if (!step.ok) return so.asked || step.error.fault === 'unknown' ? null : step;
      switch (step.value.todo) {
        case 'done':
          return ok();
        case 'refused':
          return so.lost && !step.value.final ? null : err({ fault: 'refused' });
        case 'wait':
          so.asked = true;
          so.lost = true;
          return null;
        case 'act': {
          const act = await step.value.act();
          if (act !== 'notDone') so.asked = true;
          switch (act) {
            case 'done':
              return ok();
            case 'refused':
              // An earlier request that was lost may yet be done: then this is not final.
              return so.lost ? null : err({ fault: 'refused' });
            case 'notDone':
              return so.asked ? null : err({ fault: 'offline' });
            case 'lookAgain':
              return null;
            case 'lost':
              so.lost = true;
              return null;
            default:
              return assertNever(act);
          }
        }
        default:
          return assertNever(step.value.todo);
      }
    });
    return moved ?? err({ fault: so.asked ? 'unknown' : 'offline' });
  };

  return {
    capture: (payment, amount) =>
      move(async () => {
        const at = await driver.look(payment);
        if (!at.ok) return at;
        const { handle } = at.value;
        return ok({
          todo: todoForCapture(at.value, payment.amount, amount),
          final: isFinal(at.value.state),
          act: () => driver.capture(payment, handle, amount),
        });
      }),

    void: (payment) =>
      move(async () => {
        const at = await driver.look(payment);
        if (!at.ok) return at;
        const { handle } = at.value;
        return ok({
          todo: todoForVoid(at.value),
          final: isFinal(at.value.state),
          act: () => driver.letGo(payment, handle),
        });
      }),

    refund: (payment, refund) =>
      move(async () => {
        const at = await driver.look(payment);
        if (!at.ok) return at;
        if (!mayRefund(at.value, refund.amount)) return err({ fault: 'refused' });
        const made = await driver.lookRefund(payment, at.value.handle, refund);
        if (!made.ok) return made;
        const standing = made.value;
        return ok({
          todo: todoForRefund(standing, refund.amount),
          final: true,
          act: async () =>
            standing.refund === 'absent' ? driver.refund(payment, standing.handle, refund) : 'lookAgain',
        });
      }),
  };
}
