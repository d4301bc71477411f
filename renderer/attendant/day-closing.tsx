import { useCertificateName } from '../languages/certificate-name.ts';
import { Notice } from '../components/notice.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import type { BodyOf } from '../components/body-of.ts';
import { ReceiptDrawing } from '../drawings/paper-drawings.tsx';
import { countText, dayAndTimeText, totalText } from '../languages/format.ts';
import { useAttendantWords, useLanguage, useWords } from '../languages/languages.tsx';
import { cashPlaces } from '../../shared/attendants.ts';
import type { DayClosing } from '../../shared/day-closing.ts';
import { ResultPanel } from './result-panel.tsx';

const rowsPerPage = { landscape: 6, portrait: 16 } as const;

interface Figure {
  readonly name: string;
  readonly say: string;
  readonly count: number | null;
  readonly amount: number | null;
}

/** What came to its end since the last closing; one button puts it on record. */
export function DayReviewScreen({ body: { day } }: BodyOf<'dayReview'>) {
  const { dayReview: words } = useAttendantWords();
  const language = useLanguage();
  const portrait = useUpright();
  const pages = usePages(useFigures(day), portrait ? rowsPerPage.portrait : rowsPerPage.landscape);
  return (
    <Panel
      question={words.question}
      className="panel-case"
      aside={
        <>
          <PageButtons pages={pages} />
          <TouchButton className="key key-primary aside-key" name="close-day" action={{ type: 'closeDay' }}>
            {words.close({ number: day.number })}
          </TouchButton>
        </>
      }
    >
      <div className="case-sheet">
        <p className="standing">
          {day.since === null ? words.first : words.since({ when: dayAndTimeText(language, day.since) })}
        </p>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.figure}</th>
              <th scope="col" className="number">
                {words.count}
              </th>
              <th scope="col" className="number">
                {words.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {pages.shown.map(({ name, say, count, amount }) => (
              <tr key={name}>
                <th scope="row">{say}</th>
                <td className="number">{count === null ? '' : countText(language, count)}</td>
                <td className="number">{amount === null ? '' : totalText(language, amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function useFigures({ sums, totals, cash, owed, openCases }: DayClosing): readonly Figure[] {
  const { dayReview: words, cashCount } = useAttendantWords();
  const { payMethod } = useWords();
  const nameOf = useCertificateName();
  const { refunds } = sums;
  const row = (name: keyof typeof words.rows, count: number | null, amount: number | null): Figure => ({
    ...{ name, say: words.rows[name], count, amount },
  });
  return [
    row('transactions', sums.transactions, sums.printed),
    ...sums.kinds.map(({ kind, count, amount }) => ({ name: kind, say: nameOf({ kind }), count, amount })),
    ...sums.ways.map(({ method, count, amount }) => ({
      ...{ name: method, say: payMethod.names[method].name, count, amount },
    })),
    row('sheets', sums.sheets, null),
    row('givenBack', null, sums.givenBack),
    row('owed', null, sums.owed),
    row('refunds', refunds.count, refunds.hoppers + refunds.register + refunds.cashless),
    ...cashPlaces.flatMap((place) => {
      const there = cash.filter((each) => each.place === place);
      const pieces = there.reduce((all, { count }) => all + count, 0);
      const amount = there.reduce((all, { value, count }) => all + value * count, 0);
      return there.length === 0 ? [] : [{ name: place, say: cashCount.places[place], count: pieces, amount }];
    }),
    row('stillOwed', openCases, owed),
    row('total', totals.certificates, totals.printed),
  ];
}

export function DayClosedScreen({ body: { number, slip, files } }: BodyOf<'dayClosed'>) {
  const { dayClosed: words } = useAttendantWords();
  return (
    <ResultPanel
      question={words.question({ number })}
      drawing={<ReceiptDrawing />}
      button={{ say: words.done }}
    >
      <Notice tone={slip === 'printed' ? 'info' : 'warning'}>{words.slip[slip]}</Notice>
      <Notice tone={files === null ? 'warning' : 'info'}>
        {files === null ? (
          words.noFiles
        ) : (
          <span className="file-name">{words.files({ files: files.join(' ') })}</span>
        )}
      </Notice>
    </ResultPanel>
  );
}
