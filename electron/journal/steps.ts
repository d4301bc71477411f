import { setImmediate } from 'node:timers/promises';

/**
 * Work on a whole journal, in steps of a few milliseconds: at a start it is done at once, and while the kiosk runs its
 * screens go on between two steps.
 */
export type Steps<T> = Generator<undefined, T>;

export function allAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Whatever the steps have open is closed in the end. @throws the signal's reason once it aborts */
export async function stepByStep<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  const ended: T[] = [];
  function* whole(): Generator<undefined, void> {
    ended.push(yield* steps);
  }
  for (const step of whole()) {
    await setImmediate(step);
    signal?.throwIfAborted();
  }
  const [value] = ended;
  if (ended.length === 0) throw new Error('steps without an end');
  return value as T;
}
