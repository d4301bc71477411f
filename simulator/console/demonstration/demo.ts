import { logForPeople } from '../../../logging/open-log.ts';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createChromiumHost } from '../../../electron/host/chromium-host.ts';
import { findChromium } from '../../../electron/host/chromium-browser.ts';
import { beginService } from '../../../electron/kiosk/begin-service.ts';
import { createKiosk } from '../../../electron/kiosk/kiosk.ts';
import { openKioskWindow } from '../../../electron/kiosk/kiosk-window.ts';
import { loadMunicipalities } from '../../../issuing-center/municipalities/load.ts';
import { renderReceiptBytes } from '../../../printing/receipts/receipt-bytes.ts';
import { buildRenderer } from '../../../renderer/build.ts';
import {
  certificateKey,
  type FiscalYear,
  type ItemId,
  type VariantId,
} from '../../../shared/certificates.ts';
import type { Language } from '../../../shared/languages.ts';
import type { MunicipalityId } from '../../../shared/ids.ts';
import { instantInJapan, systemClock, type Clock, type IsoDate } from '../../../shared/dates.ts';
import type { PurposeId } from '../../../shared/purposes.ts';
import type { ScreenBody } from '../../../shared/screen.ts';
import type { KioskService } from '../../../shared/service-screens.ts';
import type { PayMethod } from '../../../shared/cashless.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { stepOrders } from '../../../state-machines/session/steps.ts';
import { createConsoleControls } from '../panel/controls.ts';
import { holderOf } from '../../residents/holders.ts';
import { openHoursClock } from '../site/console-clock.ts';
import { servingClock } from '../site/serving-clock.ts';
import { openSimulatedSite } from '../site/simulated-site.ts';
import type { HolderCardKind } from '../../devices/virtual-card/card-kinds.ts';
import { plainErrand, runErrand, type Errand } from './resident.ts';

export interface DemoOptions {
  readonly holder: string;
  readonly municipality: MunicipalityId;
  readonly card: HolderCardKind;
  readonly service: KioskService;
  /** Its kind, or what the municipality calls it. */
  readonly certificate: string;
  readonly variant: VariantId | null;
  readonly year: FiscalYear | null;
  /** The day on which it plays, for services that have since ended; null for today. */
  readonly day: IsoDate | null;
  readonly language: Language;
  readonly household: boolean;
  readonly shown: readonly ItemId[];
  readonly copies: number;
  readonly pay: PayMethod;
  readonly purpose: PurposeId | null;
  readonly out: string;
  readonly state: string;
  readonly size: { readonly width: number; readonly height: number };
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2).padStart(6)} s`;

/** The real clock, or the same time of day on another day. */
function clockOn(day: IsoDate | null): Clock {
  if (day === null) return systemClock;
  const moved = instantInJapan(day, '10:00:00') - systemClock.now();
  return { now: () => systemClock.now() + moved };
}

/** How a demonstration ended: `refused` where the kiosk does not issue to this holder what was wanted. */
export type DemoEnd = 'handedOver' | 'refused' | 'ended';

/**
 * One demonstration resident from the main menu to paper, through the real page, with a line and a time for each step. Leaves
 * certificate, receipt, pictures of the screens and session.json in the folder. Handed over is when the errand was done and,
 * for a certificate, paper came out.
 * @throws when the page cannot go on, as when the signal has closed it
 */
export async function runDemo(
  options: DemoOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<DemoEnd> {
  const executable = findChromium();
  if (executable === null) throw new Error('Chromium is not installed: install the Debian package chromium');
  const began = performance.now();
  const { out } = options;
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, 'screens'), { recursive: true });
  const municipality = (await loadMunicipalities()).get(options.municipality);
  if (!municipality) throw new Error(`there is no municipality "${options.municipality}"`);

  const wanted = municipality.services.find((service) => certificateKey(service) === options.certificate);
  const clock = servingClock(openHoursClock(clockOn(options.day)), municipality, wanted);
  if (options.day !== null) say(`The demonstration plays on ${options.day}: its clock is moved there.`);
  if (clock.moved > 0)
    say(
      'The service is closed now, or closes within the hour: the demonstration runs with its clock at 10:00 of the next open day.',
    );
  const log = logForPeople(clock, say);
  say('Opening keys, registers and devices …');
  const simulated = await openSimulatedSite({
    state: options.state,
    paper: join(out, 'paper'),
    clock,
    steps: stepOrders[municipality.stepOrder],
    language: 'ja',
    log,
    msPerSheet: 300,
  });
  const host = createChromiumHost({ executable, headless: true });
  say(`Host: ${host.description}`);
  const kiosk = createKiosk(simulated.site.ports, {
    ...simulated.site.input,
    cashlessMethods: options.pay === 'cash' ? [] : simulated.site.input.cashlessMethods,
  });
  const endService = beginService(kiosk, simulated.site, log);
  // Then the resident's page is gone, and everything is closed below.
  const closeHost = (): void => void host.close();
  signal.addEventListener('abort', closeHost);
  let closeWindow = (): Promise<void> => Promise.resolve();
  try {
    signal.throwIfAborted();
    const controls = createConsoleControls(simulated, clock);
    const { window, close } = await openKioskWindow({
      host,
      kiosk,
      dist: await buildRenderer(),
      size: options.size,
      pxPerMm: null,
      fullScreen: true,
      timers: systemTimers,
      log,
      onHopeless: () => say('the window cannot be brought back'),
    });
    closeWindow = close;
    const page = host.pageOf(window);
    say(`${seconds(performance.now() - began)}  start to the first screen`);
    const { pin, municipality: home } = holderOf(options.holder);
    const elsewhere = home !== municipality.id && municipality.towns !== undefined;
    const errand: Errand = {
      ...{ ...plainErrand, ...options, pin },
      ...{ whose: elsewhere ? 'domicile' : 'home', municipality: municipality.id },
    };
    if (options.service === 'signaturePassword' || options.service === 'pin') {
      await controls.act({ do: 'reserve', holder: options.holder });
      say('On the smartphone: the reset is reserved.');
    }
    let pictures = 0;
    const { handedOver, refused, last, steps } = await runErrand(
      errand,
      { kiosk, page, controls },
      {
        async onScreen(screen) {
          pictures += 1;
          const name = `${String(pictures).padStart(2, '0')}-${screen.body.kind}.png`;
          await page.screenshot({ path: join(out, 'screens', name) });
        },
        onStep: ({ screen, ms }) => say(`${seconds(ms)}  ${screen}`),
      },
    );
    const sheets = simulated.sheetPrinter.sheetsOut();
    for (const [index, { pdfPath }] of sheets.entries()) {
      const name = sheets.length === 1 ? 'certificate.pdf' : `certificate-${index + 1}.pdf`;
      await copyFile(pdfPath, join(out, name));
    }
    const receipt = simulated.receipts.at(-1);
    const money = receipt?.data.title === 'receipt' || receipt?.data.title === 'owed' ? receipt.data : null;
    if (receipt) {
      await writeFile(join(out, 'receipt.svg'), receipt.svg);
      await writeFile(
        join(out, 'receipt.escpos'),
        simulated.receiptPrinter.receipts().at(-1) ?? renderReceiptBytes(receipt.data),
      );
    }
    const session = {
      result: handedOver ? 'handedOver' : refused ? 'refused' : whereItEnded(last.body),
      refused,
      kiosk: simulated.site.input.kiosk,
      municipality: options.municipality,
      service: options.service,
      certificate: options.certificate,
      variant: options.variant,
      year: options.year,
      language: options.language,
      copies: options.copies,
      pay: options.pay,
      purpose: options.purpose,
      host: host.name,
      // What the errand took of the hand: the PIN's keys, and those of other entries, are counted apart.
      touches: steps.reduce((sum, { touches }) => sum + touches, 0),
      keys: steps.reduce((sum, { keys }) => sum + keys, 0),
      sessionMs: steps.reduce((sum, { ms }) => sum + ms, 0),
      steps,
      totalMs: Math.round(performance.now() - began),
      amounts: {
        paid: money?.paid ?? 0,
        printed: money?.printed ?? 0,
        givenBack: money?.givenBack ?? 0,
        owed: money?.owed ?? 0,
      },
      sheets: sheets.length,
      pictures,
    };
    await writeFile(join(out, 'session.json'), `${JSON.stringify(session, null, 2)}\n`);
    say(`${session.touches} touches and ${session.keys} keys, ${seconds(session.sessionMs).trim()}.`);
    if (refused) say(`Not issued to ${options.holder}: ${refused.what} (${refused.why}).`);
    say(
      `Result: ${session.result}; ${sheets.length} sheet(s), paid ${session.amounts.paid} yen, change ${session.amounts.givenBack} yen.`,
    );
    const left = [
      ...(sheets.length > 0 ? ['certificate (PDF)'] : []),
      ...(receipt ? ['receipt.svg', 'receipt.escpos'] : []),
      `${pictures} pictures in screens/`,
      'session.json',
    ];
    say(`In ${out}: ${left.join(', ')}`);
    if (refused) return 'refused';
    const isDone = handedOver !== null && (options.service !== 'certificates' || sheets.length > 0);
    return isDone ? 'handedOver' : 'ended';
  } finally {
    signal.removeEventListener('abort', closeHost);
    await closeWindow();
    await endService();
    kiosk.stop();
    await host.close();
    await simulated.close();
  }
}

function whereItEnded(body: ScreenBody): string {
  return body.kind === 'message' ? body.cause : body.kind;
}
