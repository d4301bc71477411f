/** Writes ASN.1 in DER (X.690), as much of it as certificates, requests for them, OCSP and the card’s files need. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Tag, length, value. A tag of more than one byte is given as a list, [0xdf, 0x22]. */
export function tlv(tag: number | readonly number[], ...values: readonly Uint8Array[]): Bytes {
  const length = values.reduce((sum, value) => sum + value.length, 0);
  const head = [...(typeof tag === 'number' ? [tag] : tag), ...lengthBytes(length)];
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  let at = head.length;
  for (const value of values) {
    bytes.set(value, at);
    at += value.length;
  }
  return bytes;
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

const utf8Encoder = new TextEncoder();

export const sequence = (...values: readonly Uint8Array[]): Bytes => tlv(0x30, ...values);
export const set = (...values: readonly Uint8Array[]): Bytes => tlv(0x31, ...values);
export const octetString = (value: Uint8Array): Bytes => tlv(0x04, value);
export const utf8 = (text: string): Bytes => tlv(0x0c, utf8Encoder.encode(text));
export const printable = (text: string): Bytes => tlv(0x13, utf8Encoder.encode(text));
export const nothing = (): Bytes => tlv(0x05);
export const truth = (): Bytes => tlv(0x01, Uint8Array.of(0xff));
export const enumerated = (value: number): Bytes => tlv(0x0a, Uint8Array.of(value));
/** A value explicitly tagged with a context-specific [number]. */
export const explicit = (number: number, ...values: readonly Uint8Array[]): Bytes =>
  tlv(0xa0 | number, ...values);

/** A non-negative whole number, by its big-endian bytes. */
export function integer(magnitude: Uint8Array): Bytes {
  const first = magnitude.findIndex((byte) => byte !== 0);
  const bytes = first < 0 ? Uint8Array.of(0) : magnitude.slice(first);
  const negative = bytes.length > 0 && ((bytes[0] ?? 0) & 0x80) !== 0;
  return negative ? tlv(0x02, Uint8Array.of(0), bytes) : tlv(0x02, bytes);
}

/** Bits from the left; the last byte's `unused` lowest bits do not count. */
export function bitString(value: Uint8Array, unused = 0): Bytes {
  return tlv(0x03, Uint8Array.of(unused), value);
}

/** An object identifier such as `1.2.392.200149.8.5.5.1`. */
export function oid(text: string): Bytes {
  const [root = 0, branch = 0, ...rest] = text.split('.').map(Number);
  const bytes = [root * 40 + branch, ...rest].flatMap((arc) => {
    const sevens = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      sevens.unshift((left % 128) | 0x80);
    return sevens;
  });
  return tlv(0x06, Uint8Array.from(bytes));
}

/** GeneralizedTime, as OCSP writes every time. Milliseconds since 1970, truncated to seconds. */
export function generalizedTime(instant: number): Bytes {
  return tlv(0x18, utf8Encoder.encode(`${timeDigits(instant)}Z`));
}

/**
 * UTCTime up to 2049 and GeneralizedTime from 2050 on, as RFC 5280 requires. Milliseconds since 1970, truncated to seconds.
 */
export function time(instant: number): Bytes {
  const digits = timeDigits(instant);
  return Number(digits.slice(0, 4)) < 2050
    ? tlv(0x17, utf8Encoder.encode(`${digits.slice(2)}Z`))
    : generalizedTime(instant);
}

function timeDigits(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
}
