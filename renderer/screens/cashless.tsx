import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { quietModules, qrPath } from '../components/qr-code.ts';
import { Sum } from '../components/sum.tsx';
import { useNow } from '../components/use-now.ts';
import { TerminalDrawing } from '../drawings/pay-drawings.tsx';
import { timeText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from './body-of.ts';

/** Pay with a wallet that scans the code, or with a card or telephone at the terminal. */
export function CashlessScreen({ body }: BodyOf<'cashless'>) {
  const { cashless: words } = useWords();
  const { method, expiresAt } = body;
  return (
    <Panel question={words.question[method]} className="panel-drawn">
      <div className="drawn cashless">
        {method === 'wallet' ? <WalletCode code={body.code} /> : <TerminalDrawing />}
        <div className="drawn-words">
          <p className="cashless-due">
            <span className="figure-label">{words.due}</span>
            <Sum amount={body.due} size="largest" />
          </p>
          {expiresAt === null ? (
            <Notice tone="info">
              <span aria-live="polite">{words.opening}</span>
            </Notice>
          ) : (
            <ol className="cashless-steps">
              {words.steps[method].map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          )}
          {expiresAt === null ? null : <TimeLeft expiresAt={expiresAt} />}
          <p className="quiet">{words.stop}</p>
        </div>
      </div>
    </Panel>
  );
}

/** The code as large as a telephone at arm's length wants it; an empty place while it is opened. */
function WalletCode({ code }: { readonly code: string | null }) {
  const { cashless: words } = useWords();
  if (code === null) return <div className="qr qr-waiting" aria-hidden="true" />;
  const drawn = qrPath(code);
  if (!drawn) return <Notice tone="trouble">{words.noCode}</Notice>;
  const side = String(drawn.size + 2 * quietModules);
  const from = String(-quietModules);
  return (
    <svg
      className="qr"
      viewBox={`${from} ${from} ${side} ${side}`}
      role="img"
      aria-label={words.code}
      shapeRendering="crispEdges"
    >
      <path className="qr-dark" d={drawn.path} />
    </svg>
  );
}

const minuteMs = 60_000;

/** Whole minutes while there are some, then seconds. */
function TimeLeft({ expiresAt }: { readonly expiresAt: number }) {
  const { cashless: words } = useWords();
  const language = useLanguage();
  const left = expiresAt - useNow();
  return (
    <p className="lead">
      {left <= 0 ? null : (
        <span className="phrase lead-strong">
          {left > minuteMs
            ? words.minutesLeft(Math.floor(left / minuteMs))
            : words.secondsLeft(Math.ceil(left / 1000))}
        </span>
      )}{' '}
      <span className="phrase">{words.until(timeText(language, expiresAt))}</span>
    </p>
  );
}
