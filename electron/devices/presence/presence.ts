import type { Presence, PresencePort } from '../../../state-machines/room-ports.ts';

export function isPresence(word: string): word is Presence {
  return word === 'somebody' || word === 'nobody' || word === 'unknown';
}

/** A port that tells what a sensor said last. Until it has said anything, nothing is known. */
export function createPresence(): {
  readonly port: PresencePort;
  readonly tell: (presence: Presence) => void;
} {
  const listeners = new Set<(presence: Presence) => void>();
  let last: Presence = 'unknown';
  return {
    port: {
      watch(listener) {
        listeners.add(listener);
        listener(last);
        return () => listeners.delete(listener);
      },
    },
    tell(presence) {
      if (presence === last) return;
      last = presence;
      for (const listener of listeners) listener(presence);
    },
  };
}
