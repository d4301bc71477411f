import { err, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import { signedSealKeyListSchema, signedVoidListsSchema } from '../shared/seal.ts';
import type { VoidList } from '../shared/seal.ts';
import type { Trust } from './code/open-code.ts';
import { openSealKeyList, openVoidList } from './code/open-lists.ts';
import type { ListFailure } from './code/open-lists.ts';
import { bytesOf } from './code/signature.ts';
import { jsonOf } from '../shared/json-of.ts';

/** What a receiver has: the root key, got by another way than the lists, and the lists as the center gives them. */
export interface TrustMaterial {
  /** Ed25519, 32 bytes. */
  readonly rootKey: Uint8Array;
  /** Text of the answer to `endpoints.sealKeys`. */
  readonly keys: string;
  /** Text of the answer to `endpoints.voidNumbers`; null: the receiver has none. */
  readonly voids: string | null;
}

export interface TrustRefused {
  readonly list: 'keys' | 'voids';
  readonly why: ListFailure;
}

/** Checks the lists' signatures. Nothing of a list that is refused is believed. */
export function openTrust({ rootKey, keys, voids }: TrustMaterial): Result<Trust, TrustRefused> {
  const signed = signedSealKeyListSchema.safeParse(jsonOf(keys));
  if (!signed.success) return err({ list: 'keys', why: 'unreadable' });
  const list = openSealKeyList(signed.data, rootKey, null);
  if (!list.ok) return err({ list: 'keys', why: list.error });
  if (voids === null) return ok({ keys: list.value, voids: [] });
  const lists = signedVoidListsSchema.safeParse(jsonOf(voids));
  if (!lists.success) return err({ list: 'voids', why: 'unreadable' });
  const opened: VoidList[] = [];
  for (const each of lists.data.lists) {
    const one = openVoidList(bytesOf(each), list.value, opened);
    if (!one.ok) return err({ list: 'voids', why: one.error });
    opened.push(one.value);
  }
  return ok({ keys: list.value, voids: opened });
}

/** Trust in the keys of two centers, whose names never meet: a key's name is made from the key. */
export function trustInBoth(one: Trust, other: Trust): Trust {
  return {
    keys: { ...one.keys, keys: [...one.keys.keys, ...other.keys.keys] },
    voids: [...one.voids, ...other.voids],
  };
}

/** The 32 bytes of a root key written in base64, or null. */
export function rootKeyFrom(base64: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(base64)) return null;
  return bytesOf(base64);
}
