import type { ItemId } from '../../shared/certificates.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { Panel } from '../components/panel.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Sum } from '../components/sum.tsx';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { Words } from '../languages/words.ts';
import type { BodyOf } from './body-of.ts';

type Chosen = BodyOf<'confirm'>['body']['chosen'][number];

/** All choices and the sum on one page, before money moves. */
export function ConfirmScreen({ body }: BodyOf<'confirm'>) {
  const { confirm } = useWords();
  const pages = usePages(body.chosen, 1);
  return (
    <Panel
      question={confirm.question}
      hint={confirm.noReturn}
      aside={
        <>
          <PageButtons pages={pages} />
          <div className="aside-total">
            <p className="aside-label">{confirm.total}</p>
            <Sum amount={body.total} size="large" />
          </div>
          <GoOnButton name="pay" action={{ type: 'pay' }} say={confirm.pay} />
        </>
      }
    >
      {pages.shown.map((chosen) => (
        <ChosenLine key={pages.at} chosen={chosen} sheets={body.sheets} />
      ))}
    </Panel>
  );
}

function ChosenLine({ chosen, sheets }: { readonly chosen: Chosen; readonly sheets: number }) {
  const words = useWords();
  const { confirm } = words;
  const many = chosen.persons.length > 4;
  return (
    <dl className="chosen">
      <dt className="chosen-kind" aria-hidden="true" />
      <dd className="chosen-kind">{words.certificates[chosen.kind].name}</dd>
      {chosen.variant === null ? null : (
        <>
          <dt>{confirm.form}</dt>
          <dd>{words.variant.names[chosen.variant].name}</dd>
        </>
      )}
      {chosen.year === null ? null : (
        <>
          <dt>{confirm.year}</dt>
          <dd>{words.year.name(chosen.year)}</dd>
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
      {chosen.kind === 'residenceRecord' || chosen.shown.length > 0 ? (
        <>
          <dt>{confirm.items}</dt>
          <dd>
            <ItemNames words={words} shown={chosen.shown} />
          </dd>
        </>
      ) : null}
      <dt>{confirm.copies}</dt>
      <dd>{words.copies.count(chosen.copies)}</dd>
      <dt>{confirm.sheets}</dt>
      <dd>{confirm.sheetCount(sheets)}</dd>
    </dl>
  );
}

function ItemNames({ words, shown }: { readonly words: Words; readonly shown: readonly ItemId[] }) {
  const language = useLanguage();
  if (shown.length === 0) return words.confirm.noItems;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return list.format(shown.map((item) => words.items[item].name));
}
