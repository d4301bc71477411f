import { Panel } from '../components/panel.tsx';
import { SetCardDrawing } from '../drawings/card-drawings.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

export function SetCardScreen({ body }: BodyOf<'setCard'>) {
  const { setCard } = useWords();
  return (
    <Panel question={setCard.question} hint={setCard.hint} className="panel-drawn">
      <div className="drawn">
        <SetCardDrawing />
        <div className="drawn-words">
          <p className="lead lead-strong">{setCard.side}</p>
          <p className="lead">{setCard.which[body.cardBack]}</p>
        </div>
      </div>
    </Panel>
  );
}
