/*
 * A QR code is XORed with one of eight masks, the one that leaves it with the fewest patterns that mislead a reader (ISO/IEC 18004,
 * 7.8.3). Counting them module by module takes most of the time of a code; here a line's modules are the bits of three words, and
 * all of them are looked at together.
 */

/** Modules along a side of a code, in three words. */
const words = 3;
const bits = 23;
const side = words * bits;
const full = 2 ** bits - 1;

/** Penalties of the standard, table 11. */
const penalty = { run: 3, square: 3, finder: 40, balance: 10 } as const;

/** A code, row by row, and the same column by column; three words a line, the first module in the lowest bit. */
export interface Lines {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

/** @param modules row by row, 1 for a dark one; 69 a side */
export function linesOf(modules: Uint8Array): Lines {
  if (modules.length !== side ** 2) throw new RangeError('a code of 69 modules a side');
  const lines = { rows: new Int32Array(side * words), columns: new Int32Array(side * words) };
  for (let row = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1)
      if (modules[row * side + column] === 1) {
        setBit(lines.rows, row, column);
        setBit(lines.columns, column, row);
      }
  return lines;
}

/** What `linesOf` was given. */
export function modulesOf({ rows }: Lines): Uint8Array {
  const modules = new Uint8Array(side ** 2);
  let at = 0;
  for (const each of rows)
    for (let bit = 0; bit < bits; bit += 1) {
      modules[at] = (each >>> bit) & 1;
      at += 1;
    }
  return modules;
}

/** The code under the mask that the standard prefers; the first of several. @param masks what each changes in the code */
export function bestMasked(code: Lines, masks: readonly Lines[]): Lines {
  let best = code;
  let least = Infinity;
  for (const mask of masks) {
    const masked = { rows: xor(code.rows, mask.rows), columns: xor(code.columns, mask.columns) };
    const points = penaltyOf(masked);
    if (points >= least) continue;
    best = masked;
    least = points;
  }
  return best;
}

/** What turns the one into the other. */
export function difference(one: Lines, other: Lines): Lines {
  return { rows: xor(one.rows, other.rows), columns: xor(one.columns, other.columns) };
}

function penaltyOf({ rows, columns }: Lines): number {
  let dark = 0;
  for (const each of rows) dark += ones(each);
  const share = Math.abs(Math.ceil((dark * 100) / side ** 2 / 5) - 10);
  return linePenalty(rows) + linePenalty(columns) + squarePenalty(rows) + share * penalty.balance;
}

/** Runs of five and more of one colour, and what looks like a finder pattern beside four light modules. */
function linePenalty(lines: Int32Array): number {
  let points = 0;
  for (let line = 0; line < side; line += 1) {
    const [a, b, c] = [word(lines, line, 0), word(lines, line, 1), word(lines, line, 2)];
    points += runPenalty(a, b, c) + finderPenalty(a, b, c);
  }
  return points;
}

/** A run of r modules has r - 4 places where five follow each other, and costs r - 2. */
function runPenalty(a: number, b: number, c: number): number {
  // Each bit: this module is like the next one; the last has no next one.
  const [a2, b2, c2] = [like(a, ahead(a, b, 1)), like(b, ahead(b, c, 1)), like(c, c >>> 1) & (full >>> 1)];
  const [a3, b3, c3] = [a2 & ahead(a2, b2, 1), b2 & ahead(b2, c2, 1), c2 & (c2 >>> 1)];
  const [a5, b5, c5] = [a3 & ahead(a3, b3, 2), b3 & ahead(b3, c3, 2), c3 & (c3 >>> 2)];
  const begins = ones(a5 & ~(a5 << 1)) + ones(b5 & ~behind(a5, b5)) + ones(c5 & ~behind(b5, c5));
  return ones(a5) + ones(b5) + ones(c5) + (penalty.run - 1) * begins;
}

/** dark, light, three dark, light, dark: before or after four light ones */
function finderPenalty(a: number, b: number, c: number): number {
  const [la, lb, lc] = [~a & full, ~b & full, ~c & full];
  const [qa, qb, qc] = [quiet(la, lb), quiet(lb, lc), quiet(lc, 0)];
  const [fa, fb, fc] = [finder(a, b, la, lb), finder(b, c, lb, lc), finder(c, 0, lc, 0)];
  const after = ones(fa & ahead(qa, qb, 7)) + ones(fb & ahead(qb, qc, 7)) + ones(fc & (qc >>> 7));
  const before = ones(qa & ahead(fa, fb, 4)) + ones(qb & ahead(fb, fc, 4)) + ones(qc & (fc >>> 4));
  return (after + before) * penalty.finder;
}

function quiet(light: number, next: number): number {
  const two = light & ahead(light, next, 1);
  return two & ahead(light, next, 2) & ahead(light, next, 3);
}

function finder(dark: number, nextDark: number, light: number, nextLight: number): number {
  return (
    dark &
    ahead(light, nextLight, 1) &
    ahead(dark, nextDark, 2) &
    ahead(dark, nextDark, 3) &
    ahead(dark, nextDark, 4) &
    ahead(light, nextLight, 5) &
    ahead(dark, nextDark, 6)
  );
}

/** Squares of two by two modules of one colour. */
function squarePenalty(rows: Int32Array): number {
  let squares = 0;
  for (let row = 0; row + 1 < side; row += 1)
    for (let at = 0; at < words; at += 1) {
      const [here, below] = [word(rows, row, at), word(rows, row + 1, at)];
      const last = at + 1 === words;
      const [here2, below2] = last
        ? [here >>> 1, below >>> 1]
        : [ahead(here, word(rows, row, at + 1), 1), ahead(below, word(rows, row + 1, at + 1), 1)];
      const same = like(here, here2) & like(below, below2) & like(here, below);
      squares += ones(last ? same & (full >>> 1) : same);
    }
  return squares * penalty.square;
}

/** Each bit what stands so many modules further on. */
function ahead(one: number, next: number, modules: number): number {
  return (one >>> modules) | ((next << (bits - modules)) & full);
}

/** Each bit what stands one module before. */
function behind(before: number, one: number): number {
  return ((one << 1) & full) | (before >>> (bits - 1));
}

function like(one: number, other: number): number {
  return ~(one ^ other) & full;
}

/** How many bits are set. */
function ones(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function word(lines: Int32Array, line: number, at: number): number {
  return lines[line * words + at] ?? 0;
}

function setBit(lines: Int32Array, line: number, module: number): void {
  const at = line * words + Math.floor(module / bits);
  lines[at] = (lines[at] ?? 0) | (1 << (module % bits));
}

function xor(one: Int32Array, other: Int32Array): Int32Array {
  const result = new Int32Array(one.length);
  for (let at = 0; at < one.length; at += 1) result[at] = (one[at] ?? 0) ^ (other[at] ?? 0);
  return result;
}
