import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/** A command to the card, ISO/IEC 7816-4. */
export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** 1 to 65,535 bytes; omitted when there are none. */
  readonly data?: Uint8Array;
  /** The most bytes that are expected, 1 to 65,536; omitted when none are. */
  readonly expected?: number;
}

const shortDataMost = 255;
const shortExpectedMost = 256;
const extendedDataMost = 65_535;
const extendedExpectedMost = 65_536;

/**
 * Encodes a command, in the short form where it fits and otherwise in the extended form.
 * @throws RangeError when a field is outside its range.
 */
export function encodeCommand(command: CommandApdu): Uint8Array {
  const { cla, ins, p1, p2, data = new Uint8Array(), expected = 0 } = command;
  for (const field of [cla, ins, p1, p2])
    if (!Number.isInteger(field) || field < 0 || field > 0xff)
      throw new RangeError('a header byte of an APDU');
  if (data.length > extendedDataMost) throw new RangeError('too much data for an APDU');
  if (!Number.isInteger(expected) || expected < 0 || expected > extendedExpectedMost)
    throw new RangeError('the expected length of an APDU');

  const short = data.length <= shortDataMost && expected <= shortExpectedMost;
  const dataField = data.length === 0 ? 0 : (short ? 1 : 2) + data.length;
  const expectedField = expected === 0 ? 0 : short ? 1 : 2;
  // Written in place, without an intermediate array: a VERIFY carries the PIN, and its sender overwrites these bytes.
  const bytes = new Uint8Array(4 + (short ? 0 : 1) + dataField + expectedField);
  const view = new DataView(bytes.buffer);
  bytes.set([cla, ins, p1, p2]);
  bytes.set(data, bytes.length - expectedField - data.length);
  if (short) {
    if (dataField > 0) view.setUint8(4, data.length);
    if (expectedField > 0) view.setUint8(bytes.length - 1, expected & 0xff);
  } else {
    if (dataField > 0) view.setUint16(5, data.length);
    if (expectedField > 0) view.setUint16(bytes.length - 2, expected & 0xffff);
  }
  return bytes;
}

/** Decodes a command as a card does. The error is for bytes that are not a command of any case. */
export function decodeCommand(bytes: Uint8Array): Result<CommandApdu, 'malformed'> {
  const [cla, ins, p1, p2, first] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return err('malformed');
  const header = { cla, ins, p1, p2 };
  if (first === undefined) return ok(header);
  if (bytes.length === 5) return ok({ ...header, expected: first === 0 ? shortExpectedMost : first });

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = first === 0;
  if (long && bytes.length < 7) return err('malformed');
  if (long && bytes.length === 7) {
    const expected = view.getUint16(5);
    return ok({ ...header, expected: expected === 0 ? extendedExpectedMost : expected });
  }
  const start = long ? 7 : 5;
  const length = long ? view.getUint16(5) : first;
  if (length === 0) return err('malformed');
  const data = bytes.slice(start, start + length);
  const rest = bytes.length - start - length;
  if (rest === 0) return ok({ ...header, data });
  if (rest !== (long ? 2 : 1)) return err('malformed');
  const asked = long ? view.getUint16(bytes.length - 2) : view.getUint8(bytes.length - 1);
  const most = long ? extendedExpectedMost : shortExpectedMost;
  return ok({ ...header, data, expected: asked === 0 ? most : asked });
}

/** What the card answers: data and two bytes of status. */
export interface ResponseApdu {
  readonly data: Uint8Array;
  /** SW1 and SW2 as one number, 0x9000. */
  readonly statusWord: number;
}

export function encodeResponse({ data, statusWord }: ResponseApdu): Uint8Array {
  const bytes = new Uint8Array(data.length + 2);
  bytes.set(data);
  new DataView(bytes.buffer).setUint16(data.length, statusWord);
  return bytes;
}

/** The error is for an answer too short to contain a status. */
export function decodeResponse(bytes: Uint8Array): Result<ResponseApdu, 'malformed'> {
  if (bytes.length < 2) return err('malformed');
  const statusWord = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint16(
    bytes.length - 2,
  );
  return ok({ data: bytes.slice(0, -2), statusWord });
}

/** What a status word means (ISO/IEC 7816-4, table 6, and 6984 as this card uses it). */
export type Status =
  | { readonly is: 'ok' }
  /** Done, with more to fetch (61xx): a contact card with the old protocol, T=0. */
  | { readonly is: 'okWithMore' }
  /** The file ended before the number of bytes asked for. */
  | { readonly is: 'endOfFile' }
  /** 63Cx: wrong PIN, or the answer to an empty VERIFY. */
  | { readonly is: 'triesLeft'; readonly triesLeft: number }
  /** The secret has to be verified, or the issuer authenticated, first. */
  | { readonly is: 'securityNotSatisfied' }
  /** No try is left. */
  | { readonly is: 'blocked' }
  /** No such application or file. */
  | { readonly is: 'notFound' }
  /** The card, or the selected application, does not know this command or class. */
  | { readonly is: 'notSupported' }
  | { readonly is: 'other'; readonly statusWord: number }
  /** No status word at all: each begins with 6 or 9 (ISO/IEC 7816-3, 10.3.3). The answer was garbled on its way. */
  | { readonly is: 'noStatus' };

export function meaningOf(statusWord: number): Status {
  if ((statusWord & 0xfff0) === 0x63c0) return { is: 'triesLeft', triesLeft: statusWord & 0xf };
  if ((statusWord & 0xff00) === 0x6100) return { is: 'okWithMore' };
  switch (statusWord) {
    case 0x9000:
      return { is: 'ok' };
    case 0x6282:
      return { is: 'endOfFile' };
    case 0x6982:
      return { is: 'securityNotSatisfied' };
    case 0x6983:
    case 0x6984:
      return { is: 'blocked' };
    case 0x6a82:
      return { is: 'notFound' };
    case 0x6a81:
    case 0x6d00:
    case 0x6e00:
      return { is: 'notSupported' };
    default:
      return [0x6, 0x9].includes(statusWord >> 12) ? { is: 'other', statusWord } : { is: 'noStatus' };
  }
}
