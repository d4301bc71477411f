import { within } from '../../../shared/deadline.ts';
import { createMutex } from '../../../shared/mutex.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { Open } from '../../../shared/device-driver.ts';

/** A device that can be closed and opened anew while the kiosk runs. */
export interface Reopenable<Port> {
  /** Leads to the device as it is open now; whoever watches it goes on watching the next. */
  readonly port: Open<Port>;
  /** Closes the line and opens another. After an error the old one stays closed, and it can be tried again. */
  reopen(): Promise<Result<undefined, string>>;
}

type Watch = (listener: unknown) => () => void;
type Call = (...all: readonly unknown[]) => unknown;

/** A line that does not close, or open, in time: it hangs, which is why it is opened anew, ms. */
export const reopenTimes = { close: 5_000, open: 10_000 } as const;

/**
 * @param open opens the device, as often as it is wanted
 * @returns the error of the first opening
 */
export async function openReopenable<Port extends object>(
  open: () => Promise<Result<Open<Port>, string>>,
  timers: Timers,
): Promise<Result<Reopenable<Port>, string>> {
  const first = await open();
  if (!first.ok) return first;
  let now = first.value;
  let isOpen = true;
  const watches = new Set<{ readonly listener: unknown; stop: () => void }>();
  const oneAtATime = createMutex();

  const call = (name: string | symbol, ...all: readonly unknown[]): unknown =>
    Reflect.apply(Reflect.get(now, name) as Call, now, all);
  const watch: Watch = (listener) => {
    const entry = { listener, stop: call('watch', listener) as () => void };
    watches.add(entry);
    return () => {
      watches.delete(entry);
      entry.stop();
    };
  };
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    for (const entry of watches) entry.stop();
    await now.close();
  };

  // A port is whatever its driver says: each of its functions goes to the device that is open when it is called.
  const port = new Proxy(first.value, {
    get(_, name) {
      const value: unknown = Reflect.get(now, name);
      if (typeof value !== 'function') return value;
      if (name === 'watch') return watch;
      if (name === 'close') return close;
      return (...all: readonly unknown[]) => call(name, ...all);
    },
    has: (_, name) => Reflect.has(now, name),
  });

  return ok({
    port,
    reopen: () =>
      oneAtATime(async () => {
        // One that does not close is left to itself: what it holds, the next one says.
        await within(timers, reopenTimes.close, close());
        const opened = await within(timers, reopenTimes.open, open(), (late) => {
          if (late.ok) void late.value.close();
        });
        if (opened.late) return err('it did not open in time');
        const next = opened.value;
        if (!next.ok) return next;
        now = next.value;
        isOpen = true;
        for (const entry of watches) entry.stop = call('watch', entry.listener) as () => void;
        return ok(undefined);
      }),
  });
}
