import type { AttendantRole } from '../../shared/attendants.ts';
import type { CashlessMethod, PayMethod } from '../../shared/cashless.ts';
import type { CertificateKind, ItemId } from '../../shared/certificates.ts';
import type { OpenState } from '../../shared/center-api.ts';
import type { EndingSoon } from '../../shared/ending-soon.ts';
import type { FeeBack } from '../../shared/refund-api.ts';
import type { PhoneCause } from './phone-causes.ts';
import type { CardBack, Medium } from '../../shared/card-at-reader.ts';
import type { Cause } from '../../shared/causes.ts';
import type { NameKeys } from '../../shared/municipality-search.ts';
import type { NotHere } from '../../shared/place-screens.ts';
import type { PrinterTrouble } from '../../shared/printing-screens.ts';
import type { Part, ScreenBody, ScreenKind } from '../../shared/screen.ts';

import type { AttendantKind } from '../../shared/attendant-kind.ts';
import type { OperatorWords, StaffWords } from './attendant-words.ts';
import type { CauseWords } from './cause-words.ts';
import type { Whose } from '../../shared/whose.ts';
import type { Named, ServiceWords } from './service-words.ts';

type WorkingAt = Extract<ScreenBody, { kind: 'working' }>['what'];
type ClosedReason = Extract<OpenState, { open: false }>['reason'];

/** A question with one line under it. */
interface Asked {
  readonly question: string;
  readonly hint: string;
}

/**
 * Everything the screens say in one language. Every catalogue has this shape, so that a forgotten text is a compiler error.
 * Sums and times come as formatted text, counts as numbers, because languages count differently.
 */
export interface Words extends ScreenWords, ServiceWords, StaffWords, OperatorWords {
  readonly causes: Readonly<Record<Cause, CauseWords>>;
  /** The same where it is a phone that lies on the reader. */
  readonly causesOfPhone: Readonly<Record<PhoneCause, CauseWords>>;
  readonly help: {
    readonly title: string;
    readonly screen: Readonly<Record<Exclude<ScreenKind, AttendantKind>, string>>;
    readonly staff: string;
    readonly card: string;
    readonly lost: string;
    readonly close: string;
  };
}

/** Whose certificate, card in and out, and whom to call. */
export interface BeginningWords {
  readonly whose: Asked & Readonly<Record<Whose, Named>>;
  readonly municipality: Readonly<Record<Whose, Asked>> & {
    readonly offer: (certificate: string, sum: string) => string;
  };
  /** How a municipality is found that is not near. */
  readonly finding: {
    readonly byPrefecture: string;
    readonly byName: string;
    readonly prefectures: Asked;
    readonly groups: { readonly question: (prefecture: string) => string; readonly hint: string };
    readonly list: { readonly question: (prefecture: string) => string };
    readonly search: Asked & {
      readonly found: (typed: string) => string;
      readonly count: (count: number) => string;
      readonly keys: Readonly<Record<NameKeys, string>>;
    };
    /** Beside the name of one that takes no part. */
    readonly takesNoPart: string;
    readonly notHere: Readonly<Record<NotHere, Asked & { readonly next: string }>> & {
      readonly other: string;
    };
  };
  readonly setCard: Asked & {
    readonly side: string;
    readonly which: Readonly<Record<CardBack, string>>;
  };
  readonly takeCard: Readonly<
    Record<Medium, { readonly question: string; readonly hint: Readonly<Record<'goesOn' | 'over', string>> }>
  >;
  /** What a telephone number answers now, and when it opens (null: not known). */
  readonly telephoneLine: {
    readonly menu: (key: string) => string;
    readonly paid: string;
    readonly until: (when: string) => string;
    readonly lossOnly: (opens: string | null) => string;
    readonly opensAt: (when: string | null) => string;
  };
}

/** What the screens of residents say, and the frame around every screen. */
export interface ScreenWords extends BeginningWords {
  /** The language's own name, in itself. */
  readonly languageName: string;
  readonly starting: Asked;
  readonly frame: {
    readonly back: string;
    readonly stop: string;
    readonly help: string;
    readonly languages: string;
    readonly controls: string;
    readonly cost: string;
    readonly progress: (at: number, of: number, part: string) => string;
    readonly pagePrevious: string;
    readonly pageNext: string;
    readonly page: (at: number, of: number) => string;
    readonly goOn: string;
    /** The quiet button for store staff; `callStaff`: the same where only the product's mark is visible. */
    readonly staff: string;
    readonly callStaff: string;
    readonly staffComes: string;
    readonly rooms: Readonly<Record<AttendantRole, string>>;
    readonly leave: string;
    readonly leaveLogin: string;
  };
  readonly parts: Readonly<Record<Part, string>>;
  readonly certificates: Readonly<
    Record<CertificateKind, { readonly name: string; readonly purpose: string }>
  >;
  readonly items: Readonly<Record<ItemId, { readonly name: string; readonly purpose: string }>>;
  readonly open: {
    readonly hours: (from: string, to: string) => string;
    readonly lowestPrice: (sum: string) => string;
    readonly closed: Readonly<Record<ClosedReason, string>>;
    readonly opensAt: (when: string) => string;
  };
  readonly attract: {
    readonly product: string;
    readonly what: string;
    readonly invitation: string;
    readonly today: string;
    readonly look: string;
    readonly needed: string;
    readonly methods: Readonly<Record<PayMethod, string>>;
    readonly change: Readonly<Record<'exact' | 'none', string>>;
  };
  /** A payment cut off by a power cut, for whoever paid. */
  readonly interrupted: {
    readonly title: string;
    readonly owed: (sum: string) => string;
    readonly unsure: string;
    readonly next: string;
  };
  readonly outOfService: {
    readonly title: string;
    readonly since: (when: string) => string;
    /** For whoever calls about it. */
    readonly reference: (reference: string) => string;
  };
  readonly serviceMenu: Asked;
  readonly notes: {
    readonly question: string;
    readonly consent: string;
    readonly choice: string;
    readonly sheets: string;
    readonly free: string;
    readonly payment: string;
    readonly takeAll: string;
  };
  readonly working: Readonly<Record<WorkingAt, string>> & {
    readonly wait: string;
    readonly leaveCard: Readonly<Record<Medium, string>>;
  };
  readonly pin: {
    readonly question: string;
    readonly which: string;
    readonly entered: (digits: number) => string;
    readonly hidden: string;
    readonly wrong: string;
    readonly triesLeft: (tries: number) => string;
    readonly lastTry: string;
    readonly lastTryNext: string;
    readonly erase: string;
    readonly enter: string;
    readonly keypad: string;
  };
  readonly certificate: Asked & {
    readonly nothing: string;
    readonly whyNot: string;
    readonly back: string;
    readonly free: (copies: number) => string;
    /** What of the card ends within three months, and what to do. */
    readonly endingSoon: Readonly<Record<EndingSoon['what'], (day: string) => string>>;
  };
  readonly persons: {
    readonly question: string;
    readonly onlyMe: string;
    readonly everybody: (count: number) => string;
    readonly choose: string;
    readonly me: string;
    readonly chosen: (count: number) => string;
    readonly chooseFirst: string;
  };
  readonly itemsScreen: Asked & { readonly show: string; readonly hide: string };
  readonly copies: {
    readonly question: string;
    readonly each: (sum: string) => string;
    readonly count: (copies: number) => string;
    readonly total: string;
  };
  readonly preview: {
    readonly question: string;
    readonly masked: string;
    readonly check: string;
    readonly sheet: (at: number, of: number) => string;
    readonly seen: string;
    readonly nearer: string;
    readonly whole: string;
    readonly parts: Readonly<Record<'top' | 'middle' | 'bottom', string>>;
  };
  readonly confirm: {
    readonly question: string;
    readonly form: string;
    readonly year: string;
    readonly persons: string;
    readonly items: string;
    readonly noItems: string;
    readonly copies: string;
    readonly sheets: string;
    readonly sheetCount: (sheets: number) => string;
    readonly total: string;
    /** For a use for which the certificate is not accepted. */
    readonly notAcceptedFor: (use: string) => string;
    /** What becomes of a sheet that cannot be read decides what is said. */
    readonly noReturn: Readonly<Record<FeeBack, string>>;
    readonly pay: string;
    readonly fee: string;
    readonly remove: string;
    readonly addAnother: string;
    readonly others: (name: string, more: number) => string;
    readonly allSheets: (sheets: number) => string;
  };
  readonly payMethod: {
    readonly question: string;
    readonly due: string;
    readonly names: Readonly<Record<PayMethod, { readonly name: string; readonly how: string }>>;
    readonly offline: string;
    readonly noChange: string;
    readonly notices: Readonly<Record<'declined' | 'expired' | 'unavailable', string>>;
  };
  readonly cashless: {
    readonly question: Readonly<Record<CashlessMethod, string>>;
    readonly steps: Readonly<Record<CashlessMethod, readonly string[]>>;
    readonly opening: string;
    readonly noCode: string;
    readonly due: string;
    readonly until: (when: string) => string;
    readonly minutesLeft: (minutes: number) => string;
    readonly secondsLeft: (seconds: number) => string;
    readonly stop: string;
    readonly code: string;
  };
  readonly payment: {
    readonly question: string;
    readonly due: string;
    readonly inserted: string;
    readonly remaining: string;
    readonly taken: string;
    readonly notTakenNow: string;
    readonly exactMoneyOnly: string;
    readonly moneyBack: string;
    readonly wait: string;
    readonly coins: string;
    readonly notes: string;
  };
  readonly printing: {
    readonly question: string;
    readonly progress: (printed: number, of: number) => string;
    readonly change: (sum: string) => string;
    readonly stay: string;
  };
  readonly printerTrouble: {
    readonly question: string;
    readonly trouble: Readonly<Record<PrinterTrouble, string>>;
    readonly next: string;
    readonly printed: (printed: number, of: number) => string;
    readonly waitsUntil: (when: string) => string;
    readonly end: string;
    readonly endHint: string;
  };
  readonly takeEverything: {
    readonly question: string;
    readonly card: Readonly<Record<Medium, string>>;
    readonly sheets: (sheets: number) => string;
    readonly sheetsHint: string;
    readonly change: (sum: string) => string;
    readonly returned: (sum: string) => string;
    readonly receipt: string;
    readonly noReceipt: string;
    readonly notCharged: (sum: string) => string;
    readonly notChargedHint: string;
    readonly unreadable: Readonly<Record<FeeBack, string>>;
    readonly done: string;
  };
  readonly message: {
    readonly next: string;
    readonly returned: (sum: string) => string;
    readonly cardInside: Readonly<Record<Medium, string>>;
    readonly pinReset: string;
    readonly acknowledge: string;
    readonly slip: Readonly<Record<'offered' | 'printing' | 'printed' | 'notPrinted', string>>;
  };
  readonly owed: { readonly sum: (sum: string) => string; readonly next: string; readonly code: string };
  /** No receipt came out: its code is to be written down. */
  readonly codeToWrite: { readonly title: string; readonly next: string };
  readonly timeWarning: {
    readonly question: string;
    readonly secondsLeft: string;
    readonly then: string;
    readonly carryOn: string;
  };
  readonly confirmStop: {
    readonly question: string;
    readonly nothingPaid: string;
    readonly moneyComesBack: (sum: string) => string;
    readonly stop: string;
    readonly carryOn: string;
  };
}
