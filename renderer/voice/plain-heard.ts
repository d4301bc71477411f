import type { Language } from '../../shared/languages.ts';
import { codes } from './japanese-heard.ts';

const devanagari = '०१२३४५६७८९';

/**
 * A text of another language as a voice reads it well: sums with the word for yen, codes and telephone numbers sign by sign.
 * @param yen says a sum: "300 yen"
 */
export function plainHeard(text: string, language: Language, yen: (sum: string) => string): string {
  const said = text
    .replaceAll(/(?:JPY|[¥￥])\s?(\d[\d.,\s]*\d|\d)/g, (_, sum: string) => yen(ungrouped(sum)))
    .replaceAll(/(\d[\d.,\s]*\d|\d)\s?(?:JPY|[¥￥])/g, (_, sum: string) => yen(ungrouped(sum)))
    .replaceAll(/\d{2,5}(?:-\d{2,5}){1,3}/g, signBySign)
    .replaceAll(codes, signBySign)
    .replaceAll(/[“”„‟«»「」『』"()[\]<>]/g, ' ')
    .replaceAll(/[·•→←↑↓]/g, ', ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([,.!?;:])/g, '$1')
    .trim();
  // Its voice reads other digits in English.
  return language === 'ne' ? said.replaceAll(/\d/g, (digit) => devanagari[Number(digit)] ?? digit) : said;
}

/** 1,200 → 1200: some voices read two numbers. */
function ungrouped(sum: string): string {
  return sum.replaceAll(/[.,\s]/g, '');
}

function signBySign(text: string): string {
  return text
    .split('-')
    .map((part) => Array.from(part).join(' '))
    .join(', ');
}
