/**
 * What the encoder cannot say and real printers do, put into an encoded answer by hand.
 *
 * printer-input-tray (PWG 5100.13) is younger than its table of attributes, which leaves out what is not in it: the octet
 * strings are put behind the printer's attributes, the last group of an answer.
 */
export function withInputTrays(answer: Uint8Array, trays: readonly string[]): Uint8Array {
  const values = trays.map((tray, index) => attribute(0x30, index === 0 ? 'printer-input-tray' : '', tray));
  return Buffer.concat([answer.subarray(0, -1), ...values, answer.subarray(-1)]);
}

/** Each nameWithoutLanguage and textWithoutLanguage of an answer as one with a language (RFC 8010, 3.9), as some printers say them. */
export function withLanguages(answer: Uint8Array, language: string): Uint8Array {
  const bytes = Buffer.from(answer);
  const headerBytes = 8;
  const parts: Buffer[] = [bytes.subarray(0, headerBytes)];
  const languageTags: ReadonlyMap<number, number> = new Map([
    [0x41, 0x35],
    [0x42, 0x36],
  ]);
  for (let at = headerBytes; at < bytes.length;) {
    const tag = bytes.readUInt8(at);
    if (tag <= 0x0f) {
      parts.push(bytes.subarray(at, at + 1));
      at += 1;
      continue;
    }
    const nameEnd = at + 3 + bytes.readUInt16BE(at + 1);
    const valueEnd = nameEnd + 2 + bytes.readUInt16BE(nameEnd);
    const withLanguage = languageTags.get(tag);
    if (withLanguage === undefined) parts.push(bytes.subarray(at, valueEnd));
    else {
      const name = bytes.toString('utf8', at + 3, nameEnd);
      const value = Buffer.concat([counted(language), bytes.subarray(nameEnd, valueEnd)]);
      parts.push(attribute(withLanguage, name, value));
    }
    at = valueEnd;
  }
  return Buffer.concat(parts);
}

function attribute(tag: number, name: string, value: string | Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag), counted(name), counted(value)]);
}

function counted(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
