import fc from 'fast-check';
import { certificateKinds } from '../../shared/certificates.ts';
import { languages } from '../../shared/languages.ts';
import { payMethods } from '../../shared/cashless.ts';
import { nextStepCauses } from '../../shared/next-step.ts';
import type {
  CashSlipData,
  DaySlipData,
  EnrolmentSlipData,
  NextStepSlipData,
  ReceiptData,
  RefundSlipData,
  SlipData,
  TestSlipData,
} from '../../shared/printers.ts';
import { feeBackSchema, refundReasons } from '../../shared/refund-api.ts';
import { lineDays, type TelephoneLine } from '../../shared/telephone-lines.ts';
import { denominations, yen } from '../../shared/yen.ts';

/** Names as data may contain them: characters that no printer has, markup, and far too long. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'grapheme', minLength: 40, maxLength: 120 }),
  fc.constantFrom(
    '葛󠄀城',
    '𠮷野',
    '髙﨑',
    'か\u3099',
    '神',
    '{code:evil}',
    '|a|b|',
    '^^^~_`"\\',
    '---',
    '===',
    '\n-\n',
    'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
    'みほん市みほん区みほん町大字みほん字みほん出張所の証明書交付の窓口',
  ),
);
const anyName = fc.record({ ja: anyText, en: anyText });
const anySum = fc.integer({ min: 0, max: 99_990 }).map(yen);
const anyCount = fc.integer({ min: 0, max: 999_999 });
const anyCode = fc.stringMatching(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
const anyAttendant = fc.stringMatching(/^[A-Z]{1,3}-[0-9]{2,4}$/);
const anyInstant = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
const common = {
  language: fc.constantFrom(...languages),
  kiosk: fc.stringMatching(/^[A-Z0-9-]{3,32}$/),
  at: anyInstant,
};
const anyLine = fc.record({
  kind: fc.constantFrom(...certificateKinds),
  copies: fc.integer({ min: 1, max: 10 }),
  each: fc.integer({ min: 0, max: 9999 }).map(yen),
});

const anyTime = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`);
const anyLineOfTelephone: fc.Arbitrary<TelephoneLine> = fc.record({
  name: anyName,
  number: fc.stringMatching(/^0[0-9]{2}-[0-9]{3}-[0-9]{4}$/),
  languages: fc.constantFrom(['ja'], ['ja', 'en'], ['en', 'zh']),
  paid: fc.boolean(),
  hours: fc.array(fc.record({ days: fc.constantFrom(...lineDays), from: anyTime, to: anyTime }), {
    maxLength: 3,
  }),
  overNewYear: fc.boolean(),
  lossAlways: fc.boolean(),
});

export const anyReceipt: fc.Arbitrary<ReceiptData> = fc.record({
  ...common,
  title: fc.constantFrom('receipt', 'owed'),
  code: anyCode,
  scan: fc.tuple(anyCode, fc.stringMatching(/^[0-9A-F]{22}$/)).map(([code, rest]) => `${code}-${rest}`),
  municipality: fc.option(anyName),
  telephones: fc.array(anyLineOfTelephone, { maxLength: 4 }),
  badPrint: fc.option(fc.constantFrom(...feeBackSchema.options)),
  lines: fc.array(anyLine, { maxLength: 10 }),
  method: fc.constantFrom(...payMethods),
  paid: anySum,
  printed: anySum,
  givenBack: anySum,
  owed: anySum,
});

const anyEnrolmentSlip: fc.Arbitrary<EnrolmentSlipData> = fc.record({
  ...common,
  title: fc.constant('enrolment' as const),
  number: anyCode.map((code) => `E-${code}`),
  municipality: anyName,
  telephones: fc.array(anyLineOfTelephone, { maxLength: 4 }),
});

export const anyRefundSlip: fc.Arbitrary<RefundSlipData> = fc.record({
  ...common,
  title: fc.constant('refund' as const),
  code: anyCode,
  municipality: anyName,
  reason: fc.constantFrom(...refundReasons),
  lines: fc.array(anyLine, { maxLength: 10 }),
  hoppers: anySum,
  register: anySum,
  cashless: anySum,
  retakeUntil: fc.option(anyInstant),
  copy: fc.constantFrom('resident', 'store'),
  by: anyAttendant,
  second: fc.option(anyAttendant),
});

export const anyNextStepSlip: fc.Arbitrary<NextStepSlipData> = fc.record({
  ...common,
  title: fc.constant('nextStep' as const),
  cause: fc.constantFrom(...nextStepCauses),
  foundCardNeedsIdentity: fc.option(fc.boolean()),
  pinReset: fc.boolean(),
  site: fc.option(fc.record({ what: fc.constantFrom('enrolment', 'reservation'), address: fc.webUrl() })),
  municipality: fc.option(anyName),
  telephones: fc.array(anyLineOfTelephone, { maxLength: 4 }),
});

export const anyCashSlip: fc.Arbitrary<CashSlipData> = fc.record({
  ...common,
  title: fc.constant('cash' as const),
  by: anyAttendant,
  lines: fc.array(
    fc.record({
      place: fc.constantFrom('hopper', 'coinBox', 'noteBox'),
      value: fc.constantFrom(...denominations),
      expected: anyCount,
      counted: anyCount,
      left: anyCount,
    }),
    { maxLength: 12 },
  ),
});

const anyFigure = fc.integer({ min: 0, max: 999_999_999 });

const anyDaySlip: fc.Arbitrary<DaySlipData> = fc.record({
  ...common,
  title: fc.constant('day' as const),
  by: anyAttendant,
  day: fc.record({
    number: fc.integer({ min: 1, max: 99_999 }),
    since: fc.option(anyInstant),
    at: anyInstant,
    sums: fc.record({
      ...{ transactions: anyFigure, sheets: anyFigure, paid: anyFigure },
      ...{ printed: anyFigure, givenBack: anyFigure, owed: anyFigure },
      kinds: fc.array(
        fc.record({ kind: fc.constantFrom(...certificateKinds), count: anyFigure, amount: anyFigure }),
        { maxLength: 10 },
      ),
      ways: fc.array(
        fc.record({ method: fc.constantFrom(...payMethods), count: anyFigure, amount: anyFigure }),
        { maxLength: 3 },
      ),
      refunds: fc.record({ count: anyFigure, hoppers: anyFigure, register: anyFigure, cashless: anyFigure }),
    }),
    totals: fc.record({
      ...{ transactions: anyFigure, certificates: anyFigure, sheets: anyFigure },
      ...{ printed: anyFigure, givenBack: anyFigure, refunded: anyFigure },
    }),
    cash: fc.array(
      fc.record({
        place: fc.constantFrom('hopper', 'coinBox', 'noteBox'),
        value: fc.constantFrom(...denominations),
        count: anyCount,
      }),
      { maxLength: 12 },
    ),
    owed: anyFigure,
    openCases: anyFigure,
  }),
});

const anyTestSlip: fc.Arbitrary<TestSlipData> = fc.record({ ...common, title: fc.constant('test' as const) });

/** Anything a kiosk may ever print on its roll, and worse. */
export const anySlip: fc.Arbitrary<SlipData> = fc.oneof(
  anyReceipt,
  anyEnrolmentSlip,
  anyRefundSlip,
  anyNextStepSlip,
  anyCashSlip,
  anyDaySlip,
  anyTestSlip,
);
