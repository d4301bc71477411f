import { noYen } from '../../shared/yen.ts';
import { Notice } from '../components/notice.tsx';
import { MainButton } from '../components/main-button.tsx';
import { Panel } from '../components/panel.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { Tick } from '../drawings/marks.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { payoutOf } from './payout-words.ts';
import { CaseRules } from './case-rules.tsx';

/** The last look before money goes back: how much, why, how, and the municipality's rule. */
export function RefundConfirmScreen({ body }: BodyOf<'refundConfirm'>) {
  const { refundConfirm: words, refundCase } = useAttendantWords();
  const retakeMinutes = body.how === 'retake' ? body.retakeMinutes : null;
  return (
    <Panel question={words.question[payoutOf(body.reason)]} aside={<ConfirmAside body={body} />}>
      <div className="refund-confirm">
        <dl className="facts">
          <div className="fact">
            <dt>{words.code}</dt>
            <dd>{body.code}</dd>
          </div>
          <div className="fact">
            <dt>{words.reason}</dt>
            <dd>{refundCase.reasons[body.reason]}</dd>
          </div>
        </dl>
        <h2 className="lead">{words.how}</h2>
        <ul className="hows">
          {body.hows.map((how) => (
            <li key={how}>
              <TouchButton
                className="key choice how"
                name={`how-${how}`}
                chosen={how === body.how}
                action={{ type: 'chooseHow', how }}
              >
                <Tick on={how === body.how} round />
                <span>{words.hows[how]}</span>
              </TouchButton>
            </li>
          ))}
        </ul>
        {retakeMinutes === null ? null : (
          <Notice tone="info">{words.retake({ minutes: retakeMinutes })}</Notice>
        )}
        <CaseRules rule={body.rule} />
      </div>
    </Panel>
  );
}

function ConfirmAside({ body }: BodyOf<'refundConfirm'>) {
  const { refundConfirm: words } = useAttendantWords();
  const retake = body.how === 'retake';
  const waits = body.secondNeeded && body.second === null;
  return (
    <>
      <div className="aside-total">
        <p className="aside-label">{words.amount}</p>
        <Sum amount={retake ? noYen : body.amount} size="large" />
        {body.second === null ? null : <p>{words.second({ id: body.second })}</p>}
      </div>
      {waits ? (
        <>
          <p className="aside-note">{words.secondNeeded}</p>
          <TouchButton className="key key-primary aside-key" name="ask-second" action={{ type: 'askSecond' }}>
            {words.askSecond}
          </TouchButton>
        </>
      ) : null}
      <MainButton
        name="confirm-refund"
        disabled={waits}
        action={{ type: 'confirmRefund' }}
        say={retake ? words.confirmRetake : words.confirm[payoutOf(body.reason)]}
      />
    </>
  );
}
