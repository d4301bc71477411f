import { z } from 'zod';
import { fieldKinds } from './field-kinds.ts';

export const logLevels = ['info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof logLevels)[number];

type Kinds = typeof fieldKinds;
/** A kind of the allow-list, or words that are listed at the event. */
export type FieldSchema = Kinds[keyof Kinds] | z.ZodEnum<Readonly<Record<string, string>>>;

export interface CatalogueEntry {
  readonly level: LogLevel;
  /** One sentence for whoever reads the log in the field. */
  readonly meaning: string;
  readonly fields: Readonly<Record<string, FieldSchema>>;
  /** It is about an error that was caught: its trace and a reference are in the line. */
  readonly fault?: true;
}

const {
  cause,
  count,
  device,
  deviceState: state,
  errorCode,
  line,
  ms,
  reference,
  route,
  status,
} = fieldKinds;
const { attendantCause, days, intent, refusal, state: name, transaction, yen } = fieldKinds;
const nothing = {} as const;

/**
 * Every event that is ever logged, kiosk and center, with its level, what it means, and its fields. What does not stand here
 * cannot be logged; docs/log.md is made from it.
 */
export const eventCatalogue = {
  // ── The kiosk as a program ──
  kioskStarted: {
    level: 'info',
    meaning: 'The kiosk has opened its journal and its lines, and its screen comes.',
    fields: nothing,
  },
  kioskEnded: {
    level: 'info',
    meaning: 'The kiosk has closed its lines and ends with this exit code.',
    fields: { exitCode: count },
  },
  startRefused: {
    level: 'fatal',
    meaning:
      'The kiosk does not start, because files of its line to the center or a device of its configuration are not usable.',
    fields: { what: z.enum(['lineFiles', 'devices']) },
  },
  lineCertificateEnds: {
    level: 'warn',
    meaning: "The kiosk's certificate of the line to the center ends soon: ask the center for another.",
    fields: { daysLeft: days },
  },
  windowReopened: {
    level: 'warn',
    meaning:
      'The page had crashed, did not answer or had something over it (a dialog, another window), and has been opened anew on the screen it was on.',
    fields: { why: z.enum(['gone', 'frozen', 'covered']) },
  },
  windowNotReopened: {
    level: 'error',
    meaning: 'The page could not be opened anew; it is tried again a few times.',
    fields: nothing,
    fault: true,
  },
  windowHopeless: {
    level: 'fatal',
    meaning:
      'The page cannot be brought back: the kiosk ends, and the service manager of the site begins anew.',
    fields: nothing,
  },
  programFailed: {
    level: 'fatal',
    meaning: 'An error that nobody caught: the process ends.',
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
    meaning:
      'A call or a machine that a state had started ended with an error, and the state went its error way.',
    fields: { machine: name, place: name },
    fault: true,
  },
  intentTaken: {
    level: 'info',
    meaning:
      'Somebody pressed something that was taken. Keys of one entry make one line: times between them would say which keys.',
    fields: { intent },
  },
  intentRefused: {
    level: 'info',
    meaning: 'Somebody pressed something for which the kiosk was not waiting, or on a screen that had gone.',
    fields: { intent, answer: z.enum(['not-now', 'stale']) },
  },
  intentMalformed: {
    level: 'warn',
    meaning: 'The page sent something that is no intent.',
    fields: nothing,
  },
  refused: {
    level: 'info',
    meaning: 'A session goes to its end for this cause.',
    fields: { cause },
  },
  attendantRefused: {
    level: 'info',
    meaning: 'Something that an attendant asked for was not done.',
    fields: { cause: attendantCause },
  },
  outOfService: {
    level: 'warn',
    meaning:
      'The kiosk does not serve; the screen shows cause and reference. Lines before this one say more.',
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
    meaning: 'A device is in another state, in which it works.',
    fields: { device, state },
  },
  deviceTrouble: {
    level: 'warn',
    meaning: 'A device is in another state, in which it needs somebody.',
    fields: { device, state },
  },
  deviceAnswerFailed: {
    level: 'error',
    meaning: 'The driver of a device threw while it was asked for its state: the device counts as broken.',
    fields: { device },
    fault: true,
  },
  cashlessDriverFailed: {
    level: 'error',
    meaning: 'The driver of wallet or terminal threw: what it was asked for counts as not known.',
    fields: nothing,
    fault: true,
  },

  // ── Journal and recovery ──
  journalUnusable: {
    level: 'error',
    meaning: 'The journal takes no records, or none that begin something.',
    fields: {
      why: z.enum(['unreadable', 'io', 'diskFull', 'clockSetBack', 'version']),
      code: errorCode,
      line,
    },
  },
  journalUsable: {
    level: 'info',
    meaning: 'The journal takes records again.',
    fields: nothing,
  },
  journalNotWritten: {
    level: 'error',
    meaning: 'A record beside the way of the money could not be written.',
    fields: { record: z.enum(['outcome-told', 'refund-told', 'attendant-refused']) },
  },
  alarmStands: {
    level: 'warn',
    meaning: 'The journal holds an alarm that nobody has cleared: the service stays locked.',
    fields: nothing,
  },
  recoveryBegan: {
    level: 'warn',
    meaning: 'The start found transactions that were cut off, and asks the devices what became of them.',
    fields: { transactions: count },
  },
  recoveryOwes: {
    level: 'warn',
    meaning: 'A transaction was cut off, and the kiosk owes this sum for it.',
    fields: { transaction, owed: yen },
  },
  recoveryFailed: {
    level: 'error',
    meaning: 'The recovery broke: what is open stays open in the journal, and nobody is served.',
    fields: nothing,
    fault: true,
  },
  reconcilingFailed: {
    level: 'error',
    meaning: 'Asking a provider for its last word broke; it is asked again.',
    fields: nothing,
    fault: true,
  },

  // ── The line to the center ──
  bindingMismatch: {
    level: 'fatal',
    meaning: 'An order is not the one that was asked for: nothing is printed, and the service locks itself.',
    fields: {
      what: z.enum([
        ...(['signature', 'shape', 'transaction', 'request', 'nonce', 'holder', 'municipality'] as const),
        ...(['subjects', 'documents', 'page', 'price', 'preview'] as const),
      ]),
    },
  },
  centerLineFailed: {
    level: 'warn',
    meaning: 'An exchange with the center broke off, or its time was over.',
    fields: { why: z.enum(['slow', 'unreachable']) },
    fault: true,
  },
  centerToldLater: {
    level: 'warn',
    meaning:
      'The center has not heard how an earlier transaction or refund ended; it is told again until it has.',
    fields: nothing,
  },
  centerTellingFailed: {
    level: 'error',
    meaning: 'Telling the center how an earlier transaction or refund ended broke.',
    fields: nothing,
    fault: true,
  },

  // ── The center ──
  nodeStarted: {
    level: 'info',
    meaning: 'A node of the center listens.',
    fields: nothing,
  },
  nodeEnded: {
    level: 'info',
    meaning: 'A node of the center has answered what was asked, and left the site.',
    fields: nothing,
  },
  nodeDiffers: {
    level: 'error',
    meaning: 'The site runs another build or configuration now than this node.',
    fields: nothing,
  },
  requestAnswered: {
    level: 'info',
    meaning: 'A request was answered.',
    fields: { route, status, ms },
  },
  requestRefused: {
    level: 'info',
    meaning: 'A request was answered with a refusal of the contract.',
    fields: { route, code: refusal },
  },
  serverFault: {
    level: 'error',
    meaning: 'A route broke; the kiosk was told no more than that.',
    fields: { route },
    fault: true,
  },
  choreFailed: {
    level: 'error',
    meaning: 'Something that the center does by itself from time to time broke; it is done again.',
    fields: { chore: z.enum(['node', 'sweep']) },
    fault: true,
  },
  revocationSourceFailed: {
    level: 'warn',
    meaning: 'A source gave no sound answer about whether a certificate is revoked.',
    fields: {
      source: z.enum(['ocsp', 'crl']),
      why: z.enum([
        ...([
          'unreachable',
          'late',
          'http',
          'contentType',
          'tooLarge',
          'form',
          'responder',
          'request',
        ] as const),
        ...(['otherCertificate', 'nonce', 'signer', 'signature', 'notYet', 'stale', 'extension'] as const),
        ...(['rollback', 'notKnown', 'noList', 'broken'] as const),
      ]),
    },
  },
  databaseConnectionBroke: {
    level: 'warn',
    meaning: 'A connection to the database broke while nobody used it.',
    fields: nothing,
    fault: true,
  },

  // ── The log itself ──
  faultsRepeated: {
    level: 'warn',
    meaning: 'A fault came again so many times since its line; it is written whole once in ten minutes.',
    fields: { reference, times: count },
  },
  logLinesLost: {
    level: 'warn',
    meaning: 'So many lines could not be written, because the disk took none.',
    fields: { lines: count },
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

type Catalogue = typeof eventCatalogue;
export type EventName = keyof Catalogue;
/** Events about an error that was caught. */
export type FaultName = { [N in EventName]: Catalogue[N] extends { fault: true } ? N : never }[EventName];
export type PlainName = Exclude<EventName, FaultName>;
/** The fields of an event, by the table. */
export type FieldsOf<N extends EventName> = {
  readonly [F in keyof Catalogue[N]['fields']]: z.output<Catalogue[N]['fields'][F]>;
};
