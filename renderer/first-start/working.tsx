import { Panel } from '../components/panel.tsx';
import { WorkingDrawing } from '../drawings/paper-drawings.tsx';
import { useAttendantWords, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** The kiosk asks, tries or writes; three slow dots show that it has not stopped. */
export function WizardWorkingScreen({ body: { what } }: BodyOf<'wizardWorking'>) {
  const { firstStart } = useAttendantWords();
  const { working } = useWords();
  return (
    <Panel question={firstStart.working[what]} className="panel-drawn">
      <div className="drawn">
        <WorkingDrawing />
        <div className="drawn-words">
          <p className="lead">{working.wait}</p>
          <p className="life" aria-hidden="true">
            <span />
            <span />
            <span />
          </p>
        </div>
      </div>
    </Panel>
  );
}
