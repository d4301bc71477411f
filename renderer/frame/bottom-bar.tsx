import { facts } from '../../languages/compiled/facts.ts';
import { languages } from '../../shared/languages.ts';
import type { Screen } from '../../shared/screen.ts';
import { CallStaff } from '../components/call-staff.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { Arrow, Cross, Globe, Letters, Person, QuestionMark, Tick } from '../drawings/marks.tsx';
import { useAttendantWords, useWords } from '../languages/languages.tsx';
import { waysOut } from './attendant-room.ts';
import { hasStaffKey } from './staff-key.ts';

type BottomBarProps = Pick<Screen, 'controls' | 'language' | 'attendant' | 'body'>;

/** The buttons that have the same place on every screen. One that does nothing here leaves its place empty. */
export function BottomBar(props: BottomBarProps) {
  const { controls } = props;
  const words = useWords();
  return (
    <nav className="bottom-bar" aria-label={words.frame.controls}>
      <div className="bottom-place bottom-back">
        {props.attendant === 'here' ? <AttendantBack body={props.body} /> : <ResidentBack {...props} />}
      </div>
      <div className="bottom-place bottom-stop">
        {props.attendant === 'here' ? <AttendantLeave body={props.body} /> : <ResidentStop {...props} />}
      </div>
      <div className="bottom-place bottom-help">
        {controls.help ? (
          <TouchButton className="key bar-key" name="help" action={{ type: 'help' }}>
            <QuestionMark />
            <span>{words.frame.help}</span>
          </TouchButton>
        ) : props.attendant === 'here' ? null : (
          <CallStaff className="key bar-key bar-call" />
        )}
      </div>
      {props.attendant === 'here' ? <AttendantLanguages {...props} /> : <Choosers {...props} />}
    </nav>
  );
}

/** The way to another language, found without reading this one, and to another look. */
function Choosers({ controls, language }: BottomBarProps) {
  const { frame, looks } = useWords();
  return (
    <div className="bottom-languages">
      <TouchButton
        className="key bar-key bar-language"
        name="look"
        disabled={!controls.language}
        action={{ type: 'openDisplay' }}
      >
        <Letters />
        <span>{looks.button}</span>
      </TouchButton>
      <TouchButton
        className="key bar-key bar-language"
        name="languages"
        disabled={!controls.language}
        action={{ type: 'openLanguages' }}
      >
        <Globe />
        <span className="heard-only">{frame.languages}</span>
        <span>{facts[language].name}</span>
      </TouchButton>
    </div>
  );
}

/** Store staff and operators have two languages: both are here at once. */
function AttendantLanguages({ controls, language }: BottomBarProps) {
  const { frame } = useWords();
  return (
    <div className="bottom-languages" role="group" aria-label={frame.languages}>
      {languages
        .filter((choice) => facts[choice].attendants)
        .map((choice) => (
          <TouchButton
            key={choice}
            className="key bar-key bar-language"
            name={`language-${choice}`}
            lang={choice}
            chosen={choice === language}
            disabled={!controls.language}
            action={{ type: 'setLanguage', language: choice }}
          >
            {choice === language ? <Tick on round /> : null}
            <span>{facts[choice].name}</span>
          </TouchButton>
        ))}
    </div>
  );
}

/** Where there is no way back, its place is free for the staff's quiet button. */
function ResidentBack({ controls, attendant, body }: BottomBarProps) {
  const { frame } = useWords();
  if (controls.back) {
    return (
      <TouchButton className="key bar-key" name="back" action={{ type: 'back' }}>
        <Arrow to="left" />
        <span>{frame.back}</span>
      </TouchButton>
    );
  }
  if (attendant !== 'may' || !hasStaffKey(body.kind)) return null;
  return (
    <TouchButton
      className="key bar-key bar-key-staff"
      name="call-attendant"
      action={{ type: 'callAttendant' }}
    >
      <Person />
      <span>{frame.staff}</span>
    </TouchButton>
  );
}

function ResidentStop({ controls }: BottomBarProps) {
  const { frame } = useWords();
  if (!controls.stop) return null;
  return (
    <TouchButton className="key bar-key bar-key-stop" name="stop" action={{ type: 'stop' }}>
      <Cross />
      <span>{frame.stop}</span>
    </TouchButton>
  );
}

function AttendantBack({ body }: Pick<Screen, 'body'>) {
  const { frame } = useWords();
  if (!waysOut(body).back) return null;
  return (
    <TouchButton className="key bar-key" name="attendant-back" action={{ type: 'attendantBack' }}>
      <Arrow to="left" />
      <span>{frame.back}</span>
    </TouchButton>
  );
}

function AttendantLeave({ body }: Pick<Screen, 'body'>) {
  const { attendantFrame } = useAttendantWords();
  const { leave } = waysOut(body);
  if (leave === null) return null;
  return (
    <TouchButton
      className="key bar-key bar-key-stop"
      name="leave-attendant"
      action={{ type: 'leaveAttendant' }}
    >
      <Cross />
      <span>{leave === 'login' ? attendantFrame.leaveLogin : attendantFrame.leave}</span>
    </TouchButton>
  );
}
