import { Panel } from '../components/panel.tsx';
import { TakeCardDrawing } from '../drawings/card-drawings.tsx';
import { useWords } from '../languages/languages.tsx';
import { useMedium } from '../languages/medium.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** The card is asked back: in the middle of a session, or at its end. */
export function TakeCardScreen({ body }: BodyOf<'takeCard'>) {
  const takeCard = useWords().takeCard[useMedium()];
  return (
    <Panel question={takeCard.question} className="panel-drawn">
      <div className="drawn">
        <TakeCardDrawing />
        <div className="drawn-words">
          <p className="lead">{takeCard.hint[body.then]}</p>
        </div>
      </div>
    </Panel>
  );
}
