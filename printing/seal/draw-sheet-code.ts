import { create } from 'qrcode';
import type { DrawOp } from '../../shared/drawing.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { bestMasked, difference, linesOf, modulesOf } from './choose-mask.ts';
import type { Lines } from './choose-mask.ts';
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
      return drawCode(darkBlocks(fragment, plan.level), place);
    }),
  );
}

type Block = [column: number, row: number, columns: number, rows: number];

function drawCode(blocks: Block[], place: PlaceOnPage): DrawOp {
  return {
    op: 'path',
    color: 'black',
    // Drawn from when it is asked for: a sheet's PDF takes the grid.
    get d() {
      return blocks.map((block) => rectangle(place, block)).join('');
    },
    grid: { x: place.x, y: place.y, pitch: moduleMm, blocks },
  };
}

/** The modules of a code under one mask. */
function linesUnder(mask: Mask, fragment: Uint8Array, level: Level): Lines {
  const options = { version: codeVersion, errorCorrectionLevel: level, maskPattern: mask } as const;
  return linesOf(create([{ mode: 'byte', data: fragment }], options).modules.data);
}

const masks = [0, 1, 2, 3, 4, 5, 6, 7] as const;
type Mask = (typeof masks)[number];

/** What each mask changes in a code of this level, its own number included: the same for all of them. */
const changes = new Map<Level, readonly Lines[]>();

function changesOf(level: Level): readonly Lines[] {
  const empty = new Uint8Array(1);
  const made =
    changes.get(level) ??
    masks.map((mask) => difference(linesUnder(0, empty, level), linesUnder(mask, empty, level)));
  changes.set(level, made);
  return made;
}

/** Dark modules as rectangles: runs in a row, each extended down as far as the rows below have the same run. */
function darkBlocks(fragment: Uint8Array, level: Level): Block[] {
  const modules = modulesOf(bestMasked(linesUnder(0, fragment, level), changesOf(level)));
  const blocks: Block[] = [];
  // The last block of each run, by its first column and its length.
  const lastOf: Block[] = [];
  for (let row = 0; row < codeModules; row += 1) {
    const end = (row + 1) * codeModules;
    for (let from = row * codeModules; from < end; from += 1) {
      if (modules[from] === 0) continue;
      let to = from + 1;
      while (to < end && modules[to] === 1) to += 1;
      const column = from - row * codeModules;
      const key = column * (codeModules + 1) + to - from;
      const above = lastOf[key];
      if (above !== undefined && above[1] + above[3] === row) above[3] += 1;
      else {
        const block: Block = [column, row, to - from, 1];
        lastOf[key] = block;
        blocks.push(block);
      }
      from = to;
    }
  }
  return blocks;
}

function rectangle(place: PlaceOnPage, [column, row, columns, rows]: Block): string {
  const [left, right] = [column, column + columns].map((at) => hundredths(place.x + at * moduleMm));
  const [above, below] = [row, row + rows].map((at) => hundredths(place.y + at * moduleMm));
  return `M${left} ${above}L${right} ${above}L${right} ${below}L${left} ${below}Z`;
}

/** mm: a module is exactly 44 hundredths, so nothing is lost. */
function hundredths(mm: number): string {
  return String(Math.round(mm * 100) / 100);
}
