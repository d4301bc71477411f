import { systemTimers, type Timers } from '../../shared/timers.ts';

/** What takes longer is no movement of a coin or a sheet, but a patience of the device itself. ms */
const longestMovement = 3_000;
const squeeze = 10;

/** Time for the devices of thousands of sessions: whatever moves in them takes a tenth. */
export const quickMovements: Timers = {
  elapsed: () => systemTimers.elapsed(),
  after: (ms, run) => systemTimers.after(ms <= longestMovement ? ms / squeeze : ms, run),
};
