import type { EventLog } from '../../../logging/event-log.ts';
import type { DeviceId, DeviceState } from '../../../shared/attendants.ts';
import type { DevicesPort } from '../../../state-machines/attendant-ports.ts';

const working: readonly DeviceState[] = ['online', 'low', 'notAsked'];

/** Logs every change of a device's state, until the watch ends. */
export function logDevices(devices: DevicesPort, log: EventLog): void {
  const known = new Map<DeviceId, DeviceState>();
  devices.watch((reports) => {
    for (const { device, state } of reports) {
      const before = known.get(device) ?? 'notAsked';
      known.set(device, state);
      if (state === before) continue;
      log.event(working.includes(state) ? 'deviceStatusChanged' : 'deviceTrouble', { device, state });
    }
  });
}
