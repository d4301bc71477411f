import type {
  OpenCaseReason,
  CashPlace,
  DeviceReason,
  DeviceState,
  DeviceWarning,
  Forgotten,
  Guide,
  JournalKind,
  OutReason,
} from '../../shared/attendants.ts';
import type { AttendantCause, RefundHow } from '../../shared/attendant-screens.ts';
import type { RefundReason, RuleWords } from '../../shared/refund-api.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import type { AttendantKind } from '../../shared/attendant-kind.ts';
import type { CauseWords } from './cause-words.ts';

type Of<Kind extends AttendantKind> = Extract<ScreenBody, { kind: Kind }>;
type Told<Notice extends string> = Readonly<Record<Exclude<Notice, 'none'>, string>>;

/** Words of the screens for store staff: refunds, jams, forgotten things. */
export interface StaffWords {
  readonly attendantHelp: Readonly<Record<AttendantKind, string>>;
  readonly login: {
    readonly question: Readonly<Record<Of<'attendantLogin'>['ask'], string>>;
    readonly second: string;
    readonly card: string;
    readonly both: string;
    readonly withoutCard: string;
    readonly withoutCardHint: string;
    readonly takeCardHint: string;
    readonly entered: (count: number) => string;
    readonly notices: Told<Of<'attendantLogin'>['notice']>;
    readonly triesLeft: (tries: number) => string;
    readonly lockedUntil: (when: string) => string;
    readonly erase: string;
    readonly done: string;
    readonly keys: string;
  };
  readonly attendantCard: { readonly question: string; readonly hint: string };
  /** Said where nothing that moves money is offered, to somebody who has not shown both card and code. */
  readonly noMoney: string;
  readonly staffMenu: {
    readonly question: string;
    readonly lookup: string;
    readonly lookupHint: string;
    readonly openCases: string;
    readonly openCasesHint: (count: number) => string;
    readonly forgotten: string;
    readonly forgottenHint: string;
    readonly maintenance: string;
    readonly maintenanceHint: string;
    readonly machine: string;
    readonly asked: string;
    readonly mending: string;
    readonly mendingHint: string;
    readonly mended: string;
  };
  readonly guides: Readonly<Record<Guide, { readonly name: string; readonly steps: readonly string[] }>>;
  readonly guide: {
    readonly step: (at: number, of: number) => string;
    readonly next: string;
    readonly end: string;
    readonly solved: string;
  };
  readonly lookup: {
    readonly question: string;
    readonly hint: string;
    readonly scanner: string;
    readonly find: string;
    readonly notices: Told<Of<'lookup'>['notice']>;
  };
  readonly lookupProof: {
    readonly question: string;
    readonly hint: string;
    readonly scanner: string;
    /** `11/20` and `14:03`, with gaps for what is not typed yet. */
    readonly time: (date: string, clock: string) => string;
    readonly sum: (digits: string) => string;
    readonly second: string;
  };
  readonly openCases: {
    readonly question: string;
    readonly none: string;
    readonly whys: Readonly<Record<OpenCaseReason, string>>;
    readonly paid: (sum: string) => string;
    readonly owed: (sum: string) => string;
    readonly sheets: (sheets: number) => string;
    readonly line: (certificate: string, copies: number) => string;
  };
  readonly refundCase: {
    readonly question: (code: string) => string;
    readonly paidAt: string;
    readonly at: Readonly<Record<Of<'refundCase'>['timeOf'], string>>;
    readonly municipality: string;
    readonly method: string;
    readonly methodUnknown: string;
    /** The receipt's own words. */
    readonly paid: string;
    readonly givenBack: string;
    readonly received: string;
    readonly owed: string;
    readonly states: Readonly<Record<'issued' | 'printed' | 'void', string>>;
    readonly refunded: string;
    readonly sheets: (sheets: number) => string;
    /** Whose rule it is. */
    readonly rules: Readonly<Record<keyof RuleWords, string>>;
    readonly why: string;
    readonly reasons: Readonly<Record<RefundReason, string>>;
    readonly noReason: string;
    readonly reprint: string;
    readonly slip: Told<Of<'refundCase'>['slip']>;
    readonly refundedOn: (when: string, reason: string, sum: string) => string;
  };
  readonly returnSheets: {
    readonly question: string;
    readonly hint: string;
    readonly sheet: (at: number, of: number) => string;
    readonly camera: string;
    readonly done: string;
    readonly notices: Told<Of<'returnSheets'>['notice']>;
    readonly missing: string;
  };
  readonly refundConfirm: {
    /** `owed` apart: what the machine did not deliver is no refund. */
    readonly question: Readonly<Record<'refund' | 'owed', string>>;
    readonly amount: string;
    readonly code: string;
    readonly reason: string;
    readonly how: string;
    readonly hows: Readonly<Record<RefundHow, string>>;
    readonly retake: (minutes: number) => string;
    readonly secondNeeded: string;
    readonly second: (id: string) => string;
    readonly askSecond: string;
    readonly confirmRetake: string;
    readonly confirm: Readonly<Record<'refund' | 'owed', string>>;
  };
  readonly payFromRegister: {
    readonly question: string;
    readonly next: string;
    readonly short: string;
    readonly paid: string;
  };
  readonly refundDone: {
    readonly question: Readonly<Record<'refund' | 'owed', string>>;
    readonly from: Readonly<Record<'hoppers' | 'register' | 'cashless', string>>;
    readonly retakeUntil: (when: string) => string;
    readonly slip: Readonly<Record<'printed' | 'notPrinted', string>>;
    readonly done: string;
  };
  readonly attendantCauses: Readonly<Record<AttendantCause, CauseWords>>;
  readonly attendantMessage: { readonly next: string; readonly amount: string; readonly code: string };
  readonly forgotten: {
    readonly question: string;
    readonly things: Readonly<Record<Forgotten, { readonly name: string; readonly what: string }>>;
    readonly record: string;
    readonly recorded: string;
  };
}

type DeviceName = 'hopper' | Exclude<Of<'maintenance'>['devices'][number]['device'], `hopper-${string}`>;
type TestName = 'hopper' | Exclude<Of<'judgeTest'>['test'], `hopper-${string}`>;
type LevelUnit = Of<'maintenance'>['devices'][number]['levels'][number]['unit'];

/** Words of the screens for operators. */
export interface OperatorWords {
  readonly devices: Readonly<Record<Exclude<DeviceName, 'hopper'>, string>> & {
    readonly hopper: (sum: string) => string;
  };
  readonly deviceStates: Readonly<Record<DeviceState, string>>;
  /** What a printer warns of and serves in spite of. */
  readonly deviceWarnings: Readonly<Record<DeviceWarning, string>>;
  /** Why a device is in its state. */
  readonly deviceReasons: Readonly<Record<DeviceReason, string>>;
  readonly levels: Readonly<Record<LevelUnit, (value: string) => string>>;
  readonly maintenance: {
    readonly question: string;
    readonly device: string;
    readonly state: string;
    readonly since: string;
    readonly level: string;
    readonly owed: (sum: string) => string;
    readonly openCases: (count: number) => string;
    readonly alarm: string;
    readonly out: (reason: string, when: string) => string;
    readonly clock: (when: string) => string;
    /** Faults in the log by their references, newest first; `when`: the time of the newest. */
    readonly faults: (references: string, when: string) => string;
    readonly tests: string;
    readonly cash: string;
    readonly journal: string;
    readonly service: string;
  };
  readonly tests: {
    readonly question: string;
    readonly names: Readonly<Record<Exclude<TestName, 'hopper'>, string>> & {
      readonly hopper: (sum: string) => string;
    };
    readonly results: Readonly<Record<Of<'tests'>['tests'][number]['result'], string>>;
    readonly end: string;
  };
  readonly cashTest: {
    readonly question: Readonly<Record<Of<'cashTest'>['path'], string>>;
    readonly state: Readonly<Record<Of<'cashTest'>['state'], string>>;
    readonly taken: (count: number) => string;
  };
  readonly cardTest: {
    readonly question: string;
    readonly states: Readonly<Record<Of<'cardTest'>['state'], string>>;
  };
  readonly payOutTest: {
    readonly question: (sum: string) => string;
    readonly hint: string;
    readonly payOut: string;
  };
  readonly screenTest: {
    readonly question: string;
    readonly at: (at: number, of: number) => string;
    readonly next: string;
  };
  readonly touchTest: { readonly question: string; readonly left: (count: number) => string };
  readonly judge: {
    readonly questions: Readonly<
      Record<
        'cardReader' | 'coinPath' | 'notePath' | 'sheetBothSides' | 'receipt' | 'screen' | 'touch',
        string
      >
    > & {
      readonly hopper: (sum: string) => string;
    };
    readonly good: string;
    readonly bad: string;
  };
  readonly cashCount: {
    readonly question: string;
    readonly places: Readonly<Record<CashPlace, string>>;
    readonly piece: string;
    readonly expected: string;
    readonly fields: Readonly<Record<'counted' | 'collected' | 'filled', string>>;
    readonly difference: (sum: string) => string;
    readonly noDifference: string;
    /** Why the count cannot be finished yet. */
    readonly notCounted: (places: number) => string;
    readonly choose: string;
    readonly erase: string;
    readonly enter: string;
    readonly done: string;
    readonly keys: string;
  };
  readonly cashCounted: {
    readonly question: string;
    readonly slip: Readonly<Record<'printed' | 'notPrinted', string>>;
    readonly done: string;
  };
  readonly journalReview: {
    readonly question: string;
    readonly none: string;
    readonly every: string;
    readonly kind: (kind: string) => string;
    readonly kinds: Readonly<Record<JournalKind, string>>;
    readonly day: (day: string) => string;
    readonly showEvery: string;
    /** Asks for the code on a receipt. */
    readonly byCode: string;
    readonly askCode: string;
    /** A transaction's lines alone are shown; pressing shows all again. */
    readonly without: (code: string) => string;
    readonly verify: string;
    readonly export: string;
    readonly whole: (records: number, head: string) => string;
    readonly broken: (line: number, what: string) => string;
    readonly exported: (file: string) => string;
  };
  readonly serviceSwitch: {
    readonly takeOut: string;
    readonly bringBack: string;
    readonly since: (reason: string, when: string) => string;
    readonly reasons: Readonly<Record<OutReason, string>>;
    readonly reasonsBack: Readonly<Record<OutReason, string>>;
    readonly alarm: string;
    readonly clearAlarm: string;
  };
}
