import { Flow } from '../components/flow.tsx';
import { Notice } from '../components/notice.tsx';
import { Question } from '../components/panel.tsx';
import { keyBounceMs } from '../components/press-guard.ts';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

const pinLength = 4;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
type Digit = (typeof digits)[number];

/**
 * The PIN. Each key is sent at once as an intent and forgotten: no digit is kept, drawn or put into an attribute, and no key
 * changes its look when pressed, so that nobody behind can read along. Only the row of circles changes.
 */
export function PinScreen({ body }: BodyOf<'pin'>) {
  const { pin } = useWords();
  const { entered, triesLeft, after } = body;
  const { large } = useStage();
  const circles = (
    <div className="pin-circles" aria-hidden="true">
      {Array.from({ length: pinLength }, (_, index) => (
        <span key={index} className={index < entered ? 'pin-circle pin-circle-on' : 'pin-circle'} />
      ))}
    </div>
  );
  // On the first page, however large the letters are.
  const warnings = (
    <>
      {after.notice === 'wrong' ? <Notice tone="trouble">{pin.wrong}</Notice> : null}
      {triesLeft === 1 ? (
        <Notice tone="warning">
          <p className="notice-strong">{pin.lastTry}</p>
          <p>{pin.lastTryNext}</p>
        </Notice>
      ) : (
        <p className="pin-tries">{pin.triesLeft({ tries: triesLeft })}</p>
      )}
    </>
  );
  const pad = (
    <div className="pin-pad">
      {/* Seen whichever page of the words is read. */}
      {large ? circles : null}
      <Keypad entered={entered} />
    </div>
  );
  return (
    <div className="pin">
      <Flow about={`${pin.question} ${after.notice}`} stay={pad}>
        <div className="pin-words">
          <Question>{pin.question}</Question>
          {large ? warnings : null}
          <p className="hint">{pin.which}</p>
          {large ? null : circles}
          <p className="pin-entered" aria-live="polite">
            {pin.entered({ digits: entered })}
          </p>
          {large ? null : warnings}
          <p className="quiet pin-hidden">{pin.hidden}</p>
        </div>
      </Flow>
    </div>
  );
}

function Keypad({ entered }: { readonly entered: number }) {
  const { pin } = useWords();
  const full = entered === pinLength;
  return (
    <div className="keypad" role="group" aria-label={pin.keypad} data-digits>
      {digits.slice(0, -1).map((digit) => (
        <DigitKey key={digit} digit={digit} full={full} />
      ))}
      <TouchButton
        className="key pin-key pin-key-word"
        name="pin-erase"
        secret
        againAfterMs={keyBounceMs}
        disabled={entered === 0}
        action={{ type: 'pinErase' }}
      >
        {pin.erase}
      </TouchButton>
      <DigitKey digit="0" full={full} />
      <TouchButton
        className="key key-primary pin-key pin-key-word"
        name="pin-enter"
        disabled={!full}
        action={{ type: 'pinEnter' }}
      >
        {pin.enter}
      </TouchButton>
    </div>
  );
}

function DigitKey({ digit, full }: { readonly digit: Digit; readonly full: boolean }) {
  return (
    <TouchButton
      className="key pin-key"
      secret
      againAfterMs={keyBounceMs}
      disabled={full}
      action={{ type: 'pinKey', key: digit }}
    >
      {digit}
    </TouchButton>
  );
}
