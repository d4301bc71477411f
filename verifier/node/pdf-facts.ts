import { inflateSync } from 'node:zlib';
import type { FileRefusal } from '../file/refusal.ts';

/** mm of 1/72 inch: boxes of one page that differ by less are the same to every program. */
const sameBox = 0.5;
/** Bytes that the objects of one stream may unpack to. */
const mostUnpacked = 64e6;
/** Bytes before a stream in which its dictionary stands. */
const longestDictionary = 8192;

/** What pdfinfo (with -box) says of a PDF. */
export interface PdfFacts {
  readonly pages: number;
  /** Of each page, 1/72 inch. */
  readonly longSides: readonly number[];
  readonly refusal: FileRefusal | null;
}

/** Reads what pdfinfo wrote; null: it says nothing of pages. */
export function factsIn(said: string): PdfFacts | null {
  const [, pages] = /^Pages:\s+(\d+)$/m.exec(said) ?? [];
  if (pages === undefined) return null;
  const boxes = [...said.matchAll(/^Page\s+(\d+) (\w+)Box:\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)$/gm)].map(
    ([, page, name, ...sides]) => ({ page, name, sides: sides.map(Number) }),
  );
  const media = boxes.filter(({ name }) => name === 'Media');
  const allSame = media.every(({ page, sides: outer }) =>
    boxes
      .filter((box) => box.page === page)
      .every((box) => box.sides.every((side, index) => Math.abs(side - (outer[index] ?? NaN)) <= sameBox)),
  );
  const longSides = media.map(({ sides: [x1 = 0, y1 = 0, x2 = 0, y2 = 0] }) =>
    Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)),
  );
  return { pages: Number(pages), longSides, refusal: refusalIn(said, allSame) };
}

function refusalIn(said: string, boxesSame: boolean): FileRefusal | null {
  if (/^Encrypted:\s+yes/m.test(said)) return 'pdfEncrypted';
  if (/^JavaScript:\s+yes/m.test(said) || /^Form:\s+XFA/m.test(said)) return 'pdfActive';
  return boxesSame ? null : 'pdfBoxes';
}

/** What of a PDF's content no single drawing speaks for. */
export interface PdfContent {
  /** Each program has its own rules for which layer it shows and which it prints. */
  readonly layers: boolean;
  readonly scripts: boolean;
  /** Images with another one for printing, parts that only a printer draws, colours that print through what lies over them. */
  readonly forPrinters: boolean;
  /** Notes, stamps, form fields. `packed`: in a stream of objects, where they cannot be taken out. */
  readonly annotations: 'none' | 'open' | 'packed';
}

/** Looks through all of a PDF's objects, also those packed in streams; null: some are kept in a way that this does not open. */
export function contentOf(pdf: Uint8Array): PdfContent | null {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const open = plainNames(bytes.toString('latin1'));
  const packed: string[] = [];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (at >= 3 && bytes.toString('latin1', at - 3, at) === 'end') continue;
    const dictionary = dictionaryBefore(bytes, at);
    if (dictionary === null) return null;
    if (!/\/ObjStm\b|\/First\b/.test(dictionary)) continue;
    const objects = unpacked(bytes, at, dictionary);
    if (objects === null) return null;
    packed.push(objects);
  }
  const names = (like: RegExp) => [open, ...packed].some((objects) => like.test(objects));
  const isPacked = packed.some((objects) => objects.includes('/Annots'));
  return {
    layers: names(/\/OCProperties/),
    scripts: names(/\/JavaScript/),
    forPrinters: names(/\/Alternates|\/Subtype\s*\/PS\b|\/(?:OP|op)\s+true/),
    annotations: isPacked ? 'packed' : open.includes('/Annots') ? 'open' : 'none',
  };
}

/** The same PDF without its annotations, which stand open; null: their name is written in another way. */
export function withoutAnnotations(pdf: Uint8Array): Uint8Array | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  // As long as before, so that all else stays where it is.
  const without = text.replaceAll('/Annots', '/Annotz');
  return plainNames(without).includes('/Annots') ? null : Buffer.from(without, 'latin1');
}

/**
 * What stands between an object's beginning and its stream, or more; null: where it begins cannot be told. A beginning counts where a
 * line begins, so not in a comment, and not in a string, which would have to end behind it.
 */
function dictionaryBefore(bytes: Buffer, at: number): string | null {
  const before = bytes.toString('latin1', Math.max(0, at - longestDictionary), at);
  const starts = [...before.matchAll(/[\r\n][ \t]*\d+\s+\d+\s+obj\b/g)];
  const start = starts.at(-1);
  // Of a word in prose nothing is known; it follows no dictionary's end, and no comment.
  if (start === undefined) return /(?:>>|%[^\r\n]*)$/.test(before.trimEnd()) ? null : '';
  const dictionary = before.slice(start.index);
  const opened = dictionary.replaceAll(/\\[\s\S]/g, '').split('(').length;
  const closed = dictionary.replaceAll(/\\[\s\S]/g, '').split(')').length;
  return closed > opened ? null : plainNames(dictionary);
}

function unpacked(bytes: Buffer, at: number, dictionary: string): string | null {
  const from = at + 'stream'.length + (bytes[at + 6] === 0x0d ? 2 : 1);
  if (/\/DecodeParms|\/DP\b|\/Crypt\b/.test(dictionary)) return null;
  const [, filter] = /\/Filter\s*(\[[^\]]*\]|\/\w+|\d+ \d+ R)/.exec(dictionary) ?? [];
  if (filter === undefined)
    return plainNames(bytes.toString('latin1', from, bytes.indexOf('endstream', from)));
  if (!/^\[?\s*\/FlateDecode\s*\]?$/.test(filter)) return null;
  try {
    return plainNames(
      inflateSync(bytes.subarray(from), { maxOutputLength: mostUnpacked }).toString('latin1'),
    );
  } catch {
    return null;
  }
}

/** Any letter of a name may stand as # and its number. */
function plainNames(text: string): string {
  return text.includes('#')
    ? text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
}
