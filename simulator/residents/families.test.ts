import { describe, expect, it } from 'vitest';
import type { FamilyRegisterEntry } from '../../issuing-center/registers/family-registers.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { isoDate } from '../../shared/dates.ts';
import { faultsOfRegister } from '../../testing/residents/family-rules.ts';
import { faultsOfHousehold } from '../../testing/residents/household-rules.ts';
import { familyRegisters } from './family-registers.ts';
import { dateOf, populationDay } from './generator/days.ts';
import { generatePopulation } from './generator/generate.ts';
import { makeImprints } from './generator/imprints.ts';
import { registerHouseholds } from './residents.ts';

const today = isoDate('2026-09-01');

describe('made-up families', () => {
  it.each(familyRegisters.map((register) => [register.id, register] as const))(
    'are ones that the law allows: %s',
    (_id, register) => {
      expect(faultsOfRegister(register, today)).toEqual([]);
    },
  );

  it('live in households that the law allows', () => {
    const faults = registerHouseholds.flatMap(({ household, residents }) =>
      faultsOfHousehold(household, residents),
    );
    expect(faults).toEqual([]);
  });

  it('are, in every generated population, ones that the law allows', async () => {
    const imprints = await makeImprints(await loadMincho());
    let registers = 0;
    for (const seed of [1, 2, 3])
      for (const batch of generatePopulation({ residents: 3000, seed }, imprints, 1000)) {
        for (const register of batch.familyRegisters) {
          registers += 1;
          expect(faultsOfRegister(register, dateOf(populationDay))).toEqual([]);
        }
        const members = Map.groupBy(batch.residents, ({ household }) => household);
        for (const household of batch.households)
          expect(faultsOfHousehold(household, members.get(household.id) ?? [])).toEqual([]);
      }
    expect(registers).toBeGreaterThan(2000);
  });
});

describe('the rules for made-up families', () => {
  const registerOf = (id: string): FamilyRegisterEntry => {
    const found = familyRegisters.find((register) => register.id === id);
    if (!found) throw new Error('no such register');
    return structuredClone(found);
  };
  const family = registerOf('family-tsukuba-family');
  const [husband, wife, son, daughter] = family.persons;
  if (!husband || !wife || !son || !daughter) throw new Error('the family is gone');
  type Person = typeof son;
  const withPersons = (...persons: readonly Person[]) =>
    faultsOfRegister({ ...family, persons }, today).join();
  const lineOf = (person: Person, title: string, label: string, value: string): Person => ({
    ...person,
    entries: person.entries.map((entry) =>
      entry.title === title
        ? { ...entry, lines: entry.lines.map((line) => (line.label === label ? { ...line, value } : line)) }
        : entry,
    ),
  });
  const without = (person: Person, title: string): Person => ({
    ...person,
    entries: person.entries.filter((entry) => entry.title !== title),
  });

  it.each<readonly [string, readonly Person[]]>([
    ['three generations', [husband, wife, son, { ...daughter, father: '見本　一郎', mother: null }]],
    ['more than a couple', [husband, wife, { ...son, father: '仮名　某', mother: '仮名　子' }]],
    ['expected the head first', [wife, husband, son, daughter]],
    ['another name than the parents', [{ ...husband, father: '例示　某', mother: '例示　子' }, wife]],
    ['father and mother of different names', [husband, wife, { ...son, mother: '架空　花子' }]],
    ['without a marriage that lasts', [{ ...husband, spouseKind: null }, wife]],
    ['the other sex', [{ ...husband, spouseKind: 'wife' }, wife]],
    ['nor come into it', [without({ ...husband, spouseKind: null }, '婚姻'), wife]],
    ['not made on the day', [lineOf(husband, '婚姻', '婚姻日', '平成23年6月13日'), wife]],
    ['by a name not borne before', [lineOf(husband, '婚姻', '配偶者氏名', '見本花子'), wife]],
    ['born before the register was made', [husband, wife, { ...son, birthDate: isoDate('2010-01-20') }]],
    ['a place of another time', [lineOf(husband, '出生', '出生地', '茨城県つくば市'), wife]],
    ['notified too late', [lineOf(husband, '出生', '届出日', '昭和60年5月30日'), wife]],
    ['removed, or a reason', [husband, wife, { ...son, removed: true }]],
    ['no mother', [husband, wife, { ...son, mother: null }]],
    [
      'from before this register',
      [
        husband,
        wife,
        {
          ...son,
          addresses: [
            { address: '東京都港区例示町一丁目1番1号', since: isoDate('2013-01-01') },
            { address: '茨城県つくば市見本町一丁目2番地3', since: isoDate('2014-01-01') },
          ],
        },
      ],
    ],
  ])('find %s', (what, persons) => {
    expect(withPersons(husband, wife, son, daughter)).toBe('');
    expect(withPersons(...persons)).toContain(what);
  });

  it('find who left before a register was rewritten, and a widow without her husband’s death', () => {
    const old = registerOf('family-tsukuba-single');
    const [dead, widow] = old.persons;
    if (!dead || !widow) throw new Error('the family is gone');
    const early = lineOf(dead, '死亡', '死亡日', '平成10年12月24日');
    expect(faultsOfRegister({ ...old, persons: [early, widow] }, today).join()).toContain(
      'was not taken over',
    );
    const alone = { ...without(widow, '配偶者の死亡'), spouseKind: 'wife' as const };
    expect(faultsOfRegister({ ...old, persons: [dead, alone] }, today).join()).toContain(
      'without the death of the spouse',
    );
  });

  it('find three generations of a household under one head, and the days of another kind of move', () => {
    const found = registerHouseholds.find(({ household }) => household.id === 'household-arakawa-twelve');
    if (!found) throw new Error('the household is gone');
    const { household, residents } = found;
    const domicile = residents[0]?.domicile ?? null;
    expect(
      faultsOfHousehold(
        household,
        residents.map((each) => ({ ...each, domicile })),
      ).join(),
    ).toContain('three generations');
    const moved = residents.map((each) => ({ ...each, residentSince: each.addressSince }));
    expect(faultsOfHousehold(household, moved).join()).toContain('a move within the municipality');
  });
});
