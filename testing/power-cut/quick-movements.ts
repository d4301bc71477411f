import { systemTimers, type Timers } from '../../shared/timers.ts';

/** Whatever takes longer is not the movement of a coin or sheet but the device's own patience, ms. */
const longestMovement = 3_000;
const squeeze = 10;

/** Time for devices that serve thousands of sessions: movements take a tenth. */
export const quickMovements: Timers = {
  elapsed: () => systemTimers.elapsed(),
  after: (ms, run) => systemTimers.after(ms <= longestMovement ? ms / squeeze : ms, run),
};
