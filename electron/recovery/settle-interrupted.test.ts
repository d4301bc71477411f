import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentReferenceSchema } from '../../shared/cashless.ts';
import { countOf, noYen, worthOf, yen, type Denomination } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import {
  acceptedSince,
  countedSince,
  dispensedSince,
  endEvents,
  evidenceEvents,
  refundEnds,
  type Evidence,
} from './settle-interrupted.ts';
import { lastMovements } from '../journal/last-movements.ts';
import {
  claimOf,
  countersAt,
  journalWith,
  orderOf,
  refund,
  transaction,
} from '../../testing/recovery-samples.ts';

const noneAfter = { taken: 0, paid: 0 };
const nothingKnown: Evidence = { sheets: new Map(), counters: null, last: noneAfter };

describe('device counters', () => {
  it.each([
    [5, 5, 0],
    [5, 8, 3],
    [16_777_215, 2, 3],
    [0, 16_777_215, 16_777_215],
  ])('that go from %i to %i give the difference, even past their end', (before, now, pieces) => {
    expect(countedSince(before, now)).toBe(pieces);
  });

  it('give what was added from any value, even past their end', () => {
    fc.assert(
      fc.property(fc.nat(0xffffff), fc.nat(5_000), (before, added) => {
        expect(countedSince(before, (before + added) % 0x1000000)).toBe(added);
      }),
    );
  });

  it('say nothing when a device does not count at one of the two readings', () => {
    const before = countersAt(10, 10);
    expect(acceptedSince({ ...before, coinsAccepted: null }, before)).toBeNull();
    expect(acceptedSince({ ...before, notesAccepted: null }, { ...before, notesAccepted: null })).toBe(0);
    expect(dispensedSince({ ...before, dispensed: before.dispensed.slice(1) }, before)).toBeNull();
    expect(dispensedSince(before, { ...before, dispensed: before.dispensed.slice(1) })).toBeNull();
  });
});

/** A cash session as it really happened, cut off anywhere, and what the devices have done by the next start. */
const session = fc.record({
  documents: fc.array(
    fc.record({ price: fc.constantFrom(100, 150, 200), sheets: fc.integer({ min: 1, max: 2 }) }),
    { minLength: 1, maxLength: 3 },
  ),
  coins: fc.array(fc.constantFrom<Denomination>(10, 50, 100, 500), { minLength: 1, maxLength: 8 }),
  change: fc.array(fc.constantFrom<Denomination>(10, 50, 100), { maxLength: 5 }),
  /** Fell after the last record but before the slots were shut. */
  unseen: fc.nat(2),
  /** Pieces of the change that came out before the hopper stopped. */
  out: fc.nat(5),
  ends: fc.array(fc.constantFrom('printed' as const, 'notPrinted' as const, 'unknown' as const), {
    minLength: 6,
    maxLength: 6,
  }),
  /** Of the coins, how many fell when paper had begun. */
  late: fc.nat(2),
  /** Whether the next record is of the paper, where both it and the money go on. */
  paperNext: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  counts: fc.boolean(),
  start: fc.oneof(fc.nat(1_000), fc.integer({ min: 0xffffff - 3, max: 0xffffff })),
  cut: fc.nat(40),
});

type Session = typeof session extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function recordsOf({ documents, coins, change, ends, start, late, paperNext }: Session): JournalEvent[] {
  const sheets = documents.flatMap(({ sheets }, index) =>
    Array.from({ length: sheets }, (_, sheet) => ({ document: `D-${index + 1}`, sheet: sheet + 1 })),
  );
  const counters = countersAt(start, start);
  const inTime = Math.max(1, coins.length - late);
  const credit = (value: Denomination): JournalEvent => ({ type: 'cash-in', transaction, value });
  const money: JournalEvent[] = [
    ...coins.slice(inTime).map(credit),
    { type: 'cash-in-end', transaction, secured: countOf(coins) },
    {
      ...{ type: 'dispense-intent', purpose: 'change', transaction, amount: worthOf(countOf(change)) },
      counters: countersAt(start + coins.length, start),
    },
    { type: 'dispense-outcome', purpose: 'change', transaction, dispensed: countOf(change), complete: true },
  ];
  const paper = sheets.flatMap((sheet, index): JournalEvent[] => [
    { type: 'print-intent', transaction, ...sheet },
    { type: 'print-outcome', transaction, ...sheet, outcome: ends[index] ?? 'printed' },
  ]);
  const both = paperNext.flatMap((isPaper) => (isPaper ? paper : money).splice(0, 1));
  return [
    orderOf(documents),
    { type: 'cash-in-start', transaction, due: yen(100), counters },
    ...coins.slice(0, inTime).map(credit),
    { type: 'paid', transaction, amount: worthOf(countOf(coins.slice(0, inTime))) },
    ...[...both, ...money, ...paper],
  ];
}

describe('a session that was cut off anywhere', () => {
  it('is settled with paid = printed + given back + owed, as the devices say, without moving anything', () => {
    fc.assert(
      fc.property(session, (real) => {
        const all = recordsOf(real);
        const events = all.slice(0, 1 + (real.cut % all.length));
        const has = (type: JournalEvent['type']): boolean => events.some((event) => event.type === type);
        const payoutCut = has('dispense-intent') && !has('dispense-outcome');
        const came = payoutCut ? real.change.slice(0, real.out) : has('dispense-intent') ? real.change : [];
        const fell = has('cash-in-end') ? 0 : real.unseen;
        const seen = events.filter(({ type }) => type === 'cash-in').length;
        const { books } = journalWith(events);
        const cutOff = books.transactions.get(transaction);
        if (!cutOff) throw new Error('the order was built');
        const sheetCut = cutOff.prints.find(({ outcome }) => outcome === null);
        const truth = real.ends[cutOff.prints.length - 1] ?? 'printed';
        const evidence: Evidence = {
          counters: real.counts ? countersAt(real.start + seen + fell, real.start, countOf(came)) : null,
          sheets:
            sheetCut && truth !== 'unknown'
              ? new Map([[`${sheetCut.document}/${sheetCut.sheet}`, truth]])
              : new Map(),
          last: lastMovements(books.records),
        };
        const heard = evidenceEvents(cutOff, evidence);
        const after = journalWith([...events, ...heard]);
        const known = after.books.transactions.get(transaction);
        if (!known) throw new Error('the order was built');
        const ends = endEvents(known);
        for (const { type } of [...heard, ...ends])
          expect(['pieces-unseen', 'dispense-outcome', 'print-outcome', 'owed', 'settled']).toContain(type);
        if (!has('cash-in-start')) {
          expect(ends).toEqual([]);
          return;
        }
        const settled = ends.find((event) => event.type === 'settled');
        if (!settled) throw new Error('it has no end');
        const { paid, printed, givenBack, owed } = settled;
        expect(paid).toBe(worthOf(countOf(real.coins.slice(0, seen))));
        // A resident who got more than was paid for is owed nothing, and the books do not hide it.
        expect(owed).toBe(Math.max(0, paid - printed - givenBack));
        expect(givenBack).toBe(payoutCut && !real.counts ? 0 : worthOf(countOf(came)));
        const unseen = heard.find((event) => event.type === 'pieces-unseen');
        if (real.counts && has('cash-in-start') && !has('cash-in-end')) expect(unseen?.pieces).toBe(fell);
        else expect(unseen).toBeUndefined();
        // Asked once and settled once: another start finds nothing to do.
        for (const event of ends) expect(after.journal.append(event).ok).toBe(true);
        const atRest = after.books.transactions.get(transaction);
        if (atRest && real.counts) expect(evidenceEvents(atRest, evidence)).toEqual([]);
        if (atRest) expect(endEvents(atRest)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each<['counted' | 'silent', readonly string[]]>([
    ['counted', ['cashUnsure', 'slipMissing']],
    ['silent', ['cashUnsure', 'slipMissing']],
  ])('a coin that fell in the dark while paper came (devices %s) is for staff', (devices, whys) => {
    const { books, journal } = journalWith([
      orderOf([{ price: 200, sheets: 1 }]),
      { type: 'cash-in-start', transaction, due: yen(200), counters: countersAt(7, 0) },
      { type: 'cash-in', transaction, value: 100 },
      { type: 'cash-in', transaction, value: 100 },
      { type: 'paid', transaction, amount: yen(200) },
      { type: 'print-intent', transaction, document: 'D-1', sheet: 1 },
    ]);
    const cutOff = books.transactions.get(transaction);
    if (!cutOff) throw new Error('the order was built');
    const counters = devices === 'counted' ? countersAt(10, 0) : null;
    const sheets = new Map([['D-1/1', 'printed' as const]]);
    const heard = evidenceEvents(cutOff, { sheets, counters, last: lastMovements(books.records) });
    if (devices === 'counted')
      expect(heard).toContainEqual({ type: 'pieces-unseen', transaction, pieces: 1 });
    for (const event of heard) expect(journal.append(event).ok).toBe(true);
    const known = books.transactions.get(transaction);
    const ends = known ? endEvents(known) : [];
    expect(ends).toEqual([{ type: 'settled', transaction, paid: 200, printed: 200, givenBack: 0, owed: 0 }]);
    for (const event of ends) expect(journal.append(event).ok).toBe(true);
    expect(books.openCases().flatMap((each) => each.whys)).toEqual(whys);
  });

  it('a coin on record that fell while paper came, and of which no change is on record, is owed', () => {
    const { books } = journalWith([
      orderOf([{ price: 200, sheets: 1 }]),
      { type: 'cash-in-start', transaction, due: yen(200), counters: countersAt(0, 0) },
      { type: 'cash-in', transaction, value: 500 },
      { type: 'paid', transaction, amount: yen(500) },
      { type: 'print-intent', transaction, document: 'D-1', sheet: 1 },
      { type: 'cash-in', transaction, value: 100 },
      { type: 'print-outcome', transaction, document: 'D-1', sheet: 1, outcome: 'printed' },
    ]);
    const cutOff = books.transactions.get(transaction);
    expect(cutOff && endEvents(cutOff)).toMatchObject([
      { type: 'owed', amount: 400 },
      { type: 'settled', paid: 600, printed: 200, givenBack: 0, owed: 400 },
    ]);
  });

  it('a mechanism that said less once paper had begun has been paid what was seen, and staff count', () => {
    const { books } = journalWith([
      orderOf([{ price: 200, sheets: 1 }]),
      { type: 'cash-in-start', transaction, due: yen(200), counters: countersAt(0, 0) },
      { type: 'cash-in', transaction, value: 100 },
      { type: 'cash-in', transaction, value: 100 },
      { type: 'paid', transaction, amount: yen(200) },
      { type: 'print-intent', transaction, document: 'D-1', sheet: 1 },
      { type: 'cash-in-end', transaction, secured: [{ value: 100, count: 1 }] },
      { type: 'print-outcome', transaction, document: 'D-1', sheet: 1, outcome: 'printed' },
    ]);
    const cutOff = books.transactions.get(transaction);
    expect(cutOff && endEvents(cutOff)).toEqual([
      { type: 'settled', transaction, paid: 200, printed: 200, givenBack: 0, owed: 0 },
    ]);
  });

  it('with 500 in, 200 printed and 100 of 300 change by the counter is owed 200', () => {
    const { books } = journalWith([
      orderOf([{ price: 200, sheets: 1 }]),
      { type: 'cash-in-start', transaction, due: yen(200), counters: countersAt(0, 0) },
      { type: 'cash-in', transaction, value: 500 },
      { type: 'cash-in-end', transaction, secured: [{ value: 500, count: 1 }] },
      { type: 'print-intent', transaction, document: 'D-1', sheet: 1 },
      { type: 'print-outcome', transaction, document: 'D-1', sheet: 1, outcome: 'printed' },
      {
        ...{ type: 'dispense-intent', purpose: 'change', transaction, amount: yen(300) },
        counters: countersAt(1, 0xffffff),
      },
    ]);
    const cutOff = books.transactions.get(transaction);
    if (!cutOff) throw new Error('the order was built');
    const counters = countersAt(1, 0xffffff, [{ value: 100, count: 1 }]);
    const [heard] = evidenceEvents(cutOff, { ...nothingKnown, counters, last: lastMovements(books.records) });
    expect(heard).toMatchObject({ dispensed: [{ value: 100, count: 1 }], complete: false });
    const after = journalWith(books.records.map(({ event }) => event));
    if (heard) after.books.add({ seq: 8, at: 1, event: heard, previous: '', hash: '' });
    const known = after.books.transactions.get(transaction);
    expect(known && endEvents(known)).toEqual([
      { type: 'owed', transaction, code: 'K7Q2-M4XD', amount: 200 },
      { type: 'settled', transaction, paid: 500, printed: 200, givenBack: 100, owed: 200 },
    ]);
  });
});

describe('counters that may have moved for other money', () => {
  const cutOff: JournalEvent[] = [
    orderOf([{ price: 200, sheets: 1 }]),
    { type: 'cash-in-start', transaction, due: yen(200), counters: countersAt(0, 0) },
    { type: 'cash-in', transaction, value: 500 },
    {
      type: 'dispense-intent',
      purpose: 'rollback',
      transaction,
      amount: yen(500),
      counters: countersAt(1, 0),
    },
  ];
  const counters = countersAt(3, 0, [{ value: 500, count: 2 }]);
  const heardAfter = (...later: JournalEvent[]): JournalEvent[] => {
    const { books } = journalWith([...cutOff, ...later]);
    const found = books.transactions.get(transaction);
    if (!found) throw new Error('the order was built');
    return evidenceEvents(found, { ...nothingKnown, counters, last: lastMovements(books.records) });
  };

  it('are believed if nothing else has moved', () => {
    expect(heardAfter().map(({ type }) => type)).toEqual(['pieces-unseen', 'dispense-outcome']);
  });

  it('are no evidence after a test of a hopper or of the slots', () => {
    const test = { type: 'dispense-intent', purpose: 'test', amount: yen(500), counters: null } as const;
    expect(heardAfter(test).map(({ type }) => type)).toEqual(['pieces-unseen']);
    const slots = { type: 'test-cash-in', secured: [{ value: 100, count: 2 }] } as const;
    expect(heardAfter(slots).map(({ type }) => type)).toEqual(['dispense-outcome']);
  });

  it('change nothing that has already ended except the payout of a refund', () => {
    const end = {
      type: 'settled',
      transaction,
      paid: yen(500),
      printed: noYen,
      givenBack: noYen,
      owed: yen(500),
    } as const;
    expect(heardAfter(end)).toEqual([]);
    const paying: JournalEvent = {
      ...{ type: 'dispense-intent', purpose: 'staffRefund', refund, transaction, amount: yen(500) },
      counters: countersAt(3, 0, [{ value: 500, count: 1 }]),
    };
    expect(heardAfter(end, claimOf(500), paying)).toEqual([
      {
        ...{ type: 'dispense-outcome', purpose: 'staffRefund', refund, transaction },
        ...{ dispensed: [{ value: 500, count: 1 }], complete: true },
      },
    ]);
  });
});

describe('a refund that was cut off', () => {
  const end: JournalEvent = {
    type: 'settled',
    transaction,
    paid: yen(500),
    printed: noYen,
    givenBack: noYen,
    owed: yen(500),
  };
  const endsOf = (...events: JournalEvent[]): JournalEvent[] => {
    const found = journalWith([orderOf([{ price: 500, sheets: 1 }]), end, ...events]).books.transactions.get(
      transaction,
    );
    if (!found) throw new Error('the order was built');
    return refundEnds(found);
  };
  const paid = (count: number): JournalEvent => ({
    ...{ type: 'dispense-outcome', purpose: 'staffRefund', refund, transaction },
    ...{ dispensed: [{ value: 100, count }], complete: count === 5 },
  });

  it('is ended, by its movements, if it was paid in full', () => {
    const ended = { type: 'refund-ended', refund, transaction, hoppers: 500, register: 0, cashless: 0 };
    expect(endsOf(claimOf(500), paid(5))).toEqual([ended]);
  });

  it('stays with the staff if it was paid in part, not at all, or is a retake', () => {
    expect(endsOf(claimOf(500), paid(3))).toEqual([]);
    expect(endsOf(claimOf(500))).toEqual([]);
    expect(endsOf(claimOf(0, 'retake'))).toEqual([]);
  });
});

describe('a sum that a provider held', () => {
  it('is captured for what was printed completely, and nothing is owed', () => {
    const at = {
      transaction,
      method: 'wallet',
      reference: paymentReferenceSchema.parse('c'.repeat(32)),
    } as const;
    const found = journalWith([
      orderOf([
        { price: 200, sheets: 1 },
        { price: 200, sheets: 1 },
      ]),
      { type: 'cashless-begin', amount: yen(400), ...at },
      { type: 'cashless-outcome', outcome: 'authorised', ...at },
      { type: 'print-intent', transaction, document: 'D-1', sheet: 1 },
      { type: 'print-outcome', transaction, document: 'D-1', sheet: 1, outcome: 'printed' },
      { type: 'print-intent', transaction, document: 'D-2', sheet: 1 },
    ]).books.transactions.get(transaction);
    expect(found && endEvents(found)).toEqual([
      { type: 'settled', transaction, paid: 400, printed: 200, givenBack: 200, owed: 0 },
    ]);
  });
});
