import type { SnapshotFrom } from 'xstate';
import type { Cause } from '../shared/causes.ts';
import { certificateKey, namedKind, type Bilingual } from '../shared/certificates.ts';
import type { ScreenBody } from '../shared/screen.ts';
import { japanDate } from '../shared/dates.ts';
import { helpLineNow, shownLine } from '../shared/help-lines.ts';
import { hasNextStep } from '../shared/next-step.ts';
import { lineToCall } from '../shared/line-state.ts';
import type { ShownLine } from '../shared/telephone-lines.ts';
import { noYen, subtractYen } from '../shared/yen.ts';
import type { createCashlessPaymentMachine } from './cashless-payment.ts';
import { exactMoneyOnly } from './money.ts';
import { paymentFigures, type createPaymentMachine } from './payment.ts';
import { printingFigures, type createPrintingMachine } from './printing.ts';
import { glyphsBody, namesToCompare, rareOf } from './choice-view.ts';
import { mayAddAnother } from './session/confirm.ts';
import { hasPinReset, must, type SessionContext } from './session/context.ts';
import { numberUnwanted } from './session/plan.ts';
import { chosenPersons, chosenSelections, orderLine, selectionCost } from './session/selection.ts';
import type { SessionSnapshot } from './session/session.ts';
import type { CheckedOrder } from './ports.ts';
import { receiptCode } from './settlement.ts';

type PaymentSnapshot = SnapshotFrom<ReturnType<typeof createPaymentMachine>>;
type CashlessSnapshot = SnapshotFrom<ReturnType<typeof createCashlessPaymentMachine>>;
type PrintingSnapshot = SnapshotFrom<ReturnType<typeof createPrintingMachine>>;

export function paymentOf(session: SessionSnapshot): PaymentSnapshot | null {
  return session.matches({ flow: 'paying' }) ? (session.children.payment?.getSnapshot() ?? null) : null;
}

export function cashlessOf(session: SessionSnapshot): CashlessSnapshot | null {
  return session.matches({ flow: 'payingCashless' })
    ? (session.children.cashlessPayment?.getSnapshot() ?? null)
    : null;
}

export function printingOf(session: SessionSnapshot): PrintingSnapshot | null {
  return session.matches({ flow: 'printing' }) ? (session.children.printing?.getSnapshot() ?? null) : null;
}

/** Only before the first coin: from then on stopping gives everything back. */
export function mayGoBack(payment: PaymentSnapshot): boolean {
  return payment.matches({ cashIn: 'accepting' }) && paymentFigures(payment.context).inserted === 0;
}

/** Whether printing waits for staff, who may mend the machine in the session. */
export function waitsForStaff(session: SessionSnapshot): boolean {
  return printingOf(session)?.matches({ sheet: 'waiting' }) ?? false;
}

/** Whether the session is between choosing a way to pay and the end of the payment. */
export function isPaying(session: SessionSnapshot): boolean {
  return (['choosingMethod', 'paying', 'payingCashless'] as const).some((flow) => session.matches({ flow }));
}

/** For what the municipality says that something in the basket is not accepted, each use once. */
function notAcceptedFor({ municipality, basket, selection }: SessionContext): {
  notAcceptedFor?: Bilingual[];
} {
  const chosen = new Set(chosenSelections(basket, selection).map((one) => certificateKey(one.certificate)));
  const uses = (municipality?.offers ?? [])
    .filter((offer) => chosen.has(certificateKey(offer)))
    .flatMap((offer) => offer.notAcceptedFor ?? []);
  const named = new Map(uses.map((use) => [use.ja, use]));
  return named.size === 0 ? {} : { notAcceptedFor: [...named.values()] };
}

/** How many sheets were ordered. */
function sheetsOf({ documents }: CheckedOrder): number {
  return documents.reduce((sum, document) => sum + document.sheets, 0);
}

/** The screens from the preview to printing. */
export function orderBody(session: SessionSnapshot): ScreenBody {
  const { context } = session;
  const order = must(context.order, 'order');
  const chosen = chosenSelections(context.basket, context.selection).map((selection) => ({
    ...orderLine(selection),
    ...namedKind(selection.certificate),
    persons: [...chosenPersons(selection)],
    price: selectionCost(selection),
  }));
  if (session.matches({ flow: { confirm: 'pages' } }))
    return {
      kind: 'preview',
      pages: order.preview,
      chosen,
      year: Number(japanDate(context.shownAt).slice(0, 4)),
    };
  if (session.matches({ flow: { confirm: 'glyphs' } })) return glyphsBody(context);
  const sheets = sheetsOf(order);
  if (session.matches({ flow: 'confirm' }))
    return {
      kind: 'confirm',
      ...{ chosen, sheets, total: order.price, mayAddAnother: mayAddAnother(context) },
      pages: order.preview,
      rare: rareOf(context),
      namesToCompare: namesToCompare(context).length > 0,
      numberUnwanted: numberUnwanted(context.purpose, chosenSelections(context.basket, context.selection)),
      badPrint: must(context.municipality, 'municipality').badPrint,
      ...notAcceptedFor(context),
    };
  if (session.matches({ flow: { choosingMethod: 'shown' } }))
    return {
      kind: 'payMethod',
      due: order.price,
      methods: [...context.methods],
      notice: noticeOf(context.payNotice),
    };
  if (session.matches({ flow: 'choosingMethod' })) return { kind: 'working', what: 'openingPayment' };
  const payment = paymentOf(session);
  if (payment) return paymentBody(payment);
  const cashless = cashlessOf(session);
  if (cashless) return cashlessBody(cashless);
  const printing = printingOf(session);
  if (printing) {
    const { printed, of, trouble, waitsUntil } = printingFigures(printing.context);
    return printing.matches({ sheet: 'waiting' }) && trouble
      ? { kind: 'printerTrouble', trouble, printed, of, waitsUntil }
      : { kind: 'printing', printed, of, change: context.changeGiven };
  }
  if (session.matches({ flow: { refunding: 'ending' } })) return { kind: 'working', what: 'capturing' };
  if (session.matches({ flow: { refunding: 'changeComing' } }))
    return { kind: 'working', what: 'endingPayment' };
  return { kind: 'working', what: session.matches({ flow: 'refunding' }) ? 'returningMoney' : 'closing' };
}

function paymentBody(payment: PaymentSnapshot): ScreenBody {
  if (payment.matches({ giving: 'everythingBack' })) return { kind: 'working', what: 'returningMoney' };
  if (payment.matches('giving') || payment.matches('deciding'))
    return { kind: 'working', what: 'endingPayment' };
  if (payment.matches('checking') || payment.matches({ cashIn: 'opening' })) {
    return { kind: 'working', what: 'openingPayment' };
  }
  const { due, inserted, remaining, accepted } = paymentFigures(payment.context);
  return {
    kind: 'payment',
    due,
    inserted,
    remaining,
    accepted: [...accepted],
    exactMoneyOnly: exactMoneyOnly(remaining, accepted),
  };
}

function cashlessBody(attempt: CashlessSnapshot): ScreenBody {
  const { method, due, code, expiresAt, cancelCause } = attempt.context;
  // Cancelled by the resident or by its time-out: the code on the screen is no longer valid.
  if (cancelCause !== null || attempt.matches({ following: 'callingOff' }))
    return { kind: 'working', what: 'endingPayment' };
  return { kind: 'cashless', method, due, code, expiresAt };
}

/** Why the last attempt failed, in the terms of the pay-method screen. */
function noticeOf(cause: Cause | null): 'none' | 'declined' | 'expired' | 'unavailable' {
  if (cause === null) return 'none';
  if (cause === 'paymentDeclined') return 'declined';
  return cause === 'paymentExpired' ? 'expired' : 'unavailable';
}

function slipOf(session: SessionSnapshot): Extract<ScreenBody, { kind: 'message' }>['slip'] {
  const { cause, nextSlip } = session.context;
  if (session.matches({ flow: { message: 'printingSlip' } })) return 'printing';
  if (nextSlip !== 'none') return nextSlip;
  return cause !== null && hasNextStep(cause) ? 'offered' : 'none';
}

/** Whom to call about what sends the resident elsewhere: the municipality, and the national help line. */
function linesToCall({ cause, municipality, language, shownAt }: SessionContext): ShownLine[] {
  if (cause === null || !hasNextStep(cause)) return [];
  const line = lineToCall(municipality?.telephones ?? [], language, shownAt);
  return [...(line ? [shownLine(line, shownAt)] : []), helpLineNow(language, shownAt)];
}

/** The code of a payment of which no receipt came out; what is owed is shown with its own. */
function codeToWrite({ order, paid, owed, receiptPrinted }: SessionContext): string | null {
  return order !== null && paid > 0 && owed === 0 && !receiptPrinted ? receiptCode(order.transaction) : null;
}

/** The screens of handover, messages and closing. */
export function endBody(session: SessionSnapshot): ScreenBody {
  const { context } = session;
  const owed =
    context.owed > 0 && context.order
      ? { amount: context.owed, code: receiptCode(context.order.transaction) }
      : null;
  const cardInside = context.presence === 'present' || context.presence === 'mute';
  if (session.matches({ flow: 'handover' })) {
    return {
      kind: 'takeEverything',
      sheets: context.sheetsOut,
      sheetsOf: sheetsOf(must(context.order, 'order')),
      change: context.changeGiven,
      returned: context.method === 'cash' ? subtractYen(context.givenBack, context.changeGiven) : noYen,
      method: context.method,
      notCharged: context.method === 'cash' ? noYen : context.givenBack,
      receipt: context.receiptPrinted ? 'printed' : 'notPrinted',
      code: codeToWrite(context),
      badPrint: must(context.municipality, 'municipality').badPrint,
      owed,
      cardInside,
    };
  }
  if (session.matches({ flow: 'closing' }) || context.cause === null)
    return { kind: 'working', what: 'closing' };
  return {
    kind: 'message',
    cause: context.cause,
    tone: context.cause === 'stopped' || context.cause === 'timedOut' ? 'info' : 'trouble',
    moneyReturned: context.method === 'cash' ? context.givenBack : noYen,
    notCharged: context.method === 'cash' ? noYen : context.givenBack,
    owed,
    cardInside,
    code: codeToWrite(context),
    lines: linesToCall(context),
    pinReset: hasPinReset(context),
    character: context.character,
    slip: slipOf(session),
  };
}
