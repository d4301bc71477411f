import { readFileSync } from 'node:fs';
import { create, type Glyph, type TrueTypeFont } from 'fontkit';

/** A family that a language names (language.json), in the weights of the screens. */
export interface ScreenFont {
  readonly plain: TrueTypeFont;
  readonly bold: TrueTypeFont;
}

const folder = '/usr/share/fonts';
const known = new Map<string, ScreenFont | null>();

/**
 * A Noto family from where Debian's packages fonts-noto-cjk and fonts-noto-core put it, read when it is first asked for and kept: the
 * Chinese, Japanese and Korean ones are in one file of 19 MB.
 * @returns null when it is not installed
 */
export function openScreenFont(family: string): ScreenFont | null {
  const remembered = known.get(family);
  if (remembered !== undefined) return remembered;
  const plain = open(family, 'Regular');
  const bold = open(family, 'Bold');
  const font = plain === null || bold === null ? null : { plain, bold };
  known.set(family, font);
  return font;
}

function open(family: string, weight: 'Regular' | 'Bold'): TrueTypeFont | null {
  const cjk = /^Noto Sans CJK ([A-Z]{2})$/.exec(family)?.[1]?.toLowerCase();
  const file =
    cjk === undefined
      ? `${folder}/truetype/noto/${family.replaceAll(' ', '')}-${weight}.ttf`
      : `${folder}/opentype/noto/NotoSansCJK-${weight}.ttc`;
  const bytes = bytesOf(file);
  if (bytes === null) return null;
  const opened = create(bytes);
  const font =
    'fonts' in opened
      ? opened.fonts.find(({ postscriptName }) => postscriptName === `NotoSansCJK${cjk ?? ''}-${weight}`)
      : opened;
  if (font === undefined) return null;
  keepCharactersApart(font);
  return font;
}

/**
 * fontkit keeps a glyph with the characters for which it was first asked, and shapes by them: with none when it was first drawn as a part
 * of another glyph. A vowel sign of Devanagari without its character broke the syllables of all later texts (a dotted circle on a receipt).
 */
function keepCharactersApart(font: TrueTypeFont): void {
  const shared = font.getGlyph.bind(font);
  const getGlyph: TrueTypeFont['getGlyph'] = (id, codePoints = []) => {
    const glyph = shared(id, codePoints);
    if (codePoints.length === 0 || codePoints.join() === glyph.codePoints.join()) return glyph;
    return Object.create(glyph, { codePoints: { value: codePoints, enumerable: true } }) as Glyph;
  };
  Object.defineProperty(font, 'getGlyph', { value: getGlyph });
}

const files = new Map<string, Uint8Array>();

/** Null when there is no such file. @throws when it cannot be read for another reason */
function bytesOf(file: string): Uint8Array | null {
  const read = files.get(file);
  if (read !== undefined) return read;
  try {
    const bytes = readFileSync(file);
    files.set(file, bytes);
    return bytes;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
