import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { languages, type Language } from '../../shared/certificates.ts';
import type { Conventions } from './conventions.ts';
import * as en from './en/index.ts';
import * as ja from './ja/index.ts';
import type { Words } from './words.ts';

export type Catalogues = Readonly<Record<Language, Words>>;

/** Each language has a folder here with the same files. */
const folders: Readonly<Record<Language, { readonly words: Words; readonly conventions: Conventions }>> = {
  ja,
  en,
};

export const catalogues: Catalogues = ofEach((language) => folders[language].words);

/** How a language writes sums, times and lists. */
export function conventionsOf(language: Language): Conventions {
  return folders[language].conventions;
}

function ofEach<T>(of: (language: Language) => T): Readonly<Record<Language, T>> {
  return Object.fromEntries(languages.map((language) => [language, of(language)])) as Record<Language, T>;
}

interface Spoken {
  readonly language: Language;
  readonly catalogues: Catalogues;
}

const SpokenContext = createContext<Spoken>({ language: 'ja', catalogues });

/** Sets the language for all screens below it; tests give catalogues that note what was read. */
export function Speaking(props: Spoken & { readonly children: ReactNode }) {
  const { language, catalogues: given, children } = props;
  return <SpokenContext.Provider value={{ language, catalogues: given }}>{children}</SpokenContext.Provider>;
}

export function useLanguage(): Language {
  return useContext(SpokenContext).language;
}

/** The texts of the current language. */
export function useWords(): Words {
  const { language, catalogues: all } = useContext(SpokenContext);
  return all[language];
}

/** The texts of every language, for what must be readable before one is chosen. */
export function useAllWords(): Catalogues {
  return useContext(SpokenContext).catalogues;
}
