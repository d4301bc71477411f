import { z } from 'zod';
import { deviceReasonSchema } from '../shared/attendants.ts';
import { reopenOutcomeSchema } from '../shared/restarts.ts';
import { lineReasonSchema } from '../shared/line-reasons.ts';
import { pageFaultSchema } from '../shared/page-fault.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { centerEvents } from './center-events.ts';
import { fieldKinds } from './field-kinds.ts';
import { lineEvents } from './line-events.ts';

export { logLevels, type CatalogueEntry, type FieldSchema, type LogLevel } from './catalogue-entry.ts';

/** Why a device is in its state. */
const deviceReason = z.enum(['none', ...deviceReasonSchema.options]);

const { cause, count, device, deviceState: state, errorCode, line, reference } = fieldKinds;
const { attendantCause, intent, language, municipality, state: name, status } = fieldKinds;
const { transaction, yen } = fieldKinds;
const nothing = {} as const;

/**
 * Every event that kiosk and center log, with its level, meaning and fields. What is not listed here cannot be logged;
 * docs/log.md is generated from it.
 */
export const eventCatalogue = {
  // ── The kiosk as a program ──
  kioskStarted: {
    level: 'info',
    meaning: 'The kiosk has opened its journal and its lines, and now shows its screen.',
    fields: nothing,
  },
  firstScreen: {
    level: 'info',
    meaning: 'The first screen is on the display, so long after the process began.',
    fields: { ms: fieldKinds.ms },
  },
  kioskEnded: {
    level: 'info',
    meaning: 'The kiosk has closed its lines and exits with this code.',
    fields: { exitCode: count },
  },
  startRefused: {
    level: 'fatal',
    meaning:
      'The kiosk does not start, because the files for its line to the center, a device in its configuration, its journal or its log cannot be used.',
    fields: { what: z.enum(['lineFiles', 'devices', 'journal', 'log']) },
  },
  logFilesRefused: {
    level: 'error',
    meaning:
      'The folder or a file of the log may be somebody else’s and is not written: standard error names it.',
    fields: {
      detail: z.enum(['link', 'notAFile', 'notAFolder', 'otherOwner', 'openToOthers', 'secondName']),
    },
  },
  serviceManagerNotTold: {
    level: 'error',
    meaning:
      'The service manager (systemd) could not be told that the kiosk is up or alive: it will end the kiosk and start it anew.',
    fields: nothing,
    fault: true,
  },
  ...lineEvents,
  windowReopened: {
    level: 'warn',
    meaning:
      'The page had crashed, did not answer or had something over it (a dialog, another window), and has been reopened at the screen it was showing.',
    fields: { why: z.enum(['gone', 'frozen', 'covered']) },
  },
  wordsMissing: {
    level: 'error',
    meaning:
      'The page could not load the words of a language from its own folder, and shows Japanese in their place: the installation is damaged.',
    fields: { language, group: pageFaultSchema.shape.group },
  },
  windowNotReopened: {
    level: 'error',
    meaning: 'The page could not be reopened; a few more attempts follow.',
    fields: nothing,
    fault: true,
  },
  windowHopeless: {
    level: 'fatal',
    meaning: "The page cannot be brought back: the kiosk exits, and the site's service manager restarts it.",
    fields: nothing,
  },
  programFailed: {
    level: 'fatal',
    meaning: 'Nobody caught this error: the process ends.',
    fields: nothing,
    fault: true,
  },

  // ── The machines ──
  stateEntered: {
    level: 'info',
    meaning: 'A machine has entered a state.',
    fields: { machine: name, state: name },
  },
  actorFailed: {
    level: 'error',
    meaning: 'A call or a machine started by a state ended with an error, and the state took its error path.',
    fields: { machine: name, place: name },
    fault: true,
  },
  intentTaken: {
    level: 'info',
    meaning:
      'Somebody pressed something, and it was accepted. The keys of one entry make one line: the times between them would hint at which keys they were.',
    fields: { intent },
  },
  intentRefused: {
    level: 'info',
    meaning:
      'Somebody pressed something that the kiosk was not waiting for, or on a screen that was already gone.',
    fields: { intent, answer: z.enum(['not-now', 'stale']) },
  },
  intentMalformed: {
    level: 'warn',
    meaning: 'The page sent something that is not an intent.',
    fields: nothing,
  },
  refused: {
    level: 'info',
    meaning: 'A session ends for this cause.',
    fields: { cause },
  },
  attendantRefused: {
    level: 'info',
    meaning: 'Something an attendant asked for was not done.',
    fields: { cause: attendantCause },
  },
  outOfService: {
    level: 'warn',
    meaning:
      'The kiosk does not serve; the screen shows the cause and the reference. Earlier lines say more.',
    fields: { cause, reference },
  },
  backInService: {
    level: 'info',
    meaning: 'The kiosk serves again.',
    fields: nothing,
  },

  // ── Devices ──
  deviceStatusChanged: {
    level: 'info',
    meaning: 'A device has changed to a state in which it works, or to another reason for it.',
    fields: { device, state, reason: deviceReason },
  },
  deviceTrouble: {
    level: 'warn',
    meaning: 'A device has changed to a state in which it needs somebody, or to another reason for it.',
    fields: { device, state, reason: deviceReason },
  },
  deviceReopened: {
    level: 'warn',
    meaning: "A device's driver hung in spite of its own deadlines: its line was closed and opened anew.",
    fields: { device, outcome: reopenOutcomeSchema },
  },
  deviceAnswerFailed: {
    level: 'error',
    meaning: "A device's driver threw when asked for the device's state: the device counts as broken.",
    fields: { device },
    fault: true,
  },
  cashlessDriverFailed: {
    level: 'error',
    meaning: 'The driver of the wallet or terminal threw: what it was asked to do counts as unknown.',
    fields: nothing,
    fault: true,
  },

  // ── Journal and recovery ──
  journalUnusable: {
    level: 'error',
    meaning: 'The journal accepts no records, or none that begin something.',
    fields: {
      why: z.enum([
        'unreadable',
        'io',
        'diskFull',
        'clockSetBack',
        'version',
        'inUse',
        'notOwn',
        'rolledBack',
      ]),
      code: errorCode,
      line,
      detail: z.enum([
        'none',
        'link',
        'notAFile',
        'notAFolder',
        'otherOwner',
        'openToOthers',
        'secondName',
        'journalMissing',
        'recordsMissing',
        'otherRecords',
        'otherJournal',
        'sealWrong',
        'witnessMissing',
        'witnessUnreadable',
        'keyMissing',
        'keyUnreadable',
        'centerKnowsOthers',
      ]),
    },
  },
  journalUsable: {
    level: 'info',
    meaning: 'The journal accepts records again.',
    fields: nothing,
  },
  journalNotWritten: {
    level: 'error',
    meaning: 'A record that no money depends on could not be written.',
    fields: { record: z.enum(['outcome-told', 'refund-told', 'attendant-refused']) },
  },
  alarmStands: {
    level: 'warn',
    meaning: 'The journal contains an alarm that nobody has cleared: the service stays locked.',
    fields: nothing,
  },
  recoveryBegan: {
    level: 'warn',
    meaning:
      'At the start there were transactions that had been cut off; the devices are asked what became of them.',
    fields: { transactions: count },
  },
  recoveryOwes: {
    level: 'warn',
    meaning: 'A transaction was cut off, and the kiosk owes this sum for it.',
    fields: { transaction, owed: yen },
  },
  recoveryFailed: {
    level: 'error',
    meaning: 'Recovery failed: what is open stays open in the journal, and nobody is served.',
    fields: nothing,
    fault: true,
  },
  codeCameraFailed: {
    level: 'error',
    meaning: 'Looking for codes of residents in the pictures of the camera failed; it looks again.',
    fields: nothing,
    fault: true,
  },
  reconcilingFailed: {
    level: 'error',
    meaning: 'Asking a provider for its final word failed; it is asked again.',
    fields: nothing,
    fault: true,
  },

  // ── The line to the center ──
  bindingMismatch: {
    level: 'fatal',
    meaning:
      'An order is not the one that was asked for: nothing is printed, and the kiosk locks its service.',
    fields: {
      what: z.enum([
        ...(['signature', 'shape', 'transaction', 'request', 'nonce', 'holder', 'municipality'] as const),
        ...(['subjects', 'documents', 'page', 'price', 'preview'] as const),
      ]),
    },
  },
  municipalityRulesNotBelieved: {
    level: 'error',
    meaning:
      'Rules of a municipality from the center are unsigned, older than those of before, or do not fit what it offers: the kiosk does not offer it.',
    fields: {
      municipality,
      why: z.enum(['unsigned', 'older', 'signature', 'shape', 'other', 'price']),
    },
  },
  exportKeyUnusable: {
    level: 'error',
    meaning:
      'The key with which copies of the journal are signed cannot be read or made; copies are written without a signature until it can.',
    fields: nothing,
    fault: true,
  },
  keptRulesLost: {
    level: 'error',
    meaning:
      'The file with the numbers of the rules that the kiosk has believed is gone, cannot be read, may be somebody else’s, or is not written: until it is, older rules would be believed after the next start. A kiosk that begins its journal, or comes from a build before there was such a file, has none.',
    fields: { why: z.enum(['missing', 'unreadable', 'notOwn', 'notRead', 'notWritten']) },
  },
  centerLineFailed: {
    level: 'warn',
    meaning:
      'An exchange with the center broke off, timed out or was not accepted, and why; docs/site.md says for each where to look.',
    fields: { why: lineReasonSchema },
    fault: true,
  },
  centerToldLater: {
    level: 'warn',
    meaning:
      'The center has not yet confirmed how an earlier transaction or refund ended; it is told again until it has.',
    fields: nothing,
  },
  centerTellingFailed: {
    level: 'error',
    meaning: 'Telling the center how an earlier transaction or refund ended failed.',
    fields: nothing,
    fault: true,
  },

  // ── The center ──
  ...centerEvents,

  // ── What is told a collector ──
  telemetryOff: {
    level: 'error',
    meaning:
      'Nothing is told the collector that the configuration names: a file of its line, or the folder of the buffer, cannot be used. Standard error names it; the service goes on.',
    fields: { what: z.enum(['files', 'folder']) },
  },
  telemetryLineFailed: {
    level: 'warn',
    meaning: 'The collector was not reached; what is told it waits in the buffer and is sent again.',
    fields: nothing,
    fault: true,
  },
  telemetryPutOff: {
    level: 'warn',
    meaning: 'The collector asked to be told later; it waits in the buffer and is sent again.',
    fields: { status },
  },
  telemetryHeard: {
    level: 'info',
    meaning: 'The collector is told again what waits in the buffer.',
    fields: nothing,
  },
  telemetryRefused: {
    level: 'warn',
    meaning: 'The collector refused a batch for good: its address, its rights or its version do not fit.',
    fields: { status },
  },
  telemetryLost: {
    level: 'warn',
    meaning:
      'So many spans, points or records will never be told, because the buffer was full or they were too old, refused or unreadable; written at most once an hour.',
    fields: { signal: z.enum(['traces', 'metrics', 'logs']), items: count },
  },

  // ── The log itself ──
  faultsRepeated: {
    level: 'warn',
    meaning:
      'How often a fault has recurred since its last full line, which is written at most once in ten minutes.',
    fields: { reference, times: count },
  },
  logLinesLost: {
    level: 'warn',
    meaning: 'This many lines were lost, because the disk did not accept them.',
    fields: { lines: count },
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

type Catalogue = typeof eventCatalogue;
export type EventName = keyof Catalogue;
/** Events about a caught error. */
export type FaultName = { [N in EventName]: Catalogue[N] extends { fault: true } ? N : never }[EventName];
export type PlainName = Exclude<EventName, FaultName>;
/** The fields of an event, as the table lists them. */
export type FieldsOf<N extends EventName> = {
  readonly [F in keyof Catalogue[N]['fields']]: z.output<Catalogue[N]['fields'][F]>;
};
