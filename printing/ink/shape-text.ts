import type { Glyph, TrueTypeFont } from 'fontkit';

/** Glyphs of a text from its start, at places in ems, y upwards. */
export interface ShapedText {
  readonly glyphs: readonly {
    readonly font: TrueTypeFont;
    readonly glyph: Glyph;
    readonly x: number;
    readonly y: number;
  }[];
  readonly width: number;
}

/** The font of the language, then what stands in for what it lacks. */
export type FontChain = readonly [TrueTypeFont, ...TrueTypeFont[]];

/** Sets a text in the first font that has its characters: joined, stacked and reordered as its script wants it. */
export function shapeText(text: string, fonts: FontChain): ShapedText {
  const glyphs: ShapedText['glyphs'][number][] = [];
  let width = 0;
  for (const { font, text: run } of runsOf(text, fonts)) {
    const em = font.unitsPerEm;
    const laid = font.layout(run, []);
    laid.glyphs.forEach((glyph, index) => {
      const { xAdvance = glyph.advanceWidth, xOffset = 0, yOffset = 0 } = laid.positions[index] ?? {};
      glyphs.push({ font, glyph, x: width + xOffset / em, y: yOffset / em });
      width += xAdvance / em;
    });
  }
  return { glyphs, width };
}

/** The characters that none of the fonts has. */
export function lackingIn(text: string, fonts: FontChain): readonly string[] {
  return [...new Set(text)].filter(
    (character) => character.trim() !== '' && fontOf(character, fonts) === null,
  );
}

function runsOf(text: string, fonts: FontChain) {
  const runs: { readonly font: TrueTypeFont; text: string }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    // A mark belongs to its character, and a space to the word before it.
    if (last !== undefined && /^(?:\p{M}|\u200c|\u200d| )$/u.test(character)) last.text += character;
    else {
      const font = fontOf(character, fonts) ?? fonts[0];
      if (last?.font === font) last.text += character;
      else runs.push({ font, text: character });
    }
  }
  return runs;
}

function fontOf(character: string, fonts: FontChain): TrueTypeFont | null {
  const code = character.codePointAt(0) ?? 0;
  return fonts.find((font) => font.hasGlyphForCodePoint(code)) ?? null;
}
