import { openCaseReasons, guideSteps, guides, forgottenThings } from '../../shared/attendants.ts';
import type { OpenCase } from '../../shared/attendants.ts';
import { attendantCauses, refundHows } from '../../shared/attendant-screens.ts';
import { certificateKinds } from '../../shared/certificates.ts';
import { attendantIdSchema, refundReasons } from '../../shared/refund-api.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { onlyLanguage } from './bodies.ts';
import type { Sample } from './bodies.ts';
import { someMorning } from './places.ts';

type Of<Kind extends ScreenBody['kind']> = Extract<ScreenBody, { kind: Kind }>;

/** Common to all attendant screens. */
export const here = { attendant: 'here', controls: { ...onlyLanguage, help: true } } as const;

export const someStaff = attendantIdSchema.parse('S-01');
export const someOperator = attendantIdSchema.parse('O-07');

/** A rule as a municipality words it; the long one below must fit too. */
const rule = {
  municipality: {
    ja: '印刷が読めないときは、お店を出る前に限り返金します。',
    en: 'If the print cannot be read, it is refunded before you leave the store.',
  },
  operator: null,
};
const longRule = {
  municipality: {
    ja: '選びまちがいの交換や返金はできません。',
    en: 'Wrong choices are neither exchanged nor refunded.',
  },
  operator: {
    ja: '取り忘れは返金しません。裏か表の印刷が読めないときは、お店を出る前に、全部の紙と領収書を渡した場合に限り返金します。',
    en: 'Sheets left behind are not refunded. Unreadable prints are, when all sheets and the receipt are handed in before leaving the store.',
  },
};

function login(more: Partial<Of<'attendantLogin'>>): ScreenBody {
  return {
    kind: 'attendantLogin',
    purpose: 'login',
    ask: 'number',
    number: '',
    entered: 0,
    notice: 'none',
    triesLeft: null,
    lockedUntil: null,
    ...more,
  };
}

const logins: readonly Sample[] = [
  { name: 'attendant-login', body: login({}) },
  { name: 'attendant-login-number', body: login({ number: 'S01', notice: 'wrong', triesLeft: 2 }) },
  { name: 'attendant-login-code', body: login({ ask: 'code', number: 'S01', entered: 6 }) },
  { name: 'attendant-login-checking', body: login({ ask: 'checking', number: 'S01', entered: 8 }) },
  {
    name: 'attendant-login-locked',
    body: login({ notice: 'locked', triesLeft: 0, lockedUntil: someMorning + 900_000 }),
  },
  ...(['notAttendantCard', 'cardUnreadable'] as const).map((notice) => ({
    name: `attendant-login-${notice}`,
    body: login({ notice, triesLeft: 1 }),
  })),
  ...(['samePerson', 'bothNeeded'] as const).map((notice) => ({
    name: `attendant-login-second-${notice}`,
    body: login({ purpose: 'second', ask: 'code', number: 'ABC1234', entered: 12, notice }),
  })),
  { name: 'attendant-login-card', body: login({ ask: 'card', number: 'S01' }) },
  { name: 'attendant-login-other-card', body: login({ ask: 'card', number: 'S01', notice: 'otherCard' }) },
  { name: 'attendant-login-second-card', body: login({ purpose: 'second', ask: 'card', number: 'S02' }) },
  { name: 'attendant-login-take-card', body: login({ ask: 'takeCard', number: 'S01' }) },
  { name: 'attendant-card', body: { kind: 'attendantCard' } },
];

function openCase(at: number): OpenCase {
  const all = at === 3;
  return {
    code: ['K7Q2-M4XD', 'WWWW-MMMM', '2345-6789', 'ABCD-EFGH'][at] ?? 'K7Q2-M4XD',
    at: someMorning + at * 3_600_000,
    lines: certificateKinds.slice(0, all ? 3 : 1).map((kind) => ({ kind, copies: at + 1 })),
    sheets: at * 3 + 1,
    paid: yen(all ? 10_000_000 : 450),
    owed: at === 1 ? noYen : yen(all ? 10_000_000 : 150),
    whys: all ? openCaseReasons.slice(0, 3) : openCaseReasons.slice(at + 2, at * 2 + 3),
  };
}

type Document = Of<'refundCase'>['documents'][number];

function documents(count: number, more: Partial<Document> = {}): Document[] {
  return certificateKinds.slice(0, count).map((kind, index) => ({
    kind,
    price: yen(150 + index * 50),
    sheets: index + 1,
    state: (['printed', 'issued', 'void'] as const)[index % 3] ?? 'printed',
    refunded: false,
    returned: [],
    ...more,
  }));
}

function refundCase(more: Partial<Of<'refundCase'>>): ScreenBody {
  return {
    kind: 'refundCase',
    code: 'K7Q2-M4XD',
    at: someMorning,
    timeOf: 'receipt',
    paidAt: 'KIOSK-0001',
    municipality: { ja: '港区', en: 'Minato City (Tokyo)' },
    method: 'cash',
    documents: documents(1),
    paid: yen(600),
    givenBack: yen(450),
    received: yen(150),
    stillOwed: noYen,
    rule,
    mayRefund: ['badPrint'],
    mayMoveMoney: true,
    mayReprint: true,
    slip: 'none',
    refunds: [],
    ...more,
  };
}

const cases: readonly Sample[] = [
  { name: 'refund-case', body: refundCase({}) },
  { name: 'refund-case-wallet', body: refundCase({ method: 'wallet' }) },
  { name: 'refund-case-no-card', body: refundCase({ mayRefund: [], mayMoveMoney: false, timeOf: 'order' }) },
  {
    name: 'refund-case-all',
    body: refundCase({
      method: 'contactless',
      documents: documents(8),
      paid: yen(10_000_000),
      stillOwed: yen(9_999_990),
      rule: longRule,
      mayRefund: [...refundReasons],
      refunds: [
        { at: someMorning, reason: 'badPrint', amount: yen(150) },
        { at: someMorning + 60_000, reason: 'owed', amount: yen(200) },
      ],
      slip: 'notPrinted',
    }),
  },
  {
    name: 'refund-case-owed',
    body: refundCase({
      documents: documents(1, { state: 'void' }),
      stillOwed: yen(150),
      mayRefund: ['owed'],
    }),
  },
  {
    name: 'refund-case-closed',
    body: refundCase({
      method: null,
      documents: documents(2, { refunded: true }),
      mayRefund: [],
      mayReprint: false,
      slip: 'printed',
    }),
  },
];

const sheets: readonly Sample[] = [
  {
    name: 'return-sheets',
    body: { kind: 'returnSheets', documents: documents(1), notice: 'none', complete: false },
  },
  {
    name: 'return-sheets-many',
    body: {
      kind: 'returnSheets',
      documents: documents(8, { sheets: 9, returned: [1, 2, 5] }).map((document, index) => ({
        ...document,
        refunded: index === 1,
      })),
      notice: 'scanned',
      complete: true,
    },
  },
  ...(['otherTransaction', 'unreadable', 'noCamera', 'moreCodes'] as const).map((notice): Sample => ({
    name: `return-sheets-${notice}`,
    body: { kind: 'returnSheets', documents: documents(3, { returned: [1] }), notice, complete: false },
  })),
];

function confirm(more: Partial<Of<'refundConfirm'>>): ScreenBody {
  return {
    kind: 'refundConfirm',
    code: 'K7Q2-M4XD',
    reason: 'badPrint',
    amount: yen(150),
    hows: ['hoppers', 'register'],
    how: 'hoppers',
    rule,
    secondNeeded: false,
    second: null,
    retakeMinutes: null,
    ...more,
  };
}

const refunds: readonly Sample[] = [
  { name: 'refund-confirm', body: confirm({}) },
  { name: 'refund-confirm-owed', body: confirm({ reason: 'owed' }) },
  { name: 'refund-confirm-wrong-choice', body: confirm({ reason: 'wrongChoice', how: 'register' }) },
  {
    name: 'refund-confirm-left-behind',
    body: confirm({ reason: 'leftBehind', hows: ['cashless', 'retake'], how: 'cashless' }),
  },
  {
    name: 'refund-confirm-second',
    body: confirm({
      amount: yen(10_000_000),
      hows: [...refundHows],
      how: 'retake',
      retakeMinutes: 60,
      rule: longRule,
      secondNeeded: true,
    }),
  },
  { name: 'refund-confirm-second-there', body: confirm({ secondNeeded: true, second: someOperator }) },
  {
    name: 'pay-from-register',
    body: { kind: 'payFromRegister', code: 'K7Q2-M4XD', amount: yen(150), short: false },
  },
  {
    name: 'pay-from-register-short',
    body: { kind: 'payFromRegister', code: 'K7Q2-M4XD', amount: yen(10_000_000), short: true },
  },
  ...(['owed', 'wrongChoice', 'leftBehind'] as const).map((reason): Sample => ({
    name: reason === 'owed' ? 'refund-done' : `refund-done-${reason}`,
    body: {
      kind: 'refundDone',
      code: 'K7Q2-M4XD',
      reason,
      hoppers: yen(150),
      register: noYen,
      cashless: noYen,
      retakeUntil: null,
      slip: 'printed',
    },
  })),
  {
    name: 'refund-done-all',
    body: {
      kind: 'refundDone',
      code: 'K7Q2-M4XD',
      reason: 'badPrint',
      hoppers: yen(150),
      register: yen(1_234_560),
      cashless: yen(300),
      retakeUntil: someMorning,
      slip: 'notPrinted',
    },
  },
  ...attendantCauses.map((cause): Sample => ({
    name: `attendant-message-${cause}`,
    body: {
      kind: 'attendantMessage',
      cause,
      code: cause === 'exportImpossible' ? null : 'K7Q2-M4XD',
      amount: cause === 'payoutUnsure' ? yen(12_340) : noYen,
    },
  })),
];

const help: readonly Sample[] = guides.flatMap((guide) =>
  Array.from({ length: guideSteps[guide] }, (_, index): Sample => ({
    name: `guide-${guide}-${String(index + 1)}`,
    body: {
      kind: 'guide',
      guide,
      step: index + 1,
      of: guideSteps[guide],
      solved: guide === 'toner' && index + 1 === guideSteps[guide],
    },
  })),
);

const every: readonly Sample[] = [
  ...logins,
  {
    name: 'staff-menu',
    body: {
      kind: 'staffMenu',
      attendant: someStaff,
      role: 'staff',
      openCases: 0,
      asked: [],
      mayMoveMoney: true,
      mending: false,
    },
  },
  {
    name: 'staff-menu-mending',
    body: {
      kind: 'staffMenu',
      attendant: someStaff,
      role: 'staff',
      openCases: 2,
      asked: ['paper'],
      mayMoveMoney: false,
      mending: true,
    },
  },
  {
    name: 'staff-menu-operator',
    body: {
      kind: 'staffMenu',
      attendant: someOperator,
      role: 'operator',
      openCases: 12,
      asked: ['paper', 'coinJam'],
      mayMoveMoney: false,
      mending: false,
    },
  },
  { name: 'lookup', body: { kind: 'lookup', entered: '', complete: false, notice: 'none' } },
  {
    name: 'lookup-unknown',
    body: { kind: 'lookup', entered: 'WWWWMMMM', complete: true, notice: 'codeUnknown' },
  },
  {
    name: 'lookup-unreadable',
    body: { kind: 'lookup', entered: 'K7Q2M', complete: false, notice: 'unreadable' },
  },
  {
    name: 'lookup-proof',
    body: { kind: 'lookupProof', code: 'K7Q2M4XD', typed: '03051', complete: false, notice: 'none' },
  },
  {
    name: 'lookup-proof-wrong',
    body: {
      kind: 'lookupProof',
      code: 'K7Q2M4XD',
      typed: '1332140312345',
      complete: true,
      notice: 'noSuchTime',
    },
  },
  {
    name: 'lookup-proof-unreadable',
    body: { kind: 'lookupProof', code: 'K7Q2M4XD', typed: '0305', complete: false, notice: 'unreadable' },
  },
  {
    name: 'lookup-proof-more',
    body: { kind: 'lookupProof', code: 'K7Q2M4XD', typed: '', complete: false, notice: 'moreCodes' },
  },
  { name: 'open-cases-none', body: { kind: 'openCases', cases: [], page: 0, pages: 1 } },
  {
    name: 'openCases',
    body: { kind: 'openCases', cases: [0, 1, 2, 3].map(openCase), page: 1, pages: 3 },
  },
  ...cases,
  ...sheets,
  ...refunds,
  ...help,
  { name: 'forgotten', body: { kind: 'forgotten', recorded: null } },
  ...forgottenThings.map((recorded): Sample => ({
    name: `forgotten-${recorded}`,
    body: { kind: 'forgotten', recorded },
  })),
];

/** Screens of store staff. All ids and codes are made up. */
export const staffBodies: readonly Sample[] = every.map((sample) => ({ ...sample, ...here }));
