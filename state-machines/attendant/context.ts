import type {
  Attendant,
  OpenCase,
  CashLine,
  DeviceReport,
  DeviceTest,
  Forgotten,
  Guide,
  JournalCheck,
  JournalEntry,
  OutReason,
} from '../../shared/attendants.ts';
import type { AttendantCause, RefundHow } from '../../shared/attendant-screens.ts';
import type { Language } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Intent } from '../../shared/intent.ts';
import type {
  AttendantId,
  RefundCase,
  RefundClaim,
  RefundGranted,
  RefundReason,
} from '../../shared/refund-api.ts';
import { noYen, type CashCount, type Denomination, type Yen } from '../../shared/yen.ts';
import type { LocalCase, SheetScanPort, UnfinishedRefund } from '../attendant-ports.ts';
import type { CardPresence, CashFault, SecretRule } from '../ports.ts';
import type { JournalFailed } from '../record.ts';

/** Of the codes by which attendants prove who they are. */
export const codeRule: SecretRule = { characters: 'digits', least: 6, most: 10, tries: 5 };

/** Taken out of service by an operator. */
export interface Out {
  readonly reason: OutReason;
  readonly since: Instant;
}

export interface AttendantInput {
  readonly kiosk: string;
  readonly language: Language;
  /** What the slots take: the paths that a test opens. */
  readonly configured: readonly Denomination[];
  /** Refunds above this sum need a second person. */
  readonly secondPersonAbove: Yen;
  readonly out: Out | null;
  readonly alarm: boolean;
}

export interface AttendantOutput {
  readonly language: Language;
  readonly journalLost: boolean;
  /** Codes whose money was paid back: their notice on the invitation goes. */
  readonly paidBack: readonly string[];
}

export type LoginNotice =
  | 'none'
  | 'wrong'
  | 'locked'
  | 'notAttendantCard'
  | 'cardUnreadable'
  | 'samePerson'
  | 'notAllowed';

/** A line of a count; `touched`: the operator has typed what was counted. */
export type CountLine = CashLine & { readonly touched: boolean };
export type CountField = 'counted' | 'collected' | 'filled';

export interface AttendantContext extends AttendantInput {
  readonly who: Attendant | null;
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
  /** The reader was looked at since the card was set. */
  readonly cardTried: boolean;
  // ── Looking up, lists ──
  readonly entered: string;
  readonly lookupNotice: 'none' | 'codeUnknown' | 'unreadable';
  readonly page: number;
  /** What needs somebody, and a page of the journal, as they were when the screen was opened. */
  readonly cases: readonly OpenCase[];
  readonly entries: readonly JournalEntry[];
  readonly pages: number;
  readonly time: Instant;
  readonly recorded: Forgotten | null;
  readonly guide: Guide;
  readonly step: number;
  // ── A refund ──
  readonly found: RefundCase | null;
  readonly local: LocalCase | null;
  /** A refund of it that was claimed here and has no end. */
  readonly unfinished: UnfinishedRefund | null;
  /** Sheets that lie at the counter, by the index of their document. */
  readonly returned: readonly (readonly number[])[];
  /** Which of them a scanner or the camera read (sheetKey); the others a person ticked. */
  readonly scanned: readonly string[];
  readonly sheetNotice: 'none' | 'scanned' | 'otherTransaction' | 'unreadable' | 'noCamera' | 'moreCodes';
  readonly reason: RefundReason;
  readonly how: RefundHow;
  readonly second: AttendantId | null;
  /** What the center was asked for. Asked again after a lost answer it is the same, with its id: the center grants it once. */
  readonly claim: RefundClaim | null;
  /** The claim is an earlier one that has no end: its sum stands, and what of it was paid already. */
  readonly resumed: boolean;
  readonly granted: RefundGranted | null;
  readonly hoppers: Yen;
  readonly register: Yen;
  readonly cashless: Yen;
  readonly slip: 'none' | 'printed' | 'notPrinted';
  readonly cause: AttendantCause;
  // ── Maintenance ──
  readonly results: Readonly<Partial<Record<DeviceTest, 'passed' | 'failed'>>>;
  readonly test: DeviceTest;
  readonly taken: readonly CashCount[];
  readonly cardKind: 'attendantCard' | 'myNumberCard' | 'otherCard' | 'unreadable' | null;
  readonly pattern: number;
  readonly touched: readonly number[];
  readonly lines: readonly CountLine[];
  readonly countAt: { readonly index: number; readonly field: CountField; readonly entered: string } | null;
  readonly check: JournalCheck | null;
  readonly exported: string | null;
}

export type AttendantEvent =
  | Exclude<Intent, { type: 'pinKey' | 'pinErase' | 'secretKey' }>
  | { readonly type: 'pinDigits'; readonly entered: number }
  | { readonly type: 'presence'; readonly presence: CardPresence }
  | { readonly type: 'reports'; readonly reports: readonly DeviceReport[] }
  | { readonly type: 'touched' }
  | { readonly type: 'timeUp' }
  /** The way is at its end: the clock of the session stops. */
  | { readonly type: 'attendant.over' }
  | JournalFailed
  /** The journal has answered for what was written before. */
  | { readonly type: 'journalHeard' }
  /** What a scanner's fragments are together. */
  | { readonly type: 'sheetRead'; readonly read: ReturnType<SheetScanPort['text']> }
  | { readonly type: 'slotOpened' }
  | { readonly type: 'slotFailed'; readonly fault: CashFault }
  | { readonly type: 'credit'; readonly value: Denomination }
  | { readonly type: 'slotClosed'; readonly counts: readonly CashCount[] };

/** Fields of a refund, as they are before one is looked up. */
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
} as const satisfies Partial<AttendantContext>;

export function beginAttendant(input: AttendantInput): AttendantContext {
  return {
    ...input,
    ...noLogin,
    ...noRefund,
    who: null,
    presence: 'absent',
    reports: [],
    journalLost: false,
    paidBack: [],
    entered: '',
    lookupNotice: 'none',
    page: 0,
    cases: [],
    entries: [],
    pages: 1,
    time: 0,
    recorded: null,
    guide: 'paper',
    step: 1,
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
  };
}

/** @throws when a state is entered before anybody has logged in: a broken machine. */
export function whoIs({ who }: AttendantContext): Attendant {
  if (!who) throw new Error('nobody is logged in here');
  return who;
}
