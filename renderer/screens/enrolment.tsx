import { textIn } from '../../languages/text-in.ts';
import { EndingSoonNote } from '../components/ending-soon-note.tsx';
import { GoOnButton } from '../components/go-on-button.tsx';
import { Notice } from '../components/notice.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { ReceiptDrawing } from '../drawings/paper-drawings.tsx';
import { dayAndTimeText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

const perPage = 3;

/** The requests made so far, and what became of them. */
export function EnrolmentsScreen({ body }: BodyOf<'enrolments'>) {
  const { enrolments: words } = useWords();
  const language = useLanguage();
  const pages = usePages(body.enrolments, perPage);
  return (
    <Panel
      question={words.question}
      hint={textIn(language, body.municipality)}
      aside={
        <>
          {body.endingSoon ? <EndingSoonNote soon={body.endingSoon} /> : null}
          <PageButtons pages={pages} />
          <TouchButton className="key aside-key" name="service-done" action={{ type: 'serviceDone' }}>
            {words.done}
          </TouchButton>
          {body.mayEnrol ? (
            <GoOnButton name="new-enrolment" action={{ type: 'newEnrolment' }} say={words.another} />
          ) : null}
        </>
      }
    >
      <ul className="offers offers-why">
        {pages.shown.map(({ number, state, madeAt }) => (
          <li key={number} className="offer">
            <span className="answer-words">
              <span className="answer-name">{words.states[state]}</span>
              <span className="answer-hint">
                <span className="phrase">{number}</span>
                <span className="phrase">{words.madeAt({ when: dayAndTimeText(language, madeAt) })}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What will be signed, before the password. */
export function EnrolmentCheckScreen({ body }: BodyOf<'enrolmentCheck'>) {
  const { check } = useWords();
  const language = useLanguage();
  return (
    <Panel
      question={check.question}
      hint={check.hint}
      aside={<GoOnButton name="form-right" action={{ type: 'formRight' }} say={check.right} />}
    >
      <dl className="chosen">
        <dt>{check.place}</dt>
        <dd>
          {textIn(language, body.municipality)} {body.place}
        </dd>
        <dt>{check.head}</dt>
        <dd>{body.headOfRegister ?? check.headIsMe}</dd>
        <dt>{check.telephone}</dt>
        <dd>{body.telephone}</dd>
      </dl>
      {body.endingSoon ? (
        <div className="below-chosen">
          <EndingSoonNote soon={body.endingSoon} />
          <p className="aside-say aside-note">{check.endsWithCard}</p>
        </div>
      ) : null}
    </Panel>
  );
}

export function EnrolledScreen({ body }: BodyOf<'enrolled'>) {
  const { enrolled } = useWords();
  return (
    <Panel
      question={enrolled.question}
      aside={<GoOnButton name="service-done" action={{ type: 'serviceDone' }} say={enrolled.done} />}
    >
      <div className="enrolled">
        <p className="hint">{enrolled.number}</p>
        <p className="enrolled-number">{body.enrolment.number}</p>
        <p className="lead">{enrolled.next}</p>
        {body.slip === 'printed' ? (
          <div className="enrolled-slip">
            <ReceiptDrawing />
            <p className="lead">{enrolled.slip}</p>
          </div>
        ) : (
          <Notice tone="warning">{enrolled.noSlip}</Notice>
        )}
      </div>
    </Panel>
  );
}
