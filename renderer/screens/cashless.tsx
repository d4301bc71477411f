import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { qrPath, qrViewBox } from '../components/qr-code.ts';
import { Sum } from '../components/sum.tsx';
import { useTimeLeft } from '../components/use-time-left.ts';
import { TerminalDrawing } from '../drawings/pay-drawings.tsx';
import { timeText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** Pay with a wallet that scans the code, or with a card or telephone at the terminal. */
export function CashlessScreen({ body }: BodyOf<'cashless'>) {
  const { cashless: words } = useWords();
  const { method, expiresAt } = body;
  const drawn = body.code === null ? null : qrPath(body.code);
  const noCode = method === 'wallet' && body.code !== null && drawn === null;
  return (
    <Panel question={words.question[method]} className="panel-drawn">
      <div className="drawn cashless">
        {method === 'wallet' ? <WalletCode drawn={drawn} /> : <TerminalDrawing />}
        <div className="drawn-words">
          <p className="cashless-due">
            <span className="figure-label">{words.due}</span>
            <Sum amount={body.due} size="largest" />
          </p>
          {noCode ? <Notice tone="trouble">{words.noCode}</Notice> : <Steps body={body} />}
          {expiresAt === null || noCode ? null : <TimeLeft expiresAt={expiresAt} />}
          <p className="quiet">{words.stop}</p>
        </div>
      </div>
    </Panel>
  );
}

function Steps({ body: { method, expiresAt } }: BodyOf<'cashless'>) {
  const { cashless: words } = useWords();
  if (expiresAt === null) {
    return (
      <Notice tone="info">
        <span aria-live="polite">{words.opening}</span>
      </Notice>
    );
  }
  return (
    <ol className="cashless-steps">
      {words.steps[method].map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** The code, large enough for a telephone at arm's length; an empty place while there is none. */
function WalletCode({ drawn }: { readonly drawn: ReturnType<typeof qrPath> }) {
  const { cashless: words } = useWords();
  if (drawn === null) return <div className="qr qr-waiting" aria-hidden="true" />;
  return (
    <svg
      className="qr"
      viewBox={qrViewBox(drawn)}
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
  const left = useTimeLeft(expiresAt);
  return (
    <p className="lead">
      {left <= 0 ? null : (
        <span className="phrase lead-strong" role="timer">
          {left > minuteMs
            ? words.minutesLeft({ minutes: Math.floor(left / minuteMs) })
            : words.secondsLeft({ seconds: Math.ceil(left / 1000) })}
        </span>
      )}{' '}
      <span className="phrase">{words.until({ when: timeText(language, expiresAt) })}</span>
    </p>
  );
}
