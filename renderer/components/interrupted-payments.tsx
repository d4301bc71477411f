import type { BodyOf } from './body-of.ts';
import { dayAndTimeText, sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';

/** Whoever paid is at the screen when the power comes back, so the newest codes are enough; staff have the rest. */
const shownAtMost = 2;

/** Payments cut off by a power cut or a fault: the code that staff ask for, as soon as the kiosk runs again. */
export function InterruptedPayments({ interrupted }: Pick<BodyOf<'attract'>['body'], 'interrupted'>) {
  const { interrupted: words } = useWords();
  const language = useLanguage();
  if (interrupted.length === 0) return null;
  const newest = [...interrupted].sort((a, b) => b.at - a.at).slice(0, shownAtMost);
  return (
    <section className="interrupted">
      <h2 className="interrupted-title">{words.title}</h2>
      <ul>
        {newest.map(({ code, owed, at }) => (
          <li key={code} className="interrupted-line">
            <span className="interrupted-code">{code}</span>
            <span className="phrase">{dayAndTimeText(language, at)}</span>
            <span className="phrase">
              {owed > 0 ? words.owed({ sum: sumText(language, owed) }) : words.unsure}
            </span>
          </li>
        ))}
      </ul>
      <p>{words.next}</p>
    </section>
  );
}
