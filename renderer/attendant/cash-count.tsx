import type { CashLine } from '../../shared/attendants.ts';
import { yen } from '../../shared/yen.ts';
import { KeyGrid } from '../components/key-grid.tsx';
import { keyBounceMs } from '../components/press-guard.ts';
import { Notice } from '../components/notice.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { ReceiptDrawing } from '../drawings/paper-drawings.tsx';
import { countText, differenceText, sumText } from '../languages/format.ts';
import { useLanguage, useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { ResultPanel } from './result-panel.tsx';

const linesPerPage = { landscape: 3, portrait: 7 } as const;
const fields = ['counted', 'collected', 'filled'] as const;
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

type Count = BodyOf<'cashCount'>['body'];

/** What is at each place, by the books and as counted; a figure is chosen in the table and typed beside it. */
export function CashCountScreen({ body }: BodyOf<'cashCount'>) {
  const { cashCount: words } = useAttendantWords();
  const portrait = useUpright();
  const pages = usePages(body.lines, portrait ? linesPerPage.portrait : linesPerPage.landscape);
  return (
    <Panel question={words.question} className="panel-count" aside={<CountAside body={body} />}>
      <div className="count">
        <table className="table count-table">
          <thead>
            <tr>
              <th scope="col">{words.piece}</th>
              <th scope="col" className="number">
                {words.expected}
              </th>
              {fields.map((field) => (
                <th key={field} scope="col">
                  {words.fields[field]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pages.shown.map((line) => (
              <CountLine key={`${line.place}-${String(line.value)}`} line={line} at={body.at} />
            ))}
          </tbody>
        </table>
        <div className="count-below">
          <div>
            {body.at === null ? <p>{words.choose}</p> : null}
            {body.notCounted > 0 ? <p>{words.notCounted({ places: body.notCounted })}</p> : null}
            {body.difference === null ? null : <Difference difference={body.difference} />}
          </div>
          <PageButtons pages={pages} />
        </div>
      </div>
    </Panel>
  );
}

function CountLine({ line, at }: { readonly line: CashLine; readonly at: Count['at'] }) {
  const { cashCount: words } = useAttendantWords();
  const language = useLanguage();
  const { place, value } = line;
  const here = at?.place === place && at.value === value ? at : null;
  return (
    <tr>
      <th scope="row">
        <span className="count-place">{words.places[place]}</span>{' '}
        <span className="phrase">{sumText(language, yen(value))}</span>
      </th>
      <td className="number">{countText(language, line.expected)}</td>
      {fields.map((field) => {
        const chosen = here?.field === field;
        return (
          <td key={field}>
            <TouchButton
              className="key count-key"
              name={`count-${place}-${String(value)}-${field}`}
              chosen={chosen}
              action={{ type: 'selectCash', place, value, field }}
            >
              {chosen ? `${here.entered}_` : countText(language, line[field])}
            </TouchButton>
          </td>
        );
      })}
    </tr>
  );
}

function Difference({ difference }: { readonly difference: number }) {
  const { cashCount: words } = useAttendantWords();
  const language = useLanguage();
  return (
    <p
      className={difference === 0 ? 'count-difference' : 'count-difference count-difference-some'}
      aria-live="polite"
    >
      {difference === 0
        ? words.noDifference
        : words.difference({ sum: differenceText(language, difference) })}
    </p>
  );
}

function CountAside({ body }: { readonly body: Count }) {
  const { cashCount: words } = useAttendantWords();
  const typing = body.at !== null;
  return (
    <>
      <div className="count-pad">
        <KeyGrid
          keys={keys}
          columns={3}
          intent={(key) => ({ type: 'entryKey', key })}
          disabled={!typing}
          label={words.keys}
        />
        <div className="count-pad-last">
          <TouchButton
            className="key grid-key grid-key-word"
            name="count-erase"
            againAfterMs={keyBounceMs}
            disabled={!typing}
            action={{ type: 'entryErase' }}
          >
            {words.erase}
          </TouchButton>
          <TouchButton
            className="key grid-key"
            againAfterMs={keyBounceMs}
            disabled={!typing}
            action={{ type: 'entryKey', key: '0' }}
          >
            0
          </TouchButton>
          <TouchButton
            className="key grid-key grid-key-word"
            name="count-enter"
            disabled={!typing}
            action={{ type: 'entryDone' }}
          >
            {words.enter}
          </TouchButton>
        </div>
      </div>
      <TouchButton
        className="key key-primary aside-key"
        name="cash-count-done"
        disabled={!body.complete}
        action={{ type: 'cashCountDone' }}
      >
        {words.done}
      </TouchButton>
    </>
  );
}

export function CashCountedScreen({ body }: BodyOf<'cashCounted'>) {
  const { cashCounted: words } = useAttendantWords();
  return (
    <ResultPanel question={words.question} drawing={<ReceiptDrawing />} button={{ say: words.done }}>
      <Difference difference={body.difference} />
      <Notice tone={body.slip === 'printed' ? 'info' : 'warning'}>{words.slip[body.slip]}</Notice>
    </ResultPanel>
  );
}
