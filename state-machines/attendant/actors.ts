import { fromCallback, fromPromise, type AnyEventObject } from 'xstate';
import type { DeviceState, ExportedJournal, JournalCheck, JournalFilter } from '../../shared/attendants.ts';
import type { ConfigFault, ConfigOffer, ConfigValue, EarlierConfig } from '../../shared/configuration.ts';
import type { DeviceDetails } from '../../shared/device-details.ts';
import { paymentReferenceSchema } from '../../shared/cashless.ts';
import type { DaySlipData, SheetOutcome, SlipData } from '../../shared/printers.ts';
import type { LogFilter } from '../../shared/log-lines.ts';
import type { ReopenableDevice, RestartFault } from '../../shared/restarts.ts';
import type { RequestId } from '../../shared/ids.ts';
import type {
  AttendantId,
  ReceiptProof,
  RefundCase,
  RefundClaim,
  RefundGranted,
  RefundOutcome,
} from '../../shared/refund-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { UpdateFault, UpdateOffer, UpdateWish } from '../../shared/updates.ts';
import type { Denomination, Yen } from '../../shared/yen.ts';
import type {
  AttendantFault,
  LocalCase,
  ProvenAttendant,
  ReturnedSheet,
  UnfinishedRefund,
  UnreadJournal,
} from '../attendant-ports.ts';
import type { CashlessOutcome } from '../journal-events.ts';
import { dispenseOnRecord, dispensePieceOnRecord, outcomeOf } from '../movements.ts';
import type { CenterFault, Dispensed, Ports } from '../ports.ts';
import type { AttendantEvent } from './context.ts';
import { isDecided } from './center-refusals.ts';

export type ClaimOutcome =
  | { readonly claimed: true; readonly granted: RefundGranted }
  | { readonly claimed: false; readonly at: 'journal' }
  | { readonly claimed: false; readonly at: 'center'; readonly fault: CenterFault };

export interface EndRefundInput {
  readonly refund: RequestId;
  readonly outcome: RefundOutcome;
  readonly slips: readonly SlipData[];
}

/** `notJournalled`: nothing was sent, because its intent could not be written. */
export type CashlessRefunded = CashlessOutcome | 'notJournalled';

export interface ClaimInput {
  readonly claim: RefundClaim;
  /** The receipt code. */
  readonly code: string;
}

export interface PayInput {
  readonly claim: RefundClaim;
  readonly local: LocalCase | null;
}

export interface CodeInput {
  /** As typed: `S01`. */
  readonly number: string;
  /** Whose card was shown before. */
  readonly card: AttendantId | null;
}

export interface PageInput {
  readonly page: number;
  readonly lines: number;
  readonly filter: JournalFilter;
}

export interface FindInput {
  /** The receipt code. */
  readonly code: string;
  readonly proof: ReceiptProof | null;
}

/** `notProved`: nobody has shown the receipt yet, and this kiosk's journal does not know it. The center was not asked. */
export type FindFault = CenterFault | UnreadJournal | { readonly fault: 'notProved' };

/** A transaction that was looked up. */
export interface FoundCase {
  readonly found: RefundCase;
  readonly local: LocalCase | null;
  /** A refund of it that was claimed here and never ended. */
  readonly unfinished: UnfinishedRefund | null;
}

/**
 * The claim is in the journal before the center hears of it, so that a granted refund whose answer is lost can be found
 * again.
 */
async function claimOnRecord(ports: Ports, { claim, code }: ClaimInput): Promise<ClaimOutcome> {
  const { refund, transaction, reason, amount, documents, instead, by, second } = claim;
  const intent = ports.journal.append({
    type: 'refund-claim',
    ...{ refund, transaction, code, reason, amount, documents, instead, by, second },
  });
  if (!intent.ok) return { claimed: false, at: 'journal' };
  const answer = await ports.center.claimRefund(claim);
  // Without an answer nobody knows whether it was granted: the same claim is made again, under the same id.
  if (!answer.ok && !isDecided(answer.error)) return { claimed: false, at: 'center', fault: answer.error };
  const noted = ports.journal.append({ type: 'refund-granted', refund, transaction, granted: answer.ok });
  if (!answer.ok) return { claimed: false, at: 'center', fault: answer.error };
  return noted.ok ? { claimed: true, granted: answer.value } : { claimed: false, at: 'journal' };
}

/** Back to the wallet or card; the refund's own id is its reference there, so that asking twice gives it back once. */
async function refundCashless(ports: Ports, { claim, local }: PayInput): Promise<CashlessRefunded> {
  if (!local?.cashless) return 'refused';
  const { payment } = local.cashless;
  const { refund, transaction, amount } = claim;
  const { method, reference } = payment;
  const at = { refund, transaction };
  if (!ports.journal.append({ type: 'refund-cashless-intent', method, reference, amount, ...at }).ok)
    return 'notJournalled';
  const answer = await ports.cashless.refund(payment, {
    reference: paymentReferenceSchema.parse(refund),
    amount,
  });
  const outcome = outcomeOf(answer);
  return ports.journal.append({ type: 'refund-cashless-outcome', outcome, ...at }).ok ? outcome : 'unknown';
}

/** Prints both copies: the resident's first, then the one the store keeps. */
async function printBoth(ports: Ports, slips: readonly SlipData[]): Promise<boolean> {
  let printed = true;
  for (const slip of slips) {
    const result = await ports.receipts.print(slip);
    printed = result.ok && printed;
  }
  return printed;
}

/** Opens and closes the slots, for the test of a path. */
function slotTest(ports: Ports) {
  return fromCallback<{ readonly type: 'close' }, { readonly accept: readonly Denomination[] }>(
    ({ input, sendBack, receive }) => {
      const tell = (event: AttendantEvent): void => {
        sendBack(event);
      };
      const broken = (): void => tell({ type: 'slotFailed', fault: { fault: 'hardwareError' } });
      const open = async (): Promise<void> => {
        const opened = await ports.cash.cashInStart(
          input.accept,
          (value) => tell({ type: 'credit', value }),
          (fault) => tell({ type: 'slotFailed', fault }),
        );
        tell(opened.ok ? { type: 'slotOpened' } : { type: 'slotFailed', fault: opened.error });
      };
      const close = async (): Promise<void> => {
        const ended = await ports.cash.cashInEnd();
        if (ended.ok) tell({ type: 'slotClosed', counts: ended.value });
        else tell({ type: 'slotFailed', fault: ended.error });
      };
      receive(() => {
        close().catch(broken);
      });
      open().catch(broken);
    },
  );
}

/** The calls of an attendant's session to the outside world, each as an actor; deadlines are in the states that invoke them. */
export function attendantActors(ports: Ports) {
  return {
    presence: fromCallback<AnyEventObject>(({ sendBack }) =>
      ports.card.watch((presence) => {
        sendBack({ type: 'presence', presence } satisfies AttendantEvent);
      }),
    ),
    reports: fromCallback<AnyEventObject>(({ sendBack }) =>
      ports.devices.watch((reports) => {
        sendBack({ type: 'reports', reports } satisfies AttendantEvent);
      }),
    ),
    byCode: fromPromise<Result<ProvenAttendant, AttendantFault>, CodeInput>(({ input: { number, card } }) =>
      ports.attendants.byCode(number, card),
    ),
    byCard: fromPromise<Result<ProvenAttendant, AttendantFault>>(() => ports.attendants.byCard()),
    kindOfCard: fromPromise(() => ports.attendants.kindOfCard()),
    /** The center knows every transaction; this kiosk's journal knows what was paid and begun here. */
    find: fromPromise<Result<FoundCase, FindFault>, FindInput>(async ({ input: { code, proof }, signal }) => {
      const here = await ports.books.find(code, signal);
      // Without it nobody knows what was given back already.
      if (!here.ok) return here;
      const { local, unfinished } = here.value;
      // What was paid or begun to be paid back here is in this kiosk's own journal.
      const transaction = local?.transaction ?? unfinished?.claim.transaction;
      const shown = transaction === undefined ? proof : ({ by: 'receipt', transaction } as const);
      if (shown === null) return err({ fault: 'notProved' });
      const found = await ports.center.findTransaction({ code, proof: shown });
      return found.ok ? ok({ found: found.value, local, unfinished }) : found;
    }),
    camera: fromPromise<Result<readonly ReturnedSheet[], { readonly fault: 'noCamera' | 'unreadable' }>>(() =>
      ports.scans.camera(),
    ),
    claim: fromPromise<ClaimOutcome, ClaimInput>(({ input }) => claimOnRecord(ports, input)),
    payOut: fromPromise<
      Dispensed & { readonly journalled: boolean },
      { readonly claim: RefundClaim; readonly amount: Yen }
    >(({ input: { claim, amount } }) => {
      const { refund, transaction } = claim;
      return dispenseOnRecord(ports, { purpose: 'staffRefund', refund, transaction, amount });
    }),
    payCashless: fromPromise<CashlessRefunded, PayInput>(({ input }) => refundCashless(ports, input)),
    /** Tells the center, again and again until it has heard, and prints both copies of the slip. */
    endRefund: fromPromise<boolean, EndRefundInput>(async ({ input: { refund, outcome, slips } }) => {
      // The money has moved, whatever the center says; if it does not hear now, its client tells it later.
      const [, printed] = await Promise.all([
        ports.center.refundOutcome(refund, outcome),
        printBoth(ports, slips),
      ]);
      return printed;
    }),
    slips: fromPromise<boolean, { readonly slips: readonly SlipData[] }>(({ input }) =>
      printBoth(ports, input.slips),
    ),
    /** Paper and memory stick at once: neither waits for the other. */
    endDay: fromPromise<
      { readonly printed: boolean; readonly files: readonly string[] | null },
      { readonly slip: DaySlipData }
    >(async ({ input: { slip } }) => {
      const [printed, written] = await Promise.all([printBoth(ports, [slip]), ports.books.exportDay(slip)]);
      return { printed, files: written.ok ? written.value : null };
    }),
    readDetails: fromPromise<readonly DeviceDetails[]>(() => ports.devices.details()),
    findInLog: fromPromise<Awaited<ReturnType<Ports['logFiles']['find']>>, { readonly filter: LogFilter }>(
      ({ input, signal }) => ports.logFiles.find(input.filter, signal),
    ),
    readConfiguration: fromPromise<{
      readonly values: readonly ConfigValue[];
      readonly earlier: readonly EarlierConfig[];
    }>(async () => {
      const { configuration } = ports;
      const [values, earlier] = await Promise.all([configuration.values(), configuration.earlier()]);
      return { values, earlier };
    }),
    offerConfiguration: fromPromise<Result<ConfigOffer, ConfigFault>, { readonly number: number | null }>(
      ({ input: { number } }) =>
        number === null ? ports.configuration.fromStick() : ports.configuration.fromEarlier(number),
    ),
    applyConfiguration: fromPromise<Result<{ readonly kept: number }, ConfigFault>, { readonly sum: string }>(
      ({ input }) => ports.configuration.apply(input.sum),
    ),
    offerUpdate: fromPromise<Result<UpdateOffer, UpdateFault>>(() => ports.updates.fromStick()),
    handInUpdate: fromPromise<Result<void, UpdateFault>, { readonly sum: string }>(({ input, signal }) =>
      ports.updates.handIn(input.sum, signal),
    ),
    askUpdate: fromPromise<Result<void, UpdateFault>, { readonly wish: UpdateWish }>(({ input }) =>
      ports.updates.ask(input.wish),
    ),
    reopenDevice: fromPromise<DeviceState | 'notOpened', { readonly device: ReopenableDevice }>(({ input }) =>
      ports.reopening.reopen(input.device),
    ),
    restartMachine: fromPromise<Result<undefined, RestartFault>>(() => ports.program.restartMachine()),
    readPage: fromPromise<Awaited<ReturnType<Ports['books']['page']>>, PageInput>(
      ({ input: { page, lines, filter }, signal }) => ports.books.page(page, lines, filter, signal),
    ),
    checkJournal: fromPromise<JournalCheck>(() => ports.books.check()),
    exportJournal: fromPromise<Result<ExportedJournal, { readonly fault: 'noFolder' | 'io' }>>(() =>
      ports.books.export(),
    ),
    slotTest: slotTest(ports),
    giveBackTest: fromPromise<Dispensed & { readonly journalled: boolean }, { readonly amount: Yen }>(
      ({ input }) => dispenseOnRecord(ports, { purpose: 'test', amount: input.amount }),
    ),
    pieceTest: fromPromise<Dispensed & { readonly journalled: boolean }, { readonly value: Denomination }>(
      ({ input }) => dispensePieceOnRecord(ports, input.value),
    ),
    sheetTest: fromPromise<SheetOutcome>(async () => {
      const pdf = await ports.testPages.testPage();
      return ports.sheets.printSheet(
        { mark: `TEST/${ports.random().slice(0, 8)}`, pdf },
        () => undefined,
        new AbortController().signal,
      );
    }),
  };
}
