import type { ReactNode } from 'react';
import type { SummaryPart } from '../../shared/purpose-screens.ts';
import { facts } from '../../languages/compiled/facts.ts';
import type { BodyOf } from '../components/body-of.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { PlanNoticeLine } from '../components/plan-notice-line.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useCertificateName } from '../languages/certificate-name.ts';
import { yearText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import { itemNames, personNames } from './chosen.tsx';

/** Everything about one certificate, as it usually is: each line that has another answer is changed by touching it. */
export function SummaryScreen({ body }: BodyOf<'summary'>) {
  const words = useWords();
  const { summary, confirm } = words;
  const language = useLanguage();
  const nameOf = useCertificateName();
  const form = [
    nameOf(body.certificate),
    ...(body.variant === null ? [] : [words.variant.names[body.variant].name]),
    ...(body.year === null ? [] : [words.year.name({ year: yearText(language, body.year) })]),
  ].join(facts[language].between);
  const shown = itemNames(words, language, body.shown);
  const hasItems = body.shown.length > 0 || body.changeable.includes('items');
  return (
    <Panel
      question={summary.question}
      hint={
        body.notice === null && !body.numberUnwanted ? (
          summary.hint
        ) : (
          <>
            <PlanNoticeLine notice={body.notice} />
            {body.numberUnwanted ? <Notice tone="warning">{summary.numberUnwanted}</Notice> : null}
          </>
        )
      }
      aside={
        <>
          <div className="aside-total" aria-live="polite">
            <p className="aside-label">{summary.total}</p>
            <Sum amount={body.total} size="large" />
          </div>
          <GoOnButton
            name="summary-done"
            disabled={body.persons.length === 0}
            action={{ type: 'summaryDone' }}
            say={words.frame.goOn}
          />
        </>
      }
    >
      <div className="summary">
        {body.changeable.includes('form') ? (
          <Line part="form" body={body} label={confirm.form}>
            {form}
          </Line>
        ) : (
          <p className="summary-name">{form}</p>
        )}
        <Line part="persons" body={body} label={confirm.persons}>
          {personNames(words, body.persons)}
        </Line>
        {hasItems ? (
          <Line part="items" body={body} label={confirm.items}>
            {shown}
          </Line>
        ) : null}
        <Line part="copies" body={body} label={confirm.copies}>
          {words.copies.count({ copies: body.copies })}
        </Line>
      </div>
    </Panel>
  );
}

/** All items of a record: set smaller, never cut. */
function isLong(children: ReactNode): boolean {
  if (typeof children !== 'string') return false;
  // A kanji is as wide as two letters.
  return Array.from(children).reduce((wide, each) => wide + (each > '\u2e80' ? 2 : 1), 0) > longValue;
}

const longValue = 60;

interface LineProps extends BodyOf<'summary'> {
  readonly part: SummaryPart;
  readonly label: string;
  readonly children: ReactNode;
}

/** A key where there is another answer; otherwise only words. */
function Line({ part, body, label, children }: LineProps) {
  const { summary } = useWords();
  const told = (
    <>
      <span className="summary-label">{label}</span>
      <span className={`summary-value ${isLong(children) ? 'summary-value-long' : ''}`}>{children}</span>
    </>
  );
  if (!body.changeable.includes(part)) return <div className="summary-line">{told}</div>;
  return (
    <TouchButton
      className="key summary-line summary-key"
      name={`change-${part}`}
      action={{ type: 'changePart', part }}
    >
      {told}
      <span className="summary-change">{summary.change}</span>
    </TouchButton>
  );
}
