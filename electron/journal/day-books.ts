import { payMethods, type PayMethod } from '../../shared/cashless.ts';
import { certificateKinds } from '../../shared/certificates.ts';
import { certificatesOf, type DayClosing, type DaySums, type DayTotals } from '../../shared/day-closing.ts';
import type { Instant } from '../../shared/dates.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import type { JournalRecord } from './record.ts';
import type { TransactionBooks } from './transaction-books.ts';
import type { Added } from './transaction-index.ts';
import { settlementOf } from './transaction-sums.ts';

export interface DayBooks {
  /** @param of what is on record of its transaction, without this record and with it; null: it belongs to none */
  add(record: JournalRecord, of: Added | null): void;
  /** The day since the last closing, as it would be closed now. */
  day(): Pick<DayClosing, 'number' | 'since' | 'sums' | 'totals'>;
}

/**
 * What came to its end since the last closing, updated as records come. A transaction counts once, on the day on which it
 * ended, whenever it began: so the sums of all days are the sum of all transactions.
 */
export function createDayBooks(): DayBooks {
  let number = 0;
  let since: Instant | null = null;
  let before = noTotals;
  let sums = noSums;

  return {
    add({ at, event }, of) {
      switch (event.type) {
        case 'settled':
          if (of?.before?.settled) return;
          sums = withSettled(sums, event, of?.now ?? null);
          return;
        case 'print-outcome':
          if (event.outcome === 'printed') sums = { ...sums, sheets: sums.sheets + 1 };
          return;
        case 'refund-ended':
          if (of?.before?.refunds.some(({ refund, ended }) => refund === event.refund && ended !== null))
            return;
          sums = { ...sums, refunds: withRefund(sums.refunds, event) };
          return;
        case 'day-closed':
          // As it stands in the record: of a journal that a person has begun, earlier records may be missing.
          ({ number, totals: before } = event);
          since = at;
          sums = noSums;
          return;
        default:
      }
    },
    day: () => ({ number: number + 1, since, sums, totals: totalsAfter(before, sums) }),
  };
}

const noSums: DaySums = {
  ...{ transactions: 0, sheets: 0, paid: 0, printed: 0, givenBack: 0, owed: 0, kinds: [], ways: [] },
  refunds: { count: 0, hoppers: 0, register: 0, cashless: 0 },
};
const noTotals: DayTotals = {
  ...{ transactions: 0, certificates: 0, sheets: 0, printed: 0, givenBack: 0, refunded: 0 },
};

/** Example: 40 certificates at the last closing and 2 since: 42. */
export function totalsAfter(before: DayTotals, sums: DaySums): DayTotals {
  const { hoppers, register, cashless } = sums.refunds;
  return {
    transactions: before.transactions + sums.transactions,
    certificates: before.certificates + certificatesOf(sums),
    sheets: before.sheets + sums.sheets,
    printed: before.printed + sums.printed,
    givenBack: before.givenBack + sums.givenBack,
    refunded: before.refunded + hoppers + register + cashless,
  };
}

type Settled = Extract<JournalEvent, { type: 'settled' }>;

function withSettled(sums: DaySums, event: Settled, books: TransactionBooks | null): DaySums {
  return {
    ...sums,
    transactions: sums.transactions + 1,
    paid: sums.paid + event.paid,
    printed: sums.printed + event.printed,
    givenBack: sums.givenBack + event.givenBack,
    owed: sums.owed + event.owed,
    kinds: withKinds(sums.kinds, books),
    ways: withWays(sums.ways, event, books),
  };
}

function withKinds(kinds: DaySums['kinds'], books: TransactionBooks | null): DaySums['kinds'] {
  const order = books?.order ?? null;
  if (books === null || order === null) return kinds;
  const { printed } = settlementOf(books);
  const whole = order.documents.filter((document) => printed.includes(document.number));
  return certificateKinds.flatMap((kind) => {
    const had = kinds.find((each) => each.kind === kind) ?? { kind, count: 0, amount: 0 };
    const more = whole.filter((document) => document.kind === kind);
    const amount = more.reduce((all, { price }) => all + price, had.amount);
    const count = had.count + more.length;
    return count > 0 ? [{ kind, count, amount }] : [];
  });
}

/** What was captured, or is asked for, is the provider's; the rest was paid in cash. */
function withWays(
  ways: DaySums['ways'],
  { printed }: Settled,
  books: TransactionBooks | null,
): DaySums['ways'] {
  const captured = (books?.cashless ?? []).filter(
    ({ capture }) => capture !== null && capture.outcome !== 'refused',
  );
  const cashless = captured.reduce((all, { capture }) => all + (capture?.amount ?? 0), 0);
  const earned = (method: PayMethod): number =>
    method === 'cash'
      ? Math.max(0, printed - cashless)
      : captured
          .filter((attempt) => attempt.method === method)
          .reduce((all, { capture }) => all + (capture?.amount ?? 0), 0);
  return payMethods.flatMap((method) => {
    const had = ways.find((way) => way.method === method) ?? { method, count: 0, amount: 0 };
    const more = earned(method);
    const count = had.count + (more > 0 ? 1 : 0);
    return count > 0 ? [{ method, count, amount: had.amount + more }] : [];
  });
}

function withRefund(
  refunds: DaySums['refunds'],
  { hoppers, register, cashless }: Extract<JournalEvent, { type: 'refund-ended' }>,
): DaySums['refunds'] {
  return {
    count: refunds.count + 1,
    hoppers: refunds.hoppers + hoppers,
    register: refunds.register + register,
    cashless: refunds.cashless + cashless,
  };
}
