import type { PayMethod } from '../../shared/cashless.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { japanDate, type IsoDate } from '../../shared/dates.ts';
import type { TransactionId } from '../../shared/ids.ts';
import type { SheetOutcome } from '../../shared/printers.ts';
import { isOpenAtProvider } from './open-cases.ts';
import type { JournalRecord } from './record.ts';
import type { TransactionBooks } from './transaction-books.ts';
import type { Added } from './transaction-index.ts';

/** What was issued and earned since the journal began. */
export interface IssueSums {
  readonly certificates: ReadonlyMap<CertificateKind, number>;
  readonly sheets: ReadonlyMap<SheetOutcome['outcome'], number>;
  /** Yen. */
  readonly earned: ReadonlyMap<PayMethod, number>;
  /** Yen. */
  readonly refunded: ReadonlyMap<'hoppers' | 'register' | 'cashless', number>;
}

export interface IssueCounts {
  /** @param of what is on record of its transaction, without this record and with it; null: it belongs to none */
  add(record: JournalRecord, of: Added | null): void;
  /** What came to its end on the days before this one, in Japan. */
  before(today: IsoDate): IssueSums;
}

interface Day {
  readonly date: IsoDate;
  readonly sums: Sums;
  /** Settled, and how it was paid is not certain before the provider's last word. */
  readonly unsure: Map<TransactionId, { readonly yen: number; readonly method: PayMethod }>;
}
interface Sums {
  readonly certificates: Map<CertificateKind, number>;
  readonly sheets: Map<SheetOutcome['outcome'], number>;
  readonly earned: Map<PayMethod, number>;
  readonly refunded: Map<'hoppers' | 'register' | 'cashless', number>;
}

/** Today's, and yesterday's as long as nobody has asked since. */
const daysApart = 2;

export function createIssueCounts(): IssueCounts {
  const whole = noSums();
  const days: Day[] = [];

  function close(): void {
    const day = days.shift();
    if (!day) return;
    const { certificates, sheets, earned, refunded } = day.sums;
    for (const [kind, count] of certificates) addTo(whole.certificates, kind, count);
    for (const [outcome, count] of sheets) addTo(whole.sheets, outcome, count);
    for (const [method, yen] of earned) addTo(whole.earned, method, yen);
    for (const [from, yen] of refunded) addTo(whole.refunded, from, yen);
  }
  function dayOf(date: IsoDate): Day {
    const last = days.at(-1);
    if (last?.date === date) return last;
    const day = { date, sums: noSums(), unsure: new Map() };
    days.push(day);
    // Of a day that has two after it nothing more is to come.
    if (days.length > daysApart) close();
    return day;
  }
  /** The provider's last word, or one before it, about what was settled earlier. */
  function correct(books: TransactionBooks): void {
    for (const { sums, unsure } of days) {
      const told = unsure.get(books.transaction);
      if (!told) continue;
      const method = methodOf(books);
      addTo(sums.earned, told.method, -told.yen);
      if (sums.earned.get(told.method) === 0) sums.earned.delete(told.method);
      addTo(sums.earned, method, told.yen);
      unsure.set(books.transaction, { ...told, method });
      if (!books.cashless.some(isOpenAtProvider)) unsure.delete(books.transaction);
    }
  }

  return {
    add({ at, event }, of) {
      if (of) correct(of.now);
      const { sums, unsure } = dayOf(japanDate(at));
      if (event.type === 'settled' && of) {
        countSettled(sums, of.now);
        if (event.printed === 0) return;
        const told = { yen: event.printed, method: methodOf(of.now) };
        addTo(sums.earned, told.method, told.yen);
        if (of.now.cashless.some(isOpenAtProvider)) unsure.set(event.transaction, told);
      }
      if (event.type !== 'refund-ended') return;
      addTo(sums.refunded, 'hoppers', event.hoppers);
      addTo(sums.refunded, 'register', event.register);
      addTo(sums.refunded, 'cashless', event.cashless);
    },
    before(today) {
      while (days[0] && days[0].date < today) close();
      return whole;
    },
  };
}

function countSettled(sums: Sums, books: TransactionBooks): void {
  const prints = books.settled?.prints ?? [];
  for (const { outcome } of prints) addTo(sums.sheets, outcome ?? 'unknown', 1);
  for (const { number, kind, sheets: all } of books.order?.documents ?? []) {
    const out = new Set(
      prints.flatMap(({ document, sheet, outcome }) =>
        document === number && outcome === 'printed' ? [sheet] : [],
      ),
    );
    if (out.size >= all) addTo(sums.certificates, kind, 1);
  }
}

/** A basket is paid in one way: what a provider was asked to capture was not paid in coins. */
function methodOf({ cashless }: TransactionBooks): PayMethod {
  return cashless.findLast(({ capture }) => capture !== null)?.method ?? 'cash';
}

function noSums(): Sums {
  return { certificates: new Map(), sheets: new Map(), earned: new Map(), refunded: new Map() };
}

function addTo<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
