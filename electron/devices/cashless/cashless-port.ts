import {
  cashlessMethods,
  type CashlessFault,
  type CashlessMethod,
  type CashlessPayment,
  type CashlessPort,
} from '../../../shared/cashless.ts';
import { createKeyedMutex } from '../../../shared/keyed-mutex.ts';
import { err, type Result } from '../../../shared/result.ts';
import { within } from '../../../shared/deadline.ts';
import { systemTimers, type Timers } from '../../../shared/timers.ts';
import type { Moved } from './movement.ts';
import type { PayingMethod } from './paying-method.ts';

export type Cashless = CashlessPort & {
  /** Ends what is under way as unknown and closes the lines. */
  close(): Promise<void>;
};

/** A resident waits for all ways to pay at once, ms: one that stays silent this long is not offered, the others are. */
const statusMs = 6_000;

/**
 * A site's cashless ways to pay, behind one port. Movements of one payment wait for each other, and what was once in doubt
 * is never called `offline` later, because that would mean that nothing was done. @param onBroken called for a broken
 * assumption, which the port answers as unknown
 */
export function createCashless(
  configured: Readonly<Partial<Record<CashlessMethod, PayingMethod | null>>>,
  timers: Timers = systemTimers,
  onBroken: (error: unknown) => void = () => undefined,
): Cashless {
  const methods = new Map<CashlessMethod, PayingMethod>();
  for (const name of cashlessMethods) {
    const method = configured[name];
    if (method) methods.set(name, method);
  }

  const oneAtATime = createKeyedMutex();
  const inDoubt = new Set<string>();

  const safely = async <T>(run: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      onBroken(error);
      return otherwise;
    }
  };

  const unknown: Result<never, CashlessFault> = err({ fault: 'unknown' });

  const move = (
    payment: CashlessPayment,
    name: string,
    run: (method: PayingMethod) => Promise<Moved>,
  ): Promise<Moved> => {
    const method = methods.get(payment.method);
    if (!method) return Promise.resolve(err({ fault: 'offline' }));
    return oneAtATime(payment.reference, async () => {
      const moved = await safely(() => run(method), unknown);
      if (moved.ok || moved.error.fault === 'refused') inDoubt.delete(name);
      else if (moved.error.fault === 'unknown') inDoubt.add(name);
      else if (inDoubt.has(name)) return unknown;
      return moved;
    });
  };

  return {
    methods: [...methods.keys()],
    status: (name) =>
      safely(async () => {
        const method = methods.get(name);
        const told = method ? await within(timers, statusMs, method.status()) : null;
        return told && !told.late ? told.value : 'offline';
      }, 'offline'),

    begin(payment) {
      const method = methods.get(payment.method);
      return method
        ? safely(() => method.begin(payment), unknown)
        : Promise.resolve(err({ fault: 'offline' }));
    },

    authorise(payment, signal) {
      const method = methods.get(payment.method);
      return method ? safely(() => method.authorise(payment, signal), 'unknown') : Promise.resolve('unknown');
    },

    ask(payment) {
      const method = methods.get(payment.method);
      return method ? safely(() => method.ask(payment), unknown) : Promise.resolve(err({ fault: 'offline' }));
    },

    capture: (payment, amount) =>
      move(payment, `capture ${payment.reference}`, (method) => method.capture(payment, amount)),
    void: (payment) => move(payment, `void ${payment.reference}`, (method) => method.void(payment)),
    refund: (payment, refund) =>
      move(payment, `refund ${refund.reference}`, (method) => method.refund(payment, refund)),

    async close() {
      await Promise.all([...methods.values()].map((method) => method.close()));
      await oneAtATime.whenIdle();
    },
  };
}
