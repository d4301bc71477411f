import { GoOnButton } from '../components/go-on-button.tsx';
import { KeyGrid } from '../components/key-grid.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { ScannerDrawing } from '../drawings/counter-drawings.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** The characters of a receipt code: no 0 or O, no 1 or I. */
const letters = Array.from('23456789ABCDEFGHJKLMNPQRSTUVWXYZ');
const lettersInCode = 8;

interface ReceiptCodeEntryProps {
  readonly body: BodyOf<'lookup' | 'journalCode'>['body'];
  readonly question: string;
}

/** A receipt code, typed on the screen or scanned. */
export function ReceiptCodeEntry({ body, question }: ReceiptCodeEntryProps) {
  const { lookup: words, login } = useAttendantWords();
  const { large } = useStage();
  const told =
    body.notice === 'none' ? (
      <>
        <ScannerDrawing />
        <p className="aside-note">{words.scanner}</p>
      </>
    ) : (
      <Notice tone="trouble">{words.notices[body.notice]}</Notice>
    );
  const entered = Array.from(body.entered.replace('-', ''));
  return (
    <Panel
      typed="alphabet"
      question={question}
      hint={
        large ? (
          <>
            <div className="login-card">{told}</div>
            <p>{words.hint}</p>
          </>
        ) : undefined
      }
      aside={
        <>
          {large ? null : <div className="login-card">{told}</div>}
          <TouchButton
            className="key aside-key"
            name="code-erase"
            disabled={entered.length === 0}
            action={{ type: 'codeErase' }}
          >
            {login.erase}
          </TouchButton>
          <GoOnButton
            name="code-done"
            disabled={!body.complete}
            action={{ type: 'codeDone' }}
            say={words.find}
          />
        </>
      }
    >
      <div className="entry">
        <div className="login-state">
          <p className="code-places" aria-live="polite">
            <span className="heard-only">{entered.join(' ')}</span>
            {Array.from({ length: lettersInCode }, (_, at) => (
              <span
                key={at}
                className={at === 4 ? 'code-place code-place-half' : 'code-place'}
                aria-hidden="true"
              >
                {entered[at] ?? ''}
              </span>
            ))}
          </p>
          {large ? null : <p className="code-hint">{words.hint}</p>}
        </div>
        <KeyGrid
          keys={letters}
          columns={8}
          intent={(key) => ({ type: 'codeKey', key })}
          disabled={entered.length >= lettersInCode}
          label={login.keys}
        />
      </div>
    </Panel>
  );
}
