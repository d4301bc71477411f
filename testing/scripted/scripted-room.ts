import { ok, type Result } from '../../shared/result.ts';
import type { Presence, RoomPorts } from '../../state-machines/room-ports.ts';

/** Who stands at a scripted kiosk, and what becomes of its calls for staff. */
export interface RoomScript {
  /** What the sensor says. */
  sense(presence: Presence): void;
  /** Staff press their key: they have heard. */
  hear(): void;
  /** What the bell answers. */
  call: () => Promise<Result<undefined, { readonly fault: 'notSent' }>>;
  /** Whether the bell rings or its lamp burns. */
  ringing: boolean;
  readonly presenceListeners: Set<(presence: Presence) => void>;
  readonly heardListeners: Set<() => void>;
  presence: Presence;
}

/** Nobody has a sensor, and the bell works. */
export function newRoomScript(): RoomScript {
  const room: RoomScript = {
    presence: 'unknown',
    presenceListeners: new Set(),
    heardListeners: new Set(),
    call: () => Promise.resolve(ok()),
    ringing: false,
    sense(presence) {
      room.presence = presence;
      for (const listener of room.presenceListeners) listener(presence);
    },
    hear() {
      for (const listener of room.heardListeners) listener();
    },
  };
  return room;
}

/** The ports that play the script. */
export function scriptedRoom(room: RoomScript): RoomPorts {
  return {
    presence: {
      watch(listener) {
        room.presenceListeners.add(listener);
        listener(room.presence);
        return () => room.presenceListeners.delete(listener);
      },
    },
    staffCall: {
      fitted: true,
      async call() {
        const called = await room.call();
        room.ringing = called.ok;
        return called;
      },
      end() {
        room.ringing = false;
      },
      onHeard(listener) {
        room.heardListeners.add(listener);
        return () => room.heardListeners.delete(listener);
      },
    },
    slotLights: { show: () => undefined },
  };
}
