import { z } from 'zod';
import { attendantBodies } from './attendant-screens.ts';
import { firstStartBodies } from './first-start-screens.ts';
import { causeSchema } from './causes.ts';
import { cashlessMethodSchema, payMethodSchema } from './cashless.ts';
import {
  choosableItemSchema,
  commonNeedSchema,
  offerSchema,
  openStateSchema,
  personSchema,
  unavailableCertificateSchema,
  variantChoiceSchema,
  windowSchema,
  yearChoiceSchema,
} from './center-api.ts';
import {
  bilingualSchema,
  certificateKindSchema,
  fiscalYearSchema,
  itemIdSchema,
  namedKindShape,
  variantIdSchema,
} from './certificates.ts';
import { displaySchema } from './display.ts';
import { languageSchema } from './languages.ts';
import { pageDrawingSchema } from './drawing.ts';
import { endingSoonSchema } from './ending-soon.ts';
import { faultReferenceSchema } from './fault-reference.ts';
import { municipalityIdSchema, personRefSchema } from './ids.ts';
import { cardBackSchema, mediumSchema } from './card-at-reader.ts';
import { feeBackSchema } from './refund-api.ts';
import { preparedFaultSchema } from './prepared-code.ts';
import { kioskServiceSchema, serviceBodies } from './service-screens.ts';
import { shownLineSchema } from './telephone-lines.ts';
import { listedPlaceSchema, placeBodies } from './place-screens.ts';
import { planNoticeSchema } from './plan-notice.ts';
import { printingBodies } from './printing-screens.ts';
import { staffCallSchema } from './staff-call.ts';
import { purposeBodies } from './purpose-screens.ts';
import { characterNoteSchema } from './name-characters.ts';
import { voiceSchema } from './voice.ts';
import { whoseSchema } from './whose.ts';
import { denominationSchema, yenSchema } from './yen.ts';

/**
 * Stages of a session as a resident would name them; several screens make up one stage. The municipality's profile sets the
 * order.
 */
export const partSchema = z.enum([
  'place',
  /** Of a service other than certificates: what it does and needs. */
  'about',
  'card',
  'certificate',
  'form',
  'secret',
  'check',
  'pay',
  'receive',
  /** The end of a service that gives nothing out. */
  'done',
]);
export type Part = z.infer<typeof partSchema>;

export const chosenSchema = z.object({
  ...namedKindShape,
  variant: variantIdSchema.nullable(),
  year: fiscalYearSchema.nullable(),
  persons: z.array(personSchema),
  shown: z.array(itemIdSchema),
  copies: z.int(),
  /** Price of all its copies together, where it is known. */
  price: yenSchema.optional(),
});

const pinNotice = z.discriminatedUnion('notice', [
  z.object({ notice: z.literal('none') }),
  z.object({ notice: z.literal('wrong') }),
]);

/** A transaction that was cut off: what is owed, the code that staff ask for, and when it happened. */
const interruptedSchema = z.object({ code: z.string(), owed: yenSchema, at: z.number() });

export const bodySchema = z.discriminatedUnion('kind', [
  /** Nobody is here: the attract screen says what is open and at what price, before anybody takes out a card. */
  z.object({
    kind: z.literal('attract'),
    municipalities: z.array(
      z.object({
        name: bilingualSchema,
        state: openStateSchema,
        id: municipalityIdSchema,
        hours: z.object({ from: z.string(), to: z.string() }),
        lowestPrice: yenSchema.nullable(),
      }),
    ),
    /** Ways to pay that work now. */
    methods: z.array(payMethodSchema),
    /** Said before anybody begins: `exact`: some prices can only be paid exactly; `none`: no change is left at all. */
    change: z.enum(['given', 'exact', 'none']),
    /** Payments cut off by a power cut or a fault: whoever paid finds the code here after the kiosk has restarted. */
    interrupted: z.array(interruptedSchema),
    /** Whether a code prepared at home can be held to a scanner or a camera. */
    readsPrepared: z.boolean(),
  }),
  /** The code that was held to it cannot be used: why, and what to do. */
  z.object({ kind: z.literal('preparedFault'), why: preparedFaultSchema }),
  /** The kiosk cannot serve: why, and since when (ms since 1970). */
  z.object({
    kind: z.literal('outOfService'),
    cause: causeSchema,
    since: z.number(),
    interrupted: z.array(interruptedSchema),
    /** The fault's reference in the log; null when nothing broke. */
    reference: faultReferenceSchema.nullable(),
  }),
  z.object({ kind: z.literal('serviceMenu'), services: z.array(kioskServiceSchema) }),
  z.object({ kind: z.literal('notes') }),
  z.object({ kind: z.literal('whose') }),
  z.object({
    kind: z.literal('municipality'),
    whose: whoseSchema,
    choices: z.array(
      z.object({
        id: municipalityIdSchema,
        name: bilingualSchema,
        state: openStateSchema,
        hours: z.object({ from: z.string(), to: z.string() }),
        offers: z.array(offerSchema),
      }),
    ),
    /** Those near the kiosk that take no part. */
    without: z.array(listedPlaceSchema).exactOptional(),
    /** Why it is asked although one was planned. */
    notice: planNoticeSchema.exactOptional(),
  }),
  /**
   * What one municipality offers today, at what price and on what conditions, and why something is not open: before card and
   * PIN.
   */
  z.object({
    kind: z.literal('offers'),
    municipality: bilingualSchema,
    hours: z.object({ from: z.string(), to: z.string() }),
    /** Whether a store may be open for shorter. */
    withinShopHours: z.literal(true).exactOptional(),
    minimumAge: z.int().nullable(),
    commonNeeds: z.array(commonNeedSchema),
    window: windowSchema,
    offers: z.array(offerSchema),
    notOffered: z.array(certificateKindSchema),
    /** Opened from the attract screen by somebody who only wants to know. */
    justLooking: z.boolean(),
    /** Another municipality to look at. */
    next: z.object({ id: municipalityIdSchema, name: bilingualSchema }).nullable(),
    /** Why it is asked although a certificate was planned. */
    notice: planNoticeSchema.exactOptional(),
  }),
  z.object({ kind: z.literal('setCard'), cardBack: cardBackSchema }),
  /** The machine is busy and the resident waits; `what` says what it is doing. */
  z.object({
    kind: z.literal('working'),
    what: z.enum([
      'offers',
      'readingCard',
      'checkingPin',
      'building',
      'signing',
      'sending',
      'changingSecret',
      'openingPayment',
      'returningMoney',
      'endingPayment',
      'asking',
      'capturing',
      'refunding',
      'counting',
      'testing',
      'closing',
    ]),
  }),
  z.object({
    kind: z.literal('pin'),
    /** Digits typed so far, 0 to 4; the digits themselves never leave the main process. */
    entered: z.int().min(0).max(4),
    triesLeft: z.int().min(1).max(3),
    after: pinNotice,
  }),
  /** The card is no longer needed: `goesOn`: the session goes on without it; `over`: it has ended. */
  z.object({ kind: z.literal('takeCard'), then: z.enum(['goesOn', 'over']) }),
  z.object({
    kind: z.literal('certificate'),
    choices: z.array(
      /** `free`: how many copies cost nothing, because the last print was bad. */
      z.object({ ...namedKindShape, price: yenSchema, free: z.int().min(0) }),
    ),
    unavailable: z.array(unavailableCertificateSchema),
    endingSoon: endingSoonSchema.nullable(),
    /** Why it is asked although one was planned. */
    notice: planNoticeSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('variant'),
    certificate: certificateKindSchema,
    title: bilingualSchema.exactOptional(),
    variants: z.array(variantChoiceSchema),
    /** Why it is asked although one was planned. */
    notice: planNoticeSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('year'),
    certificate: certificateKindSchema,
    title: bilingualSchema.exactOptional(),
    years: z.array(yearChoiceSchema),
  }),
  z.object({
    kind: z.literal('persons'),
    certificate: certificateKindSchema,
    title: bilingualSchema.exactOptional(),
    persons: z.array(personSchema),
    chosen: z.array(personRefSchema),
  }),
  z.object({
    kind: z.literal('items'),
    certificate: certificateKindSchema,
    title: bilingualSchema.exactOptional(),
    items: z.array(choosableItemSchema),
    shown: z.array(itemIdSchema),
  }),
  z.object({
    kind: z.literal('copies'),
    certificate: certificateKindSchema,
    title: bilingualSchema.exactOptional(),
    copies: z.int(),
    max: z.int(),
    price: yenSchema,
    total: yenSchema,
  }),
  z.object({
    kind: z.literal('preview'),
    pages: z.array(pageDrawingSchema),
    chosen: z.array(chosenSchema),
    /** In which it is issued: the paper writes it in the years of the era. */
    year: z.int().exactOptional(),
  }),
  /** The basket: every certificate that was chosen, in one order and one payment. */
  z.object({
    kind: z.literal('confirm'),
    chosen: z.array(chosenSchema),
    sheets: z.int(),
    total: yenSchema,
    mayAddAnother: z.boolean(),
    /** The sheets as they will be printed, masked. */
    pages: z.array(pageDrawingSchema),
    /** Characters of the holders' names that a clerk may take for others, as they will be printed. */
    rare: z.array(characterNoteSchema),
    /** Whether the names have characters to compare one by one. */
    namesToCompare: z.boolean(),
    /** My Number is shown to somebody who must not get it. */
    numberUnwanted: z.boolean(),
    badPrint: feeBackSchema,
    /** For what some of it is not accepted. */
    notAcceptedFor: z.array(bilingualSchema).exactOptional(),
  }),
  z.object({
    kind: z.literal('payMethod'),
    due: yenSchema,
    /** `offline`: not now; `noChange`: cash cannot pay this sum exactly and no change is left. */
    methods: z.array(z.object({ method: payMethodSchema, state: z.enum(['ok', 'offline', 'noChange']) })),
    /** Why the previous attempt failed; nothing is held for it. */
    notice: z.enum(['none', 'declined', 'expired', 'unavailable']),
  }),
  /** A wallet scans `code` (the text of a QR code; null while it is opened); a card is held to the terminal. */
  z.object({
    kind: z.literal('cashless'),
    method: cashlessMethodSchema,
    due: yenSchema,
    code: z.string().nullable(),
    /** ms since 1970; null while it is opened. */
    expiresAt: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('payment'),
    due: yenSchema,
    inserted: yenSchema,
    remaining: yenSchema,
    /** Coins and notes accepted at this moment: others would need change that is not there. */
    accepted: z.array(denominationSchema),
    exactMoneyOnly: z.boolean(),
  }),
  ...placeBodies,
  ...purposeBodies,
  ...printingBodies,
  z.object({
    kind: z.literal('takeEverything'),
    /** How many came out, and how many were paid for. */
    sheets: z.int(),
    sheetsOf: z.int(),
    change: yenSchema,
    /** In cash, beside the change, for certificates that were not printed. */
    returned: yenSchema,
    method: payMethodSchema,
    /** How much of what was held on a wallet or card was released. */
    notCharged: yenSchema,
    receipt: z.enum(['printed', 'notPrinted']),
    /** What staff ask for, to be written down where no receipt came out; null: it is on paper, or with what is owed. */
    code: z.string().nullable(),
    badPrint: feeBackSchema,
    /** Sum the machine still owes, with the code that staff ask for. */
    owed: z.object({ amount: yenSchema, code: z.string() }).nullable(),
    cardInside: z.boolean(),
  }),
  z.object({
    kind: z.literal('message'),
    cause: causeSchema,
    tone: z.enum(['info', 'trouble']),
    moneyReturned: yenSchema,
    /** How much of what was held on a wallet or card was released. */
    notCharged: yenSchema,
    owed: z.object({ amount: yenSchema, code: z.string() }).nullable(),
    cardInside: z.boolean(),
    /** As in `takeEverything`. */
    code: z.string().nullable(),
    /** Whom to call, where the cause sends the resident elsewhere. */
    lines: z.array(shownLineSchema).max(2),
    /** With `pinLocked`: whether a kiosk can set a new PIN, beside the window. */
    pinReset: z.boolean(),
    /** With `characterNotPrintable`: the character, shown large. */
    character: z.string().nullable(),
    /** A slip that says what to do next: `none` where there is nothing to say. */
    slip: z.enum(['none', 'offered', 'printing', 'printed', 'notPrinted']),
  }),
  ...serviceBodies,
  ...attendantBodies,
  ...firstStartBodies,
]);
export type ScreenBody = z.infer<typeof bodySchema>;
export type ScreenKind = ScreenBody['kind'];

export const overlaySchema = z.discriminatedUnion('kind', [
  /** "Are you still there?", with the seconds that are left. */
  z.object({ kind: z.literal('timeWarning'), secondsLeft: z.int() }),
  /** Nobody stands at the kiosk: what is personal is hidden until somebody does. */
  z.object({ kind: z.literal('nobodyHere') }),
  /** "Really stop?": says what comes back. */
  z.object({ kind: z.literal('confirmStop'), inserted: yenSchema }),
  z.object({ kind: z.literal('help'), helpLine: shownLineSchema }),
  /** The languages, each by its own name. */
  z.object({ kind: z.literal('languages') }),
  /** How the screens can look. */
  z.object({ kind: z.literal('display') }),
  /** How the voice reads the screens aloud. */
  z.object({ kind: z.literal('voice') }),
]);
export type Overlay = z.infer<typeof overlaySchema>;

export const screenSchema = z.object({
  /** Grows whenever the screen asks something else; an intent names the screen it answers. */
  id: z.int(),
  language: languageSchema,
  display: displaySchema,
  voice: voiceSchema,
  medium: mediumSchema,
  /** Where the resident is: the part at index `at`, in their order; null outside the steps of a session. */
  progress: z.object({ parts: z.array(partSchema), at: z.int() }).nullable(),
  /** What it costs, once that is known. */
  cost: yenSchema.nullable(),
  /** Which of the fixed buttons answer on this screen. */
  controls: z.object({
    back: z.boolean(),
    stop: z.boolean(),
    help: z.boolean(),
    /** Languages and display. */
    language: z.boolean(),
  }),
  /** An attendant has called: `waiting` until the session has ended. `may`: one may call. */
  attendant: z.enum(['may', 'waiting', 'here']),
  /** How a call for the store's staff stands; left out where the kiosk cannot call, and on attendants' screens. */
  staffCall: staffCallSchema.exactOptional(),
  overlay: overlaySchema.nullable(),
  body: bodySchema,
});
export type Screen = z.infer<typeof screenSchema>;
