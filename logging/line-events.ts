import { z } from 'zod';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { fieldKinds } from './field-kinds.ts';

const { count, days } = fieldKinds;
const nothing = {} as const;

/** The kiosk's part of the catalogue about what its center orders, its certificate for the line, and new versions of its program. */
export const lineEvents = {
  centerOrdered: {
    level: 'warn',
    meaning:
      'The center has ordered this kiosk out of service, to take no new session, or back into service; the order is in the journal.',
    fields: { order: count, service: z.enum(['in', 'draining', 'out']) },
  },
  updateNotPossible: {
    level: 'error',
    meaning:
      'The center wishes another version of the program, and nothing here can update it: somebody has to come and install it.',
    fields: { order: count },
  },
  reportFailed: {
    level: 'error',
    meaning: 'The kiosk could not even make its report to the center, which will call it silent.',
    fields: nothing,
    fault: true,
  },
  lineCertificateEnds: {
    level: 'warn',
    meaning:
      "The kiosk's certificate for the line to the center expires soon, and the kiosk has not got its next one by itself: `lineCertificateNotRenewed` says why.",
    fields: { daysLeft: days },
  },
  lineCertificateRenewed: {
    level: 'info',
    meaning:
      'The kiosk has made a new key for the line to the center and was given its next certificate, which holds so many days; both are in use.',
    fields: { daysLeft: days },
  },
  lineCertificateNotRenewed: {
    level: 'warn',
    meaning:
      'The kiosk did not get its next certificate and will ask again; the present one holds so many days more. `refused`: the center does not trust this kiosk or is asked too often; `notUnderstood`: kiosk and center are of different builds; `notWritten`: the folder of the files under `center` cannot be written.',
    fields: { why: z.enum(['notReached', 'refused', 'notUnderstood', 'notWritten']), daysLeft: days },
  },
  lineCertificateEnded: {
    level: 'error',
    meaning:
      "The kiosk's certificate for the line has ended, and the center lets it in no more: have the center make a code (`--enrol-code`), and enrol the kiosk anew (`--enrol`).",
    fields: nothing,
  },
  lineRenewalBroke: {
    level: 'error',
    meaning:
      'Asking for the next certificate of the line failed in a way that nobody expected; it is tried again.',
    fields: nothing,
    fault: true,
  },
  firstStartBegun: {
    level: 'info',
    meaning: 'There is no configuration: the kiosk is set up at its screen (docs/site.md).',
    fields: nothing,
  },
  firstStartCertified: {
    level: 'info',
    meaning:
      'Whoever sets the kiosk up has typed a one-time code that the center has accepted; the certificate holds so many days.',
    fields: { daysLeft: days },
  },
  firstStartNotCertified: {
    level: 'warn',
    meaning:
      'Whoever sets the kiosk up got no certificate. `otherCenter`: what answers is not the center that the code is from, and nothing was sent to it; `codeRefused`: the center does not accept the code.',
    fields: {
      why: z.enum(['line', 'otherCenter', 'codeRefused', 'tooOften', 'notUnderstood', 'files']),
    },
  },
  firstStartWritten: {
    level: 'info',
    meaning: 'The configuration that was made at the screen is in its place, and the kiosk starts with it.',
    fields: nothing,
  },
  updateTaken: {
    level: 'info',
    meaning: 'The kiosk ends to be started anew by a staged update, or by the version before.',
    fields: { what: z.enum(['take', 'back']) },
  },
  updateWorks: {
    level: 'info',
    meaning:
      'A version on trial works: its first screen is painted, the journal goes on, and the devices that worked before answer. Only now it serves.',
    fields: nothing,
  },
  updatesNotLookedAt: {
    level: 'error',
    meaning: 'The files of an update cannot be read or written; tried again every ten seconds.',
    fields: nothing,
    fault: true,
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
