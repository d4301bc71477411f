import { GoOnButton } from '../components/go-on-button.tsx';
import { Panel } from '../components/panel.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { textIn } from '../../languages/text-in.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { ChosenDetails, useChosenSummary } from './chosen.tsx';
import type { Chosen } from './chosen.tsx';
import { useCertificateName } from '../languages/certificate-name.ts';

const linesPerPage = { landscape: 3, portrait: 5 } as const;

/** The basket: every certificate with its price, and the total of the one payment, before money moves. */
export function ConfirmScreen({ body }: BodyOf<'confirm'>) {
  const { confirm } = useWords();
  const language = useLanguage();
  const portrait = useUpright();
  const lines = body.chosen.map((chosen, line) => ({ chosen, line }));
  const pages = usePages(lines, portrait ? linesPerPage.portrait : linesPerPage.landscape);
  const [only, ...more] = body.chosen;
  const uses = (body.notAcceptedFor ?? []).map((use) =>
    confirm.notAcceptedFor({ use: textIn(language, use) }),
  );
  return (
    <Panel
      question={confirm.question}
      hint={[...uses, confirm.noReturn[body.badPrint]].join(' ')}
      aside={
        <>
          <PageButtons pages={pages} />
          {body.mayAddAnother ? (
            <TouchButton className="key aside-key" name="add-another" action={{ type: 'addAnother' }}>
              {confirm.addAnother}
            </TouchButton>
          ) : null}
          <div className="aside-total">
            <p className="aside-label">{confirm.total}</p>
            <Sum amount={body.total} size="large" />
            {more.length > 0 ? (
              <p className="aside-sheets">{confirm.allSheets({ sheets: body.sheets })}</p>
            ) : null}
          </div>
          <GoOnButton name="pay" action={{ type: 'pay' }} say={confirm.pay} />
        </>
      }
    >
      {only !== undefined && more.length === 0 ? (
        <ChosenDetails chosen={only} sheets={body.sheets} />
      ) : (
        <ul className="basket">
          {pages.shown.map(({ chosen, line }) => (
            <BasketLine key={line} chosen={chosen} line={line} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function BasketLine({ chosen, line }: { readonly chosen: Chosen; readonly line: number }) {
  const { confirm } = useWords();
  const nameOf = useCertificateName();
  const { about, shows } = useChosenSummary(chosen);
  return (
    <li className="basket-line">
      <div className="answer-words">
        <span className="answer-name">{nameOf(chosen)}</span>
        <span className="basket-about">{about}</span>
        {shows === null ? null : <span className="answer-hint">{shows}</span>}
      </div>
      {chosen.price === undefined ? <span /> : <Sum amount={chosen.price} />}
      <TouchButton
        className="key basket-remove"
        name={`remove-${String(line)}`}
        action={{ type: 'removeChosen', line }}
      >
        {confirm.remove}
      </TouchButton>
    </li>
  );
}
