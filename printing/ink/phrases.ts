import { mayBreakBetween } from '../fonts/line-break-classes.ts';

const closing = /[、。，．・：；？！）」』】〕》～]/u;
const opening = /[（「『【〔《]/u;
const hiragana = /\p{Script=Hiragana}/u;
const kanji = /\p{Script=Han}/u;
const katakana = /[\p{Script=Katakana}ー]/u;
const ascii = /[!-~]/;

/**
 * Whether a line of Japanese, or of words between spaces, may end between two characters. A Japanese phrase ends where hiragana ends: この機械の|同じ|画面で、; the honorific
 * before a noun belongs to the noun: すべての|お名前.
 */
export function endsPhrase(before: string, after: string, afterNext: string): boolean {
  if (after === ' ' || !mayBreakBetween(before, after)) return false;
  // A particle belongs to what stands in brackets before it: （顔認証マイナンバーカード）は|
  if (/[）」』】〕》]/.test(before) && hiragana.test(after)) return false;
  if (before === ' ' || closing.test(before) || opening.test(after)) return true;
  if (/[おご]/.test(after) && kanji.test(afterNext)) return true;
  if (/[おご]/.test(before) && kanji.test(after)) return false;
  if (hiragana.test(before)) return !hiragana.test(after);
  if (kanji.test(before)) return katakana.test(after) || ascii.test(after);
  return katakana.test(before) && kanji.test(after);
}
