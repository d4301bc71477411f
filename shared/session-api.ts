import { z } from 'zod';
import { residentSchema } from './center-api.ts';
import { ownPlaceSchema } from './chains.ts';
import { base64Schema, municipalityIdSchema, nonceSchema, sessionIdSchema } from './ids.ts';
import { serviceHolderSchema } from './service-api.ts';

/** A kiosk's name at the center, `K-0001`. */
export const kioskNameSchema = z.string().regex(/^[A-Z0-9-]{3,32}$/);

const ofMunicipality = z.object({
  /** `enrolment`: at the municipality of the registered domicile. */
  service: z.enum(['certificates', 'enrolment']),
  municipality: municipalityIdSchema,
  kioskNonce: nonceSchema,
  /** Where the kiosk is one of the municipality's own, with rules of its own: the name of that place. */
  place: ownPlaceSchema.nullish(),
});
const national = z.object({
  service: z.enum(['signaturePassword', 'pin']),
  municipality: z.null(),
  kioskNonce: nonceSchema,
});

/** What a session at the center is for. Municipal services name their municipality, national ones none. */
export type SessionPurpose = z.infer<typeof ofMunicipality> | z.infer<typeof national>;

export const beginSessionSchema = z.discriminatedUnion('service', [
  ofMunicipality.extend({ kiosk: kioskNameSchema }),
  national.extend({ kiosk: kioskNameSchema }),
]);
export type BeginSession = z.infer<typeof beginSessionSchema>;

export const sessionBegunSchema = z.object({
  session: sessionIdSchema,
  /** 32 random bytes for the card to sign (see login-message.ts). */
  challenge: base64Schema,
});
export type SessionBegun = z.infer<typeof sessionBegunSchema>;

/**
 * A login is signed with the user authentication key (PIN), but for `pin` with the signature key (password): the secret that
 * is still known opens the way to the one that is not.
 */
export const loginSchema = z.object({
  /** The certificate of the key that signed, DER. */
  certificate: base64Schema,
  /** PKCS#1 v1.5 signature of SHA-256 over the login message. */
  signature: base64Schema,
});
export type Login = z.infer<typeof loginSchema>;

/** What a login opens, by the service that the session was begun for. */
export const loggedInSchema = z.discriminatedUnion('service', [
  residentSchema.extend({ service: z.literal('certificates') }),
  ...serviceHolderSchema.options,
]);
export type LoggedIn = z.infer<typeof loggedInSchema>;
