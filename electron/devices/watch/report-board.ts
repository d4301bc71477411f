import { isDeepStrictEqual } from 'node:util';
import type { DeviceId, DeviceReport } from '../../../shared/attendants.ts';
import type { Instant } from '../../../shared/dates.ts';
import type { Unsubscribe } from '../../../shared/printers.ts';
import { denominations } from '../../../shared/yen.ts';
import type { Sighting } from './device-sightings.ts';

/** The latest report on every device, and since when its state has lasted. */
export interface ReportBoard {
  /** Takes what was seen; listeners are called when anything has changed. */
  put(sightings: readonly Sighting[], at: Instant): void;
  reports(): readonly DeviceReport[];
  listen(listener: (reports: readonly DeviceReport[]) => void): Unsubscribe;
}

/**
 * @param startedAt counts as the beginning of the first state found: a device not asked yet is assumed to be as it will be
 * found
 */
export function createReportBoard(devices: readonly DeviceId[], startedAt: Instant): ReportBoard {
  const known = new Map<DeviceId, DeviceReport>(
    devices.map((device) => [device, { device, state: 'notAsked', since: startedAt, levels: [] }]),
  );
  const listeners = new Set<(reports: readonly DeviceReport[]) => void>();

  const reports = (): readonly DeviceReport[] =>
    [...known.values()].sort((one, other) => rankOf(one.device) - rankOf(other.device));

  return {
    put(sightings, at) {
      let changed = false;
      for (const { device, state, levels, warnings, reason } of sightings) {
        const before = known.get(device);
        const fromTheBeginning = before === undefined || before.state === 'notAsked';
        const since = fromTheBeginning ? startedAt : before.state === state ? before.since : at;
        const same = isDeepStrictEqual(
          [before?.levels, before?.warnings, before?.reason],
          [levels, warnings, reason],
        );
        if (before?.state === state && same) continue;
        known.set(device, {
          ...{ device, state, since, levels },
          ...(reason ? { reason } : {}),
          ...(warnings ? { warnings } : {}),
        });
        changed = true;
      }
      if (!changed) return;
      const now = reports();
      for (const listener of [...listeners]) listener(now);
    },
    reports,
    listen(listener) {
      const own = (now: readonly DeviceReport[]): void => listener(now);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
  };
}

/** The order in which a person goes over the machine: slots, hoppers, printers, lines, what is inside. */
const order: readonly DeviceId[] = [
  'cardReader',
  'coinAcceptor',
  'noteAcceptor',
  ...denominations.map((value) => `hopper-${value}` as const),
  'sheetPrinter',
  'receiptPrinter',
  'wallet',
  'terminal',
  'speech',
  'center',
  'clock',
  'disk',
  'journal',
];

function rankOf(device: DeviceId): number {
  return order.indexOf(device);
}
