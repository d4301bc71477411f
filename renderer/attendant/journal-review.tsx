import { textIn } from '../../languages/text-in.ts';
import {
  everyLine,
  journalKinds,
  type JournalCheck,
  type JournalEntry,
  type JournalFilter,
} from '../../shared/attendants.ts';
import { Notice } from '../components/notice.tsx';
import { ServerPages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { dayAndTimeText, dayText, differenceText, sumText } from '../languages/format.ts';
import { useLanguage, useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { yen } from '../../shared/yen.ts';
import { FieldWord } from './field-word.tsx';
import { nextOf } from './next-of.ts';
import { hopperValue, isHopper } from './hopper-name.ts';

/** How many characters of the chain's head are shown: enough to read aloud or compare by eye. */
const headShown = 12;

/** The beginning of a key's number in groups of four, as it is compared by eye with what whoever reads the copy is told. */
function keyText(key: string): string {
  return (key.slice(0, keyShown).match(/.{4}/g) ?? []).join(' ');
}
const keyShown = 20;

/** The journal for an operator, newest first, with its check and its copy. */
export function JournalReviewScreen({ body }: BodyOf<'journalReview'>) {
  const { journalReview: words } = useAttendantWords();
  return (
    <Panel
      question={words.question}
      className="panel-case"
      aside={
        <>
          <ServerPages page={body.page} pages={body.pages} />
          <TouchButton className="key aside-key" name="journal-code" action={{ type: 'typeJournalCode' }}>
            {words.byCode}
          </TouchButton>
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
        <Filters body={body} />
        {body.check ? <Check check={body.check} /> : null}
        {body.exported === null ? null : (
          <Notice tone="info">
            <span className="file-name">{words.exported({ file: body.exported.file })}</span>{' '}
            {body.exported.key === null ? words.notSigned : words.signed({ key: keyText(body.exported.key) })}
          </Notice>
        )}
        {body.entries.length === 0 ? <p className="lead">{words.none}</p> : null}
        <ol className="journal-entries">
          {body.entries.map((entry) => (
            <Entry key={entry.seq} entry={entry} filter={body.filter} />
          ))}
        </ol>
      </div>
    </Panel>
  );
}

/** Each press asks for the next kind, or for the day before; a code is pressed in its line, typed on a screen of its own, or scanned. */
function Filters({ body: { filter, days } }: BodyOf<'journalReview'>) {
  const { journalReview: words } = useAttendantWords();
  const language = useLanguage();
  const { kind, day, code } = filter;
  return (
    <div className="journal-filters">
      <TouchButton
        className="key journal-filter"
        name="journal-kind"
        action={{ type: 'filterJournal', filter: { ...filter, kind: nextOf(journalKinds, kind) } }}
      >
        {words.kind({ kind: kind === null ? words.every : words.kinds[kind] })}
      </TouchButton>
      <TouchButton
        className="key journal-filter"
        name="journal-day"
        action={{ type: 'filterJournal', filter: { ...filter, day: nextOf(days, day) } }}
      >
        {words.day({ day: day === null ? words.every : dayText(language, day) })}
      </TouchButton>
      <TouchButton
        className="key journal-filter"
        name="journal-every"
        disabled={kind === null && day === null && code === null}
        action={{ type: 'filterJournal', filter: everyLine }}
      >
        {code === null ? words.showEvery : words.without({ code })}
      </TouchButton>
    </div>
  );
}

function Check({ check }: { readonly check: JournalCheck }) {
  const { journalReview: words } = useAttendantWords();
  return check.whole ? (
    <Notice tone="info">
      {words.whole({ records: check.records, head: check.head.slice(0, headShown) })}
    </Notice>
  ) : (
    <Notice tone="trouble">{words.broken({ line: check.line, what: check.what })}</Notice>
  );
}

/** Which device was tested, or by how much a count differed. */
function Detail({ detail }: { readonly detail: NonNullable<JournalEntry['detail']> }) {
  const { tests, cashCount } = useAttendantWords();
  const language = useLanguage();
  if (detail.of === 'count') {
    const { difference } = detail;
    return (
      <strong className="phrase">
        {difference === 0
          ? cashCount.noDifference
          : cashCount.difference({ sum: differenceText(language, difference) })}
      </strong>
    );
  }
  const { test, passed } = detail;
  const name = isHopper(test)
    ? tests.names.hopper({ sum: sumText(language, yen(hopperValue(test))) })
    : tests.names[test];
  return <strong className="phrase">{`${name}: ${tests.results[passed ? 'passed' : 'failed']}`}</strong>;
}

function Entry({ entry, filter }: { readonly entry: JournalEntry; readonly filter: JournalFilter }) {
  const language = useLanguage();
  const said = (
    <>
      <span className="journal-head">
        <span>{entry.seq}</span>
        <span>{dayAndTimeText(language, entry.at)}</span>
        <FieldWord word={entry.type} />
        {entry.code === null ? null : <span className="journal-code">{entry.code}</span>}
        {entry.amount === null ? null : <span className="number">{sumText(language, entry.amount)}</span>}
      </span>
      <span className="journal-meaning">
        {textIn(language, entry.meaning)} {entry.detail === null ? null : <Detail detail={entry.detail} />}
      </span>
    </>
  );
  if (entry.code === null) return <li className="journal-entry">{said}</li>;
  return (
    <li>
      <TouchButton
        className="key journal-entry journal-entry-key"
        name={`journal-code-${String(entry.seq)}`}
        action={{ type: 'filterJournal', filter: { ...filter, code: entry.code } }}
      >
        {said}
      </TouchButton>
    </li>
  );
}
