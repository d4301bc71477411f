import { decode } from 'cborg';
import { z } from 'zod';
import { purposes, readSign1 } from '../../printing/seal/cose-sign1.ts';
import { japanDate } from '../../shared/dates.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { sealKeyListSchema, voidListSchema } from '../../shared/seal.ts';
import type { SealKeyList, SignedSealKeyList, VoidList } from '../../shared/seal.ts';
import { bytesOf, keyIdText, signatureHolds, signedBy } from './signature.ts';
import { jsonOf } from '../../shared/json-of.ts';

export type ListFailure = 'signatureWrong' | 'unknownKey' | 'keyNotValid' | 'unreadable' | 'older';

/**
 * Takes a list of keys that the root key signed.
 * @param rootKey Ed25519, 32 bytes; the receiver got it by another way than the list
 * @param known the list that the receiver has; an older one is refused, or a thief could bring back a revoked key
 */
export function openSealKeyList(
  { list, signature }: SignedSealKeyList,
  rootKey: Uint8Array,
  known: SealKeyList | null,
): Result<SealKeyList, ListFailure> {
  if (!signedBy(new TextEncoder().encode(list), bytesOf(signature), rootKey)) return err('signatureWrong');
  const parsed = sealKeyListSchema.safeParse(jsonOf(list));
  if (!parsed.success) return err('unreadable');
  return known !== null && parsed.data.issuedAt < known.issuedAt ? err('older') : ok(parsed.data);
}

/**
 * Takes a municipality's list of void numbers, signed by a key of that municipality that was valid when it was made.
 * @param known the lists that the receiver has; one older than that of its municipality is refused
 */
export function openVoidList(
  signed: Uint8Array,
  keys: SealKeyList,
  known: readonly VoidList[],
): Result<VoidList, ListFailure> {
  const message = readSign1(signed);
  if (!message.ok) return err('unreadable');
  const kid = keyIdText(message.value.kid);
  const key = keys.keys.find((each) => each.kid === kid);
  if (key === undefined) return err('unknownKey');
  if (!signatureHolds(message.value, purposes.voidNumbers, key)) return err('signatureWrong');
  const parsed = voidListSchema.safeParse(withTextMarks(cborOf(message.value.payload)));
  if (!parsed.success) return err('unreadable');
  const { issuedAt, municipality } = parsed.data;
  const day = japanDate(issuedAt);
  const inTime =
    key.revokedAt === null && japanDate(key.validFrom) <= day && day <= japanDate(key.validUntil);
  if (municipality !== key.municipality || !inTime) return err('keyNotValid');
  const before = known.find((list) => list.municipality === municipality);
  return before !== undefined && issuedAt < before.issuedAt ? err('older') : ok(parsed.data);
}

const carriedSchema = z.looseObject({ numbers: z.array(z.instanceof(Uint8Array)) });

/** Marks are bytes where they are carried and hexadecimal where they are looked up. */
function withTextMarks(carried: unknown): unknown {
  const parsed = carriedSchema.safeParse(carried);
  return parsed.success ? { ...parsed.data, numbers: parsed.data.numbers.map(keyIdText) } : undefined;
}

function cborOf(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, { rejectDuplicateMapKeys: true });
  } catch {
    return undefined;
  }
}
