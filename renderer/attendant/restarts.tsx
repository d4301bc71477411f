import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { MainButton } from '../components/main-button.tsx';
import type { Reopened } from '../../shared/restarts.ts';

const rows = { landscape: 4, portrait: 6 } as const;

/** What begins anew: a device's line, all of them one after another, the program, or the machine. */
export function RestartsScreen({ body: { devices, at } }: BodyOf<'restarts'>) {
  const { restarts: words } = useAttendantWords();
  const pages = usePages(devices, useUpright() ? rows.portrait : rows.landscape);
  const busy = at !== null;
  return (
    <Panel
      question={words.question}
      hint={words.hint}
      className="panel-case"
      aside={
        <>
          <PageButtons pages={pages} />
          <TouchButton
            className="key aside-key"
            name="reopen-all"
            disabled={busy}
            action={{ type: 'reopenDevices', devices: devices.map(({ device }) => device) }}
          >
            {words.all}
          </TouchButton>
          <TouchButton
            className="key aside-key"
            name="restart-kiosk"
            disabled={busy}
            action={{ type: 'restartKiosk' }}
          >
            {words.kiosk}
          </TouchButton>
          <TouchButton
            className="key key-trouble aside-key"
            name="ask-restart-machine"
            disabled={busy}
            action={{ type: 'askRestartMachine' }}
          >
            {words.machine}
          </TouchButton>
        </>
      }
    >
      <ul className="answers">
        {pages.shown.map((each) => (
          <li key={each.device}>
            <TouchButton
              className="key answer"
              name={`reopen-${each.device}`}
              disabled={busy}
              action={{ type: 'reopenDevices', devices: [each.device] }}
            >
              <span className="answer-name">{words.devices[each.device]}</span>
              <span className="answer-hint" aria-live="polite">
                {each.device === at ? words.now : <Outcome of={each} />}
              </span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Outcome({ of: { outcome } }: { readonly of: Reopened }) {
  const { restarts: words, deviceStates } = useAttendantWords();
  if (outcome === null) return null;
  return outcome === 'notOpened' || outcome === 'notAnswered'
    ? words.outcomes[outcome]
    : words.reopened({ state: deviceStates[outcome] });
}

/** The whole machine: asked a second time, because nobody is served for minutes. */
export function RestartMachineScreen() {
  const { restarts: words } = useAttendantWords();
  return (
    <Panel
      question={words.askMachine}
      aside={<MainButton name="restart-machine" action={{ type: 'restartMachine' }} say={words.doMachine} />}
    >
      <p className="lead">{words.machineHint}</p>
    </Panel>
  );
}
