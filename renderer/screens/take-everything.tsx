import type { ReactNode } from 'react';
import { CallStaff } from '../components/call-staff.tsx';
import { MainButton } from '../components/main-button.tsx';
import { CodeBlock, OwedBlock } from '../components/owed-block.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { TakeCardDrawing } from '../drawings/card-drawings.tsx';
import { ChangeDrawing } from '../drawings/money-drawings.tsx';
import { PayMethodDrawing } from '../drawings/pay-drawings.tsx';
import { ReceiptDrawing, SheetsDrawing } from '../drawings/paper-drawings.tsx';
import { sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import { useMedium } from '../languages/medium.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** The handover: each thing to be taken, drawn where it lies, and the code when money is owed. */
export function TakeEverythingScreen({ body }: BodyOf<'takeEverything'>) {
  const { takeEverything: words, care } = useWords();
  const { where, first } = care.handover;
  const language = useLanguage();
  const medium = useMedium();
  return (
    <Panel
      question={words.question}
      className={body.owed || body.code !== null ? 'panel-owed' : ''}
      aside={
        <>
          {body.owed !== null || body.code !== null ? <CallStaff className="key aside-key" /> : null}
          <p className="aside-say aside-note">{words.unreadable[body.badPrint]}</p>
          {/* The machine does not go on to the next person before. */}
          {body.cardInside ? <Notice tone="warning">{first[medium]}</Notice> : null}
          <MainButton
            name="taken-everything"
            disabled={body.cardInside}
            action={{ type: 'takenEverything' }}
            say={words.done}
          />
        </>
      }
    >
      <ul className="take">
        {body.cardInside ? (
          <Take drawing={<TakeCardDrawing />} say={words.card[medium]} where={where[medium]} />
        ) : null}
        {body.sheets > 0 ? (
          <Take
            drawing={<SheetsDrawing sheets={body.sheets} />}
            say={words.sheets({ sheets: body.sheets })}
            count={`${String(body.sheets)} / ${String(body.sheetsOf)}`}
            where={where.sheets}
            hint={words.sheetsHint}
          />
        ) : null}
        {body.change > 0 ? (
          <Take
            drawing={<ChangeDrawing />}
            say={words.change({ sum: sumText(language, body.change) })}
            where={where.coins}
          />
        ) : null}
        {body.returned > 0 ? (
          <Take
            drawing={<ChangeDrawing />}
            say={words.returned({ sum: sumText(language, body.returned) })}
            where={where.coins}
            hint={words.notChargedHint}
          />
        ) : null}
        {body.notCharged > 0 ? (
          <Take
            drawing={<PayMethodDrawing method={body.method} />}
            say={words.notCharged({ sum: sumText(language, body.notCharged) })}
            hint={words.notChargedHint}
          />
        ) : null}
        <Take
          drawing={<ReceiptDrawing />}
          say={body.receipt === 'printed' ? words.receipt : words.noReceipt}
          {...(body.receipt === 'printed' ? { where: where.receipt } : {})}
          resting={body.receipt === 'notPrinted'}
        />
      </ul>
      {body.owed ? <OwedBlock owed={body.owed} /> : null}
      {body.code === null ? null : <CodeBlock code={body.code} />}
    </Panel>
  );
}

interface TakeProps {
  readonly drawing: ReactNode;
  readonly say: string;
  /** How many there are, of how many. */
  readonly count?: string;
  /** Where it lies. */
  readonly where?: string;
  readonly hint?: string;
  /** There is nothing to take. */
  readonly resting?: boolean;
}

function Take({ drawing, say, count, where, hint, resting = false }: TakeProps) {
  return (
    <li className={resting ? 'take-one take-resting' : 'take-one'}>
      {drawing}
      <span className="take-say">
        {say} {count === undefined ? null : <span className="take-count">{count}</span>}
      </span>
      {where === undefined ? null : <span className="take-where">{where}</span>}
      {hint === undefined ? null : <span className="take-hint">{hint}</span>}
    </li>
  );
}
