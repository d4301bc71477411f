import { dotsOfPng } from '../ink/black-and-white-png.ts';

/** As receiptline splits images: what a printer's memory holds at once. */
const rowsAtOnce = 512;

/**
 * Markup in which each image is the ESC/POS command that prints it (GS 8 L, GS ( L). receiptline would make the same bytes, weighing the
 * light of every pixel: for a slip full of drawn text that takes a quarter of a second, in the process that runs the kiosk.
 */
export function withImageCommands(markup: string): string {
  return markup.replaceAll(/\{image:([^}]*)\}/g, (_, png: string) => `{command:${commandOf(png)}}`);
}

const remembered = new Map<string, string>();
/** The texts of slips are few; what is filled in is not. */
const most = 1000;

function commandOf(png: string): string {
  const known = remembered.get(png);
  if (known !== undefined) return known;
  const bytes = bytesOf(Buffer.from(png, 'base64'));
  const command = Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  if (remembered.size >= most) remembered.clear();
  remembered.set(png, command);
  return command;
}

function bytesOf(png: Uint8Array): Uint8Array {
  const { width, rows } = dotsOfPng(png);
  const parts: Uint8Array[] = [];
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce);
    const header = Buffer.alloc(17);
    header.write('\x1d8L', 'latin1');
    header.writeUInt32LE((width / 8) * some.length + 10, 3);
    // Function 112, raster: one colour, no enlargement.
    header.set([48, 112, 48, 1, 1, 49], 7);
    header.writeUInt16LE(width, 13);
    header.writeUInt16LE(some.length, 15);
    parts.push(header, ...some, Buffer.from([0x1d, 0x28, 0x4c, 2, 0, 48, 50]));
  }
  return Buffer.concat(parts);
}
