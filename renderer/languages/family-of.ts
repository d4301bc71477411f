import { facts } from '../../languages/compiled/facts.ts';
import type { Language } from '../../shared/languages.ts';

/** The family of fonts of a language, as a value for CSS. */
export function familyOf(language: Language): string {
  return `"${facts[language].font}"`;
}
