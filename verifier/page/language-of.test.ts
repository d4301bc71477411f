import { expect, it } from 'vitest';
import { languageOf } from './language-of.ts';

it.each([
  [['ja-JP', 'en'], 'ja'],
  [['zh-TW'], 'zh-Hant'],
  [['zh-HK', 'zh'], 'zh-Hant'],
  [['zh-CN'], 'zh-Hans'],
  [['fil-PH', 'en'], 'tl'],
  [['pt-BR'], 'pt'],
  [['de-DE', 'ne-NP', 'en'], 'ne'],
  [['de', 'fr-CH'], 'en'],
  [['_', 'vi'], 'vi'],
  [[], 'en'],
])('a browser of %j begins in %s', (wanted, language) => {
  expect(languageOf(wanted)).toBe(language);
});
