import type { FamilyRegisterEntry } from '../../../issuing-center/registers/family-registers.ts';
import { isoDate } from '../../../shared/dates.ts';
import { family, kin } from '../family-register.ts';
import { arrivalDay } from '../register/life.ts';
import type { Arrival, Departure, Life, Marriage, Member } from '../register/life.ts';
import { addressThen } from '../register/places-then.ts';
import { dateOf, populationDay, yearDays, type DayNumber } from './days.ts';
import { birthOrders, childOf, surname } from './japanese-names.ts';
import { fullName, hasReadings, type Person } from './person.ts';
import { domicileOf, type Place } from './places.ts';
import {
  deadSpouse,
  divorcedName,
  nameInKatakana,
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
  /** Of the child who has their own unit in the household. */
  readonly childMarried: { readonly on: DayNumber; readonly spouse: string | null } | null;
  /** Given names in use. */
  readonly taken: Set<string>;
  /** Family name of the spouse before marriage. */
  readonly maidenName: string;
}

interface Made {
  /** Full name. */
  readonly head: string;
  /** Of the unit's children. */
  readonly parents: Parents;
  readonly since: DayNumber;
  readonly persons: readonly Member[];
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
  const maidenNames = new Map(
    units.map((unit) => [unit, unit.spouse?.formerName?.text ?? surname(stream).text] as const),
  );
  // The oldest first, so that the names of their children's parents are known.
  for (const [index, unit] of [...units.entries()].toReversed()) {
    const id = `${household}-f${index + 1}`;
    const childUnit = units.find(({ head }) => head === unit.marriedOut);
    const draft: Draft = {
      ...{ id, unit, parents: parentsOf.get(unit.head), residence },
      taken: new Set([...units.flatMap(givenNamesOf), ...givenNamesIn(parentsOf.get(unit.head))]),
      maidenName: maidenNames.get(unit) ?? '',
      childMarried:
        childUnit === undefined || childUnit.marriedOn === null
          ? null
          : {
              on: childUnit.marriedOn,
              spouse: spouseBefore(childUnit.spouse, maidenNames.get(childUnit) ?? ''),
            },
    };
    const made = registerOf(stream, draft);
    const { head, parents, since, persons } = made;
    if (unit.marriedOut) parentsOf.set(unit.marriedOut, parents);
    for (const { resident: id, left } of persons) if (id !== null && !left) heads.set(id, head);
    const { municipality, place } = residence.domicile;
    if (municipality === null) continue;
    const surnameReading = hasReadings(unit.head) ? unit.head.surname.kana : null;
    const sketch = { id, municipality, place, head, surnameReading, since: dateOf(since), persons };
    registers.push({
      ...family(sketch),
      changedOn: stream.chance(changedLately) ? dateOf(populationDay - stream.below(730)) : null,
    });
  }
  return { heads, registers };
}

function registerOf(stream: Stream, draft: Draft): Made {
  if (draft.unit.past === 'unmarried') return childAlone(stream, draft);
  return draft.unit.past === 'divorced' ? divorcedRegister(stream, draft) : marriedRegister(stream, draft);
}

/** Somebody who never married is in the parents' register. */
function childAlone(stream: Stream, draft: Draft): Made {
  const { id, unit, residence, maidenName, taken } = draft;
  const { head } = unit;
  const [father, mother] = [
    parent(stream, head.bornOn, 'male', head.surname.text, taken),
    parent(stream, head.bornOn, 'female', head.surname.text, taken),
  ];
  const names = { father: nameOf(father), mother: nameOf(mother) };
  const since = head.bornOn - Math.floor(1.5 * yearDays);
  const before = `${maidenName}　${mother.givenName}`;
  return {
    ...{ head: nameOf(father), parents: names, since },
    persons: [
      relative(stream, draft, `${id}-1`, father, {
        family: father.surname,
        ...{ on: since, spouse: before, spouseDied: mother.diedOn },
      }),
      relative(stream, draft, `${id}-2`, mother, {
        family: maidenName,
        ...{ on: since, spouse: nameOf(father), spouseDied: father.diedOn },
      }),
      resident(`${id}-3`, head, residence, {
        ...names,
        relationship: childOf(head.sex, stream.weighted(birthOrders)),
      }),
    ],
  };
}

/** A couple, or who is left of it, with unmarried children. */
function marriedRegister(stream: Stream, draft: Draft): Made {
  const { id, unit, residence, maidenName, taken } = draft;
  const { head, spouse, marriedOn } = unit;
  const since = marriedOn ?? head.bornOn + Math.floor(20 * yearDays);
  const dead = unit.past === 'widowed' ? deadSpouse(stream, unit, taken) : null;
  // A widow's register is still headed by the husband, whose name she bears: her parents have another name.
  const keepsName = head.sex === 'male' || dead === null;
  const family = keepsName ? head.surname.text : maidenName;
  const headParents = draft.parents ?? parentNames(stream, head.bornOn, family, taken);
  const partner = dead
    ? keepsName
      ? `${maidenName}　${dead.givenName}`
      : nameOf(dead)
    : (spouseBefore(spouse, maidenName) ?? '');
  const wed = (name: string, own: Parents): Marriage => ({
    ...{ on: dateOf(since), spouse: name, from: earlierRegister(stream, residence.home, own, since) },
  });
  const own = wed(partner, headParents);
  const headPerson = resident(`${id}-h`, head, residence, {
    ...headParents,
    relationship: childOf(head.sex, stream.weighted(birthOrders)),
    married: {
      ...own,
      ...(spouse?.foreigner
        ? {
            foreignSpouse: {
              nationality: spouse.foreigner.nationality,
              born: dateOf(spouse.bornOn),
            },
          }
        : {}),
      ...(dead === null || dead.diedOn === null
        ? {}
        : { ended: { why: 'death', on: dateOf(dead.diedOn) } as const }),
    },
  });
  const others: Member[] = [];
  if (dead)
    others.push(
      relative(stream, draft, `${id}-s`, dead, {
        family: keepsName ? maidenName : dead.surname,
        ...{ on: since, spouse: `${family}　${head.given.text}`, spouseDied: null },
      }),
    );
  if (spouse && !spouse.foreigner) {
    const names = parentNames(stream, spouse.bornOn, maidenName, taken);
    others.push(
      resident(`${id}-s`, spouse, residence, {
        ...names,
        relationship: childOf(spouse.sex, stream.weighted(birthOrders)),
        married: wed(fullName(head), names),
      }),
    );
  }
  const parents = parentsIn(unit, dead ? nameOf(dead) : spouse ? nameInKatakana(spouse) : '');
  const headFirst = dead === null || dead.sex === 'female';
  return {
    ...{ head: headFirst ? fullName(head) : nameOf(dead), parents, since },
    persons: [
      ...(headFirst ? [headPerson, ...others] : [...others, headPerson]),
      ...childrenOf(draft, parents),
      ...leftByMarriage(draft, parents),
    ],
  };
}

/** Who left a marriage is back to the name before it, in a new register; children who take that name come into it too. */
function divorcedRegister(stream: Stream, draft: Draft): Made {
  const { id, unit, residence, taken } = draft;
  const { head, children, marriedOn } = unit;
  const lastBirth = Math.max(
    marriedOn ?? head.bornOn + Math.floor(20 * yearDays),
    ...children.map(({ bornOn }) => bornOn),
  );
  const since = lastBirth + Math.floor((populationDay - lastBirth) * (0.1 + 0.8 * stream.unit()));
  const former = divorcedName(stream, head, taken);
  const from = `${earlierPlace(stream, residence.home, since)}　${former}`;
  const headParents = draft.parents ?? parentNames(stream, head.bornOn, head.surname.text, taken);
  const parents = parentsIn(unit, former);
  const arrived: Arrival = {
    why: 'parentsName',
    ...{ on: dateOf(since), from, of: head.sex === 'male' ? '父' : '母' },
  };
  return {
    ...{ head: fullName(head), parents, since },
    persons: [
      resident(`${id}-h`, head, residence, {
        ...headParents,
        relationship: childOf(head.sex, stream.weighted(birthOrders)),
        arrived: { why: 'divorce', on: dateOf(since), from, spouse: former },
      }),
      ...childrenOf(draft, parents, arrived),
    ],
  };
}

function childrenOf(
  { id, unit: { children }, residence }: Draft,
  parents: Parents,
  arrived?: Life['arrived'],
): Member[] {
  return children.map((child, index) => {
    const order = children.slice(0, index + 1).filter(({ sex }) => sex === child.sex).length;
    return resident(`${id}-c${index + 1}`, child, residence, {
      ...parents,
      relationship: childOf(child.sex, order),
      ...(arrived === undefined ? {} : { arrived }),
    });
  });
}

function leftByMarriage({ id, unit, residence, childMarried }: Draft, parents: Parents): Member[] {
  const { marriedOut } = unit;
  if (!marriedOut) return [];
  const { on, spouse } = childMarried ?? { on: populationDay, spouse: null };
  const relationship = childOf(marriedOut.sex, 1);
  const left: Departure = {
    why: 'marriage',
    ...{ on: dateOf(on), to: residence.domicile.place },
    ...(spouse === null ? {} : { spouse }),
  };
  return [resident(`${id}-o`, marriedOut, residence, { ...parents, relationship, left })];
}

/** One of the residents, with the addresses that the resident register knows. */
function resident(id: string, person: Person, residence: Residence, life: Life): Member {
  const { address, addressSince, residentSince, before } = residence;
  const now = { address, since: dateOf(Math.max(addressSince, person.bornOn)) };
  const ownHome = arrivalDay(life);
  const earlier = before.sameMunicipality
    ? dateOf(Math.max(residentSince, person.bornOn))
    : ownHome === null || ownHome > now.since
      ? dateOf(person.bornOn)
      : isoDate(ownHome);
  return {
    ...kin({
      ...life,
      ...{ id, givenName: person.given.text, born: dateOf(person.bornOn), sex: person.sex },
      addresses: person.bornOn >= addressSince ? [now] : [{ address: before.address, since: earlier }, now],
    }),
    resident: person.id,
    givenNameReading: hasReadings(person) ? person.given.kana : null,
  };
}

/** Somebody who is not a resident of this center. @param marriage with the name before it, and the spouse's */
function relative(
  stream: Stream,
  { residence: { home }, taken }: Draft,
  id: string,
  who: Relative,
  marriage: {
    readonly family: string;
    readonly on: DayNumber;
    readonly spouse: string;
    readonly spouseDied: DayNumber | null;
  },
): Member {
  const { givenName, sex, bornOn, diedOn } = who;
  const { family, on, spouse, spouseDied } = marriage;
  const parents = parentNames(stream, bornOn, family, taken);
  const survived = spouseDied !== null && (diedOn === null || spouseDied < diedOn);
  return kin({
    ...parents,
    ...{ id, givenName, born: dateOf(bornOn), sex },
    relationship: childOf(sex, stream.weighted(birthOrders)),
    married: {
      ...{ on: dateOf(on), spouse, from: earlierRegister(stream, home, parents, on) },
      ...(survived ? { ended: { why: 'death', on: dateOf(spouseDied) } as const } : {}),
    },
    ...(diedOn === null ? {} : { left: { on: dateOf(diedOn), why: 'death' } as const }),
  });
}

function givenNamesOf({ head, spouse, children, marriedOut }: Unit): string[] {
  return [head, spouse, ...children, marriedOut].flatMap((person) => (person ? [person.given.text] : []));
}

function givenNamesIn(parents: Parents | undefined): string[] {
  const names = parents ? [parents.father, parents.mother] : [];
  return names.flatMap((name) => name?.split('　')[1] ?? []);
}

/** A spouse's full name before marriage. */
function spouseBefore(spouse: Person | null, maidenName: string): string | null {
  if (spouse === null) return null;
  return spouse.foreigner ? nameInKatakana(spouse) : `${maidenName}　${spouse.given.text}`;
}

/** 従前戸籍: the parents' domicile and who heads their register. */
function earlierRegister(stream: Stream, home: Place, { father, mother }: Parents, on: DayNumber): string {
  return `${earlierPlace(stream, home, on)}　${father ?? mother ?? ''}`;
}

function earlierPlace(stream: Stream, home: Place, on: DayNumber): string {
  return addressThen(domicileOf(stream, home).place, dateOf(on));
}
