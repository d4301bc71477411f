import type { DeviceReport, DeviceState } from '../../shared/attendants.ts';
import { facts } from '../../languages/compiled/facts.ts';
import { languages } from '../../shared/languages.ts';
import { yen } from '../../shared/yen.ts';
import type { Intent } from '../../shared/intent.ts';
import { Notice } from '../components/notice.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { Mark } from '../drawings/marks.tsx';
import { countText, dayAndTimeText, sumText } from '../languages/format.ts';
import { useLanguage, useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { ByCenter } from './by-center.tsx';
import { FieldWord } from './field-word.tsx';
import { hopperValue, isHopper } from './hopper-name.ts';

/** Journal lines that fit together with what its check and its copy said. */
const linesOfJournal = { landscape: 3, portrait: 10 } as const;
/** Its screen has nothing above the lines. */
const linesOfConfiguration = 5;
const devicesPerPage = { landscape: 7, portrait: 20 } as const;

/** Languages of residents whose texts no native speaker has read, by the names that their readers give them. */
const notReviewed = languages.filter((language) => facts[language].reviewedBy.length === 0);

type Gravity = 'none' | 'warning' | 'trouble';
/** What an operator looks at first. */
const gravityOf: Readonly<Record<DeviceState, Gravity>> = {
  online: 'none',
  low: 'warning',
  offline: 'trouble',
  jammed: 'trouble',
  empty: 'trouble',
  'media-empty': 'trouble',
  'media-jam': 'trouble',
  'cover-open': 'trouble',
  'toner-empty': 'trouble',
  hardwareError: 'trouble',
  notAsked: 'none',
};

function gravityOfReport({ state, warnings = [], reason }: DeviceReport): Gravity {
  const warns = warnings.length > 0 || reason !== undefined;
  return gravityOf[state] === 'none' && warns ? 'warning' : gravityOf[state];
}
const gravities: readonly Gravity[] = ['trouble', 'warning', 'none'];

/** Every device with its state in the trade's word and in plain ones, since when, and how much is left; the worst come first. */
export function MaintenanceScreen({ body }: BodyOf<'maintenance'>) {
  const { maintenance: words } = useAttendantWords();
  const portrait = useUpright();
  const sorted = gravities.flatMap((gravity) =>
    body.devices.filter((report) => gravityOfReport(report) === gravity),
  );
  const most = portrait ? devicesPerPage.portrait : devicesPerPage.landscape;
  // What a device warns of, and why it is so, stands below its state and makes its row higher.
  const warns = body.devices.some(({ warnings = [], reason }) => warnings.length > 0 || reason !== undefined);
  const explains = body.devices.some(({ reason }) => reason !== undefined);
  const share = explains || (warns && !portrait) ? 1 / 2 : warns ? 2 / 3 : 1;
  const pages = usePages(sorted, Math.floor(most * share));
  // Which languages nobody has read yet can wait while a device asks for somebody.
  const tellsLanguages = notReviewed.length > 0 && (portrait || !warns);
  return (
    <Panel
      question={words.question}
      className="panel-case"
      aside={
        <>
          <PageButtons pages={pages} />
          <div className="maintenance-keys">
            <MaintenanceKey name="tests" say={words.tests} action={{ type: 'openTests' }} />
            {body.mayMoveMoney ? (
              <MaintenanceKey name="cash-count" say={words.cash} action={{ type: 'openCashCount' }} />
            ) : (
              <p className="aside-note">{words.moneyNeeds}</p>
            )}
            <MaintenanceKey
              name="journal"
              say={words.journal}
              action={{
                type: 'openJournal',
                lines: portrait ? linesOfJournal.portrait : linesOfJournal.landscape,
              }}
            />
            <MaintenanceKey
              name="log"
              say={words.log}
              action={{
                type: 'openLog',
                lines: portrait ? linesOfJournal.portrait : linesOfJournal.landscape,
              }}
            />
            <MaintenanceKey name="details" say={words.details} action={{ type: 'openDetails' }} />
            <MaintenanceKey name="day" say={words.day} action={{ type: 'openDay' }} />
            <MaintenanceKey
              name="configuration"
              say={words.configuration}
              action={{
                type: 'openConfiguration',
                lines: portrait ? linesOfJournal.portrait : linesOfConfiguration,
              }}
            />
            <MaintenanceKey name="service" say={words.service} action={{ type: 'openServiceSwitch' }} />
          </div>
        </>
      }
    >
      <div className="case-sheet">
        <Standing body={body} tellsLanguages={tellsLanguages} />
        <table className="table device-table">
          <thead>
            <tr>
              <th scope="col">{words.device}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.level}</th>
              <th scope="col">{words.since}</th>
            </tr>
          </thead>
          <tbody>
            {pages.shown.map((report) => (
              <DeviceRow key={report.device} report={report} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function MaintenanceKey({
  name,
  say,
  action,
}: {
  readonly name: string;
  readonly say: string;
  readonly action: Intent;
}) {
  return (
    <TouchButton className="key aside-key" name={`open-${name}`} action={action}>
      {say}
    </TouchButton>
  );
}

/** The state of the kiosk as a whole: alarm, out of service, money owed, its own clock, and the faults in the log. */
function Standing({ body, tellsLanguages }: BodyOf<'maintenance'> & { readonly tellsLanguages: boolean }) {
  const { maintenance: words, serviceSwitch } = useAttendantWords();
  const language = useLanguage();
  const [newest] = body.faults;
  return (
    <>
      {body.alarm ? <Notice tone="trouble">{words.alarm}</Notice> : null}
      {body.byCenter ? (
        <ByCenter byCenter={body.byCenter} />
      ) : body.out ? (
        <Notice tone="warning">
          {words.out({
            reason: serviceSwitch.reasons[body.out.reason],
            when: dayAndTimeText(language, body.out.since),
          })}
        </Notice>
      ) : null}
      <p className="standing">
        <span className="phrase">{words.owed({ sum: sumText(language, body.owed) })}</span>
        <span className="phrase">{words.openCases({ count: body.openCases })}</span>
        <span className="phrase">{words.clock({ when: dayAndTimeText(language, body.time) })}</span>
        {newest ? (
          <span className="phrase">
            {words.faults({
              references: body.faults.map(({ reference }) => reference).join(' '),
              when: dayAndTimeText(language, newest.at),
            })}
          </span>
        ) : null}
        {tellsLanguages ? (
          <span className="not-reviewed">
            {words.notReviewed}:{' '}
            {notReviewed.map((tag) => (
              <span key={tag} className="phrase" lang={tag}>
                {facts[tag].name}
              </span>
            ))}
          </span>
        ) : null}
      </p>
    </>
  );
}

function DeviceRow({ report }: { readonly report: DeviceReport }) {
  const { devices, deviceStates, deviceWarnings, deviceReasons, levels } = useAttendantWords();
  const language = useLanguage();
  const { device, state, levels: figures, since, warnings = [], reason } = report;
  const gravity = gravityOfReport(report);
  return (
    <tr className={`device-${gravity}`}>
      <th scope="row">
        {isHopper(device)
          ? devices.hopper({ sum: sumText(language, yen(hopperValue(device))) })
          : devices[device]}
      </th>
      <td>
        <span className="device-state">
          {gravity === 'none' ? null : <Mark kind={gravity} />}
          <span>{deviceStates[state]}</span>
          {deviceStates[state] === state ? null : <FieldWord word={state} />}
        </span>
        {reason === undefined ? null : <p className="device-warnings">{deviceReasons[reason]}</p>}
        {warnings.length === 0 ? null : (
          <p className="device-warnings">{warnings.map((warning) => deviceWarnings[warning]).join(' · ')}</p>
        )}
      </td>
      <td className="number">
        {figures.map(({ value, unit }) => (
          <p key={unit}>{levels[unit]({ value: countText(language, value) })}</p>
        ))}
      </td>
      <td>{dayAndTimeText(language, since)}</td>
    </tr>
  );
}
