import type { DeviceTest } from '../../shared/attendants.ts';
import { denominations, yen } from '../../shared/yen.ts';
import { MainButton } from '../components/main-button.tsx';
import { Notice } from '../components/notice.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { SetCardDrawing } from '../drawings/card-drawings.tsx';
import { Cross, Tick } from '../drawings/marks.tsx';
import { CoinDrawing, MoneyDrawing, NoteDrawing } from '../drawings/money-drawings.tsx';
import { ReceiptDrawing, SheetsDrawing } from '../drawings/paper-drawings.tsx';
import { sumText } from '../languages/format.ts';
import { useLanguage, useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { hopperValue, isHopper } from './hopper-name.ts';

const testsPerPage = { landscape: 12, portrait: 16 } as const;
const firstNote = 1000;

/** Every device that can be tested, with the result. */
export function TestsScreen({ body }: BodyOf<'tests'>) {
  const { tests: words, noMoney } = useAttendantWords();
  const language = useLanguage();
  const portrait = useUpright();
  const pages = usePages(body.tests, portrait ? testsPerPage.portrait : testsPerPage.landscape);
  const running = body.tests.some(({ result }) => result === 'running');
  return (
    <Panel
      question={words.question}
      hint={body.mayMoveMoney ? undefined : noMoney}
      aside={pages.count > 1 ? <PageButtons pages={pages} /> : null}
    >
      <ul className="tests">
        {pages.shown.map(({ test, result }) => (
          <li key={test}>
            <TouchButton
              className={`key answer test test-${result}`}
              name={`test-${test}`}
              disabled={running}
              action={{ type: 'runTest', test }}
            >
              <span className="test-name">
                {isHopper(test)
                  ? words.names.hopper({ sum: sumText(language, yen(hopperValue(test))) })
                  : words.names[test]}
              </span>
              <span className="answer-hint">
                {result === 'passed' ? <Tick on round /> : null}
                {result === 'failed' ? <Cross /> : null}
                {words.results[result]}
              </span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function EndTest() {
  const { tests } = useAttendantWords();
  return <MainButton name="end-test" action={{ type: 'endTest' }} say={tests.end} />;
}

/** Money comes out only when a person says so here. */
export function PayOutTestScreen({ body }: BodyOf<'payOutTest'>) {
  const { payOutTest: words } = useAttendantWords();
  const language = useLanguage();
  return (
    <Panel
      question={words.question({ sum: sumText(language, yen(body.value)) })}
      className="panel-drawn"
      aside={<MainButton name="pay-out" action={{ type: 'confirmPayOut' }} say={words.payOut} />}
    >
      <div className="drawn">
        <MoneyDrawing />
        <div className="drawn-words">
          <p className="lead">{words.hint}</p>
        </div>
      </div>
    </Panel>
  );
}

/** The path of coins or of notes: what it accepts, and what has come in so far. */
export function CashTestScreen({ body }: BodyOf<'cashTest'>) {
  const { cashTest: words } = useAttendantWords();
  return (
    <Panel question={words.question[body.path]} aside={<EndTest />}>
      <div className="cash-test">
        <Notice tone="info">
          <span aria-live="polite">{words.state[body.state]}</span>
        </Notice>
        <ul className="pieces">
          {denominations
            .filter((value) => body.expected.includes(value))
            .map((value) => (
              <li key={value} className="piece">
                {value < firstNote ? (
                  <CoinDrawing value={value} taken />
                ) : (
                  <NoteDrawing value={value} taken />
                )}
                <span className="heard-only">{value}</span>
                <span className="cash-test-count">
                  {words.taken({ count: body.taken.find((taken) => taken.value === value)?.count ?? 0 })}
                </span>
              </li>
            ))}
        </ul>
      </div>
    </Panel>
  );
}

const toneOfCard = {
  waiting: 'info',
  reading: 'info',
  attendantCard: 'info',
  myNumberCard: 'info',
  otherCard: 'warning',
  unreadable: 'trouble',
} as const;

export function CardTestScreen({ body }: BodyOf<'cardTest'>) {
  const { cardTest: words } = useAttendantWords();
  return (
    <Panel question={words.question} className="panel-drawn" aside={<EndTest />}>
      <div className="drawn">
        <SetCardDrawing />
        <Notice tone={toneOfCard[body.state]}>
          <span aria-live="polite">{words.states[body.state]}</span>
        </Notice>
      </div>
    </Panel>
  );
}

/** A person judges what came out. */
export function JudgeTestScreen({ body }: BodyOf<'judgeTest'>) {
  const { judge } = useAttendantWords();
  const language = useLanguage();
  const { test } = body;
  const question = isHopper(test)
    ? judge.questions.hopper({ sum: sumText(language, yen(hopperValue(test))) })
    : judge.questions[test];
  return (
    <Panel question={question} className="panel-drawn">
      <div className="drawn">
        <OutcomeDrawing test={test} />
        <JudgeKeys />
      </div>
    </Panel>
  );
}

export function JudgeKeys() {
  const { judge } = useAttendantWords();
  return (
    <div className="judge-keys">
      <TouchButton className="key key-tall" name="judge-good" action={{ type: 'judge', good: true }}>
        {judge.good}
      </TouchButton>
      <TouchButton
        className="key key-trouble key-tall"
        name="judge-bad"
        action={{ type: 'judge', good: false }}
      >
        {judge.bad}
      </TouchButton>
    </div>
  );
}

function OutcomeDrawing({ test }: { readonly test: DeviceTest }) {
  // Nothing came out.
  if (test === 'sound') return null;
  if (test === 'sheetBothSides') return <SheetsDrawing sheets={1} />;
  if (test === 'receipt') return <ReceiptDrawing />;
  if (test === 'cardReader') return <SetCardDrawing />;
  return <MoneyDrawing />;
}
