import type { DeviceTest } from '../../shared/attendants.ts';
import { denominations, yen } from '../../shared/yen.ts';
import type { SeenPart, TypedDevice, WizardDevice } from '../../shared/first-start.ts';
import { CardTestScreen, JudgeTestScreen } from '../attendant/device-tests.tsx';
import { GoOnButton } from '../components/go-on-button.tsx';
import { Notice } from '../components/notice.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { Cross, Tick } from '../drawings/marks.tsx';
import { sumText } from '../languages/format.ts';
import { useAttendantWords, useLanguage } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { Step } from './step.tsx';

const rows = { landscape: 2, portrait: 6 } as const;
type Device = BodyOf<'wizardDevice'>['body'];

/** What was found for one device; one is chosen and tried. */
export function WizardDeviceScreen({ body }: BodyOf<'wizardDevice'>) {
  const { firstStart } = useAttendantWords();
  const words = firstStart.device;
  const pages = usePages(
    body.options.map((name, option) => ({ name, option })),
    useUpright() ? rows.portrait : rows.landscape,
  );
  const typed = body.mayType ? typedOf(body.device) : null;
  return (
    <Panel
      question={words.questions[body.device]}
      hint={
        <>
          <Step at={body.step} /> <Parts parts={body.parts} />
        </>
      }
      className="panel-case"
      aside={
        <>
          <PageButtons pages={pages} />
          <div className="maintenance-keys">
            <TouchButton className="key aside-key" name="wizard-seek" action={{ type: 'wizardSeek' }}>
              {words.seek}
            </TouchButton>
            {typed === null ? null : (
              <TouchButton
                className="key aside-key"
                name="wizard-type"
                action={{ type: 'wizardType', device: typed }}
              >
                {words.type}
              </TouchButton>
            )}
          </div>
          <TouchButton
            className="key aside-key"
            name="wizard-try"
            disabled={body.chosen === null}
            action={{ type: 'wizardTry' }}
          >
            {words.try}
          </TouchButton>
          <GoOnButton
            name="wizard-next"
            disabled={body.chosen === null && !body.lacks}
            action={{ type: 'wizardNext' }}
            say={firstStart.next}
          />
        </>
      }
    >
      <div className="case-sheet">
        {body.options.length === 0 ? (
          <Notice tone="warning">{body.mayLack ? words.nothingHere : words.nothing}</Notice>
        ) : null}
        <ul className="answers wizard-options">
          {pages.shown.map(({ name, option }) => (
            <li key={name}>
              <TouchButton
                className="key answer"
                name={`wizard-option-${String(option)}`}
                chosen={option === body.chosen}
                action={{ type: 'wizardChoose', option }}
              >
                <span className="answer-name">
                  {name === '' ? words.first : <span className="file-name">{name}</span>}
                </span>
                <span className="answer-hint" aria-live="polite">
                  {option === body.chosen ? <Outcome body={body} /> : null}
                </span>
              </TouchButton>
            </li>
          ))}
          {body.mayLack ? (
            <li>
              <TouchButton
                className="key answer"
                name="wizard-lack"
                chosen={body.lacks}
                action={{ type: 'wizardLack' }}
              >
                <span className="answer-name">{words.lack}</span>
              </TouchButton>
            </li>
          ) : null}
        </ul>
      </div>
    </Panel>
  );
}

function Outcome({ body: { tried } }: { readonly body: Device }) {
  const {
    firstStart: { device: words },
  } = useAttendantWords();
  return (
    <>
      {tried === 'good' ? <Tick on round /> : null}
      {tried === 'bad' ? <Cross /> : null}
      {words.tried[tried]}
    </>
  );
}

/** What each part said of itself in the try. */
function Parts({ parts }: { readonly parts: readonly SeenPart[] }) {
  const { devices, deviceStates } = useAttendantWords();
  const language = useLanguage();
  if (parts.length === 0) return null;
  const nameOf = (device: SeenPart['device']): string => {
    const value = denominations.find((each) => device === `hopper-${each}`);
    if (value !== undefined) return devices.hopper({ sum: sumText(language, yen(value)) });
    return isPlain(device) ? devices[device] : '';
  };
  return (
    <span className="wizard-parts">
      {parts.map(({ device, state }) => (
        <span key={device} className="phrase">
          {`${nameOf(device)}: ${deviceStates[state]}`}
        </span>
      ))}
    </span>
  );
}

type Plain = Exclude<SeenPart['device'], `hopper-${string}`>;
const isPlain = (device: SeenPart['device']): device is Plain => !device.startsWith('hopper-');

/** As in maintenance: a card is set, or a person looks at what came out. */
export function WizardTryScreen({ body: { device, ask } }: BodyOf<'wizardTry'>) {
  if (ask === 'card') return <CardTestScreen body={{ kind: 'cardTest', state: 'waiting' }} />;
  return <JudgeTestScreen body={{ kind: 'judgeTest', test: judged[device] }} />;
}

const judged: Readonly<Record<WizardDevice, DeviceTest>> = {
  cardReader: 'cardReader',
  cash: 'coinPath',
  sheetPrinter: 'sheetBothSides',
  receiptPrinter: 'receipt',
  speech: 'sound',
  sound: 'sound',
};

function typedOf(device: WizardDevice): TypedDevice | null {
  return device === 'cash' || device === 'sheetPrinter' || device === 'receiptPrinter' ? device : null;
}
