/**
 * Whether the bytes are a whole IPP message (RFC 8010, section 3.1) in which every value has the length that its syntax
 * demands. The decoder trusts lengths: it reads them as signed numbers, and a wrong one sends it back over bytes already
 * read, for ever. So nothing that a printer says reaches the decoder until this function has walked through it.
 */
export function isWellFramedIppMessage(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = 8; // version, operation or status, request id
  let position = headerBytes;
  let inGroup = false;
  while (position < bytes.length) {
    const tag = view.getUint8(position);
    position += 1;
    if (tag === endOfAttributes) return true;
    if (tag <= lastDelimiter) {
      inGroup = true;
      continue;
    }
    if (!inGroup) return false;
    const name = textLength(view, position);
    if (name === null) return false;
    position += 2 + name;
    const value = textLength(view, position);
    if (value === null || !lengthFits(tag, value, view, position + 2)) return false;
    position += 2 + value;
  }
  return false;
}

const endOfAttributes = 0x03;
const lastDelimiter = 0x0f;
const longestValue = 0x7fff;

/** The length at a position, or null when it, or what it measures, is incomplete. */
function textLength(view: DataView, position: number): number | null {
  if (position + 2 > view.byteLength) return null;
  const length = view.getUint16(position);
  return length <= longestValue && position + 2 + length <= view.byteLength ? length : null;
}

const fixedLengths: ReadonlyMap<number, number> = new Map([
  [0x21, 4], // integer
  [0x22, 1], // boolean
  [0x23, 4], // enum
  [0x31, 11], // dateTime
  [0x32, 9], // resolution
  [0x33, 8], // rangeOfInteger
  [0x34, 0], // begCollection
  [0x37, 0], // endCollection
]);
/** octetString, text, name, keyword, uri, uriScheme, charset, naturalLanguage, mimeMediaType, memberAttrName */
const free: ReadonlySet<number> = new Set([0x30, 0x41, 0x42, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a]);
const withLanguage: ReadonlySet<number> = new Set([0x35, 0x36]);

function lengthFits(tag: number, length: number, view: DataView, at: number): boolean {
  const fixed = fixedLengths.get(tag);
  if (fixed !== undefined) return length === fixed;
  if (free.has(tag)) return true;
  if (withLanguage.has(tag)) {
    if (length < 4) return false;
    const language = view.getUint16(at);
    // A language tag is short; the decoder takes a first byte other than 0 for another, older layout.
    if (language > 0xff || 4 + language > length) return false;
    return 4 + language + view.getUint16(at + 2 + language) === length;
  }
  // Out-of-band values (unknown, no-value) and syntaxes that the decoder does not know are safe only when empty.
  return length === 0;
}
