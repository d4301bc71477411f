import { MainButton } from '../components/main-button.tsx';
import { KeyGrid } from '../components/key-grid.tsx';
import { keyBounceMs } from '../components/press-guard.ts';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { GoOnButton } from '../components/go-on-button.tsx';
import { TakeCardDrawing } from '../drawings/card-drawings.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
const capitals = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/**
 * A password, or a new secret and the same again. The screen shows how far the rule is met, and of what was typed only the
 * length. The only letters are capitals, because the card knows no others.
 */
export function SecretScreen({ body }: BodyOf<'secret'>) {
  const { secret, pin } = useWords();
  const { large } = useStage();
  const words = secret[body.secret];
  const question = { present: words.present, new: words.newOne, again: words.again }[body.ask];
  const { least, most } = body;
  const rule = least === most ? secret.rule.exact({ count: least }) : secret.rule.between({ least, most });
  const missing = least - body.entered;
  const full = body.entered === body.most;
  const state = (
    <div className="secret-state">
      <div className="secret-dots" aria-hidden="true">
        {Array.from({ length: body.most }, (_, index) => (
          <span key={index} className={index < body.entered ? 'secret-dot secret-dot-on' : 'secret-dot'} />
        ))}
      </div>
      <p className="secret-rule" aria-live="polite">
        <span className="phrase">{secret.entered({ count: body.entered })}</span>{' '}
        <span className="phrase">{missing > 0 ? secret.missing({ count: missing }) : secret.longEnough}</span>
      </p>
    </div>
  );
  const warnings = (
    <>
      {body.notice === 'none' ? null : (
        <Notice tone="trouble">{body.notice === 'wrong' ? secret.wrong : secret.different}</Notice>
      )}
      {body.triesLeft === null ? null : body.triesLeft === 1 ? (
        <Notice tone="warning">{pin.lastTry}</Notice>
      ) : (
        <p className="aside-say">{pin.triesLeft({ tries: body.triesLeft })}</p>
      )}
    </>
  );
  return (
    <Panel
      typed={body.secret === 'pin' ? 'number' : 'alphabet'}
      question={question}
      hint={
        large ? (
          <>
            {warnings}
            <p>{`${words.which} · ${rule}`}</p>
          </>
        ) : (
          `${words.which} · ${rule}`
        )
      }
      aside={
        <>
          {large ? state : warnings}
          <TouchButton
            className="key aside-key"
            name="pin-erase"
            secret
            againAfterMs={keyBounceMs}
            disabled={body.entered === 0}
            action={{ type: 'pinErase' }}
          >
            {pin.erase}
          </TouchButton>
          <MainButton name="pin-enter" disabled={missing > 0} action={{ type: 'pinEnter' }} say={pin.enter} />
        </>
      }
    >
      <div className="entry">
        {large ? null : state}
        {body.secret === 'pin' ? <PinKeys full={full} /> : <PasswordKeys full={full} />}
      </div>
    </Panel>
  );
}

function PinKeys({ full }: { readonly full: boolean }) {
  const { pin } = useWords();
  const key = (text: string) => digits.find((digit) => digit === text) ?? '0';
  return (
    <KeyGrid
      keys={digits}
      columns={4}
      intent={(text) => ({ type: 'pinKey', key: key(text) })}
      disabled={full}
      secret
      label={pin.keypad}
    />
  );
}

function PasswordKeys({ full }: { readonly full: boolean }) {
  const { entry } = useWords();
  return (
    <KeyGrid
      keys={[...digits, ...capitals]}
      columns={10}
      intent={(key) => ({ type: 'secretKey', key })}
      disabled={full}
      secret
      label={entry.keys}
    />
  );
}

/** The card has the new secret. */
export function SecretChangedScreen({ body }: BodyOf<'secretChanged'>) {
  const { secret, enrolled } = useWords();
  return (
    <Panel
      question={secret[body.secret].changed}
      aside={<GoOnButton name="service-done" action={{ type: 'serviceDone' }} say={enrolled.done} />}
    >
      <div className="drawn">
        <TakeCardDrawing />
        <p className="lead">{secret.done}</p>
      </div>
    </Panel>
  );
}
