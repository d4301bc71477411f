import { MainButton } from '../components/main-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { Sum } from '../components/sum.tsx';
import { RegisterDrawing } from '../drawings/counter-drawings.tsx';
import { ReceiptDrawing, StaffDrawing } from '../drawings/paper-drawings.tsx';
import { timeText } from '../languages/format.ts';
import { useLanguage, useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { payoutOf } from './payout-words.ts';
import { ResultPanel } from './result-panel.tsx';

/** The store pays from its register; the press books it. */
export function PayFromRegisterScreen({ body }: BodyOf<'payFromRegister'>) {
  const { payFromRegister: words, refundConfirm } = useAttendantWords();
  return (
    <ResultPanel
      question={words.question}
      drawing={<RegisterDrawing />}
      button={{ say: words.paid, name: 'register-paid', action: { type: 'registerPaid' } }}
    >
      <p>{`${refundConfirm.code} ${body.code}`}</p>
      <Sum amount={body.amount} size="largest" />
      {body.short ? <Notice tone="warning">{words.short}</Notice> : null}
      <p className="lead">{words.next}</p>
    </ResultPanel>
  );
}

const sources = ['hoppers', 'register', 'cashless'] as const;

/** What was paid back, and where the two copies of the slip belong. */
export function RefundDoneScreen({ body }: BodyOf<'refundDone'>) {
  const { refundDone: words, refundConfirm } = useAttendantWords();
  const language = useLanguage();
  return (
    <ResultPanel
      question={words.question[payoutOf(body.reason)]}
      drawing={<ReceiptDrawing />}
      button={{ say: words.done }}
    >
      <p>{`${refundConfirm.code} ${body.code}`}</p>
      {sources
        .filter((source) => body[source] > 0)
        .map((source) => (
          <p key={source} className="figure">
            <span className="figure-label">{words.from[source]}</span>
            <Sum amount={body[source]} size="large" />
          </p>
        ))}
      {body.retakeUntil === null ? null : (
        <p className="lead-strong">{words.retakeUntil({ when: timeText(language, body.retakeUntil) })}</p>
      )}
      <Notice tone={body.slip === 'printed' ? 'info' : 'warning'}>{words.slip[body.slip]}</Notice>
    </ResultPanel>
  );
}

/** Why it was not done, and what to do instead; above all, when nothing may be paid by hand. */
export function AttendantMessageScreen({ body }: BodyOf<'attendantMessage'>) {
  const { attendantCauses, attendantMessage: words, refundDone } = useAttendantWords();
  const { happened, next } = attendantCauses[body.cause];
  return (
    <Panel
      question={happened}
      className="panel-message panel-message-trouble"
      aside={<MainButton name="attendant-done" action={{ type: 'attendantDone' }} say={refundDone.done} />}
    >
      <div className="message">
        <div className="message-next">
          <StaffDrawing />
          <div>
            <h2 className="message-label">{words.next}</h2>
            <p className="lead">{next}</p>
          </div>
        </div>
        {body.code === null ? null : (
          <p className="lead">
            {words.code} <span className="case-code">{body.code}</span>
          </p>
        )}
        {body.amount > 0 ? (
          <p className="lead">
            {words.amount} <Sum amount={body.amount} />
          </p>
        ) : null}
      </div>
    </Panel>
  );
}
