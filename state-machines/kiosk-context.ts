import type { Chain } from '../shared/chains.ts';
import type { StepName } from '../shared/center-api.ts';
import type { CashlessMethod } from '../shared/cashless.ts';
import type { Cause } from '../shared/causes.ts';
import type { Instant } from '../shared/dates.ts';
import type { Display } from '../shared/display.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import type { CenterOut } from '../shared/kiosk-report.ts';
import type { Language } from '../shared/languages.ts';
import type { Plan } from '../shared/plan.ts';
import type { Prepared, PreparedFault } from '../shared/prepared-code.ts';
import type { Denomination, Yen } from '../shared/yen.ts';
import type { Out } from './attendant/context.ts';
import type { Condition } from './can-serve.ts';
import type { Interrupted } from './interrupted.ts';
import type { CardPresence, SheetPrinterStatus } from './ports.ts';
import type { Hearing, VoiceContext, VoiceEvent } from './voice.ts';

export interface KioskInput {
  /** This kiosk's name at the center and on receipts. */
  readonly kiosk: string;
  readonly steps: readonly StepName[];
  readonly configured: readonly Denomination[];
  readonly language: Language;
  /** The journal contains an alarm that nobody has cleared. */
  readonly locked: boolean;
  /** Why the journal could not be opened: nothing moves without it. Null when it is open. */
  readonly journalFault: Cause | null;
  /** What a power cut left open is still being settled: nobody is served meanwhile. */
  readonly starting: boolean;
  /** Cashless ways to pay that this kiosk is configured for. */
  readonly cashlessMethods: readonly CashlessMethod[];
  readonly chain: Chain;
  /** Refunds above this sum need a second person. */
  readonly secondPersonAbove: Yen;
  /** An operator took the kiosk out of service, and nobody has brought it back. */
  readonly out: Out | null;
  /** The center took the kiosk out of service, and has not brought it back. */
  readonly byCenter: CenterOut | null;
  /** Whether residents can hold a code prepared at home to a scanner or a camera here. */
  readonly readsPrepared: boolean;
  readonly hearing: Hearing;
  /** The kiosk has sounds. */
  readonly sounds: boolean;
}

export interface KioskContext extends KioskInput, Condition {
  /** Of the attract screen; each session has its own. */
  readonly shownLanguage: Language;
  readonly shownDisplay: Display;
  /** What lies over the attract screen. */
  readonly chooser: 'languages' | 'display' | 'voice' | null;
  readonly voice: VoiceContext;
  /** The municipality whose offers somebody is looking at before beginning; null: the attract screen is shown. */
  readonly lookingAt: MunicipalityId | null;
  /** What was prepared at home, for the session that is begun with it; null: somebody touched the screen. */
  readonly plan: Plan | null;
  /** A code of ours whose municipality is being asked for its offers. */
  readonly heard: { readonly text: string; readonly municipality: MunicipalityId } | null;
  /** Why the code that was held to the scanner last cannot be used; null: none was, or it has been read. */
  readonly preparedFault: PreparedFault | null;
  /** What a code says, until the session that it begins has begun. */
  readonly prepared: Prepared | null;
  /** An attendant has called while somebody was being served. */
  readonly attendantWaits: boolean;
  /** Cashless ways to pay that work, according to the devices. */
  readonly cashlessWorks: readonly CashlessMethod[];
  /** Transactions that the start found cut off and still owed for. */
  readonly interrupted: readonly Interrupted[];
  /** Since when the kiosk does not serve, and why. */
  readonly outSince: Instant;
  readonly outCause: Cause | null;
}

export type KioskEvent =
  | VoiceEvent
  | { readonly type: 'start' }
  | { readonly type: 'usePlan'; readonly plan: Plan }
  | { readonly type: 'prepared'; readonly text: string }
  | { readonly type: 'back' }
  | { readonly type: 'showOffers'; readonly municipality: MunicipalityId }
  | { readonly type: 'openLanguages' }
  | { readonly type: 'openDisplay' }
  | { readonly type: 'setLanguage'; readonly language: Language }
  | { readonly type: 'setDisplay'; readonly display: Display }
  /** Closes what lies over the screen. */
  | { readonly type: 'carryOn' }
  /** Somebody has pressed something, wherever. */
  | { readonly type: 'touched' }
  /** Staff are called over to the kiosk; nobody need come any more. */
  | { readonly type: 'callStaff' }
  | { readonly type: 'endStaffCall' }
  | { readonly type: 'callAttendant' }
  /** An attendant has called where a session waits for staff: they may mend the machine in it. */
  | { readonly type: 'mend' }
  /** From the attendant's session: somebody who may mend the machine has entered. */
  | { readonly type: 'staffHere' }
  /** From the attendant's session. */
  | { readonly type: 'outChanged'; readonly out: Out | null }
  | { readonly type: 'alarmCleared' }
  /** From the center: its order about the service has changed. */
  | { readonly type: 'centerOrdered'; readonly byCenter: CenterOut | null }
  /** The start is over: these transactions were cut off and are owed for. */
  | { readonly type: 'started'; readonly interrupted: readonly Interrupted[] }
  /** The journal failed, or works again. */
  | { readonly type: 'journalState'; readonly fault: Cause | null }
  | { readonly type: 'cashlessDevices'; readonly works: readonly CashlessMethod[] }
  | { readonly type: 'cardReader'; readonly presence: CardPresence }
  | { readonly type: 'sheetPrinter'; readonly status: SheetPrinterStatus };
