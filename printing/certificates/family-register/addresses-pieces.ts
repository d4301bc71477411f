import type { FamilyRegisterAddressesData } from '../data.ts';
import type { AddressesPiece } from './addresses-page.ts';

/** The part that is never split between two sheets: a person with the first address, or one more address. */
interface Piece {
  readonly person: number;
  readonly address: number;
}

/** The pieces in the order of the form. A person without an address makes one piece too. */
export function addressesPieces({ persons }: FamilyRegisterAddressesData): readonly Piece[] {
  return persons.flatMap(({ addresses }, person) =>
    Array.from({ length: Math.max(1, addresses.length) }, (_, address) => ({ person, address })),
  );
}

/** The pieces of one sheet, put back together as blocks of persons. */
export function personsTogether(
  { persons }: FamilyRegisterAddressesData,
  pieces: readonly Piece[],
): readonly AddressesPiece[] {
  return persons.flatMap(({ name, addresses, ...facts }, index) => {
    const own = pieces.filter(({ person }) => person === index).map(({ address }) => address);
    const [first] = own;
    if (first === undefined) return [];
    return [
      {
        number: index + 1,
        name,
        facts: first === 0 ? facts : null,
        firstAddress: first + 1,
        addresses: addresses.slice(first, first + own.length),
      },
    ];
  });
}
