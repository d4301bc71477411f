/** One element of DER: its tag byte and its content. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
}

export const derTag = {
  boolean: 0x01,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  /** [0] and [3], constructed and primitive, as certificates use them. */
  explicit3: 0xa3,
  implicit0: 0x80,
} as const;

/** The bytes are not DER of the expected form. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

/**
 * The elements that stand one behind the other in `bytes`: one-byte tags, definite lengths up to 4 bytes, as certificates have.
 * @throws DerError for anything else, also for a length that runs over the end.
 */
export function readDer(bytes: Uint8Array): readonly DerElement[] {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = byteAt(bytes, at);
    if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of several bytes');
    const first = byteAt(bytes, at + 1);
    let start = at + 2;
    let length = first;
    if (first >= 0x80) {
      const count = first & 0x7f;
      if (count < 1 || count > 4) throw new DerError('a length that DER does not have');
      length = 0;
      for (let index = 0; index < count; index += 1) length = length * 256 + byteAt(bytes, start + index);
      start += count;
    }
    if (start + length > bytes.length) throw new DerError('an element longer than its place');
    elements.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}

/** The only element in `bytes`, which must have this tag. @throws DerError */
export function readOne(bytes: Uint8Array, tag: number): Uint8Array {
  const elements = readDer(bytes);
  const [element] = elements;
  if (element?.tag !== tag || elements.length !== 1) throw new DerError('another element than expected');
  return element.content;
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
