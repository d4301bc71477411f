import { InterruptedPayments } from '../components/interrupted-payments.tsx';
import { Panel } from '../components/panel.tsx';
import { NextStepDrawing } from '../drawings/next-step-drawing.tsx';
import { dayAndTimeText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** The kiosk cannot serve: why, since when, and where else to go. */
export function OutOfServiceScreen({ body }: BodyOf<'outOfService'>) {
  const words = useWords();
  const language = useLanguage();
  const { happened, next } = words.causes[body.cause];
  return (
    <Panel question={words.outOfService.title} className="panel-drawn">
      <div className={body.interrupted.length > 0 ? 'drawn drawn-owed' : 'drawn'}>
        <NextStepDrawing cause={body.cause} />
        <div className="drawn-words">
          <p className="lead lead-strong">{happened}</p>
          <p className="lead">{next}</p>
          <p className="quiet">
            <span className="phrase">
              {words.outOfService.since({ when: dayAndTimeText(language, body.since) })}
            </span>{' '}
            {body.reference === null ? null : (
              <span className="phrase">{words.outOfService.reference({ reference: body.reference })}</span>
            )}
          </p>
          <InterruptedPayments interrupted={body.interrupted} />
        </div>
      </div>
    </Panel>
  );
}
