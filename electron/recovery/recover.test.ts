import { noLog } from '../../testing/log-lines.ts';
import { describe, expect, it } from 'vitest';
import type { ReceiptData, SheetOutcome, SlipData } from '../../shared/printers.ts';
import { err, ok } from '../../shared/result.ts';
import { noYen, yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { recover, untoldOrders, untoldRefunds, type RecoveryParts } from './recover.ts';
import {
  claimOf,
  code,
  countersAt,
  journalWith,
  orderOf,
  refund,
  transaction,
} from '../../testing/recovery-samples.ts';

const built = orderOf([{ price: 200, sheets: 1 }]);
const paidIn: JournalEvent[] = [
  built,
  { type: 'cash-in-start', transaction, due: yen(200), counters: countersAt(0, 0) },
  { type: 'cash-in', transaction, value: 500 },
];

/** A kiosk that starts on these records. `take`: after this many more the power fails again. */
function starting(
  events: readonly JournalEvent[],
  world: {
    readonly take?: number;
    readonly job?: SheetOutcome | 'noSuchJob' | 'offline';
    readonly counters?: boolean;
    readonly slips?: boolean;
  } = {},
) {
  const { take, job = 'noSuchJob', counters = true, slips = true } = world;
  const { books, journal, written } = journalWith(events, take);
  const printed: SlipData[] = [];
  const asked: string[] = [];
  const parts = {
    books,
    kiosk: 'K-0001',
    language: 'ja',
    log: noLog,
    ports: {
      journal,
      clock: { now: () => 9_000 },
      cash: {
        counters: () => Promise.resolve(counters ? ok(countersAt(1, 0)) : err({ fault: 'offline' } as const)),
      },
      sheets: {
        jobOf: (mark: string) => {
          asked.push(mark);
          return Promise.resolve(job);
        },
      },
      receipts: {
        print: (slip: SlipData) => {
          printed.push(slip);
          return Promise.resolve(slips ? ok() : err({ fault: 'offline' } as const));
        },
      },
    },
  } as unknown as RecoveryParts;
  return { parts, books, written, printed, asked };
}

describe('what is owed after a power cut', () => {
  it('gets a slip with its code, and is reported to the screen', async () => {
    const { parts, printed, written } = starting(paidIn);
    expect(await recover(parts)).toEqual([{ code, owed: 500, at: 1_001 }]);
    expect(printed).toHaveLength(1);
    expect(printed[0]).toMatchObject({ title: 'owed', code, paid: 500, printed: 0, givenBack: 0, owed: 500 });
    expect((printed[0] as ReceiptData).municipality).toBeNull();
    expect(written.map(({ type }) => type)).toEqual(['pieces-unseen', 'owed', 'settled', 'receipt']);
  });

  it('is reported only once, at whichever record the power fails again', async () => {
    for (let take = 0; take <= 4; take += 1) {
      const first = starting(paidIn, { take });
      const named = await recover(first.parts);
      const second = starting(first.books.records.map(({ event }) => event));
      const again = await recover(second.parts);
      const third = starting(second.books.records.map(({ event }) => event));
      expect(await recover(third.parts)).toEqual([]);
      expect(third.written).toEqual([]);
      expect([...named, ...again].map((each) => each.code)).toContain(code);
      if (take < 4) expect(again).toHaveLength(1);
      const { settled, receipt } = third.books.transactions.get(transaction) ?? {};
      expect(settled).toMatchObject({ paid: 500, printed: 0, givenBack: 0, owed: 500 });
      expect(receipt).toBe(true);
    }
  });

  it('is a case for staff when the slip was not printed, and gets no slip when it was already paid back', async () => {
    const { parts, books } = starting(paidIn, { slips: false });
    expect(await recover(parts)).toHaveLength(1);
    expect(books.openCases()[0]?.whys).toEqual(expect.arrayContaining(['owed', 'slipMissing']));
    const paidBack = starting([
      ...books.records.map(({ event }) => event).filter(({ type }) => type !== 'receipt'),
      claimOf(500),
      { type: 'refund-register', refund, transaction, amount: yen(500), by: 'S-01' as never },
    ]);
    expect(await recover(paidBack.parts)).toEqual([]);
    expect(paidBack.printed).toEqual([]);
    expect(paidBack.written.map(({ type }) => type)).toEqual(['refund-ended']);
  });

  it('is the full sum when the hoppers do not answer, and somebody has to count', async () => {
    const cutOff: JournalEvent[] = [
      ...paidIn,
      { type: 'cash-in-end', transaction, secured: [{ value: 500, count: 1 }] },
      {
        type: 'dispense-intent',
        purpose: 'rollback',
        transaction,
        amount: yen(500),
        counters: countersAt(1, 0),
      },
    ];
    const { parts, books } = starting(cutOff, { counters: false });
    expect(await recover(parts)).toMatchObject([{ owed: 500 }]);
    expect(books.openCases()[0]?.whys).toContain('payoutUnsure');
    // A later start at which the hoppers answer leaves the end as it was reported.
    const later = starting(books.records.map(({ event }) => event));
    expect(await recover(later.parts)).toEqual([]);
    expect(later.written).toEqual([]);
  });
});

describe('a sheet that was cut off', () => {
  const printing: JournalEvent[] = [
    ...paidIn,
    { type: 'cash-in-end', transaction, secured: [{ value: 500, count: 1 }] },
    { type: 'print-intent', transaction, document: 'D-1', sheet: 1 },
  ];

  it('counts as printed when the printer says so, and its price is earned', async () => {
    const { parts, books, asked } = starting(printing, { job: { outcome: 'printed' } });
    expect(await recover(parts)).toMatchObject([{ owed: 300 }]);
    expect(asked).toEqual(['D-1/1']);
    expect(books.transactions.get(transaction)?.settled).toMatchObject({ printed: 200, owed: 300 });
  });

  it.each(['noSuchJob', 'offline'] as const)('is a case for staff when the printer says %s', async (job) => {
    const { parts, books } = starting(printing, { job });
    expect(await recover(parts)).toMatchObject([{ owed: 500 }]);
    expect(books.openCases()[0]?.whys).toContain('sheetUnsure');
  });

  it("is not asked about again once the transaction has ended, not even because of a refund's payout", async () => {
    const { parts, books } = starting(printing);
    await recover(parts);
    const refunding: JournalEvent[] = [
      claimOf(500),
      {
        ...{ type: 'dispense-intent', purpose: 'staffRefund', refund, transaction, amount: yen(500) },
        counters: countersAt(1, 0),
      },
    ];
    const next = starting([...books.records.map(({ event }) => event), ...refunding], {
      job: { outcome: 'printed' },
    });
    expect(await recover(next.parts)).toEqual([]);
    expect(next.asked).toEqual([]);
    expect(next.written).toMatchObject([{ type: 'dispense-outcome', dispensed: [], complete: false }]);
  });
});

describe('an outcome that the center was not told', () => {
  it('is told with the money if any moved, and without it if none did', () => {
    const only = journalWith([built]).books;
    expect(untoldOrders(only)).toEqual([{ transaction, outcome: { printed: [], notPrinted: ['D-1'] } }]);
    const end: JournalEvent = {
      type: 'settled',
      transaction,
      paid: yen(500),
      printed: noYen,
      givenBack: noYen,
      owed: yen(500),
    };
    const settled = journalWith([...paidIn, end]);
    const money = { method: 'cash', paid: 500, givenBack: 0, owed: 500 };
    expect(untoldOrders(settled.books)[0]?.outcome.money).toEqual(money);
    expect(settled.journal.append({ type: 'outcome-told', transaction }).ok).toBe(true);
    expect(untoldOrders(settled.books)).toEqual([]);
  });

  const settled = (printed: number, givenBack: number, owed: number): JournalEvent => ({
    ...{ type: 'settled', transaction, paid: yen(500), printed: yen(printed) },
    ...{ givenBack: yen(givenBack), owed: yen(owed) },
  });
  const sheet = { transaction, document: 'D-1', sheet: 1 } as const;
  const sent: JournalEvent[] = [...paidIn, { type: 'print-intent', ...sheet }];
  const late: JournalEvent = { type: 'print-outcome', ...sheet, outcome: 'printed' };

  it('is told as it was settled: a sheet that the printer reported only later changes nothing', () => {
    const { books } = journalWith([...sent, settled(0, 300, 200), late]);
    expect(untoldOrders(books)[0]?.outcome).toEqual({
      ...{ printed: [], notPrinted: ['D-1'] },
      money: { method: 'cash', paid: 500, givenBack: 300, owed: 200 },
    });
  });

  it('says that nothing was printed when the printing broke and all of it is owed', () => {
    const { books } = journalWith([...sent, late, settled(0, 300, 200)]);
    expect(untoldOrders(books)[0]?.outcome).toMatchObject({ printed: [], money: { owed: 200 } });
  });

  it('waits for the settlement of what was cut off', () => {
    const { books, journal } = journalWith(sent);
    expect(untoldOrders(books)).toEqual([]);
    expect(journal.append(settled(0, 300, 200)).ok).toBe(true);
    expect(untoldOrders(books)).toHaveLength(1);
  });

  it('adds up even when the hoppers gave too much, for an order as for a refund', () => {
    const { books } = journalWith([...sent, late, settled(200, 400, 0)]);
    expect(untoldOrders(books)[0]?.outcome.money).toMatchObject({ paid: 500, givenBack: 300, owed: 0 });
    const ended: JournalEvent = {
      ...{ type: 'refund-ended', refund, transaction },
      ...{ hoppers: yen(600), register: noYen, cashless: noYen },
    };
    const refunded = journalWith([built, claimOf(500), ended]);
    expect(untoldRefunds(refunded.books)[0]?.outcome.hoppers).toBe(500);
  });

  it('is, for a refund, its end, repeated until the center has heard it', () => {
    const ended: JournalEvent = {
      ...{ type: 'refund-ended', refund, transaction },
      ...{ hoppers: yen(500), register: noYen, cashless: noYen },
    };
    const { books, journal } = journalWith([built, claimOf(500), ended]);
    const outcome = { hoppers: 500, register: 0, cashless: 0 };
    expect(untoldRefunds(books)).toEqual([{ refund, outcome }]);
    expect(journal.append({ type: 'refund-told', refund }).ok).toBe(true);
    expect(untoldRefunds(books)).toEqual([]);
  });
});
