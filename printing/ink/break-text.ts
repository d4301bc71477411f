import { mayBreakBetween } from '../fonts/line-break-classes.ts';
import { endsPhrase } from './phrases.ts';

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。，．：；？！（）「」『』・ー]/u;
const thai = /\p{Script=Thai}/u;
/** Marks that end a Thai word: of repetition, of abbreviation. */
const endsThaiWord = /[ๆฯ]/;

/**
 * Where a line of this text may end, as places in it: behind a space; in Japanese between phrases; in Chinese between characters; in Thai,
 * which has no spaces between its words, between words.
 * @param language as Intl names it
 */
export function breaksIn(text: string, language: string): ReadonlySet<number> {
  const words = new Intl.Segmenter(language, { granularity: 'word' });
  const starts = thai.test(text) ? new Set(Array.from(words.segment(text), ({ index }) => index)) : null;
  const japanese = language.startsWith('ja');
  const breaks = new Set<number>();
  const characters = Array.from(text);
  let at = 0;
  characters.forEach((after, index) => {
    const before = characters[index - 1];
    if (before !== undefined && after !== ' ') {
      const may = (): boolean => {
        if (before === ' ') return true;
        if (!mayBreakBetween(before, after)) return false;
        if (japanese) return endsPhrase(before, after, characters[index + 1] ?? '');
        if (thai.test(before) && thai.test(after))
          return starts?.has(at) === true && !endsThaiWord.test(after);
        return ideographs.test(before) && ideographs.test(after);
      };
      if (may()) breaks.add(at);
    }
    at += after.length;
  });
  return breaks;
}
