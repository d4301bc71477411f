import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { sizeRefusal } from './picture.ts';
import { joined } from './plain-png.ts';
import type { FileRefusal } from './refusal.ts';

/** Second bytes of the marks that part a JPEG. */
const marks = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  quantisation: 0xdb,
  huffman: 0xc4,
  restart: 0xdd,
  comment: 0xfe,
  firstApplication: 0xe0,
  lastApplication: 0xef,
  /** Adobe's word on how colours are coded: decoders obey it. */
  adobe: 0xee,
} as const;
/** Baseline, extended and progressive pictures, coded by Huffman's trees: what every decoder knows. */
const knownFrames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Lossless, hierarchical, arithmetic. */
const otherFrames: ReadonlySet<number> = new Set([
  ...[0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf],
]);
const tables: ReadonlySet<number> = new Set([marks.quantisation, marks.huffman, marks.restart]);
/** A progressive picture has about ten; each is decoded over the whole of it. */
const mostScans = 100;
/** Says no more than that colours are YCbCr, as in every file interchanged. */
const jfif = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);

/**
 * A JPEG of the picture alone: colour profile, preview, and the note of how the camera was held are left out (a page may lie in any
 * direction). Its size is looked at before anything is unpacked. Telephones put more behind it (a second picture for bright screens, a
 * moving one, the maker's notes): that is neither judged nor shown.
 */
export function plainJpeg(file: Uint8Array): Result<Uint8Array<ArrayBuffer>, FileRefusal> {
  const parts = [file.subarray(0, 2)];
  let [at, scans, hasFrame, isInterchanged] = [2, 0, false, false];
  for (;;) {
    const mark = markAt(file, at);
    if (mark === null) return err(at >= file.length - 1 ? 'truncated' : 'broken');
    if (mark.code === marks.end) {
      if (scans === 0) return err('broken');
      if (holdsPdf(file.subarray(mark.after))) return err('trailingData');
      parts.push(Uint8Array.of(0xff, marks.end));
      return ok(joined(parts));
    }
    const { code, after } = mark;
    if (after + 2 > file.length) return err('truncated');
    const end = after + (((file[after] ?? 0) << 8) | (file[after + 1] ?? 0));
    if (end < after + 2) return err('broken');
    if (end > file.length) return err('truncated');
    const body = file.subarray(after + 2, end);
    const whole = file.subarray(after - 2, end);
    at = end;
    if (knownFrames.has(code)) {
      const refusal = hasFrame ? 'broken' : frameRefusal(body);
      if (refusal !== null) return err(refusal);
      hasFrame = true;
      parts.push(whole);
    } else if (otherFrames.has(code)) return err('otherFormat');
    else if (code === marks.scan) {
      if (!hasFrame || ++scans > mostScans) return err('broken');
      at = endOfScan(file, end);
      parts.push(whole, file.subarray(end, at));
    } else if (tables.has(code)) parts.push(whole);
    else if (code === marks.firstApplication && begins(body, 'JFIF\0') && !isInterchanged) {
      isInterchanged = true;
      parts.push(jfif);
    } else if (code === marks.adobe && begins(body, 'Adobe')) parts.push(whole);
    else if (code !== marks.comment && !(code >= marks.firstApplication && code <= marks.lastApplication))
      return err('broken');
  }
}

/** Somebody could have opened the same file as a document, and read something else. */
function holdsPdf(behind: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(behind).includes('%PDF-');
}

/** The mark that begins here, after any number of filling bytes, and where it ends; null: none does. */
function markAt(file: Uint8Array, at: number): { readonly code: number; readonly after: number } | null {
  if (file[at] !== 0xff) return null;
  let next = at + 1;
  while (file[next] === 0xff) next++;
  const code = file[next];
  return code === undefined || code === 0 ? null : { code, after: next + 1 };
}

/** Coded pixels go on to a mark that is neither a coded 255 nor a restart. */
function endOfScan(file: Uint8Array, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) return file.length;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return file.length;
}

function frameRefusal(frame: Uint8Array): FileRefusal | null {
  const [precision, high = 0, low = 0, wideHigh = 0, wideLow = 0, components = 0] = frame;
  if (precision !== 8 || components === 0) return 'broken';
  if (components > 3) return 'printColours';
  const height = (high << 8) | low;
  // Zero: the height is told after the first scan; no camera and no scanner does so.
  return height === 0 ? 'broken' : sizeRefusal((wideHigh << 8) | wideLow, height);
}

function begins(body: Uint8Array, text: string): boolean {
  return String.fromCharCode(...body.subarray(0, text.length)) === text;
}
