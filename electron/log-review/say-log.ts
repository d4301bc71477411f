import type { AttendantWords, ResidentWords } from '../../languages/compiled/words.ts';
import type { LoggedEvent } from '../../logging/read-log.ts';
import type { EventName, FieldsOf } from '../../logging/event-catalogue.ts';
import type { CenterEventName } from '../../logging/center-events.ts';
import type { DeviceId, DeviceReason } from '../../shared/attendants.ts';
import type { LogRoom } from '../../shared/log-lines.ts';

/** Events of a kiosk; those of a center are in the log of a center. */
export type KioskEventName = Exclude<EventName, CenterEventName>;

/** The words of one language that the log is said in. */
export interface LogWords {
  readonly attendants: AttendantWords;
  readonly residents: ResidentWords;
}

type Say<N extends EventName> = (words: LogWords, fields: FieldsOf<N>) => string;

/** Whose words the text itself has, without a field of the event. */
const plain =
  (pick: (events: AttendantWords['logEvents']) => string) =>
  ({ attendants }: LogWords): string =>
    pick(attendants.logEvents);

/** Which part of the kiosk each event is about, and how it is said. The types make sure that none is missing. */
const events: { readonly [N in KioskEventName]: readonly [LogRoom, Say<N>] } = {
  kioskStarted: ['program', plain((events) => events.kioskStarted)],
  firstScreen: ['program', ({ attendants }, { ms }) => attendants.logEvents.firstScreen({ ms: String(ms) })],
  kioskEnded: [
    'program',
    ({ attendants }, { exitCode }) => attendants.logEvents.kioskEnded({ exitCode: String(exitCode) }),
  ],
  startRefused: ['program', ({ attendants }, { what }) => attendants.logEvents.startRefused[what]],
  logFilesRefused: [
    'log',
    ({ attendants }, { detail }) =>
      attendants.logEvents.logFilesRefused({ detail: attendants.logFiles[detail] }),
  ],
  serviceManagerNotTold: ['program', plain((events) => events.serviceManagerNotTold)],
  lineCertificateEnds: [
    'center',
    ({ attendants }, { daysLeft }) =>
      attendants.logEvents.lineCertificateEnds({ daysLeft: String(daysLeft) }),
  ],
  windowReopened: ['program', ({ attendants }, { why }) => attendants.logEvents.windowReopened[why]],
  wordsMissing: [
    'program',
    ({ attendants }, { language }) => attendants.logEvents.wordsMissing({ language }),
  ],
  windowNotReopened: ['program', plain((events) => events.windowNotReopened)],
  windowHopeless: ['program', plain((events) => events.windowHopeless)],
  programFailed: ['program', plain((events) => events.programFailed)],

  stateEntered: [
    'service',
    ({ attendants }, { machine, state }) => attendants.logEvents.stateEntered({ machine, state }),
  ],
  actorFailed: [
    'service',
    ({ attendants }, { machine, place }) => attendants.logEvents.actorFailed({ machine, place }),
  ],
  intentTaken: ['service', ({ attendants }, { intent }) => attendants.logEvents.intentTaken({ intent })],
  intentRefused: ['service', ({ attendants }, { intent }) => attendants.logEvents.intentRefused({ intent })],
  intentMalformed: ['service', plain((events) => events.intentMalformed)],
  refused: [
    'service',
    ({ attendants, residents }, { cause }) =>
      attendants.logEvents.refused({ cause: residents.causes[cause].happened }),
  ],
  attendantRefused: [
    'service',
    ({ attendants }, { cause }) =>
      attendants.logEvents.attendantRefused({ cause: attendants.attendantCauses[cause].happened }),
  ],
  outOfService: [
    'service',
    ({ attendants, residents }, { cause }) =>
      attendants.logEvents.outOfService({ cause: residents.causes[cause].happened }),
  ],
  backInService: ['service', plain((events) => events.backInService)],

  deviceStatusChanged: ['devices', sayDevice],
  deviceTrouble: ['devices', sayDevice],
  deviceAnswerFailed: [
    'devices',
    ({ attendants }, { device }) =>
      attendants.logEvents.deviceAnswerFailed({ device: nameOf(attendants, device) }),
  ],
  cashlessDriverFailed: ['devices', plain((events) => events.cashlessDriverFailed)],

  journalUnusable: [
    'journal',
    ({ attendants: { logJournal } }, { why, line }) =>
      why === 'unreadable'
        ? logJournal.unreadable({ line: line === null ? '' : logJournal.line({ line: String(line) }) })
        : logJournal[why],
  ],
  journalUsable: ['journal', plain((events) => events.journalUsable)],
  journalNotWritten: ['journal', plain((events) => events.journalNotWritten)],
  alarmStands: ['journal', plain((events) => events.alarmStands)],
  recoveryBegan: [
    'journal',
    ({ attendants }, { transactions }) =>
      attendants.logEvents.recoveryBegan({ transactions: String(transactions) }),
  ],
  recoveryOwes: [
    'journal',
    ({ attendants }, { owed, transaction }) =>
      attendants.logEvents.recoveryOwes({ owed: String(owed), transaction }),
  ],
  recoveryFailed: ['journal', plain((events) => events.recoveryFailed)],
  codeCameraFailed: ['devices', plain((events) => events.codeCameraFailed)],
  reconcilingFailed: ['journal', plain((events) => events.reconcilingFailed)],

  bindingMismatch: ['center', ({ attendants }, { what }) => attendants.logEvents.bindingMismatch({ what })],
  municipalityRulesNotBelieved: [
    'center',
    ({ attendants }, { municipality }) => attendants.logEvents.municipalityRulesNotBelieved({ municipality }),
  ],
  exportKeyUnusable: ['journal', plain((events) => events.exportKeyUnusable)],
  keptRulesLost: ['center', plain((events) => events.keptRulesLost)],
  centerLineFailed: [
    'center',
    ({ attendants }, { why }) =>
      attendants.logEvents.centerLineFailed({ why: attendants.deviceReasons[why] }),
  ],
  centerToldLater: ['center', plain((events) => events.centerToldLater)],
  centerTellingFailed: ['center', plain((events) => events.centerTellingFailed)],

  telemetryOff: ['collector', plain((events) => events.telemetryOff)],
  telemetryLineFailed: ['collector', plain((events) => events.telemetryLineFailed)],
  telemetryPutOff: [
    'collector',
    ({ attendants }, { status }) => attendants.logEvents.telemetryPutOff({ status: String(status) }),
  ],
  telemetryHeard: ['collector', plain((events) => events.telemetryHeard)],
  telemetryRefused: [
    'collector',
    ({ attendants }, { status }) => attendants.logEvents.telemetryRefused({ status: String(status) }),
  ],
  telemetryLost: [
    'collector',
    ({ attendants }, { items }) => attendants.logEvents.telemetryLost({ items: String(items) }),
  ],

  faultsRepeated: [
    'log',
    ({ attendants }, { times }) => attendants.logEvents.faultsRepeated({ times: String(times) }),
  ],
  logLinesLost: [
    'log',
    ({ attendants }, { lines }) => attendants.logEvents.logLinesLost({ lines: String(lines) }),
  ],
};

function sayDevice(
  { attendants }: LogWords,
  {
    device,
    state,
    reason,
  }: {
    readonly device: DeviceId;
    readonly state: keyof AttendantWords['logStates'];
    readonly reason: 'none' | DeviceReason;
  },
): string {
  const said = attendants.logStates[state]({ device: nameOf(attendants, device) });
  return reason === 'none' ? said : `${said} (${attendants.deviceReasons[reason]})`;
}

function nameOf({ logDevices }: AttendantWords, device: DeviceId): string {
  return isHopper(device) ? logDevices.hopper({ value: device.slice('hopper-'.length) }) : logDevices[device];
}

function isHopper(device: DeviceId): device is Extract<DeviceId, `hopper-${string}`> {
  return device.startsWith('hopper-');
}

/** Whether a line is one of a kiosk: a center's has no words here. */
export function isOfKiosk(line: LoggedEvent): line is LoggedEvent<KioskEventName> {
  return Object.hasOwn(events, line.event);
}

/** What the line is about. */
export function roomOfLine({ event }: LoggedEvent<KioskEventName>): LogRoom {
  return events[event][0];
}

/** The line in words; Japanese ones with their readings (`languages/ruby.ts`). */
export function sayLine(words: LogWords, { event, fields }: LoggedEvent<KioskEventName>): string {
  // The table has for each event a function of its own fields, and readLog has checked them by the same name.
  const [, say] = events[event] as readonly [LogRoom, (words: LogWords, fields: unknown) => string];
  return say(words, fields);
}
