import { logForPeople } from '../../logging/open-log.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { beginService } from '../../electron/kiosk/begin-service.ts';
import { createKiosk, type Kiosk } from '../../electron/kiosk/kiosk.ts';
import { openKioskWindow } from '../../electron/kiosk/kiosk-window.ts';
import { systemClock } from '../../shared/dates.ts';
import { systemTimers } from '../../shared/timers.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';
import { isDigit } from '../../electron/devices/pin-pad/pin-pad.ts';
import { openHoursClock } from '../console/site/console-clock.ts';
import { openSimulatedSite, type SimulatedSite } from '../console/site/simulated-site.ts';
import { figuresOf, type Figures } from './figures.ts';
import { openBareWindow } from './bare-window.ts';
import { buildBarePage } from './build-bare-page.ts';
import { measureTaps, type TapFigures } from './measure-taps.ts';
import { tapPrinter, type PrinterTap } from './printer-tap.ts';
import { reach, until, wants } from './until.ts';
import { codes } from '../../testing/municipality-codes.ts';

export interface KioskFigures {
  /** From nothing to the painted start screen: center, registers, devices, browser. */
  readonly startMs: number;
  readonly taps: TapFigures;
  /** From the last coin through the sensor to the first byte of the document on its way to the printer. */
  readonly paidToPrinterMs: Figures;
  /** The same from the moment when that coin is on record: without the wait for the next poll of the acceptor. */
  readonly securedToPrinterMs: Figures;
  readonly memory: {
    readonly sessions: readonly [number, number];
    readonly heapMB: readonly [number, number];
    readonly rssMB: readonly [number, number];
    readonly heapRatio: number;
  };
}

export interface KioskMeasureOptions {
  readonly executable: string;
  readonly dist: string;
  readonly state: string;
  readonly out: string;
  readonly taps: number;
  readonly sessions: readonly [number, number];
  readonly collect: () => void;
  readonly say: (line: string) => void;
  /** Ends it between two taps or sessions; it then rejects. */
  readonly signal?: AbortSignal;
}

export async function measureKiosk(options: KioskMeasureOptions): Promise<KioskFigures> {
  const began = performance.now();
  const clock = openHoursClock(systemClock);
  const log = logForPeople(clock, options.say);
  const paper = join(options.out, 'bench-paper');
  const printerTaps: PrinterTap[] = [];
  // A run that was ended leaves a transaction open, and a kiosk with an open transaction waits for staff. The center's registers go with
  // the books: it knows how far they had come.
  for (const books of ['journal', 'journal-witness', 'registers'])
    await rm(join(options.state, books), { recursive: true, force: true });
  const simulated = await openSimulatedSite({
    state: options.state,
    paper,
    clock,
    steps: stepOrders['municipality-first'],
    language: 'ja',
    log,
    msPerSheet: 5,
    sheetLine: async (uri) => {
      const tap = await tapPrinter(uri);
      printerTaps.push(tap);
      return tap.uri;
    },
  });
  const [line] = printerTaps;
  if (!line) throw new Error('the line to the printer was not opened');
  const host = createChromiumHost({ executable: options.executable, headless: true });
  const { ports } = simulated.site;
  const money = { securedAt: 0 };
  const journal: typeof ports.journal = {
    append(event) {
      const written = ports.journal.append(event);
      if (event.type === 'cash-in') money.securedAt = performance.now();
      return written;
    },
  };
  const kiosk = createKiosk({ ...ports, journal }, { ...simulated.site.input, cashlessMethods: [] });
  const endService = beginService(kiosk, simulated.site, log);
  const { window, close } = await openKioskWindow({
    host,
    kiosk,
    dist: options.dist,
    size: { width: 1024, height: 768 },
    pxPerMm: null,
    fullScreen: true,
    timers: systemTimers,
    log,
    onHopeless: () => undefined,
  });
  try {
    const page = host.pageOf(window);
    await page.locator('[data-screen="attract"]').waitFor();
    const startMs = Math.round(performance.now() - began);
    options.say(`start to the invitation: ${startMs} ms`);
    const bare = await openBareWindow(host, await buildBarePage());
    const taps = await measureTaps({ page, kiosk, bare: bare.page() }, options);
    await bare.close();
    const paid: number[] = [];
    const secured: number[] = [];
    const memory: { heap: number; rss: number }[] = [];
    for (let session = 1; session <= options.sessions[1]; session++) {
      options.signal?.throwIfAborted();
      const { fell, printed } = await runSession(kiosk, simulated, line);
      paid.push(printed - fell);
      secured.push(printed - money.securedAt);
      if (!options.sessions.some((mark) => mark === session)) continue;
      options.collect();
      const { heapUsed, rss } = process.memoryUsage();
      memory.push({ heap: toMB(heapUsed), rss: toMB(rss) });
      options.say(`after ${session} sessions: heap ${toMB(heapUsed)} MB, resident ${toMB(rss)} MB`);
    }
    const [early, late] = memory;
    if (!early || !late) throw new Error('the memory was not measured');
    return {
      startMs,
      taps,
      paidToPrinterMs: figuresOf(paid),
      securedToPrinterMs: figuresOf(secured),
      memory: {
        sessions: options.sessions,
        heapMB: [early.heap, late.heap],
        rssMB: [early.rss, late.rss],
        heapRatio: Math.round((late.heap / early.heap) * 100) / 100,
      },
    };
  } finally {
    await close();
    await endService();
    kiosk.stop();
    await host.close();
    await simulated.close();
    await line.close();
    await rm(paper, { recursive: true, force: true });
  }
}

const toMB = (bytes: number): number => Math.round(bytes / 104_857.6) / 10;

/** A whole session by intents alone: when the coin that completes the payment has fallen, and when its paper is at the printer. */
async function runSession(
  kiosk: Kiosk,
  simulated: SimulatedSite,
  line: PrinterTap,
): Promise<{ readonly fell: number; readonly printed: number }> {
  const want = wants(kiosk);
  want({ type: 'start' });
  want({ type: 'openCertificates' });
  want({ type: 'consent' });
  want({ type: 'chooseWhose', whose: 'home' });
  want({ type: 'chooseMunicipality', municipality: codes.tsukuba });
  want({ type: 'offersSeen' });
  const { reader, cash } = simulated;
  reader.set(await simulated.card('tsukuba-single'));
  await reach(kiosk, 'pin');
  for (const key of '1234') if (isDigit(key)) want({ type: 'pinKey', key });
  want({ type: 'pinEnter' });
  await reach(kiosk, 'takeCard');
  reader.set(null);
  await reach(kiosk, 'certificate');
  want({ type: 'chooseCertificate', kind: 'residenceRecord' });
  want({ type: 'summaryDone' });
  await reach(kiosk, 'confirm');
  want({ type: 'pay' });
  await until(kiosk, () => {
    const { body } = kiosk.screen();
    return body.kind === 'payment' && body.accepted.includes(100);
  });
  const job = line.nextJob();
  await insertWhenOpen(cash, 100);
  await insertWhenOpen(cash, 50);
  const fell = performance.now();
  const printed = await job;
  await reach(kiosk, 'takeEverything');
  want({ type: 'takenEverything' });
  await reach(kiosk, 'attract');
  return { fell, printed };
}

/** The slots open a moment after the screen says so: a coin that comes too early is returned, and is inserted again. */
async function insertWhenOpen(cash: SimulatedSite['cash'], value: 50 | 100): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if ((await cash.insertCoin(value)) === 'secured') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the coin acceptor takes nothing');
}
