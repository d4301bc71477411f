import type { EventLog } from '../../../logging/event-log.ts';
import { within } from '../../../shared/deadline.ts';
import type { ReopenableDevice } from '../../../shared/restarts.ts';
import { runPeriodically } from '../../../shared/run-periodically.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { ReopenPort } from '../../../state-machines/attendant-ports.ts';
import { delays } from '../../../state-machines/delays.ts';
import type { DeviceWatch } from './device-watch.ts';

export interface HangingParts {
  readonly watch: Pick<DeviceWatch, 'hanging'>;
  readonly reopening: ReopenPort;
  /** Nobody is served, and no attendant is there: a line that is closed takes nothing from anybody. */
  readonly isIdle: () => boolean;
  readonly timers: Timers;
  readonly log: EventLog;
}

/** ms. */
export const hangingTimes = {
  /** Between two looks for devices that hang. */
  look: 5_000,
  /** From one opening of a device to the next, doubled each time up to the longest: one that hangs again is for a person. */
  first: 60_000,
  longest: 3_600_000,
} as const;

/**
 * Closes the line of a device whose driver hangs and opens it anew, as an operator would. What a driver itself finds out, a cable that is
 * out or a device that is silent, is no such case: it looks for the device by itself.
 * @returns a function that ends it
 */
export function reopenHanging({ watch, reopening, isIdle, timers, log }: HangingParts): () => Promise<void> {
  const next = new Map<ReopenableDevice, { readonly at: number; readonly wait: number }>();

  async function reopen(device: ReopenableDevice): Promise<void> {
    const { at = 0, wait = hangingTimes.first } = next.get(device) ?? {};
    if (timers.elapsed() < at || !isIdle()) return;
    const opened = await within(timers, delays.deviceReopens, reopening.reopen(device));
    const outcome = opened.late ? 'notAnswered' : opened.value;
    log.event('deviceReopened', { device: device === 'cash' ? 'coinAcceptor' : device, outcome });
    next.set(device, { at: timers.elapsed() + wait, wait: Math.min(2 * wait, hangingTimes.longest) });
  }

  return runPeriodically(
    timers,
    hangingTimes.look,
    async () => {
      const hanging = watch.hanging();
      for (const [device, { at }] of next)
        if (timers.elapsed() > at + hangingTimes.longest) next.delete(device);
      for (const device of hanging) await reopen(device);
    },
    (error) => log.caught('deviceAnswerFailed', { device: 'coinAcceptor' }, error),
  );
}
