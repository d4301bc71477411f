/** One piece of an ESC/POS stream. */
export type EscPosPiece =
  | { readonly kind: 'text'; readonly byte: number }
  | { readonly kind: 'lineFeed' }
  | { readonly kind: 'cut' }
  /** FS C n: 1 is Shift_JIS, 0 is JIS. */
  | { readonly kind: 'kanjiCode'; readonly shiftJis: boolean }
  /** GS ! n: characters this many times as wide. */
  | { readonly kind: 'width'; readonly times: number }
  /** ESC $: to this many dots from the left margin; ESC \: on by this many dots. */
  | { readonly kind: 'position' | 'move'; readonly dots: number }
  /** GS L: the left margin, dots. */
  | { readonly kind: 'margin'; readonly dots: number }
  /** GS r n: answered when everything before it is done. */
  | { readonly kind: 'askPaper' }
  /** GS I n: what the printer is; answered likewise. */
  | { readonly kind: 'askIdentity'; readonly what: number }
  /** Images and formats: nothing to report. */
  | { readonly kind: 'other' }
  /** A command whose length this printer does not know: what follows is printed as text. */
  | { readonly kind: 'unknown' };

/** Reads the piece at a position: what it is, and where the next begins. Null when its end has not arrived yet. */
export function readPiece(
  bytes: Uint8Array,
  at: number,
): { readonly piece: EscPosPiece; readonly next: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const piece = (piece: EscPosPiece, length: number) =>
    at + length <= bytes.length ? { piece, next: at + length } : null;
  const other = (length: number) => piece({ kind: 'other' }, length);
  if (first === 0x0a) return piece({ kind: 'lineFeed' }, 1);
  if (first !== esc && first !== gs && first !== fs) return piece({ kind: 'text', byte: first }, 1);
  const command = bytes[at + 1];
  if (command === undefined) return null;
  const letter = String.fromCharCode(command);
  switch (first) {
    case esc:
      if ('@2'.includes(letter)) return other(2);
      if ('$\\'.includes(letter))
        return piece(
          { kind: letter === '$' ? 'position' : 'move', dots: lengthAt(bytes, at + 2, 2) ?? 0 },
          4,
        );
      if (' !-3EJMRVa{dt'.includes(letter)) return other(3);
      break;
    case fs:
      if ('.&'.includes(letter)) return other(2);
      if (letter === 'C') return piece({ kind: 'kanjiCode', shiftJis: bytes[at + 2] === 0x31 }, 3);
      if ('-!'.includes(letter)) return other(3);
      if (letter === 'S') return other(4);
      if (letter === '(') return other(5 + (lengthAt(bytes, at + 3, 2) ?? Infinity));
      break;
    case gs:
      if (letter === 'r') return piece({ kind: 'askPaper' }, 3);
      if (letter === 'I') return piece({ kind: 'askIdentity', what: bytes[at + 2] ?? 0 }, 3);
      if (letter === 'V') return piece({ kind: 'cut' }, (bytes[at + 2] ?? 0) >= 0x41 ? 4 : 3);
      if (letter === '!') return piece({ kind: 'width', times: ((bytes[at + 2] ?? 0) >> 4) + 1 }, 3);
      if ('BHahw'.includes(letter)) return other(3);
      if (letter === 'L') return piece({ kind: 'margin', dots: lengthAt(bytes, at + 2, 2) ?? 0 }, 4);
      if (letter === 'W') return other(4);
      if (letter === '(') return other(5 + (lengthAt(bytes, at + 3, 2) ?? Infinity));
      if (letter === '8') return other(7 + (lengthAt(bytes, at + 3, 4) ?? Infinity));
      break;
  }
  return piece({ kind: 'unknown' }, 2);
}

const esc = 0x1b;
const fs = 0x1c;
const gs = 0x1d;

function lengthAt(bytes: Uint8Array, at: number, size: 2 | 4): number | null {
  if (at + size > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return size === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
}

/** The lines of the printer's half-width set, with which receiptline draws rules. */
const rules: Readonly<Record<number, string>> = { 0x95: '─', 0x96: '│' };

/**
 * What can be read on the paper, line by line, without images.
 * @throws when text is not Shift_JIS where it should be, or a command is unknown: its parameters would be printed
 */
export function textOf(bytes: Uint8Array): string {
  const shiftJisDecoder = new TextDecoder('shift_jis', { fatal: true });
  let text = '';
  let shiftJis = false;
  let pending: number[] = [];
  const flush = (): void => {
    text += shiftJis
      ? shiftJisDecoder.decode(Uint8Array.from(pending))
      : pending.map((byte) => rules[byte] ?? (byte < 0x80 ? String.fromCharCode(byte) : '┼')).join('');
    pending = [];
  };
  for (let read = readPiece(bytes, 0); read !== null; read = readPiece(bytes, read.next)) {
    if (read.piece.kind === 'text') {
      pending.push(read.piece.byte);
      continue;
    }
    flush();
    if (read.piece.kind === 'unknown') throw new Error('a command that the simulated printer does not know');
    if (read.piece.kind === 'kanjiCode') shiftJis = read.piece.shiftJis;
    if (read.piece.kind === 'lineFeed') text += '\n';
  }
  flush();
  return text;
}

/** Width of a half-width character, dots; a character of two bytes is twice as wide. */
const dotsOfByte = 12;

/**
 * How far right the text of each line reaches, dots from the left edge of the printable area: beyond the width of the head the
 * printer breaks the line by itself, wherever that is.
 */
export function rightEdges(bytes: Uint8Array): readonly number[] {
  const edges: number[] = [];
  let [margin, at, times, edge] = [0, 0, 1, 0];
  for (let read = readPiece(bytes, 0); read !== null; read = readPiece(bytes, read.next)) {
    const { piece } = read;
    if (piece.kind === 'margin') margin = piece.dots;
    else if (piece.kind === 'position') at = piece.dots;
    else if (piece.kind === 'move') at += piece.dots;
    else if (piece.kind === 'width') times = piece.times;
    else if (piece.kind === 'text') {
      at += dotsOfByte * times;
      edge = Math.max(edge, margin + at);
    } else if (piece.kind === 'lineFeed') {
      edges.push(edge);
      [at, edge] = [0, 0];
    }
  }
  return edges;
}
