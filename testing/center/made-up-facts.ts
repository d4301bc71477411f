import type { Facts } from '../../issuing-center/registers/facts.ts';
import type { Resident } from '../../issuing-center/registers/residents.ts';
import { fiscalYearSchema } from '../../shared/certificates.ts';
import { isoDate } from '../../shared/dates.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import {
  madeUpResident,
  type HouseholdSketch,
  type PersonSketch,
} from '../../simulator/residents/household.ts';
import { lastFiscalYear, taxFigures } from '../../simulator/residents/taxes/tax-figures.ts';
import { salariedPerson } from '../../simulator/residents/taxes/taxed-person.ts';

/** What a test changes about a holder who can take everything. */
export interface FactsChanges extends Partial<Omit<Facts, 'household' | 'certificate'>> {
  /** Where the household lives; default: in the municipality that is asked. */
  readonly livesIn?: string;
  readonly holder?: Partial<Resident>;
  readonly other?: Partial<Resident>;
  /** Of the household, with entries that no form can print. */
  readonly unsuitable?: Facts['household']['unsuitable'];
  readonly certificate?: Partial<Facts['certificate']>;
}

const persons: readonly [PersonSketch, PersonSketch] = [
  {
    id: 'holder',
    name: '見本　太郎',
    kana: 'ミホン　タロウ',
    born: '1980-05-05',
    sex: 'male',
    relationship: '世帯主',
  },
  {
    id: 'other',
    name: '見本　花子',
    kana: 'ミホン　ハナコ',
    born: '1982-06-06',
    sex: 'female',
    relationship: '妻',
  },
];

const household: HouseholdSketch = {
  id: 'household',
  municipality: 'tsukuba',
  address: '見本県見本市見本町一丁目1番1号',
  previousAddress: '見本県見本市例示町二丁目2番2号',
  domicile: '見本県見本市見本町一丁目1番',
  since: '2010-04-01',
  persons,
};

/**
 * What the registers say of a made-up couple, one of whom holds the card: living and registered in the municipality, with seal,
 * taxes of 2015 to 2030, family register and vaccinations, so that each test changes only what it is about.
 */
export function madeUpFacts(municipality: MunicipalityId, changes: FactsChanges = {}): Facts {
  const { livesIn, holder, other, certificate, unsuitable = [], ...facts } = changes;
  const home = municipalityIdSchema.parse(livesIn ?? municipality);
  const [first, second] = membersOf(home);
  const changedHolder = { ...first, ...holder };
  return {
    key: { issuerKeyId: 'aa', serial: '01' },
    certificate: {
      resident: 'holder',
      revoked: false,
      handedOverOn: isoDate('2020-01-06'),
      setUpOn: isoDate('2020-01-06'),
      renewal: false,
      cardEndsOn: null,
      ...certificate,
    },
    household: { holder: changedHolder, members: [changedHolder, { ...second, ...other }], unsuitable },
    restrictions: [],
    unprintable: { seal: false, taxYears: [], vaccination: false },
    seals: [
      {
        id: 'seal',
        municipality,
        resident: 'holder',
        image: { widthPx: 8, heightPx: 8, widthMm: 13.5, bits: '/4GBgYGBgf8=' },
        otherName: null,
        registeredOn: isoDate('2015-04-01'),
        cancelledOn: null,
      },
    ],
    taxes: Array.from({ length: 16 }, (_, index) => 2015 + index).map((year) => ({
      resident: 'holder',
      municipality,
      fiscalYear: fiscalYearSchema.parse(year),
      addressOnFirstOfJanuary: first.address,
      returnFiledOn: isoDate(`${year}-02-20`),
      // Rules are tried on later days, too: what stands in the figures does not matter there.
      figures: taxFigures(salariedPerson(4_000_000), Math.min(year, lastFiscalYear), '茨城県つくば市', {
        on: isoDate(`${year + 1}-03-31`),
        inArrears: false,
      }),
    })),
    familyRegister: {
      id: 'register',
      municipality,
      place: '見本県見本市見本町一丁目1番',
      surname: '見本',
      surnameReading: 'ミホン',
      head: '見本　太郎',
      entries: [],
      changedOn: null,
      sound: true,
      unsuitable: [],
      persons: ['太郎', '花子', '一郎'].map((givenName, index) => ({
        id: `register-${index + 1}`,
        resident: ['holder', 'other'][index] ?? null,
        givenName,
        givenNameReading: ['タロウ', 'ハナコ'][index] ?? null,
        removed: index === 2,
        birthDate: isoDate('1980-05-05'),
        sex: 'male',
        father: null,
        mother: null,
        relationship: '長男',
        spouseKind: null,
        entries: [],
        addresses: [{ address: first.address, since: null }],
      })),
    },
    enrolments: [],
    vaccination: {
      resident: 'holder',
      doses: [
        {
          number: 1,
          date: isoDate('2021-08-01'),
          product: 'コミナティ',
          maker: 'ファイザー',
          lot: 'MH1000',
        },
      ],
      passport: { latinName: 'MIHON TARO', nationality: 'JPN', number: 'ZZ0000000' },
      earlierCertificateOn: isoDate('2022-08-01'),
    },
    ...facts,
  };
}

function membersOf(municipality: MunicipalityId): readonly [Resident, Resident] {
  const member = (person: PersonSketch, number: number): Resident => ({
    ...madeUpResident(household, person, number),
    municipality,
    address: household.address,
    householdHead: persons[0].name,
  });
  return [member(persons[0], 1), member(persons[1], 2)];
}
