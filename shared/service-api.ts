import { z } from 'zod';
import { endingSoonSchema } from './ending-soon.ts';
import { base64Schema, nonceSchema, requestIdSchema } from './ids.ts';
import type { MunicipalityId, Nonce, RequestId, SessionId } from './ids.ts';

/** The kiosk's services other than certificates (for the paths see endpoints.ts). */
export const otherServices = ['enrolment', 'signaturePassword', 'pin'] as const;
export const otherServiceSchema = z.enum(otherServices);
export type OtherService = z.infer<typeof otherServiceSchema>;

/** received → examined → registered or refused; void: the card's certificate was renewed, or name or address changed. */
export const enrolmentStates = [
  'received',
  'examined',
  'registered',
  'refused',
  'voidByRenewal',
  'voidByChange',
] as const;
export const enrolmentStateSchema = z.enum(enrolmentStates);
export type EnrolmentState = z.infer<typeof enrolmentStateSchema>;

export const enrolmentSchema = z.object({
  /** On the slip: `E-7K2Q-M4XD`. */
  number: z.string().regex(/^E-[A-Z0-9]{4}-[A-Z0-9]{4}$/),
  state: enrolmentStateSchema,
  /** Instant of the request, ms since 1970. */
  madeAt: z.number(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

export const serviceHolderSchema = z.discriminatedUnion('service', [
  z.object({
    service: z.literal('enrolment'),
    /** Newest first. */
    enrolments: z.array(enrolmentSchema),
    /** False while a request is pending or registered. */
    mayEnrol: z.boolean(),
    /** Null: neither card nor certificate ends within three months. */
    endingSoon: endingSoonSchema.nullable().default(null),
    /** Names of the municipality's towns, from which the domicile is chosen. */
    towns: z.array(z.string().min(1)).min(1),
  }),
  z.object({
    service: z.literal('signaturePassword'),
    /** Until when the reservation made on the smartphone is valid, ms since 1970. */
    reservedUntil: z.number(),
  }),
  z.object({ service: z.literal('pin') }),
]);
export type ServiceHolder = z.infer<typeof serviceHolderSchema>;

/** Text that a register can hold: no zero byte, and no half of a character. */
const writtenText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\0\p{Cs}]*$/u, 'expected plain text');

export const enrolmentFormSchema = z.object({
  /** Registered domicile as the resident gave it: town, then block numbers, `みほん町 1-2-3`. */
  place: writtenText(60),
  /** Head of the register in kana, or null: the resident is the head. */
  headOfRegister: writtenText(40).nullable(),
  /** Digits only. */
  telephone: z.string().regex(/^0[0-9]{9,10}$/),
});
export type EnrolmentForm = z.infer<typeof enrolmentFormSchema>;

export const enrolmentRequestSchema = enrolmentFormSchema.extend({
  requestId: requestIdSchema,
  /** The signature certificate, DER, and its signature over `enrolmentMessage`. */
  certificate: base64Schema,
  signature: base64Schema,
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>;

/** What the signature key signs: the whole request, bound to its session. */
export function enrolmentMessage(
  session: SessionId,
  requestId: RequestId,
  municipality: MunicipalityId,
  { place, headOfRegister, telephone }: EnrolmentForm,
): Uint8Array {
  const text = JSON.stringify([
    'komado-enrolment-1',
    session,
    requestId,
    municipality,
    place,
    headOfRegister,
    telephone,
  ]);
  return new TextEncoder().encode(text);
}

export const permitRequestSchema = z.object({
  /** 16 bytes. */
  cardChallenge: base64Schema.regex(/^.{22}==$/),
  /** The card's user authentication certificate, DER: the permit is valid for this card only. */
  certificate: base64Schema,
});
export const permitSchema = z.object({ permit: base64Schema });

/** From the resident's smartphone, after the application has compared face and card. */
export const reservationSchema = z.object({
  /** The card's user authentication certificate, DER, as the smartphone read it. */
  certificate: base64Schema,
  /** Random, from the application. */
  nonce: nonceSchema,
  /** Ed25519 signature of the application's service over `reservationMessage`. */
  signature: base64Schema,
});
export const reservedSchema = z.object({ validUntil: z.number() });

export function reservationMessage(certificate: string, nonce: Nonce): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(['komado-reservation-1', certificate, nonce]));
}
