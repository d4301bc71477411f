import type { Bilingual } from '../shared/certificates.ts';
import type { Language } from '../shared/languages.ts';
import { facts } from './compiled/facts.ts';

/** A text of the data for somebody who chose this language. */
export function textIn(language: Language, text: Bilingual): string {
  return text[facts[language].readsData];
}
