import { KeyGrid } from '../components/key-grid.tsx';
import { keyBounceMs } from '../components/press-guard.ts';
import { Notice } from '../components/notice.tsx';
import { MainButton } from '../components/main-button.tsx';
import { Panel } from '../components/panel.tsx';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { SetCardDrawing, TakeCardDrawing } from '../drawings/card-drawings.tsx';
import { timeText } from '../languages/format.ts';
import { useLanguage, useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** Staff numbers begin with S, operators' with O; the empty places keep the digits where every pad has them. */
const numberKeys = ['1', '2', '3', 'S', '4', '5', '6', 'O', '7', '8', '9', '', '', '0', '', ''] as const;
const codeKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', ''] as const;
type Login = BodyOf<'attendantLogin'>['body'];

/** Number, code and card, in the order in which they come. Only the length of the code is ever known here. */
export function AttendantLoginScreen({ body }: BodyOf<'attendantLogin'>) {
  const { login: words } = useAttendantWords();
  const { large } = useStage();
  if (body.ask === 'card') return <AskCard body={body} />;
  if (body.ask === 'takeCard')
    return <TakeStaffCard question={words.question.takeCard} hint={words.takeCardHint} />;
  const told = (
    <div className="login-card">
      {body.notice === 'none' ? <SetCardDrawing /> : <LoginNotice body={body} />}
      {body.purpose === 'second' ? <p className="aside-note">{words.second}</p> : null}
      {body.notice === 'none' ? <p className="aside-note">{words.card}</p> : null}
    </div>
  );
  return (
    <Panel
      typed="number"
      question={words.question[body.ask]}
      hint={large ? told : undefined}
      aside={
        <>
          {large ? null : told}
          <LoginAside body={body} />
        </>
      }
    >
      <div className="entry">
        <div className="login-state">
          <p className="entered login-number">{badge(body.number)}</p>
          {body.ask === 'number' ? null : <TypedSecret entered={body.entered} />}
        </div>
        <LoginKeys body={body} />
      </div>
    </Panel>
  );
}

/** The code was right; the card is to be shown too. */
function AskCard({ body }: { readonly body: Login }) {
  const { login: words } = useAttendantWords();
  return (
    <Panel
      question={words.question.card}
      className="panel-drawn"
      aside={
        body.purpose === 'second' ? (
          <p className="aside-note">{words.second}</p>
        ) : (
          <>
            <p className="aside-say aside-note">{words.withoutCardHint}</p>
            <TouchButton
              className="key aside-key"
              name="enter-without-card"
              action={{ type: 'enterWithoutCard' }}
            >
              {words.withoutCard}
            </TouchButton>
          </>
        )
      }
    >
      <div className="drawn">
        <SetCardDrawing />
        <div className="drawn-words">
          {body.notice === 'none' ? <p className="lead">{words.both}</p> : <LoginNotice body={body} />}
        </div>
      </div>
    </Panel>
  );
}

/** Nothing goes on until the card has left the reader. */
function TakeStaffCard({ question, hint }: { readonly question: string; readonly hint: string }) {
  return (
    <Panel question={question} className="panel-drawn">
      <div className="drawn">
        <TakeCardDrawing />
        <div className="drawn-words">
          <p className="lead">{hint}</p>
        </div>
      </div>
    </Panel>
  );
}

/** The session is over, and a card is still in the reader. */
export function AttendantCardScreen() {
  const { attendantCard } = useAttendantWords();
  return <TakeStaffCard {...attendantCard} />;
}

function LoginKeys({ body }: { readonly body: Login }) {
  const { login: words } = useAttendantWords();
  if (body.ask === 'checking') return null;
  if (body.ask === 'number') {
    return (
      <KeyGrid
        keys={numberKeys}
        columns={4}
        intent={(key) => ({ type: 'codeKey', key })}
        label={words.keys}
      />
    );
  }
  return (
    <KeyGrid
      keys={codeKeys}
      columns={3}
      intent={(key) => ({ type: 'secretKey', key })}
      secret
      label={words.keys}
    />
  );
}

function LoginAside({ body }: { readonly body: Login }) {
  const { login: words } = useAttendantWords();
  const number = body.ask === 'number';
  const empty = number ? body.number === '' : body.entered === 0;
  return (
    <>
      <TouchButton
        className="key aside-key"
        name="login-erase"
        secret
        againAfterMs={keyBounceMs}
        disabled={empty || body.ask === 'checking'}
        action={number ? { type: 'codeErase' } : { type: 'pinErase' }}
      >
        {words.erase}
      </TouchButton>
      <MainButton
        name="login-done"
        disabled={empty || body.ask === 'checking'}
        action={number ? { type: 'codeDone' } : { type: 'pinEnter' }}
        say={words.done}
      />
    </>
  );
}

/** Of a secret, how many characters stand there. */
export function TypedSecret({ entered }: { readonly entered: number }) {
  const { login: words } = useAttendantWords();
  return (
    <p className="secret-state" aria-live="polite">
      <span className="secret-dots" aria-hidden="true">
        {Array.from({ length: entered }, (_, index) => (
          <span key={index} className="secret-dot secret-dot-on" />
        ))}
      </span>
      <span className="secret-rule">{words.entered({ count: entered })}</span>
    </p>
  );
}

function LoginNotice({ body: { notice, triesLeft, lockedUntil } }: { readonly body: Login }) {
  const { login: words } = useAttendantWords();
  const language = useLanguage();
  if (notice === 'none') return null;
  return (
    <Notice tone="trouble">
      <span className="phrase">{words.notices[notice]}</span>{' '}
      {triesLeft === null || triesLeft === 0 ? null : (
        <span className="phrase">{words.triesLeft({ tries: triesLeft })}</span>
      )}{' '}
      {lockedUntil === null ? null : (
        <span className="phrase">{words.lockedUntil({ when: timeText(language, lockedUntil) })}</span>
      )}
    </Notice>
  );
}

/** `S01` → `S-01`, as on the badge. */
function badge(number: string): string {
  return number.replace(/^([A-Z]+)(?=\d)/, '$1-');
}
