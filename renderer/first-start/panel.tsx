import { useSyncExternalStore } from 'react';
import { MainButton } from '../components/main-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { Step } from './step.tsx';

/** The panel as the browser has it: its screen, whatever the window was opened with. */
const sizeNow = (): string => `${String(window.screen.width)}x${String(window.screen.height)}`;
const watchSize = (changed: () => void): (() => void) => {
  window.addEventListener('resize', changed);
  return () => {
    window.removeEventListener('resize', changed);
  };
};

/** A frame along the edges of the panel, and how large it was found to be. */
export function WizardPanelScreen({ body: { step } }: BodyOf<'wizardPanel'>) {
  const {
    firstStart: { panel: words },
  } = useAttendantWords();
  const size = useSyncExternalStore(watchSize, sizeNow, () => '0x0');
  const [width = 0, height = 0] = size.split('x').map(Number);
  return (
    <>
      <div className="wizard-frame" aria-hidden="true" />
      <Panel
        question={words.question}
        hint={
          <>
            <Step at={step} /> <span className="phrase">{words.hint}</span>
          </>
        }
        aside={
          <MainButton
            name="wizard-panel-right"
            disabled={width === 0 || height === 0}
            action={{ type: 'wizardPanelRight', width, height }}
            say={words.right}
          />
        }
      >
        <p className="lead wizard-size">{words.size({ width: String(width), height: String(height) })}</p>
        <Notice tone="info">{height > width ? words.upright : words.lying}</Notice>
      </Panel>
    </>
  );
}
