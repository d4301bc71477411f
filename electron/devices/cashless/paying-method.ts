import type { CashlessPort } from '../../../shared/cashless.ts';
import { ok } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { CashlessDriver } from './method.ts';
import { createMovements, type Movements } from './movement.ts';

/** One cashless way to pay, opened: movements of money that happen once, and looks at where a payment stands. */
export interface PayingMethod
  extends Movements, Pick<CashlessDriver<unknown, unknown>, 'status' | 'begin' | 'authorise'> {
  ask: CashlessPort['ask'];
  /** Ends what is under way as unknown and closes the line. */
  close(): Promise<void>;
}

/** Turns a provider's looks and single requests into movements that happen once. */
export function createMethod<H, R>(driver: CashlessDriver<H, R>, timers: Timers): PayingMethod {
  const closing = new AbortController();
  return {
    ...createMovements(driver, timers, closing.signal),
    status: () => driver.status(),
    begin: (payment) => driver.begin(payment),
    authorise: (payment, signal) => driver.authorise(payment, signal),
    async ask(payment) {
      const at = await driver.look(payment);
      return at.ok ? ok(at.value.state) : at;
    },
    close() {
      closing.abort();
      return driver.close();
    },
  };
}
