import { describe, expect, it } from 'vitest';
import { paymentReferenceSchema } from '../../shared/cashless.ts';
import { noYen, yen, type CashCount } from '../../shared/yen.ts';
import { journalWith, orderOf, transaction } from '../recovery-samples.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import type { LedgerLine } from '../../simulator/devices/wallet/provider-book.ts';
import { judgeDevices, type JudgedDevices } from './judge.ts';

const sheet = { document: 'D-1', sheet: 1 } as const;
const printed: JournalEvent[] = [
  { type: 'print-intent', transaction, ...sheet },
  { type: 'print-outcome', transaction, ...sheet, outcome: 'printed' },
];
const end = (paid: number, earned: number, givenBack: number, owed: number): JournalEvent => ({
  ...{ type: 'settled', transaction, paid: yen(paid), printed: yen(earned) },
  ...{ givenBack: yen(givenBack), owed: yen(owed) },
});
const slip: JournalEvent = { type: 'receipt', transaction, printed: true };

/** 500 yen in, 200 printed, 300 of change out. */
const inCash: JournalEvent[] = [
  orderOf([{ price: 200, sheets: 1 }]),
  { type: 'cash-in-start', transaction, due: yen(200), counters: null },
  { type: 'cash-in', transaction, value: 500 },
  { type: 'cash-in-end', transaction, secured: [{ value: 500, count: 1 }] },
  { type: 'dispense-intent', purpose: 'change', transaction, amount: yen(300), counters: null },
  {
    ...{ type: 'dispense-outcome', purpose: 'change', transaction },
    ...{ dispensed: [{ value: 100, count: 3 }], complete: true },
  },
  ...printed,
  end(500, 200, 300, 0),
  slip,
];
const pieces = (value: 100 | 500, count: number): CashCount[] => [{ value, count }];
const nothing = { secured: [], box: [], hopper: [], tray: [], returned: [], stuck: [] };
const afterCash = { ...nothing, secured: pieces(500, 1), tray: pieces(100, 3) };

function devices(
  ledger: typeof nothing | typeof afterCash,
  {
    sheets = ['D-1/1'],
    jobs = 1,
    wallet = [],
  }: { sheets?: string[]; jobs?: number; wallet?: LedgerLine[] } = {},
): JudgedDevices {
  return {
    cash: { ledger: () => ledger },
    sheets: { sheetsOut: () => sheets.map((mark) => ({ mark, pdfPath: '' })), jobsAccepted: () => jobs },
    wallet: { ledger: () => wallet },
    terminal: { ledger: () => [] },
  };
}

/** Judges without the hoppers' counts: the sample's books know no hoppers. */
function judged(events: readonly JournalEvent[], of: JudgedDevices, named: readonly string[] = []): string[] {
  return judgeDevices(journalWith(events).books, of, new Set(named)).filter(
    (line) => !line.includes('in the hopper'),
  );
}

describe('a session in cash', () => {
  it('is judged right when books and devices agree', () => {
    expect(judged(inCash, devices(afterCash))).toEqual([]);
  });

  it.each<[string, JudgedDevices]>([
    ['paid out 400, booked 300', devices({ ...afterCash, tray: pieces(100, 4) })],
    [
      '2 pieces secured; 1 seen and 0 unseen in the books',
      devices({ ...afterCash, secured: pieces(500, 2) }),
    ],
    ['secured 100, booked 500', devices({ ...afterCash, secured: pieces(100, 1) })],
    ['a sheet was printed twice', devices(afterCash, { sheets: ['D-1/1', 'D-1/1'], jobs: 1 })],
    ['the printer got a job that no record is about', devices(afterCash, { jobs: 2 })],
    ['D-1/1 is booked as printed and did not come out', devices(afterCash, { sheets: [] })],
  ])('is judged wrong: %s', (wrong, of) => {
    expect(judged(inCash, of)).toContain(wrong);
  });

  it('is judged wrong without an end, and with sums that do not add up or differ from its movements', () => {
    const cutOff = inCash.filter(({ type }) => type !== 'settled' && type !== 'receipt');
    expect(judged(cutOff, devices(afterCash))).toContain('money or paper moved, and there is no end');
    expect(judged([...cutOff, end(500, 200, 200, 0)], devices(afterCash))).toContain(
      'paid 500 ≠ 200 + 200 + 0',
    );
    expect(judged([...cutOff, end(500, 400, 100, 0)], devices(afterCash))).toContain(
      'settled as printed 400, printed whole 200',
    );
  });

  it('is judged wrong when it leaves a debt that is on no slip and on no screen', () => {
    const owed = [...inCash.slice(0, 4), end(500, 0, 0, 500)];
    const of = devices({ ...afterCash, tray: [] }, { sheets: [], jobs: 0 });
    expect(judged(owed, of)).toEqual(['a debt that no screen and no slip names']);
    expect(judged(owed, of, ['K7Q2-M4XD'])).toEqual([]);
    expect(judged([...owed, slip], of)).toEqual([]);
  });
});

describe('a session by wallet', () => {
  const reference = paymentReferenceSchema.parse('c'.repeat(32));
  const at = { transaction, method: 'wallet', reference } as const;
  const byWallet: JournalEvent[] = [
    orderOf([{ price: 200, sheets: 1 }]),
    { type: 'cashless-begin', amount: yen(200), ...at },
    { type: 'cashless-outcome', outcome: 'authorised', ...at },
    ...printed,
    { type: 'capture-intent', amount: yen(200), ...at },
    { type: 'capture-outcome', outcome: 'done', ...at },
    end(200, 200, noYen, 0),
    slip,
  ];
  const line: LedgerLine = {
    reference,
    amount: 200,
    held: 0,
    authorised: 200,
    captured: 200,
    voided: 0,
    refunded: 0,
  };
  const by = (...wallet: LedgerLine[]): JudgedDevices => devices(nothing, { wallet });

  it('is judged right when the provider captured what was printed', () => {
    expect(judged(byWallet, by(line))).toEqual([]);
  });

  it.each<[string, LedgerLine[]]>([
    ['200 yen are held for ever', [{ ...line, held: 200 }]],
    ['captured 0, printed 200', [{ ...line, captured: 0 }]],
    ['two payments for one order', [line, line]],
  ])('is judged wrong: %s', (wrong, lines) => {
    expect(judged(byWallet, by(...lines))).toContain(wrong);
  });
});
