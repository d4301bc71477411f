import type { EventLog } from '../../../logging/event-log.ts';
import type { Clock } from '../../../shared/dates.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { FirstStartPorts } from '../../../state-machines/first-start/ports.ts';
import { readLineFiles } from '../../center-client/tls-link-files.ts';
import { openDevices } from '../../devices/open-devices.ts';
import type { PinPad } from '../../devices/pin-pad/pin-pad.ts';
import type { DriverRegistry } from '../../devices/registry.ts';
import { hashDigits } from '../attendants/code-hash.ts';
import { checkSiteConfig } from '../configuration/check-site-config.ts';
import { placeFirst, stageConfig, stagedOf, sumOf } from '../configuration/config-files.ts';
import { enrolSite } from '../enrol-site.ts';
import { noteEnrolled, wasEnrolledFor } from './enrolled-before.ts';
import { firstConfig, summaryOf, type ChosenCodes } from './first-config.ts';
import { foundDevices, type DeviceSources } from './found-devices.ts';
import type { SetUpPlaces } from './places.ts';
import { tryDevice } from './try-device.ts';

export interface SetUpParts {
  readonly places: SetUpPlaces;
  readonly registry: DriverRegistry;
  readonly sources: DeviceSources;
  readonly pinPad: PinPad;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: EventLog;
}

/** What a first start asks the world for, on this machine. */
export function setUpPorts({
  places,
  registry,
  sources,
  pinPad,
  clock,
  timers,
  log,
}: SetUpParts): FirstStartPorts {
  const { file } = places;
  let codes: ChosenCodes = { operator: null, staff: null };
  const context = {
    ...{ timers, clock, beside: (path: string) => path },
    onFault: (error: unknown) => log.caught('cashlessDriverFailed', {}, error),
  };

  return {
    pinPad,
    async enrol(asked, code) {
      const { kiosk, center: url, enrolment } = asked;
      if (wasEnrolledFor(places.note, asked, code)) {
        const line = await readLineFiles(places.line, kiosk, clock);
        if (line.ok) return ok();
      }
      const given = await enrolSite({ kiosk, center: { url, enrolment, ...places.line } }, file, code);
      if (!given.ok) {
        log.event('firstStartNotCertified', { why: given.error.fault });
        return given.error.fault === 'files' ? err({ fault: 'files' }) : err(given.error);
      }
      try {
        noteEnrolled(places.note, asked, code);
      } catch {
        // After a power cut the center gives the same key the same certificate, for the same code.
        log.event('firstStartNotCertified', { why: 'files' });
      }
      log.event('firstStartCertified', { daysLeft: given.value.daysLeft });
      return ok();
    },
    found: (device) => foundDevices(device, sources),
    tryDevice: (tried, signal) => tryDevice(tried, registry, context, signal),
    async keepCode(role) {
      const digits = pinPad.take();
      try {
        const hash = await hashDigits(digits);
        codes = { ...codes, [role]: hash };
      } finally {
        digits.fill(0);
        pinPad.wipe();
      }
      return undefined;
    },
    forgetStaffCode() {
      codes = { ...codes, staff: null };
    },
    async check(said) {
      if (codes.operator === null) return err(['attendants: expected an operator']);
      const bytes = Buffer.from(`${JSON.stringify(firstConfig(said, codes, places), null, 2)}\n`);
      stageConfig(file, bytes);
      const checked = await checkSiteConfig(stagedOf(file), registry);
      if (!checked.ok) return err(checked.error.split('\n'));
      const { config, daysLeft, warnings } = checked.value;
      // What would keep the kiosk from starting is found here, where it can still be changed.
      const devices = await openDevices(config, context);
      if (!devices.ok) return err([devices.error]);
      await devices.value.close();
      return ok({ lines: summaryOf(said, codes, daysLeft), warnings, sum: sumOf(bytes) });
    },
    write(sum) {
      try {
        return Promise.resolve(placeFirst(file, sum) ? ok() : err('changed' as const));
      } catch {
        return Promise.resolve(err('notWritten' as const));
      }
    },
  };
}
