import type { HouseholdEntry, ResidentEntry } from '../../issuing-center/registers/residents.ts';
import { isWorded, possibleDays, type RegisterDate } from '../../shared/register-date.ts';

/** Generations from the head of the household, and whether somebody is there as the spouse of another: 子の妻 is [1, true]. */
function generationOf(relationship: string): readonly [generation: number, isSpouse: boolean] | null {
  if (relationship === '世帯主') return [0, false];
  let generation = 0;
  let isSpouse = false;
  for (const word of relationship.split('の')) {
    if (word === '子') generation += 1;
    else if (word === '父' || word === '母') generation -= 1;
    else if (word !== '妻' && word !== '夫') return null;
    isSpouse = word === '妻' || word === '夫';
  }
  return [generation, isSpouse];
}

/**
 * What the law does not allow of a household in the resident register (住民基本台帳法, articles 7 and 30-45; 戸籍法, article 6).
 * @returns a sentence for each fault, without names
 */
export function faultsOfHousehold(
  { id, address }: HouseholdEntry,
  residents: readonly ResidentEntry[],
): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, who: string, what: string) =>
    void (holds || faults.push(`${id} ${who}: ${what}`));
  expect(residents[0]?.relationship === '世帯主', id, 'expected the head first');
  for (const { id: who, formerName, formerNameReading } of residents)
    expect(formerName !== null || formerNameReading === null, who, 'a reading of no former name');
  for (const resident of residents)
    faults.push(...faultsOfDays(resident, address).map((what) => `${id} ${resident.id}: ${what}`));

  const registers = Map.groupBy(
    residents.filter(({ domicile }) => domicile !== null),
    ({ domicile }) => `${domicile?.place ?? ''} ${domicile?.headOfRegister ?? ''}`,
  );
  for (const [, members] of registers) {
    const placed = members
      .map(({ relationship }) => generationOf(relationship ?? ''))
      .filter((each) => each !== null);
    const generations = placed.map(([generation]) => generation);
    const [oldest, youngest] = [Math.min(...generations), Math.max(...generations)];
    expect(youngest - oldest <= 1, members[0]?.id ?? id, 'three generations in one register');
    for (const [generation, isSpouse] of placed)
      expect(!isSpouse || generation === oldest, members[0]?.id ?? id, 'a couple in the register of parents');
    for (const { id: who, name, domicile } of members)
      expect(
        name.split('　')[0] === domicile?.headOfRegister.split('　')[0],
        who,
        'another name than the head of the register',
      );
  }
  return faults;
}

function faultsOfDays(resident: ResidentEntry, address: string): string[] {
  const { birthDate, residentSince, addressSince, notifiedOn, previousAddress } = resident;
  const { previousAddressWithin } = resident;
  const { foreign, foreignResidentSince, domicile, residenceStatus } = resident;
  const faults: string[] = [];
  const expect = (holds: boolean, what: string) => void (holds || faults.push(what));
  const [born, came, moved, notified] = [birthDate, residentSince, addressSince, notifiedOn].map(dayOf);
  if (came != null && moved != null && born != null) {
    expect(came <= moved, 'at the address before being a resident');
    expect(born <= came, 'a resident before birth');
    // 住民となった年月日 and 住所を定めた年月日 differ for who moved within the municipality, and for nobody else.
    const within = previousAddressWithin !== null;
    expect(
      previousAddressWithin === null || municipalityIn(previousAddressWithin) === municipalityIn(address),
      'a move within the municipality from another one',
    );
    expect(
      previousAddress === null || municipalityIn(previousAddress) !== municipalityIn(address),
      'came to the municipality from within it',
    );
    expect(
      within ? came < moved : came === moved,
      'a move within the municipality, or one into it, with the other’s days',
    );
    expect(previousAddress !== null || came === born, 'no previous address, and not born there');
    if (notified != null)
      expect(
        notified >= moved && Date.parse(notified) - Date.parse(moved) <= 14 * 86_400_000,
        'notified before the move, or more than fourteen days after it',
      );
  }
  expect(foreign === (domicile === null), 'a register of a foreign resident, or none of a Japanese one');
  expect(foreign === (foreignResidentSince !== null), 'a day of becoming a foreign resident');
  expect(foreign === (residenceStatus !== null), 'a status of residence');
  if (foreignResidentSince !== null) {
    expect(foreignResidentSince >= '2012-07-09', 'a foreign resident before there were any');
    expect(born == null || foreignResidentSince >= born, 'a foreign resident before birth');
    expect(
      foreignResidentSince === '2012-07-09' || came == null || foreignResidentSince <= came,
      'in the municipality before being a foreign resident',
    );
  }
  return faults;
}

function dayOf(date: RegisterDate | null): string | null {
  return date === null || isWorded(date) ? null : (possibleDays(date)?.first ?? null);
}

function municipalityIn(address: string): string {
  return /^(?:北海道|東京都|(?:大阪|京都)府|.{2,3}県).+?[市区町村]/u.exec(address)?.[0] ?? '';
}
