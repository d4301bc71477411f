import type {
  FamilyRegisterEntry,
  FamilyRegisterPerson,
} from '../../issuing-center/registers/family-registers.ts';
import { ageOn, eraDate, isoDateSchema, type IsoDate } from '../../shared/dates.ts';
import { isWorded, possibleDays, type RegisterDate } from '../../shared/register-date.ts';

type Person = FamilyRegisterPerson;
type Entry = Person['entries'][number];

/** From when the municipalities have the names that they have now, and Tokyo its 都. */
const founded = [
  ['茨城県つくば市', '1987-11-30'],
  ['東京都港区', '1947-03-15'],
  ['東京都目黒区', '1943-07-01'],
  ['東京都荒川区', '1943-07-01'],
  ['東京都', '1943-07-01'],
  ['北海道苫小牧市', '1948-04-01'],
] as const;
const dissolved = [
  ['東京府', '1943-07-01'],
  ['茨城県筑波郡谷田部町', '1987-11-30'],
  ['北海道勇払郡苫小牧町', '1948-04-01'],
] as const;

/**
 * What the law does not allow of a family register as it stands in a computer today: the Family Register Act (戸籍法), articles 6, 13,
 * 16 to 21, 43 and 49, the Civil Code, articles 731, 750 and 790, and the rules on rewriting registers for computers. Written from the
 * register alone, not from what made it.
 * @param today nothing may have happened later
 * @returns a sentence for each fault, without names
 */
export function faultsOfRegister(register: FamilyRegisterEntry, today: IsoDate): string[] {
  const { surname, head, persons } = register;
  const fullName = ({ givenName }: Person) => `${surname}　${givenName}`;
  const inRegister = new Map(persons.map((person) => [fullName(person), person] as const));
  const childrenHere = persons.filter((person) => parentsAmong(person, inRegister).length > 0);
  const faults: string[] = [];
  const expect = (holds: boolean, person: Person | null, what: string) => {
    if (!holds) faults.push(`${register.id}${person ? ` ${person.id}` : ''}: ${what}`);
  };

  const rewritten = dateIn(register.entries, '戸籍改製', '改製日');
  const made = dateIn(register.entries, '戸籍編製', '編製日');
  expect(register.entries.length === 1, null, 'expected one entry on how the register came about');
  expect((rewritten === null) !== (made === null), null, 'expected the register to be made or rewritten');
  const since = rewritten ?? made ?? today;
  expect(!head.startsWith('　') && head.startsWith(`${surname}　`), null, 'expected the head’s own surname');
  const [first] = persons;
  if (first && inRegister.has(head)) expect(fullName(first) === head, first, 'expected the head first');

  // Article 6: a couple and their children of the same name, and nobody of a third generation.
  for (const child of childrenHere)
    for (const parent of parentsAmong(child, inRegister))
      expect(!childrenHere.includes(parent), child, 'three generations in one register');
  const couple = persons.filter((person) => !childrenHere.includes(person));
  expect(couple.length <= 2, null, 'more than a couple and their children');
  expect(
    couple.filter(({ removed, spouseKind }) => !removed && spouseKind !== null).length <= 2,
    null,
    'more than one couple',
  );

  for (const person of persons) {
    const isChild = childrenHere.includes(person);
    const born = person.birthDate;
    const bornFirst = possibleDays(born)?.first ?? null;
    const arrived = arrivalOf(person);
    const left = departureOf(person);
    expect(person.removed === (left !== null), person, 'removed, or a reason to be, but not both');
    if (left !== null) {
      expect(left >= since, person, 'left before the register was rewritten, and was not taken over');
      expect(left <= today, person, 'leaves in the future');
    }

    // Names: who gives the register its name had it before; a child bears it; the other spouse had another register.
    const parentsName = person.father?.split('　')[0] ?? person.mother?.split('　')[0];
    if (isChild)
      expect(
        [person.father, person.mother].some((name) => name !== null && inRegister.has(name)),
        person,
        'a child of nobody here',
      );
    else if (fullName(person) === head && person.mother !== null)
      expect(parentsName === surname, person, 'the head has another name than the parents');
    if (person.father !== null && person.mother !== null && !person.father.includes('，'))
      if (!person.mother.includes('，') && !inDivorce(register))
        expect(
          person.father.split('　')[0] === person.mother.split('　')[0],
          person,
          'father and mother of different names',
        );
    expect(
      person.mother !== null || (person.father === null && person.relationship.length === 1),
      person,
      'no mother',
    );

    // Origin (articles 16 to 21): by birth, by marriage, by a register of one's own, or taken over when it was rewritten.
    if (!isChild && rewritten === null)
      expect(arrived !== null, person, 'neither born into this register nor come into it');
    if (made !== null && fullName(person) === head && !isChild && arrived !== null)
      expect(arrived === made, person, 'the register was not made on the day the head came into it');
    if (isChild && made !== null && arrived === null)
      expect(
        bornFirst === null || bornFirst >= made,
        person,
        'born before the register was made, and never entered',
      );
    if (isChild)
      expect(!hasEntry(person, '婚姻') || person.removed, person, 'a child here who married and stayed');

    faults.push(
      ...faultsOfMarriage(register, person, couple, today).map(
        (what) => `${register.id} ${person.id}: ${what}`,
      ),
    );
    faults.push(...faultsOfBirth(person).map((what) => `${register.id} ${person.id}: ${what}`));
    faults.push(...faultsOfPlaces(person).map((what) => `${register.id} ${person.id}: ${what}`));
    const entered = later(arrived ?? bornFirst, rewritten);
    faults.push(
      ...faultsOfAddresses(person, entered, left).map((what) => `${register.id} ${person.id}: ${what}`),
    );
    for (const name of [person.father, person.mother]) {
      const parent = name === null ? undefined : inRegister.get(name);
      const [elder, younger] = [parent && dayOf(parent.birthDate), dayOf(born)];
      if (elder && younger) expect(ageOn(elder, younger) >= 15, person, 'a parent younger than fifteen');
    }
  }
  return faults;
}

function faultsOfMarriage(
  register: FamilyRegisterEntry,
  person: Person,
  couple: readonly Person[],
  today: IsoDate,
): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, what: string) => void (holds || faults.push(what));
  const marriage = person.entries.find(
    ({ title, lines }) => title === '婚姻' && lines.some(({ label }) => label === '従前戸籍'),
  );
  const over = hasEntry(person, '配偶者の死亡') || hasEntry(person, '離婚');
  // 配偶者区分: as long as the marriage lasts, and of who died in it.
  const lasts = marriage !== undefined && !over && (!person.removed || hasEntry(person, '死亡'));
  expect(
    (person.spouseKind !== null) === lasts,
    '配偶者区分 without a marriage that lasts, or the other way round',
  );
  if (person.spouseKind !== null)
    expect(person.spouseKind === (person.sex === 'male' ? 'husband' : 'wife'), '配偶者区分 of the other sex');
  if (!marriage) return faults;
  const on = dateIn([marriage], '婚姻', '婚姻日');
  const day = dayOf(person.birthDate);
  expect(on !== null && on <= today, 'married in the future');
  if (on !== null && day !== null) {
    const least = person.sex === 'male' || on >= '2022-04-01' ? 18 : 16;
    expect(ageOn(day, on) >= least, 'married too young');
  }
  const spouse = couple.find((other) => other !== person);
  const named = valueOf(marriage, '配偶者氏名') ?? '';
  if (spouse) {
    expect(named.endsWith(spouse.givenName), 'married to somebody else');
    const before = spouse.father?.split('　')[0] ?? spouse.mother?.split('　')[0];
    if (before !== undefined)
      expect(named === `${before}${spouse.givenName}`, 'the spouse by a name not borne before');
    const theirs = spouse.entries.find(({ title }) => title === '婚姻');
    expect(
      theirs === undefined || valueOf(theirs, '婚姻日') === valueOf(marriage, '婚姻日'),
      'married on two days',
    );
    const died = dateIn(spouse.entries, '死亡', '死亡日');
    if (died !== null && !person.removed)
      expect(
        dateIn(person.entries, '配偶者の死亡', '配偶者の死亡日') === died,
        'a widow without the death of the spouse',
      );
  } else {
    const foreign = valueOf(marriage, '配偶者の国籍') !== null;
    expect(
      foreign || over || register.entries.some(({ title }) => title === '戸籍改製'),
      'married to nobody',
    );
  }
  return faults;
}

function faultsOfBirth({ birthDate, entries, father }: Person): string[] {
  const birth = entries.find(({ title }) => title === '出生');
  const days = possibleDays(birthDate);
  if (!birth) return days !== null && days.last < '1915-01-01' ? [] : ['no birth'];
  const faults: string[] = [];
  const words = isWorded(birthDate) ? birthDate.wording : eraDate(birthDate);
  if (valueOf(birth, '出生日') !== words) faults.push('born on two days');
  const notified = westernDay(valueOf(birth, '届出日') ?? '');
  const day = dayOf(birthDate);
  if (day !== null && notified !== null)
    if (notified < day || Date.parse(notified) - Date.parse(day) > 14 * 86_400_000)
      faults.push('notified too late');
  if ((valueOf(birth, '届出人') === '父') !== (father !== null))
    faults.push('notified by a father who is not there');
  return faults;
}

function faultsOfPlaces({ entries }: Person): string[] {
  return entries.flatMap((entry) =>
    (
      [
        ['出生地', '出生日'],
        ['死亡地', '死亡日'],
        ['従前戸籍', '婚姻日'],
        ['従前戸籍', '離婚日'],
        ['従前戸籍', '分籍日'],
      ] as const
    ).flatMap(([place, date]) => {
      const where = valueOf(entry, place);
      const on = westernDay(valueOf(entry, date) ?? '');
      if (where === null || on === null) return [];
      const tooEarly = founded.some(([name, from]) => where.startsWith(name) && on < from);
      const tooLate = dissolved.some(([name, until]) => where.startsWith(name) && on >= until);
      return tooEarly || tooLate ? [`${entry.title} in a place of another time`] : [];
    }),
  );
}

/** 附票 of this register: it begins with the address at the time of coming into it, goes forward, and ends with leaving. */
function faultsOfAddresses({ addresses }: Person, entered: string | null, left: string | null): string[] {
  if (addresses === null) return [];
  const days = addresses.map(({ since }) => (since === null ? null : (possibleDays(since)?.first ?? null)));
  const faults: string[] = [];
  if (addresses.length === 0) faults.push('no address');
  for (const [index, day] of days.entries()) {
    if (index > 0 && (day === null || (entered !== null && day <= entered)))
      faults.push('an address from before this register');
    const before = days[index - 1];
    if (day !== null && before && day < before) faults.push('addresses out of order');
    if (day !== null && left !== null && day > left) faults.push('an address from after leaving');
  }
  return faults;
}

function parentsAmong({ father, mother }: Person, register: ReadonlyMap<string, Person>): Person[] {
  return [father, mother].flatMap((name) => {
    const parent = name === null ? undefined : register.get(name);
    return parent ? [parent] : [];
  });
}

/** A child of divorced parents keeps both by the names they bear now. */
function inDivorce({ persons }: FamilyRegisterEntry): boolean {
  return persons.some((person) => hasEntry(person, '離婚') || hasEntry(person, '入籍'));
}

function arrivalOf({ entries }: Person): string | null {
  const entry = entries.find(({ lines }) => lines.some(({ label }) => label === '従前戸籍'));
  return entry ? firstDate(entry) : null;
}

function departureOf({ entries }: Person): string | null {
  const leaving = entries.find(
    ({ title, lines }) =>
      title === '死亡' || title === '高齢者消除' || lines.some(({ label }) => label === '新本籍'),
  );
  return leaving ? firstDate(leaving) : null;
}

function hasEntry({ entries }: Person, title: string): boolean {
  return entries.some((entry) => entry.title === title);
}

function firstDate({ lines }: Entry): string | null {
  return westernDay(lines[0]?.value ?? '');
}

function valueOf({ lines }: Entry, label: string): string | null {
  return lines.find((line) => line.label === label)?.value ?? null;
}

function dateIn(entries: readonly Entry[], title: string, label: string): IsoDate | null {
  const entry = entries.find((each) => each.title === title);
  return entry ? westernDay(valueOf(entry, label) ?? '') : null;
}

const eras = { 明治: 1868, 大正: 1912, 昭和: 1926, 平成: 1989, 令和: 2019 } as const;

/** 平成23年3月4日 → 2011-03-04; null for what is no whole day. */
function westernDay(text: string): IsoDate | null {
  const [, era = '', year = '', month = '', day = ''] =
    /^(明治|大正|昭和|平成|令和)(元|\d+)年(\d+)月(\d+)日$/u.exec(text) ?? [];
  const first = Object.entries(eras).find(([name]) => name === era)?.[1];
  if (first === undefined) return null;
  const parsed = isoDateSchema.safeParse(
    `${first - 1 + (year === '元' ? 1 : Number(year))}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
  return parsed.success ? parsed.data : null;
}

function dayOf(date: RegisterDate): IsoDate | null {
  return isWorded(date) ? null : date;
}

function later(one: string | null, other: string | null): string | null {
  if (one === null) return other;
  return other === null || one >= other ? one : other;
}
