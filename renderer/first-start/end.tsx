import type { SummaryLine } from '../../shared/first-start.ts';
import { MainButton } from '../components/main-button.tsx';
import { Notice } from '../components/notice.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { useUpright } from '../components/use-upright.ts';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { Step } from './step.tsx';

const rows = { landscape: 6, portrait: 12 } as const;

/** Everything once more, checked as a whole, before it counts. */
export function WizardSummaryScreen({ body: { step, lines, warnings } }: BodyOf<'wizardSummary'>) {
  const {
    firstStart: { summary: words },
  } = useAttendantWords();
  const all = [...lines, ...warnings];
  const pages = usePages(all, useUpright() ? rows.portrait : rows.landscape);
  return (
    <Panel
      question={words.question}
      hint={<Step at={step} />}
      className="panel-case"
      aside={
        <>
          <PageButtons pages={pages} />
          <MainButton name="wizard-finish" action={{ type: 'wizardFinish' }} say={words.finish} />
        </>
      }
    >
      <ul className="journal-entries">
        {pages.shown.map((line) =>
          typeof line === 'string' ? (
            <li key={line}>
              <Notice tone="warning">
                <span className="file-name">{line}</span>
              </Notice>
            </li>
          ) : (
            <Line key={keyOf(line)} line={line} />
          ),
        )}
      </ul>
    </Panel>
  );
}

function keyOf(line: SummaryLine): string {
  return line.of === 'device' ? line.device : `${line.of} ${line.value}`;
}

function Line({ line }: { readonly line: SummaryLine }) {
  const {
    firstStart: { summary, device },
  } = useAttendantWords();
  return (
    <li className="journal-entry">
      <span className="journal-head">
        <strong>{line.of === 'device' ? device.names[line.device] : summary.of[line.of]}</strong>
        {line.of === 'device' && line.value !== null ? <span>{device.tried[line.tried]}</span> : null}
      </span>
      <span className="journal-meaning">
        {line.value === null ? (
          device.lack
        ) : (
          <span className="file-name">{line.value === '' ? device.first : line.value}</span>
        )}
      </span>
    </li>
  );
}

/** What is wrong with the whole, or why it is not in its place. */
export function WizardWrongScreen({ body: { fault, lines } }: BodyOf<'wizardWrong'>) {
  const {
    firstStart: { wrong: words },
  } = useAttendantWords();
  return (
    <Panel
      question={words.question}
      className="panel-case"
      aside={<MainButton name="wizard-check-again" action={{ type: 'attendantDone' }} say={words.again} />}
    >
      <div className="case-sheet">
        <Notice tone="trouble">{words.faults[fault]}</Notice>
        <ul className="journal-entries">
          {lines.slice(0, linesShown).map((line) => (
            <li key={line} className="journal-entry">
              <span className="file-name">{line}</span>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

/** Whoever mends the first of them sees the next. */
const linesShown = 4;
