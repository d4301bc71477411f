import { receiptScan } from '../../shared/receipt-code.ts';
import type { MunicipalityOffer, Offer, Resident } from '../../shared/center-api.ts';
import type { Chain } from '../../shared/chains.ts';
import { isOfFamilyRegister } from '../../shared/certificates.ts';
import { certificateLines } from '../../shared/certificate-lines.ts';
import type { Display } from '../../shared/display.ts';
import type { Language } from '../../shared/languages.ts';
import type { Instant } from '../../shared/dates.ts';
import {
  nonceSchema,
  requestIdSchema,
  type MunicipalityId,
  type Nonce,
  type RequestId,
} from '../../shared/ids.ts';
import { reservationSite } from '../../shared/national-sites.ts';
import type { LoginProof } from '../../shared/login-message.ts';
import type { AttendantIntent } from '../../shared/attendant-intents.ts';
import type { Intent } from '../../shared/intent.ts';
import type { CashlessMethod, CashlessPayment, PayMethod } from '../../shared/cashless.ts';
import type { Cause } from '../../shared/causes.ts';
import type { Enrolment, ServiceHolder } from '../../shared/service-api.ts';
import type { KioskService } from '../../shared/service-screens.ts';
import type { SessionBegun } from '../../shared/session-api.ts';
import type { Whose } from '../../shared/whose.ts';
import { noYen, type Denomination, type Yen } from '../../shared/yen.ts';
import type {
  CardPresence,
  CardSummary,
  CheckedOrder,
  EnrolmentSlipData,
  NextStepSlipData,
  OffersHere,
  ReceiptData,
} from '../ports.ts';
import type { PaymentOutput, SumSecured } from '../payment.ts';
import type { JournalFailed } from '../record.ts';
import type { Presence } from '../room-ports.ts';
import { nothingFound, type Finding } from './finding-context.ts';
import { emptyForm, type Form } from './form.ts';
import type { Plan } from '../../shared/plan.ts';
import type { PlanNotice } from '../../shared/plan-notice.ts';
import type { PurposeId } from '../../shared/purposes.ts';
import type { Planned } from './planned.ts';
import type { Selection } from './selection.ts';
import { serviceSteps, type Step } from './steps.ts';

export interface SessionInput {
  readonly kiosk: string;
  readonly language: Language;
  readonly display: Display;
  /** Whether the screens are read aloud. */
  readonly voice: { readonly on: boolean };
  /** The steps for certificates; the other services have their own. */
  readonly steps: readonly Step[];
  readonly offers: OffersHere;
  readonly configured: readonly Denomination[];
  readonly cashlessMethods: readonly CashlessMethod[];
  readonly chain: Chain;
  /** What was prepared at home and shown to the first screen; null: somebody touched it. */
  readonly plan: Plan | null;
}

/** A way to pay, and whether it works for this sum now. */
export interface MethodState {
  readonly method: PayMethod;
  readonly state: 'ok' | 'offline' | 'noChange';
}

/** How a session ended, for the kiosk: the cause, and what locks the service. */
export interface SessionOutput {
  readonly cause: Cause | null;
  readonly language: Language;
  readonly bindingMismatch: boolean;
  readonly journalLost: boolean;
}

export interface SessionContext extends SessionInput {
  /** The steps for certificates, whichever service was chosen in between. */
  readonly certificateSteps: readonly Step[];
  readonly service: KioskService;
  /** Index into `steps`. */
  readonly at: number;
  readonly presence: CardPresence;
  readonly whose: Whose;
  readonly municipality: MunicipalityOffer | null;
  readonly finding: Finding;
  readonly kioskNonce: Nonce;
  readonly begun: SessionBegun | null;
  /** What the first look at the card told; null before. */
  readonly card: CardSummary | null;
  readonly triesLeft: number;
  readonly passwordTriesLeft: number;
  /** Number of characters typed of the secret. */
  readonly pinEntered: number;
  readonly pinWrong: boolean;
  /** The center may have forgotten what it wanted signed. */
  readonly challengeOld: boolean;
  /** Whether the two entries of a new secret differed. */
  readonly secretDifferent: boolean;
  /** Held between the card's answer and the center's, then dropped. */
  readonly proof: LoginProof | null;
  readonly resident: Resident | null;
  /** Certificates already chosen before the one being chosen now: one order, one payment. */
  readonly basket: readonly Selection[];
  readonly selection: Selection | null;
  /** The key of the certificate that was chosen among the offers, before the PIN: it is not asked for again if this resident can take it. */
  readonly wanted: string | null;
  /** What is wanted by a purpose or a plan, while nothing has turned out otherwise. */
  readonly planned: Planned | null;
  /** Why something that was planned is asked after all. */
  readonly planNotice: PlanNotice | null;
  /** For what it is needed, also once something else than planned is chosen. */
  readonly purpose: PurposeId | null;
  /** Questions that the plan has answered: they are passed over on the way on, not on the way back. */
  readonly answered: readonly Step[];
  /** Everything chosen, before one of it is changed: "back" restores it. */
  readonly changing: Pick<SessionContext, 'basket' | 'selection'> | null;
  /** The selection before one of its parts is changed: "back" restores it. */
  readonly unchanged: Selection | null;
  readonly holder: ServiceHolder | null;
  readonly form: Form;
  readonly enrolled: Enrolment | null;
  readonly requestId: RequestId;
  readonly order: CheckedOrder | null;
  readonly methods: readonly MethodState[];
  readonly method: PayMethod;
  /** What the provider holds for us, from authorisation to the end. */
  readonly cashless: CashlessPayment | null;
  /** The resident goes back from the payment to choose another way, or to change the order. */
  readonly goingBack: boolean;
  /** Why the last attempt to pay failed, shown where another way is chosen. */
  readonly payNotice: Cause | null;
  /** The slots are open or closing, or change is coming out. */
  readonly cashOpen: boolean;
  readonly paid: Yen;
  readonly changeGiven: Yen;
  readonly givenBack: Yen;
  readonly earned: Yen;
  readonly refundNow: Yen;
  readonly owed: Yen;
  readonly printed: readonly string[];
  readonly notPrinted: readonly string[];
  readonly sheetsOut: number;
  readonly receiptPrinted: boolean;
  /** The slip that says what to do next: whether it was asked for, and printed. */
  readonly nextSlip: 'none' | 'printed' | 'notPrinted';
  /** Set when the session ends in any way other than a handover. */
  readonly cause: Cause | null;
  /** With `characterNotPrintable`: the character. */
  readonly character: string | null;
  readonly bindingMismatch: boolean;
  readonly journalLost: boolean;
  /** When what depends on the time of day was last shown: who answers the telephone. */
  readonly shownAt: Instant;
  /** How long this screen may stay untouched, ms. */
  readonly idleMs: number;
  readonly secondsLeft: number;
}

export type SessionEvent =
  | Exclude<
      Intent,
      | AttendantIntent
      | {
          type:
            | 'pinKey'
            | 'pinErase'
            | 'secretKey'
            | 'start'
            | 'showOffers'
            | 'prepared'
            | 'callStaff'
            | 'endStaffCall'
            | 'setVoice'
            | 'earphones';
        }
    >
  /** The screens are read aloud from now on, or not any more. */
  | { readonly type: 'voice'; readonly on: boolean }
  /** How many characters the pad holds now; only the pad knows which. */
  | { readonly type: 'pinDigits'; readonly entered: number }
  | { readonly type: 'presence'; readonly presence: CardPresence }
  | { readonly type: 'people'; readonly presence: Presence }
  | { readonly type: 'inactivity.watch'; readonly idleMs: number }
  | { readonly type: 'inactivity.rest' }
  | { readonly type: 'inactivity.askStop' }
  | { readonly type: 'inactivity.close' }
  | { readonly type: 'cash.open' }
  | SumSecured
  /** Slots closed, change or everything back paid out as far as the hoppers could; the sums are in the context. */
  | { readonly type: 'cash.ended'; readonly output: PaymentOutput }
  | { readonly type: 'cash.broke' }
  | JournalFailed
  /** Staff have come to mend the machine. */
  | { readonly type: 'staffHere' }
  /** The resident stops or the time is up. */
  | { readonly type: 'leave'; readonly cause: Cause };

/** A service is begun from its first step: nothing of what was chosen for another one is left. */
export function beginService(service: KioskService, certificateSteps: readonly Step[]) {
  return {
    service,
    steps: service === 'certificates' ? certificateSteps : serviceSteps[service],
    at: 0,
    // Whoever enrols does so where the register is kept.
    whose: service === 'certificates' ? 'home' : 'domicile',
    municipality: null,
    finding: nothingFound,
    card: null,
    wanted: null,
    planned: null,
    planNotice: null,
    purpose: null,
    answered: [],
    form: emptyForm,
  } as const satisfies Partial<SessionContext>;
}

export function initialContext(input: SessionInput, random: () => string): SessionContext {
  return {
    ...input,
    certificateSteps: input.steps,
    ...beginService('certificates', input.steps),
    presence: 'absent',
    kioskNonce: nonceSchema.parse(random()),
    begun: null,
    triesLeft: 0,
    passwordTriesLeft: 0,
    pinEntered: 0,
    pinWrong: false,
    challengeOld: false,
    secretDifferent: false,
    proof: null,
    resident: null,
    basket: [],
    selection: null,
    changing: null,
    unchanged: null,
    holder: null,
    enrolled: null,
    requestId: requestIdSchema.parse(random()),
    order: null,
    methods: [],
    method: 'cash',
    cashless: null,
    payNotice: null,
    goingBack: false,
    cashOpen: false,
    paid: noYen,
    changeGiven: noYen,
    givenBack: noYen,
    earned: noYen,
    refundNow: noYen,
    owed: noYen,
    printed: [],
    notPrinted: [],
    sheetsOut: 0,
    receiptPrinted: false,
    nextSlip: 'none',
    cause: null,
    character: null,
    bindingMismatch: false,
    journalLost: false,
    shownAt: 0,
    idleMs: 0,
    secondsLeft: 0,
  };
}

/** @throws when a state is entered without what earlier steps must have set: a bug in the order of steps */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`the session has no ${what} here`);
  return value;
}

export function findMunicipality(
  context: Pick<SessionContext, 'offers' | 'whose'>,
  id: MunicipalityId,
): MunicipalityOffer | null {
  return municipalitiesFor(context).find((municipality) => municipality.id === id) ?? null;
}

/** What the service menu offers: what the kiosk's chain has; an enrolment only where some municipality takes one. */
export function servicesOf({ chain, offers }: Pick<SessionContext, 'chain' | 'offers'>): KioskService[] {
  const enrols = offers.index.some(({ part }) => part === 'enrolment');
  return ['certificates', ...chain.services.filter((service) => service !== 'enrolment' || enrols)];
}

/** The municipalities to choose from: for a domicile elsewhere those that take an enrolment for it. */
export function municipalitiesFor({ offers, whose }: Pick<SessionContext, 'offers' | 'whose'>) {
  return offers.municipalities.filter(({ enrolment }) => whose === 'home' || enrolment);
}

/** What the chosen municipality offers to somebody of there: nothing but the register where one does not live. */
export function offeredNow({ municipality, whose }: Pick<SessionContext, 'municipality' | 'whose'>): Offer[] {
  return (municipality?.offers ?? []).filter(({ kind }) => whose === 'home' || isOfFamilyRegister(kind));
}

/** The slip of this session: what was ordered, paid, printed, given back and is still owed. */
export function receiptOf(context: SessionContext, code: string, at: Instant): ReceiptData {
  const municipality = must(context.municipality, 'municipality');
  const order = must(context.order, 'order');
  return {
    title: context.owed > 0 ? 'owed' : 'receipt',
    language: context.language,
    kiosk: context.kiosk,
    at,
    code,
    scan: receiptScan(order.transaction),
    municipality: municipality.name,
    telephones: municipality.telephones,
    badPrint: municipality.badPrint,
    lines: certificateLines(order.documents),
    method: context.method,
    paid: context.paid,
    printed: context.earned,
    givenBack: context.givenBack,
    owed: context.owed,
  };
}

/** Whether a PIN that is locked can be reset at this kiosk: both its chain and the municipality have that. */
export function hasPinReset({ cause, chain, municipality }: SessionContext): boolean {
  return cause === 'pinLocked' && chain.services.includes('pin') && municipality?.pinReset === true;
}

/** The address that goes with a cause: to reserve on a smartphone, to enrol by computer. */
function siteOf(context: SessionContext): NextStepSlipData['site'] {
  const { cause, municipality } = context;
  if (cause === 'passwordLocked' || cause === 'reservationMissing' || hasPinReset(context))
    return { what: 'reservation', address: reservationSite };
  const address = municipality?.enrolmentSite ?? null;
  const enrols = cause === 'notResidentHere' || cause === 'enrolmentRefused';
  return enrols && address !== null ? { what: 'enrolment', address } : null;
}

/** What to do after a refusal, as a slip to take along. */
export function nextStepSlip(context: SessionContext, at: Instant): NextStepSlipData {
  const { language, kiosk, municipality } = context;
  return {
    title: 'nextStep',
    language,
    kiosk,
    at,
    cause: must(context.cause, 'cause'),
    municipality: municipality?.name ?? null,
    telephones: municipality?.telephones ?? [],
    foundCardNeedsIdentity: municipality?.foundCardNeedsIdentity ?? null,
    pinReset: hasPinReset(context),
    site: siteOf(context),
  };
}

/** The slip of an enrolment: the number with which to ask about its state. */
export function enrolmentSlip(context: SessionContext, at: Instant): EnrolmentSlipData {
  const { name, telephones } = must(context.municipality, 'municipality');
  const { number } = must(context.enrolled, 'enrolment');
  const { language, kiosk } = context;
  return { title: 'enrolment', language, kiosk, at, number, municipality: name, telephones };
}
