import type { ItemId } from '../../shared/certificates.ts';
import type { Language } from '../../shared/languages.ts';
import { FiscalYearName } from '../components/fiscal-year-name.tsx';
import { Sum } from '../components/sum.tsx';
import { facts } from '../../languages/compiled/facts.ts';
import type { ResidentWords } from '../../languages/compiled/words.ts';
import { listText, yearText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { CertificateName } from '../components/certificate-name.tsx';

export type Chosen = BodyOf<'confirm'>['body']['chosen'][number];

/** Everything about a certificate that is the only one. */
export function ChosenDetails({ chosen, sheets }: { readonly chosen: Chosen; readonly sheets: number }) {
  const words = useWords();
  const { confirm } = words;
  const many = chosen.persons.length > 4;
  return (
    <dl className="chosen">
      <dt className="chosen-kind" aria-hidden="true" />
      <dd className="chosen-kind">
        <CertificateName certificate={chosen} />
      </dd>
      {chosen.variant === null ? null : (
        <>
          <dt>{confirm.form}</dt>
          <dd>{words.variant.names[chosen.variant].name}</dd>
        </>
      )}
      {chosen.year === null ? null : (
        <>
          <dt>{confirm.year}</dt>
          <dd>
            <FiscalYearName year={chosen.year} />
          </dd>
        </>
      )}
      <dt>{confirm.persons}</dt>
      <dd>
        <ul className={many ? 'chosen-persons chosen-persons-many' : 'chosen-persons'}>
          {chosen.persons.map(({ ref, name }) => (
            <li key={ref}>{name}</li>
          ))}
        </ul>
      </dd>
      {hasItems(chosen) ? (
        <>
          <dt>{confirm.items}</dt>
          <dd>
            <ItemNames words={words} shown={chosen.shown} />
          </dd>
        </>
      ) : null}
      <dt>{confirm.copies}</dt>
      <dd>{words.copies.count({ copies: chosen.copies })}</dd>
      <dt>{confirm.sheets}</dt>
      <dd>{confirm.sheetCount({ sheets })}</dd>
      {chosen.price === undefined ? null : (
        <>
          <dt>{confirm.fee}</dt>
          <dd>
            <Sum amount={chosen.price} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** The same in two lines: form, year, whose, and how many copies; then what it shows. */
export function useChosenSummary(chosen: Chosen): { readonly about: string; readonly shows: string | null } {
  const words = useWords();
  const language = useLanguage();
  const about = [
    chosen.variant === null ? null : words.variant.names[chosen.variant].name,
    chosen.year === null ? null : words.year.name({ year: yearText(language, chosen.year) }),
    personNames(words, chosen.persons),
    words.copies.count({ copies: chosen.copies }),
  ].filter((part) => part !== null);
  return {
    about: about.join(facts[language].between),
    shows: hasItems(chosen) ? itemNames(words, language, chosen.shown) : null,
  };
}

function hasItems({ kind, shown }: Chosen): boolean {
  return kind === 'residenceRecord' || kind === 'residenceRecordItems' || shown.length > 0;
}

function ItemNames({ words, shown }: { readonly words: ResidentWords; readonly shown: readonly ItemId[] }) {
  return <span>{itemNames(words, useLanguage(), shown)}</span>;
}

/** The first by name, and how many more; null where nobody is chosen. */
export function personNames(words: ResidentWords, persons: Chosen['persons']): string | null {
  const [first, ...others] = persons;
  if (first === undefined) return null;
  return others.length === 0 ? first.name : words.confirm.others({ name: first.name, more: others.length });
}

export function itemNames(words: ResidentWords, language: Language, shown: readonly ItemId[]): string {
  if (shown.length === 0) return words.confirm.noItems;
  return listText(
    language,
    shown.map((item) => words.items[item].name),
  );
}
