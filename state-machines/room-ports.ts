import type { Result } from '../shared/result.ts';
import type { Unsubscribe } from '../shared/printers.ts';
import type { Slot } from '../shared/slots.ts';

/** Whether somebody stands at the kiosk. `unknown`: there is no sensor, or it does not answer: nothing follows from it. */
export type Presence = 'somebody' | 'nobody' | 'unknown';

export interface PresencePort {
  /** Calls back with what the sensor says, at once and with every change. */
  watch(listener: (presence: Presence) => void): Unsubscribe;
}

/** The store's bell, lamp or message: what calls its staff to the kiosk. */
export interface StaffCallPort {
  /** Whether this kiosk has one. */
  readonly fitted: boolean;
  /** Rings. Resolves when the bell, lamp or message has taken the call. */
  call(): Promise<Result<undefined, { readonly fault: 'notSent' }>>;
  /** Nobody need come any more. Does not fail. */
  end(): void;
  /** Calls back whenever staff say that they have heard a call. */
  onHeard(listener: () => void): Unsubscribe;
}

/** Lights beside the slots, where something is to be taken. */
export interface SlotLightsPort {
  /** Lights these and no others. Does not fail: whatever they show is on the screen as well. */
  show(lit: readonly Slot[]): void;
}

/** What a site without such devices has. */
export const emptyRoom = {
  presence: {
    watch(listener: (presence: Presence) => void): Unsubscribe {
      listener('unknown');
      return () => undefined;
    },
  },
  staffCall: {
    fitted: false,
    call: () => Promise.resolve({ ok: false, error: { fault: 'notSent' } }),
    end: () => undefined,
    onHeard: () => () => undefined,
  },
  slotLights: { show: () => undefined },
} as const satisfies RoomPorts;

/** What stands around the kiosk in the store. */
export interface RoomPorts {
  readonly presence: PresencePort;
  readonly staffCall: StaffCallPort;
  readonly slotLights: SlotLightsPort;
}
