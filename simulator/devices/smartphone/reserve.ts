import { randomBytes, sign, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import { endpoints } from '../../../shared/endpoints.ts';
import { nonceSchema } from '../../../shared/ids.ts';
import { reservationMessage, type reservationSchema } from '../../../shared/service-api.ts';

/**
 * What the national application sends from a resident's smartphone once it has compared face and card: the reservation of a new
 * signature password, signed by the application's service.
 * @param certificate the card's user authentication certificate, DER
 * @param applicationKey Ed25519, private
 */
export function reservationFor(
  certificate: Uint8Array,
  applicationKey: KeyObject,
): z.infer<typeof reservationSchema> {
  const text = Buffer.from(certificate).toString('base64');
  const nonce = nonceSchema.parse(randomBytes(16).toString('hex'));
  const signature = sign(null, reservationMessage(text, nonce), applicationKey).toString('base64');
  return { certificate: text, nonce, signature };
}

/** Sends a reservation to a center. @param publicUrl `http://127.0.0.1:PORT` @returns whether it was taken */
export async function reserveAt(
  publicUrl: string,
  certificate: Uint8Array,
  applicationKey: KeyObject,
): Promise<boolean> {
  const { method, path } = endpoints.reserve;
  const answer = await fetch(publicUrl + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(reservationFor(certificate, applicationKey)),
  });
  return answer.ok;
}
