import type { PageDrawing } from '../../../shared/drawing.ts';
import { changeCharacter, charactersOf, digitsOf, pasteCodes, texts, whiteOut } from '../forge.ts';
import type { Forgery } from '../forge.ts';
import type { Random } from '../random.ts';
import { addedMarks, changedGlyphs, withExtraRow, withMovedSeal } from './drawn-forgeries.ts';
import type { Cover, Forged, ForgeTools } from './forged.ts';
import { overlaid } from './overlays.ts';
import type { Overlay } from './overlays.ts';
import { runTool } from './run-tool.ts';

/** What is done to a page before it is seen. */
export const doings = [
  'nothing',
  'smallDigit',
  'similarKanji',
  'whitePatch',
  'greyPatch',
  'groundPatch',
  'pastedPiece',
  'pastedCodes',
  'nearestGlyphs',
  'marks',
  'extraRow',
  'movedSeal',
  'overCode',
  'atEdge',
  'bigGrey',
  'coloured',
] as const;
export type Doing = (typeof doings)[number];
export type ForgedDoing = Exclude<Doing, 'nothing'>;
export const forgedDoings = doings.filter((doing) => doing !== 'nothing');

/** Digits that a forger makes of others with the least change. */
const digits: Readonly<Record<string, readonly [string, ...string[]]>> = {
  ...{ 0: ['8', '6', '9'], 1: ['7', '4'], 2: ['3', '7'], 3: ['8', '5'], 4: ['1', '9'] },
  ...{ 5: ['6', '3', '8'], 6: ['8', '5', '0'], 7: ['1', '2'], 8: ['3', '6', '0'], 9: ['0', '8'] },
};

/** Kanji that an eye takes for each other, one group a word. */
const similar =
  '太大犬天 土士上 末未来 田由甲申 川州 石右 人入八 千干 日目白 月用 名各 住佳 間問 記紀 本木 番審 見貝 地池 子字 生主王 市布 平半 長良 和知 空室 架加 籍藉 夫失 父交 母毎 姓性 妻毒 町叮 村材 男勇 女安 氏民 届居 続読 証註 婚姻 筆筆 頭顔 幸辛 雄雅 松枚 郎朗 花化 茨次 城域 昭照 令今 元完 成或 年午 戸尸 原厚 前煎 除徐 製制 税祝 金全 額頭 定走 号另 二三 一二 三王'
    .split(' ')
    .map((group) => Array.from(group));

/** Forges a page. Null: the page offers nothing for this forgery. */
export function forge(
  doing: ForgedDoing,
  drawing: PageDrawing,
  other: PageDrawing,
  tools: ForgeTools,
  random: Random,
): Forged | null {
  const { font } = tools;
  switch (doing) {
    case 'smallDigit': {
      const all = digitsOf(drawing, font).toSorted((a, b) => a.size - b.size);
      const digit = all[random.whole(0, Math.floor(all.length / 2))];
      if (digit === undefined) return null;
      return plain(changeCharacter(drawing, digit, random.pick(digits[digit.character] ?? ['0']), font));
    }
    case 'similarKanji': {
      const pairs = charactersOf(drawing, font, /^\p{Script=Han}$/u).flatMap((glyph) =>
        similar
          .filter((group) => group.includes(glyph.character))
          .flatMap((group) => group.filter((into) => into !== glyph.character))
          .map((into) => ({ glyph, into })),
      );
      const pair = pairs[random.whole(0, pairs.length - 1)];
      return pair === undefined ? null : plain(changeCharacter(drawing, pair.glyph, pair.into, font));
    }
    case 'whitePatch':
    case 'greyPatch': {
      const line = lineOf(drawing, random);
      if (line === undefined) return null;
      const fill = doing === 'whitePatch' ? 1 : random.between(0.86, 0.95);
      const made = whiteOut(drawing, line, font);
      const ops = made.drawing.ops.map((op, index) =>
        index === made.drawing.ops.length - 1 && op.op === 'rect' ? { ...op, fill } : op,
      );
      return plain({ ...made, drawing: { ...drawing, ops }, says: `covered ${fill.toFixed(2)}` });
    }
    case 'groundPatch': {
      const line = lineOf(drawing, random);
      if (line === undefined) return null;
      const { at } = whiteOut(drawing, line, font);
      // The strip above the codes bears nothing but the ground.
      const from = { x: Math.min(at.x, 190 - at.w), y: 236, drawing: null };
      return { ...plain({ drawing, says: 'covered with ground', at }), cover: { at, from } };
    }
    case 'pastedPiece': {
      const [line, theirs] = [lineOf(drawing, random), lineOf(other, random)];
      if (line === undefined || theirs === undefined || line.text === theirs.text) return null;
      const { at: mine } = whiteOut(drawing, line, font);
      const { at: piece } = whiteOut(other, theirs, font);
      const at = { ...mine, w: Math.min(Math.max(mine.w, piece.w), 195 - mine.x), h: mine.h + 0.6 };
      const from = { x: piece.x, y: piece.y - 0.3, drawing: other };
      return { ...plain({ drawing, says: 'piece of another page', at }), cover: { at, from } };
    }
    case 'pastedCodes':
      return plain(pasteCodes(drawing, other));
    case 'nearestGlyphs':
      return changedGlyphs(drawing, tools, random);
    case 'marks':
      return addedMarks(drawing, font, random);
    case 'extraRow':
      return withExtraRow(drawing, other, font, random);
    case 'movedSeal':
      return withMovedSeal(drawing, random);
    case 'overCode':
    case 'atEdge':
    case 'bigGrey':
    case 'coloured':
      return { ...plain({ drawing, ...overlaid(doing, drawing, random) }) };
  }
}

function plain({ drawing, says, at, overlay }: Forgery & { readonly overlay?: Overlay }): Forged {
  return { drawing, says, places: [at], cover: null, overlay: overlay ?? null };
}

function lineOf(drawing: PageDrawing, random: Random) {
  const lines = texts(drawing).filter(({ text }) => text.trim().length >= 3);
  return lines[random.whole(0, lines.length - 1)];
}

/** Covers a place of a picture with a piece of another one of the same size. */
export async function coverWith(
  cover: Cover,
  file: string,
  fromFile: string,
  dpi: number,
  out: string,
): Promise<string> {
  const px = (mm: number) => Math.round((mm * dpi) / 25.4);
  const { at, from } = cover;
  const size = `${px(at.w)}x${px(at.h)}`;
  const piece = ['(', fromFile, '-crop', `${size}+${px(from.x)}+${px(from.y)}`, '+repage', ')'];
  const place = ['-geometry', `+${px(at.x)}+${px(at.y)}`, '-composite'];
  await runTool('convert', [file, ...piece, ...place, '-colorspace', 'gray', `${out}.png`]);
  return `${out}.png`;
}
