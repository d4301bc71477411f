import type { EnrolmentSlipData, ReceiptData } from '../../shared/printers.ts';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { noYen, yen } from '../../shared/yen.ts';

/** Three certificates, all printed, change given: what most people take home. */
export const sampleReceipt: ReceiptData = {
  title: 'receipt',
  language: 'ja',
  kiosk: 'KIOSK-01',
  at: instantInJapan(isoDate('2026-11-20'), '14:03:05'),
  code: 'K7Q2-M4XD',
  municipality: { ja: 'みほん市', en: 'Mihon City' },
  telephone: '000-000-0000',
  lines: [
    { kind: 'residenceRecord', copies: 2, each: yen(200) },
    { kind: 'sealRegistration', copies: 1, each: yen(300) },
  ],
  paid: yen(1000),
  printed: yen(700),
  givenBack: yen(300),
  owed: noYen,
};

/** The same order, of which one certificate came out in part: its price is owed. */
export const sampleOwed: ReceiptData = {
  ...sampleReceipt,
  title: 'owed',
  printed: yen(400),
  owed: yen(300),
};

export const sampleEnrolmentSlip: EnrolmentSlipData = {
  title: 'enrolment',
  language: 'ja',
  kiosk: 'KIOSK-01',
  at: sampleReceipt.at,
  number: 'E-7K2Q-M4XD',
  municipality: sampleReceipt.municipality,
  telephone: sampleReceipt.telephone,
};
