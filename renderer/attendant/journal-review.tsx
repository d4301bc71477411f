import { textIn } from '../../shared/certificates.ts';
import type { JournalCheck, JournalEntry } from '../../shared/attendants.ts';
import { Notice } from '../components/notice.tsx';
import { ServerPages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { dayAndTimeText, sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { FieldWord } from './field-word.tsx';

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
      <p className="journal-meaning">{textIn(language, entry.meaning)}</p>
    </li>
  );
}
