import { Panel } from '../components/panel.tsx';
import { CardInsideDrawing } from '../drawings/card-drawings.tsx';
import { ChangeDrawing, MoneyDrawing } from '../drawings/money-drawings.tsx';
import { WorkingDrawing } from '../drawings/paper-drawings.tsx';
import { useWords } from '../languages/languages.tsx';
import { useMedium } from '../languages/medium.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** During these the card must stay where it is. */
const cardWorks: readonly BodyOf<'working'>['body']['what'][] = [
  'readingCard',
  'checkingPin',
  'signing',
  'sending',
  'changingSecret',
];

/** The machine is working; three slow dots show that it has not stopped. */
export function WorkingScreen({ body }: BodyOf<'working'>) {
  const { working } = useWords();
  const medium = useMedium();
  const withCard = cardWorks.includes(body.what);
  return (
    <Panel question={working[body.what]} className="panel-drawn">
      <div className="drawn">
        <DrawingOf what={body.what} />
        <div className="drawn-words">
          <p className="lead">{withCard ? working.leaveCard[medium] : working.wait}</p>
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

function DrawingOf({ what }: Pick<BodyOf<'working'>['body'], 'what'>) {
  switch (what) {
    case 'readingCard':
    case 'checkingPin':
    case 'signing':
    case 'sending':
    case 'changingSecret':
      return <CardInsideDrawing />;
    case 'returningMoney':
      return <ChangeDrawing />;
    case 'openingPayment':
    case 'endingPayment':
    case 'capturing':
    case 'refunding':
    case 'counting':
      return <MoneyDrawing />;
    case 'offers':
    case 'building':
    case 'asking':
    case 'testing':
    case 'closing':
      return <WorkingDrawing />;
  }
}
