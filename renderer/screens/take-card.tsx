import { Panel } from '../components/panel.tsx';
import { TakeCardDrawing } from '../drawings/card-drawings.tsx';
import { useWords } from '../languages/languages.tsx';

export function TakeCardScreen() {
  const { takeCard } = useWords();
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
