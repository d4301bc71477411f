import { outReasons } from '../../shared/attendants.ts';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { dayAndTimeText } from '../languages/format.ts';
import { useLanguage, useAttendantWords } from '../languages/languages.tsx';
import { ByCenter } from './by-center.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** Out of service and back, each with its reason; only a person can clear an alarm. */
export function ServiceSwitchScreen({ body }: BodyOf<'serviceSwitch'>) {
  const { serviceSwitch: words } = useAttendantWords();
  const language = useLanguage();
  const { out, byCenter } = body;
  const since = out
    ? words.since({ reason: words.reasons[out.reason], when: dayAndTimeText(language, out.since) })
    : undefined;
  return (
    <Panel
      question={out ? words.bringBack : words.takeOut}
      hint={byCenter ? words.onlyCenter : since}
      aside={
        <>
          {byCenter ? <ByCenter byCenter={byCenter} /> : null}
          {body.alarm ? (
            <>
              <Notice tone="trouble">{words.alarm}</Notice>
              <TouchButton
                className="key key-trouble aside-key"
                name="clear-alarm"
                action={{ type: 'clearAlarm' }}
              >
                {words.clearAlarm}
              </TouchButton>
            </>
          ) : null}
          <TouchButton className="key aside-key" name="open-restarts" action={{ type: 'openRestarts' }}>
            {words.restart}
          </TouchButton>
        </>
      }
    >
      <ul className="answers answers-two">
        {outReasons.map((reason) => (
          <li key={reason}>
            <TouchButton
              className="key answer"
              name={`${out ? 'back' : 'out'}-${reason}`}
              action={out ? { type: 'bringBack', reason } : { type: 'takeOut', reason }}
            >
              <span className="answer-name">{out ? words.reasonsBack[reason] : words.reasons[reason]}</span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
