import { z } from 'zod';
import { base64Schema } from './ids.ts';

/** A request for a certificate (PKCS #10, RFC 2986), DER in base64: of a key on P-256 it has some 250 bytes. */
const certificateRequestSchema = base64Schema.max(2_048);

const certificateSchema = z.string().max(8_192).startsWith('-----BEGIN CERTIFICATE-----');

/** A kiosk asks for its first certificate; which kiosk it is stands in the request that it signs. */
export const enrolKioskSchema = z.strictObject({
  /** Of the one-time code (kiosk-code.ts). The rest of the code stays at the kiosk. */
  secret: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, 'expected the secret of a code'),
  request: certificateRequestSchema,
});
export type EnrolKiosk = z.infer<typeof enrolKioskSchema>;

export const kioskEnrolledSchema = z.strictObject({
  /** PEM. */
  certificate: certificateSchema,
  /** The center's public key for bindings, DER (SubjectPublicKeyInfo) in base64. */
  bindingKey: base64Schema.max(1_024),
});
export type KioskEnrolled = z.infer<typeof kioskEnrolledSchema>;

/** A kiosk asks for the next certificate over the line that its present one opens. */
export const renewCertificateSchema = z.strictObject({ request: certificateRequestSchema });
export type RenewCertificate = z.infer<typeof renewCertificateSchema>;

export const certificateRenewedSchema = z.strictObject({ certificate: certificateSchema });
export type CertificateRenewed = z.infer<typeof certificateRenewedSchema>;
