import { purposes, readSign1 } from '../../printing/seal/cose-sign1.ts';
import { joinFragments } from '../../printing/seal/fragments.ts';
import type { JoinFailure } from '../../printing/seal/fragments.ts';
import { headOfCode, readSheetCode } from '../../printing/seal/sheet-code.ts';
import type { ReadFailure, SheetCode } from '../../printing/seal/sheet-code.ts';
import { voidMarkOf } from '../../printing/seal/void-mark.ts';
import { japanDate } from '../../shared/dates.ts';
import type { Instant, IsoDate } from '../../shared/dates.ts';
import type { SealKey, SealKeyList, VoidList } from '../../shared/seal.ts';
import { keyIdText, signatureHolds } from './signature.ts';

/** What the receiver believes: lists whose own signatures were checked (open-lists.ts). */
export interface Trust {
  readonly keys: SealKeyList;
  readonly voids: readonly VoidList[];
}

/** What became of the document's number; `asOf` is the list's time, ms since 1970. */
export type Voidness =
  | { readonly void: boolean; readonly asOf: Instant }
  /** No list of this municipality, or none as new as the document. */
  | { readonly void: 'notKnown' };

export type KeyTrouble = 'revoked' | 'issuedBeforeKey' | 'issuedAfterKey' | 'otherMunicipality';

export type OpenedCode =
  | ({ readonly opened: 'open'; readonly code: SheetCode; readonly key: SealKey } & Voidness)
  /** Sealed with a key that is not in the list: a forgery, or the list is older than the key. */
  | { readonly opened: 'unknownKey'; readonly kid: string }
  /** The signature holds, but this key does not speak for this document. */
  | { readonly opened: 'keyNotValid'; readonly why: KeyTrouble; readonly key: SealKey }
  | { readonly opened: 'signatureWrong'; readonly kid: string }
  | { readonly opened: 'unreadable'; readonly why: Unreadable };

export type Unreadable = JoinFailure | ReadFailure | { readonly failed: 'notSign1' };

/**
 * Opens the codes of one sheet. Nothing inside is read before the signature holds. Works offline and never throws.
 * @param fragments bytes of the 2D codes found on the sheet, in any order; foreign codes among them do not matter
 */
export function openCode(fragments: readonly Uint8Array[], trust: Trust): OpenedCode {
  const signed = joinFragments(fragments);
  if (!signed.ok) return { opened: 'unreadable', why: signed.error };
  const message = readSign1(signed.value);
  if (!message.ok) return { opened: 'unreadable', why: message.error };
  const kid = keyIdText(message.value.kid);
  const key = trust.keys.keys.find((each) => each.kid === kid);
  if (key === undefined) return { opened: 'unknownKey', kid };
  if (!signatureHolds(message.value, purposes.sheetCode, key)) return { opened: 'signatureWrong', kid };
  const code = readSheetCode(message.value.payload);
  if (!code.ok) return { opened: 'unreadable', why: code.error };
  const { issuedOn, documentNumber } = headOfCode(code.value);
  const why = troubleOf(key, code.value, issuedOn);
  if (why !== null) return { opened: 'keyNotValid', why, key };
  const list = trust.voids.find(({ municipality }) => municipality === key.municipality);
  return { opened: 'open', code: code.value, key, ...voidnessOf(documentNumber, issuedOn, list) };
}

/** Days, not instants: a certificate bears a day. It counts in Japan. */
function troubleOf(key: SealKey, code: SheetCode, issuedOn: IsoDate): KeyTrouble | null {
  if (key.municipality !== code.municipality) return 'otherMunicipality';
  if (key.revokedAt !== null) return 'revoked';
  if (issuedOn < japanDate(key.validFrom)) return 'issuedBeforeKey';
  return issuedOn > japanDate(key.validUntil) ? 'issuedAfterKey' : null;
}

function voidnessOf(documentNumber: string, issuedOn: IsoDate, list: VoidList | undefined): Voidness {
  if (list === undefined || japanDate(list.issuedAt) < issuedOn) return { void: 'notKnown' };
  return { void: list.numbers.includes(keyIdText(voidMarkOf(documentNumber))), asOf: list.issuedAt };
}
