import { z } from 'zod';
import {
  bilingualSchema,
  certificateIdSchema,
  certificateKindSchema,
  fiscalYearSchema,
  itemIdSchema,
  maxCopies,
  namedKindShape,
  variantIdSchema,
} from './certificates.ts';
import { chainNameSchema, ownPlaceSchema, phoneUseSchema } from './chains.ts';
import { pageDrawingSchema } from './drawing.ts';
import { endingSoonSchema } from './ending-soon.ts';
import {
  base64Schema,
  documentNumberSchema,
  municipalityIdSchema,
  nonceSchema,
  personRefSchema,
  requestIdSchema,
  sha256Schema,
  transactionIdSchema,
} from './ids.ts';
import { rulesNumberSchema } from './municipality-rules.ts';
import { freeUseSchema } from './purposes.ts';
import { openingHoursSchema } from './opening-hours.ts';
import { feeBackSchema, orderMoneySchema, refundRefusals } from './refund-api.ts';
import { telephoneLineSchema } from './telephone-lines.ts';
import { yenSchema } from './yen.ts';

export const openStateSchema = z.discriminatedUnion('open', [
  z.object({ open: z.literal(true) }),
  z.object({
    open: z.literal(false),
    reason: z.enum(['outOfHours', 'closedDay', 'maintenance', 'ended']),
    /** When it opens again, ms since 1970; null when that is not known. */
    opensAt: z.number().nullable(),
  }),
]);
export type OpenState = z.infer<typeof openStateSchema>;

/** Steps between choosing the service and paying. A maker or a municipality may want another order. */
export const stepNames = [
  'notes',
  'whose',
  'municipality',
  'offers',
  'card',
  'pin',
  'cardBack',
  'certificate',
  'variant',
  'year',
  'summary',
  'preview',
  'confirm',
] as const;
/** Orders of the steps that have a name, each from a guide or a maker. */
export const stepOrderNames = ['municipality-first', 'card-first', 'card-before-municipality'] as const;
export const stepOrderNameSchema = z.enum(stepOrderNames);
export type StepOrder = z.infer<typeof stepOrderNameSchema>;

export type StepName = (typeof stepNames)[number];

/** What must be true of the resident, said before anybody takes out a card. */
export const needs = [
  'sealRegistered',
  'residentOnFirstOfJanuary',
  'returnFiled',
  'assessed',
  'domicileHere',
  'livesHere',
  'enrolmentWhenLivingElsewhere',
  'issuedOnOrAfter2022-07-21',
  'noMoveOutFiledInHousehold',
] as const;
export const needSchema = z.enum(needs);
export type Need = z.infer<typeof needSchema>;

/** What must be true of the resident for every certificate of a municipality, or may stop any of them. */
export const commonNeeds = ['noMoveOutFiled', 'noMoveOutFiledInHousehold', 'moveOutMayStopAny'] as const;
export const commonNeedSchema = z.enum(commonNeeds);
export type CommonNeed = z.infer<typeof commonNeedSchema>;

/** What a window issues and a kiosk does not: items of a residence record, and records of their own. */
export const windowOnly = [
  'myNumber',
  'residentRecordCode',
  'addressHistory',
  'earlierVersions',
  'recordedMatters',
  'removedRecord',
] as const;
export const windowOnlySchema = z.enum(windowOnly);
export type WindowOnly = z.infer<typeof windowOnlySchema>;

/** What a window is for beside a kiosk. */
export const windowSchema = z.object({
  /** How much dearer a copy is there, yen; null: dearer, and the guide gives no sum; left out: the guide is silent. */
  dearerBy: yenSchema.nullable().exactOptional(),
  /** Kinds that cost the same there. */
  samePrice: z.array(certificateKindSchema),
  /** Certificates that have a price of their own there, yen. */
  prices: z.array(z.object({ ...namedKindShape, price: yenSchema })).exactOptional(),
  /** What only the window issues. */
  only: z.array(windowOnlySchema),
  /** For what a window asks no fee, and a kiosk does. */
  freeFor: z.array(freeUseSchema).exactOptional(),
});
export type Window = z.infer<typeof windowSchema>;

export const offerSchema = z.object({
  ...namedKindShape,
  /** Yen per copy today; of a service that has ended, the last price; on a day between two prices, the next. */
  price: yenSchema,
  state: openStateSchema,
  needs: z.array(needSchema),
  /** Where they are not those of the municipality. */
  hours: z.array(openingHoursSchema).exactOptional(),
  /** For what the copy is not accepted. */
  notAcceptedFor: z.array(bilingualSchema).exactOptional(),
});
export type Offer = z.infer<typeof offerSchema>;

/** A kiosk of a municipality's own, with rules of its own. */
export const ownKioskSchema = z.object({
  /** By which the kiosk's configuration names it. */
  place: ownPlaceSchema,
  name: bilingualSchema,
  /** Whether it can be used now. */
  state: openStateSchema,
  residentsOnly: z.boolean(),
});

export const municipalityOfferSchema = z.object({
  id: municipalityIdSchema,
  name: bilingualSchema,
  state: openStateSchema,
  /** Today's hours, `06:30` to `23:00`. */
  hours: z.object({ from: z.string(), to: z.string() }),
  /** Whether a store may be open for shorter. */
  withinShopHours: z.literal(true).exactOptional(),
  /** Left out where the municipality says nothing about phones: they serve like cards. */
  phone: phoneUseSchema.exactOptional(),
  ownKiosks: z.array(ownKioskSchema).exactOptional(),
  /** Whom to ask, the first one first. */
  telephones: z.array(telephoneLineSchema),
  /** Whether a card found again is released with another document of identity, too; null: the guide is silent. */
  foundCardNeedsIdentity: z.boolean().nullable(),
  /** Minimum age of the holder in full years; null where the municipality sets none. */
  minimumAge: z.int().nullable(),
  commonNeeds: z.array(commonNeedSchema),
  /** What becomes of the fee of a sheet that cannot be read. */
  badPrint: feeBackSchema,
  window: windowSchema,
  /** Chains whose kiosks serve it; null: the guide says that there are others, too. */
  onlyAtStores: z.array(chainNameSchema).nullable(),
  /** Whether a locked 4-digit PIN can be reset at a kiosk that has this service. */
  pinReset: z.boolean(),
  /** Whether one can enrol for certificates of a register kept here while living elsewhere. */
  enrolment: z.boolean(),
  /** Where that is done by computer; null: no address is known. */
  enrolmentSite: z.url().nullable(),
  /** The number of the signed rules by which this is offered; left out while its rules are those of the center's file. */
  rules: rulesNumberSchema.exactOptional(),
  /** Until when this is what is offered, ms since 1970, excluded: hours, a price, a closure or the rules change then. */
  until: z.number(),
  offers: z.array(offerSchema),
});
export type MunicipalityOffer = z.infer<typeof municipalityOfferSchema>;

export const personSchema = z.object({
  ref: personRefSchema,
  /** Shown on the screen for the choice, never kept; its reading, where the register has it, is heard alone. */
  name: z.string().min(1),
  kana: z.string().min(1).exactOptional(),
  self: z.boolean(),
  /** Foreign residents have different items (nationality, status of residence). */
  foreign: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

export const choosableItemSchema = z.object({
  item: itemIdSchema,
  /** Whom it concerns: shown as a question only when such a person is chosen. */
  concerns: z.enum(['all', 'japanese', 'foreign']),
  shownByDefault: z.boolean(),
});

/** Why this resident cannot take a kind, or a year of it. `notAvailable` is neutral: it does not say why. */
export const unavailableReasons = [
  'sealNotRegistered',
  'domicileElsewhere',
  'livesElsewhere',
  'enrolmentMissing',
  'enrolmentPending',
  'enrolmentVoid',
  'notResidentOnFirstOfJanuary',
  'returnNotFiled',
  'returnTooRecent',
  'notAssessed',
  'moveOutFiledInHousehold',
  'justChanged',
  'notVaccinated',
  'earlierCertificateMissing',
  'unsuitableEntry',
  'serviceClosed',
  'serviceEnded',
  'notAvailable',
] as const;
export const unavailableReasonSchema = z.enum(unavailableReasons);
export type UnavailableReason = z.infer<typeof unavailableReasonSchema>;

export const variantChoiceSchema = z.object({
  variant: variantIdSchema,
  /** `all`: the variant covers everybody in `persons`; no choice is offered. */
  persons: z.enum(['all', 'choose']),
  /** Why the resident cannot take it (travel without an earlier certificate); null: they can. */
  unavailable: unavailableReasonSchema.nullable(),
});
export type VariantChoice = z.infer<typeof variantChoiceSchema>;

export const yearChoiceSchema = z.object({
  year: fiscalYearSchema,
  unavailable: unavailableReasonSchema.nullable(),
});
export type YearChoice = z.infer<typeof yearChoiceSchema>;

/** Copies this holder may now take without a fee after a bad print, of exactly this form and year. */
export const freeCopiesSchema = z.object({
  variant: variantIdSchema.nullable(),
  year: fiscalYearSchema.nullable(),
  copies: z.int().positive(),
});
export type FreeCopies = z.infer<typeof freeCopiesSchema>;

export const availableCertificateSchema = z.object({
  ...namedKindShape,
  /** Yen per copy, except for those that are free. */
  price: yenSchema,
  /** That many first copies of an order cost 0 yen. */
  free: z.array(freeCopiesSchema).default([]),
  /** Empty where the kind has only one form. */
  variants: z.array(variantChoiceSchema),
  /** Newest first; empty where the kind has no years. */
  years: z.array(yearChoiceSchema),
  persons: z.array(personSchema).min(1),
  items: z.array(choosableItemSchema),
});
export type AvailableCertificate = z.infer<typeof availableCertificateSchema>;

export const unavailableCertificateSchema = z.object({
  ...namedKindShape,
  unavailable: unavailableReasonSchema,
});
export type UnavailableCertificate = z.infer<typeof unavailableCertificateSchema>;

export const residentSchema = z.object({
  certificates: z.array(availableCertificateSchema),
  /** What the municipality offers but this resident cannot take, with the reason. */
  unavailable: z.array(unavailableCertificateSchema),
  /** What of the holder's card ends within three months; null: nothing. */
  endingSoon: endingSoonSchema.nullable().default(null),
});
export type Resident = z.infer<typeof residentSchema>;

export const orderLineSchema = z.object({
  kind: certificateKindSchema,
  id: certificateIdSchema.exactOptional(),
  /** Null where the kind has only one form. */
  variant: variantIdSchema.nullable(),
  /** Null where the kind has no years. */
  year: fiscalYearSchema.nullable(),
  persons: z.array(personRefSchema).min(1),
  shown: z.array(itemIdSchema),
  copies: z.int().min(1).max(maxCopies),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

export const orderRequestSchema = z.object({
  requestId: requestIdSchema,
  lines: z.array(orderLineSchema).min(1).max(10),
});
export type OrderRequest = z.infer<typeof orderRequestSchema>;

/** What the center signs so that no page can come from another order, person or kiosk. */
export const bindingSchema = z.object({
  version: z.literal(1),
  transaction: transactionIdSchema,
  requestId: requestIdSchema,
  kioskNonce: nonceSchema,
  /** SHA-256 of the certificate (DER) that logged in. */
  holder: sha256Schema,
  municipality: municipalityIdSchema,
  price: yenSchema,
  /** SHA-256 of `previewText`: what the resident was shown is what was signed. */
  preview: sha256Schema,
  documents: z.array(
    z.object({
      number: documentNumberSchema,
      kind: certificateKindSchema,
      id: certificateIdSchema.exactOptional(),
      variant: variantIdSchema.nullable(),
      year: fiscalYearSchema.nullable(),
      price: yenSchema,
      subjects: z.array(personRefSchema).min(1),
      /** SHA-256 of each sheet's PDF, in order; the length is the number of sheets. */
      sheets: z.array(sha256Schema).min(1),
    }),
  ),
});
export type Binding = z.infer<typeof bindingSchema>;

export const issuedDocumentSchema = z.object({
  number: z.string(),
  ...namedKindShape,
  /** Yen for this copy. */
  price: yenSchema,
  /** One A4 PDF per sheet (front, and back where there is one). */
  sheets: z.array(base64Schema).min(1),
});
export type IssuedDocument = z.infer<typeof issuedDocumentSchema>;

export const orderSchema = z.object({
  transaction: transactionIdSchema,
  documents: z.array(issuedDocumentSchema).min(1),
  /** The true layout with names and numbers masked: one drawing per sheet front, for the first copy of each line. */
  preview: z.array(pageDrawingSchema).min(1),
  /** The binding as the exact JSON text that was signed, and the Ed25519 signature over its UTF-8 bytes. */
  binding: z.string(),
  bindingSignature: base64Schema,
});
export type Order = z.infer<typeof orderSchema>;

/** The preview as the text whose hash is in the binding: the same in whatever order an encoder put the keys. */
export function previewText(preview: Order['preview']): string {
  return JSON.stringify(z.array(pageDrawingSchema).parse(preview));
}

export const orderOutcomeSchema = z.object({
  /** Numbers of the documents whose every sheet was printed. */
  printed: z.array(documentNumberSchema),
  /** Numbers of the documents that were not, for whatever reason: they become void. */
  notPrinted: z.array(documentNumberSchema),
  /** How the payment ended, so that another kiosk can pay back what this one owes; omitted when no money moved. */
  money: orderMoneySchema.optional(),
});
export type OrderOutcome = z.infer<typeof orderOutcomeSchema>;

/** Why the center does not do what was asked. `notAvailable` is neutral: it says nothing about its cause. */
export const refusalCodes = [
  'outOfHours',
  'serviceClosed',
  'certificateClosed',
  'certificateExpired',
  'certificateNotYetValid',
  'certificateRevoked',
  /** Of the card's two certificates, the one for signatures: name or address has changed since. */
  'signatureCertificateVoid',
  'certificateUnknown',
  'signatureWrong',
  'sessionEnded',
  'notResidentHere',
  'movedOut',
  'moveOutFiledInHousehold',
  'tooYoung',
  'ageNotKnown',
  'tooSoonAfterIssue',
  'revocationUnknown',
  /** The municipality's own registers gave no answer on which anything may be issued. */
  'registerUnreachable',
  'notAvailable',
  'enrolmentRefused',
  'reservationMissing',
  /** The municipality has no reset of this secret at kiosks. */
  'resetNotPossible',
  'characterNotPrintable',
  'layoutTooLong',
  /** More sheets than one order may have. */
  'tooManySheets',
  'invalidOrder',
  /** A kiosk's report that does not add up with the order or the grant, or undoes an earlier one. */
  'reportWrong',
  /** A report of this kiosk did not add up: it is not served until a person at the center has looked. */
  'kioskNotTrusted',
  /** This kiosk asks more often than it may: it waits. */
  'tooOften',
  'certificateRequestWrong', // a kiosk's own: another's name in it, a key that is not accepted, or a wrong signature
  ...refundRefusals,
] as const;
export const refusalSchema = z.object({
  refused: z.enum(refusalCodes),
  /** With `characterNotPrintable`: the character, base and selector, to be shown large. Never kept. */
  character: z.string().min(1).max(16).optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;
export type RefusalCode = Refusal['refused'];
/** A refusal with one of these codes. */
export type RefusalOfCodes<Code extends RefusalCode> = Refusal & { readonly refused: Code };
