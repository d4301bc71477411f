import type { Forgotten } from '../../shared/attendants.ts';
import { forgottenThings } from '../../shared/attendants.ts';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { CardDrawing } from '../drawings/card-drawings.tsx';
import { ChangeDrawing } from '../drawings/money-drawings.tsx';
import { Tick } from '../drawings/marks.tsx';
import { ReceiptDrawing, SheetsDrawing } from '../drawings/paper-drawings.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** What staff do with each thing that was left behind; the press records that it was done. */
export function ForgottenScreen({ body }: BodyOf<'forgotten'>) {
  const { forgotten: words } = useAttendantWords();
  return (
    <Panel question={words.question}>
      <ul className="forgotten">
        {forgottenThings.map((thing) => (
          <li key={thing} className="forgotten-one">
            <ThingDrawing thing={thing} />
            <span className="answer-words">
              <span className="answer-name">{words.things[thing].name}</span>
              <span>{words.things[thing].what}</span>
            </span>
            <TouchButton
              className="key choice forgotten-key"
              name={`forgotten-${thing}`}
              chosen={body.recorded === thing}
              action={{ type: 'recordForgotten', what: thing }}
            >
              <Tick on={body.recorded === thing} round />
              <span>{body.recorded === thing ? words.recorded : words.record}</span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ThingDrawing({ thing }: { readonly thing: Forgotten }) {
  switch (thing) {
    case 'card':
      return <CardDrawing />;
    case 'sheets':
      return <SheetsDrawing sheets={2} />;
    case 'change':
      return <ChangeDrawing />;
    case 'receipt':
      return <ReceiptDrawing />;
  }
}
