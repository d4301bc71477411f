import type { PayMethod } from '../../../shared/cashless.ts';
import type { CertificateKind } from '../../../shared/certificates.ts';
import { japanDate, type Clock } from '../../../shared/dates.ts';
import type { SheetOutcome } from '../../../shared/printers.ts';
import type { Meter, Measured } from '../../../telemetry/meter.ts';
import type { MetricName } from '../../../telemetry/metric-catalogue.ts';
import type { Books } from '../../journal/books.ts';
import type { JournalRecord } from '../../journal/record.ts';
import type { TransactionBooks } from '../../journal/transaction-books.ts';

/** The records in order, to which others are added, and what they say of each transaction. */
export type CountedBooks = Pick<Books, 'records' | 'transactions'>;

/**
 * Counts what was issued and earned, from the journal: whatever was lost on the way to the collector, the next sums are right again. Only
 * whole days are told. One that is asked about often walks each record once.
 */
export function createJournalCounts(meter: Meter, books: CountedBooks, clock: Clock): () => void {
  const certificates = new Map<CertificateKind, number>();
  const sheets = new Map<SheetOutcome['outcome'], number>();
  const earned = new Map<PayMethod, number>();
  const refunded = new Map<'hoppers' | 'register' | 'cashless', number>();
  let next = 0;

  function countSettled(books: TransactionBooks, printed: number): void {
    const prints = books.settled?.prints ?? [];
    for (const { outcome } of prints) addTo(sheets, outcome ?? 'unknown', 1);
    for (const { number, kind, sheets: all } of books.order?.documents ?? []) {
      const out = new Set(
        prints.flatMap(({ document, sheet, outcome }) =>
          document === number && outcome === 'printed' ? [sheet] : [],
        ),
      );
      if (out.size >= all) addTo(certificates, kind, 1);
    }
    if (printed > 0) addTo(earned, methodOf(books), printed);
  }

  function count({ event }: JournalRecord): void {
    if (event.type === 'settled') {
      const transaction = books.transactions.get(event.transaction);
      if (transaction) countSettled(transaction, event.printed);
    } else if (event.type === 'refund-ended') {
      addTo(refunded, 'hoppers', event.hoppers);
      addTo(refunded, 'register', event.register);
      addTo(refunded, 'cashless', event.cashless);
    }
  }

  return () => {
    const { records } = books;
    const today = japanDate(clock.now());
    for (let record = records[next]; record && japanDate(record.at) < today; record = records[next]) {
      count(record);
      next += 1;
    }
    const since = records[0]?.at ?? clock.now();
    meter.totals(
      'komado.certificates',
      valuesOf<'komado.certificates', CertificateKind>(certificates, (kind) => ({ kind })),
      since,
    );
    meter.totals(
      'komado.sheets',
      valuesOf<'komado.sheets', SheetOutcome['outcome']>(sheets, (outcome) => ({ outcome })),
      since,
    );
    meter.totals(
      'komado.earned.yen',
      valuesOf<'komado.earned.yen', PayMethod>(earned, (method) => ({ method })),
      since,
    );
    meter.totals(
      'komado.refunded.yen',
      valuesOf<'komado.refunded.yen', 'hoppers' | 'register' | 'cashless'>(refunded, (from) => ({ from })),
      since,
    );
  };
}

/** A basket is paid in one way: what a provider was asked to capture was not paid in coins. */
function methodOf({ cashless }: TransactionBooks): PayMethod {
  return cashless.findLast(({ capture }) => capture !== null)?.method ?? 'cash';
}

function addTo<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function valuesOf<N extends MetricName, K>(
  counts: ReadonlyMap<K, number>,
  attributes: (key: K) => Measured<N>['attributes'],
): Measured<N>[] {
  return [...counts].map(([key, value]) => ({ attributes: attributes(key), value }));
}
