import { chainOf } from '../../shared/chains.ts';
import { yen } from '../../shared/yen.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';

/** What a scripted kiosk starts with: cash alone, the municipality first, nothing left over from before. */
export const scriptedKioskInput = {
  kiosk: 'K-TEST',
  steps: stepOrders['municipality-first'],
  configured: [10, 100, 1000],
  language: 'ja',
  locked: false,
  journalFault: null,
  cashlessMethods: [],
  chain: chainOf(null, { pinReset: true }),
  secondPersonAbove: yen(1000),
  out: null,
  byCenter: null,
  starting: false,
  readsPrepared: true,
  hearing: { sensor: false, voiceless: [] },
  sounds: true,
} as const;
