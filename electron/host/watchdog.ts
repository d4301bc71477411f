import type { Timers } from '../../shared/timers.ts';
import type { PageWindow } from './host.ts';

/**
 * How often the page is asked whether it is alive, and how long it may take, ms; even a busy machine answers within a
 * second. `tries`: failed attempts to reopen before giving up.
 */
export const watchdogTimes = { every: 4_000, deadline: 6_000, tries: 3 } as const;

type Why = 'gone' | 'frozen' | 'covered';

/**
 * Brings back a page that crashed, froze or has a dialog over it, on the screen it was on. When it cannot be brought back several times in a
 * row, `onHopeless` hears it: then the process ends and the site's service manager begins anew.
 */
export function watchWindow(
  window: Pick<PageWindow, 'ping' | 'reopen'>,
  timers: Timers,
  events: {
    /** The page has answered, on the screen. */
    readonly onAlive?: () => void;
    readonly onReopened: (why: Why) => void;
    readonly onNotReopened: (error: unknown) => void;
    readonly onHopeless: () => void;
  },
): { gone(): void; stop(): void } {
  let stopped = false;
  /** A page that crashes while it is asked answers nobody any more: it is not waited for. */
  let doing: 'nothing' | 'asking' | 'reopening' = 'nothing';
  let failures = 0;
  /** Of what was begun last: an answer to anything before it is not listened to. */
  let turn = 0;
  let cancel = timers.after(watchdogTimes.every, look);

  function next(): void {
    doing = 'nothing';
    cancel();
    if (!stopped) cancel = timers.after(watchdogTimes.every, look);
  }
  function revive(why: Why): void {
    doing = 'reopening';
    turn += 1;
    window.reopen().then(
      () => {
        failures = 0;
        events.onReopened(why);
        next();
      },
      (error: unknown) => {
        failures += 1;
        events.onNotReopened(error);
        if (failures >= watchdogTimes.tries) events.onHopeless();
        else revive(why);
      },
    );
  }
  function look(): void {
    if (stopped || doing !== 'nothing') return;
    doing = 'asking';
    const asked = ++turn;
    const isOver = (): boolean => asked !== turn;
    window.ping(watchdogTimes.deadline).then(
      (alive) => {
        if (isOver()) return;
        if (alive === true && !stopped) events.onAlive?.();
        if (alive === true || stopped) next();
        else revive(alive === 'covered' ? 'covered' : 'frozen');
      },
      () => {
        if (!isOver()) revive('gone');
      },
    );
  }
  return {
    gone() {
      if (!stopped && doing !== 'reopening') revive('gone');
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
