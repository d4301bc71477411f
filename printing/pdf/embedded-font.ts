import type { MinchoFont, SetCharacter } from '../fonts/mincho.ts';
import { putStream, quick, readyStream } from './ready-stream.ts';
import { hex, toUnicode } from './to-unicode.ts';

/** The font of one document: numbers its characters, and is embedded when all of them are known. */
export interface EmbeddedFont {
  /** A text as four hexadecimal digits a character. @throws when a character is not printable */
  encode(text: string): string;
  readonly dictionary: PDFKit.PDFKitReference;
  /** Puts the glyphs that were used into the document; nothing is encoded afterwards. */
  end(): void;
}

/** How a reader of PDF counts widths and heights, to the em. */
const unitsOfPdf = 1000;
/** FontDescriptor flags (ISO 32000-1, table 123): serifs; characters outside the standard Latin set. */
const flags = 0b110;
/** A kanji is as wide as it is high. */
const usualWidth = unitsOfPdf;
/** A document has one font: its tag need not tell it from another. */
const tag = 'KOMADO';

/**
 * Embeds a subset of the font. Every character brings its own code points into the PDF, also where characters share a glyph:
 * 葛 and 葛 with a selector stay two in the text layer. PDFKit's own way asks the font library for them, which remembers a
 * glyph with the characters that it was first seen with anywhere in the process, and which decodes every outline.
 */
export function embeddedFont(document: PDFKit.PDFDocument, mincho: MinchoFont): EmbeddedFont {
  const { font } = mincho;
  const scale = unitsOfPdf / font.unitsPerEm;
  const dictionary = document.ref({});
  const codes = new Map<SetCharacter, string>();
  /** By number in the document; the first is the missing glyph, which every font begins with. */
  const characters: SetCharacter[] = [{ codePoints: [0], glyph: font.getGlyph(0) }];

  function codeOf(character: SetCharacter): string {
    const known = codes.get(character);
    if (known !== undefined) return known;
    const code = hex(characters.push(character) - 1);
    codes.set(character, code);
    return code;
  }

  /** Those that are not as wide as a kanji, each after its number. */
  function widths(): unknown[] {
    return characters.flatMap(({ glyph }, code) => {
      const width = glyph.advanceWidth * scale;
      return width === usualWidth ? [] : [code, [width]];
    });
  }

  return {
    dictionary,
    encode: (text) => mincho.set(text).map(codeOf).join(''),
    end() {
      const name = `${tag}+${font.postscriptName}`;
      const glyphs = characters.map(({ glyph }) => glyph.id);
      const file = putStream(document, readyStream(mincho.subset(glyphs), quick));
      const { minX, minY, maxX, maxY } = font.bbox;
      const descriptor = ended(document, {
        Type: 'FontDescriptor',
        FontName: name,
        Flags: flags,
        FontBBox: [minX, minY, maxX, maxY].map((value) => value * scale),
        ItalicAngle: font.italicAngle,
        Ascent: font.ascent * scale,
        Descent: font.descent * scale,
        CapHeight: font.capHeight * scale,
        XHeight: font.xHeight * scale,
        StemV: 0,
        FontFile2: file,
      });
      const descendant = ended(document, {
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: name,
        CIDSystemInfo: { Registry: ascii('Adobe'), Ordering: ascii('Identity'), Supplement: 0 },
        CIDToGIDMap: 'Identity',
        FontDescriptor: descriptor,
        DW: usualWidth,
        W: widths(),
      });
      const texts = characters.map(({ codePoints }) => codePoints);
      Object.assign(dictionary.data, {
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: name,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: putStream(document, readyStream(toUnicode(texts), quick)),
      });
      dictionary.end(undefined);
    },
  };
}

function ended(document: PDFKit.PDFDocument, data: object): PDFKit.PDFKitReference {
  const object = document.ref(data);
  object.end(undefined);
  return object;
}

/** PDFKit writes a text as a name, and bytes as a text. */
function ascii(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
