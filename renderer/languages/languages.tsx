import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { Catalogue } from '../../languages/catalogue.ts';
import type { AttendantWords, ResidentWords } from '../../languages/compiled/words.ts';
import { residents } from '../../languages/compiled/ja/residents.ts';
import type { Language } from '../../shared/languages.ts';

/** A language and its words. */
export interface Spoken extends Catalogue {
  readonly language: Language;
}

/** Japanese comes with the page. */
export const japanese: Spoken = { language: 'ja', residents, attendants: null };

const SpokenContext = createContext(japanese);

/** Sets the language for all screens below it. */
export function Speaking({ spoken, children }: { readonly spoken: Spoken; readonly children: ReactNode }) {
  return <SpokenContext.Provider value={spoken}>{children}</SpokenContext.Provider>;
}

export function useLanguage(): Language {
  return useContext(SpokenContext).language;
}

/** The texts of the current language. */
export function useWords(): ResidentWords {
  return useContext(SpokenContext).residents;
}

/**
 * The texts for store staff and operators.
 * @throws where they are not there: a broken assumption, their screens are shown only with them
 */
export function useAttendantWords(): AttendantWords {
  const { attendants } = useContext(SpokenContext);
  if (attendants === null) throw new Error('an attendant’s screen without its words');
  return attendants;
}
