import { MainButton } from '../components/main-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** Why there is no certificate yet, and the ways on. */
export function WizardTroubleScreen({ body: { trouble } }: BodyOf<'wizardTrouble'>) {
  const { firstStart, deviceReasons } = useAttendantWords();
  const words = firstStart.trouble;
  return (
    <Panel
      question={words.question}
      aside={
        <>
          <TouchButton className="key aside-key" name="wizard-new-code" action={{ type: 'wizardNewCode' }}>
            {words.newCode}
          </TouchButton>
          <TouchButton
            className="key aside-key"
            name="wizard-new-address"
            action={{ type: 'wizardNewAddress' }}
          >
            {words.newAddress}
          </TouchButton>
          <MainButton name="wizard-again" action={{ type: 'wizardAgain' }} say={words.again} />
        </>
      }
    >
      <Notice tone="trouble">
        <span className="phrase">{words.faults[trouble.fault]}</span>{' '}
        {trouble.fault === 'line' ? <span className="phrase">{deviceReasons[trouble.why]}</span> : null}
      </Notice>
    </Panel>
  );
}
