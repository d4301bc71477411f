import { Notice } from '../components/notice.tsx';
import { MainButton } from '../components/main-button.tsx';
import { ServerPages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { dayAndTimeText } from '../languages/format.ts';
import { useAttendantWords, useLanguage } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** Every value with where it comes from; a change comes as a whole file, from the memory stick or from those that were kept. */
export function ConfigurationScreen({ body: { values, page, pages, earlier } }: BodyOf<'configuration'>) {
  const { configuration: words } = useAttendantWords();
  return (
    <Panel
      question={words.question}
      className="panel-case"
      aside={
        <>
          <ServerPages page={page} pages={pages} />
          <TouchButton className="key aside-key" name="config-stick" action={{ type: 'configFromStick' }}>
            {words.fromStick}
          </TouchButton>
          <TouchButton
            className="key aside-key"
            name="config-earlier"
            disabled={!earlier}
            action={{ type: 'openEarlierConfigs' }}
          >
            {words.back}
          </TouchButton>
          <TouchButton className="key aside-key" name="open-updates" action={{ type: 'openUpdates' }}>
            {words.updates}
          </TouchButton>
        </>
      }
    >
      <div className="case-sheet">
        {values.length === 0 ? <p className="lead">{words.none}</p> : null}
        <ul className="journal-entries">
          {values.map(({ path, value, origin }) => (
            <li key={path} className="journal-entry">
              <span className="journal-head">
                <strong>
                  <span className="file-name">{path}</span>
                </strong>
                <span>{words.origins[origin]}</span>
              </span>
              <span className="journal-meaning">
                <span className="file-name">{value}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

/** The way back: each earlier one, by when it was replaced. */
export function ConfigEarlierScreen({ body: { earlier, page, pages } }: BodyOf<'configEarlier'>) {
  const { configuration: words } = useAttendantWords();
  const language = useLanguage();
  return (
    <Panel question={words.askEarlier} aside={<ServerPages page={page} pages={pages} />}>
      <ul className="answers">
        {earlier.map(({ number, at }) => (
          <li key={number}>
            <TouchButton
              className="key answer"
              name={`earlier-${String(number)}`}
              action={{ type: 'chooseEarlierConfig', number }}
            >
              <span className="answer-name">
                {words.earlier({ number, when: dayAndTimeText(language, at) })}
              </span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What differs, before it counts. */
export function ConfigOfferScreen({
  body: { number, changes, warnings, page, pages },
}: BodyOf<'configOffer'>) {
  const { configuration: words } = useAttendantWords();
  return (
    <Panel
      question={number === null ? words.askApply : words.askBack({ number })}
      className="panel-case"
      aside={
        <>
          <ServerPages page={page} pages={pages} />
          <MainButton name="config-apply" action={{ type: 'applyConfig' }} say={words.apply} />
        </>
      }
    >
      <div className="case-sheet">
        <ul className="journal-entries">
          {changes.map((change) => (
            <li key={change.path} className="journal-entry">
              <strong>
                <span className="file-name">{change.path}</span>
              </strong>
              <span className="journal-meaning">
                {words.was} <span className="file-name">{change.old ?? words.absent}</span>
              </span>
              <span className="journal-meaning">
                {words.becomes} <span className="file-name">{change.new ?? words.absent}</span>
              </span>
            </li>
          ))}
        </ul>
        {warnings.map((warning) => (
          <Notice key={warning} tone="warning">
            <span className="file-name">{warning}</span>
          </Notice>
        ))}
      </div>
    </Panel>
  );
}

export function ConfigRefusedScreen({ body: { fault } }: BodyOf<'configRefused'>) {
  const { configuration: words } = useAttendantWords();
  return (
    <Panel
      question={words.refused}
      className="panel-case"
      aside={<MainButton name="attendant-done" action={{ type: 'attendantDone' }} say={words.done} />}
    >
      <div className="case-sheet">
        <Notice tone="trouble">{words.faults[fault.fault]}</Notice>
        {fault.fault === 'wrong' ? (
          <ul className="journal-entries">
            {fault.lines.slice(0, linesShown).map((line) => (
              <li key={line} className="journal-entry">
                <span className="file-name">{line}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Panel>
  );
}

/** Whoever mends the first of them sees the next; the command `--check-config` says all. */
const linesShown = 4;
