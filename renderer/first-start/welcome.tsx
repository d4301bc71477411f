import { GoOnButton } from '../components/go-on-button.tsx';
import { Panel } from '../components/panel.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { Step } from './step.tsx';

/** What will be needed; the languages are in their place below. */
export function WizardWelcomeScreen({ body: { step } }: BodyOf<'wizardWelcome'>) {
  const {
    firstStart: { welcome: words },
  } = useAttendantWords();
  return (
    <Panel
      question={words.question}
      hint={
        <>
          <Step at={step} /> <span className="phrase">{words.hint}</span>
        </>
      }
      aside={<GoOnButton name="wizard-begin" action={{ type: 'wizardNext' }} say={words.begin} />}
    >
      <ul className="wizard-needs">
        {words.needs.map((need) => (
          <li key={need} className="lead">
            {need}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
