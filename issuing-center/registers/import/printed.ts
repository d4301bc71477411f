import { codeOf } from '../../../shared/character-code.ts';
import { graphemes } from '../../../shared/graphemes.ts';
import type { MinchoFont } from '../../../printing/fonts/mincho.ts';

/** Judges texts that certificates print. */
export interface PrintJudge {
  /** `U+1F600` of each character that the font cannot print, once; a character with its marks is `U+0061 U+0302`. */
  unprintable(text: string): readonly string[];
}

const planeSize = 0x10000;

/** Remembers single characters, because millions of texts are made of a few thousand of them. */
export function createPrintJudge(font: MinchoFont): PrintJudge {
  // 1: printable by itself, whatever comes after it but a mark.
  const known = new Uint8Array(planeSize);
  function isPlain(text: string): boolean {
    for (let at = 0; at < text.length; at++) if (known[text.charCodeAt(at)] !== 1) return false;
    return true;
  }
  return {
    unprintable(text) {
      if (isPlain(text)) return [];
      if (font.unprintable(text) !== null) {
        const lacking = graphemes(text).filter((character) => font.unprintable(character) !== null);
        return [...new Set(lacking.map(codeOf))];
      }
      for (const character of text)
        if (character.length === 1 && font.unprintable(character) === null)
          known[character.charCodeAt(0)] = 1;
      return [];
    },
  };
}
