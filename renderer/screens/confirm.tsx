import type { CharacterNote } from '../../shared/name-characters.ts';
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

const linesPerPage = { landscape: 3, portrait: 4 } as const;
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
      <div className="confirm">
        {only !== undefined && more.length === 0 ? (
          <div>
            <ChosenDetails chosen={only} sheets={body.sheets} />
          </div>
        ) : (
          <ul className="basket">
            {pages.shown.map(({ chosen, line }) => (
              <BasketLine key={line} chosen={chosen} line={line} />
            ))}
          </ul>
        )}
        <Sheets body={body} />
      </div>
    </Panel>
  );
}

/** The first sheet, small; touched, every sheet large. Under it the names' characters. */
function Sheets({ body }: BodyOf<'confirm'>) {
  const { sheets, preview } = useWords();
  const [first] = body.pages;
  if (!first) throw new Error('an order without a sheet');
  return (
    <div className="confirm-sheets">
      <TouchButton className="key confirm-sheet" name="see-pages" action={{ type: 'seePages' }}>
        <PagePicture page={first} part={null} label={preview.sheet({ at: 1, of: body.pages.length })} />
        <span>{sheets.see}</span>
      </TouchButton>
      {body.namesToCompare ? <Names rare={body.rare} /> : null}
    </div>
  );
}

function Names({ rare }: { readonly rare: readonly CharacterNote[] }) {
  const { glyphs } = useWords();
  const shown = rare.slice(0, rareShown);
  return (
    <TouchButton className="key confirm-names" name="see-glyphs" action={{ type: 'seeGlyphs' }}>
      {shown.map((note) => (
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
