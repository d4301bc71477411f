import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FileRefusal } from './refusal.ts';

export type FileKind = 'png' | 'jpeg' | 'tiff' | 'pdf';

/** What a file's first bytes are, from the given one on, and what it is then. */
const beginnings: readonly {
  readonly bytes: readonly number[];
  readonly from?: number;
  readonly kind: FileKind | 'otherFormat';
}[] = [
  { bytes: [0x89, ...latin('PNG'), 0x0d, 0x0a, 0x1a, 0x0a], kind: 'png' },
  // JPEG-LS begins as JPEG does.
  { bytes: [0xff, 0xd8, 0xff, 0xf7], kind: 'otherFormat' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'jpeg' },
  { bytes: [...latin('II*'), 0], kind: 'tiff' },
  { bytes: [...latin('MM'), 0, ...latin('*')], kind: 'tiff' },
  { bytes: latin('%PDF-'), kind: 'pdf' },
  { bytes: latin('GIF8'), kind: 'otherFormat' },
  { bytes: latin('WEBP'), from: 8, kind: 'otherFormat' },
  // HEIF, AVIF.
  { bytes: latin('ftyp'), from: 4, kind: 'otherFormat' },
  { bytes: latin('BM'), kind: 'otherFormat' },
  // TIFF of more than four gigabytes.
  { bytes: [...latin('II+'), 0], kind: 'otherFormat' },
  { bytes: [...latin('MM'), 0, ...latin('+')], kind: 'otherFormat' },
  // JPEG XL, JPEG 2000: with a box around it, and without.
  { bytes: latin('JXL '), from: 4, kind: 'otherFormat' },
  { bytes: [0xff, 0x0a], kind: 'otherFormat' },
  { bytes: latin('jP  '), from: 4, kind: 'otherFormat' },
  { bytes: [0xff, 0x4f, 0xff, 0x51], kind: 'otherFormat' },
];
/** SVG, which is text. */
const drawing = /^\s*<(?:\?xml|!doctype svg|svg)/i;

/** What a file is, by its very first bytes: a PDF that lies further inside a picture is no PDF. */
export function fileKindOf(bytes: Uint8Array): Result<FileKind, FileRefusal> {
  if (bytes.length === 0) return err('empty');
  const begins = beginnings.find(({ bytes: first, from = 0 }) =>
    first.every((byte, index) => bytes[from + index] === byte),
  );
  if (begins !== undefined) return begins.kind === 'otherFormat' ? err('otherFormat') : ok(begins.kind);
  // The decoder passes over a byte order mark.
  return err(drawing.test(new TextDecoder().decode(bytes.subarray(0, 64))) ? 'otherFormat' : 'notAPicture');
}

function latin(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
