import type { CctalkConfig } from '../../electron/devices/cash/cctalk/config.ts';
import { simulatedCashConfig } from '../../simulator/devices/cctalk-bus/simulated-cash-config.ts';

/** The simulated mechanism, polled without gaps, and with deadlines far longer than a whole run. */
export const powerCutCash: CctalkConfig = {
  ...simulatedCashConfig,
  pollMs: 100,
  gapMs: 0,
  quietMs: 10,
  replyMs: 600_000,
  openMs: 600_000,
  silenceMs: 600_000,
  settleMs: 150,
  endMs: 600_000,
  hopperMs: 600_000,
};
