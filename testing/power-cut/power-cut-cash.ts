import type { CctalkConfig } from '../../electron/devices/cash/cctalk/config.ts';
import { simulatedCashConfig } from '../../simulator/devices/cctalk-bus/simulated-cash-config.ts';

/** The console's mechanism, asked without pauses, and with deadlines that a busy machine keeps. */
export const powerCutCash: CctalkConfig = {
  ...simulatedCashConfig,
  pollMs: 100,
  gapMs: 0,
  quietMs: 10,
  replyMs: 5_000,
  openMs: 5_000,
  silenceMs: 20_000,
  settleMs: 150,
  endMs: 25_000,
  hopperMs: 20_000,
};
