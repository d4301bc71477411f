import { itemIds } from '../../shared/certificates.ts';
import { charactersOf } from '../../shared/name-characters.ts';
import { planNotices } from '../../shared/plan-notice.ts';
import { purposeAdvices, purposeIds, purposeOf } from '../../shared/purposes.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import { yen } from '../../shared/yen.ts';
import type { Sample } from './bodies.ts';
import { offers } from './offers-bodies.ts';
import { samplePersons } from './people.ts';
import { sampleChoices } from './places.ts';

type Proposal = Extract<ScreenBody, { kind: 'proposal' }>;
type Summary = Extract<ScreenBody, { kind: 'summary' }>;

const place = { part: 'place', cost: 300 } as const;
const choosing = { part: 'certificate', cost: 300 } as const;

const plainProposal: Proposal = {
  kind: 'proposal',
  purpose: null,
  municipality: { ja: 'つくば市', en: 'Tsukuba' },
  certificate: { kind: 'residenceRecord' },
  variant: null,
  persons: 'self',
  shown: null,
  copies: 1,
  total: yen(300),
  myNumber: null,
  withinMonths: null,
  advice: [],
  needs: [],
  commonNeeds: [],
  minimumAge: null,
  hours: [],
  notAcceptedFor: [],
  freeAtWindow: [],
  others: [],
};

/** Each purpose as its data have it, where everything is offered. */
const proposals: readonly Sample[] = purposeIds.map((id) => {
  const { wants, myNumber, withinMonths, advice } = purposeOf(id);
  const [want, ...others] = wants;
  if (!want) throw new Error(`the purpose "${id}" wants nothing`);
  return {
    name: `proposal-${id}`,
    body: {
      ...plainProposal,
      ...{ purpose: id, certificate: { kind: want.kind }, variant: want.variant ?? null },
      ...{ persons: want.persons, shown: want.shown, myNumber, withinMonths, advice },
      others: others.map(({ kind }, index) => ({ certificate: { kind }, want: index + 1 })),
    },
    ...place,
  };
});

const summary: Summary = {
  kind: 'summary',
  certificate: { kind: 'residenceRecord' },
  variant: null,
  year: null,
  persons: samplePersons(1),
  shown: ['domicile'],
  copies: 1,
  total: yen(300),
  changeable: ['persons', 'items', 'copies'],
  notice: null,
  numberUnwanted: false,
};

/** Certificates of which there are several forms. */
const forms = [
  ['familyRegister', 'full'],
  ['familyRegister', 'individual'],
  ['vaccination', 'domestic'],
  ['vaccination', 'travel'],
] as const;

/** Purposes, what fits them, and what is usual: the usual, and the extremes that have to fit. */
export const purposeBodies: readonly Sample[] = [
  {
    name: 'purposes',
    body: { kind: 'purposes', purposes: [...purposeIds], otherServices: true },
  },
  {
    name: 'purposes-alone',
    body: { kind: 'purposes', purposes: [...purposeIds], otherServices: false },
  },
  ...proposals,
  ...forms.map(([kind, variant]): Sample => ({
    name: `proposal-prepared-${variant}`,
    body: { ...plainProposal, certificate: { kind }, variant },
    ...place,
  })),
  { name: 'proposal-prepared', body: { ...plainProposal, copies: 10, total: yen(3000) }, ...place },
  {
    name: 'proposal-everything',
    body: {
      ...plainProposal,
      ...{ purpose: 'pension', persons: 'all', shown: [...itemIds], myNumber: 'askFirst', withinMonths: 6 },
      advice: [...purposeAdvices],
      needs: ['noMoveOutFiledInHousehold'],
      commonNeeds: ['noMoveOutFiledInHousehold', 'moveOutMayStopAny'],
      minimumAge: 15,
      hours: [{ days: ['weekdays', 'publicHoliday'], from: '08:30', to: '17:15' }],
      notAcceptedFor: [{ ja: '就学援助の申請', en: 'applications for school-fee support' }],
      freeAtWindow: [
        { ja: '公的年金や児童扶養手当の手続き', en: 'public pensions and child-rearing allowances' },
      ],
      others: [
        { certificate: { kind: 'familyRegister' }, want: 1 },
        { certificate: { kind: 'taxAssessment' }, want: 2 },
      ],
    },
    ...place,
  },
  { name: 'summary', body: summary, ...choosing },
  {
    name: 'summary-alone',
    body: {
      ...summary,
      ...{ certificate: { kind: 'sealRegistration' }, shown: [], changeable: ['copies'] },
    },
    ...choosing,
  },
  ...forms.map(([kind, variant]): Sample => ({
    name: `summary-${variant}`,
    body: {
      ...summary,
      ...{ certificate: { kind }, variant, year: null, shown: [] },
      changeable: ['form', 'persons', 'copies'],
    },
    ...choosing,
  })),
  {
    name: 'summary-nobody',
    body: { ...summary, persons: [], shown: [] },
    ...choosing,
  },
  {
    name: 'summary-number',
    body: { ...summary, shown: ['relationship', 'domicile', 'myNumber'], numberUnwanted: true },
    ...choosing,
  },
  ...planNotices.map((notice): Sample => ({
    name: `summary-${notice}`,
    body: {
      ...summary,
      persons: samplePersons(12),
      shown: [...itemIds],
      copies: 10,
      notice,
    },
    ...choosing,
  })),
  ...planNotices.map((notice): Sample => ({
    name: `certificate-${notice}`,
    body: {
      kind: 'certificate',
      endingSoon: null,
      choices: (['residenceRecord', 'sealRegistration', 'taxAssessment', 'income'] as const).map((kind) => ({
        ...{ kind, price: yen(200), free: 0 },
      })),
      unavailable: [{ kind: 'familyRegister', unavailable: 'enrolmentMissing' }],
      notice,
    },
    part: 'certificate',
  })),
  ...planNotices.map((notice): Sample => ({
    name: `municipality-${notice}`,
    body: { kind: 'municipality', whose: 'home', choices: sampleChoices(false), notice },
    part: 'place',
  })),
  ...planNotices.map((notice): Sample => ({
    name: `variant-${notice}`,
    body: {
      kind: 'variant',
      certificate: 'vaccination',
      variants: [
        { variant: 'domestic', persons: 'choose', unavailable: null },
        { variant: 'travel', persons: 'choose', unavailable: 'earlierCertificateMissing' },
      ],
      notice,
    },
    part: 'certificate',
  })),
  ...planNotices.map((notice): Sample => ({
    name: `offers-${notice}`,
    body: offers(false, ['residenceRecord', 'sealRegistration', 'taxAssessment', 'income'], { notice }),
    part: 'place',
  })),
  {
    name: 'glyphs',
    body: { kind: 'glyphs', names: [{ characters: charactersOf('例示　髙﨑𠮷之助') }] },
    part: 'check',
    cost: 300,
  },
  {
    name: 'glyphs-many',
    body: {
      kind: 'glyphs',
      names: samplePersons(12)
        .filter(({ foreign }) => !foreign)
        .map(({ name }) => ({ characters: charactersOf(name) })),
    },
    part: 'check',
    cost: 300,
  },
];
