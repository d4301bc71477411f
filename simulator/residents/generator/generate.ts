import type { EnrolmentEntry } from '../../../issuing-center/registers/enrolments.ts';
import type { FamilyRegisterEntry } from '../../../issuing-center/registers/family-registers.ts';
import type { HouseholdEntry, ResidentEntry } from '../../../issuing-center/registers/residents.ts';
import type { Restriction } from '../../../issuing-center/registers/restrictions.ts';
import type { Seal } from '../../../issuing-center/registers/seals.ts';
import type { TaxEntry } from '../../../issuing-center/registers/taxes.ts';
import type { Vaccination } from '../../../issuing-center/registers/vaccinations.ts';
import {
  certificateOf,
  enrolmentOf,
  restrictionOf,
  sealsOf,
  type RegisteredCertificate,
} from './cards-and-seals.ts';
import { compose, mostPersons } from './composition.ts';
import { registersOf } from './family-registers.ts';
import type { Imprints } from './imprints.ts';
import { fullName, type Person } from './person.ts';
import { residenceOf, residentEntry, type Residence } from './residence.ts';
import { openStream, type Stream } from './stream.ts';
import { taxesOf, taxHousehold } from './taxes.ts';
import { vaccinationOf } from './vaccination.ts';

/** Each population has its own range of numbers, so that several can be in the same registers. */
export const populationLimits = { seeds: 1000, residents: 9_999_999 } as const;

/** Rows of whole households, for every register. */
export interface PopulationBatch {
  readonly households: HouseholdEntry[];
  readonly residents: ResidentEntry[];
  readonly certificates: RegisteredCertificate[];
  readonly seals: Seal[];
  readonly taxes: TaxEntry[];
  readonly familyRegisters: FamilyRegisterEntry[];
  readonly enrolments: EnrolmentEntry[];
  readonly restrictions: Restriction[];
  readonly vaccinations: Vaccination[];
}

export interface PopulationSize {
  /** How many residents are made, 1 to 9,999,999. */
  readonly residents: number;
  /** 0 to 999. */
  readonly seed: number;
}

/**
 * A made-up population of the five municipalities, batch by batch, in constant memory. The same size, seed and imprints give
 * the same rows; nobody in it exists, and no My Number in it has a correct check digit.
 * @param batchResidents residents in a batch, which may exceed it by less than one household
 * @throws RangeError when size or seed is out of range
 */
export function* generatePopulation(
  { residents, seed }: PopulationSize,
  imprints: Imprints,
  batchResidents: number,
): Generator<PopulationBatch> {
  if (!inRange(residents, 1, populationLimits.residents) || !inRange(seed, 0, populationLimits.seeds - 1))
    throw new RangeError('the size or the seed is out of range');
  let batch = emptyBatch();
  let made = 0;
  for (let index = 1; made < residents; index++) {
    // A larger population has other households in place of the last ones, which were cut to size: their ids must differ.
    const left = residents - made;
    const id = `g${seed}-${index}${left < mostPersons ? `-of-${residents}` : ''}`;
    made += addHousehold(batch, openStream(seed, index), { id, seed, made, left }, imprints);
    if (batch.residents.length < batchResidents) continue;
    yield batch;
    batch = emptyBatch();
  }
  if (batch.residents.length > 0) yield batch;
}

function inRange(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

function emptyBatch(): PopulationBatch {
  return {
    households: [],
    residents: [],
    certificates: [],
    seals: [],
    taxes: [],
    familyRegisters: [],
    enrolments: [],
    restrictions: [],
    vaccinations: [],
  };
}

/** @returns how many persons live in it */
function addHousehold(
  batch: PopulationBatch,
  stream: Stream,
  place: { readonly id: string; readonly seed: number; readonly made: number; readonly left: number },
  imprints: Imprints,
): number {
  const { id, seed } = place;
  let persons = 0;
  const next = () => {
    persons += 1;
    return {
      id: `${id}-${persons}`,
      number: (seed + 1) * (populationLimits.residents + 1) + place.made + persons,
    };
  };
  const composition = compose({ stream, next, givenNames: new Set() }, Math.min(place.left, mostPersons));
  const { members, units } = composition;
  const [head] = members;
  if (head === undefined) throw new Error('a household without anybody');
  const residence = residenceOf(stream, composition);
  const { heads, registers } = registersOf(stream, id, units, residence);
  const { address, home } = residence;
  batch.households.push({ id, municipality: home.id, address, head: fullName(head) });
  batch.familyRegisters.push(...registers);
  const taxed = taxHousehold(stream, composition);
  for (const [index, person] of members.entries()) {
    const headOfRegister = heads.get(person.id) ?? null;
    batch.residents.push(residentEntry(stream, person, index + 1, id, residence, headOfRegister));
    addPerson(batch, stream, person, residence, taxed, imprints);
  }
  return persons;
}

function addPerson(
  batch: PopulationBatch,
  stream: Stream,
  person: Person,
  residence: Residence,
  taxed: ReturnType<typeof taxHousehold>,
  imprints: Imprints,
): void {
  const certificate = certificateOf(stream, person);
  if (certificate) {
    batch.certificates.push(certificate);
    const enrolment = enrolmentOf(stream, person, residence, certificate);
    if (enrolment) batch.enrolments.push(enrolment);
  }
  batch.seals.push(...sealsOf(stream, person, residence, imprints));
  batch.taxes.push(...taxesOf(stream, person, residence, taxed));
  const restriction = restrictionOf(stream, person, residence);
  if (restriction) batch.restrictions.push(restriction);
  const vaccination = vaccinationOf(stream, person);
  if (vaccination) batch.vaccinations.push(vaccination);
}
