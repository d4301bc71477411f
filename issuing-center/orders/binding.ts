import { createHash, sign, type KeyObject } from 'node:crypto';
import type { Binding } from '../../shared/center-api.ts';
import { sha256Schema, type Sha256 } from '../../shared/ids.ts';

/** Signs a binding: the JSON text, and the Ed25519 signature (base64) over exactly its UTF-8 bytes. */
export function signBinding(binding: Binding, key: KeyObject): { text: string; signature: string } {
  const text = JSON.stringify(binding);
  return { text, signature: sign(null, Buffer.from(text, 'utf8'), key).toString('base64') };
}

/** SHA-256 of a sheet's PDF, as it stands in the binding. */
export function hashOfSheet(pdf: Uint8Array): Sha256 {
  return sha256Schema.parse(createHash('sha256').update(pdf).digest('hex'));
}

/** SHA-256 of what the resident is shown before the payment. @param preview what `joinPreview` gives */
export function hashOfPreview(preview: Uint8Array): Sha256 {
  return sha256Schema.parse(createHash('sha256').update(preview).digest('hex'));
}
