import { isoDate } from '../../shared/dates.ts';
import type { FamilyRegisterAddressesData } from '../../printing/certificates/data.ts';
import { madeUpAuthority } from './made-up-family-register.ts';

type Person = FamilyRegisterAddressesData['persons'][number];

const givenNames = ['太郎', '花子', '一郎', '桜', '次郎'] as const;

/** A made-up person with addresses, at which nobody of this name lives. @param number from 0 */
export function madeUpAddresses(number: number, addresses: number, changes: Partial<Person> = {}): Person {
  return {
    name: givenNames[number % givenNames.length] ?? '太郎',
    birthDate: isoDate(`19${40 + number}-11-10`),
    sex: number % 2 === 0 ? 'male' : 'female',
    removed: false,
    addresses: Array.from({ length: addresses }, (_, index) => ({
      address: `茨城県つくば市架空町${index + 1}丁目2番地${number + 1}`,
      since: isoDate(`${1970 + (index % 55)}-04-01`),
    })),
    ...changes,
  };
}

/** A made-up address history in Tsukuba. */
export function madeUpAddressHistory(
  persons: readonly Person[],
  changes: Partial<FamilyRegisterAddressesData> = {},
): FamilyRegisterAddressesData {
  return {
    authority: madeUpAuthority,
    prefecture: '茨城県',
    issuedOn: isoDate('2026-11-20'),
    documentNumber: 'TKB-00000000-MIHON',
    domicile: {
      shown: true,
      value: { place: '茨城県つくば市架空町一番地', headOfRegister: '見本　太郎' },
    },
    whole: true,
    persons,
    ...changes,
  };
}

const leftOut = { domicile: { shown: false } } as const;

/** Short and extreme, for tests and the gallery. */
export const examples: readonly { readonly name: string; readonly data: FamilyRegisterAddressesData }[] = [
  {
    name: 'addresses-family',
    data: madeUpAddressHistory([
      madeUpAddresses(0, 3),
      madeUpAddresses(1, 2),
      madeUpAddresses(3, 2, { removed: true }),
    ]),
  },
  {
    name: 'addresses-left-out',
    data: madeUpAddressHistory([madeUpAddresses(0, 1, { name: '見本　太郎' })], { ...leftOut, whole: false }),
  },
  {
    name: 'addresses-readings',
    data: madeUpAddressHistory(
      [
        madeUpAddresses(0, 2, { name: '見本　太郎', nameReading: 'ミホン　タロウ' }),
        madeUpAddresses(1, 1, { name: '見本　花子', nameReading: null }),
        madeUpAddresses(3, 1, { name: '見本　桜', removed: true }),
      ],
      leftOut,
    ),
  },
  {
    name: 'addresses-bare',
    data: madeUpAddressHistory(
      [
        madeUpAddresses(0, 0, { name: '', sex: null }),
        madeUpAddresses(1, 0, { addresses: [{ address: '', since: null }] }),
      ],
      { domicile: { shown: true, value: null } },
    ),
  },
  {
    name: 'addresses-extreme',
    data: madeUpAddressHistory(
      [
        madeUpAddresses(0, 45, { name: `見本　${'寿限無'.repeat(8)}`, removed: true }),
        ...Array.from({ length: 20 }, (_, number) =>
          madeUpAddresses(number, (number % 4) + 1, {
            name: `見本　${givenNames[number % givenNames.length] ?? ''}`,
            addresses: [
              {
                address: `茨城県つくば市架空町${'大字見本小字架空'.repeat(6)}一番地の二　見本ハイツ架空棟１２３号室`,
                since: isoDate('1989-01-08'),
              },
            ],
          }),
        ),
      ],
      leftOut,
    ),
  },
];
