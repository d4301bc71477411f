import { CertificateName } from '../components/certificate-name.tsx';
import { FiscalYearName } from '../components/fiscal-year-name.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { yearText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { certificateOf } from '../languages/certificate-name.ts';

/** Which fiscal year, with the year whose income it shows: people confuse the two at every counter. */
export function YearScreen({ body }: BodyOf<'year'>) {
  const words = useWords();
  const language = useLanguage();
  const few = body.years.length <= 3;
  return (
    <Panel
      question={words.year.question}
      hint={
        <>
          <span className="phrase">
            <CertificateName certificate={certificateOf(body)} />
          </span>{' '}
          <span className="phrase">{words.year.hint}</span>
        </>
      }
    >
      <ul className={`answers ${few ? 'answers-one' : 'answers-two'}`}>
        {body.years.map(({ year, unavailable }) => (
          <li key={year}>
            <TouchButton
              className="key answer"
              name={`year-${String(year)}`}
              disabled={unavailable !== null}
              action={{ type: 'chooseYear', year }}
            >
              <span className="answer-name">
                <FiscalYearName year={year} />
              </span>
              <span className="answer-hint">
                {unavailable === null
                  ? words.year.income({ year: yearText(language, year - 1) })
                  : words.unavailable[unavailable]}
              </span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
