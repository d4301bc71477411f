import { facts } from '../../languages/compiled/facts.ts';
import { isAttendantKind } from '../../shared/attendant-kind.ts';
import type { Language } from '../../shared/languages.ts';
import type { Screen } from '../../shared/screen.ts';

/** The language in which a screen is shown: Japanese for attendants, where the chosen one has no words for them. */
export function shownLanguage({ language, body }: Pick<Screen, 'language' | 'body'>): Language {
  return isAttendantKind(body.kind) && !facts[language].attendants ? 'ja' : language;
}
