import { scriptedOffers } from './scripted-offers.ts';
import type { Order, OrderOutcome, Resident } from '../../shared/center-api.ts';
import { fiscalYearSchema } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import {
  personRefSchema,
  sessionIdSchema,
  transactionIdSchema,
  type MunicipalityId,
} from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Enrolment, ServiceHolder } from '../../shared/service-api.ts';
import type { SessionPurpose } from '../../shared/session-api.ts';
import type {
  FindTransaction,
  RefundCase,
  RefundClaim,
  RefundGranted,
  RefundOutcome,
} from '../../shared/refund-api.ts';
import { timesYen, yen, type Denomination, type Yen } from '../../shared/yen.ts';
import type {
  CardFault,
  CardPresence,
  CardSummary,
  CenterFault,
  CheckedOrder,
  JournalEvent,
  OffersHere,
  OneOffer,
  Ports,
  SheetOutcome,
  SheetPrinterStatus,
  SignedEnrolment,
  SlipData,
} from '../../state-machines/ports.ts';
import type { LoginProof } from '../../shared/login-message.ts';
import type { PrinterTrouble } from '../../shared/printing-screens.ts';
import {
  newAttendanceScript,
  scriptedAttendance,
  scriptedCase,
  type AttendanceScript,
} from './scripted-attendance.ts';
import { newRoomScript, scriptedRoom, type RoomScript } from './scripted-room.ts';
import { scriptedEnrolment, scriptedHolder } from './scripted-holders.ts';
import { newCashScript, type CashScript } from './scripted-cash.ts';
import { newCashlessScript, scriptedCashless, type CashlessScript } from './scripted-cashless.ts';

/**
 * Ports whose every answer a test can set, for tests of the machines alone. A promise that never settles is a device that
 * hangs.
 */
export interface ScriptedWorld extends CashScript {
  readonly ports: Ports;
  readonly journal: JournalEvent[];
  now: Instant;
  journalWorks: boolean;
  offers: () => Promise<Result<OffersHere, CenterFault>>;
  /** Of a municipality that is not near. */
  offersOf: (municipality: MunicipalityId) => Promise<Result<OneOffer | null, CenterFault>>;
  look: () => Promise<Result<CardSummary, CardFault>>;
  sign: () => Promise<Result<LoginProof, CardFault>>;
  signWithSignatureKey: () => Promise<Result<LoginProof, CardFault>>;
  changeSecret: (
    authorise: Parameters<Ports['card']['changeSecret']>[1],
  ) => Promise<Result<undefined, CardFault>>;
  serviceLogin: () => Promise<Result<ServiceHolder, CenterFault>>;
  enrol: (request: SignedEnrolment) => Promise<Result<Enrolment, CenterFault>>;
  resetPermit: () => Promise<Result<Uint8Array, CenterFault>>;
  /** What the pad says when asked whether two entries match. */
  matches: boolean;
  readonly slips: SlipData[];
  login: () => Promise<Result<Resident, CenterFault>>;
  order: () => Promise<Result<CheckedOrder, CenterFault>>;
  /** Price of one certificate on the way to a payment; 0: free after a bad print. */
  price: Yen;
  printSheet: (
    onTrouble: (trouble: PrinterTrouble | null) => void,
    signal: AbortSignal,
  ) => Promise<SheetOutcome>;
  receiptWorks: boolean;
  wiped: number;
  setCard(presence: CardPresence): void;
  setSheetPrinter(status: SheetPrinterStatus): void;
  readonly outcomes: OrderOutcome[];
  /** What the provider of wallet or terminal answers. */
  readonly cashless: CashlessScript;
  readonly attendance: AttendanceScript;
  /** Who stands at the kiosk, and the store's bell. */
  readonly room: RoomScript;
  findTransaction: (wanted: FindTransaction) => Promise<Result<RefundCase, CenterFault>>;
  claimRefund: (claim: RefundClaim) => Promise<Result<RefundGranted, CenterFault>>;
  readonly refundOutcomes: RefundOutcome[];
}

const hex = (digit: string): string => digit.repeat(32);

export const scriptedResident: Resident = {
  endingSoon: null,
  certificates: [
    {
      kind: 'residenceRecord',
      price: yen(200),
      variants: [],
      years: [],
      free: [],
      persons: [
        { ref: personRefSchema.parse('p1'), name: '見本 太郎', self: true, foreign: false },
        { ref: personRefSchema.parse('p2'), name: 'SAMPLE ANNA', self: false, foreign: true },
      ],
      items: [
        { item: 'relationship', concerns: 'all', shownByDefault: false },
        { item: 'nationality', concerns: 'foreign', shownByDefault: false },
      ],
    },
  ],
  unavailable: [],
};

const [firstCertificate] = scriptedResident.certificates;
if (!firstCertificate) throw new Error('no sample certificate');

/** Somebody with forms and years to choose from, and a kind that is unavailable. */
export const scriptedFamily: Resident = {
  endingSoon: null,
  certificates: [
    firstCertificate,
    {
      ...firstCertificate,
      kind: 'familyRegister',
      variants: [
        { variant: 'full', persons: 'all', unavailable: null },
        { variant: 'individual', persons: 'choose', unavailable: null },
      ],
      years: [
        { year: fiscalYearSchema.parse(2026), unavailable: 'returnTooRecent' },
        { year: fiscalYearSchema.parse(2025), unavailable: null },
      ],
    },
  ],
  unavailable: [{ kind: 'sealRegistration', unavailable: 'sealNotRegistered' }],
};

/** Today's card, with all its tries. */
export const scriptedCard: CardSummary = {
  model: 'card2016',
  triesLeft: 3,
  passwordTriesLeft: 5,
  rules: {
    pin: { characters: 'digits', least: 4, most: 4, tries: 3 },
    signaturePassword: { characters: 'capitals', least: 6, most: 16, tries: 5 },
  },
};

const preview: Order['preview'] = [{ widthMm: 210, heightMm: 297, ops: [] }];

export function scriptedOrder(copies: number, sheets = 1, each = yen(200)): CheckedOrder {
  return {
    transaction: transactionIdSchema.parse(hex('a')),
    price: timesYen(each, copies),
    documents: Array.from({ length: copies }, (_, index) => ({
      number: `DOC-0000-${index + 1}`,
      kind: 'residenceRecord' as const,
      price: each,
      sheets,
    })),
    preview,
  };
}

export function createScriptedWorld(): ScriptedWorld {
  const cardListeners = new Set<(presence: CardPresence) => void>();
  const sheetListeners = new Set<(status: SheetPrinterStatus) => void>();
  let presence: CardPresence = 'absent';
  let sheetStatus: SheetPrinterStatus = { ready: true, trouble: null };
  let drawn = 0;
  let begunFor: SessionPurpose['service'] = 'certificates';
  const room = newRoomScript();
  const cash = newCashScript(() => world);
  const world: ScriptedWorld & { accepted: readonly Denomination[] } = {
    ...cash.script,
    room,
    journal: [],
    now: 1_790_000_000_000,
    journalWorks: true,
    offers: () => Promise.resolve(ok(scriptedOffers)),
    offersOf: () => Promise.resolve(ok(null)),
    look: () => Promise.resolve(ok(scriptedCard)),
    signWithSignatureKey: () =>
      Promise.resolve(ok({ certificate: new Uint8Array(2), signature: new Uint8Array(2) })),
    changeSecret: async (authorise) => {
      const permit = await authorise({ cardChallenge: new Uint8Array(8), certificate: new Uint8Array(1) });
      return permit ? ok() : err({ fault: 'permitRefused' });
    },
    serviceLogin: () => Promise.resolve(ok(scriptedHolder)),
    enrol: () => Promise.resolve(ok(scriptedEnrolment)),
    resetPermit: () => Promise.resolve(ok(new Uint8Array([1]))),
    matches: true,
    slips: [],
    sign: () => Promise.resolve(ok({ certificate: new Uint8Array(1), signature: new Uint8Array(1) })),
    login: () => Promise.resolve(ok(scriptedResident)),
    order: () => Promise.resolve(ok(scriptedOrder(1))),
    price: yen(200),
    printSheet: () => Promise.resolve({ outcome: 'printed' }),
    receiptWorks: true,
    wiped: 0,
    outcomes: [],
    cashless: newCashlessScript(),
    attendance: newAttendanceScript(),
    findTransaction: () => Promise.resolve(ok(scriptedCase)),
    claimRefund: ({ refund, amount }) => Promise.resolve(ok({ refund, amount, retakeUntil: null })),
    refundOutcomes: [],
    setCard(next) {
      presence = next;
      for (const listener of cardListeners) listener(next);
    },
    setSheetPrinter(next) {
      sheetStatus = next;
      for (const listener of sheetListeners) listener(next);
    },
    ports: {
      clock: { now: () => world.now },
      // Every id is different, so that a second refund or attempt under the first one's id is noticed.
      random() {
        drawn += 1;
        return drawn.toString(16).padStart(32, 'b0');
      },
      pinPad: {
        begin: () => undefined,
        keep: () => undefined,
        matches: () => world.matches,
        wipe() {
          world.wiped += 1;
        },
      },
      card: {
        watch(listener) {
          cardListeners.add(listener);
          listener(presence);
          return () => cardListeners.delete(listener);
        },
        look: () => world.look(),
        sign: () => world.sign(),
        signWithSignatureKey: () => world.signWithSignatureKey(),
        changeSecret: (_secret, authorise) => world.changeSecret(authorise),
      },
      cash: cash.port,
      sheets: {
        status: () => Promise.resolve(sheetStatus),
        watch(listener) {
          sheetListeners.add(listener);
          listener(sheetStatus);
          return () => sheetListeners.delete(listener);
        },
        printSheet: (_sheet, onTrouble, signal) => world.printSheet(onTrouble, signal),
        jobOf: () => Promise.resolve('noSuchJob'),
      },
      receipts: {
        status: () => Promise.resolve({ ready: true, trouble: null, rollLow: false }),
        print(slip) {
          if (!world.receiptWorks) return Promise.resolve(err({ fault: 'paper-out' }));
          world.slips.push(slip);
          return Promise.resolve(ok());
        },
      },
      center: {
        offers: () => world.offers(),
        offersOf: (municipality) => world.offersOf(municipality),
        beginSession({ service }) {
          begunFor = service;
          const session = sessionIdSchema.parse(hex(service === 'certificates' ? 'c' : 'd'));
          return Promise.resolve(ok({ session, challenge: 'AAAA' }));
        },
        async login() {
          if (begunFor !== 'certificates') return world.serviceLogin();
          const resident = await world.login();
          return resident.ok ? ok({ service: 'certificates', ...resident.value }) : resident;
        },
        order: () => world.order(),
        sheet: () => ok(new Uint8Array([1])),
        outcome(_transaction, outcome) {
          world.outcomes.push(outcome);
          return Promise.resolve(ok());
        },
        endSession: () => Promise.resolve(),
        enrol: (_session, request) => world.enrol(request),
        resetPermit: () => world.resetPermit(),
        secretChanged: () => Promise.resolve(ok()),
        findTransaction: (wanted) => world.findTransaction(wanted),
        claimRefund: (claim) => world.claimRefund(claim),
        refundOutcome(_refund, outcome) {
          world.refundOutcomes.push(outcome);
          return Promise.resolve(ok());
        },
      },
      ...scriptedRoom(room),
      cashless: scriptedCashless(() => world),
      ...scriptedAttendance(() => world),
      journal: {
        append(event) {
          if (!world.journalWorks) return { ok: false, error: { fault: 'journalUnavailable' } };
          world.journal.push(event);
          return ok();
        },
      },
    },
  };
  return world;
}
