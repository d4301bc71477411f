import { z } from 'zod';
import { bilingualSchema } from './certificates.ts';
import { endingSoonSchema } from './ending-soon.ts';
import { enrolmentSchema } from './service-api.ts';

/** All the kiosk's services: the certificates and those of the service menu. */
export const kioskServices = ['certificates', 'enrolment', 'signaturePassword', 'pin'] as const;
export const kioskServiceSchema = z.enum(kioskServices);
export type KioskService = z.infer<typeof kioskServiceSchema>;

/** Screens of 本籍地利用登録申請 and of the resets of password and PIN. The characters of a secret never leave the main process. */
export const serviceBodies = [
  /** What the service does and needs, shown before the card is asked for. */
  z.object({ kind: z.literal('serviceNotes'), service: z.enum(['enrolment', 'signaturePassword', 'pin']) }),
  /** Requests made so far and their state. */
  z.object({
    kind: z.literal('enrolments'),
    municipality: bilingualSchema,
    enrolments: z.array(enrolmentSchema),
    mayEnrol: z.boolean(),
    endingSoon: endingSoonSchema.nullable(),
  }),
  z.object({ kind: z.literal('domicileTown'), municipality: bilingualSchema, towns: z.array(z.string()) }),
  z.object({
    kind: z.literal('domicileNumber'),
    town: z.string(),
    entered: z.string(),
    complete: z.boolean(),
  }),
  z.object({ kind: z.literal('headOfRegister'), entered: z.string() }),
  z.object({ kind: z.literal('telephone'), entered: z.string(), complete: z.boolean() }),
  z.object({
    kind: z.literal('enrolmentCheck'),
    municipality: bilingualSchema,
    place: z.string(),
    /** Null: the resident is the head. */
    headOfRegister: z.string().nullable(),
    telephone: z.string(),
    /** An enrolment ends with the certificate it is made with. */
    endingSoon: endingSoonSchema.nullable(),
  }),
  z.object({
    kind: z.literal('enrolled'),
    enrolment: enrolmentSchema,
    slip: z.enum(['printed', 'notPrinted']),
  }),
  /** A secret is typed: the present one, the new one, or the new one again. How many characters, never which. */
  z.object({
    kind: z.literal('secret'),
    secret: z.enum(['pin', 'signaturePassword']),
    ask: z.enum(['present', 'new', 'again']),
    entered: z.int().min(0),
    least: z.int(),
    most: z.int(),
    triesLeft: z.int().nullable(),
    notice: z.enum(['none', 'wrong', 'different']),
  }),
  z.object({ kind: z.literal('secretChanged'), secret: z.enum(['pin', 'signaturePassword']) }),
] as const;
