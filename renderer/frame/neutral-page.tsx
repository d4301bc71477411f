import { languages } from '../../shared/certificates.ts';
import { ProductMark } from '../drawings/product-mark.tsx';
import { useAllWords } from '../languages/languages.tsx';

/** Shown while there is no screen to draw: at start, after a lost connection, or when what came was no screen. */
export function NeutralPage() {
  const words = useAllWords();
  return (
    <main className="neutral">
      <ProductMark />
      <h1 className="question" lang="ja">
        {words.ja.starting.question}
      </h1>
      {languages.map((language) => (
        <p key={language} className="lead" lang={language}>
          {language === 'ja'
            ? words.ja.starting.hint
            : `${words[language].starting.question}. ${words[language].starting.hint}`}
        </p>
      ))}
    </main>
  );
}
