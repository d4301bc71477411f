import { Panel } from '../components/panel.tsx';
import { TakeCardDrawing } from '../drawings/card-drawings.tsx';
import { useWords } from '../languages/languages.tsx';
import { useMedium } from '../languages/medium.tsx';

export function TakeCardScreen() {
  const takeCard = useWords().takeCard[useMedium()];
  return (
    <Panel question={takeCard.question} className="panel-drawn">
      <div className="drawn">
        <TakeCardDrawing />
        <div className="drawn-words">
          <p className="lead">{takeCard.hint}</p>
        </div>
      </div>
    </Panel>
  );
}
