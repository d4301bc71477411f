import type { AttendantWords, ResidentWords } from '../../languages/compiled/words.ts';
import type { Language } from '../../shared/languages.ts';

/** Which words of a language: what residents are shown, or store staff and operators. */
export type WordGroup = 'residents' | 'attendants';

/** Where the scripts of the languages put their words: a script loaded later shares nothing else with the page. */
export interface WordsRegistry {
  readonly residents: Partial<Record<Language, ResidentWords>>;
  readonly attendants: Partial<Record<Language, AttendantWords>>;
}

declare global {
  interface Window {
    komadoWords?: WordsRegistry;
  }
}

/** Its name in the window. */
export const registryName = 'komadoWords' satisfies keyof Window;

/** Begins the page's registry with the words that come with the page. */
export function beginRegistry(residents: WordsRegistry['residents']): WordsRegistry {
  const registry: WordsRegistry = { residents: { ...residents }, attendants: {} };
  window.komadoWords = registry;
  return registry;
}

/** The script of a language's words, from the page's folder. */
export function scriptOf(language: Language, group: WordGroup): string {
  return `languages/${language}.${group}.js`;
}
