import { err } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { CardPresence } from '../../../state-machines/ports.ts';
import type { CardSession, CardSource } from './card-source.ts';

/** A call to the reader that has not ended by then hangs, whatever it does, ms: whoever made it has given up (`cardDeadlines`) long ago. */
export const stallMs = 12_000;

/**
 * A card source whose reader counts as gone while a call to it hangs: its daemon stands still, or a card holds it. Nothing else would say so
 * until somebody stands there with a card. When the call ends, as with the daemon's restart, the reader is there again.
 */
export function noticeStalledCalls(
  source: CardSource & { close(): Promise<void> },
  timers: Timers,
  ms = stallMs,
): CardSource & { close(): Promise<void> } {
  const listeners = new Set<(presence: CardPresence) => void>();
  let stalled = 0;
  let own: CardPresence = 'readerGone';
  const now = (): CardPresence => (stalled > 0 ? 'readerGone' : own);
  const tell = (): void => {
    for (const listener of listeners) listener(now());
  };
  const stopOwn = source.watch((presence) => {
    own = presence;
    // A change behind a call that hangs is told when it has ended.
    if (stalled === 0) tell();
  });

  async function watched<T>(call: Promise<T>): Promise<T> {
    const seen = { hangs: false };
    const callOff = timers.after(ms, () => {
      seen.hangs = true;
      stalled += 1;
      if (stalled === 1) tell();
    });
    try {
      return await call;
    } finally {
      callOff();
      if (seen.hangs) {
        stalled -= 1;
        if (stalled === 0) tell();
      }
    }
  }

  const watchedSession = ({ atr, ...session }: CardSession): CardSession => ({
    atr,
    transmit: (command) => watched(session.transmit(command)),
    close: () => watched(session.close()),
  });

  return {
    watch(listener) {
      listeners.add(listener);
      listener(now());
      return () => listeners.delete(listener);
    },
    async open() {
      // It would wait for the same thing, and hold one more thread.
      if (stalled > 0) return err({ fault: 'readerGone' });
      const opened = await watched(source.open());
      return opened.ok ? { ...opened, value: watchedSession(opened.value) } : opened;
    },
    ...(source.details ? { details: source.details } : {}),
    close() {
      stopOwn();
      listeners.clear();
      return source.close();
    },
  };
}
