import type { EndingSoon } from '../../shared/ending-soon.ts';
import { dayText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';

/** Beside a screen after the login: the card or its certificate ends soon, and what to do about that. */
export function EndingSoonNote({ soon }: { readonly soon: EndingSoon }) {
  const { endingSoon } = useWords().certificate;
  const language = useLanguage();
  return (
    <p className="aside-say aside-note">{endingSoon[soon.what]({ day: dayText(language, soon.lastDay) })}</p>
  );
}
