import { keepsMarks, mayBreakBetween } from '../fonts/line-break-classes.ts';
import { endsPhrase } from '../ink/phrases.ts';

/** Columns that printable text takes on paper: 1 for ASCII and half-width katakana, 2 for all else. */
export function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + columnsOfCharacter(character), 0);
}

function columnsOfCharacter(character: string): 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 || (code > 0xff60 && code < 0xffa0) ? 1 : 2;
}

/**
 * Lines of at most this many columns (2 or more). English words and Japanese phrases stay whole, and no line begins with a
 * comma; the printer itself would break wherever a line is full. What alone is longer than a line is broken where it is full.
 * No character is lost but a space at a break. There is always one line, even if empty.
 */
export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const phrase of phrasesOf(text)) {
    if (columnsOf(line + phrase.trimEnd()) <= columns) {
      line += phrase;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    const [last = '', ...full] = filledLines(phrase.trimEnd(), columns).toReversed();
    lines.push(...full.toReversed());
    line = last + (phrase.match(/ *$/)?.[0] ?? '');
  }
  return [...lines, line.trimEnd()];
}

/** A phrase broken where a line is full, or before that where JIS X 4051 forbids a break there (see line-break-classes). */
function filledLines(phrase: string, columns: number): readonly string[] {
  const characters = Array.from(phrase);
  const lines: string[] = [];
  let from = 0;
  while (from < characters.length) {
    let full = from + 1;
    while (full < characters.length && columnsOf(characters.slice(from, full + 1).join('')) <= columns)
      full += 1;
    const ends = Array.from({ length: full - from }, (_, back) => full - back);
    const between = (judge: typeof mayBreakBetween) => (at: number) =>
      judge(characters[at - 1] ?? '', characters[at] ?? '');
    const end = ends.find(between(mayBreakBetween)) ?? ends.find(between(keepsMarks)) ?? full;
    lines.push(characters.slice(from, end).join(''));
    from = end;
  }
  return lines.length === 0 ? [''] : lines;
}

/** Text split where a line may end; the pieces together are the text. */
function phrasesOf(text: string): readonly string[] {
  const characters = Array.from(text);
  const phrases: string[] = [];
  let phrase = '';
  characters.forEach((character, index) => {
    phrase += character;
    const next = characters[index + 1];
    if (next !== undefined && endsPhrase(character, next, characters[index + 2] ?? '')) {
      phrases.push(phrase);
      phrase = '';
    }
  });
  return phrase === '' ? phrases : [...phrases, phrase];
}
