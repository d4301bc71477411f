import type { LoginProof } from '../shared/login-message.ts';
import type {
  Binding,
  MunicipalityOffer,
  Order,
  OrderOutcome,
  OrderRequest,
  RefusalCode,
} from '../shared/center-api.ts';
import type { ItemId, NamedKind } from '../shared/certificates.ts';
import type { CashlessPort } from '../shared/cashless.ts';
import type { Clock, Instant } from '../shared/dates.ts';
import type { DeviceDetails, ToldDetails } from '../shared/device-details.ts';
import type { MunicipalityId, RequestId, SessionId, TransactionId } from '../shared/ids.ts';
import type { ListedMunicipality } from '../shared/municipality-index.ts';
import type { Offers } from '../shared/offers-api.ts';
import type { Result } from '../shared/result.ts';
import type { Enrolment, EnrolmentForm } from '../shared/service-api.ts';
import type { LoggedIn, SessionBegun, SessionPurpose } from '../shared/session-api.ts';
import type { ReceiptPrinterPort, SheetPrinterPort, Unsubscribe } from '../shared/printers.ts';
import type {
  FindTransaction,
  RefundCase,
  RefundClaim,
  RefundGranted,
  RefundOutcome,
} from '../shared/refund-api.ts';
import type { CashCount, Denomination, Yen } from '../shared/yen.ts';
import type {
  AttendantsPort,
  BooksPort,
  ConfigurationPort,
  LogFilesPort,
  DevicesPort,
  ProgramPort,
  ReopenPort,
  SheetScanPort,
  SoundTestPort,
  TestPagePort,
  UpdatesPort,
} from './attendant-ports.ts';
import type { CardSecret, CashCounters } from './device-words.ts';
import type { JournalEvent } from './journal-events.ts';
import type { RoomPorts } from './room-ports.ts';

export type {
  EnrolmentSlipData,
  NextStepSlipData,
  ReceiptData,
  ReceiptPrinterPort,
  SheetOutcome,
  SheetPrinterPort,
  SheetPrinterStatus,
  SlipData,
  Unsubscribe,
} from '../shared/printers.ts';

// ── Card reader ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What the reader senses. `mute`: something is in it that does not answer (inserted backwards, or without a chip). */
export type CardPresence = 'readerGone' | 'absent' | 'mute' | 'present';

/** Today's card, the certificates on an Android phone, the next card (announced for 2026). */
export type CardModel = 'card2016' | 'android' | 'nextCard';

/** What a secret may look like, taken from the card's profile so that the screen can show the rule. */
export interface SecretRule {
  /** `digits`: 0 to 9. `capitals`: A to Z and 0 to 9. */
  readonly characters: 'digits' | 'capitals';
  readonly least: number;
  readonly most: number;
  /** Tries in a row before it locks. */
  readonly tries: number;
}

/** What the card tells before any PIN; reading it costs no try. */
export interface CardSummary {
  readonly model: CardModel;
  /** Tries left for the user authentication PIN, 0 (locked) to the profile's maximum. */
  readonly triesLeft: number;
  /**
   * Tries left of the signature password, 0 (locked) to the profile's most; null: the card has no signature key; `unknown`: it
   * did not tell, or was not asked, and only what needs the password is closed.
   */
  readonly passwordTriesLeft: number | null | 'unknown';
  readonly rules: { readonly pin: SecretRule; readonly signaturePassword: SecretRule };
}

export type CardFault =
  | { readonly fault: 'readerGone' }
  /** Pulled before or during the exchange. */
  | { readonly fault: 'removed' }
  /** A different card from the one that was looked at. */
  | { readonly fault: 'swapped' }
  /** The card or its answer makes no sense: never treated as "no card". */
  | { readonly fault: 'unreadable' }
  /** The JPKI application is not on it; `other`: what it is instead, as far as its applications tell. */
  | {
      readonly fault: 'notMyNumberCard';
      readonly other: 'bankCard' | 'drivingLicence' | 'transitCard' | 'unknown';
    }
  /** No user authentication certificate on the card. */
  | { readonly fault: 'noCertificate' }
  /** A My Number card that was handed out without a PIN (顔認証マイナンバーカード). */
  | { readonly fault: 'cardWithoutPin' }
  /** No signature certificate on the card, where one is needed. */
  | { readonly fault: 'noSignatureCertificate' }
  | { readonly fault: 'passwordLocked' }
  | { readonly fault: 'wrongPassword'; readonly triesLeft: number }
  /** The card did not accept the issuer's permit for a new secret. */
  | { readonly fault: 'permitRefused' }
  | { readonly fault: 'pinLocked' }
  | { readonly fault: 'wrongPin'; readonly triesLeft: number };

export interface CardReaderPort {
  /** Calls back with the state at once and with every change. */
  watch(listener: (presence: CardPresence) => void): Unsubscribe;
  /**
   * Selects the JPKI application, reads the certificate and the tries left: always those of the PIN, those of the signature
   * password only if it is among `secrets`, by default both.
   */
  look(secrets?: readonly CardSecret[]): Promise<Result<CardSummary, CardFault>>;
  /**
   * One transaction with the card: VERIFY with the PIN on the PIN pad, read the certificate, sign. Spends at most one try,
   * never repeats a VERIFY, and wipes the PIN whatever happens.
   */
  sign(message: Uint8Array): Promise<Result<LoginProof, CardFault>>;
  /**
   * The same with the signature key and the password on the pad; the certificate is the signature certificate, which
   * contains name, address, birth date and sex: it goes to the center and nowhere else.
   */
  signWithSignatureKey(message: Uint8Array): Promise<Result<LoginProof, CardFault>>;
  /**
   * Sets the new secret on the pad, in one transaction with the card: the card's challenge and its user authentication
   * certificate (DER) go to `authorise`, which returns the issuer's permit (null: none); the card checks it and takes the
   * new secret (CHANGE). Afterwards all tries are available. The card must be the one that was looked at.
   */
  changeSecret(
    secret: CardSecret,
    authorise: (ask: {
      readonly cardChallenge: Uint8Array;
      readonly certificate: Uint8Array;
    }) => Promise<Uint8Array | null>,
  ): Promise<Result<undefined, CardFault>>;
  /** What the reader says of itself; null: it is gone. Left out where the driver cannot ask. */
  readonly details?: () => Promise<ToldDetails | null>;
}

/** Holds the digits between touch and card, so that no state, event or log of the machines ever contains one. */
export interface PinPadPort {
  /** Empties the pad for a secret of this rule: it accepts no other characters and no more than `most`. */
  begin(rule: SecretRule): void;
  /** Keeps what is entered as the first of two entries, and empties the pad for the second. */
  keep(): void;
  /** Whether the second entry equals the first and both are complete by the rule. */
  matches(): boolean;
  /** Overwrites and drops everything. */
  wipe(): void;
}

// ── Cash (CEN XFS: CashInStart → CashIn → CashInEnd or CashInRollback) ─────────────────────────────────────────────────

export type CashFault =
  /** The device does not answer (cable, power). */
  | { readonly fault: 'offline' }
  /** A coin or note is stuck. */
  | { readonly fault: 'jammed' }
  | { readonly fault: 'hardwareError' };

/** What was paid out, piece by piece as the hoppers counted, and what stopped it early. */
export interface Dispensed {
  readonly dispensed: readonly CashCount[];
  /** Null when the whole sum was paid out. */
  readonly shortBy: CashFault | null;
}

export interface CashStatus {
  readonly acceptor: 'ok' | CashFault['fault'];
  /** What can be paid out, by denomination. */
  readonly levels: readonly CashCount[];
  /** Each device by itself, for maintenance. */
  readonly devices: readonly CashDeviceStatus[];
}

export interface CashDeviceStatus {
  readonly device: 'coinAcceptor' | 'noteAcceptor' | `hopper-${Denomination}`;
  readonly state: 'ok' | CashFault['fault'];
  /** Pieces in a hopper; null for an acceptor. */
  readonly count: number | null;
}

export interface CashPort {
  status(): Promise<Result<CashStatus, CashFault>>;
  /**
   * Opens the slots for these denominations. `onCredit` is called once for every coin or note when it is **secured** (past
   * the point of no return), never when it is only seen; `onFault` when the device fails while accepting.
   */
  cashInStart(
    accept: readonly Denomination[],
    onCredit: (value: Denomination) => void,
    onFault: (fault: CashFault) => void,
  ): Promise<Result<undefined, CashFault>>;
  /** Changes what the slots accept while they are open. */
  setAccepted(accept: readonly Denomination[]): Promise<Result<undefined, CashFault>>;
  /**
   * Closes the slots, waits until what is under way is secured or returned, and resolves to everything secured since
   * CashInStart: the sum that counts. Credits that arrive while it closes are reported by `onCredit` before it resolves.
   */
  cashInEnd(): Promise<Result<readonly CashCount[], CashFault>>;
  /** Pays this sum out. The counts are returned even when it fails half-way. */
  dispense(amount: Yen): Promise<Dispensed>;
  /** Pays one piece from the hopper of this denomination, for the maintenance test. */
  dispensePiece(value: Denomination): Promise<Dispensed>;
  /** The devices' own lifetime counters, for settling what a power cut left open. Not to be asked while money moves. */
  counters(): Promise<Result<CashCounters, CashFault>>;
  /** Somebody counted, filled or emptied the hoppers: this is what they hold now. Jams that were cleared are forgotten. */
  setLevels(levels: readonly CashCount[]): void;
  /** What its devices say of themselves; left out where the driver cannot ask. Nothing while money moves. */
  readonly details?: () => Promise<readonly DeviceDetails[]>;
}

// ── Issuing center ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type CenterFault =
  | { readonly fault: 'unreachable' }
  | { readonly fault: 'slow' }
  /** An answer that does not have the agreed shape. */
  | { readonly fault: 'nonsense' }
  /** The order's pages or binding do not belong to this session: nothing is printed, an alarm is raised. */
  | { readonly fault: 'bindingMismatch' }
  | { readonly fault: 'refused'; readonly code: RefusalCode; readonly character?: string };

/** An order of which every page was checked against the session. The bytes stay in the center client until they are printed. */
export interface CheckedOrder {
  readonly transaction: TransactionId;
  readonly price: Yen;
  readonly documents: readonly (NamedKind & {
    readonly number: string;
    readonly price: Yen;
    readonly sheets: number;
  })[];
  readonly preview: Order['preview'];
}

/** What the resident asks for, signed with the signature key of the card. */
export interface SignedEnrolment extends EnrolmentForm {
  readonly requestId: RequestId;
  readonly proof: LoginProof;
}

/** What a kiosk keeps before anybody comes: the offers of the municipalities near it, and how every other is found. */
export interface OffersHere extends Offers {
  /** Which are near, the nearest first, whether they offer anything or not. */
  readonly near: readonly MunicipalityId[];
  /** Every municipality of Japan; the same object until something in it changes. */
  readonly index: readonly ListedMunicipality[];
  /** Whether any municipality at all is open now, near or far. */
  readonly anyOpen: boolean;
}

/** What one municipality offers. */
export interface OneOffer {
  /** When the center said so, by its own clock, ms since 1970. */
  readonly at: Instant;
  readonly offer: MunicipalityOffer;
}

export interface CenterPort {
  offers(): Promise<Result<OffersHere, CenterFault>>;
  /** Of one that is not near. Null: it offers nothing at kiosks any more. */
  offersOf(municipality: MunicipalityId): Promise<Result<OneOffer | null, CenterFault>>;
  beginSession(purpose: SessionPurpose): Promise<Result<SessionBegun, CenterFault>>;
  /** The answer is that of the service the session was begun for. */
  login(session: SessionId, proof: LoginProof): Promise<Result<LoggedIn, CenterFault>>;
  /** Builds every document before payment and checks the binding. Idempotent by the request's id. */
  order(session: SessionId, request: OrderRequest): Promise<Result<CheckedOrder, CenterFault>>;
  /** The page as it goes to the printer, checked once more against the binding. */
  sheet(
    transaction: TransactionId,
    document: string,
    sheet: number,
  ): Result<Uint8Array, { readonly fault: 'bindingMismatch' }>;
  outcome(transaction: TransactionId, outcome: OrderOutcome): Promise<Result<undefined, CenterFault>>;
  /** Hands in a signed request for the registered-domicile enrolment. Idempotent by its request id. */
  enrol(session: SessionId, request: SignedEnrolment): Promise<Result<Enrolment, CenterFault>>;
  /** The issuer's permit for a new secret on this card. */
  resetPermit(
    session: SessionId,
    ask: { readonly cardChallenge: Uint8Array; readonly certificate: Uint8Array },
  ): Promise<Result<Uint8Array, CenterFault>>;
  /** Reports that the card has taken the new secret: the reservation is used up. */
  secretChanged(session: SessionId): Promise<Result<undefined, CenterFault>>;
  /** A transaction by the code on its receipt, wherever it was paid. */
  findTransaction(wanted: FindTransaction): Promise<Result<RefundCase, CenterFault>>;
  /** Asks for a refund: granted only once, whichever kiosk asks. Idempotent by the refund's id. */
  claimRefund(claim: RefundClaim): Promise<Result<RefundGranted, CenterFault>>;
  /** Reports how a granted refund was paid. Idempotent. */
  refundOutcome(refund: RequestId, outcome: RefundOutcome): Promise<Result<undefined, CenterFault>>;
  /** Ends the session at the center and overwrites the pages here. Never fails, so that the flow goes on. */
  endSession(session: SessionId): Promise<void>;
}

export type { Binding, ItemId };
export type { CardSecret, CashCounters } from './device-words.ts';
export type { DispensePurpose, JournalEvent } from './journal-events.ts';

// ── Journal ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The record is written and fsynced before this returns; on an error nothing may move. */
export interface JournalPort {
  append(event: JournalEvent): Result<undefined, { readonly fault: 'journalUnavailable' }>;
}

// ── All of them ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Ports extends RoomPorts {
  readonly clock: Clock;
  readonly card: CardReaderPort;
  readonly pinPad: PinPadPort;
  readonly cash: CashPort;
  readonly cashless: CashlessPort;
  readonly sheets: SheetPrinterPort;
  readonly receipts: ReceiptPrinterPort;
  readonly center: CenterPort;
  readonly journal: JournalPort;
  readonly books: BooksPort;
  readonly logFiles: LogFilesPort;
  readonly attendants: AttendantsPort;
  readonly devices: DevicesPort;
  readonly scans: SheetScanPort;
  readonly testPages: TestPagePort;
  readonly soundTest: SoundTestPort;
  readonly program: ProgramPort;
  readonly reopening: ReopenPort;
  readonly configuration: ConfigurationPort;
  readonly updates: UpdatesPort;
  /** 128 random bits in hexadecimal, for nonces and request ids. */
  readonly random: () => string;
}
