import { sha256 } from '@noble/hashes/sha2.js';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/**
 * A fragment is what one 2D code holds:
 *
 *   byte 0      bits 7-6 format (10: no text begins so) · bit 5 parity · bits 4-3 data fragments less one · bits 2-1 index · bit 0 zero
 *   bytes 1-4   set id: the first four bytes of SHA-256 of the whole
 *   bytes 5-    the piece; all pieces of a set are equally long
 *
 * The whole is padded with 0x80 and zeros (as in ISO/IEC 7816-4) before it is cut. The parity fragment is the XOR of all
 * pieces, so that any one lost code can be rebuilt: coffee, a fold, a stamp.
 */
export const fragmentHeaderBytes = 5;
const idBytes = 4;
const format = 0b10;
/** The header has two bits for the index. */
const mostPieces = 4;
const endMark = 0x80;

interface Fragment {
  readonly parity: boolean;
  readonly count: number;
  /** 0 for parity. */
  readonly index: number;
  readonly id: string;
  readonly piece: Uint8Array;
}

/** Why fragments do not join to a whole. */
export type JoinFailure =
  /** None of the bytes is one of our fragments. */
  | { readonly failed: 'noFragment' }
  /** Codes of several sheets are mixed: `groupFragments` separates them. */
  | { readonly failed: 'mixedSheets'; readonly sheets: number }
  | { readonly failed: 'codesMissing'; readonly found: number; readonly needed: number }
  /** Two codes for one place differ, or the whole does not have the hash that every code names. */
  | { readonly failed: 'contradiction' };

/**
 * Cuts bytes into `count` fragments, plus one for parity when asked.
 * @param count 1 to 4
 */
export function splitIntoFragments(whole: Uint8Array, count: number, parity: boolean): readonly Uint8Array[] {
  if (!Number.isInteger(count) || count < 1 || count > mostPieces)
    throw new RangeError('1 to 4 fragments, by the header');
  const length = Math.ceil((whole.length + 1) / count);
  const padded = new Uint8Array(length * count);
  padded.set(whole);
  padded[whole.length] = endMark;
  const id = sha256(whole).subarray(0, idBytes);
  const pieces: readonly Uint8Array[] = Array.from({ length: count }, (_, index) =>
    padded.subarray(index * length, (index + 1) * length),
  );
  const fragments = pieces.map((piece, index) => fragmentOf(piece, { parity: false, count, index }, id));
  return parity
    ? [...fragments, fragmentOf(pieces.reduce(xor), { parity: true, count, index: 0 }, id)]
    : fragments;
}

/** Bytes of the longest fragment when `whole` is cut into `count`, header included. */
export function fragmentLength(wholeLength: number, count: number): number {
  return fragmentHeaderBytes + Math.ceil((wholeLength + 1) / count);
}

/** Separates the codes of several sheets, in the order in which they came; what is not one of our fragments is left out. */
export function groupFragments(found: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const groups = new Map<string, Uint8Array[]>();
  for (const bytes of found) {
    const fragment = readFragment(bytes);
    if (fragment === null) continue;
    const key = `${fragment.id}/${fragment.count}/${fragment.piece.length}`;
    groups.set(key, [...(groups.get(key) ?? []), bytes]);
  }
  return [...groups.values()];
}

/** Index in `codePlaces` of the code that holds this fragment, parity after the data; null: not one of our fragments. */
export function placeOfFragment(bytes: Uint8Array): number | null {
  const fragment = readFragment(bytes);
  if (fragment === null) return null;
  return fragment.parity ? fragment.count : fragment.index;
}

/** Puts the fragments of one sheet together, in any order, even with one lost where there is parity. */
export function joinFragments(found: readonly Uint8Array[]): Result<Uint8Array, JoinFailure> {
  const [group, ...others] = groupFragments(found);
  if (group === undefined) return err({ failed: 'noFragment' });
  if (others.length > 0) return err({ failed: 'mixedSheets', sheets: others.length + 1 });
  const fragments = group.map(readFragment).filter((fragment) => fragment !== null);
  const [first] = fragments;
  if (first === undefined) return err({ failed: 'noFragment' });

  const pieces = new Map<number, Uint8Array>();
  for (const { parity, count, index, piece } of fragments) {
    const place = parity ? count : index;
    const known = pieces.get(place);
    if (known !== undefined && !equal(known, piece)) return err({ failed: 'contradiction' });
    pieces.set(place, piece);
  }
  const { count, id } = first;
  const missing = Array.from({ length: count }, (_, index) => index).filter((index) => !pieces.has(index));
  const [lost, ...moreLost] = missing;
  if (lost !== undefined) {
    if (moreLost.length > 0 || !pieces.has(count))
      return err({ failed: 'codesMissing', found: pieces.size, needed: count });
    pieces.set(lost, [...pieces.values()].reduce(xor));
  }
  const whole = withoutPadding(
    concatenate(Array.from({ length: count }, (_, index) => pieces.get(index) ?? new Uint8Array())),
  );
  if (whole === null || hex(sha256(whole).subarray(0, idBytes)) !== id)
    return err({ failed: 'contradiction' });
  return ok(whole);
}

function fragmentOf(
  piece: Uint8Array,
  { parity, count, index }: Pick<Fragment, 'parity' | 'count' | 'index'>,
  id: Uint8Array,
): Uint8Array {
  const fragment = new Uint8Array(fragmentHeaderBytes + piece.length);
  fragment[0] = (format << 6) | (Number(parity) << 5) | ((count - 1) << 3) | (index << 1);
  fragment.set(id, 1);
  fragment.set(piece, fragmentHeaderBytes);
  return fragment;
}

function readFragment(bytes: Uint8Array): Fragment | null {
  const [flags] = bytes;
  if (flags === undefined || bytes.length <= fragmentHeaderBytes) return null;
  if (flags >> 6 !== format || (flags & 1) !== 0) return null;
  const fragment = {
    parity: (flags & 0b10_0000) !== 0,
    count: ((flags >> 3) & 0b11) + 1,
    index: (flags >> 1) & 0b11,
    id: hex(bytes.subarray(1, fragmentHeaderBytes)),
    piece: bytes.subarray(fragmentHeaderBytes),
  };
  if (fragment.parity ? fragment.index !== 0 : fragment.index >= fragment.count) return null;
  return fragment;
}

function withoutPadding(padded: Uint8Array): Uint8Array | null {
  const end = padded.findLastIndex((byte) => byte !== 0);
  return padded[end] === endMark ? padded.slice(0, end) : null;
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function xor(one: Uint8Array, two: Uint8Array): Uint8Array {
  return one.map((byte, index) => byte ^ (two[index] ?? 0));
}

function equal(one: Uint8Array, two: Uint8Array): boolean {
  return one.length === two.length && one.every((byte, index) => byte === two[index]);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
