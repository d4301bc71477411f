import { dirname, resolve } from 'node:path';
import { openLog, standardOutput, traceUncaught } from '../../logging/open-log.ts';
import { onEndSignal } from '../../shared/end-signals.ts';
import { systemClock } from '../../shared/dates.ts';
import { systemTimers } from '../../shared/timers.ts';
import { delays } from '../../state-machines/delays.ts';
import { nobodyMoves } from './attendants/who-moves-money.ts';
import { beginService } from './begin-service.ts';
import { centerPaths, readCenterFiles } from './center-files.ts';
import type { KioskConfig } from './config.ts';
import { watchCodeCamera } from '../devices/code-camera/code-camera.ts';
import { createConfigPort } from './configuration/config-port.ts';
import { proveConfig } from './configuration/begin-config.ts';
import { createConfigProof } from './configuration/config-proof.ts';
import { openDevices } from '../devices/open-devices.ts';
import { claimJournal } from '../journal/folder-claim.ts';
import { adviseOnFault, describeFault } from '../journal/journal-fault.ts';
import { witnessFolderOf } from '../journal/journal.ts';
import type { KioskHost } from '../host/host.ts';
import { forbidCoreDumps } from '../host/no-core-dumps.ts';
import { createServiceManager } from '../host/service-manager.ts';
import { createKiosk } from './kiosk.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { reportToCenter } from './report-to-center.ts';
import { openSite } from './site.ts';
import { openConfiguredTelemetry } from '../../telemetry/open-configured.ts';
import { openUpdates, updatesPortOf } from './open-updates.ts';
import type { KioskUpdates } from '../updates/kiosk-updates.ts';
import { version } from '../../telemetry/version.ts';
import { tellKiosk } from './telemetry/tell-kiosk.ts';

/** Exit code with which a kiosk ends that is to be started anew, at an operator's wish: EX_TEMPFAIL of sysexits.h. */
export const restartCode = 75;

/** Resolves with the exit code when the kiosk is to end: on a signal, or (code 1) when a window cannot be brought back. */
export function untilEnded(): { readonly ended: Promise<number>; readonly end: (code: number) => void } {
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((done) => {
    end = done;
  });
  onEndSignal(() => end(0));
  return { ended, end };
}

/**
 * Runs a site's kiosk on its real devices until it is told to end.
 * @param say prints a line for the person who starts it
 * @returns the exit code
 */
export async function serveSite(
  config: KioskConfig,
  configFile: string,
  host: KioskHost,
  dist: string,
  say: (line: string) => void,
): Promise<number> {
  const beside = (path: string): string => resolve(dirname(configFile), path);
  const { folder, maxBytes, keepDays } = config.log;
  const telemetry = await openConfiguredTelemetry(
    config.telemetry,
    { ...{ file: configFile, beside, service: 'komado-kiosk', instance: config.kiosk }, log: () => log },
    { clock: systemClock, timers: systemTimers },
  );
  const {
    log,
    refused,
    close: closeLog,
  } = openLog({
    ...{ name: 'kiosk', source: config.kiosk, clock: systemClock, output: standardOutput() },
    files: folder === null ? null : { folder: beside(folder), maxBytes, keepDays },
    further: telemetry.ok ? telemetry.value?.destination : undefined,
  });
  const endTrace = traceUncaught(log);
  const endTelemetry = async (): Promise<void> => {
    if (telemetry.ok) await telemetry.value?.close();
  };
  const refuse = async (what: 'lineFiles' | 'devices' | 'journal' | 'log', why: string): Promise<number> => {
    say(why);
    log.event('startRefused', { what });
    await endTelemetry();
    await host.close();
    return 2;
  };
  if (refused !== null) return refuse('log', refused);
  if (!telemetry.ok) {
    // A certificate, and a sum that is owed, must not wait for a file that only telemetry needs.
    say(telemetry.error.says);
    log.event('telemetryOff', { what: telemetry.error.what });
  }
  for (const warning of nobodyMoves(config)) say(`${configFile}: ${warning}`);
  if (!forbidCoreDumps())
    say('Core dumps could not be forbidden: set LimitCORE=0 where the kiosk is started.');
  const files = await readCenterFiles(config, configFile, systemClock);
  if (!files.ok) return refuse('lineFiles', files.error);
  const { line, bindingKey } = files.value;
  const journalFolder = beside(config.journal);
  const witnessFolder = config.witness === null ? witnessFolderOf(journalFolder) : beside(config.witness);
  // Before the devices: a second kiosk must not touch those of the first.
  const claim = claimJournal(
    { folder: journalFolder, witness: witnessFolder },
    `kiosk ${config.kiosk}`,
    systemClock,
  );
  // Any other fault is shown on the screen, as one of the journal itself.
  if (!claim.ok && claim.error.fault === 'inUse')
    return refuse('journal', `${journalFolder}: ${describeFault(claim.error)}`);
  const manager = createServiceManager({
    ...{ env: process.env, journalFolder, timers: systemTimers },
    onFault: (error) => log.caught('serviceManagerNotTold', {}, error),
  });
  const devices = await openDevices(config, {
    ...{ timers: systemTimers, clock: systemClock, beside },
    onFault: (error) => log.caught('cashlessDriverFailed', {}, error),
  });
  if (!devices.ok) {
    if (claim.ok) claim.value.release();
    return refuse('devices', devices.error);
  }
  const { ended, end } = untilEnded();
  const siteDelays = { ...delays, ...config.delays };
  /** The version that the center wishes, as it was last told. */
  let wished: string | null = null;
  let updates: KioskUpdates | null = null;
  const stick = config.exportFolder === null ? null : beside(config.exportFolder);
  const site = openSite({
    kiosk: config.kiosk,
    language: config.language,
    steps: config.steps,
    ...{ journalFolder, witnessFolder },
    ...(claim.ok ? { claim: claim.value } : {}),
    center: { url: config.center.url, bindingKey, line, lineFiles: centerPaths(config, configFile) },
    devices: devices.value,
    attendants: config.attendants,
    chain: config.chain,
    place: config.place,
    secondPersonAbove: config.secondPersonAbove,
    exportFolder: stick,
    logFolder: folder === null ? null : beside(folder),
    cameraFolder: config.cameraFolder === null ? null : beside(config.cameraFolder),
    readsPrepared: config.residentScanner || config.residentCameraFolder !== null,
    configuration: createConfigPort({ file: configFile, config, stick, beside }),
    updates: updatesPortOf(config.updates, {
      ...{ file: configFile, beside, stick, updates: () => updates },
      // The process's own time: the launcher's guard began to count when it was started.
      startedAt: systemClock.now() - Math.round(performance.now()),
    }),
    hopperLow: config.hopperLow,
    restart: () => end(restartCode),
    ...(config.updates === null ? {} : { onUpdateWished: (wish: string) => (wished = wish) }),
    cameraMs: siteDelays.cameraReads - 1_000,
    clock: systemClock,
    timers: systemTimers,
    log,
  });
  const kiosk = createKiosk(site.ports, site.input, { delays: siteDelays });
  const proof = createConfigProof(
    () => updates?.isOnTrial() === true,
    () => proveConfig(configFile, say),
  );
  updates = openUpdates(config.updates, {
    ...{ beside, kiosk, log, clock: systemClock, timers: systemTimers },
    devices: site.ports.devices,
    wished: () => wished,
    restart: () => end(restartCode),
    onWorks: () => proof.works(),
  });
  const endService = beginService(kiosk, site, log, () => updates?.settled() ?? Promise.resolve());
  const { devices: watched, books } = site.ports;
  const endReports = reportToCenter({
    ...{ kiosk, devices: watched, version, log, clock: systemClock, timers: systemTimers },
    ...site.reporting,
  });
  const endTold =
    telemetry.ok && telemetry.value
      ? tellKiosk(telemetry.value, {
          ...{ kiosk, devices: watched, books, journal: site.journal, clock: systemClock },
        })
      : null;
  const endCamera =
    config.residentCameraFolder === null
      ? null
      : watchCodeCamera({
          ...{ folder: beside(config.residentCameraFolder), timers: systemTimers },
          isWanted: () => ['attract', 'preparedFault'].includes(kiosk.screen().body.kind),
          onCode: (text) => kiosk.handle({ screen: kiosk.screen().id, intent: { type: 'prepared', text } }),
          onError: (error) => log.caught('codeCameraFailed', {}, error),
        });
  if (site.journalFault) say(`${journalFolder}: ${adviseOnFault(site.journalFault)}`);
  say(`Host: ${host.description}`);
  log.event('kioskStarted', {});
  let seen = false;
  const { close } = await openKioskWindow({
    host,
    kiosk,
    dist,
    size: config.screen,
    pxPerMm: config.screen.widthMm === null ? null : config.screen.width / config.screen.widthMm,
    fullScreen: true,
    pad: config.pad,
    timers: systemTimers,
    log,
    onPainted() {
      // The process's own time: from its start, with all that it loads.
      if (!seen) {
        log.event('firstScreen', { ms: Math.round(performance.now()) });
      }
      updates?.painted();
      if (!seen) proof.painted();
      seen = true;
    },
    onHopeless: () => end(1),
    onAlive: () => manager.alive(),
  });
  manager.ready();
  const code = await ended;
  manager.stopping();
  await close();
  await endCamera?.();
  updates?.close();
  await endReports();
  await endService();
  kiosk.stop();
  await host.close();
  await site.close();
  log.event('kioskEnded', { exitCode: code });
  await endTelemetry();
  endTold?.();
  endTrace();
  closeLog();
  return code;
}
