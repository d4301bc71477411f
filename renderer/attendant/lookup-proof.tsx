import { GoOnButton } from '../components/go-on-button.tsx';
import { KeyGrid } from '../components/key-grid.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { ScannerDrawing } from '../drawings/counter-drawings.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

const digits = Array.from('1234567890');
/** Month, day, hour, minute and a sum of five digits. */
const mostTyped = 13;

/** A receipt of another kiosk: scanned, or its time and sum typed. */
export function LookupProofScreen({ body }: BodyOf<'lookupProof'>) {
  const { lookup, lookupProof: words, login } = useAttendantWords();
  const { typed, notice } = body;
  const { large } = useStage();
  const told =
    notice === 'none' ? (
      <>
        <ScannerDrawing />
        <p className="aside-note">{words.scanner}</p>
      </>
    ) : (
      <Notice tone="trouble">{lookup.notices[notice]}</Notice>
    );
  const pair = (at: number): string => typed.slice(at, at + 2).padEnd(2, '_');
  const time = words.time({ date: `${pair(0)}/${pair(2)}`, clock: `${pair(4)}:${pair(6)}` });
  const sum = words.sum({ digits: typed.slice(8) || '_' });
  return (
    <Panel
      typed="number"
      question={words.question}
      hint={
        large ? (
          <>
            <div className="login-card">{told}</div>
            <p>
              {words.hint} {words.second}
            </p>
          </>
        ) : undefined
      }
      aside={
        <>
          {large ? null : <div className="login-card">{told}</div>}
          <TouchButton
            className="key aside-key"
            name="proof-erase"
            disabled={typed === ''}
            action={{ type: 'codeErase' }}
          >
            {login.erase}
          </TouchButton>
          <GoOnButton
            name="proof-done"
            disabled={!body.complete}
            action={{ type: 'codeDone' }}
            say={lookup.find}
          />
        </>
      }
    >
      <div className="entry">
        <div className="login-state">
          <p className="entered login-number" aria-live="polite">
            {time} {sum}
          </p>
          {large ? null : (
            <p className="code-hint">
              {words.hint} {words.second}
            </p>
          )}
        </div>
        <KeyGrid
          keys={digits}
          columns={large ? 4 : 10}
          intent={(key) => ({ type: 'codeKey', key })}
          disabled={typed.length >= mostTyped}
          label={login.keys}
        />
      </div>
    </Panel>
  );
}
