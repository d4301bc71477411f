import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { PayMethodDrawing } from '../drawings/pay-drawings.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** How to pay: one large answer per method; one that cannot be used now says why. */
export function PayMethodScreen({ body }: BodyOf<'payMethod'>) {
  const { payMethod: words } = useWords();
  return (
    <Panel
      question={words.question}
      hint={
        <>
          <p className="pay-due">
            <span>{words.due}</span> <Sum amount={body.due} size="large" />
          </p>
          {body.notice === 'none' ? null : <Notice tone="warning">{words.notices[body.notice]}</Notice>}
        </>
      }
    >
      <ul className="pay-methods">
        {body.methods.map(({ method, state }) => (
          <li key={method}>
            <TouchButton
              className="key pay-method"
              name={`pay-${method}`}
              disabled={state !== 'ok'}
              action={{ type: 'choosePayMethod', method }}
            >
              <PayMethodDrawing method={method} />
              <span className="answer-name">{words.names[method].name}</span>
              <span className="answer-hint">{state === 'ok' ? words.names[method].how : words[state]}</span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
