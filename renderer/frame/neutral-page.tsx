import { facts } from '../../languages/compiled/facts.ts';
import { languages } from '../../shared/languages.ts';
import { ProductMark } from '../drawings/product-mark.tsx';

/** Shown while there is no screen to draw: at start, after the connection is lost, or when what came was not a screen. */
export function NeutralPage() {
  const [first, ...others] = languages;
  return (
    <main className="neutral">
      <ProductMark />
      <h1 className="question" lang={first}>
        {facts[first].starting.question}
      </h1>
      <p className="lead" lang={first}>
        {facts[first].starting.hint}
      </p>
      <ul className="neutral-others">
        {others.map((language) => (
          <li key={language} lang={language}>
            {facts[language].starting.question}
          </li>
        ))}
      </ul>
    </main>
  );
}
