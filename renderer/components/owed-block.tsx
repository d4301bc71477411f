import type { Yen } from '../../shared/yen.ts';
import { sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';

interface OwedBlockProps {
  readonly owed: { readonly amount: Yen; readonly code: string };
}

/** No receipt came out: its code, to be written down. */
export function CodeBlock({ code }: { readonly code: string }) {
  const { codeToWrite, owed } = useWords();
  return (
    <section className="owed">
      <h2 className="owed-sum">{codeToWrite.title}</h2>
      <p className="owed-code-line">
        <span className="owed-label">{owed.code}</span>
        <span className="owed-code">{code}</span>
      </p>
      <p>{codeToWrite.next}</p>
    </section>
  );
}

/** What the machine still owes, with the code staff ask for, large enough to be read from across the counter. */
export function OwedBlock({ owed }: OwedBlockProps) {
  const words = useWords().owed;
  const language = useLanguage();
  return (
    <section className="owed">
      <h2 className="owed-sum">{words.sum({ sum: sumText(language, owed.amount) })}</h2>
      <p className="owed-code-line">
        <span className="owed-label">{words.code}</span>
        <span className="owed-code">{owed.code}</span>
      </p>
      <p>{words.next}</p>
    </section>
  );
}
