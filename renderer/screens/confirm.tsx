import { Notice } from '../components/notice.tsx';
import { GoOnButton } from '../components/go-on-button.tsx';
import { Panel } from '../components/panel.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { PagePicture } from '../drawings/page-picture.tsx';
import { textIn } from '../../languages/text-in.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { ChosenDetails, useChosenSummary } from './chosen.tsx';
import type { Chosen } from './chosen.tsx';
import { CertificateName } from '../components/certificate-name.tsx';
import { Glyph } from './glyphs.tsx';

const linesPerPage = { landscape: 2, portrait: 4 } as const;
/** More of them are seen on the screen of the names. */
const rareShown = 1;

/**
 * The basket: every certificate with its price, the sheets as they will be printed, and the total of the one payment, before money
 * moves. Each can be changed or removed; the sheets and the names' characters are seen large by one touch.
 */
export function ConfirmScreen({ body }: BodyOf<'confirm'>) {
  const { confirm, summary } = useWords();
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
      hint={
        <>
          <p>{[...uses, confirm.noReturn[body.badPrint]].join(' ')}</p>
          {body.numberUnwanted ? <Notice tone="warning">{summary.numberUnwanted}</Notice> : null}
        </>
      }
      aside={
        <>
          <PageButtons pages={pages} />
          {more.length > 0 ? null : (
            <TouchButton className="key aside-key" name="change-0" action={{ type: 'changeChosen', line: 0 }}>
              {summary.change}
            </TouchButton>
          )}
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
        <div className="confirm">
          <div>
            <ChosenDetails chosen={only} sheets={body.sheets} />
          </div>
          <div className="confirm-sheets">
            <SheetsKey body={body} picture />
            <NamesKey body={body} />
          </div>
        </div>
      ) : (
        <div className="confirm-basket">
          <ul className="basket">
            {pages.shown.map(({ chosen, line }) => (
              <BasketLine key={line} chosen={chosen} line={line} />
            ))}
          </ul>
          <div className="confirm-keys">
            <SheetsKey body={body} picture={false} />
            <NamesKey body={body} />
          </div>
        </div>
      )}
    </Panel>
  );
}

/** Touched, every sheet is seen large. @param picture the first one, small: where there is room for it */
function SheetsKey({ body, picture }: BodyOf<'confirm'> & { readonly picture: boolean }) {
  const { sheets, preview } = useWords();
  const [first] = body.pages;
  return (
    <TouchButton className="key confirm-sheet" name="see-pages" action={{ type: 'seePages' }}>
      {picture && first !== undefined ? (
        <PagePicture page={first} part={null} label={preview.sheet({ at: 1, of: body.pages.length })} />
      ) : null}
      <span>{sheets.see}</span>
    </TouchButton>
  );
}

/** Touched, the names are seen character by character; one that a clerk may take for another is shown already. */
function NamesKey({ body: { rare, namesToCompare } }: BodyOf<'confirm'>) {
  const { glyphs } = useWords();
  if (!namesToCompare) return null;
  return (
    <TouchButton className="key confirm-names" name="see-glyphs" action={{ type: 'seeGlyphs' }}>
      {rare.slice(0, rareShown).map((note) => (
        <Glyph key={note.character} note={note} />
      ))}
      <span>{glyphs.open}</span>
    </TouchButton>
  );
}

function BasketLine({ chosen, line }: { readonly chosen: Chosen; readonly line: number }) {
  const { confirm, summary } = useWords();
  const { about, shows } = useChosenSummary(chosen);
  return (
    <li className="basket-line">
      <div className="answer-words">
        <span className="answer-name">
          <CertificateName certificate={chosen} />
        </span>
        <span className="basket-about">{about}</span>
        {shows === null ? null : <span className="answer-hint">{shows}</span>}
      </div>
      {chosen.price === undefined ? <span /> : <Sum amount={chosen.price} />}
      <TouchButton
        className="key basket-key"
        name={`change-${String(line)}`}
        action={{ type: 'changeChosen', line }}
      >
        {summary.change}
      </TouchButton>
      <TouchButton
        className="key basket-key"
        name={`remove-${String(line)}`}
        action={{ type: 'removeChosen', line }}
      >
        {confirm.remove}
      </TouchButton>
    </li>
  );
}
