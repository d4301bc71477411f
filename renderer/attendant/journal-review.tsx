import { textIn } from '../../shared/certificates.ts';
import type { JournalCheck, JournalEntry } from '../../shared/attendants.ts';
import { Notice } from '../components/notice.tsx';
import { ServerPages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { dayAndTimeText, differenceText, sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { yen } from '../../shared/yen.ts';
import { FieldWord } from './field-word.tsx';
import { hopperValue, isHopper } from './hopper-name.ts';

/** How many characters of the chain's head are shown: enough to read aloud or compare by eye. */
const headShown = 12;

/** The journal for an operator, newest first, with its check and its copy. */
export function JournalReviewScreen({ body }: BodyOf<'journalReview'>) {
  const { journalReview: words } = useWords();
  return (
    <Panel
      question={words.question}
      className="panel-case"
      aside={
        <>
          <ServerPages page={body.page} pages={body.pages} />
          <TouchButton className="key aside-key" name="verify-journal" action={{ type: 'verifyJournal' }}>
            {words.verify}
          </TouchButton>
          <TouchButton className="key aside-key" name="export-journal" action={{ type: 'exportJournal' }}>
            {words.export}
          </TouchButton>
        </>
      }
    >
      <div className="case-sheet">
        {body.check ? <Check check={body.check} /> : null}
        {body.exported === null ? null : (
          <Notice tone="info">
            <span className="file-name">{words.exported(body.exported)}</span>
          </Notice>
        )}
        {body.entries.length === 0 ? <p className="lead">{words.none}</p> : null}
        <ol className="journal-entries">
          {body.entries.map((entry) => (
            <Entry key={entry.seq} entry={entry} />
          ))}
        </ol>
      </div>
    </Panel>
  );
}

function Check({ check }: { readonly check: JournalCheck }) {
  const { journalReview: words } = useWords();
  return check.whole ? (
    <Notice tone="info">{words.whole(check.records, check.head.slice(0, headShown))}</Notice>
  ) : (
    <Notice tone="trouble">{words.broken(check.line, check.what)}</Notice>
  );
}

/** Which device was tested, or by how much a count differed. */
function Detail({ detail }: { readonly detail: NonNullable<JournalEntry['detail']> }) {
  const { tests, cashCount } = useWords();
  const language = useLanguage();
  if (detail.of === 'count') {
    const { difference } = detail;
    return (
      <strong className="phrase">
        {difference === 0
          ? cashCount.noDifference
          : cashCount.difference(differenceText(language, difference))}
      </strong>
    );
  }
  const { test, passed } = detail;
  const name = isHopper(test)
    ? tests.names.hopper(sumText(language, yen(hopperValue(test))))
    : tests.names[test];
  return <strong className="phrase">{`${name}: ${tests.results[passed ? 'passed' : 'failed']}`}</strong>;
}

function Entry({ entry }: { readonly entry: JournalEntry }) {
  const language = useLanguage();
  return (
    <li className="journal-entry">
      <p className="journal-head">
        <span>{entry.seq}</span>
        <span>{dayAndTimeText(language, entry.at)}</span>
        <FieldWord word={entry.type} />
        {entry.code === null ? null : <span className="journal-code">{entry.code}</span>}
        {entry.amount === null ? null : <span className="number">{sumText(language, entry.amount)}</span>}
      </p>
      <p className="journal-meaning">
        {textIn(language, entry.meaning)}
        {entry.detail === null ? null : <Detail detail={entry.detail} />}
      </p>
    </li>
  );
}
