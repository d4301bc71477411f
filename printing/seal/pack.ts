import { Tagged, decode, encode, rfc8949EncodeOptions } from 'cborg';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { shapes } from './shapes.ts';

/**
 * JSON values as deterministic CBOR (RFC 8949, 4.2), made short for pages of a certificate:
 *
 * - an object whose keys are one of `shapes` is an array: number of the shape (from 1), then the values in its order;
 *   any other object is a map
 * - a list is an array that begins with 0
 * - a day is days since 1970 under tag 100 (RFC 8943)
 * - a text is a byte string in UTF-16BE where that is shorter than UTF-8: Japanese takes two bytes instead of three
 * - base64 of some length is its bytes under tag 22 (RFC 8949, 3.4.5.2)
 *
 * One value has one form, and `unpack` takes no other.
 */
const tagOfDays = 100;
const tagOfBase64 = 22;
const shortestBase64 = 32;
const dayMs = 86_400_000;

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** @throws TypeError for what JSON cannot hold: a function, NaN, half a surrogate pair. */
export function pack(value: Json): Uint8Array {
  return encode(packed(value), rfc8949EncodeOptions);
}

/** @returns what is wrong, when the bytes are not a packed value, or not in its one form */
export function unpack(bytes: Uint8Array): Result<Json, { readonly failed: 'notPacked' }> {
  try {
    const value = unpacked(
      decode(bytes, {
        ...{ allowIndefinite: false, allowUndefined: false, allowInfinity: false, allowNaN: false },
        ...{ strict: true, useMaps: true, rejectDuplicateMapKeys: true },
        tags: Tagged.preserve(tagOfDays, tagOfBase64),
      }),
    );
    const again = pack(value);
    return again.length === bytes.length && again.every((byte, index) => byte === bytes[index])
      ? ok(value)
      : err({ failed: 'notPacked' });
  } catch {
    // Scanned bytes may be anything; "not packed" is an answer.
    return err({ failed: 'notPacked' });
  }
}

function packed(value: Json): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that JSON cannot hold');
    return value === 0 ? 0 : value;
  }
  if (typeof value === 'string') return packedText(value);
  if (isList(value)) return [0, ...value.map(packed)];
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  const number = shapeNumbers.get(keys.join());
  const values = (names: readonly string[]) => names.map((name) => packed(value[name] ?? null));
  if (number === undefined) return new Map(keys.map((key) => [key, packed(value[key] ?? null)]));
  return [number, ...values(shapes[number - 1] ?? [])];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

const shapeNumbers: ReadonlyMap<string, number> = new Map(
  shapes.map((shape, index) => [[...shape].sort().join(), index + 1]),
);

function packedText(text: string): unknown {
  if (!text.isWellFormed()) throw new TypeError('half a surrogate pair');
  const days = daysOf(text);
  if (days !== null && dayText(days) === text) return new Tagged(tagOfDays, days);
  const bytes = text.length < shortestBase64 ? null : bytesOfBase64(text);
  if (bytes !== null) return new Tagged(tagOfBase64, bytes);
  return text.length * 2 < new TextEncoder().encode(text).length ? utf16(text) : text;
}

function unpacked(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (value instanceof Uint8Array)
    return new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true }).decode(value);
  if (value instanceof Tagged) return unpackedTag(value.tag, value.value);
  if (value instanceof Map)
    return Object.fromEntries(
      [...value].map(([key, entry]: [unknown, unknown]) => {
        if (typeof key !== 'string') throw new TypeError('a key that is no text');
        return [key, unpacked(entry)];
      }),
    );
  if (!Array.isArray(value)) throw new TypeError('not a packed value');
  const parts: readonly unknown[] = value;
  const [number, ...values] = parts;
  if (number === 0) return values.map(unpacked);
  const shape = typeof number === 'number' ? shapes[number - 1] : undefined;
  if (shape?.length !== values.length) throw new TypeError('no such shape');
  return Object.fromEntries(shape.map((key, index) => [key, unpacked(values[index])]));
}

function unpackedTag(tag: number, value: unknown): Json {
  if (tag === tagOfDays && typeof value === 'number') return dayText(value);
  if (tag === tagOfBase64 && value instanceof Uint8Array) return base64(value);
  throw new TypeError('a tag with the wrong content');
}

/** Days since 1970, or null for a text of another form; 30 February counts as 2 March. */
function daysOf(text: string): number | null {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) ? null : ms / dayMs;
}

/** @throws RangeError when no calendar reaches that far */
function dayText(days: number): string {
  return new Date(days * dayMs).toISOString().slice(0, 10);
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index));
  return bytes;
}

/** Null for a text that is not the base64 of any bytes in its usual form. */
function bytesOfBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return base64(bytes) === text ? bytes : null;
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
