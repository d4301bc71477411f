import type { AttendantWords, LogWords, ResidentWords } from '../../languages/compiled/words.ts';
import type { LoggedEvent } from '../../logging/read-log.ts';
import type { EventName, FieldsOf } from '../../logging/event-catalogue.ts';
import type { CenterEventName } from '../../logging/center-events.ts';
import type { DeviceId, DeviceReason } from '../../shared/attendants.ts';
import type { LogRoom } from '../../shared/log-lines.ts';

/** Events of a kiosk; those of a center are in the log of a center. */
export type KioskEventName = Exclude<EventName, CenterEventName>;

/** The words of one language that the log is said in. */
export interface WordsOfLog {
  readonly log: LogWords;
  readonly attendants: AttendantWords;
  readonly residents: ResidentWords;
}

type Say<N extends EventName> = (words: WordsOfLog, fields: FieldsOf<N>) => string;

/** Whose words the text itself has, without a field of the event. */
const plain =
  (pick: (events: LogWords['logEvents']) => string) =>
  ({ log }: WordsOfLog): string =>
    pick(log.logEvents);

/** Which part of the kiosk each event is about, and how it is said. The types make sure that none is missing. */
const events: { readonly [N in KioskEventName]: readonly [LogRoom, Say<N>] } = {
  kioskStarted: ['program', plain((events) => events.kioskStarted)],
  firstScreen: ['program', ({ log }, { ms }) => log.logEvents.firstScreen({ ms: String(ms) })],
  kioskEnded: [
    'program',
    ({ log }, { exitCode }) => log.logEvents.kioskEnded({ exitCode: String(exitCode) }),
  ],
  startRefused: ['program', ({ log }, { what }) => log.logEvents.startRefused[what]],
  logFilesRefused: [
    'log',
    ({ log }, { detail }) => log.logEvents.logFilesRefused({ detail: log.logFiles[detail] }),
  ],
  serviceManagerNotTold: ['program', plain((events) => events.serviceManagerNotTold)],
  firstStartBegun: ['program', plain((events) => events.firstStartBegun)],
  firstStartCertified: [
    'center',
    ({ log }, { daysLeft }) => log.logEvents.firstStartCertified({ daysLeft: String(daysLeft) }),
  ],
  firstStartNotCertified: ['center', ({ log }, { why }) => log.logEvents.firstStartNotCertified[why]],
  firstStartWritten: ['program', plain((events) => events.firstStartWritten)],
  lineCertificateEnds: [
    'center',
    ({ log }, { daysLeft }) => log.logEvents.lineCertificateEnds({ daysLeft: String(daysLeft) }),
  ],
  centerOrdered: ['service', ({ log }, { service }) => log.logEvents.centerOrdered[service]],
  updateNotPossible: ['program', plain((events) => events.updateNotPossible)],
  reportFailed: ['center', plain((events) => events.reportFailed)],
  lineCertificateRenewed: ['center', plain((events) => events.lineCertificateRenewed)],
  lineCertificateNotRenewed: ['center', ({ log }, { why }) => log.logEvents.lineCertificateNotRenewed[why]],
  lineCertificateEnded: ['center', plain((events) => events.lineCertificateEnded)],
  lineRenewalBroke: ['center', plain((events) => events.lineRenewalBroke)],
  updateTaken: ['program', ({ log }, { what }) => log.logEvents.updateTaken[what]],
  updateWorks: ['program', plain((events) => events.updateWorks)],
  updatesNotLookedAt: ['program', plain((events) => events.updatesNotLookedAt)],
  windowReopened: ['program', ({ log }, { why }) => log.logEvents.windowReopened[why]],
  wordsMissing: ['program', plain((events) => events.wordsMissing)],
  windowNotReopened: ['program', plain((events) => events.windowNotReopened)],
  windowHopeless: ['program', plain((events) => events.windowHopeless)],
  programFailed: ['program', plain((events) => events.programFailed)],

  stateEntered: ['service', plain((events) => events.stateEntered)],
  actorFailed: ['service', plain((events) => events.actorFailed)],
  intentTaken: ['service', plain((events) => events.intentTaken)],
  intentRefused: ['service', plain((events) => events.intentRefused)],
  intentMalformed: ['service', plain((events) => events.intentMalformed)],
  refused: [
    'service',
    ({ log, residents }, { cause }) => log.logEvents.refused({ cause: residents.causes[cause].happened }),
  ],
  attendantRefused: [
    'service',
    ({ log, attendants }, { cause }) =>
      log.logEvents.attendantRefused({ cause: attendants.attendantCauses[cause].happened }),
  ],
  outOfService: [
    'service',
    ({ log, residents }, { cause }) =>
      log.logEvents.outOfService({ cause: residents.causes[cause].happened }),
  ],
  backInService: ['service', plain((events) => events.backInService)],

  deviceStatusChanged: ['devices', sayDevice],
  deviceTrouble: ['devices', sayDevice],
  deviceReopened: [
    'devices',
    ({ log, attendants: { restarts, deviceStates } }, { device, outcome }) =>
      log.logEvents.deviceReopened({
        device: nameOf(log, device),
        outcome:
          outcome === 'notOpened' || outcome === 'notAnswered'
            ? restarts.outcomes[outcome]
            : deviceStates[outcome],
      }),
  ],
  deviceAnswerFailed: [
    'devices',
    ({ log }, { device }) => log.logEvents.deviceAnswerFailed({ device: nameOf(log, device) }),
  ],
  cashlessDriverFailed: ['devices', plain((events) => events.cashlessDriverFailed)],

  journalUnusable: [
    'journal',
    ({ log: { logJournal } }, { why, line }) =>
      why === 'unreadable'
        ? logJournal.unreadable({ line: line === null ? '' : logJournal.line({ line: String(line) }) })
        : logJournal[why],
  ],
  journalUsable: ['journal', plain((events) => events.journalUsable)],
  journalNotWritten: ['journal', plain((events) => events.journalNotWritten)],
  alarmStands: ['journal', plain((events) => events.alarmStands)],
  recoveryBegan: [
    'journal',
    ({ log }, { transactions }) => log.logEvents.recoveryBegan({ transactions: String(transactions) }),
  ],
  recoveryOwes: ['journal', ({ log }, { owed }) => log.logEvents.recoveryOwes({ owed: String(owed) })],
  recoveryFailed: ['journal', plain((events) => events.recoveryFailed)],
  codeCameraFailed: ['devices', plain((events) => events.codeCameraFailed)],
  reconcilingFailed: ['journal', plain((events) => events.reconcilingFailed)],

  bindingMismatch: ['center', plain((events) => events.bindingMismatch)],
  municipalityRulesNotBelieved: [
    'center',
    ({ log }, { municipality }) => log.logEvents.municipalityRulesNotBelieved({ municipality }),
  ],
  exportKeyUnusable: ['journal', plain((events) => events.exportKeyUnusable)],
  keptRulesLost: ['center', plain((events) => events.keptRulesLost)],
  centerLineFailed: [
    'center',
    ({ log, attendants }, { why }) => log.logEvents.centerLineFailed({ why: attendants.deviceReasons[why] }),
  ],
  centerToldLater: ['center', plain((events) => events.centerToldLater)],
  centerTellingFailed: ['center', plain((events) => events.centerTellingFailed)],

  telemetryOff: ['collector', plain((events) => events.telemetryOff)],
  telemetryLineFailed: ['collector', plain((events) => events.telemetryLineFailed)],
  telemetryPutOff: [
    'collector',
    ({ log }, { status }) => log.logEvents.telemetryPutOff({ status: String(status) }),
  ],
  telemetryHeard: ['collector', plain((events) => events.telemetryHeard)],
  telemetryRefused: [
    'collector',
    ({ log }, { status }) => log.logEvents.telemetryRefused({ status: String(status) }),
  ],
  telemetryLost: ['collector', ({ log }, { items }) => log.logEvents.telemetryLost({ items: String(items) })],

  faultsRepeated: ['log', ({ log }, { times }) => log.logEvents.faultsRepeated({ times: String(times) })],
  logLinesLost: ['log', ({ log }, { lines }) => log.logEvents.logLinesLost({ lines: String(lines) })],
};

function sayDevice(
  { log, attendants }: WordsOfLog,
  {
    device,
    state,
    reason,
  }: {
    readonly device: DeviceId;
    readonly state: keyof LogWords['logStates'];
    readonly reason: 'none' | DeviceReason;
  },
): string {
  const said = log.logStates[state]({ device: nameOf(log, device) });
  return reason === 'none' ? said : `${said} (${attendants.deviceReasons[reason]})`;
}

function nameOf({ logDevices }: LogWords, device: DeviceId): string {
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
export function sayLine(words: WordsOfLog, { event, fields }: LoggedEvent<KioskEventName>): string {
  // The table has for each event a function of its own fields, and readLog has checked them by the same name.
  const [, say] = events[event] as readonly [LogRoom, (words: WordsOfLog, fields: unknown) => string];
  return say(words, fields);
}

/** Fields that are names of the program's own, the same in every language: beside the words, for whoever looks them up. */
const nameFields = ['machine', 'state', 'place', 'intent', 'language', 'transaction', 'what'];
const namesSaid: readonly KioskEventName[] = [
  'deviceTrouble',
  'deviceStatusChanged',
  'startRefused',
  'telemetryOff',
  'updateTaken',
];

/** The program's own names in a line that its words do not say; null: there are none. */
export function namesIn({ event, fields }: LoggedEvent<KioskEventName>): string | null {
  if (namesSaid.includes(event)) return null;
  const names = nameFields.flatMap((field) => (typeof fields[field] === 'string' ? [fields[field]] : []));
  return names.length === 0 ? null : names.join(' ');
}
