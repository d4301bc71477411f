import { createPublicKey, randomBytes } from 'node:crypto';
import type { Chain } from '../../shared/chains.ts';
import type { EventLog } from '../../logging/event-log.ts';
import { createTestPage } from '../../printing/test-page/test-page.ts';
import type { StepName } from '../../shared/center-api.ts';
import type { Language } from '../../shared/languages.ts';
import { systemClock, type Clock } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import type { LineReason } from '../../shared/line-reasons.ts';
import type { Timers } from '../../shared/timers.ts';
import type { Cause } from '../../shared/causes.ts';
import type { Yen } from '../../shared/yen.ts';
import type { Ports } from '../../state-machines/ports.ts';
import type { Interrupted } from '../../state-machines/interrupted.ts';
import type { KioskInput } from '../../state-machines/kiosk-context.ts';
import { createCenterClient } from '../center-client/center-client.ts';
import { changingLine } from '../center-client/changing-line.ts';
import { createCenterHttp, type OwnEnd } from '../center-client/http.ts';
import { openKeptRules, rulesInMemory, type KeptRules } from '../center-client/kept-rules.ts';
import { afterComparing, createJournalHeadClient } from '../center-client/journal-head-client.ts';
import type { LineFiles } from '../center-client/next-key.ts';
import { keepLineRenewed } from '../center-client/renew-line.ts';
import { createCardReader } from '../devices/card-reader/card-reader.ts';
import type { AttendantsConfig } from './attendants/attendants-config.ts';
import { createAttendants } from './attendants/attendants.ts';
import { noConfiguration } from './configuration/no-configuration.ts';
import type { ConfigurationPort, UpdatesPort } from '../../state-machines/attendant-ports.ts';
import { createReopening } from '../devices/reopen/reopen-devices.ts';
import { restartMachine } from '../host/restart-machine.ts';
import type { KioskDevices } from '../devices/open-devices.ts';
import { reopenHanging } from '../devices/watch/reopen-hanging.ts';
import { renewWithinDays } from '../devices/watch/device-sightings.ts';
import { createDeviceWatch } from '../devices/watch/device-watch.ts';
import { logDevices } from '../devices/watch/log-devices.ts';
import { createCenterOrders } from './center-orders.ts';
import { diskFreePercent } from './disk-free.ts';
import { findInLog } from '../log-review/find-in-log.ts';
import { createBooksPort } from '../journal/books-port.ts';
import type { FolderClaim } from '../journal/folder-claim.ts';
import type { JournalFault } from '../journal/journal-fault.ts';
import { playAll } from '../devices/sound/sounds.ts';
import { openExportKey } from '../journal/export-key.ts';
import { readKey } from '../journal/journal-key.ts';
import { witnessFolderOf } from '../journal/journal.ts';
import { currentFile } from '../journal/journal-folder.ts';
import { logJournal } from '../journal/log-journal.ts';
import { createLastIssue } from './kiosk-report.ts';
import { bootJournal, causeOfJournal } from './open-journal.ts';
import { tellReportOver, type ReportedKiosk } from './report-to-center.ts';
import { startReconciling } from '../recovery/reconcile-provider.ts';
import { recover, untoldOrders, untoldRefunds } from '../recovery/recover.ts';
import { createJournalStart } from './journal-start.ts';
import { noUpdates } from '../updates/updates-port.ts';
import { createSheetScan } from '../devices/sheet-scan/sheet-scan.ts';
import { createPinPad, type PinPad } from '../devices/pin-pad/pin-pad.ts';
import type { HeardPorts } from './kiosk-voice.ts';
import type { CountedBooks } from './telemetry/journal-counts.ts';

/** What a kiosk is assembled from: its devices, already open, the line to its center, and the site's settings. */
export interface SiteLines {
  readonly kiosk: string;
  readonly language: Language;
  readonly steps: readonly StepName[];
  readonly journalFolder: string;
  /** Where the journal's witness and key are; beside its folder when it is not given. */
  readonly witnessFolder?: string;
  /** The journal's folders, when they are claimed already. */
  readonly claim?: FolderClaim;
  readonly center: {
    readonly url: string;
    readonly bindingKey: Uint8Array;
    readonly line: OwnEnd;
    /** Where its certificate and key are, for the next ones; left out: they are not renewed. */
    readonly lineFiles?: LineFiles;
  };
  readonly devices: KioskDevices;
  readonly attendants: AttendantsConfig;
  readonly chain: Chain;
  /** Where it stands. */
  readonly place: { readonly prefecture: string | null; readonly nearby: readonly MunicipalityId[] | null };
  readonly secondPersonAbove: Yen;
  readonly exportFolder: string | null;
  /** Where the log's files are; not given or null: nowhere. */
  readonly logFolder?: string | null;
  readonly cameraFolder: string | null;
  /** Reading a picture of returned sheets may take so long, ms: less than the machine waits for it. */
  readonly cameraMs?: number;
  /** Whether residents can hold a code prepared at home to a scanner or a camera. */
  readonly readsPrepared: boolean;
  readonly hopperLow: number;
  /** Told of each version that the center wishes; left out where nothing can update this kiosk. */
  readonly onUpdateWished?: (version: string) => void;
  /** The file that it is configured by; not given: there is none. */
  readonly configuration?: ConfigurationPort;
  /** Where it takes new versions from; not given: from packages alone. */
  readonly updates?: UpdatesPort;
  /** Ends the program, to be started anew. */
  readonly restart: () => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: EventLog;
}

/** Everything behind the machines, ready for them to use. */
export interface Site {
  readonly ports: Ports & { readonly pinPad: PinPad; readonly log: EventLog; readonly heard: HeardPorts };
  readonly input: KioskInput;
  /** What is wrong with the journal at the start, for whoever starts the kiosk; null: nothing. */
  readonly journalFault: JournalFault | null;
  /** For telling the center how the kiosk is, and for what it orders (report-to-center.ts). */
  readonly reporting: Pick<ReportedKiosk, 'orders' | 'tell' | 'lastIssue' | 'certificateDays'>;
  /** What the journal counts, for telemetry. */
  readonly journal: CountedBooks;
  /** Settles what was cut off by the devices' own word, before anybody is served. @returns what is owed since */
  recover(): Promise<readonly Interrupted[]>;
  /** Asks providers again for missing last words, whenever nobody is being served. */
  reconcile(isIdle: () => boolean): { stop(): Promise<void> };
  /** Opens devices anew whose drivers hang, whenever nobody is being served. @returns a function that ends it */
  keepDevicesOpen(isIdle: () => boolean): () => Promise<void>;
  /** Calls back with what is wrong with the journal now (null: nothing), and on every change; looks again now and then. */
  watchJournal(listener: (cause: Cause | null) => void): () => void;
  close(): Promise<void>;
}

/** Opens the journal and the line to the center, and assembles the ports. Closing the site closes its devices, too. */
export function openSite(lines: SiteLines): Site {
  const { clock, timers, log } = lines;
  const { cards, cash, cashless, sheets, receipts, room, speech, earphones, sounds } = lines.devices;
  const layout = { hoppers: cash.hoppers, accepted: cash.accepted };
  const witnessFolder = lines.witnessFolder ?? witnessFolderOf(lines.journalFolder);
  let atStart = createJournalStart(clock.now());
  const { journal, heads, fault, books } = bootJournal(lines.journalFolder, clock, {
    readAlong() {
      const start = createJournalStart(clock.now());
      atStart = start;
      return (record) => start.read(record);
    },
    ...{ layout, witness: witnessFolder, claim: lines.claim, as: `kiosk ${lines.kiosk}` },
  });
  const { locked, out, ordered } = atStart.standing();
  logJournal(journal, log);
  const orders = createCenterOrders({
    ...{ begin: ordered, journal, clock, log, onUpdateWished: lines.onUpdateWished },
  });
  if (heads) makeExportKey(witnessFolder, log);
  if (locked) log.event('alarmStands', {});
  const pinPad = createPinPad();
  let lastReason: LineReason = 'unreachable';
  const line = changingLine(lines.center.line);
  const http = createCenterHttp(lines.center.url, line.current, (why, error) => {
    lastReason = why;
    log.caught('centerLineFailed', { why }, error);
  });
  const { lineFiles: files } = lines.center;
  // TLS goes by the machine's clock, whatever the kiosk's is.
  const endRenewal = files
    ? keepLineRenewed({ http, line, files, timers, log, kiosk: lines.kiosk, clock: systemClock })
    : () => Promise.resolve();
  let toldDaysLeft: number | null = null;
  const certificateDays = (): number => Math.floor((line.endsAt() - systemClock.now()) / dayMs);
  // Without a journal nothing is served, and there is nothing to compare.
  const headClient =
    heads &&
    createJournalHeadClient(http, {
      head: () => heads.head(),
      has: (known) => heads.has(known),
      onMissing: () => heads.doubt(centerKnowsOthers),
    });
  const client = createCenterClient({
    http,
    kiosk: lines.kiosk,
    centerKey: createPublicKey({ key: Buffer.from(lines.center.bindingKey), format: 'der', type: 'spki' }),
    place: { ...lines.place, own: lines.chain.own?.municipality ?? null },
    timers,
    keptRules: keptRulesIn(witnessFolder, {
      withJournal: heads !== null,
      isNew: books.soFar().count === 0,
      log,
    }),
    onMismatch: (what) => log.event('bindingMismatch', { what }),
    onRulesRefused: (municipality, why) => log.event('municipalityRulesNotBelieved', { municipality, why }),
    onTold: (transaction) => {
      if (!journal.append({ type: 'outcome-told', transaction }).ok)
        log.event('journalNotWritten', { record: 'outcome-told' });
      headClient?.tell();
    },
    onRefundTold: (refund) => {
      if (!journal.append({ type: 'refund-told', refund }).ok)
        log.event('journalNotWritten', { record: 'refund-told' });
      headClient?.tell();
    },
  });
  const center = headClient ? { ...client, ...afterComparing(client, headClient) } : client;
  const tellLevels = (): void =>
    cash.setLevels(
      books
        .cash()
        .filter(({ place }) => place === 'hopper')
        .map(({ value, count }) => ({ value, count })),
    );
  tellLevels();
  const card = createCardReader(cards, pinPad, { timers });
  const devices = createDeviceWatch({
    ...{ card, cash, sheets, receipts, cashless, clock, timers, hopperLow: lines.hopperLow },
    ...(speech.speaks ? { speech } : {}),
    center: async () => {
      const offers = await center.offers();
      const daysLeft = certificateDays();
      if (daysLeft < renewWithinDays && daysLeft !== toldDaysLeft)
        log.event('lineCertificateEnds', { daysLeft });
      toldDaysLeft = daysLeft;
      // One that refuses is there, and the kiosk's screen says why it does.
      if (offers.ok || offers.error.fault === 'refused') return { state: 'online', daysLeft };
      return { state: 'offline', reason: lastReason, daysLeft };
    },
    clockOffset: async () => {
      const offers = await center.offers();
      return offers.ok ? clock.now() - offers.value.at : null;
    },
    journal: () => ({ ok: journal.recheck() === null, records: books.soFar().count }),
    diskFree: () => diskFreePercent(lines.journalFolder),
    onBroken: (device, error) => log.caught('deviceAnswerFailed', { device }, error),
  });
  logDevices(devices, log);
  const reopening = createReopening({
    ...{ devices: lines.devices, tellLevels, hopperLow: lines.hopperLow, timers },
    onOpened: (device) => devices.askAgain(device),
    onBroken: (device, error) => log.caught('deviceAnswerFailed', { device }, error),
  });
  const ports: Site['ports'] = {
    ...{ log, clock, pinPad, journal, center, cash, cashless, sheets, card, receipts, devices, ...room },
    books: createBooksPort({
      ...{ books, journalFolder: lines.journalFolder, witnessFolder, exportFolder: lines.exportFolder },
      ...{ kiosk: lines.kiosk, clock, timers, fault: () => journal.recheck() },
    }),
    logFiles: { find: (filter, signal) => findInLog(lines.logFolder ?? null, filter, signal) },
    attendants: createAttendants({
      ...{ config: lines.attendants, pad: pinPad, cards, journal, tries: atStart.tries },
      ...{ clock, timers, log },
    }),
    scans: createSheetScan({
      ...{ cameraFolder: lines.cameraFolder, timers },
      ...(lines.cameraMs === undefined ? {} : { cameraMs: lines.cameraMs }),
    }),
    testPages: createTestPage(clock),
    soundTest: { play: () => playAll(sounds, timers) },
    program: { restart: lines.restart, restartMachine: () => restartMachine() },
    configuration: lines.configuration ?? noConfiguration,
    updates: lines.updates ?? noUpdates,
    reopening,
    heard: { speech, earphones, sounds },
    random: () => randomBytes(16).toString('hex'),
  };
  return {
    ports,
    reporting: {
      ...{ orders, certificateDays, tell: tellReportOver(http), lastIssue: createLastIssue(books) },
    },
    journal: books,
    journalFault: fault,
    input: {
      kiosk: lines.kiosk,
      language: lines.language,
      steps: lines.steps,
      configured: cash.accepted,
      cashlessMethods: cashless.methods,
      chain: lines.chain,
      secondPersonAbove: lines.secondPersonAbove,
      locked,
      out,
      byCenter: ordered.byCenter,
      starting: true,
      readsPrepared: lines.readsPrepared,
      sounds: sounds.silent !== true,
      hearing: { sensor: earphones.sensor, voiceless: speech.voiceless },
      journalFault: fault ? causeOfJournal(fault) : null,
    },
    async recover() {
      const { kiosk, language } = lines;
      const interrupted = await recover({ ports, books, kiosk, language, log });
      tellAgain(center, books, log);
      return interrupted;
    },
    reconcile: (isIdle) =>
      startReconciling(ports, books, timers, isIdle, (error) => log.caught('reconcilingFailed', {}, error)),
    keepDevicesOpen: (isIdle) => reopenHanging({ watch: devices, reopening, isIdle, timers, log }),
    watchJournal(listener) {
      const stop = journal.watch((now) => listener(now ? causeOfJournal(now) : null));
      // The disk may have room again, or the clock may be right again: nothing reports that by itself.
      const looks = repeatEvery(timers, journalLookMs, () => journal.recheck());
      return () => {
        stop();
        looks();
      };
    },
    async close() {
      await endRenewal();
      devices.close();
      center.close();
      await lines.devices.close();
      journal.close();
    },
  };
}

/** There from the first start on, so that whoever sets the kiosk up can take its public half along. */
function makeExportKey(folder: string, log: EventLog): void {
  try {
    openExportKey(folder);
  } catch (error) {
    log.caught('exportKeyUnusable', {}, error);
  }
}

/** Without a journal nobody is served, and nothing is written beside it. */
function keptRulesIn(
  folder: string,
  {
    withJournal,
    isNew,
    log,
  }: { readonly withJournal: boolean; readonly isNew: boolean; readonly log: EventLog },
): KeptRules {
  const sealer = withJournal ? readKey(folder) : null;
  if (sealer === null) return rulesInMemory();
  return openKeptRules(folder, sealer, { isNew, onFault: (why) => log.event('keptRulesLost', { why }) });
}

const centerKnowsOthers: JournalFault = {
  ...{ fault: 'rolledBack', what: 'centerKnowsOthers' },
  ...{ file: currentFile, line: null },
};

const journalLookMs = 15_000;
const dayMs = 86_400_000;

function repeatEvery(timers: Timers, ms: number, run: () => void): () => void {
  let callOff = timers.after(ms, tick);
  function tick(): void {
    run();
    callOff = timers.after(ms, tick);
  }
  return () => callOff();
}

/** Tells the center what it was not told before the power cut; the client repeats it until the center has heard. */
function tellAgain(
  center: Pick<Ports['center'], 'outcome' | 'refundOutcome'>,
  books: Parameters<typeof untoldOrders>[0],
  log: EventLog,
): void {
  const heard = (told: Awaited<ReturnType<Ports['center']['outcome']>>): void => {
    if (!told.ok) log.event('centerToldLater', {});
  };
  const broke = (error: unknown): void => {
    log.caught('centerTellingFailed', {}, error);
  };
  for (const { transaction, outcome } of untoldOrders(books))
    center.outcome(transaction, outcome).then(heard, broke);
  for (const { refund, outcome } of untoldRefunds(books))
    center.refundOutcome(refund, outcome).then(heard, broke);
}
