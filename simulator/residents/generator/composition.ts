import { foreign, japanese, type Maker, type Person } from './person.ts';
import type { Stream, Weighted } from './stream.ts';
import {
  aloneUnit,
  childAges,
  leastMotherAge,
  makeChildren,
  makeCouple,
  oldAge,
  weddingDay,
  type Unit,
} from './unit.ts';

/** Who lives together. */
export interface Composition {
  /** Head of the household first. */
  readonly members: readonly Person[];
  /** Units of the Japanese among them. */
  readonly units: readonly Unit[];
}

/** The largest household, persons. */
export const mostPersons = 12;

interface Plan {
  readonly size: number;
  make(maker: Maker): Composition;
}

/** Households by kind, close to the shares of the 2020 census. */
const kinds: Weighted<(stream: Stream) => Plan> = [
  [single, 38],
  [couple, 20],
  [family, 24.5],
  [oneParent, 9],
  [threeGenerations, 4.2],
  [many, 0.3],
  [foreignSingle, 1.9],
  [foreignFamily, 1],
  [mixed, 1.1],
];

/** Share of couples whose household is headed by the wife. */
const wifeHeads = 0.05;

/** Draws who lives in a household. @param most persons, at least 1 */
export function compose(maker: Maker, most: number): Composition {
  const { stream } = maker;
  const plan = stream.weighted(kinds)(stream);
  return (plan.size <= most ? plan : single(stream)).make(maker);
}

function single(stream: Stream): Plan {
  const age = stream.weighted<() => number>([
    [() => 18 + stream.below(17), 28],
    [() => 35 + stream.below(30), 32],
    [() => oldAge(stream), 40],
  ])();
  const sex = stream.chance(age >= 65 ? 0.66 : 0.44) ? 'female' : 'male';
  return {
    size: 1,
    make(maker) {
      const head = japanese(maker, { sex, age, relationship: '世帯主' });
      return { members: [head], units: [aloneUnit(stream, head)] };
    },
  };
}

function couple(stream: Stream): Plan {
  const husbandAge = stream.chance(0.68) ? oldAge(stream) : 26 + stream.below(39);
  const wifeAge = Math.max(20, husbandAge - 5 + stream.below(8));
  return { size: 2, make: (maker) => coupleWith(maker, husbandAge, Math.min(105, wifeAge), []) };
}

function family(stream: Stream): Plan {
  const wifeAge = 24 + stream.below(52);
  const ages = childAges(stream, Math.min(wifeAge - leastMotherAge, 45), 3);
  const husbandAge = wifeAge + stream.below(6);
  return { size: 2 + ages.length, make: (maker) => coupleWith(maker, husbandAge, wifeAge, ages) };
}

function coupleWith(maker: Maker, husbandAge: number, wifeAge: number, ages: readonly number[]): Composition {
  const wifeFirst = maker.stream.chance(wifeHeads);
  const unit = makeCouple(maker, {
    husbandAge,
    wifeAge,
    words: wifeFirst ? ['夫', '世帯主'] : ['世帯主', '妻'],
    ...firstOf(ages),
  });
  const children = makeChildren(maker, ages, unit.head.surname, '子');
  const spouses = wifeFirst ? personsOf(unit).toReversed() : personsOf(unit);
  return { members: [...spouses, ...children], units: [{ ...unit, children }] };
}

/** A parent with small children, or an old one with a grown-up child. */
function oneParent(stream: Stream): Plan {
  const old = stream.chance(0.45);
  const age = old ? Math.max(68, oldAge(stream)) : 26 + stream.below(26);
  const ages = old ? [age - 25 - stream.below(12)] : childAges(stream, Math.min(age - leastMotherAge, 22), 2);
  const sex = stream.chance(0.86) ? 'female' : 'male';
  return {
    size: 1 + ages.length,
    make(maker) {
      const head = japanese(maker, { sex, age, relationship: '世帯主' });
      const children = makeChildren(maker, ages, head.surname, '子');
      const past = old ? 'widowed' : 'divorced';
      const unit = aloneUnit(stream, head, { past, ...firstOf(ages) });
      return { members: [head, ...children], units: [{ ...unit, children }] };
    },
  };
}

function threeGenerations(stream: Stream): Plan {
  const age = 30 + stream.below(26);
  const ages = childAges(stream, Math.min(age - 2 - leastMotherAge, 24), 3);
  const grandfather = stream.chance(0.5);
  return {
    size: 3 + ages.length + (grandfather ? 1 : 0),
    make: (maker) => generations(maker, { age, ages, grandfather, greatGrandmother: false }),
  };
}

/** Seven to twelve persons. */
function many(stream: Stream): Plan {
  const age = 44 + stream.below(10);
  const count = 3 + stream.below(5);
  // Two years between children and a small youngest one: the mother was over twenty at the first birth.
  const ages = Array.from({ length: count }, (_, index) => 2 * (count - 1 - index) + stream.below(2));
  const greatGrandmother = count === 7;
  return {
    size: 4 + count + (greatGrandmother ? 1 : 0),
    make: (maker) => generations(maker, { age, ages, grandfather: true, greatGrandmother }),
  };
}

function generations(
  maker: Maker,
  sketch: {
    readonly age: number;
    readonly ages: readonly number[];
    readonly grandfather: boolean;
    readonly greatGrandmother: boolean;
  },
): Composition {
  const { stream } = maker;
  const { age, ages } = sketch;
  const middle = makeCouple(maker, {
    husbandAge: age,
    wifeAge: age - 2,
    words: ['世帯主', '妻'],
    ...firstOf(ages),
  });
  const { head } = middle;
  const alone = (oldest: number, relationship: string, firstChildAge: number): Unit => {
    const mother = japanese(maker, { sex: 'female', age: oldest, relationship, surname: head.surname });
    return aloneUnit(stream, mother, { past: 'widowed', firstChildAge });
  };
  const children = makeChildren(maker, ages, head.surname, '子');
  const grandAge = age + 23 + stream.below(6);
  const grand = sketch.grandfather
    ? makeCouple(maker, {
        husbandAge: grandAge + 2,
        wifeAge: grandAge,
        words: ['父', '母'],
        surname: head.surname,
        firstChildAge: age,
      })
    : alone(grandAge, '母', age);
  const great = sketch.greatGrandmother ? [alone(Math.min(105, grandAge + 22), '父の母', grandAge + 2)] : [];
  const units = [{ ...middle, children }, { ...grand, marriedOut: head }, ...great];
  return {
    members: [...personsOf(middle), ...children, ...personsOf(grand), ...great.flatMap(personsOf)],
    units,
  };
}

function foreignSingle(stream: Stream): Plan {
  const age = 19 + Math.floor(45 * stream.unit() ** 2);
  const sex = stream.chance(0.49) ? 'female' : 'male';
  return {
    size: 1,
    make: (maker) => ({ members: [foreign(maker, { sex, age, relationship: '世帯主' })], units: [] }),
  };
}

function foreignFamily(stream: Stream): Plan {
  const age = 26 + stream.below(30);
  const ages = stream.chance(0.6) ? childAges(stream, Math.min(age - 2 - leastMotherAge, 17), 2) : [];
  return {
    size: 2 + ages.length,
    make(maker) {
      const head = foreign(maker, { sex: 'male', age, relationship: '世帯主' });
      const wife = foreign(maker, { sex: 'female', age: age - 2, relationship: '妻' }, head);
      const children = ages.map((childAge) => {
        const sex = stream.chance(0.49) ? 'female' : 'male';
        return foreign(maker, { sex, age: childAge, relationship: '子' }, head);
      });
      return { members: [head, wife, ...children], units: [] };
    },
  };
}

/** A Japanese and a foreign resident, whose children are Japanese and bear the Japanese name. */
function mixed(stream: Stream): Plan {
  const age = 27 + stream.below(40);
  const ages = stream.chance(0.6) ? childAges(stream, Math.min(age - 3 - leastMotherAge, 22), 2) : [];
  return {
    size: 2 + ages.length,
    make(maker) {
      const husbandJapanese = stream.chance(0.6);
      const [sex, otherSex] = husbandJapanese ? (['male', 'female'] as const) : (['female', 'male'] as const);
      const relationship = husbandJapanese ? '妻' : '夫';
      const head = japanese(maker, { sex, age, relationship: '世帯主' });
      const spouse = foreign(maker, { sex: otherSex, age: age - 3, relationship });
      const children = makeChildren(maker, ages, head.surname, '子');
      const marriedOn = weddingDay(stream, age - 3, ages[0]);
      const unit: Unit = { head, spouse, children, past: 'married', marriedOn, marriedOut: null };
      return { members: [head, spouse, ...children], units: [unit] };
    },
  };
}

function personsOf({ head, spouse }: Unit): readonly Person[] {
  return spouse === null ? [head] : [head, spouse];
}

function firstOf(ages: readonly number[]): { readonly firstChildAge?: number } {
  const [first] = ages;
  return first === undefined ? {} : { firstChildAge: first };
}
