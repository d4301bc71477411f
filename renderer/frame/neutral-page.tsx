import { facts } from '../../languages/compiled/facts.ts';
import { languages } from '../../shared/languages.ts';
import { ProductMark } from '../drawings/product-mark.tsx';

/** Shown while there is no screen to draw: at start, after the connection is lost, or when what came was not a screen. */
export function NeutralPage() {
  const [first] = languages;
  return (
    <main className="neutral">
      <ProductMark />
      <h1 className="question" lang={first}>
        {facts[first].starting.question}
      </h1>
      {languages.map((language) => (
        <p key={language} className="lead" lang={language}>
          {language === first
            ? facts[first].starting.hint
            : `${facts[language].starting.question}. ${facts[language].starting.hint}`}
        </p>
      ))}
    </main>
  );
}
