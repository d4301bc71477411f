import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Page } from 'playwright-core';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { beginService } from '../../electron/kiosk/begin-service.ts';
import { createKiosk, type Kiosk } from '../../electron/kiosk/kiosk.ts';
import { openKioskWindow } from '../../electron/kiosk/kiosk-window.ts';
import { isDigit } from '../../electron/devices/pin-pad/pin-pad.ts';
import { startCenter } from '../../issuing-center/http/server.ts';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { createEventLog } from '../../logging/event-log.ts';
import { systemClock } from '../../shared/dates.ts';
import { systemTimers } from '../../shared/timers.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { openSimulatedSite, type SimulatedSite } from '../console/site/simulated-site.ts';
import { openCenterState } from '../residents/center-state.ts';
import { figuresOf, type Figures } from './figures.ts';
import { reach, until, wants } from './until.ts';

/** What one process measures of a center that serves the municipalities of a folder, and of a kiosk at it; ms and MB. */
export interface CenterRun {
  readonly centerStartMs: number;
  readonly centerMB: number;
}
export interface KioskRun {
  readonly kioskStartMs: number;
  /** Of center, kiosk and simulated devices together, in one process. */
  readonly bothMB: number;
  /** From the lifted finger to its offers on the display: of one that is near, and of one that is fetched. */
  readonly nearMs: Figures;
  readonly farMs: Figures;
  readonly loginMs: Figures;
  readonly orderMs: Figures;
}

const sessions = 12;
/** How far whoever compares has moved the clock: in every run alike, or a journal would be ahead of it. */
const moved = Number(process.argv[7] ?? '0');
const clock = { now: () => systemClock.now() + moved };
const log = createEventLog({ clock, destinations: [] });

/** Of everything that stays after a full collection. */
function usedMB(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

/** From the start of this process to the center that listens, as whoever starts it would wait. */
async function measureCenter(folder: string, state: string): Promise<CenterRun> {
  const served = await loadMunicipalities(folder);
  const { options, close } = await openCenterState(state, clock, { served });
  const sql = await openEmbedded(join(state, 'registers'));
  const center = await startCenter({ ...options, sql });
  const centerStartMs = performance.now();
  const centerMB = usedMB();
  await center.close();
  await sql.close();
  await close();
  return { centerStartMs, centerMB };
}

async function measureAtKiosk(
  folder: string,
  state: string,
  dist: string,
  executable: string,
): Promise<KioskRun> {
  let began = 0;
  const simulated = await openSimulatedSite({
    ...{ state, paper: join(state, 'paper'), clock, language: 'ja', log, msPerSheet: 5 },
    municipalities: await loadMunicipalities(folder),
    steps: stepOrders['municipality-first'],
    place: { prefecture: null, nearby: [codes.minato, codes.meguro, codes.arakawa, codes.tomakomai] },
    onCenter: () => {
      began = performance.now();
    },
  });
  const host = createChromiumHost({ executable, headless: true });
  const kiosk = createKiosk(simulated.site.ports, { ...simulated.site.input, cashlessMethods: [] });
  const endService = beginService(kiosk, simulated.site, log);
  const { window, close } = await openKioskWindow({
    ...{ host, kiosk, dist, size: { width: 1024, height: 768 }, pxPerMm: null, fullScreen: true },
    ...{ timers: systemTimers, log, onHopeless: () => undefined },
  });
  try {
    const page = host.pageOf(window);
    await page.locator('[data-screen="attract"]').waitFor();
    const kioskStartMs = performance.now() - began;
    await watchOffers(page);
    const [near, far, login, order]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let session = 0; session < sessions; session++) {
      const taken = await runSession(kiosk, simulated, page);
      near.push(taken.near);
      far.push(taken.far);
      login.push(taken.login);
      order.push(taken.order);
    }
    return {
      kioskStartMs,
      bothMB: usedMB(),
      nearMs: figuresOf(near),
      farMs: figuresOf(far),
      loginMs: figuresOf(login),
      orderMs: figuresOf(order),
    };
  } finally {
    await close();
    await endService();
    kiosk.stop();
    await host.close();
    await simulated.close();
  }
}

/** The page itself takes the time from the lifted finger to the offers on the display, two frames after they were drawn. */
async function watchOffers(page: Page): Promise<void> {
  await page.evaluate(() => {
    let lifted = 0;
    addEventListener('pointerup', (event) => (lifted = event.timeStamp), true);
    new MutationObserver(() => {
      if (document.querySelector('[data-screen="offers"]') === null || lifted === 0) return;
      const since = lifted;
      lifted = 0;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => Reflect.set(globalThis, 'offersTook', performance.now() - since)),
      );
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-screen'] });
  });
}

async function tap(page: Page, name: string): Promise<number> {
  await page.evaluate(() => Reflect.set(globalThis, 'offersTook', null));
  await page.waitForTimeout(400);
  await page.locator(`[data-name="${name}"]`).click();
  const took = await page.waitForFunction(() => Reflect.get(globalThis, 'offersTook') as number | null);
  return Number(await took.jsonValue());
}

async function runSession(
  kiosk: Kiosk,
  { reader, card }: Pick<SimulatedSite, 'reader' | 'card'>,
  page: Page,
) {
  const want = wants(kiosk);
  const timed = async (intent: Parameters<typeof want>[0], reached: () => boolean): Promise<number> => {
    const began = performance.now();
    want(intent);
    await until(kiosk, reached);
    return performance.now() - began;
  };
  want({ type: 'start' });
  want({ type: 'openCertificates' });
  want({ type: 'consent' });
  want({ type: 'chooseWhose', whose: 'home' });
  const near = await tap(page, `municipality-${codes.minato}`);
  want({ type: 'back' });
  want({ type: 'findByPrefecture' });
  want({ type: 'choosePrefecture', prefecture: codes.tsukuba.slice(0, 2) });
  const { body } = kiosk.screen();
  want({ type: 'chooseGroup', group: body.kind === 'nameGroups' ? body.groups.indexOf('た行') : -1 });
  const far = await tap(page, `municipality-${codes.tsukuba}`);
  want({ type: 'offersSeen' });
  reader.set(await card('tsukuba-single'));
  await reach(kiosk, 'pin');
  for (const key of '1234') if (isDigit(key)) want({ type: 'pinKey', key });
  const login = await timed({ type: 'pinEnter' }, () => kiosk.screen().body.kind === 'takeCard');
  reader.set(null);
  await reach(kiosk, 'certificate');
  want({ type: 'chooseCertificate', kind: 'residenceRecord' });
  const order = await timed({ type: 'summaryDone' }, () => kiosk.screen().body.kind === 'confirm');
  want({ type: 'stop' });
  want({ type: 'confirmStop' });
  await reach(kiosk, 'message');
  want({ type: 'acknowledge' });
  await reach(kiosk, 'attract');
  return { near, far, login, order };
}

if (import.meta.main) {
  const [what, folder = '', state = '', dist = '', executable = ''] = process.argv.slice(2);
  const measured =
    what === 'center'
      ? await measureCenter(folder, state)
      : await measureAtKiosk(folder, state, dist, executable);
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  process.exit(0);
}
