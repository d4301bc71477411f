import { createPublicKey, randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { createIppSheetPrinter } from '../printing/ipp/ipp-sheet-printer.ts';
import { createReceiptPrinter } from '../printing/receipts/receipt-printer.ts';
import type { StepName } from '../shared/center-api.ts';
import type { Language } from '../shared/certificates.ts';
import type { Clock } from '../shared/dates.ts';
import type { Timers } from '../shared/timers.ts';
import type { Denomination } from '../shared/yen.ts';
import type { Ports } from '../state-machines/ports.ts';
import type { KioskInput } from '../state-machines/kiosk.ts';
import { createCenterClient } from './center-client/center-client.ts';
import { createCenterHttp, type LineCredentials } from './center-client/http.ts';
import type { Mismatch } from './center-client/verify-order.ts';
import { createCardReader } from './devices/card-reader/card-reader.ts';
import type { CardSource } from './devices/card-reader/card-source.ts';
import { createCctalkCash } from './devices/cash/cash-port.ts';
import type { CctalkConfig } from './devices/cash/config.ts';
import { bootJournal } from './open-journal.ts';
import { createPinPad, type PinPad } from './pin-pad.ts';

/** The ends of all lines that leave the kiosk: at a site the real ones, at the bench the simulator's. */
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
  const { journal, fault, locked, untold } = bootJournal(lines.journalFolder, clock);
  if (fault)
    log(`journal: ${fault.fault === 'io' ? fault.code : `line ${fault.damage.line}: ${fault.damage.what}`}`);
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
  });
  for (const { transaction, printed, notPrinted } of untold) {
    center.outcome(transaction, { printed, notPrinted }).then(
      (told) => told.ok || log('center: will hear later how an earlier transaction ended'),
      () => log('center: will hear later how an earlier transaction ended'),
    );
  }
  const cash = createCctalkCash(lines.cash.bus, lines.cash.openStream, timers);
  const sheets = createIppSheetPrinter({ uri: lines.sheetPrinterUri }, timers);
  return {
    ports: {
      clock,
      pinPad,
      journal,
      center,
      cash,
      sheets,
      card: createCardReader(lines.cards, pinPad, { timers }),
      receipts: createReceiptPrinter({ interface: lines.receiptInterface }, timers),
      random: () => randomBytes(16).toString('hex'),
    },
    input: {
      kiosk: lines.kiosk,
      language: lines.language,
      steps: lines.steps,
      configured: lines.cash.accepted,
      locked,
      journalLost: fault !== null,
    },
    async close() {
      center.close();
      await Promise.all([cash.close(), sheets.close()]);
      journal.close();
    },
  };
}
