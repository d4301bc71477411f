import type {
  Attendant,
  OpenCase,
  CashLine,
  DeviceReport,
  DeviceTest,
  ExportedJournal,
  Forgotten,
  Guide,
  JournalCheck,
  JournalEntry,
  OutReason,
} from '../../shared/attendants.ts';
import { everyLine, journalLines, type JournalFilter } from '../../shared/attendants.ts';
import type { AttendantCause, RefundHow } from '../../shared/attendant-screens.ts';
import type { ConfigFault, ConfigOffer, ConfigValue, EarlierConfig } from '../../shared/configuration.ts';
import type { DayClosing } from '../../shared/day-closing.ts';
import type { DeviceDetails } from '../../shared/device-details.ts';
import { usualDisplay, type Display } from '../../shared/display.ts';
import type { Language } from '../../shared/languages.ts';
import { usualLogFilter, type FoundInLog, type LogFilter } from '../../shared/log-lines.ts';
import type { NameKeys } from '../../shared/municipality-search.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Intent } from '../../shared/intent.ts';
import type {
  AttendantId,
  ReceiptProof,
  RefundCase,
  RefundClaim,
  RefundGranted,
  RefundReason,
} from '../../shared/refund-api.ts';
import type { ReopenableDevice, Reopened } from '../../shared/restarts.ts';
import type { NoUpdates, UpdateFault, UpdateOffer, UpdatesSeen, UpdateWish } from '../../shared/updates.ts';
import { noYen, type CashCount, type Denomination, type Yen } from '../../shared/yen.ts';
import type { LocalCase, SheetScanPort, UnfinishedRefund } from '../attendant-ports.ts';
import type { CardPresence, CashFault, SecretRule } from '../ports.ts';
import type { JournalFailed } from '../record.ts';

/** Rule for the codes with which attendants log in. */
export const codeRule: SecretRule = { characters: 'digits', least: 6, most: 10, tries: 5 };

/** How far back a day of the journal or of the log can be asked for. */
export const daysToAsk = 14;

/** Taken out of service by an operator. */
export interface Out {
  readonly reason: OutReason;
  readonly since: Instant;
}

export interface AttendantInput {
  readonly kiosk: string;
  readonly language: Language;
  /** What the slots accept: the paths that a test opens. */
  readonly configured: readonly Denomination[];
  /** Refunds above this sum need a second person. */
  readonly secondPersonAbove: Yen;
  readonly out: Out | null;
  readonly alarm: boolean;
  /** The kiosk has sounds. */
  readonly sounds: boolean;
  /** A resident's session waits for staff to mend the machine: nothing else is done here. */
  readonly mending: boolean;
}

export interface AttendantOutput {
  readonly language: Language;
  readonly journalLost: boolean;
  /** Codes whose money was paid back: their notice on the attract screen goes away. */
  readonly paidBack: readonly string[];
}

export type LoginNotice =
  | 'none'
  | 'wrong'
  | 'locked'
  | 'notAttendantCard'
  | 'cardUnreadable'
  | 'samePerson'
  | 'otherCard'
  | 'bothNeeded';

/** A line of a count; `touched`: the operator has typed the number counted. */
export type CountLine = CashLine & { readonly touched: boolean };
export type CountField = 'counted' | 'collected' | 'filled';

export interface AttendantContext extends AttendantInput {
  /** How the screens look for whoever is logged in; it ends with the session. */
  readonly display: Display;
  readonly who: Attendant | null;
  /** Whoever entered has shown both card and code: only they move money. */
  readonly mayMoveMoney: boolean;
  readonly presence: CardPresence;
  readonly reports: readonly DeviceReport[];
  readonly journalLost: boolean;
  readonly paidBack: readonly string[];
  // ── Login ──
  readonly number: string;
  /** Characters of the code that the pad holds. */
  readonly pinEntered: number;
  readonly notice: LoginNotice;
  readonly triesLeft: number | null;
  readonly lockedUntil: Instant | null;
  /** The card now in the reader has already been asked. */
  readonly cardTried: boolean;
  /** Who has shown their card in this login, and who has typed their code. */
  readonly cardOf: Attendant | null;
  readonly codeOf: Attendant | null;
  // ── Looking up, lists ──
  readonly entered: string;
  readonly lookupNotice: 'none' | 'codeUnknown' | 'unreadable' | 'moreCodes' | 'noSuchTime';
  /** Time and sum of a receipt, digit by digit, where its code alone was typed. */
  readonly typed: string;
  /** What shows that somebody holds the receipt; null: nothing yet, or this kiosk's journal knows it. */
  readonly proof: ReceiptProof | null;
  readonly page: number;
  /** Open cases and a page of the journal, as they were when the screen was opened. */
  readonly cases: readonly OpenCase[];
  readonly entries: readonly JournalEntry[];
  readonly pages: number;
  /** Lines of the journal that fit on the panel. */
  readonly journalLines: number;
  readonly journalFilter: JournalFilter;
  readonly logFilter: LogFilter;
  /** Null: the log's files cannot be read, or there are none. */
  readonly logFound: FoundInLog | null;
  readonly logKeys: NameKeys;
  readonly time: Instant;
  readonly recorded: Forgotten | null;
  readonly guide: Guide;
  readonly step: number;
  // ── A refund ──
  readonly found: RefundCase | null;
  readonly local: LocalCase | null;
  /** A refund of it that was claimed here and never ended. */
  readonly unfinished: UnfinishedRefund | null;
  /** Numbers of the sheets handed back, by the index of their document. */
  readonly returned: readonly (readonly number[])[];
  /** Which of them a scanner or the camera read (sheetKey); the others were ticked by a person. */
  readonly scanned: readonly string[];
  readonly sheetNotice: 'none' | 'scanned' | 'otherTransaction' | 'unreadable' | 'noCamera' | 'moreCodes';
  readonly reason: RefundReason;
  readonly how: RefundHow;
  readonly second: AttendantId | null;
  /**
   * What the center was asked for. After a lost answer the same claim is made again with the same id: the center grants it
   * once.
   */
  readonly claim: RefundClaim | null;
  /** The claim is an earlier one that never ended: its sum is fixed, and part of it may already have been paid. */
  readonly resumed: boolean;
  readonly granted: RefundGranted | null;
  readonly hoppers: Yen;
  readonly register: Yen;
  readonly cashless: Yen;
  readonly slip: 'none' | 'printed' | 'notPrinted';
  readonly cause: AttendantCause;
  // ── Maintenance ──
  /** What the devices said of themselves when they were asked last. */
  readonly details: readonly DeviceDetails[];
  readonly configValues: readonly ConfigValue[];
  readonly earlierConfigs: readonly EarlierConfig[];
  /** One that was checked and shown, and why another was not offered. */
  readonly configOffer: ConfigOffer | null;
  /** The number of the earlier one that is asked for; null: the memory stick's. */
  readonly configAsked: number | null;
  readonly configFault: ConfigFault | null;
  readonly updatesSeen: UpdatesSeen | NoUpdates;
  /** One that was found on the memory stick and shown, and why another was not. */
  readonly updateOffer: UpdateOffer | null;
  readonly updateFault: UpdateFault | null;
  /** What is asked for, once the operator has said so again. */
  readonly updateWish: UpdateWish;
  /** Devices that are still to be opened anew, and what became of the others. */
  readonly toReopen: readonly ReopenableDevice[];
  readonly reopened: readonly Reopened[];
  readonly results: Readonly<Partial<Record<DeviceTest, 'passed' | 'failed'>>>;
  readonly test: DeviceTest;
  readonly taken: readonly CashCount[];
  readonly cardKind: 'attendantCard' | 'myNumberCard' | 'otherCard' | 'unreadable' | null;
  readonly pattern: number;
  readonly touched: readonly number[];
  readonly lines: readonly CountLine[];
  readonly countAt: { readonly index: number; readonly field: CountField; readonly entered: string } | null;
  readonly check: JournalCheck | null;
  readonly exported: ExportedJournal | null;
  /** The day as it was when it was looked at, then as it was closed. */
  readonly day: DayClosing | null;
  /** Names of the files with the closing on the memory stick; null: they could not be written. */
  readonly dayFiles: readonly string[] | null;
}

export type AttendantEvent =
  | Exclude<Intent, { type: 'pinKey' | 'pinErase' | 'secretKey' }>
  | { readonly type: 'pinDigits'; readonly entered: number }
  | { readonly type: 'presence'; readonly presence: CardPresence }
  | { readonly type: 'reports'; readonly reports: readonly DeviceReport[] }
  | { readonly type: 'touched' }
  | { readonly type: 'timeUp' }
  /** The flow has ended: the session's clock stops. */
  | { readonly type: 'attendant.over' }
  | JournalFailed
  /** Every journal write before this has been answered. */
  | { readonly type: 'journalHeard' }
  /** What a scanner's fragments add up to. */
  | { readonly type: 'sheetRead'; readonly read: ReturnType<SheetScanPort['text']> }
  | { readonly type: 'slotOpened' }
  | { readonly type: 'slotFailed'; readonly fault: CashFault }
  | { readonly type: 'credit'; readonly value: Denomination }
  | { readonly type: 'slotClosed'; readonly counts: readonly CashCount[] };

/** The fields of a refund before a transaction is looked up. */
export const noRefund = {
  found: null,
  local: null,
  unfinished: null,
  returned: [],
  scanned: [],
  sheetNotice: 'none',
  reason: 'owed',
  how: 'hoppers',
  second: null,
  claim: null,
  resumed: false,
  granted: null,
  hoppers: noYen,
  register: noYen,
  cashless: noYen,
  slip: 'none',
  cause: 'centerUnreachable',
} as const satisfies Partial<AttendantContext>;

export const noLogin = {
  number: '',
  pinEntered: 0,
  notice: 'none',
  triesLeft: null,
  lockedUntil: null,
  cardTried: false,
  cardOf: null,
  codeOf: null,
} as const satisfies Partial<AttendantContext>;

export function beginAttendant(input: AttendantInput): AttendantContext {
  return {
    ...input,
    display: usualDisplay,
    ...noLogin,
    ...noRefund,
    who: null,
    mayMoveMoney: false,
    presence: 'absent',
    reports: [],
    journalLost: false,
    paidBack: [],
    entered: '',
    lookupNotice: 'none',
    typed: '',
    proof: null,
    page: 0,
    cases: [],
    entries: [],
    pages: 1,
    journalLines: journalLines.least,
    journalFilter: everyLine,
    logFilter: usualLogFilter,
    logFound: null,
    logKeys: input.language === 'en' ? 'latin' : 'kana',
    time: 0,
    recorded: null,
    guide: 'paper',
    step: 1,
    details: [],
    configValues: [],
    earlierConfigs: [],
    configOffer: null,
    configAsked: null,
    configFault: null,
    updatesSeen: 'notSetUp',
    updateOffer: null,
    updateFault: null,
    updateWish: 'take',
    toReopen: [],
    reopened: [],
    results: {},
    test: 'cardReader',
    taken: [],
    cardKind: null,
    pattern: 0,
    touched: [],
    lines: [],
    countAt: null,
    check: null,
    exported: null,
    day: null,
    dayFiles: null,
  };
}

/** @throws when no day was read before: a bug in the machine */
export function dayOf({ day }: AttendantContext): DayClosing {
  if (!day) throw new Error('no day was read here');
  return day;
}

/** @throws when no configuration was offered before: a bug in the machine */
export function offerOf({ configOffer }: AttendantContext): ConfigOffer {
  if (!configOffer) throw new Error('no configuration was offered here');
  return configOffer;
}

/** @throws when no update was found before: a bug in the machine */
export function updateOfferOf({ updateOffer }: AttendantContext): UpdateOffer {
  if (!updateOffer) throw new Error('no update was found here');
  return updateOffer;
}

/** The version that is to be taken, or gone back to; null: its name is not known. */
export function wishedVersion({ updatesSeen: seen, updateWish }: AttendantContext): string | null {
  if (typeof seen === 'string') return null;
  if (updateWish === 'back') return seen.before?.version ?? null;
  return seen.update.step === 'staged' ? seen.update.of.version : null;
}

/** @throws when a state is entered before anybody has logged in: a bug in the machine */
export function whoIs({ who }: AttendantContext): Attendant {
  if (!who) throw new Error('nobody is logged in here');
  return who;
}
