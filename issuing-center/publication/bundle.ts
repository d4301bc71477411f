import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import { rulesBundleSchema, rulesBytes, type SignedRules } from '../../shared/municipality-rules.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { canonical } from '../nodes/fingerprint.ts';
import { municipalitySchema, type Municipality } from '../municipalities/schema.ts';
import { jsonOf } from '../../shared/json-of.ts';

/** A municipality's rules, with their number and the instant from which they hold. */
export interface NumberedRules {
  readonly municipality: Municipality;
  readonly number: number;
  readonly from: Instant;
}

/** Why a bundle is refused. */
export type BundleFault = 'signature' | 'shape' | 'rules';

/**
 * Signs rules with the key of the bindings, over canonical bytes. It is the key that every kiosk has known since it was set up and that
 * is never renewed, so that rules of years ago can still be checked; the seal keys of paper end after a year, and kiosks do not
 * have their root.
 */
export function signRules({ municipality, number, from }: NumberedRules, key: KeyObject): SignedRules {
  const text = canonical({ version: 1, municipality: municipality.id, number, from, rules: municipality });
  return { text, signature: sign(null, rulesBytes(text), key).toString('base64') };
}

/** Reads a bundle, if this key signed it and a center can work with what it says. @param key either half */
export function openRules(
  { text, signature }: SignedRules,
  key: KeyObject,
): Result<NumberedRules, BundleFault> {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  if (!verify(null, rulesBytes(text), half, Buffer.from(signature, 'base64'))) return err('signature');
  const { data: bundle } = rulesBundleSchema.safeParse(jsonOf(text));
  if (bundle === undefined) return err('shape');
  const municipality = municipalitySchema.safeParse(bundle.rules);
  if (!municipality.success || municipality.data.id !== bundle.municipality) return err('rules');
  return ok({ municipality: municipality.data, number: bundle.number, from: bundle.from });
}

/** Whether two sets of rules say the same. */
export function saySame(one: Municipality, other: Municipality): boolean {
  return canonical(one) === canonical(other);
}
