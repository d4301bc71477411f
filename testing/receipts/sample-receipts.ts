import { instantInJapan, isoDate } from '../../shared/dates.ts';
import type { NextStepCause } from '../../shared/next-step.ts';
import type {
  CashSlipData,
  EnrolmentSlipData,
  NextStepSlipData,
  ReceiptData,
  RefundSlipData,
  TestSlipData,
} from '../../shared/printers.ts';
import type { TelephoneLine } from '../../shared/telephone-lines.ts';
import { noYen, yen } from '../../shared/yen.ts';

const common = {
  language: 'ja',
  kiosk: 'KIOSK-01',
  at: instantInJapan(isoDate('2026-11-20'), '14:03:05'),
} as const;
/** Answers on weekdays by day, in both languages. */
export const sampleLine: TelephoneLine = {
  name: { ja: 'みほん市 市民課', en: 'Mihon, residents office' },
  number: '000-000-0000',
  languages: ['ja', 'en'],
  paid: false,
  hours: [{ days: 'weekdays', from: '08:30', to: '17:15' }],
  overNewYear: false,
  lossAlways: false,
};
const city = { municipality: { ja: 'みほん市', en: 'Mihon City' }, telephones: [sampleLine] } as const;

/** Three certificates, all printed, with change: what most people take home. */
export const sampleReceipt: ReceiptData = {
  ...common,
  ...city,
  title: 'receipt',
  badPrint: 'mayBePaidBack',
  code: 'K7Q2-M4XD',
  scan: 'K7Q2-M4XD-0123456789ABCDEF012345',
  lines: [
    { kind: 'residenceRecord', copies: 2, each: yen(200) },
    { kind: 'sealRegistration', copies: 1, each: yen(300) },
  ],
  method: 'cash',
  paid: yen(1000),
  printed: yen(700),
  givenBack: yen(300),
  owed: noYen,
};

/** The same where no fee goes back, whatever the reason. */
export const sampleNoFeeBack: ReceiptData = { ...sampleReceipt, badPrint: 'notPaidBack' };

/** The same, paid with a wallet: no change. */
export const sampleWalletReceipt: ReceiptData = {
  ...sampleReceipt,
  method: 'wallet',
  paid: yen(700),
  givenBack: noYen,
};

/** A card was authorized for all; one certificate was neither printed nor charged. */
export const samplePartlyCharged: ReceiptData = {
  ...sampleWalletReceipt,
  method: 'contactless',
  printed: yen(400),
  givenBack: yen(300),
};

/** Nothing was printed; all cash was returned. */
export const sampleReturned: ReceiptData = { ...sampleReceipt, printed: noYen, givenBack: yen(1000) };

/** Nothing was printed; nothing was charged. */
export const sampleLetGo: ReceiptData = { ...samplePartlyCharged, printed: noYen, givenBack: yen(700) };

/** The same certificate again after a bad print. */
export const sampleFree: ReceiptData = {
  ...sampleReceipt,
  lines: [{ kind: 'sealRegistration', copies: 1, each: noYen }],
  paid: noYen,
  printed: noYen,
  givenBack: noYen,
};

/** The same order, one certificate of which came out incomplete: its price is owed. */
export const sampleOwed: ReceiptData = {
  ...sampleReceipt,
  title: 'owed',
  printed: yen(400),
  owed: yen(300),
};

/** After a power cut, when only sums and a code are known. */
export const sampleOwedAfterPowerCut: ReceiptData = {
  ...sampleReceipt,
  title: 'owed',
  municipality: null,
  telephones: [],
  badPrint: null,
  lines: [],
  printed: noYen,
  givenBack: noYen,
  owed: yen(1000),
};

export const sampleEnrolmentSlip: EnrolmentSlipData = {
  ...common,
  ...city,
  title: 'enrolment',
  number: 'E-7K2Q-M4XD',
};

/** A bad print, refunded from the hoppers and, because they ran out, from the register; above the limit for one person. */
export const sampleRefund: RefundSlipData = {
  ...common,
  title: 'refund',
  code: sampleReceipt.code,
  municipality: city.municipality,
  reason: 'badPrint',
  lines: [{ kind: 'familyRegister', copies: 3, each: yen(450) }],
  hoppers: yen(850),
  register: yen(500),
  cashless: noYen,
  retakeUntil: null,
  copy: 'resident',
  by: 'S-01',
  second: 'OP-02',
};

/** Back to the wallet. */
export const sampleCashlessRefund: RefundSlipData = {
  ...sampleRefund,
  reason: 'owed',
  lines: [{ kind: 'sealRegistration', copies: 1, each: yen(300) }],
  hoppers: noYen,
  register: noYen,
  cashless: yen(300),
  second: null,
};

/** Instead of money, the same certificate again. */
export const sampleRetake: RefundSlipData = {
  ...sampleCashlessRefund,
  reason: 'badPrint',
  cashless: noYen,
  retakeUntil: common.at + 60 * 60_000,
};

export function sampleNextStep(cause: NextStepCause): NextStepSlipData {
  return {
    ...common,
    ...city,
    title: 'nextStep',
    cause,
    foundCardNeedsIdentity: true,
    pinReset: false,
    site: null,
  };
}

/** A hopper was two coins short; the boxes were emptied and a hopper was filled. */
export const sampleCashCount: CashSlipData = {
  ...common,
  title: 'cash',
  by: 'OP-02',
  lines: [
    { place: 'hopper', value: 10, expected: 120, counted: 118, left: 200 },
    { place: 'hopper', value: 50, expected: 84, counted: 84, left: 84 },
    { place: 'hopper', value: 100, expected: 260, counted: 260, left: 260 },
    { place: 'hopper', value: 500, expected: 41, counted: 41, left: 60 },
    { place: 'coinBox', value: 100, expected: 37, counted: 37, left: 0 },
    { place: 'coinBox', value: 500, expected: 12, counted: 13, left: 0 },
    { place: 'noteBox', value: 1000, expected: 214, counted: 214, left: 0 },
    { place: 'noteBox', value: 10000, expected: 3, counted: 3, left: 0 },
  ],
};

export const sampleTestSlip: TestSlipData = { ...common, title: 'test' };
