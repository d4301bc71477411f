/**
 * printer-input-tray (PWG 5100.13) is newer than the encoder's table of attributes, and the encoder leaves out what is not in
 * its table: so the octet strings are appended by hand to the printer's attributes, the last group of an answer.
 */
export function withInputTrays(answer: Uint8Array, trays: readonly string[]): Uint8Array {
  const values = trays.map((tray, index) => octetString(index === 0 ? 'printer-input-tray' : '', tray));
  return Buffer.concat([answer.subarray(0, -1), ...values, answer.subarray(-1)]);
}

function octetString(name: string, value: string): Buffer {
  const octetStringTag = 0x30;
  return Buffer.concat([Buffer.of(octetStringTag), counted(name), counted(value)]);
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
