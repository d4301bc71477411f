import { denominations } from '../../shared/yen.ts';
import type { Denomination, Yen } from '../../shared/yen.ts';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { Sum } from '../components/sum.tsx';
import { CoinDrawing, MoneySlotsDrawing, NoteDrawing } from '../drawings/money-drawings.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

const firstNote = 1000;
const coins = denominations.filter((value) => value < firstNote);
const notes = denominations.filter((value) => value >= firstNote);

/** Cash: what is due, what is in, what is still to come, and what the slots accept right now. */
export function PaymentScreen({ body }: BodyOf<'payment'>) {
  const { payment } = useWords();
  return (
    <Panel
      question={payment.question}
      className="panel-payment"
      aside={
        <>
          <MoneySlotsDrawing />
          <p className="aside-say">{payment.moneyBack}</p>
        </>
      }
    >
      <div className="payment">
        <div className="figures" aria-live="polite">
          <Figure label={payment.due} amount={body.due} />
          <Figure label={payment.inserted} amount={body.inserted} />
          <Figure label={payment.remaining} amount={body.remaining} most />
        </div>
        <div className="money">
          {body.exactMoneyOnly ? <Notice tone="warning">{payment.exactMoneyOnly}</Notice> : null}
          {body.accepted.length === 0 ? (
            <Notice tone="warning">{payment.wait}</Notice>
          ) : (
            <h2 className="money-title">{payment.taken}</h2>
          )}
          <Pieces label={payment.coins} values={coins} accepted={body.accepted} />
          <Pieces label={payment.notes} values={notes} accepted={body.accepted} />
        </div>
      </div>
    </Panel>
  );
}

function Figure({ label, amount, most = false }: FigureProps) {
  return (
    <p className={most ? 'figure figure-most' : 'figure'}>
      <span className="figure-label">{label}</span>
      <Sum amount={amount} size={most ? 'largest' : 'large'} />
    </p>
  );
}

interface FigureProps {
  readonly label: string;
  readonly amount: Yen;
  readonly most?: boolean;
}

function Pieces({ label, values, accepted }: PiecesProps) {
  const { payment } = useWords();
  return (
    <ul className="pieces" aria-label={label}>
      {values.map((value) => {
        const taken = accepted.includes(value);
        return (
          <li key={value} className={taken ? 'piece' : 'piece piece-resting'}>
            {value < firstNote ? (
              <CoinDrawing value={value} taken={taken} />
            ) : (
              <NoteDrawing value={value} taken={taken} />
            )}
            <span className="heard-only">{value}</span>
            <span className="piece-say">{taken ? null : payment.notTakenNow}</span>
          </li>
        );
      })}
    </ul>
  );
}

interface PiecesProps {
  readonly label: string;
  readonly values: readonly Denomination[];
  readonly accepted: readonly Denomination[];
}
