import { certificateKinds } from '../../shared/certificates.ts';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import type { DayClosing } from '../../shared/day-closing.ts';
import type { DaySlipData } from '../../shared/printers.ts';

/** A busy day on which every kind was issued, one certificate was not delivered, and staff paid twice. */
export const sampleDay: DayClosing = {
  number: 365,
  since: instantInJapan(isoDate('2026-11-19'), '22:58:40'),
  at: instantInJapan(isoDate('2026-11-20'), '22:59:12'),
  sums: {
    ...{ transactions: 58, sheets: 131, paid: 26_600, printed: 19_500, givenBack: 6_800, owed: 300 },
    kinds: certificateKinds.map((kind, index) => ({ kind, count: index + 2, amount: (index + 2) * 300 })),
    ways: [
      { method: 'cash', count: 40, amount: 12_300 },
      { method: 'wallet', count: 11, amount: 4_200 },
      { method: 'contactless', count: 6, amount: 3_000 },
    ],
    refunds: { count: 2, hoppers: 300, register: 450, cashless: 200 },
  },
  totals: {
    ...{ transactions: 21_170, certificates: 23_725, sheets: 47_815 },
    ...{ printed: 7_117_500, givenBack: 2_482_000, refunded: 91_250 },
  },
  cash: [
    { place: 'hopper', value: 10, count: 120 },
    { place: 'hopper', value: 50, count: 84 },
    { place: 'hopper', value: 100, count: 260 },
    { place: 'hopper', value: 500, count: 41 },
    { place: 'noteBox', value: 1000, count: 214 },
    { place: 'noteBox', value: 10_000, count: 3 },
  ],
  owed: 750,
  openCases: 2,
};

export const sampleDaySlip: DaySlipData = {
  ...{ title: 'day', language: 'ja', kiosk: 'KIOSK-01', at: sampleDay.at, by: 'OP-02', day: sampleDay },
};
