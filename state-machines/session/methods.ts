import type { CashlessMethod } from '../../shared/cashless.ts';
import type { Denomination, Yen } from '../../shared/yen.ts';
import { acceptableNow, canBePaidExactly } from '../money.ts';
import type { Ports } from '../ports.ts';
import type { MethodState } from './context.ts';

export interface MethodsInput {
  readonly due: Yen;
  readonly configured: readonly Denomination[];
  readonly cashlessMethods: readonly CashlessMethod[];
}

/**
 * Asks every way to pay whether it works for this sum now. `noChange`: cash works, but the sum can neither be put in exactly
 * nor can change be given from the hoppers.
 */
export async function askMethods(
  { cash, cashless }: Pick<Ports, 'cash' | 'cashless'>,
  { due, configured, cashlessMethods }: MethodsInput,
): Promise<readonly MethodState[]> {
  const askCash = async (): Promise<MethodState> => {
    const status = await cash.status();
    if (!status.ok || status.value.acceptor !== 'ok') return { method: 'cash', state: 'offline' };
    const accepted = acceptableNow(due, status.value.levels, configured);
    const payable = accepted.some((value) => value >= due) || canBePaidExactly(due, accepted);
    return { method: 'cash', state: payable ? 'ok' : 'noChange' };
  };
  const askCashless = async (method: CashlessMethod): Promise<MethodState> => ({
    method,
    state: await cashless.status(method),
  });
  return Promise.all([
    ...(configured.length > 0 ? [askCash()] : []),
    ...cashlessMethods.map((method) => askCashless(method)),
  ]);
}
