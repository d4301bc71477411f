import { join } from 'node:path';
import type { KioskHost } from '../../electron/host/host.ts';
import { beginService } from '../../electron/kiosk/begin-service.ts';
import { reportToCenter } from '../../electron/kiosk/report-to-center.ts';
import { version } from '../../telemetry/version.ts';
import { createKiosk } from '../../electron/kiosk/kiosk.ts';
import { openKioskWindow } from '../../electron/kiosk/kiosk-window.ts';
import { restartCode, untilEnded } from '../../electron/kiosk/serve-site.ts';
import { logFileDefaults, openLog, standardOutput, traceUncaught } from '../../logging/open-log.ts';
import { systemClock } from '../../shared/dates.ts';
import { systemTimers } from '../../shared/timers.ts';
import type { StepOrder } from '../../shared/center-api.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';
import { createConsoleControls } from './panel/controls.ts';
import { openHoursClock } from './site/console-clock.ts';
import { openSimulatedSite } from './site/simulated-site.ts';

export interface ConsoleSettings {
  readonly steps: StepOrder;
  readonly size: { readonly width: number; readonly height: number };
  readonly state: string;
  readonly out: string;
  /** Folders of the built pages: the kiosk's and the console's. */
  readonly dist: string;
  readonly panel: string;
}

const panelWidth = 440;

/** The kiosk on simulated devices, with the console beside it, until it is told to end. @returns the exit code */
export async function serveConsole(host: KioskHost, settings: ConsoleSettings): Promise<number> {
  const say = (line: string): void => console.log(line);
  const { ended, end } = untilEnded();
  const clock = openHoursClock(systemClock);
  if (clock.moved > 0)
    say(
      'The service is closed now, or closes within the hour: the console runs with its clock at 10:00 of the next open day.',
    );
  say('Opening keys, registers and devices …');
  const { log, close: closeLog } = openLog({
    ...{ name: 'kiosk', source: 'console', clock, output: standardOutput(), outputLevel: 'warn' },
    files: { folder: join(settings.state, 'log'), ...logFileDefaults },
  });
  const endTrace = traceUncaught(log);
  const simulated = await openSimulatedSite({
    state: settings.state,
    paper: settings.out,
    clock,
    steps: stepOrders[settings.steps],
    language: 'ja',
    speech: 'programs',
    onRestart: () => end(restartCode),
    log,
  });
  const kiosk = createKiosk(simulated.site.ports, simulated.site.input);
  const endService = beginService(kiosk, simulated.site, log);
  const endReports = reportToCenter({
    ...{ kiosk, devices: simulated.site.ports.devices, version, log, clock, timers: systemTimers },
    ...simulated.site.reporting,
  });
  say(`Host: ${host.description}`);
  const { close } = await openKioskWindow({
    host,
    kiosk,
    dist: settings.dist,
    size: settings.size,
    pxPerMm: null,
    fullScreen: false,
    timers: systemTimers,
    log,
    onHopeless: () => end(1),
  });
  const controls = createConsoleControls(simulated, clock);
  const panel = await host.openWindow({
    dist: settings.panel,
    title: 'Komado console',
    bridge: 'simulatorConsole',
    query: {},
    kiosk: false,
    onlyKioskKeys: null,
    bounds: { x: settings.size.width, y: 0, width: panelWidth, height: settings.size.height },
    onCall: (payload) => controls.act(payload),
    onPainted: () => undefined,
    // Closing the panel ends the console.
    onGone: () => end(0),
  });
  panel.publish(controls.state());
  controls.onChange((state) => panel.publish(state));
  say(`Center: ${simulated.center.url}. Printed sheets: ${settings.out}. Ctrl-C ends it.`);
  const code = await ended;
  await panel.close();
  await close();
  await endReports();
  await endService();
  kiosk.stop();
  await host.close();
  await simulated.close();
  endTrace();
  closeLog();
  return code;
}
