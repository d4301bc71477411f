import type { X509Certificate } from 'node:crypto';
import { kioskNameSchema } from '../../shared/session-api.ts';

/**
 * The kiosk that a certificate names, or null: its common name and its one alternative name must agree. Whether the line's
 * authority signed it is for TLS to say.
 */
export function kioskOf(certificate: X509Certificate): string | null {
  const [, name] = /^CN=([^\n=]+)$/.exec(certificate.subject) ?? [];
  const kiosk = kioskNameSchema.safeParse(name);
  return kiosk.success && certificate.subjectAltName === `DNS:${kiosk.data}` ? kiosk.data : null;
}
