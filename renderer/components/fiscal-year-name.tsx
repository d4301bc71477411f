import { yearText } from '../languages/format.ts';
import { InJapanese } from '../languages/in-japanese.tsx';
import { japanese, useLanguage, useWords } from '../languages/languages.tsx';

/** A fiscal year as the language counts them, with the year of the era that stands on the paper: FY 2025 令和7年度. */
export function FiscalYearName({ year }: { readonly year: number }) {
  const shown = useWords().year.name({ year: yearText(useLanguage(), year) });
  const own = japanese.residents.year.name({ year: yearText('ja', year) });
  return (
    <>
      {shown} <InJapanese text={own} beside={shown} />
    </>
  );
}
