import { readFileSync } from 'node:fs';
import { create, type TrueTypeFont } from 'fontkit';

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
  if (!('fonts' in opened)) return opened;
  return (
    opened.fonts.find(({ postscriptName }) => postscriptName === `NotoSansCJK${cjk ?? ''}-${weight}`) ?? null
  );
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
