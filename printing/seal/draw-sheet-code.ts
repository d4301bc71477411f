import { create } from 'qrcode';
import type { DrawOp } from '../../shared/drawing.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { fragmentHeaderBytes, fragmentLength, splitIntoFragments } from './fragments.ts';
import { codeModules, codePlaces, codeVersion, moduleMm } from '../paper/place.ts';
import type { PlaceOnPage } from '../paper/place.ts';

/** Bytes that a code of version 13 holds in byte mode, by level of error correction (ISO/IEC 18004, table 7). */
const bytesOfLevel = { M: 331, L: 425 } as const;
type Level = keyof typeof bytesOfLevel;

interface Plan {
  readonly level: Level;
  /** Codes that carry data. */
  readonly count: number;
  readonly parity: boolean;
}

/**
 * The first plan with room is used. Losing a whole code (a stain) is more common on paper than many small faults in each, so
 * parity comes before the stronger level.
 */
const plans: readonly Plan[] = [
  { level: 'M', count: 1, parity: true },
  { level: 'M', count: 2, parity: true },
  { level: 'M', count: 3, parity: true },
  { level: 'L', count: 3, parity: true },
  { level: 'M', count: 4, parity: false },
  { level: 'L', count: 4, parity: false },
];

/** The most bytes that the four codes of a page hold together, signature included. */
export const capacityBytes = 4 * (bytesOfLevel.L - fragmentHeaderBytes) - 1;

/**
 * Draws signed bytes as two to four QR codes in their places at the foot of the page, all modules of a code in one path. The
 * same bytes give the same paths.
 */
export function encodeSheetCode(signed: Uint8Array): Result<readonly DrawOp[], { readonly tooLong: number }> {
  const plan = plans.find(({ level, count }) => fragmentLength(signed.length, count) <= bytesOfLevel[level]);
  if (plan === undefined) return err({ tooLong: signed.length - capacityBytes });
  const fragments = splitIntoFragments(signed, plan.count, plan.parity);
  return ok(
    fragments.map((fragment, index) => {
      const place = codePlaces[index];
      if (place === undefined) throw new Error('more codes than places');
      return { op: 'path', d: pathOfCode(fragment, plan.level, place), color: 'black' };
    }),
  );
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** Dark modules as rectangles: runs in a row, each extended down as far as the rows below have the same run. */
function pathOfCode(fragment: Uint8Array, level: Level, place: PlaceOnPage): string {
  const { modules } = create([{ mode: 'byte', data: fragment }], {
    version: codeVersion,
    errorCorrectionLevel: level,
  });
  const rows = Array.from({ length: codeModules }, (_, row) =>
    runsOf(Array.from({ length: codeModules }, (_, column) => modules.get(row, column) === 1)),
  );
  const has = (row: number, { from, to }: Run) =>
    rows[row]?.some((other) => other.from === from && other.to === to) ?? false;
  return rows
    .flatMap((runs, top) =>
      runs
        .filter((run) => !has(top - 1, run))
        .map((run) => {
          let bottom = top + 1;
          while (has(bottom, run)) bottom += 1;
          return rectangle(place, run, top, bottom);
        }),
    )
    .join('');
}

function runsOf(row: readonly boolean[]): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < row.length; from += 1) {
    if (row[from] !== true || row[from - 1] === true) continue;
    const light = row.indexOf(false, from);
    runs.push({ from, to: light === -1 ? row.length : light });
  }
  return runs;
}

function rectangle(place: PlaceOnPage, { from, to }: Run, top: number, bottom: number): string {
  const [left, right] = [from, to].map((column) => hundredths(place.x + column * moduleMm));
  const [above, below] = [top, bottom].map((row) => hundredths(place.y + row * moduleMm));
  return `M${left} ${above}L${right} ${above}L${right} ${below}L${left} ${below}Z`;
}

/** mm: a module is exactly 44 hundredths, so nothing is lost. */
function hundredths(mm: number): string {
  return String(Math.round(mm * 100) / 100);
}
