/** One DER element: its tag byte, its content, and the whole of it as signatures and hashes cover it. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  nothing: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  /** [0] to [3], constructed. */
  explicit0: 0xa0,
  explicit1: 0xa1,
  explicit2: 0xa2,
  explicit3: 0xa3,
  /** [0] and [2], primitive. */
  implicit0: 0x80,
  implicit2: 0x82,
} as const;

/** The bytes are not DER of the expected form. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

/**
 * The consecutive elements in `bytes`: one-byte tags and definite lengths up to 4 bytes, as certificates have.
 * @throws DerError for anything else, such as a length that runs past the end
 */
export function readDer(bytes: Uint8Array): readonly DerElement[] {
  return [...eachDer(bytes)];
}

/** The same, one by one, for lists that nobody needs in memory all at once. */
export function* eachDer(bytes: Uint8Array): Generator<DerElement, void, undefined> {
  let at = 0;
  while (at < bytes.length) {
    const tag = byteAt(bytes, at);
    if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of several bytes');
    const first = byteAt(bytes, at + 1);
    let start = at + 2;
    let length = first;
    if (first >= 0x80) {
      const count = first & 0x7f;
      if (count < 1 || count > 4) throw new DerError('a length that DER does not allow');
      length = 0;
      for (let index = 0; index < count; index += 1) length = length * 256 + byteAt(bytes, start + index);
      if (length < 0x80 || byteAt(bytes, start) === 0) throw new DerError('a length longer than it need be');
      start += count;
    }
    const end = start + length;
    if (end > bytes.length) throw new DerError('an element that runs past the end');
    yield { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
    at = end;
  }
}

/** The only element in `bytes`, which must have this tag. @throws DerError */
export function readOne(bytes: Uint8Array, tag: number): Uint8Array {
  const elements = readDer(bytes);
  const [element] = elements;
  if (element?.tag !== tag || elements.length !== 1) throw new DerError('not the element that was expected');
  return element.content;
}

/**
 * A whole number's bytes without its sign byte; negative numbers are refused.
 * @throws DerError
 */
export function readMagnitude(content: Uint8Array): Uint8Array {
  const first = byteAt(content, 0);
  if (first >= 0x80) throw new DerError('a number below zero');
  if (first === 0 && content.length > 1) {
    if (byteAt(content, 1) < 0x80) throw new DerError('a number longer than it need be');
    return content.subarray(1);
  }
  return content;
}

/**
 * The bytes of a bit string that has no unused bits.
 * @throws DerError
 */
export function readFullBits(content: Uint8Array): Uint8Array {
  if (byteAt(content, 0) !== 0) throw new DerError('bits that do not fill whole bytes');
  return content.subarray(1);
}

/**
 * A UTCTime or GeneralizedTime as RFC 5280 writes them, in whole seconds UTC; returned as ms since 1970.
 * @throws DerError
 */
export function readTime({ tag, content }: DerElement): number {
  const text = Buffer.from(content).toString('latin1');
  const utc = /^(\d{2})(\d{10})Z$/.exec(text);
  const digits =
    tag === derTag.utcTime && utc
      ? `${Number(utc[1]) < 50 ? '20' : '19'}${text}`
      : tag === derTag.generalizedTime
        ? text
        : '';
  const iso = digits.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  const instant = Date.parse(iso);
  // 31 April must not become 1 May.
  if (!iso.endsWith('.000Z') || Number.isNaN(instant) || new Date(instant).toISOString() !== iso)
    throw new DerError('no time');
  return instant;
}

/** An object identifier's content in dotted form: 2A 83 08 → 1.2.392. @throws DerError */
export function readObjectIdentifier(content: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  let open = true;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 128) throw new DerError('an object identifier too large to be one');
    open = (byte & 0x80) !== 0;
    if (open) continue;
    if (arcs.length === 0) {
      const root = Math.min(2, Math.floor(arc / 40));
      arcs.push(root, arc - root * 40);
    } else arcs.push(arc);
    arc = 0;
  }
  if (open) throw new DerError('an object identifier that does not end');
  return arcs.join('.');
}

function byteAt(bytes: Uint8Array, index: number): number {
  const byte = bytes[index];
  if (byte === undefined) throw new DerError('the end in the middle of an element');
  return byte;
}
