import { denominations } from '../../../../shared/yen.ts';
import type { CashDeviceStatus, CashStatus } from '../../../../state-machines/ports.ts';
import type { Acceptor, CashDeviceState } from './acceptor.ts';
import type { Hopper } from './hopper.ts';

/** The state of the first acceptor that is not ok counts for both: a payment needs the two. */
export function acceptorState(acceptors: readonly Acceptor[]): CashStatus['acceptor'] {
  return acceptors.map((acceptor) => acceptor.lastSeen()).find((state) => state !== 'ok') ?? 'ok';
}

/** Each device's last known state. Hoppers of one denomination are one device, in the state of its worst part. */
export function deviceStates(
  acceptors: readonly Acceptor[],
  hoppers: readonly Hopper[],
): readonly CashDeviceStatus[] {
  return [
    ...acceptors.map((acceptor) => ({ device: acceptor.device, state: acceptor.lastSeen(), count: null })),
    ...denominations.flatMap((value) => {
      const same = hoppers.filter((hopper) => hopper.value === value);
      if (same.length === 0) return [];
      const states = same.map((hopper) => hopper.lastSeen());
      const state: CashDeviceState = worst.find((each) => states.includes(each)) ?? 'ok';
      const count = same.reduce((sum, hopper) => sum + hopper.count(), 0);
      return [{ device: `hopper-${value}` as const, state, count }];
    }),
  ];
}

const worst = ['hardwareError', 'jammed', 'offline'] as const satisfies readonly CashDeviceState[];
