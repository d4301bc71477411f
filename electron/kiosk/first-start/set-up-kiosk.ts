import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openLog, standardOutput, traceUncaught } from '../../../logging/open-log.ts';
import { systemClock } from '../../../shared/dates.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { createPinPad } from '../../devices/pin-pad/pin-pad.ts';
import { drivers, type DriverRegistry } from '../../devices/registry.ts';
import type { KioskHost } from '../../host/host.ts';
import { forbidCoreDumps } from '../../host/no-core-dumps.ts';
import { createServiceManager } from '../../host/service-manager.ts';
import { earlierConfigs } from '../configuration/config-files.ts';
import { openKioskWindow } from '../kiosk-window.ts';
import { untilEnded } from '../serve-site.ts';
import { createFirstStartKiosk, type FirstStartKiosk } from './first-start-kiosk.ts';
import { systemSources, type DeviceSources } from './found-devices.ts';
import { isMissing } from './is-missing.ts';
import { setUpPlaces } from './places.ts';
import { setUpPorts } from './set-up-ports.ts';

export interface SetUpOptions {
  readonly registry?: DriverRegistry;
  readonly sources?: DeviceSources;
  /** Given the kiosk that is being set up, for callers who drive it. */
  readonly onBegun?: (kiosk: FirstStartKiosk) => void;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Where a kiosk has no configuration, has it made at its screen. Whatever is at the file's place, right or wrong, nobody is asked.
 * @param say prints a line for the person who starts it
 * @returns null: there is one, and the kiosk starts with it; otherwise the exit code
 */
export async function setUpWhereMissing(
  file: string,
  host: KioskHost,
  dist: string,
  say: (line: string) => void,
  options: SetUpOptions = {},
): Promise<number | null> {
  const missing = whatIsMissing(file);
  if (missing === 'nothing') return null;
  if (missing !== 'configuration') {
    say(missing);
    return 2;
  }
  const env = options.env ?? process.env;
  const { registry = drivers, sources = systemSources(systemTimers) } = options;
  const places = setUpPlaces(file, env);
  const { log } = openLog({
    ...{ name: 'kiosk', source: 'first-start', clock: systemClock, output: standardOutput(), files: null },
  });
  const endTrace = traceUncaught(log);
  if (!forbidCoreDumps())
    say('Core dumps could not be forbidden: set LimitCORE=0 where the kiosk is started.');
  mkdirSync(dirname(places.note), { recursive: true, mode: 0o700 });
  const told = { ...env };
  const manager = createServiceManager({
    ...{ env, journalFolder: dirname(file), timers: systemTimers },
    onFault: (error) => log.caught('serviceManagerNotTold', {}, error),
  });
  const pinPad = createPinPad();
  const ports = setUpPorts({
    ...{ places, registry, sources, pinPad, log },
    ...{ clock: systemClock, timers: systemTimers },
  });
  const kiosk = createFirstStartKiosk({ ...ports, pinPad });
  const { ended, end } = untilEnded();
  const size = await host.panelSize();
  let seen = false;
  const { close } = await openKioskWindow({
    ...{ host, kiosk, dist, size, pxPerMm: null, fullScreen: true },
    ...{ timers: systemTimers, log },
    onPainted() {
      if (!seen) manager.ready();
      seen = true;
    },
    onHopeless: () => end(1),
    onAlive: () => manager.alive(),
  });
  log.event('firstStartBegun', {});
  options.onBegun?.(kiosk);
  const code = await Promise.race([ended, kiosk.written.then(() => null)]);
  if (code === null) log.event('firstStartWritten', {});
  else manager.stopping();
  await close();
  kiosk.stop();
  endTrace();
  // The kiosk that starts now tells the same service manager.
  for (const name of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID'] as const) {
    const value = told[name];
    if (value !== undefined) env[name] = value;
  }
  return code;
}

/** A sentence says why nobody is asked although there is no configuration. */
function whatIsMissing(file: string): string {
  if (!isMissing(file)) return 'nothing';
  const folder = dirname(file);
  if (!existsSync(folder)) return `${folder}: expected a folder, in which the configuration is to lie`;
  const [latest] = earlierConfigs(file);
  // Whoever has only taken the file away must not come to choose another operator.
  return latest === undefined
    ? 'configuration'
    : `${file}: is not there, but this kiosk had one: put it back, or number ${String(latest.number)}, which is kept beside it`;
}
