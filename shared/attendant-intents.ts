import { z } from 'zod';
import {
  cashPlaceSchema,
  deviceTestSchema,
  forgottenSchema,
  guideSchema,
  journalFilterSchema,
  journalLines,
  outReasonSchema,
} from './attendants.ts';
import { logFilterSchema } from './log-lines.ts';
import { reopenableDevices, reopenableSchema } from './restarts.ts';
import { refundHowSchema } from './attendant-screens.ts';
import { refundReasonSchema } from './refund-api.ts';
import { updateIntents } from './updates.ts';
import { denominationSchema } from './yen.ts';

/** What store staff and operators can ask for. The codes they log in with are typed as secrets are (`secretKey`). */
export const attendantIntents = [
  /** From any screen; while a resident is served, it waits until the session has ended. */
  z.object({ type: z.literal('callAttendant') }),
  /** Ends the attendant's session. */
  z.object({ type: z.literal('leaveAttendant') }),
  /** One step back within the attendant's screens. */
  z.object({ type: z.literal('attendantBack') }),
  /** A key typed for the badge number or for a receipt code: a letter or a digit. */
  z.object({ type: z.literal('codeKey'), key: z.string().regex(/^[0-9A-Z]$/) }),
  z.object({ type: z.literal('codeErase') }),
  z.object({ type: z.literal('codeDone') }),
  /** Enters with the code alone, where the card is not at hand or its reader is broken: nothing that moves money. */
  z.object({ type: z.literal('enterWithoutCard') }),
  /** A handheld scanner types like a keyboard: a receipt code, or a page's code in hexadecimal. */
  z.object({ type: z.literal('scanned'), text: z.string().min(1).max(4096) }),
  /** Looks for page codes in the newest picture from the counter's camera. */
  z.object({ type: z.literal('readCamera') }),
  z.object({ type: z.literal('openLookup') }),
  z.object({ type: z.literal('listOpenCases') }),
  z.object({ type: z.literal('openCase'), code: z.string().max(12) }),
  z.object({ type: z.literal('openGuide'), guide: guideSchema }),
  z.object({ type: z.literal('openForgotten') }),
  z.object({ type: z.literal('openMaintenance') }),
  z.object({ type: z.literal('turnPage'), page: z.int().min(0) }),
  z.object({ type: z.literal('chooseReason'), reason: refundReasonSchema }),
  z.object({ type: z.literal('reprintSlip') }),
  z.object({ type: z.literal('tickSheet'), document: z.int().min(0), sheet: z.int().positive() }),
  z.object({ type: z.literal('sheetsDone') }),
  z.object({ type: z.literal('chooseHow'), how: refundHowSchema }),
  z.object({ type: z.literal('askSecond') }),
  z.object({ type: z.literal('confirmRefund') }),
  z.object({ type: z.literal('registerPaid') }),
  z.object({ type: z.literal('attendantDone') }),
  z.object({ type: z.literal('guideNext') }),
  z.object({ type: z.literal('recordForgotten'), what: forgottenSchema }),
  z.object({ type: z.literal('openTests') }),
  z.object({ type: z.literal('runTest'), test: deviceTestSchema }),
  /** Pays one piece out of the hopper that is being tested. */
  z.object({ type: z.literal('confirmPayOut') }),
  z.object({ type: z.literal('testTouched'), target: z.int().min(0) }),
  z.object({ type: z.literal('nextPattern') }),
  z.object({ type: z.literal('judge'), good: z.boolean() }),
  z.object({ type: z.literal('endTest') }),
  z.object({ type: z.literal('openCashCount') }),
  z.object({
    type: z.literal('selectCash'),
    place: cashPlaceSchema,
    value: denominationSchema,
    field: z.enum(['counted', 'collected', 'filled']),
  }),
  z.object({ type: z.literal('cashCountDone') }),
  /** `lines`: how many fit on this panel. */
  z.object({
    type: z.literal('openJournal'),
    lines: z.int().min(journalLines.least).max(journalLines.most),
  }),
  z.object({ type: z.literal('filterJournal'), filter: journalFilterSchema }),
  z.object({ type: z.literal('typeJournalCode') }),
  z.object({ type: z.literal('verifyJournal') }),
  z.object({ type: z.literal('exportJournal') }),
  /** `lines`: how many fit on this panel. */
  z.object({ type: z.literal('openLog'), lines: z.int().min(journalLines.least).max(journalLines.most) }),
  z.object({ type: z.literal('filterLog'), filter: logFilterSchema }),
  z.object({ type: z.literal('typeLogText') }),
  /** What the devices say of themselves: maker, model, firmware, serial number, counters. */
  z.object({ type: z.literal('openDetails') }),
  z.object({ type: z.literal('openDay') }),
  /** The day that is shown is over: its sums go on record. */
  z.object({ type: z.literal('closeDay') }),
  z.object({ type: z.literal('openServiceSwitch') }),
  z.object({ type: z.literal('takeOut'), reason: outReasonSchema }),
  z.object({ type: z.literal('bringBack'), reason: outReasonSchema }),
  z.object({ type: z.literal('clearAlarm') }),
  /** `lines`: how many fit on this panel. */
  z.object({
    type: z.literal('openConfiguration'),
    lines: z.int().min(journalLines.least).max(journalLines.most),
  }),
  z.object({ type: z.literal('configFromStick') }),
  z.object({ type: z.literal('openEarlierConfigs') }),
  z.object({ type: z.literal('chooseEarlierConfig'), number: z.int().positive() }),
  /** Puts the configuration in place that is shown, and begins anew with it. */
  z.object({ type: z.literal('applyConfig') }),
  ...updateIntents,
  z.object({ type: z.literal('openRestarts') }),
  /** One after another: each line is closed and opened anew. */
  z.object({
    type: z.literal('reopenDevices'),
    devices: z.array(reopenableSchema).min(1).max(reopenableDevices.length),
  }),
  /** Asks once more before the whole machine is restarted. */
  z.object({ type: z.literal('askRestartMachine') }),
  z.object({ type: z.literal('restartMachine') }),
  /** The kiosk's program ends and is started anew; nobody is being served. */
  z.object({ type: z.literal('restartKiosk') }),
] as const;

export type AttendantIntent = z.infer<(typeof attendantIntents)[number]>;

/** Whether only an attendant's session takes this intent. */
export function isOfAttendant<T extends { readonly type: string }>(
  intent: T,
): intent is Extract<T, AttendantIntent> {
  return attendantIntents.some(({ shape }) => shape.type.value === intent.type);
}
