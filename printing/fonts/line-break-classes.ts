/*
 * Where a line of Japanese may end: character classes of JIS X 4051 (W3C's JLREQ, appendix A, has the same), as far as they
 * forbid a break. Half-width forms belong to the class of what they stand for.
 */

/** A class, by the characters in it; ranges as in a regular expression. */
interface LineBreakClass {
  readonly name: string;
  readonly characters: string;
}

/** 行頭禁則: no line begins with one. */
export const neverFirst: readonly LineBreakClass[] = [
  { name: 'closing brackets', characters: '’”）〕］｝〉》」』】⦆｠〙〗〛»›〟〞)\\]}｣' },
  { name: 'hyphens', characters: '\\-‐‑–〜～゠－−' },
  { name: 'dividing punctuation', characters: '！？‼⁇⁈⁉!?' },
  { name: 'middle dots', characters: '・：；･:;' },
  { name: 'full stops', characters: '。．｡.' },
  { name: 'commas', characters: '、，､,' },
  { name: 'iteration marks', characters: '々〻ゝゞヽヾ〵' },
  { name: 'prolonged sound marks', characters: 'ーｰ' },
  { name: 'small hiragana', characters: 'ぁぃぅぇぉっゃゅょゎゕゖ\u{1b132}\u{1b150}-\u{1b152}' },
  { name: 'small katakana', characters: 'ァィゥェォッャュョヮヵヶㇰ-ㇿ\u{1b155}\u{1b164}-\u{1b167}' },
  { name: 'half-width small katakana', characters: 'ｧ-ｯ' },
  { name: 'sound marks', characters: '゛゜ﾞﾟ\u3099\u309a' },
];

/** 行末禁則: no line ends with one. */
export const neverLast: readonly LineBreakClass[] = [
  { name: 'opening brackets', characters: '‘“（〔［｛〈《「『【⦅｟〘〖〚«‹〝(\\[{｢' },
];

/** Signs that stay with the number before them, and with the number behind them. */
export const behindNumber: LineBreakClass = { name: 'postfixed signs', characters: '%％‰℃°′″￠¢' };
export const beforeNumber: LineBreakClass = { name: 'prefixed signs', characters: '¥￥$＄£￡€№#＃' };

/** Two of the same stay together: ……, ――. */
export const inseparable: LineBreakClass = { name: 'inseparable marks', characters: '—―…‥' };

const beginsWith = (...classes: readonly LineBreakClass[]): RegExp =>
  new RegExp(`^[${classes.map(({ characters }) => characters).join('')}]`, 'u');

const first = beginsWith(...neverFirst);
const last = beginsWith(...neverLast);
const postfix = beginsWith(behindNumber);
const prefix = beginsWith(beforeNumber);
const same = beginsWith(inseparable);
const digit = /^[0-9０-９]/u;
/** What is no character of its own: a combining mark, a variation selector, a joiner, half of a surrogate pair, ﾞ and ﾟ. */
const joined = /^[\p{M}\p{Cs}\u200d\u2060ﾞﾟ]/u;
const joiner = /[\u200d\u2060]$/u;

/** Whether a character (see `graphemes`) may begin a line behind another one that ends it. */
export function mayBreakBetween(before: string, after: string): boolean {
  if (first.test(after) || last.test(before) || !keepsMarks(before, after)) return false;
  if (digit.test(before) && (digit.test(after) || postfix.test(after))) return false;
  if (prefix.test(before) && digit.test(after)) return false;
  return !(same.test(before) && before === after);
}

/** Whether a break between two characters leaves every mark with its character: one that does not is made only where all else fails. */
export function keepsMarks(before: string, after: string): boolean {
  return !joined.test(after) && !joiner.test(before);
}
