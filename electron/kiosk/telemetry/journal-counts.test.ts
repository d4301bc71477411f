import { beforeEach, expect, it } from 'vitest';
import {
  municipalityIdSchema,
  requestIdSchema,
  transactionIdSchema,
  type TransactionId,
} from '../../../shared/ids.ts';
import { paymentReferenceSchema } from '../../../shared/cashless.ts';
import { yen } from '../../../shared/yen.ts';
import type { JournalEvent } from '../../../state-machines/journal-events.ts';
import { createMeter } from '../../../telemetry/meter.ts';
import { createBooks, type Books } from '../../journal/books.ts';
import { firstPrevious } from '../../journal/record.ts';
import { createJournalCounts } from './journal-counts.ts';

const clock = { time: 0, now: () => clock.time };
let books: Books;
let seq = 0;

beforeEach(() => {
  clock.time = Date.UTC(2026, 10, 20, 1);
  books = createBooks([], { hoppers: [], accepted: [] });
  seq = 0;
});

function write(...events: readonly JournalEvent[]): void {
  for (const event of events)
    books.add({ seq: ++seq, at: clock.time, event, previous: firstPrevious, hash: firstPrevious });
}

const transactionOf = (number: number): TransactionId => transactionIdSchema.parse(String(number).repeat(32));

/** A basket of a certificate of two sheets and one of a single sheet. @param printed how many of the three came out */
function order(transaction: TransactionId, printed: number, cashless = false): readonly JournalEvent[] {
  const reference = paymentReferenceSchema.parse('c'.repeat(32));
  const sheets = [
    ['A-000001', 1],
    ['A-000001', 2],
    ['B-000001', 1],
  ] as const;
  return [
    {
      type: 'order-built',
      ...{ transaction, code: 'K7Q2-M4XD', price: yen(600) },
      municipality: municipalityIdSchema.parse('08220'),
      documents: [
        { number: 'A-000001', kind: 'residenceRecord', price: yen(300), sheets: 2 },
        { number: 'B-000001', kind: 'income', price: yen(300), sheets: 1 },
      ],
    },
    ...(cashless
      ? ([
          { type: 'capture-intent', transaction, method: 'wallet', reference, amount: yen(600) },
          { type: 'capture-outcome', transaction, method: 'wallet', reference, outcome: 'done' },
        ] as const)
      : []),
    ...sheets.map(
      ([document, sheet], index) =>
        ({
          type: 'print-outcome',
          ...{ transaction, document, sheet },
          outcome: index < printed ? 'printed' : 'notPrinted',
        }) as const,
    ),
    {
      type: 'settled',
      ...{ transaction, paid: yen(600), printed: yen(printed === 3 ? 600 : 300) },
      ...{ givenBack: yen(0), owed: yen(printed === 3 ? 0 : 300) },
    },
  ];
}

/** What is told now: the metric's attribute and its value. */
function told(count: () => void, meter: ReturnType<typeof createMeter>): Record<string, number> {
  count();
  return Object.fromEntries(
    meter
      .collect()
      .flatMap((metric) =>
        'sum' in metric
          ? metric.sum.dataPoints.map(({ attributes, asDouble }) => [
              [metric.name, ...attributes.flatMap(({ value }) => Object.values(value) as string[])].join(' '),
              asDouble,
            ])
          : [],
      ),
  );
}

it('certificates, sheets and money are told at the end of the day, by what was printed whole', () => {
  const meter = createMeter(clock);
  const count = createJournalCounts(meter, books, clock);
  write(...order(transactionOf(1), 3), ...order(transactionOf(2), 2, true));
  expect(told(count, meter)).toEqual({});
  clock.time += 86_400_000;
  write(...order(transactionOf(3), 3), {
    type: 'refund-ended',
    ...{ refund: requestIdSchema.parse('d'.repeat(32)), transaction: transactionOf(2) },
    ...{ hoppers: yen(100), register: yen(200), cashless: yen(0) },
  });
  const first = {
    'komado.certificates residenceRecord': 2,
    'komado.certificates income': 1,
    'komado.sheets printed': 5,
    'komado.sheets notPrinted': 1,
    'komado.earned.yen cash': 600,
    'komado.earned.yen wallet': 300,
  };
  expect(told(count, meter)).toEqual(first);
  expect(told(count, meter)).toEqual(first);
  clock.time += 86_400_000;
  expect(told(count, meter)).toMatchObject({
    'komado.certificates residenceRecord': 3,
    'komado.earned.yen cash': 1200,
    'komado.refunded.yen hoppers': 100,
    'komado.refunded.yen register': 200,
  });
});

it('a kiosk that has started again tells the same sums from its journal', () => {
  write(...order(transactionOf(1), 3));
  clock.time += 86_400_000;
  const meter = createMeter(clock);
  const count = createJournalCounts(meter, books, clock);
  expect(told(count, meter)).toMatchObject({
    'komado.certificates income': 1,
    'komado.earned.yen cash': 600,
  });
  expect(meter.refused()).toBe(0);
});
