/** A vpcd message: its length in two bytes, big-endian, then its bytes. @throws RangeError above 65,535 bytes */
export function frame(message: Uint8Array): Uint8Array {
  if (message.length > 0xffff) throw new RangeError('a message for vpcd is too long');
  const bytes = new Uint8Array(message.length + 2);
  new DataView(bytes.buffer).setUint16(0, message.length);
  bytes.set(message, 2);
  return bytes;
}

/** Takes bytes as they arrive and returns the messages that are complete. */
export function createFrameReader(): (bytes: Uint8Array) => Uint8Array[] {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const messages: Uint8Array[] = [];
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE()) {
      const end = 2 + rest.readUInt16BE();
      messages.push(Uint8Array.from(rest.subarray(2, end)));
      rest = rest.subarray(end);
    }
    return messages;
  };
}
