/** A ccTalk message: destination, number of data bytes, source, header, data, and a checksum that makes the sum 0 mod 256. */
export interface Frame {
  readonly destination: number;
  readonly source: number;
  readonly header: number;
  readonly data: Uint8Array;
}

/** The host's address on the bus. */
export const hostAddress = 1;

/** The most data bytes of a message (ccTalk part 1: 252). */
export const largestData = 252;

const frameOverhead = 5;

/** @throws RangeError when an address or header is not a byte, or the data is too long: a broken assumption */
export function encodeFrame({ destination, source, header, data }: Frame): Uint8Array {
  const isByte = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 255;
  if (![destination, source, header].every(isByte) || data.length > largestData)
    throw new RangeError('no ccTalk frame');
  const bytes = new Uint8Array(frameOverhead + data.length);
  bytes.set([destination, data.length, source, header]);
  bytes.set(data, 4);
  bytes[bytes.length - 1] = (256 - (sum(bytes) % 256)) % 256;
  return bytes;
}

/** The frame that begins at an offset and is complete; null when there is none with a correct checksum. */
export function frameAt(bytes: Uint8Array, offset: number): Frame | null {
  const length = bytes[offset + 1];
  if (length === undefined || length > largestData) return null;
  const end = offset + frameOverhead + length;
  if (end > bytes.length) return null;
  const whole = bytes.subarray(offset, end);
  if (sum(whole) % 256 !== 0) return null;
  const [destination = 0, , source = 0, header = 0] = whole;
  return { destination, source, header, data: whole.slice(4, -1) };
}

/**
 * The first answer of a device that satisfies `fits`, among bytes that may begin with noise or in the middle of something.
 * Every offset is tried, so that a broken length byte does not make us wait for bytes that never come.
 *
 * @serialport/parser-cctalk cannot do this: it passes on frames with a wrong checksum, and takes the first byte for the
 * start of a frame, so that two bytes of noise (FF FF) swallow the answers after them.
 */
export function findReply(bytes: Uint8Array, device: number, fits: (reply: Frame) => boolean): Frame | null {
  for (let offset = 0; offset + frameOverhead <= bytes.length; offset++) {
    const frame = frameAt(bytes, offset);
    if (frame && frame.destination === hostAddress && frame.source === device && fits(frame)) return frame;
  }
  return null;
}

/** What came after our own message: the bus is a single wire, on which we hear ourselves first. Null until we have heard it. */
export function afterEcho(received: Uint8Array, sent: Uint8Array): Uint8Array | null {
  for (let start = 0; start + sent.length <= received.length; start++) {
    if (sent.every((byte, index) => byte === received[start + index]))
      return received.subarray(start + sent.length);
  }
  return null;
}

function sum(bytes: Uint8Array): number {
  return bytes.reduce((total, byte) => total + byte, 0);
}
