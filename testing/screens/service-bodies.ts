import { openingDays } from '../../shared/opening-hours.ts';
import { needs, unavailableReasons, windowOnly } from '../../shared/center-api.ts';
import {
  certificateKinds,
  fiscalYearSchema,
  type CertificateKind,
  namedKind,
} from '../../shared/certificates.ts';
import { isoDate } from '../../shared/dates.ts';
import { endingSoonSchema } from '../../shared/ending-soon.ts';
import { enrolmentStates } from '../../shared/service-api.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import { yen } from '../../shared/yen.ts';
import { message } from './body-parts.ts';
import { all, choosing, onlyLanguage, type Sample } from './bodies.ts';
import { someMorning } from './places.ts';
import { codes } from '../municipality-codes.ts';

const hours = { from: '06:30', to: '23:00' };
const meguro = codes.meguro;
const minato = { ja: '港区', en: 'Minato City (Tokyo)' };
const noWayBack = { ...all, back: false };
const form = { part: 'form', otherService: true } as const;
const checking = { part: 'check', otherService: true } as const;
const received = { part: 'done', otherService: true, controls: onlyLanguage } as const;
const typing = { part: 'secret', otherService: true, controls: noWayBack } as const;

type Offers = Extract<ScreenBody, { kind: 'offers' }>;

function offers(justLooking: boolean, kinds: readonly CertificateKind[], more: Partial<Offers> = {}): Offers {
  return {
    kind: 'offers',
    municipality: minato,
    hours,
    minimumAge: null,
    commonNeeds: [],
    window: { dearerBy: yen(100), samePrice: [], only: [...windowOnly] },
    offers: kinds.map((kind, index) => ({
      kind,
      price: yen(200 + index * 50),
      state:
        kind === 'vaccination' && justLooking
          ? { open: false, reason: 'ended', opensAt: null }
          : { open: true },
      needs: needs.filter((_, at) => at % 4 === index % 4),
    })),
    notOffered: certificateKinds.filter((kind) => !kinds.includes(kind)),
    justLooking,
    next: justLooking ? { id: meguro, name: { ja: '目黒区', en: 'Meguro City (Tokyo)' } } : null,
    ...more,
  };
}

/** Tax certificates under a municipality's own titles, one of them on weekdays alone and not accepted everywhere. */
const ownTitles = [
  ['tax', '課税証明書', 'Tax certificate'],
  ['incomeAndTax', '所得課税証明書', 'Certificate of income and tax'],
  ['incomeForChildAllowance', '所得証明書（児童手当用）', 'Income certificate (for child allowance)'],
].map(([id = '', ja = '', en = ''], index) => ({
  ...{ kind: 'taxCertificate' as const, id, title: { ja, en }, price: yen(150) },
  ...{ state: { open: true } as const, needs: needs.slice(1, 3) },
  ...(index === 2
    ? {
        hours: [{ days: ['weekdays' as const], from: '08:30', to: '17:15' }],
        notAcceptedFor: [{ ja: '就学援助の申請', en: 'school-fee support' }],
      }
    : {}),
}));

/** What may end soon, beside as many certificates as there may be, with and without a key under it. */
const ending: readonly Sample[] = endingSoonSchema.shape.what.options.map((what, at) => ({
  name: `certificate-ending-${what}`,
  body: {
    kind: 'certificate',
    endingSoon: { what, lastDay: isoDate('2031-12-24') },
    choices: certificateKinds
      .slice(0, [8, 6, 7][at])
      .map((kind) => ({ kind, price: yen(350), free: at === 2 && kind === 'taxAssessment' ? 2 : 0 })),
    unavailable: at === 0 ? [] : [{ kind: 'vaccination', unavailable: 'serviceEnded' }],
  },
  part: 'certificate',
  controls: noWayBack,
}));

/** The same beside nothing to take and two pages of reasons. */
const endingBesideNothing: Sample = {
  name: 'certificate-ending-nothing',
  body: {
    kind: 'certificate',
    endingSoon: { what: 'stay', lastDay: isoDate('2031-12-24') },
    choices: [],
    unavailable: certificateKinds.map((kind) => ({ kind, unavailable: 'earlierCertificateMissing' })),
  },
  part: 'certificate',
  controls: noWayBack,
};

/** Every reason why a certificate is unavailable, five to a screen. */
const why: readonly Sample[] = [0, 5, 10, 15].map((from, at) => ({
  name: `certificate-why-${String(at)}`,
  body: {
    kind: 'certificate',
    endingSoon: null,
    choices: [],
    unavailable: unavailableReasons
      .slice(from, from + 5)
      .map((unavailable, index) => ({ kind: certificateKinds[index] ?? 'residenceRecord', unavailable })),
  },
  part: 'certificate',
  controls: noWayBack,
}));

const enrolments: readonly Sample[] = [0, 3].map((from) => ({
  name: `enrolments-${String(from)}`,
  body: {
    kind: 'enrolments',
    municipality: minato,
    enrolments: enrolmentStates
      .slice(from, from + 3)
      .map((state, index) => ({ number: `E-7K2Q-M4X${String(index)}`, state, madeAt: someMorning })),
    mayEnrol: from > 0,
    endingSoon: from > 0 ? { what: 'card', lastDay: isoDate('2031-12-24') } : null,
  },
  ...form,
}));

function secret(
  which: 'pin' | 'signaturePassword',
  ask: 'present' | 'new' | 'again',
  more: Partial<Extract<ScreenBody, { kind: 'secret' }>>,
): ScreenBody {
  const rule = which === 'pin' ? { least: 4, most: 4 } : { least: 6, most: 16 };
  return {
    kind: 'secret',
    secret: which,
    ask,
    entered: 0,
    triesLeft: null,
    notice: 'none',
    ...rule,
    ...more,
  };
}

/** Screens about what can be taken and why not, and of the other services, with their extremes. All made up. */
export const serviceBodies: readonly Sample[] = [
  {
    name: 'offers',
    body: offers(false, ['residenceRecord', 'sealRegistration', 'taxAssessment']),
    part: 'place',
  },
  {
    name: 'offers-all',
    body: offers(true, certificateKinds),
    controls: { ...onlyLanguage, back: true },
  },
  {
    name: 'offers-open',
    body: offers(false, certificateKinds, { minimumAge: 15, commonNeeds: ['noMoveOutFiledInHousehold'] }),
    part: 'place',
  },
  {
    name: 'certificate-last',
    body: {
      kind: 'certificate',
      endingSoon: null,
      choices: certificateKinds.slice(-8).map((kind) => ({ kind, price: yen(450), free: 0 })),
      unavailable: [],
    },
    ...{ part: 'certificate', controls: noWayBack },
  },
  {
    name: 'offers-hours',
    body: offers(false, [], {
      notOffered: [],
      offers: [2, 4, 6, 10].map((until, at) => ({
        ...{ kind: certificateKinds[at] ?? 'residenceRecord', price: yen(350), needs: [] },
        state: { open: true },
        hours: [
          { days: openingDays.slice(until - 2 - (at === 3 ? 2 : 0), until), from: '09:00', to: '17:00' },
        ],
      })),
    }),
    part: 'place',
  },
  {
    name: 'offers-own-titles',
    body: offers(false, [], {
      withinShopHours: true,
      notOffered: [],
      offers: ownTitles,
      window: {
        samePrice: [],
        prices: ownTitles.map(({ kind, id, title }) => ({
          ...namedKind({ kind, id, title }),
          price: yen(300),
        })),
        only: [],
        freeFor: [{ ja: '年金の手続き', en: 'pensions' }],
      },
    }),
    part: 'place',
  },
  {
    name: 'certificate-own-titles',
    body: {
      kind: 'certificate',
      endingSoon: null,
      choices: [
        ...certificateKinds.map((kind) => ({ kind, price: yen(150), free: 0 })),
        ...ownTitles.map(({ kind, id, title }) => ({ kind, id, title, price: yen(150), free: 0 })),
      ],
      unavailable: [],
    },
    ...{ part: 'certificate', controls: noWayBack },
  },
  {
    name: 'offers-window',
    body: offers(false, ['residenceRecord'], {
      commonNeeds: ['noMoveOutFiled'],
      notOffered: [],
      window: {
        dearerBy: yen(50),
        samePrice: ['familyRegister'],
        only: windowOnly.filter((one) => one !== 'addressHistory' && one !== 'earlierVersions'),
      },
    }),
    part: 'place',
  },
  {
    name: 'offers-window-dearer',
    body: offers(true, ['residenceRecord'], {
      commonNeeds: ['moveOutMayStopAny'],
      notOffered: [],
      window: { dearerBy: null, samePrice: [], only: windowOnly.slice(2) },
    }),
    part: 'place',
  },
  ...why,
  {
    name: 'certificate-some',
    body: {
      kind: 'certificate',
      endingSoon: null,
      choices: certificateKinds.slice(0, 4).map((kind) => ({ kind, price: yen(350), free: 0 })),
      unavailable: [{ kind: 'income', unavailable: 'returnNotFiled' }],
    },
    ...{ part: 'certificate', controls: noWayBack },
  },
  ...ending,
  endingBesideNothing,
  {
    name: 'variant-register',
    body: {
      kind: 'variant',
      certificate: 'familyRegister',
      variants: [
        { variant: 'full', persons: 'all', unavailable: null },
        { variant: 'individual', persons: 'choose', unavailable: null },
      ],
    },
    ...choosing,
  },
  {
    name: 'variant-vaccination',
    body: {
      kind: 'variant',
      certificate: 'vaccination',
      variants: [
        { variant: 'domestic', persons: 'choose', unavailable: null },
        { variant: 'travel', persons: 'choose', unavailable: 'earlierCertificateMissing' },
      ],
    },
    ...choosing,
  },
  {
    name: 'variant-travel',
    body: {
      kind: 'variant',
      certificate: 'vaccination',
      variants: [
        { variant: 'domestic', persons: 'choose', unavailable: null },
        { variant: 'travel', persons: 'choose', unavailable: null },
      ],
    },
    ...choosing,
  },
  {
    name: 'year',
    body: {
      kind: 'year',
      certificate: 'taxAssessment',
      years: [2026, 2025, 2024, 2023, 2022, 2021].map((year) => ({
        year: fiscalYearSchema.parse(year),
        unavailable: year === 2026 ? 'returnTooRecent' : year === 2022 ? 'notResidentOnFirstOfJanuary' : null,
      })),
    },
    ...choosing,
  },
  {
    name: 'year-three',
    body: {
      kind: 'year',
      certificate: 'taxPayment',
      years: [2026, 2025, 2024].map((year) => ({ year: fiscalYearSchema.parse(year), unavailable: null })),
    },
    ...choosing,
  },
  {
    name: 'message-glyph',
    body: message('characterNotPrintable', { character: '葛󠄀' }),
    controls: onlyLanguage,
  },
  ...(['enrolment', 'signaturePassword', 'pin'] as const).map((service): Sample => ({
    name: `service-notes-${service}`,
    body: { kind: 'serviceNotes', service },
    part: 'about',
    otherService: true,
  })),
  ...enrolments,
  {
    name: 'domicile-town',
    body: {
      kind: 'domicileTown',
      municipality: minato,
      towns: Array.from({ length: 18 }, (_, index) => `みほん${'東西南北中'.charAt(index % 5)}町`).map(
        (town, index) => `${town}${String(index + 1)}丁目`,
      ),
    },
    ...form,
  },
  {
    name: 'domicile-number',
    body: { kind: 'domicileNumber', town: 'みほん町', entered: '12-34-56', complete: true },
    ...form,
  },
  { name: 'head-of-register', body: { kind: 'headOfRegister', entered: '' }, ...form },
  {
    name: 'head-of-register-long',
    body: { kind: 'headOfRegister', entered: 'みほんのこうじさえもんのじょうたろうすけのしん' },
    ...form,
  },
  { name: 'telephone', body: { kind: 'telephone', entered: '0312345678', complete: true }, ...form },
  {
    name: 'enrolment-check',
    body: {
      kind: 'enrolmentCheck',
      municipality: minato,
      place: 'みほん町 12-34-56',
      headOfRegister: 'みほんたろう',
      telephone: '09000000000',
      endingSoon: { what: 'stay', lastDay: isoDate('2031-12-24') },
    },
    ...checking,
  },
  {
    name: 'enrolment-check-me',
    body: {
      kind: 'enrolmentCheck',
      municipality: minato,
      place: 'みほん町 1',
      headOfRegister: null,
      telephone: '0312345678',
      endingSoon: null,
    },
    ...checking,
  },
  {
    name: 'enrolled',
    body: {
      kind: 'enrolled',
      enrolment: { number: 'E-7K2Q-M4XD', state: 'received', madeAt: someMorning },
      slip: 'printed',
    },
    ...received,
  },
  {
    name: 'enrolled-no-slip',
    body: {
      kind: 'enrolled',
      enrolment: { number: 'E-7K2Q-M4XD', state: 'received', madeAt: someMorning },
      slip: 'notPrinted',
    },
    ...received,
  },
  { name: 'secret-present', body: secret('signaturePassword', 'present', { triesLeft: 5 }), ...typing },
  {
    name: 'secret-last-try',
    body: secret('signaturePassword', 'present', { triesLeft: 1, notice: 'wrong', entered: 9 }),
    ...typing,
  },
  { name: 'secret-new', body: secret('signaturePassword', 'new', { entered: 4 }), ...typing },
  { name: 'secret-again', body: secret('signaturePassword', 'again', { entered: 16 }), ...typing },
  { name: 'secret-different', body: secret('signaturePassword', 'new', { notice: 'different' }), ...typing },
  { name: 'secret-new-pin', body: secret('pin', 'new', { entered: 2 }), ...typing },
  { name: 'secret-changed', body: { kind: 'secretChanged', secret: 'signaturePassword' }, ...typing },
  { name: 'secret-changed-pin', body: { kind: 'secretChanged', secret: 'pin' }, ...typing },
];
