import { whatToBring } from '../../shared/what-to-bring.ts';
import { CallStaff } from '../components/call-staff.tsx';
import { codeOf } from '../../shared/character-code.ts';
import { MainButton } from '../components/main-button.tsx';
import { CodeBlock, OwedBlock } from '../components/owed-block.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { TelephoneLine } from '../components/telephone-line.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { TakeCardDrawing } from '../drawings/card-drawings.tsx';
import { ChangeDrawing } from '../drawings/money-drawings.tsx';
import { NextStepDrawing, sendsToStaff } from '../drawings/next-step-drawing.tsx';
import { sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import { useMedium } from '../languages/medium.tsx';
import { causeWords } from '../languages/phone-causes.ts';
import type { BodyOf } from '../components/body-of.ts';

/** Why it ended here, and the next step; with the money and the card that must not be forgotten. */
export function MessageScreen({ body }: BodyOf<'message'>) {
  const words = useWords();
  const { message, glyph, takeEverything } = words;
  const medium = useMedium();
  const language = useLanguage();
  const withCode = body.owed !== null || body.code !== null;
  const bring = whatToBring(body.cause);
  const { happened, next } = causeWords(words, body.cause, medium);
  return (
    <Panel
      question={happened}
      className={`panel-message panel-message-${body.tone}`}
      aside={
        <>
          {body.cardInside ? <TakeCardDrawing /> : null}
          {!body.cardInside && body.moneyReturned > 0 ? <ChangeDrawing /> : null}
          {body.slip === 'offered' ? (
            <TouchButton className="key aside-key" name="print-next-step" action={{ type: 'printNextStep' }}>
              {message.slip.offered}
            </TouchButton>
          ) : null}
          {sendsToStaff(body.cause) || withCode ? <CallStaff className="key aside-key" /> : null}
          <MainButton name="acknowledge" action={{ type: 'acknowledge' }} say={message.acknowledge} />
        </>
      }
    >
      <div className={withCode ? 'message message-with-owed' : 'message'}>
        <div className="message-words">
          <div className={withCode ? 'message-next message-next-plain' : 'message-next'}>
            {/* What is owed is for the staff: its code takes the place of the picture. */}
            {withCode ? null : body.character === null ? (
              <NextStepDrawing cause={body.cause} />
            ) : (
              <span className="glyph-character" lang="ja">
                {body.character}
              </span>
            )}
            <div>
              <h2 className="message-label">{message.next}</h2>
              <p className="lead">{next}</p>
              {bring === null ? null : <p className="message-bring">{words.care.bring[bring]}</p>}
              {body.pinReset ? <p className="telephone-line">{message.pinReset}</p> : null}
              {body.character === null ? null : (
                <p className="hint">{glyph.code({ points: codeOf(body.character) })}</p>
              )}
              {body.lines.map((line) => (
                <TelephoneLine key={line.number} line={line} />
              ))}
            </div>
          </div>
          {body.moneyReturned > 0 ? (
            <Notice tone="info">{message.returned({ sum: sumText(language, body.moneyReturned) })}</Notice>
          ) : null}
          {body.notCharged > 0 ? (
            <Notice tone="info">
              {takeEverything.notCharged({ sum: sumText(language, body.notCharged) })}
            </Notice>
          ) : null}
          {body.cardInside ? <Notice tone="warning">{message.cardInside[medium]}</Notice> : null}
          {body.slip === 'none' || body.slip === 'offered' ? null : (
            <Notice tone={body.slip === 'notPrinted' ? 'warning' : 'info'}>
              <span aria-live="polite">{message.slip[body.slip]}</span>
            </Notice>
          )}
        </div>
        {body.owed ? <OwedBlock owed={body.owed} /> : null}
        {body.code === null ? null : <CodeBlock code={body.code} />}
      </div>
    </Panel>
  );
}
