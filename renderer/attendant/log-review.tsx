import { textIn } from '../../languages/text-in.ts';
import {
  everyLogLine,
  logRooms,
  logSeverities,
  type LogFilter,
  type LogLine,
} from '../../shared/log-lines.ts';
import { Notice } from '../components/notice.tsx';
import { ServerPages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { Mark } from '../drawings/marks.tsx';
import { dayAndTimeText, dayText } from '../languages/format.ts';
import { useAttendantWords, useLanguage } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { FieldWord } from './field-word.tsx';
import { nextOf } from './next-of.ts';

/** The log for an operator, newest first, in words. */
export function LogReviewScreen({ body }: BodyOf<'logReview'>) {
  const { logReview: words } = useAttendantWords();
  return (
    <Panel
      question={words.question}
      className="panel-case"
      aside={
        <>
          <ServerPages page={body.page} pages={body.pages} />
          <TouchButton className="key aside-key" name="log-search" action={{ type: 'typeLogText' }}>
            {words.search}
          </TouchButton>
          <EveryKey filter={body.filter} />
        </>
      }
    >
      <div className="case-sheet">
        <Filters body={body} />
        {body.read ? null : <Notice tone="warning">{words.noFiles}</Notice>}
        {body.read && body.lines.length === 0 ? <p className="lead">{words.none}</p> : null}
        <ol className="journal-entries">
          {body.lines.map((line, index) => (
            // Two lines may be of the same millisecond and say the same.
            <Line key={`${String(line.at)}-${String(index)}`} line={line} />
          ))}
        </ol>
        {body.unreadable > 0 ? (
          <p className="log-note">{words.unreadable({ count: body.unreadable })}</p>
        ) : null}
        {body.older && body.page >= body.pages - 1 ? <p className="log-note">{words.older}</p> : null}
      </div>
    </Panel>
  );
}

function EveryKey({ filter }: { readonly filter: LogFilter }) {
  const { logReview: words } = useAttendantWords();
  const { least, room, day, text } = filter;
  return (
    <TouchButton
      className="key aside-key"
      name="log-every"
      disabled={least === 'info' && room === null && day === null && text === null}
      action={{ type: 'filterLog', filter: everyLogLine }}
    >
      {text === null ? words.showEvery : words.without({ text: text.toUpperCase() })}
    </TouchButton>
  );
}

/** Each press asks for the next gravity, part or day. */
function Filters({ body: { filter, days } }: BodyOf<'logReview'>) {
  const { logReview: words } = useAttendantWords();
  const language = useLanguage();
  const { least, room, day } = filter;
  return (
    <div className="journal-filters">
      <TouchButton
        className="key journal-filter"
        name="log-least"
        action={{
          type: 'filterLog',
          filter: { ...filter, least: nextOf(logSeverities, least) ?? 'info' },
        }}
      >
        {words.severities[least]}
      </TouchButton>
      <TouchButton
        className="key journal-filter"
        name="log-room"
        action={{ type: 'filterLog', filter: { ...filter, room: nextOf(logRooms, room) } }}
      >
        {words.room({ room: room === null ? words.every : words.rooms[room] })}
      </TouchButton>
      <TouchButton
        className="key journal-filter"
        name="log-day"
        action={{ type: 'filterLog', filter: { ...filter, day: nextOf(days, day) } }}
      >
        {words.day({ day: day === null ? words.every : dayText(language, day) })}
      </TouchButton>
    </div>
  );
}

function Line({ line }: { readonly line: LogLine }) {
  const { logReview: words } = useAttendantWords();
  const language = useLanguage();
  const { severity, at, event, reference, says, names } = line;
  return (
    <li className="journal-entry">
      <span className="journal-head">
        <span className="device-state">
          {severity === 'info' ? null : <Mark kind={severity === 'warn' ? 'warning' : 'trouble'} />}
          <span>{words.marks[severity]}</span>
        </span>
        <span>{dayAndTimeText(language, at)}</span>
        <FieldWord word={event} />
        {reference === null ? null : <span className="journal-code">{reference}</span>}
      </span>
      <span className="journal-meaning">
        {textIn(language, says)}
        {names === null ? null : <span className="file-name"> {names}</span>}
      </span>
    </li>
  );
}
