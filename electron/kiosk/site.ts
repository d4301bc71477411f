import { createPublicKey, randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { createTestPage } from '../../printing/test-page/test-page.ts';
import { createIppSheetPrinter } from '../../printing/printers/ipp/ipp-sheet-printer.ts';
import { createReceiptPrinter } from '../../printing/printers/esc-pos/receipt-printer.ts';
import type { StepName } from '../../shared/center-api.ts';
import type { Language } from '../../shared/certificates.ts';
import type { Clock } from '../../shared/dates.ts';
import type { Timers } from '../../shared/timers.ts';
import type { Denomination } from '../../shared/yen.ts';
import type { Cause } from '../../shared/screen.ts';
import type { Yen } from '../../shared/yen.ts';
import type { Ports } from '../../state-machines/ports.ts';
import type { Interrupted, KioskInput } from '../../state-machines/kiosk.ts';
import { createCenterClient } from '../center-client/center-client.ts';
import { createCenterHttp, type LineCredentials } from '../center-client/http.ts';
import type { Mismatch } from '../center-client/verify-order.ts';
import { createCardReader } from '../devices/card-reader/card-reader.ts';
import type { CardSource } from '../devices/card-reader/card-source.ts';
import { createCctalkCash } from '../devices/cash/cash-port.ts';
import type { CctalkConfig } from '../devices/cash/config.ts';
import type { AttendantsConfig } from './attendants/attendants-config.ts';
import { createAttendants } from './attendants/attendants.ts';
import { createCashless } from '../devices/cashless/cashless-port.ts';
import type { CashlessConfig } from '../devices/cashless/config.ts';
import { createDeviceWatch } from '../devices/watch/device-watch.ts';
import { diskFreePercent } from './disk-free.ts';
import { createBooksPort } from '../journal/books-port.ts';
import { describeFault } from '../journal/journal-fault.ts';
import { bootJournal, causeOfJournal } from './open-journal.ts';
import { startReconciling } from '../recovery/reconcile-provider.ts';
import { recover, untoldOrders, untoldRefunds } from '../recovery/recover.ts';
import { standingOf } from '../recovery/standing.ts';
import { createSheetScan } from '../devices/sheet-scan/sheet-scan.ts';
import { createPinPad, type PinPad } from '../devices/pin-pad/pin-pad.ts';

/** The ends of all lines that leave the kiosk: at a site the real ones, at the console the simulator's. */
export interface SiteLines {
  readonly kiosk: string;
  readonly language: Language;
  readonly steps: readonly StepName[];
  readonly journalFolder: string;
  readonly center: {
    readonly url: string;
    readonly bindingKey: Uint8Array;
    readonly line: LineCredentials;
  };
  readonly cards: CardSource;
  readonly cash: {
    readonly bus: CctalkConfig;
    readonly accepted: readonly Denomination[];
    readonly openStream: () => Promise<Duplex>;
  };
  readonly cashless: { readonly config: CashlessConfig; readonly walletSecret: string | null };
  readonly attendants: AttendantsConfig;
  readonly secondPersonAbove: Yen;
  readonly exportFolder: string | null;
  readonly cameraFolder: string | null;
  readonly hopperLow: number;
  readonly sheetPrinterUri: string;
  readonly receiptInterface: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: (line: string) => void;
}

/** Everything behind the machines, ready to be given to them. */
export interface Site {
  readonly ports: Ports & { readonly pinPad: PinPad };
  readonly input: KioskInput;
  /** Brings what was cut off to its end by the devices' own word, before anybody is served. Tells what is owed since. */
  recover(): Promise<readonly Interrupted[]>;
  /** Asks providers again for what they have not said the last word of, whenever nobody is served. */
  reconcile(isIdle: () => boolean): { stop(): Promise<void> };
  /** Calls back with what is wrong with the journal now (null: nothing), and with every change; looks again now and then. */
  watchJournal(listener: (cause: Cause | null) => void): () => void;
  close(): Promise<void>;
}

const mismatchMeans: Record<Mismatch, string> = {
  signature: 'the binding was not signed by the center',
  shape: 'the binding is out of shape',
  transaction: 'the binding names another transaction',
  request: 'the binding answers another request',
  nonce: 'the binding was made for another session',
  holder: 'the binding names another card',
  municipality: 'the binding names another municipality',
  subjects: 'the binding names other persons',
  documents: 'other documents came than were ordered',
  page: 'a page is not the one that was bound',
  price: 'the prices do not make the bound sum',
  preview: 'the picture of an order is not the one that was signed',
};

/** Opens every line and puts the ports together. Nothing is asked of the devices yet: a device that is not there is a state. */
export function openSite(lines: SiteLines): Site {
  const { clock, timers, log } = lines;
  const { hoppers } = lines.cash.bus;
  const layout = { hoppers, accepted: lines.cash.accepted };
  const { journal, fault, books } = bootJournal(lines.journalFolder, clock, { layout });
  const { locked, out } = standingOf(books.records);
  if (fault) log(`journal: ${describeFault(fault)}`);
  if (locked) log('journal: an alarm was never cleared: the service stays locked');
  const pinPad = createPinPad();
  const center = createCenterClient({
    http: createCenterHttp(lines.center.url, lines.center.line),
    kiosk: lines.kiosk,
    centerKey: createPublicKey({ key: Buffer.from(lines.center.bindingKey), format: 'der', type: 'spki' }),
    timers,
    onMismatch: (mismatch) => log(`ALARM: ${mismatchMeans[mismatch]}`),
    onTold: (transaction) => {
      if (!journal.append({ type: 'outcome-told', transaction }).ok) log('journal: cannot be written');
    },
    onRefundTold: (refund) => {
      if (!journal.append({ type: 'refund-told', refund }).ok) log('journal: cannot be written');
    },
  });
  const levels = books
    .cash()
    .filter(({ place }) => place === 'hopper')
    .map(({ value, count }) => ({ value, count }));
  const cash = createCctalkCash(lines.cash.bus, lines.cash.openStream, timers, levels);
  const cashless = createCashless(
    lines.cashless.config,
    { wallet: lines.cashless.walletSecret },
    timers,
    (error) => log(`cashless: ${error instanceof Error ? error.name : 'broke'}`),
  );
  const sheets = createIppSheetPrinter({ uri: lines.sheetPrinterUri }, timers);
  const receipts = createReceiptPrinter({ interface: lines.receiptInterface }, timers);
  const card = createCardReader(lines.cards, pinPad, { timers });
  const devices = createDeviceWatch({
    ...{ card, cash, sheets, receipts, cashless, clock, timers, hopperLow: lines.hopperLow },
    center: async () => ((await center.offers()).ok ? 'online' : 'offline'),
    clockOffset: async () => {
      const offers = await center.offers();
      return offers.ok ? clock.now() - offers.value.at : null;
    },
    journal: () => ({ ok: journal.recheck() === null, records: books.records.length }),
    diskFree: () => diskFreePercent(lines.journalFolder),
  });
  const ports: Site['ports'] = {
    ...{ clock, pinPad, journal, center, cash, cashless, sheets, card, receipts, devices },
    books: createBooksPort({
      ...{ books, journalFolder: lines.journalFolder, exportFolder: lines.exportFolder },
      ...{ kiosk: lines.kiosk, clock, timers },
    }),
    attendants: createAttendants({
      ...{ config: lines.attendants, pad: pinPad, cards: lines.cards, journal, records: books.records },
      ...{ clock, timers, log },
    }),
    scans: createSheetScan({ cameraFolder: lines.cameraFolder, timers }),
    testPages: createTestPage(clock),
    random: () => randomBytes(16).toString('hex'),
  };
  return {
    ports,
    input: {
      kiosk: lines.kiosk,
      language: lines.language,
      steps: lines.steps,
      configured: lines.cash.accepted,
      cashlessMethods: cashless.methods,
      secondPersonAbove: lines.secondPersonAbove,
      locked,
      out,
      starting: true,
      journalFault: fault ? causeOfJournal(fault) : null,
    },
    async recover() {
      const { kiosk, language } = lines;
      const interrupted = await recover({ ports, books, kiosk, language, log });
      tellAgain(center, books, log);
      return interrupted;
    },
    reconcile: (isIdle) => startReconciling(ports, books, timers, isIdle),
    watchJournal(listener) {
      const stop = journal.watch((now) => listener(now ? causeOfJournal(now) : null));
      // Room may be back on the disk, or the clock right again: nothing tells so by itself.
      const looks = repeatEvery(timers, journalLookMs, () => journal.recheck());
      return () => {
        stop();
        looks();
      };
    },
    async close() {
      devices.close();
      center.close();
      await Promise.all([cash.close(), cashless.close(), sheets.close(), receipts.close()]);
      journal.close();
    },
  };
}

const journalLookMs = 15_000;

function repeatEvery(timers: Timers, ms: number, run: () => void): () => void {
  let callOff = timers.after(ms, tick);
  function tick(): void {
    run();
    callOff = timers.after(ms, tick);
  }
  return () => callOff();
}

/** What the center was not told before the power cut, it is told now; the client goes on until it has heard it. */
function tellAgain(
  center: Pick<Ports['center'], 'outcome' | 'refundOutcome'>,
  books: Parameters<typeof untoldOrders>[0],
  log: (line: string) => void,
): void {
  const later = (): void => log('center: will hear later how an earlier transaction ended');
  for (const { transaction, outcome } of untoldOrders(books))
    center.outcome(transaction, outcome).then((told) => told.ok || later(), later);
  for (const { refund, outcome } of untoldRefunds(books))
    center.refundOutcome(refund, outcome).then((told) => told.ok || later(), later);
}
