import { languages } from '../../shared/certificates.ts';
import { ProductMark } from '../drawings/product-mark.tsx';
import { useAllWords } from '../languages/languages.tsx';

/** Shown while there is no screen to draw: at start, after the connection is lost, or when what came was not a screen. */
export function NeutralPage() {
  const words = useAllWords();
  const [first] = languages;
  return (
    <main className="neutral">
      <ProductMark />
      <h1 className="question" lang={first}>
        {words[first].starting.question}
      </h1>
      {languages.map((language) => (
        <p key={language} className="lead" lang={language}>
          {language === first
            ? words[first].starting.hint
            : `${words[language].starting.question}. ${words[language].starting.hint}`}
        </p>
      ))}
    </main>
  );
}
