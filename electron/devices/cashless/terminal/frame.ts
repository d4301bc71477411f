/** The terminal's messages are a few kilobytes; a longer one is nonsense, bytes. */
export const longestMessage = 64 * 1024;

const header = 4;

/** One message: its length as four bytes, highest first, then its JSON in UTF-8. */
export function encodeFrame(message: object): Uint8Array {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const frame = Buffer.alloc(header + body.length);
  frame.writeUInt32BE(body.length, 0);
  body.copy(frame, header);
  return frame;
}

export interface FrameReader {
  /** The messages completed by this chunk; null: nonsense, and the connection is useless. */
  push(chunk: Uint8Array): readonly unknown[] | null;
}

/** Reassembles messages from a stream, wherever it was cut. */
export function createFrameReader(): FrameReader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(chunk) {
      rest = Buffer.concat([rest, chunk]);
      const messages: unknown[] = [];
      while (rest.length >= header) {
        const length = rest.readUInt32BE(0);
        if (length === 0 || length > longestMessage) return null;
        if (rest.length < header + length) break;
        const text = rest.subarray(header, header + length).toString('utf8');
        rest = rest.subarray(header + length);
        try {
          messages.push(JSON.parse(text));
        } catch {
          // Nonsense: the caller drops the connection, and what was under way is unknown.
          return null;
        }
      }
      return messages;
    },
  };
}
