import { KeyGrid } from '../components/key-grid.tsx';
import { GoOnButton } from '../components/go-on-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { keyBounceMs } from '../components/press-guard.ts';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { TypedSecret } from '../attendant/login.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { Step } from './step.tsx';

const codeKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', ''] as const;

/** A code is chosen: typed twice. Only the number of its digits is ever known here. */
export function WizardCodeScreen({ body }: BodyOf<'wizardCode'>) {
  const { firstStart, login } = useAttendantWords();
  const { large } = useStage();
  const words = firstStart.code;
  const hint = (
    <>
      <Step at={body.step} /> <span className="phrase">{words.hint({ number: body.number })}</span>
    </>
  );
  const told =
    body.notice === 'different' ? (
      <Notice tone="trouble">{words.different}</Notice>
    ) : (
      <p className="aside-note">{hint}</p>
    );
  return (
    <Panel
      typed="number"
      question={words[body.ask][body.role]}
      hint={large ? told : undefined}
      aside={
        <>
          {large ? null : told}
          <TouchButton
            className="key aside-key"
            name="wizard-code-erase"
            secret
            againAfterMs={keyBounceMs}
            disabled={body.entered === 0}
            action={{ type: 'pinErase' }}
          >
            {login.erase}
          </TouchButton>
          {body.role === 'staff' && body.ask === 'first' ? (
            <TouchButton className="key aside-key" name="wizard-no-staff" action={{ type: 'wizardSkip' }}>
              {words.skip}
            </TouchButton>
          ) : null}
          <GoOnButton
            name="wizard-code-done"
            disabled={!body.complete}
            action={{ type: 'pinEnter' }}
            say={firstStart.next}
          />
        </>
      }
    >
      <div className="entry">
        <div className="login-state">
          <TypedSecret entered={body.entered} />
        </div>
        <KeyGrid
          keys={codeKeys}
          columns={3}
          intent={(key) => ({ type: 'secretKey', key })}
          secret
          label={login.keys}
        />
      </div>
    </Panel>
  );
}
