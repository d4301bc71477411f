import type { EventLog } from '../../../logging/event-log.ts';
import { isDeepStrictEqual } from 'node:util';
import type { DeviceId, DeviceReason, DeviceState } from '../../../shared/attendants.ts';
import type { DevicesPort } from '../../../state-machines/attendant-ports.ts';

const working: readonly DeviceState[] = ['online', 'low', 'notAsked'];

/** Logs every change of a device's state, until the watch ends. */
export function logDevices(devices: DevicesPort, log: EventLog): void {
  const known = new Map<DeviceId, readonly [DeviceState, DeviceReason | 'none']>();
  devices.watch((reports) => {
    for (const { device, state, reason = 'none' } of reports) {
      const before = known.get(device) ?? ['notAsked', 'none'];
      known.set(device, [state, reason]);
      if (isDeepStrictEqual(before, [state, reason])) continue;
      log.event(working.includes(state) ? 'deviceStatusChanged' : 'deviceTrouble', { device, state, reason });
    }
  });
}
