import { ok } from '../../../shared/result.ts';
import type { Slot } from '../../../shared/slots.ts';
import { createPresence } from '../../../electron/devices/presence/presence.ts';
import type { Presence, RoomPorts } from '../../../state-machines/room-ports.ts';

/** A store around the kiosk: a sensor in front of it, a bell behind the counter with a key to answer it, lights at the slots. */
export interface SimulatedRoom {
  readonly ports: RoomPorts;
  /** What the sensor says from now on. */
  sense(presence: Presence): void;
  presence(): Presence;
  /** Staff press the key at their bell. */
  hear(): void;
  ringing(): boolean;
  lit(): readonly Slot[];
  onChange(listener: () => void): void;
}

export function createSimulatedRoom(): SimulatedRoom {
  const { port, tell } = createPresence();
  const heard = new Set<() => void>();
  const listeners = new Set<() => void>();
  let presence: Presence = 'unknown';
  let ringing = false;
  let lit: readonly Slot[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const ring = (on: boolean): void => {
    ringing = on;
    changed();
  };
  return {
    ports: {
      presence: port,
      staffCall: {
        fitted: true,
        call() {
          ring(true);
          return Promise.resolve(ok());
        },
        end: () => ring(false),
        onHeard(listener) {
          heard.add(listener);
          return () => heard.delete(listener);
        },
      },
      slotLights: {
        show(now) {
          lit = now;
          changed();
        },
      },
    },
    sense(now) {
      presence = now;
      tell(now);
      changed();
    },
    presence: () => presence,
    hear() {
      if (!ringing) return;
      ring(false);
      for (const listener of heard) listener();
    },
    ringing: () => ringing,
    lit: () => lit,
    onChange(listener) {
      listeners.add(listener);
    },
  };
}
