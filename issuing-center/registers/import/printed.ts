import { codePointsOf } from '../../../printing/fonts/graphemes.ts';
import type { MinchoFont } from '../../../printing/fonts/mincho.ts';

/** Judges texts that certificates print. */
export interface PrintJudge {
  /** `U+1F600` of the first character that the font cannot print; null: it can print all. */
  unprintable(text: string): string | null;
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
      if (isPlain(text)) return null;
      const found = font.unprintable(text);
      if (found !== null) return codePointsOf(found).map(named).join(' ');
      for (const character of text)
        if (character.length === 1 && font.unprintable(character) === null)
          known[character.charCodeAt(0)] = 1;
      return null;
    },
  };
}

function named(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
