import type { Forgotten, OutReason } from '../../shared/attendants.ts';
import type { ReopenableDevice, ReopenOutcome } from '../../shared/restarts.ts';
import type { Ports } from '../ports.ts';
import { record, type JournalFailed } from '../record.ts';
import { dayOf, offerOf, updateOfferOf, whoIs, wishedVersion, type AttendantContext } from './context.ts';
import { asCashLine } from './count-rules.ts';
import { isSolved } from './guide-rules.ts';
import { claimIn, foundOf, restOf } from './refund-claim.ts';
import { returnedEvents } from './returned-sheets.ts';

/** What an action of the attendants' machine is given. */
interface Here {
  readonly context: AttendantContext;
  readonly self: { send(event: JournalFailed): void };
}

/** The actions of the attendants' machine that write to the journal: who did what, by attendant number. */
export function journalActions(ports: Pick<Ports, 'journal'>) {
  return {
    journalEntered({ context, self }: Here) {
      const { id: by, role } = whoIs(context);
      const { cardOf, codeOf } = context;
      const how = cardOf === null ? 'code' : codeOf === null ? 'card' : 'cardAndCode';
      record(ports, self, { type: 'attendant-entered', by, role, how });
    },
    journalLeft({ context: { who }, self }: Here, { why }: { why: 'asked' | 'timedOut' }) {
      if (who) record(ports, self, { type: 'attendant-left', by: who.id, why });
    },
    journalTest({ context, self }: Here, { passed }: { passed: boolean }) {
      record(ports, self, { type: 'test', test: context.test, passed, by: whoIs(context).id });
    },
    journalTestMoney({ context, self }: Here) {
      record(ports, self, { type: 'test-cash-in', secured: context.taken });
    },
    journalGuided({ context, self }: Here) {
      const { guide, reports } = context;
      const solved = isSolved(guide, reports);
      record(ports, self, { type: 'guided', guide, solved, by: whoIs(context).id });
    },
    journalForgotten({ context, self }: Here, { what }: { what: Forgotten }) {
      record(ports, self, { type: 'forgotten', what, by: whoIs(context).id });
    },
    journalReprint({ context, self }: Here, { printed }: { printed: boolean }) {
      record(ports, self, { type: 'receipt', transaction: foundOf(context).transaction, printed });
    },
    journalSheets({ context, self }: Here) {
      record(ports, self, ...returnedEvents(context));
    },
    /** The store pays what has not been paid yet. */
    journalRegister({ context, self }: Here) {
      const { refund, transaction } = claimIn(context);
      const by = whoIs(context).id;
      record(ports, self, { type: 'refund-register', refund, transaction, amount: restOf(context), by });
    },
    journalRefundEnd({ context, self }: Here) {
      const { hoppers, register, cashless } = context;
      const { refund, transaction } = claimIn(context);
      record(ports, self, { type: 'refund-ended', refund, transaction, hoppers, register, cashless });
    },
    journalExported({ context, self }: Here) {
      record(ports, self, { type: 'journal-exported', by: whoIs(context).id });
    },
    journalDay({ context, self }: Here) {
      const { number, sums, totals } = dayOf(context);
      record(ports, self, { type: 'day-closed', number, sums, totals, by: whoIs(context).id });
    },
    journalTakenOut({ context, self }: Here, { reason }: { reason: OutReason }) {
      record(ports, self, { type: 'taken-out', reason, by: whoIs(context).id });
    },
    journalBroughtBack({ context, self }: Here, { reason }: { reason: OutReason }) {
      record(ports, self, { type: 'brought-back', reason, by: whoIs(context).id });
    },
    journalRestart({ context, self }: Here) {
      record(ports, self, { type: 'restart-asked', by: whoIs(context).id });
    },
    journalConfiguration({ context, self }: Here) {
      const { number, sum } = offerOf(context);
      record(ports, self, { type: 'configuration-changed', number, sum, by: whoIs(context).id });
    },
    journalUpdateHandedIn({ context, self }: Here) {
      const { of, sum } = updateOfferOf(context);
      record(ports, self, { type: 'update-handed-in', version: of.version, sum, by: whoIs(context).id });
    },
    journalUpdateAsked({ context, self }: Here) {
      const { updateWish: wish } = context;
      const by = whoIs(context).id;
      record(ports, self, { type: 'update-asked', wish, version: wishedVersion(context), by });
    },
    journalMachineRestart({ context, self }: Here) {
      record(ports, self, { type: 'machine-restart-asked', by: whoIs(context).id });
    },
    journalReopened({ context, self }: Here, reopened: { device: ReopenableDevice; outcome: ReopenOutcome }) {
      record(ports, self, { type: 'device-reopened', ...reopened, by: whoIs(context).id });
    },
    journalAlarmCleared({ context, self }: Here) {
      record(ports, self, { type: 'alarm-cleared', by: whoIs(context).id });
    },
    journalCount({ context, self }: Here) {
      const lines = context.lines.map(asCashLine);
      record(ports, self, { type: 'cash-counted', lines, by: whoIs(context).id });
    },
  };
}
