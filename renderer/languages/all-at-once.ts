import { catalogues } from '../../languages/compiled/catalogues.ts';
import type { Screen } from '../../shared/screen.ts';
import type { Spoken } from './languages.tsx';
import { shownLanguage } from './shown-language.ts';

/** The words of a screen, for tests and previews: there is no page into which they could be loaded. */
export function spokenOf(screen: Pick<Screen, 'language' | 'body'>): Spoken {
  const language = shownLanguage(screen);
  return { language, ...catalogues[language] };
}
