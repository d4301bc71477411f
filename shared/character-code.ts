import { codePointsOf } from './graphemes.ts';

/** The code points of a character and its variation selector, which a clerk can look up: `髙` → U+9AD9, `葛󠄂` → U+845B U+E0102. */
export function codeOf(character: string): string {
  return codePointsOf(character)
    .map((codePoint) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
