import type {
  FamilyRegisterEntry,
  FamilyRegisterPerson,
} from '../../../issuing-center/registers/family-registers.ts';
import { family, kin, type KinSketch } from '../family-register.ts';
import { dateOf, populationDay, yearDays, type DayNumber } from './days.ts';
import { birthOrders, childOf, surname } from './japanese-names.ts';
import { fullName, hasReadings, type Person } from './person.ts';
import { domicileOf, type Place } from './places.ts';
import {
  deadSpouse,
  nameOf,
  parent,
  parentNames,
  parentsIn,
  type Parents,
  type Relative,
} from './relatives.ts';
import type { Residence } from './residence.ts';
import type { Stream } from './stream.ts';
import type { Unit } from './unit.ts';

/** Share of registers that were changed in the two years before the population's day. */
const changedLately = 0.04;

/** 筆頭者 of everybody's register, and the registers of this center. */
export interface HouseholdRegisters {
  /** By resident id. */
  readonly heads: ReadonlyMap<string, string>;
  readonly registers: readonly FamilyRegisterEntry[];
}

/** What a register is made from. */
interface Draft {
  readonly id: string;
  readonly unit: Unit;
  /** The head's parents, when they live in the household too. */
  readonly parents: Parents | undefined;
  readonly residence: Residence;
  /** The wedding of the child who has their own unit in the household. */
  readonly childMarriedOn: DayNumber | null;
}

interface Made {
  /** Full name. */
  readonly head: string;
  /** Of the unit's children. */
  readonly parents: Parents;
  readonly since: DayNumber;
  readonly persons: readonly FamilyRegisterPerson[];
}

/** The family registers of a household's Japanese members, one for each unit, all at one domicile. */
export function registersOf(
  stream: Stream,
  household: string,
  units: readonly Unit[],
  residence: Residence,
): HouseholdRegisters {
  const heads = new Map<string, string>();
  const registers: FamilyRegisterEntry[] = [];
  const parentsOf = new Map<Person, Parents>();
  // The oldest first, so that the names of their children's parents are known.
  for (const [index, unit] of [...units.entries()].toReversed()) {
    const id = `${household}-f${index + 1}`;
    const childMarriedOn = units.find(({ head }) => head === unit.marriedOut)?.marriedOn ?? null;
    const draft = { id, unit, parents: parentsOf.get(unit.head), residence, childMarriedOn };
    const { head, parents, since, persons } =
      unit.past === 'unmarried' ? childAlone(stream, draft) : ownRegister(stream, draft);
    if (unit.marriedOut) parentsOf.set(unit.marriedOut, parents);
    for (const { resident, removed } of persons) if (resident !== null && !removed) heads.set(resident, head);
    const { municipality, place } = residence.domicile;
    if (municipality === null) continue;
    const surnameReading = hasReadings(unit.head) ? unit.head.surname.kana : null;
    const sketch = { id, municipality, place, head, surnameReading, since: dateOf(since) };
    const register = family({ ...sketch, persons: () => persons });
    registers.push({
      ...register,
      changedOn: stream.chance(changedLately) ? dateOf(populationDay - stream.below(730)) : null,
    });
  }
  return { heads, registers };
}

/** Somebody who never married is in the parents' register. */
function childAlone(stream: Stream, { id, unit, residence }: Draft): Made {
  const { head } = unit;
  const [father, mother] = [
    parent(stream, head.bornOn, 'male', head.surname.text),
    parent(stream, head.bornOn, 'female', head.surname.text),
  ];
  const names = { father: nameOf(father), mother: nameOf(mother) };
  const since = head.bornOn - Math.floor(1.5 * yearDays);
  const persons = [
    relative(stream, `${id}-1`, father, residence, since),
    relative(stream, `${id}-2`, mother, residence, since),
    resident(`${id}-3`, head, residence, {
      ...names,
      relationship: childOf(head.sex, stream.weighted(birthOrders)),
    }),
  ];
  return { head: nameOf(father), parents: names, since, persons };
}

/** Somebody who married has a register with spouse and children, even when the spouse has died or left. */
function ownRegister(stream: Stream, draft: Draft): Made {
  const { id, unit, residence, childMarriedOn } = draft;
  const { head, spouse, children, marriedOut } = unit;
  const since = unit.marriedOn ?? head.bornOn + Math.floor(20 * yearDays);
  const dead = unit.past === 'widowed' ? deadSpouse(stream, unit) : null;
  const partner = dead ? nameOf(dead) : spouse ? fullName(spouse) : null;
  const wed = (name: string | null, own: Parents) =>
    name === null
      ? {}
      : { married: { on: dateOf(since), spouse: name, from: earlierRegister(stream, residence.home, own) } };

  // A widow's register is still headed by the husband, whose name she bears: her parents have another name.
  const keepsName = head.sex === 'male' || dead === null;
  const headParents =
    draft.parents ?? parentNames(stream, head.bornOn, keepsName ? head.surname.text : surname(stream).text);
  const headPerson = resident(`${id}-h`, head, residence, {
    ...headParents,
    relationship: childOf(head.sex, stream.weighted(birthOrders)),
    ...wed(partner, headParents),
  });
  const others: FamilyRegisterPerson[] = [];
  if (dead) others.push(relative(stream, `${id}-s`, dead, residence, since, fullName(head)));
  if (spouse && !spouse.foreigner) {
    const names = parentNames(stream, spouse.bornOn, spouse.formerName ?? surname(stream).text);
    others.push(
      resident(`${id}-s`, spouse, residence, {
        ...names,
        relationship: childOf(spouse.sex, stream.weighted(birthOrders)),
        ...wed(fullName(head), names),
      }),
    );
  }
  const parents = parentsIn(stream, unit, dead);
  const headFirst = dead === null || dead.sex === 'female';
  return {
    head: headFirst ? fullName(head) : nameOf(dead),
    parents,
    since,
    persons: [
      ...(headFirst ? [headPerson, ...others] : [...others, headPerson]),
      ...childrenOf(id, children, parents, residence),
      ...(marriedOut
        ? [leftByMarriage(`${id}-o`, marriedOut, parents, residence, childMarriedOn ?? populationDay)]
        : []),
    ],
  };
}

function childrenOf(
  id: string,
  children: readonly Person[],
  parents: Parents,
  residence: Residence,
): FamilyRegisterPerson[] {
  return children.map((child, index) => {
    const order = children.slice(0, index + 1).filter(({ sex }) => sex === child.sex).length;
    return resident(`${id}-c${index + 1}`, child, residence, {
      ...parents,
      relationship: childOf(child.sex, order),
    });
  });
}

function leftByMarriage(
  id: string,
  person: Person,
  parents: Parents,
  residence: Residence,
  on: DayNumber,
): FamilyRegisterPerson {
  const relationship = childOf(person.sex, 1);
  return resident(id, person, residence, {
    ...parents,
    relationship,
    left: { on: dateOf(on), why: 'marriage' },
  });
}

/** One of the residents, with the addresses that the resident register knows. */
function resident(
  id: string,
  person: Person,
  residence: Residence,
  life: Omit<KinSketch, 'id' | 'givenName' | 'born' | 'sex' | 'addresses'>,
): FamilyRegisterPerson {
  const { address, addressSince, before, domicile } = residence;
  const bornHere = person.bornOn >= addressSince;
  const now = { address, since: dateOf(Math.max(addressSince, person.bornOn)) };
  const sketch: KinSketch = {
    ...life,
    id,
    givenName: person.given.text,
    born: dateOf(person.bornOn),
    sex: person.sex,
    addresses: bornHere ? [now] : [{ address: before.address, since: null }, now],
  };
  const givenNameReading = hasReadings(person) ? person.given.kana : null;
  return { ...kin(domicile.place, sketch), resident: person.id, givenNameReading };
}

/** Somebody who is not a resident of this center. @param spouse whom they married, where the register says so */
function relative(
  stream: Stream,
  id: string,
  who: Relative,
  { home, domicile }: Residence,
  marriedOn: DayNumber,
  spouse?: string,
): FamilyRegisterPerson {
  const { givenName, sex, bornOn, diedOn } = who;
  // A wife was born under a name other than the one she bears.
  const parents = parentNames(stream, bornOn, sex === 'male' ? who.surname : surname(stream).text);
  return kin(domicile.place, {
    ...parents,
    id,
    givenName,
    born: dateOf(bornOn),
    sex,
    relationship: childOf(sex, stream.weighted(birthOrders)),
    ...(spouse === undefined
      ? {}
      : { married: { on: dateOf(marriedOn), spouse, from: earlierRegister(stream, home, parents) } }),
    ...(diedOn === null ? {} : { left: { on: dateOf(diedOn), why: 'death' } as const }),
  });
}

/** 従前戸籍: the parents' domicile and the father, who heads their register. */
function earlierRegister(stream: Stream, home: Place, { father }: Parents): string {
  return `${domicileOf(stream, home).place}　${father ?? ''}`;
}
