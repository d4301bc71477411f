import type { HomeWords } from '../../languages/compiled/words.ts';
import { home as en } from '../../languages/compiled/en/home.ts';
import { home as es } from '../../languages/compiled/es/home.ts';
import { home as id } from '../../languages/compiled/id/home.ts';
import { home as ja } from '../../languages/compiled/ja/home.ts';
import { home as jaEasy } from '../../languages/compiled/ja-easy/home.ts';
import { home as ko } from '../../languages/compiled/ko/home.ts';
import { home as ne } from '../../languages/compiled/ne/home.ts';
import { home as pt } from '../../languages/compiled/pt/home.ts';
import { home as th } from '../../languages/compiled/th/home.ts';
import { home as tl } from '../../languages/compiled/tl/home.ts';
import { home as vi } from '../../languages/compiled/vi/home.ts';
import { home as zhHans } from '../../languages/compiled/zh-Hans/home.ts';
import { home as zhHant } from '../../languages/compiled/zh-Hant/home.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { facts } from '../../languages/compiled/facts.ts';
import type { NamedKind } from '../../shared/certificates.ts';
import { isJapanese, languages, type Language } from '../../shared/languages.ts';

const words: Readonly<Record<Language, HomeWords>> = {
  ...{ ja, en, ko, es, pt, vi, th, ne, id, tl },
  ...{ 'ja-easy': jaEasy, 'zh-Hans': zhHans, 'zh-Hant': zhHant },
};

export function wordsOf(language: Language): HomeWords {
  return words[language];
}

/** The first of the reader's languages that the page has; none of them: English. @param wanted tags as a browser has them, `pt-BR` */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b/.test(tag)) return /hant|tw|hk|mo/i.test(tag) ? 'zh-Hant' : 'zh-Hans';
    // Filipino has a tag of its own beside that of Tagalog.
    const found = languages.find((language) => language === tag.replace(/^fil\b/, 'tl').split('-')[0]);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** A certificate's name; beside a translation the Japanese, which stands on the paper. */
export function certificateNames(
  language: Language,
  { kind, title }: NamedKind,
): { readonly name: string; readonly japanese: string | null } {
  const name =
    title === undefined ? words[language].certificates[kind].name : title[facts[language].readsData];
  const japanese = title === undefined ? withoutReadings(ja.certificates[kind].name) : title.ja;
  return { name, japanese: isJapanese(language) || japanese === name ? null : japanese };
}
