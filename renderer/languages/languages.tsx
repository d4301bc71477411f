import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { Language } from '../../shared/certificates.ts';
import { en } from './en/en.ts';
import { ja } from './ja/ja.ts';
import type { Words } from './words.ts';

export type Catalogues = Readonly<Record<Language, Words>>;

export const catalogues: Catalogues = { ja, en };

interface Spoken {
  readonly language: Language;
  readonly catalogues: Catalogues;
}

const SpokenContext = createContext<Spoken>({ language: 'ja', catalogues });

/** Sets the language for all screens below; tests give catalogues that note what was read. */
export function Speaking(props: Spoken & { readonly children: ReactNode }) {
  const { language, catalogues: given, children } = props;
  return <SpokenContext.Provider value={{ language, catalogues: given }}>{children}</SpokenContext.Provider>;
}

export function useLanguage(): Language {
  return useContext(SpokenContext).language;
}

/** The texts of the language that is set. */
export function useWords(): Words {
  const { language, catalogues: all } = useContext(SpokenContext);
  return all[language];
}

/** The texts of every language: for what must be read before one is chosen. */
export function useAllWords(): Catalogues {
  return useContext(SpokenContext).catalogues;
}
