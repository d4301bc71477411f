import { openLines } from './lines-to-call.ts';
import { faultReference } from '../../shared/fault-reference.ts';
import { certificateKinds, itemIds, fiscalYearSchema } from '../../shared/certificates.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { message, seen } from './body-parts.ts';
import { onlyLanguage, paying, receiving } from './bodies.ts';
import type { Sample } from './bodies.ts';
import { samplePersons } from './people.ts';
import { sampleInvited, someMorning } from './places.ts';

type Basket = Extract<ScreenBody, { kind: 'confirm' }>;
type Interrupted = Extract<ScreenBody, { kind: 'attract' }>['interrupted'];

const broken: Interrupted = [
  { code: 'K7Q2-M4XD', owed: yen(450), at: someMorning },
  { code: 'WWWW-MMMM', owed: noYen, at: someMorning + 3_600_000 },
  { code: '2345-6789', owed: yen(10_000_000), at: someMorning - 3_600_000 },
];

const basket: Basket['chosen'] = [
  {
    kind: 'residenceRecord',
    variant: null,
    year: null,
    persons: samplePersons(5),
    shown: ['relationship', 'domicile', 'myNumber'],
    copies: 2,
    price: yen(300),
  },
  {
    kind: 'familyRegister',
    variant: 'individual',
    year: null,
    persons: samplePersons(1),
    shown: [],
    copies: 1,
    price: yen(450),
  },
  {
    kind: 'taxAssessment',
    variant: null,
    year: fiscalYearSchema.parse(2025),
    persons: samplePersons(1),
    shown: [],
    copies: 10,
    price: noYen,
  },
];

function basketOf(chosen: Basket['chosen'], sheets: number, total: number): Basket {
  return {
    kind: 'confirm',
    ...seen(4),
    chosen,
    sheets,
    total: yen(total),
    mayAddAnother: chosen.length < 8,
    badPrint: 'paidBack',
  };
}

/** When the sample payments began: the browser draws them with its own clock, a test sets its clock to it. */
export const opened = Date.now();
const wallet = { kind: 'cashless', method: 'wallet', due: yen(750) } as const;
const code = 'https://qr.example.invalid/28180104eJwVjUsKwjAURfeSse1L0jRpnQmCE3HgCtL8TFv6IU';

/** Ways to pay, the basket, and what is shown when a payment did not go through. All sums and codes are made up. */
export const payBodies: readonly Sample[] = [
  {
    name: 'attract-interrupted',
    body: {
      kind: 'attract',
      municipalities: sampleInvited(false),
      methods: ['cash', 'wallet', 'contactless'],
      change: 'none',
      interrupted: broken,
    },
    controls: onlyLanguage,
  },
  {
    name: 'out-of-service-interrupted',
    body: {
      kind: 'outOfService',
      cause: 'journalDamaged',
      since: someMorning,
      interrupted: broken,
      reference: faultReference(123_456),
    },
    controls: onlyLanguage,
  },
  {
    name: 'certificate-free',
    body: {
      kind: 'certificate',
      endingSoon: null,
      choices: certificateKinds
        .slice(0, 4)
        .map((kind, index) => ({ kind, price: yen(350), free: Math.max(0, index - 1) })),
      unavailable: [],
    },
    part: 'certificate',
  },
  {
    name: 'confirm-basket',
    body: basketOf(basket, 13, 750),
    part: 'check',
    cost: 750,
  },
  {
    name: 'confirm-not-accepted',
    body: {
      ...basketOf(basket.slice(0, 1), 1, 150),
      notAcceptedFor: [
        { ja: '就学援助の申請', en: 'school-fee support' },
        { ja: '予防接種や健診の料金の免除', en: 'fee waivers for vaccinations and check-ups' },
      ],
    },
    part: 'check',
    cost: 150,
  },
  {
    name: 'confirm-basket-eight',
    body: basketOf(
      certificateKinds.slice(-8).map((kind) => ({
        kind,
        variant: kind === 'familyRegister' ? 'individual' : kind === 'vaccination' ? 'travel' : null,
        year: kind === 'taxAssessment' || kind === 'income' ? fiscalYearSchema.parse(2025) : null,
        persons: samplePersons(12).slice(4),
        shown: kind === 'residenceRecord' ? [...itemIds] : [],
        copies: 10,
        price: yen(1_000_000),
      })),
      240,
      10_000_000,
    ),
    part: 'check',
    cost: 10_000_000,
  },
  {
    name: 'pay-method',
    body: {
      kind: 'payMethod',
      due: yen(750),
      methods: [
        { method: 'cash', state: 'ok' },
        { method: 'wallet', state: 'ok' },
        { method: 'contactless', state: 'ok' },
      ],
      notice: 'none',
    },
    ...paying,
    cost: 750,
  },
  ...(['declined', 'expired', 'unavailable'] as const).map((notice): Sample => ({
    name: `pay-method-${notice}`,
    body: {
      kind: 'payMethod',
      due: yen(750),
      methods: [
        { method: 'cash', state: 'ok' },
        { method: 'wallet', state: notice === 'unavailable' ? 'offline' : 'ok' },
      ],
      notice,
    },
    ...paying,
    cost: 750,
  })),
  {
    name: 'pay-method-few',
    body: {
      kind: 'payMethod',
      due: yen(10_000_000),
      methods: [
        { method: 'cash', state: 'noChange' },
        { method: 'wallet', state: 'offline' },
        { method: 'contactless', state: 'ok' },
      ],
      notice: 'declined',
    },
    ...paying,
    cost: 10_000_000,
  },
  {
    name: 'cashless-wallet',
    body: { ...wallet, code, expiresAt: opened + 290_000 },
    ...paying,
    cost: 750,
  },
  { name: 'cashless-wallet-opening', body: { ...wallet, code: null, expiresAt: null }, ...paying, cost: 750 },
  {
    name: 'cashless-wallet-late',
    body: { ...wallet, due: yen(10_000_000), code: code.repeat(3), expiresAt: opened + 42_000 },
    ...paying,
    cost: 10_000_000,
  },
  {
    name: 'cashless-wallet-no-code',
    body: { ...wallet, code: code.repeat(40), expiresAt: someMorning },
    ...paying,
    cost: 750,
  },
  {
    name: 'cashless-contactless',
    body: { kind: 'cashless', method: 'contactless', due: yen(750), code: null, expiresAt: opened + 55_000 },
    ...paying,
    cost: 750,
  },
  {
    name: 'cashless-contactless-opening',
    body: { kind: 'cashless', method: 'contactless', due: yen(750), code: null, expiresAt: null },
    ...paying,
    cost: 750,
    attendant: 'waiting',
  },
  ...(['wallet', 'contactless'] as const).map((method): Sample => ({
    name: `take-everything-${method}`,
    body: {
      kind: 'takeEverything',
      sheets: 1,
      sheetsOf: 1,
      change: noYen,
      returned: noYen,
      method,
      notCharged: method === 'wallet' ? yen(450) : noYen,
      receipt: 'printed',
      code: null,
      badPrint: 'paidBack',
      owed: null,
      cardInside: false,
    },
    ...receiving,
  })),
  ...(['offered', 'printing', 'printed', 'notPrinted'] as const).map((slip): Sample => ({
    name: `message-slip-${slip}`,
    body: message('pinLocked', {
      slip,
      pinReset: slip === 'printed',
      lines: slip === 'offered' ? openLines.slice(1) : [...openLines],
      ...(slip === 'offered' ? { moneyReturned: yen(1_000), cardInside: true } : {}),
    }),
    controls: onlyLanguage,
  })),
];
