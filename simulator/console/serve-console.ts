import type { KioskHost } from '../../electron/host/host.ts';
import { beginService } from '../../electron/kiosk/begin-service.ts';
import { createKiosk } from '../../electron/kiosk/kiosk.ts';
import { openKioskWindow } from '../../electron/kiosk/kiosk-window.ts';
import { untilEnded } from '../../electron/kiosk/serve-site.ts';
import { systemClock } from '../../shared/dates.ts';
import { systemTimers } from '../../shared/timers.ts';
import { stepOrders, type StepOrder } from '../../state-machines/session/steps.ts';
import { createBench } from './panel/console.ts';
import { openHoursClock } from './site/console-clock.ts';
import { openSimulatedSite } from './site/simulated-site.ts';

export interface BenchSettings {
  readonly steps: StepOrder;
  readonly size: { readonly width: number; readonly height: number };
  readonly state: string;
  readonly out: string;
  /** Folders of the built pages: the kiosk's and the bench panel's. */
  readonly dist: string;
  readonly panel: string;
}

const panelWidth = 440;

/** The kiosk on simulated devices, with the bench panel beside it, until it is told to end. @returns the exit code */
export async function serveBench(host: KioskHost, settings: BenchSettings): Promise<number> {
  const log = (line: string): void => console.log(line);
  const { ended, end } = untilEnded();
  const clock = openHoursClock(systemClock);
  if (clock.moved > 0)
    log('The service is closed at this hour: the bench runs with its clock at 10:00 of the next open day.');
  const simulated = await openSimulatedSite({
    state: settings.state,
    paper: settings.out,
    clock,
    steps: stepOrders[settings.steps],
    language: 'ja',
    log,
  });
  const kiosk = createKiosk(simulated.site.ports, simulated.site.input);
  const endService = beginService(kiosk, simulated.site, log);
  log(`Host: ${host.description}`);
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
  const bench = createBench(simulated, clock);
  const panel = await host.openWindow({
    dist: settings.panel,
    title: 'Komado bench',
    bridge: 'bench',
    query: {},
    kiosk: false,
    bounds: { x: settings.size.width, y: 0, width: panelWidth, height: settings.size.height },
    onCall: (payload) => bench.act(payload),
    onPainted: () => undefined,
    // Whoever closes the panel ends the bench.
    onGone: () => end(0),
  });
  panel.publish(bench.state());
  bench.onChange((state) => panel.publish(state));
  log(`Center: ${simulated.center.url}. Printed sheets: ${settings.out}. Ctrl-C ends it.`);
  const code = await ended;
  await panel.close();
  await close();
  await endService();
  kiosk.stop();
  await host.close();
  await simulated.close();
  return code;
}
