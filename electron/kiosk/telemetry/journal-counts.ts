import type { PayMethod } from '../../../shared/cashless.ts';
import type { CertificateKind } from '../../../shared/certificates.ts';
import { japanDate, type Clock } from '../../../shared/dates.ts';
import type { SheetOutcome } from '../../../shared/printers.ts';
import type { Meter, Measured } from '../../../telemetry/meter.ts';
import type { MetricName } from '../../../telemetry/metric-catalogue.ts';
import type { Books } from '../../journal/books.ts';

export type CountedBooks = Pick<Books, 'soFar' | 'issuedBefore'>;

/**
 * Tells what was issued and earned, from the journal: whatever was lost on the way to the collector, the next sums are right again. Only
 * whole days are told.
 */
export function createJournalCounts(meter: Meter, books: CountedBooks, clock: Clock): () => void {
  return () => {
    const { certificates, sheets, earned, refunded } = books.issuedBefore(japanDate(clock.now()));
    const since = books.soFar().since ?? clock.now();
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

function valuesOf<N extends MetricName, K>(
  counts: ReadonlyMap<K, number>,
  attributes: (key: K) => Measured<N>['attributes'],
): Measured<N>[] {
  return [...counts].map(([key, value]) => ({ attributes: attributes(key), value }));
}
