import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import type { Grey } from '../../verifier/image/grey.ts';
import { addWord, changeCharacter, digitsOf, kanjiOf, pasteCodes, texts, whiteOut } from './forge.ts';
import type { Forgery } from './forge.ts';
import { makeScan } from './make-scan.ts';
import type { ScanKind } from './make-scan.ts';
import { printPage } from './printed-page.ts';
import { seededRandom } from './random.ts';
import type { Random } from './random.ts';
import type { SealedPage } from './sealed-pages.ts';

/** What is done to a page: nothing, a forgery, or mixing it with the pages of another document. */
export const doings = [
  'nothing',
  'digit',
  'whiteOut',
  'addedWord',
  'pastedCodes',
  'kanji',
  'otherSet',
] as const;
export type Doing = (typeof doings)[number];
export const scanKinds: readonly [ScanKind, ScanKind, ScanKind] = ['flatbed', 'photo', 'stained'];

/** A scan, and what was done to the page before scanning. */
export interface Case {
  readonly doing: Doing;
  readonly kind: ScanKind;
  readonly page: string;
  readonly forgery: Forgery | null;
  readonly scan: Grey;
  readonly dpi: number;
}

/** The digits that a forger can make from another with the least change. */
const likely: Readonly<Record<string, readonly [string, ...string[]]>> = {
  0: ['6', '8', '9'],
  1: ['7', '4'],
  2: ['3', '7'],
  3: ['8', '5', '2'],
  4: ['1', '9'],
  5: ['6', '3', '8'],
  6: ['0', '8', '5'],
  7: ['1', '2'],
  8: ['3', '0', '6'],
  9: ['0', '8', '4'],
};

/** The case for a seed: the same seed gives the same scan. */
export async function makeCase(
  pages: readonly SealedPage[],
  font: MinchoFont,
  doing: Doing,
  kind: ScanKind,
  seed: number,
): Promise<Case> {
  const random = seededRandom(seed);
  const page = pages[random.whole(0, pages.length - 1)];
  if (page === undefined) throw new RangeError('no pages');
  const forgery =
    doing === 'nothing' || doing === 'otherSet' ? null : forge(doing, page, pages, font, random);
  const paper = await printed(forgery?.drawing ?? page.drawing, font);
  const made = await makeScan(paper, kind, seed + 1_000_000);
  return { doing, kind, page: page.name, forgery, ...made };
}

async function printed(drawing: PageDrawing, font: MinchoFont): Promise<Grey> {
  return printPage(await renderSheet([drawing], font, '見本'));
}

function forge(
  doing: Exclude<Doing, 'nothing' | 'otherSet'>,
  page: SealedPage,
  pages: readonly SealedPage[],
  font: MinchoFont,
  random: Random,
): Forgery {
  const { drawing } = page;
  switch (doing) {
    case 'digit': {
      const digit = pickOf(digitsOf(drawing, font), random);
      return changeCharacter(drawing, digit, random.pick(likely[digit.character] ?? ['0']), font);
    }
    case 'kanji': {
      const kanji = kanjiOf(drawing, font);
      const [one, two] = [pickOf(kanji, random), pickOf(kanji, random)];
      const into = one.character === two.character ? '見' : two.character;
      return changeCharacter(drawing, one, into === one.character ? '本' : into, font);
    }
    case 'whiteOut': {
      const lines = texts(drawing).filter(({ text }) => text.trim().length >= 3);
      return whiteOut(drawing, pickOf(lines, random), font);
    }
    case 'addedWord': {
      const word = random.pick(['全部', '但し書', '長男', '1', '12', '000', '〇', '無', '一切なし']);
      const place = emptyPlace(drawing, font, random);
      return addWord(drawing, word, { ...place, size: 3.4 }, font);
    }
    case 'pastedCodes': {
      const others = pages.filter((other) => other !== page && other.drawing.ops.length > 0);
      return pasteCodes(drawing, pickOf(others, random).drawing);
    }
  }
}

/** A place to the right of a value, or in the empty part below the content, where a forger would add something. */
function emptyPlace(
  drawing: PageDrawing,
  font: MinchoFont,
  random: Random,
): { readonly x: number; readonly y: number } {
  const lefts = texts(drawing).filter(({ align, x }) => align === 'left' && x < 120);
  for (let tries = 0; tries < 50 && lefts.length > 0; tries++) {
    const beside = pickOf(lefts, random);
    const x = beside.x + font.widthOf(beside.text, beside.size) * beside.stretch + random.between(0.5, 3);
    const free = texts(drawing).every(
      (other) => Math.abs(other.y - beside.y) > 4 || other.x + 80 < x || other.x > x + 20,
    );
    if (x < 175 && free) return { x, y: beside.y };
  }
  return { x: random.between(30, 150), y: random.between(215, 226) };
}

function pickOf<T>(from: readonly T[], random: Random): T {
  const one = from[random.whole(0, from.length - 1)];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
}
