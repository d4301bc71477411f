import type { Books, WholeBooks } from '../../electron/journal/books.ts';
import type { TransactionBooks } from '../../electron/journal/transaction-books.ts';
import { insertedOf, refundPaid, settlementOf } from '../../electron/journal/transaction-sums.ts';
import { readOrder } from '../../issuing-center/store/orders.ts';
import { refundsOf } from '../../issuing-center/store/refunds.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { worthOf, type CashCount } from '../../shared/yen.ts';
import { markOf } from '../../state-machines/movements.ts';
import type { Devices } from './devices.ts';
import { powerCutCash } from './power-cut-cash.ts';

/** Compares the books of a kiosk at rest with printers, cash mechanism and providers. @returns what disagrees, in words */
export function judgeDevices(
  books: WholeBooks,
  devices: JudgedDevices,
  interrupted: ReadonlySet<string>,
): string[] {
  const needs = new Map(books.openCases().map(({ code, whys }) => [code, whys]));
  return [
    ...[...books.transactions.values()].flatMap((each) => [
      ...sumsOf(each),
      ...debtOf(each, needs, interrupted),
      ...paperOf(each, devices, needs),
      ...providersOf(each, devices),
      ...refundsBack(each),
    ]),
    ...cashAgrees(books, devices),
    ...paperOnce(books, devices),
  ];
}

/** The same for the issuing center. */
export async function judgeCenter(books: Books, sql: Sql): Promise<string[]> {
  const wrong: string[] = [];
  for (const each of books.transactions.values()) wrong.push(...(await centerAgrees(each, sql)));
  return wrong;
}

/** The devices' own books. */
export interface JudgedDevices {
  readonly cash: Pick<Devices['cash'], 'ledger'>;
  readonly sheets: Pick<Devices['sheets'], 'sheetsOut' | 'jobsAccepted'>;
  readonly wallet: Pick<Devices['wallet'], 'ledger'>;
  readonly terminal: Pick<Devices['terminal'], 'ledger'>;
}

type Needs = ReadonlyMap<string, readonly string[]>;

function hasMoved({ cashIns, cashless, prints }: TransactionBooks): boolean {
  return cashIns.length > 0 || cashless.length > 0 || prints.length > 0;
}

/** paid = printed + given back + owed, and what is printed agrees with the movements. */
function sumsOf(books: TransactionBooks): string[] {
  const { order, settled } = books;
  if (order === null || !hasMoved(books)) return [];
  if (!settled) return ['money or paper moved, and there is no end'];
  const { paid, printed, givenBack, owed } = settled;
  const { earned } = settlementOf(books);
  return [
    ...(paid === printed + givenBack + owed ? [] : [`paid ${paid} ≠ ${printed} + ${givenBack} + ${owed}`]),
    ...(printed === earned ? [] : [`settled as printed ${printed}, printed whole ${earned}`]),
  ];
}

/** A debt has a slip or somebody is told of it; one left by a power cut is on the screen. */
function debtOf(
  { order, settled, receipt, refunds }: TransactionBooks,
  needs: Needs,
  interrupted: ReadonlySet<string>,
): string[] {
  if (!order || !settled || settled.owed === 0) return [];
  const paidBack = refunds.some(({ ended }) => ended !== null);
  const told = receipt === true || needs.has(order.code) || paidBack;
  return [
    ...(told ? [] : ['a debt without a slip, of which nobody is told']),
    // Without a slip, the screen is all that the payer has.
    ...(receipt === true || receipt === false || interrupted.has(order.code)
      ? []
      : ['a debt that no screen and no slip names']),
  ];
}

function paperOf({ order, prints }: TransactionBooks, { sheets }: JudgedDevices, needs: Needs): string[] {
  const out = sheets.sheetsOut().map(({ mark }) => mark);
  return prints.flatMap((print) => {
    const mark = markOf(print);
    const cameOut = out.includes(mark);
    if (print.outcome === 'printed')
      return cameOut ? [] : [`${mark} is booked as printed and did not come out`];
    if (print.outcome === 'notPrinted')
      return cameOut ? [`${mark} is booked as not printed and came out`] : [];
    const known = order !== null && needs.get(order.code)?.includes('sheetUnsure') === true;
    return known ? [] : [`nobody is told that ${mark} is not known`];
  });
}

function paperOnce(books: WholeBooks, { sheets }: JudgedDevices): string[] {
  const marks = sheets.sheetsOut().map(({ mark }) => mark);
  const intents = books.records.filter(({ event }) => event.type === 'print-intent').length;
  return [
    ...(new Set(marks).size === marks.length ? [] : ['a sheet was printed twice']),
    ...(sheets.jobsAccepted() <= intents ? [] : ['the printer got a job that no record is about']),
  ];
}

/** What the wallet or card paid is what was printed whole, once, and nothing stays held. */
function providersOf({ cashless, settled }: TransactionBooks, { wallet, terminal }: JudgedDevices): string[] {
  if (cashless.length === 0) return [];
  const references = cashless.map(({ reference }) => String(reference));
  const lines = [...wallet.ledger(), ...terminal.ledger()].filter(({ reference }) =>
    references.includes(reference),
  );
  const sum = (of: 'held' | 'captured' | 'refunded'): number =>
    lines.reduce((total, line) => total + line[of], 0);
  const captured = sum('captured');
  return [
    ...(sum('held') === 0 ? [] : [`${sum('held')} yen are held for ever`]),
    ...(captured === (settled?.printed ?? 0)
      ? []
      : [`captured ${captured}, printed ${settled?.printed ?? 0}`]),
    ...(lines.filter((line) => line.captured > 0).length > 1 ? ['two payments for one order'] : []),
  ];
}

/** No refund is more than was claimed, or paid without a grant. */
function refundsBack(books: TransactionBooks): string[] {
  return books.refunds.flatMap((refund) => {
    const { hoppers, register, cashless } = refundPaid(books, refund);
    const paid = hoppers + register + cashless;
    const { claim, granted, ended } = refund;
    return [
      ...(paid <= (claim?.amount ?? 0) ? [] : [`refund of ${claim?.amount ?? 0}, paid ${paid}`]),
      ...(paid === 0 || granted === true ? [] : ['a refund was paid that was not granted']),
      ...(ended === null || ended.hoppers + ended.register + ended.cashless === paid
        ? []
        : ['the end of a refund says another sum than its movements']),
    ];
  });
}

const pieces = (counts: readonly CashCount[]): number => counts.reduce((sum, { count }) => sum + count, 0);

/** Every piece that the mechanism has secured or paid out is in the books, or somebody is told to count. */
function cashAgrees(books: Books, { cash }: JudgedDevices): string[] {
  const { secured, tray, hopper } = cash.ledger();
  const transactions = [...books.transactions.values()];
  const openCases = books.openCases().flatMap(({ whys }) => whys);
  const mustCount = openCases.includes('cashUnsure') || openCases.includes('payoutUnsure');
  const inserted = transactions.reduce((sum, each) => sum + insertedOf(each), 0);
  const unseen = transactions
    .flatMap(({ cashIns }) => cashIns)
    .reduce((sum, cashIn) => sum + (cashIn.unseen ?? 0), 0);
  const seenPieces = transactions
    .flatMap(({ cashIns }) => cashIns)
    .reduce((sum, cashIn) => sum + pieces(cashIn.secured ?? cashIn.credits), 0);
  const dispensed = transactions
    .flatMap(({ payouts }) => payouts)
    .reduce((sum, { outcome }) => sum + worthOf(outcome?.dispensed ?? []), 0);
  const wrong: string[] = [];
  if (pieces(secured) !== seenPieces + unseen)
    wrong.push(`${pieces(secured)} pieces secured; ${seenPieces} seen and ${unseen} unseen in the books`);
  if (unseen === 0 && worthOf(secured) !== inserted)
    wrong.push(`secured ${worthOf(secured)}, booked ${inserted}`);
  if (unseen > 0 && !mustCount) wrong.push('pieces that nobody saw, and nobody is told to count');
  if (worthOf(tray) !== dispensed && !openCases.includes('payoutUnsure'))
    wrong.push(`paid out ${worthOf(tray)}, booked ${dispensed}`);
  if (!mustCount) {
    const booked = books.cash().filter(({ place }) => place === 'hopper');
    for (const { value } of powerCutCash.hoppers) {
      const held = hopper.find((each) => each.value === value)?.count ?? 0;
      const said = booked.find((each) => each.value === value)?.count ?? 0;
      if (held !== said) wrong.push(`${held} pieces of ${value} in the hopper, ${said} in the books`);
    }
  }
  return wrong;
}

/** The center has as printed what was printed whole, as void what was not or was brought back, and knows the money. */
async function centerAgrees(books: TransactionBooks, sql: Sql): Promise<string[]> {
  const { order, transaction, settled } = books;
  if (order === null) return [];
  const stored = await readOrder(sql, transaction, false);
  if (!stored) return ['the center does not know an order'];
  const wrong: string[] = [];
  const { printed } = settlementOf(books);
  for (const { number, state, refunded } of stored.documents) {
    const whole = printed.includes(number);
    const fits = whole ? (refunded ? state === 'void' : state === 'printed') : state === 'void';
    if (!fits) wrong.push(`a certificate that was ${whole ? '' : 'not '}printed is ${state} at the center`);
  }
  const { money } = stored;
  if (settled && settled.paid > 0 && (money?.paid !== settled.paid || money.owed !== settled.owed))
    wrong.push(`the center knows paid ${money?.paid ?? 0}, owed ${money?.owed ?? 0}`);
  for (const refund of await refundsOf(sql, transaction)) {
    const ended = books.refunds.find((each) => each.refund === refund.id)?.ended ?? null;
    const said = refund.outcome;
    if (
      said?.hoppers !== ended?.hoppers ||
      said?.register !== ended?.register ||
      said?.cashless !== ended?.cashless
    )
      wrong.push('the center knows another end of a refund');
  }
  return wrong;
}
