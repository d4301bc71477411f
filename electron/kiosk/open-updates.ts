import { join } from 'node:path';
import type { EventLog } from '../../logging/event-log.ts';
import type { DeviceReport } from '../../shared/attendants.ts';
import type { Time } from '../../shared/timers.ts';
import { attendantOf, sessionOf } from '../../state-machines/view.ts';
import type { DevicesPort, UpdatesPort } from '../../state-machines/attendant-ports.ts';
import type { Kiosk } from './kiosk.ts';
import { watchUpdates, type KioskUpdates } from '../updates/kiosk-updates.ts';
import { factsFile, factsOf } from '../updates/launch/launch-files.ts';
import { nodeUpdateFiles } from '../updates/launch/update-files.ts';
import { readMakerKeys } from '../updates/maker-keys.ts';
import { createUpdatesPort, noUpdates, type UpdatesPortParts } from '../updates/updates-port.ts';
import type { UpdatesConfig } from '../updates/updates-config.ts';

/** Where a package puts the kiosk's code; what starts it (start-kiosk) says where that is. */
const usualInstalled = '/usr/lib/komado/kiosk';

export interface OpenUpdatesParts extends Time {
  readonly beside: (path: string) => string;
  readonly kiosk: Kiosk;
  readonly devices: Pick<DevicesPort, 'watch'>;
  readonly wished: () => string | null;
  readonly restart: () => void;
  readonly onWorks: () => void;
  readonly log: EventLog;
}

/**
 * What operators see of the updates, and ask for: one of the kiosk's ports, while what watches the updates needs the kiosk.
 * @param file the configuration, which names the maker's keys
 */
export function updatesPortOf(
  config: UpdatesConfig,
  {
    file,
    beside,
    ...parts
  }: Pick<UpdatesPortParts, 'updates' | 'stick' | 'startedAt'> & {
    readonly file: string;
    readonly beside: (path: string) => string;
  },
): UpdatesPort {
  if (config === null) return noUpdates;
  return createUpdatesPort({
    ...{ ...parts, folder: beside(config.folder), window: config.window },
    keys: () => readMakerKeys(config, file, beside, 0),
  });
}

/** Null: this site takes no updates. */
export function openUpdates(
  config: UpdatesConfig,
  { beside, kiosk, devices, ...parts }: OpenUpdatesParts,
): KioskUpdates | null {
  if (config === null) return null;
  const files = nodeUpdateFiles;
  let reports: readonly DeviceReport[] = [];
  const stopReports = devices.watch((now) => {
    reports = now;
  });
  const updates = watchUpdates({
    ...parts,
    ...{ files, folder: beside(config.folder), window: config.window, reports: () => reports },
    versions: {
      own: factsOf(files, join(import.meta.dirname, '..', '..', factsFile)),
      installed: factsOf(files, join(process.env['KOMADO_INSTALLED'] ?? usualInstalled, factsFile)),
    },
    journalWorks: () => kiosk.actor.getSnapshot().context.journalFault === null,
    restsAt() {
      const snapshot = kiosk.actor.getSnapshot();
      const isServing = sessionOf(snapshot) !== null || attendantOf(snapshot) !== null;
      return isServing || snapshot.context.starting ? null : kiosk.screen().id;
    },
  });
  return {
    ...updates,
    close() {
      stopReports();
      updates.close();
    },
  };
}
