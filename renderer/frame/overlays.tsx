import type { Screen } from '../../shared/screen.ts';
import { noYen } from '../../shared/yen.ts';
import type { Yen } from '../../shared/yen.ts';
import { isAttendantKind, type AttendantKind } from '../../shared/attendant-kind.ts';
import type { ShownLine } from '../../shared/telephone-lines.ts';
import { CallStaff } from '../components/call-staff.tsx';
import { Dialog } from '../components/dialog.tsx';
import { MainButton } from '../components/main-button.tsx';
import { TelephoneLine } from '../components/telephone-line.tsx';
import { ToTake } from '../components/to-take.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { StaffDrawing } from '../drawings/paper-drawings.tsx';
import { CardDrawing } from '../drawings/card-drawings.tsx';
import { sumText } from '../languages/format.ts';
import { useAttendantWords, useLanguage, useWords } from '../languages/languages.tsx';
import { VoiceChooser } from '../voice/voice-chooser.tsx';
import { DisplayChooser, LanguageChooser } from './choosers.tsx';

type Overlay = NonNullable<Screen['overlay']>;

/** What lies over a screen; meanwhile the screen below answers to nothing. */
export function OverlayView({
  overlay,
  body,
  display,
}: Pick<Screen, 'body' | 'display'> & { readonly overlay: Overlay }) {
  switch (overlay.kind) {
    case 'timeWarning':
      return (
        <TimeWarning
          secondsLeft={overlay.secondsLeft}
          inserted={body.kind === 'payment' ? body.inserted : noYen}
          body={body}
        />
      );
    case 'nobodyHere':
      return <NobodyHere />;
    case 'confirmStop':
      return <ConfirmStop inserted={overlay.inserted} />;
    case 'help':
      return <Help screen={body.kind} helpLine={overlay.helpLine} />;
    case 'languages':
      return <LanguageChooser />;
    case 'display':
      return <DisplayChooser display={display} />;
    case 'voice':
      return <VoiceChooser />;
  }
}

interface TimeWarningProps {
  readonly secondsLeft: number;
  readonly inserted: Yen;
  readonly body: Screen['body'];
}

function TimeWarning({ secondsLeft, inserted, body }: TimeWarningProps) {
  const { timeWarning, confirmStop } = useWords();
  const language = useLanguage();
  return (
    <Dialog
      title={timeWarning.question}
      urgent
      actions={
        <>
          <TouchButton className="key key-primary key-huge" name="carry-on" action={{ type: 'carryOn' }}>
            {timeWarning.carryOn}
          </TouchButton>
        </>
      }
    >
      <p className="seconds" role="timer">
        <span className="seconds-left">{secondsLeft}</span>
        <span className="seconds-unit">{timeWarning.secondsLeft}</span>
      </p>
      <p className="lead">{timeWarning.then}</p>
      {inserted > 0 ? (
        <p className="lead">{confirmStop.moneyComesBack({ sum: sumText(language, inserted) })}</p>
      ) : null}
      <ToTake body={body} />
    </Dialog>
  );
}

/** Covers what is personal: a finger anywhere, a key, or somebody whom the sensor sees brings it back. */
function NobodyHere() {
  const { hidden } = useWords().care;
  return (
    <Dialog
      title={hidden.question}
      urgent
      actions={<MainButton name="carry-on" action={{ type: 'carryOn' }} say={hidden.goOn} />}
    >
      <p className="lead">{hidden.why}</p>
    </Dialog>
  );
}

function ConfirmStop({ inserted }: { readonly inserted: Yen }) {
  const { confirmStop } = useWords();
  const language = useLanguage();
  return (
    <Dialog
      title={confirmStop.question}
      urgent
      actions={
        <>
          <TouchButton
            className="key key-trouble key-tall"
            name="confirm-stop"
            action={{ type: 'confirmStop' }}
          >
            {confirmStop.stop}
          </TouchButton>
          <MainButton name="carry-on" action={{ type: 'carryOn' }} say={confirmStop.carryOn} />
        </>
      }
    >
      <p className="lead">
        {inserted > 0
          ? confirmStop.moneyComesBack({ sum: sumText(language, inserted) })
          : confirmStop.nothingPaid}
      </p>
    </Dialog>
  );
}

interface HelpProps {
  readonly screen: Screen['body']['kind'];
  readonly helpLine: ShownLine;
}

function AttendantHelp({ screen }: { readonly screen: AttendantKind }) {
  return useAttendantWords().attendantHelp[screen];
}

function Help({ screen, helpLine }: HelpProps) {
  const { help, purposeHelp } = useWords();
  const screens = { ...help.screen, ...purposeHelp };
  return (
    <Dialog
      title={help.title}
      actions={
        <>
          <MainButton name="carry-on" action={{ type: 'carryOn' }} say={help.close} />
        </>
      }
    >
      <p className="lead">{isAttendantKind(screen) ? <AttendantHelp screen={screen} /> : screens[screen]}</p>
      <ul className="help-more">
        <li>
          <StaffDrawing />
          <div>
            <span>{help.staff}</span>
            <CallStaff />
          </div>
        </li>
        <li>
          <CardDrawing />
          <div>
            <span>{help.card}</span>
            <TelephoneLine line={helpLine} />
            <span>{help.lost}</span>
          </div>
        </li>
      </ul>
    </Dialog>
  );
}
