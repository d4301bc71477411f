import type { CancelTimer, Timers } from '../shared/timers.ts';
import type { BatchBuffer, Waiting } from './buffer.ts';
import type { Loss } from './metric-catalogue.ts';
import type { Signal } from './otlp.ts';
import type { Post, Posted } from './post.ts';

export interface DeliveryOptions {
  readonly buffer: BatchBuffer;
  readonly post: Post;
  readonly timers: Timers;
  /** 0 to below 1. */
  readonly random: () => number;
  readonly onLost: (signal: Signal, items: number, why: Loss) => void;
  /** The collector did not take a batch that is sent again. `first`: it took the one before. */
  readonly onFailed: (failed: Extract<Posted, { later: true }>, first: boolean) => void;
  /** The collector will never take a batch: this was its answer. */
  readonly onRefused: (status: number) => void;
  /** It takes batches again. */
  readonly onHeard: () => void;
}

export interface Delivery {
  /** There is something to send. */
  wake(): void;
  /** Sends nothing more and breaks off what is under way, which is sent again after the next start. */
  close(): Promise<void>;
}

/** The first pause after a failure, ms; each further one is twice as long. */
export const firstPauseMs = 5_000;
export const longestPauseMs = 5 * 60_000;
/** Between two batches: what an outage has left must not take the processor from somebody who is being served. */
export const betweenMs = 500;

/** Sends what waits: one batch at a time, the oldest first, and after a failure more and more rarely. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { buffer, post, timers, random, onLost, onFailed, onRefused, onHeard } = options;
  let failures = 0;
  const ended = new AbortController();
  let waiting: CancelTimer | null = null;
  let sending: Promise<void> | null = null;

  function plan(ms: number): void {
    waiting = timers.after(ms, () => {
      waiting = null;
      start();
    });
  }

  function start(): void {
    if (ended.signal.aborted || sending || waiting) return;
    const next = buffer.oldest();
    if (next === null) return;
    sending = deliver(next).then((pauseMs) => {
      sending = null;
      if (!ended.signal.aborted) plan(pauseMs);
    });
  }

  /** @returns how long to pause, ms */
  async function deliver(next: Waiting): Promise<number> {
    const posted = await post(next, ended.signal);
    if (ended.signal.aborted && 'later' in posted) return 0;
    if ('later' in posted) {
      onFailed(posted, failures === 0);
      failures += 1;
      return Math.max(posted.afterMs, pauseAfter(failures));
    }
    buffer.remove(next);
    if (failures > 0) onHeard();
    failures = 0;
    if ('refused' in posted) {
      onLost(next.signal, next.items, 'refused');
      onRefused(posted.refused);
    } else if (posted.rejected > 0) onLost(next.signal, posted.rejected, 'refused');
    return betweenMs;
  }

  /** Between half and the whole of it, by chance: all kiosks come back at once when a collector does. */
  function pauseAfter(times: number): number {
    const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(times - 1, 10));
    return whole * (0.5 + random() / 2);
  }

  return {
    wake: start,
    async close() {
      ended.abort();
      waiting?.();
      await sending;
    },
  };
}
