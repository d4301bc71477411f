import { isJapanese, languages, type Language } from '../../shared/languages.ts';

/**
 * The first of a browser's languages that the page speaks, by language and script: zh-TW is zh-Hant. English where it speaks none. Easy
 * Japanese is chosen by hand.
 */
export function languageOf(wanted: readonly string[]): Language {
  const plain = languages.filter((language) => language === 'ja' || !isJapanese(language));
  for (const tag of wanted) {
    const found = plain.find((language) => scriptOf(language) === scriptOf(tag));
    if (found !== undefined) return found;
  }
  return 'en';
}

/** `zh-Hant` of zh-TW, `fil-Latn` of tl; nothing of what is no tag. */
function scriptOf(tag: string): string | null {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script ?? ''}`;
  } catch {
    return null;
  }
}
