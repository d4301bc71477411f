/** Variation selectors: U+FE00–FE0F (standardized) and U+E0100–E01EF (ideographic). */
export function isVariationSelector(codePoint: number): boolean {
  return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
}

const mark = /^\p{M}$/u;

/** Latin, kana without their marks, and kanji are most of all texts here; U+0300 is the first mark. */
function joinsTheCharacterBefore(character: string): boolean {
  const unit = character.charCodeAt(0);
  if (unit < 0x300 || (unit >= 0x30a0 && unit <= 0x30ff) || (unit >= 0x4e00 && unit <= 0x9fff)) return false;
  // Variation selectors are marks (Mn) too.
  return mark.test(character);
}

/**
 * Splits a text into what a reader calls characters: a base with the selectors and combining marks that follow it. Joined,
 * the pieces give the text again.
 */
export function graphemes(text: string): string[] {
  const pieces: string[] = [];
  for (const character of text) {
    const before = pieces.at(-1);
    if (before !== undefined && joinsTheCharacterBefore(character))
      pieces[pieces.length - 1] = before + character;
    else pieces.push(character);
  }
  return pieces;
}

/** The code points of a text; a lone surrogate counts as one. */
export function codePointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
