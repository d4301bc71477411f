import type { StaffCall } from '../../shared/staff-call.ts';
import { kioskServices } from '../../shared/service-screens.ts';
import { certificateKinds, fiscalYearSchema, itemIds } from '../../shared/certificates.ts';
import type { ItemId } from '../../shared/certificates.ts';
import type { Medium } from '../../shared/card-at-reader.ts';
import type { Overlay, Part, Screen, ScreenBody } from '../../shared/screen.ts';
import { denominations, noYen, yen } from '../../shared/yen.ts';
import { codes } from '../municipality-codes.ts';
import { items, chosenOf, persons, seen } from './body-parts.ts';
import { samplePage } from './pages.ts';
import { sampleChoices, sampleInvited } from './places.ts';

/** A screen before it has a number and a language. */
export interface Sample {
  readonly name: string;
  readonly body: ScreenBody;
  readonly part?: Part;
  /** Whether it belongs to a service other than the certificates. */
  readonly otherService?: true;
  readonly cost?: number;
  readonly controls?: Screen['controls'];
  readonly overlay?: Overlay;
  /** A card unless told. */
  readonly medium?: Medium;
  readonly attendant?: Screen['attendant'];
  /** One that stands quiet unless told. */
  readonly staffCall?: StaffCall;
  readonly voice?: Partial<Screen['voice']>;
}

/** Which of the fixed buttons work. */
export const all = { back: true, stop: true, help: true, language: true };
const noWayBack = { ...all, back: false };
export const onlyLanguage = { back: false, stop: false, help: false, language: true };
export const nothingToStop = { ...onlyLanguage, help: true };

export const owed = { amount: yen(12_340), code: 'K7Q2-M4XD' };
const place = { part: 'place' } as const;
export const card = { part: 'card', controls: noWayBack } as const;
export const choosing = { part: 'certificate', cost: 300 } as const;
const checking = { part: 'check', cost: 300 } as const;
export const paying = { part: 'pay', cost: 300, controls: all } as const;
export const receiving = { part: 'receive', cost: 300, controls: nothingToStop } as const;

const someYear = fiscalYearSchema.parse(2025);
const threeOfFive: ItemId[] = ['relationship', 'domicile', 'myNumber'];

/** Contents of the screens: the usual, and the extremes that have to fit. All persons and sums are made up. */
export const bodies: readonly Sample[] = [
  {
    name: 'attract',
    body: {
      kind: 'attract',
      municipalities: sampleInvited(false),
      methods: ['cash', 'wallet', 'contactless'],
      change: 'given',
      interrupted: [],
      readsPrepared: true,
    },
    controls: onlyLanguage,
  },
  {
    name: 'attract-closed',
    body: {
      kind: 'attract',
      municipalities: sampleInvited(true),
      methods: ['cash'],
      change: 'exact',
      interrupted: [],
      readsPrepared: true,
    },
    controls: onlyLanguage,
  },
  { name: 'service-menu', body: { kind: 'serviceMenu', services: [...kioskServices] }, controls: all },
  { name: 'notes', body: { kind: 'notes' }, ...place },
  { name: 'whose', body: { kind: 'whose' }, ...place },
  {
    name: 'municipality',
    body: { kind: 'municipality', whose: 'home', choices: sampleChoices(false) },
    ...place,
  },
  {
    name: 'municipality-closed',
    body: { kind: 'municipality', whose: 'home', choices: sampleChoices(true) },
    ...place,
  },
  {
    name: 'municipality-many',
    body: {
      kind: 'municipality',
      whose: 'domicile',
      choices: [...sampleChoices(false), ...sampleChoices(true, true)],
      without: [{ id: codes.mihon, name: { ja: '見本市', en: 'Mihon' }, prefecture: null, takesPart: false }],
    },
    ...place,
  },
  {
    name: 'certificate',
    body: {
      kind: 'certificate',
      endingSoon: null,
      choices: [{ kind: 'residenceRecord', price: yen(150), free: 0 }],
      unavailable: [],
    },
    part: 'certificate',
    controls: noWayBack,
  },
  {
    name: 'certificate-all',
    body: {
      kind: 'certificate',
      endingSoon: null,
      choices: certificateKinds
        .slice(0, 8)
        .map((kind, index) => ({ kind, price: yen(200 + index * 50), free: 0 })),
      unavailable: [],
    },
    part: 'certificate',
    controls: noWayBack,
  },
  { name: 'persons', body: persons(2, 1), ...choosing },
  { name: 'persons-family', body: persons(5, 5), ...choosing },
  { name: 'persons-twelve', body: persons(12, 7), ...choosing },
  { name: 'persons-none', body: persons(4, 0), ...choosing },
  {
    name: 'items',
    body: {
      kind: 'items',
      certificate: 'residenceRecord',
      items: items(...threeOfFive),
      shown: ['relationship'],
    },
    ...choosing,
  },
  {
    name: 'items-all',
    body: {
      kind: 'items',
      certificate: 'residenceRecord',
      items: items(...[...itemIds].reverse()),
      shown: ['nationality'],
    },
    ...choosing,
  },
  {
    name: 'items-late',
    body: {
      kind: 'items',
      certificate: 'residenceRecord',
      items: items('nationality', 'residenceStatus', 'relationship'),
      shown: [],
    },
    ...choosing,
  },
  {
    name: 'copies',
    body: {
      kind: 'copies',
      certificate: 'residenceRecord',
      copies: 2,
      max: 10,
      price: yen(150),
      total: yen(300),
    },
    ...choosing,
  },
  {
    name: 'copies-largest',
    body: {
      kind: 'copies',
      certificate: 'vaccination',
      copies: 10,
      max: 10,
      price: yen(1_000_000),
      total: yen(10_000_000),
    },
    part: 'certificate',
    cost: 10_000_000,
  },
  {
    name: 'preview',
    body: {
      kind: 'preview',
      pages: [samplePage(2, 1, 1)],
      chosen: [chosenOf(2, threeOfFive, 2)],
      year: 2026,
    },
    ...checking,
  },
  {
    name: 'preview-nine',
    body: {
      kind: 'preview',
      year: 2026,
      pages: Array.from({ length: 9 }, (_, index) => samplePage(4, index + 1, 9)),
      chosen: [chosenOf(12, [], 3)],
    },
    ...checking,
  },
  {
    name: 'confirm',
    body: {
      kind: 'confirm',
      ...seen(1),
      chosen: [chosenOf(2, threeOfFive, 2)],
      sheets: 2,
      total: yen(300),
      mayAddAnother: true,
      badPrint: 'paidBack',
    },
    ...checking,
  },
  {
    name: 'confirm-twelve',
    body: {
      kind: 'confirm',
      ...seen(12),
      chosen: [chosenOf(12, [...itemIds], 10), chosenOf(1, [], 1)],
      sheets: 30,
      total: yen(10_000_000),
      mayAddAnother: false,
      badPrint: 'notPaidBack',
    },
    part: 'check',
    cost: 10_000_000,
  },
  {
    name: 'confirm-plain',
    body: {
      kind: 'confirm',
      ...seen(1),
      chosen: [chosenOf(1, [], 1)],
      sheets: 1,
      total: yen(150),
      mayAddAnother: true,
      badPrint: 'mayBePaidBack',
    },
    ...checking,
  },
  {
    name: 'confirm-number',
    body: {
      kind: 'confirm',
      ...seen(4),
      numberUnwanted: true,
      chosen: [chosenOf(1, ['myNumber'], 1)],
      sheets: 1,
      total: yen(150),
      mayAddAnother: true,
      badPrint: 'paidBack',
    },
    ...checking,
  },
  {
    name: 'confirm-year-and-form',
    body: {
      kind: 'confirm',
      ...seen(1),
      chosen: [
        {
          ...chosenOf(3, [], 1),
          kind: 'familyRegister',
          variant: 'individual',
          year: someYear,
          price: yen(450),
        },
      ],
      sheets: 3,
      total: yen(450),
      mayAddAnother: true,
      badPrint: 'paidBack',
    },
    ...checking,
  },
  {
    name: 'payment',
    body: {
      kind: 'payment',
      due: yen(300),
      inserted: yen(100),
      remaining: yen(200),
      accepted: [10, 50, 100, 500, 1000],
      exactMoneyOnly: false,
    },
    ...paying,
  },
  {
    name: 'payment-exact',
    body: {
      kind: 'payment',
      due: yen(12_350),
      inserted: yen(12_300),
      remaining: yen(50),
      accepted: [10, 50],
      exactMoneyOnly: true,
    },
    ...paying,
    cost: 12_350,
  },
  {
    name: 'payment-all-largest',
    body: {
      kind: 'payment',
      due: yen(10_000_000),
      inserted: noYen,
      remaining: yen(10_000_000),
      accepted: [...denominations],
      exactMoneyOnly: false,
    },
    ...paying,
    cost: 10_000_000,
  },
  {
    name: 'payment-closed',
    body: {
      kind: 'payment',
      due: yen(300),
      inserted: yen(300),
      remaining: noYen,
      accepted: [],
      exactMoneyOnly: false,
    },
    ...paying,
  },
  { name: 'printing', body: { kind: 'printing', printed: 1, of: 3, change: yen(700) }, ...receiving },
  { name: 'printing-one', body: { kind: 'printing', printed: 0, of: 1, change: noYen }, ...receiving },
  { name: 'printing-many', body: { kind: 'printing', printed: 17, of: 30, change: noYen }, ...receiving },
];
