import { z } from 'zod';
import { alarmKinds } from '../shared/alarm-kinds.ts';
import { oddities } from '../shared/report-oddities.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { fieldKinds } from './field-kinds.ts';

const { count, kiosk, ms, municipality, refusal, route, status, yen } = fieldKinds;
const nothing = {} as const;

/** The center's part of the catalogue. */
export const centerEvents = {
  nodeStarted: {
    level: 'info',
    meaning: 'A node of the center is listening.',
    fields: nothing,
  },
  nodeEnded: {
    level: 'info',
    meaning: 'A node of the center has answered all its requests and left the site.',
    fields: nothing,
  },
  nodeDiffers: {
    level: 'error',
    meaning: "The site now runs a different build or configuration from this node's.",
    fields: nothing,
  },
  requestAnswered: {
    level: 'info',
    meaning: 'A request was answered.',
    fields: { route, status, ms },
  },
  requestRefused: {
    level: 'info',
    meaning: "A request was answered with one of the contract's refusals.",
    fields: { route, code: refusal },
  },
  kioskDistrusted: {
    level: 'error',
    meaning:
      "A kiosk's report does not add up with the order that was built for it: it is served no more until a person has looked and released it (`--release-kiosk`).",
    fields: {
      kiosk,
      oddity: z.enum(oddities),
    },
  },
  kioskOwesMuch: {
    level: 'error',
    meaning:
      'A kiosk has reported more debts within a day than one in order has: its payout is empty or broken, or somebody has taken it over. Count its money.',
    fields: { kiosk, owed: yen },
  },
  kioskAlarm: {
    level: 'error',
    meaning: 'An alarm about a kiosk was raised; it stands until an operator has cleared it in the console.',
    fields: { kiosk, alarm: z.enum(alarmKinds) },
  },
  consoleRefused: {
    level: 'warn',
    meaning:
      'Somebody at the console was refused: by a certificate that lets nobody in, by a form that is old or came from elsewhere, or by their role.',
    fields: { why: z.enum(['certificate', 'form', 'role']) },
  },
  kioskJournalBehind: {
    level: 'error',
    meaning:
      'A kiosk was started with less of its journal than it had told the center: it is out of service until an operator has looked (lost or put back records).',
    fields: { kiosk },
  },
  receiptCodesTried: {
    level: 'error',
    meaning:
      'A kiosk has named too many receipts that do not exist or that it could not prove: its refunds are locked for a time.',
    fields: { kiosk, failed: count },
  },
  kioskCertified: {
    level: 'info',
    meaning:
      'A kiosk was given a certificate for the line, for a key that it has made itself: its first one for a one-time code, or the next one before the present one ends.',
    fields: { kiosk, by: z.enum(['code', 'renewal']) },
  },
  kioskCodeRefused: {
    level: 'warn',
    meaning:
      'A one-time code was not accepted; whoever sent it was told no more than that. `reused` may mean that somebody else had the code first: see `kioskCertified`, and revoke the kiosk if it was not you.',
    fields: { kiosk, why: z.enum(['wrong', 'expired', 'reused', 'tooManyTries']) },
  },
  requestsTooOften: {
    level: 'warn',
    meaning: 'A kiosk asks more often than any resident can; it is told to wait.',
    fields: { kiosk, what: z.enum(['sessions', 'receipts', 'proofs', 'questions']) },
  },
  nodeBusy: {
    level: 'warn',
    meaning:
      'This node has so much in work that kiosks are told to come again in two seconds, new visits first; written at most once a minute. More nodes, or more processors, are what helps.',
    fields: {},
  },
  serverFault: {
    level: 'error',
    meaning: 'A route failed; the kiosk was told no more than that.',
    fields: { route },
    fault: true,
  },
  connectionLimit: {
    level: 'warn',
    meaning:
      'Connections were ended, because one kiosk or address had too many or there were too many in all; written at most once a minute for each port.',
    fields: { port: z.enum(['kiosks', 'lists', 'enrolment', 'console']), reached: z.enum(['peer', 'total']) },
  },
  municipalityRulesRefused: {
    level: 'error',
    meaning:
      'Rules of a municipality in the database are not signed with the binding key, or cannot be read: it is closed while they would be in force.',
    fields: { municipality, number: count, why: z.enum(['signature', 'shape', 'rules']) },
  },
  choreFailed: {
    level: 'error',
    meaning: "One of the center's periodic chores failed; it will run again.",
    fields: { chore: z.enum(['node', 'rules', 'sweep', 'kiosks']) },
    fault: true,
  },
  revocationSourceFailed: {
    level: 'warn',
    meaning: 'A source gave no valid answer about whether a certificate is revoked.',
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
  registerSourceFailed: {
    level: 'warn',
    meaning:
      "A municipality's own registers gave no answer on which anything may be issued, and nothing was.",
    fields: {
      municipality,
      why: z.enum([
        ...(['unreachable', 'late', 'http', 'contentType', 'tooLarge'] as const),
        ...(['form', 'anotherRequest', 'anotherPerson'] as const),
      ]),
    },
  },
  databaseConnectionBroke: {
    level: 'warn',
    meaning: 'A database connection broke while it was idle.',
    fields: nothing,
    fault: true,
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** Events that only a center logs. */
export type CenterEventName = keyof typeof centerEvents;
