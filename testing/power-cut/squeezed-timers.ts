import { delays } from '../../state-machines/delays.ts';
import { systemTimers, type Timers } from '../../shared/timers.ts';

/** What is shorter is a pause between two questions, or something that moves; what is longer is a deadline. ms */
const longestPause = 3_000;
const squeeze = 10;

/**
 * Time for thousands of sessions: pauses and moving parts take a tenth, deadlines are those of a site, so that a busy machine
 * does not look like a broken device.
 */
export const squeezedTimers: Timers = {
  now: () => systemTimers.now(),
  after: (ms, run) => systemTimers.after(squeezed(ms), run),
};

function squeezed(ms: number): number {
  if (ms === delays.cashlessAgain) return 300;
  return ms <= longestPause ? ms / squeeze : ms;
}
