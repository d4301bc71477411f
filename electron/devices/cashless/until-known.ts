import { pause, type Timers } from '../../../shared/timers.ts';

/** Tries until there is an answer (not null); null when the time is up or the kiosk closes. */
export async function untilKnown<T>(
  timers: Timers,
  times: { readonly pollMs: number; readonly settleMs: number },
  closing: AbortSignal,
  attempt: () => Promise<T | null>,
): Promise<T | null> {
  const end = timers.elapsed() + times.settleMs;
  for (;;) {
    const answer = await attempt();
    if (answer !== null) return answer;
    if (closing.aborted || timers.elapsed() >= end) return null;
    await pause(timers, times.pollMs, closing);
  }
}
