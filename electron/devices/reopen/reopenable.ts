import { createMutex } from '../../../shared/mutex.ts';
import { ok, type Result } from '../../../shared/result.ts';
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

/**
 * @param open opens the device, as often as it is wanted
 * @returns the error of the first opening
 */
export async function openReopenable<Port extends object>(
  open: () => Promise<Result<Open<Port>, string>>,
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
        await close();
        const next = await open();
        if (!next.ok) return next;
        now = next.value;
        isOpen = true;
        for (const entry of watches) entry.stop = call('watch', entry.listener) as () => void;
        return ok(undefined);
      }),
  });
}
