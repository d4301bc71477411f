import { textIn } from '../../languages/text-in.ts';
import type { BodyOf } from '../components/body-of.ts';
import { MainButton } from '../components/main-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { dayAndTimeText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';

/** The municipality that was chosen cannot be served: why, what to do, and the way to another one. */
export function NotHereScreen({ body }: BodyOf<'notHere'>) {
  const { finding, open } = useWords();
  const language = useLanguage();
  const { why, state } = body;
  const { question, hint, next } = finding.notHere[why];
  return (
    <Panel
      question={question}
      hint={
        <p>
          {textIn(language, body.municipality)} ({textIn(language, body.prefecture)})
        </p>
      }
      aside={<MainButton name="choose-another" action={{ type: 'back' }} say={finding.notHere.other} />}
    >
      <div className="not-here">
        <p className="lead">{state !== null && !state.open ? open.closed[state.reason] : hint}</p>
        {state !== null && !state.open && state.opensAt !== null ? (
          <p className="lead">{open.opensAt({ when: dayAndTimeText(language, state.opensAt) })}</p>
        ) : null}
        <Notice tone="warning">{next}</Notice>
      </div>
    </Panel>
  );
}
