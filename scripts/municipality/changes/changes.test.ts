import { describe, expect, it } from 'vitest';
import { loadMunicipalities } from '../../../issuing-center/municipalities/load.ts';
import { municipalityJsonSchema } from '../../../issuing-center/municipalities/json-schema.ts';
import { municipalitySchema, type Municipality } from '../../../issuing-center/municipalities/schema.ts';
import { everyMember } from '../../../testing/municipalities/every-member.ts';
import { codes } from '../../../testing/municipality-codes.ts';
import { changesBetween } from './changes.ts';

const municipalities = await loadMunicipalities();
const all = everyMember();

function municipality(id: string): Municipality {
  const found = [...municipalities.values()].find((one) => one.id === id);
  if (found === undefined) throw new Error(`no municipality ${id}`);
  return found;
}

/** A copy with something changed in it as in a text file: sound or not. */
function edited(file: Municipality, edit: (copy: Json) => void): Municipality {
  const copy = structuredClone(file);
  edit(copy);
  return copy;
}
interface Json {
  [key: string]: unknown;
}

function priced(file: Municipality, prices: readonly unknown[]): unknown {
  return withPrices(file, prices);
}

function withPrices(file: Municipality, prices: readonly unknown[], offered?: unknown): Municipality {
  return municipalitySchema.parse({
    ...file,
    services: file.services.map((service) =>
      service.kind === 'residenceRecord'
        ? { ...service, prices, ...(offered === undefined ? {} : { offered }) }
        : service,
    ),
  });
}

describe('changes in words', () => {
  const harima = municipality(codes.harima);

  it('says from when a certificate costs another sum', () => {
    const after = withPrices(harima, [
      { from: null, until: '2026-11-30', yen: 200 },
      { from: '2026-12-01', until: null, yen: 250 },
    ]);
    expect(changesBetween(harima, after)).toEqual([
      {
        ja: '令和8年12月1日から、住民票の写しの手数料を200円から250円に改める。',
        en: 'From 2026-12-01 the residence record costs 250 yen in place of 200.',
      },
    ]);
  });

  it('says on which days nothing is issued between two prices', () => {
    const after = withPrices(harima, [
      { from: null, until: '2026-11-30', yen: 200 },
      { from: '2026-12-03', until: null, yen: 250 },
    ]);
    expect(changesBetween(harima, after).map(({ en }) => en)).toEqual([
      'From 2026-12-01 to 2026-12-02 the residence record is not issued (so far 200 yen).',
      'From 2026-12-03 the residence record costs 250 yen in place of 200.',
    ]);
  });

  it('says the last day of a certificate that ends, and the first of one that begins', () => {
    const always = [{ from: null, until: null, yen: 200 }];
    const ends = withPrices(harima, always, { from: null, until: '2027-03-31' });
    expect(changesBetween(harima, ends)).toEqual([
      {
        ja: '住民票の写しの交付の期間を「定めなし」から「令和9年3月31日まで」に改める。',
        en: 'The days of issue of the residence record: “until 2027-03-31” in place of nothing.',
      },
      {
        ja: '住民票の写しの交付を、令和9年3月31日限りで終了する（これまでは200円）。',
        en: 'The residence record ends: 2027-03-31 is its last day (so far 200 yen).',
      },
    ]);
    const without = edited(harima, (copy) => {
      copy['services'] = harima.services.filter(({ kind }) => kind !== 'residenceRecord');
    });
    expect(changesBetween(harima, without).map(({ ja }) => ja)).toContain(
      '住民票の写しの自動交付機における交付を取りやめる。',
    );
    const begun = changesBetween(without, harima).map(({ en }) => en);
    expect(begun).toContain('The residence record is issued at kiosks.');
    expect(begun).toContain('The residence record is issued for 200 yen (so far it is not issued).');
    expect(begun).toContain(
      'The item “Registered domicile” of the residence record: “to be chosen, left out at first, of Japanese nationals” in place of nothing.',
    );
  });

  it.each<[string, (copy: Municipality) => unknown, readonly (readonly [string, string])[]]>([
    [
      'the order of the screens',
      (copy) => ({ ...copy, stepOrder: 'card-first' }),
      [
        [
          '画面の順序を「市区町村を選んでから、カードを置く」から「初めにカードを置く」に改める。',
          'The order of the screens: “the card first of all” in place of “the municipality first, then the card”.',
        ],
      ],
    ],
    [
      'another price on every day',
      (copy) => priced(copy, [{ from: null, until: null, yen: 250 }]),
      [
        [
          '住民票の写しの手数料を200円から250円に改める。',
          'The residence record costs 250 yen in place of 200.',
        ],
      ],
    ],
    [
      'one day without a price',
      (copy) =>
        priced(copy, [
          { from: null, until: '2027-03-30', yen: 200 },
          { from: '2027-04-01', until: null, yen: 200 },
        ]),
      [
        [
          '令和9年3月31日の1日のみ、住民票の写しの交付を行わない（これまでは200円）。',
          'On 2027-03-31 alone the residence record is not issued (so far 200 yen).',
        ],
      ],
    ],
    [
      'holidays of every year and of one',
      (copy) => ({ ...copy, publicHolidays: { added: ['10-01', '2026-08-14'], removed: ['02-23'] } }),
      [
        [
          '祝日と同じに扱う日に「毎年10月1日」を加える。',
          'The days that count as public holidays: “10-01 of every year” is added.',
        ],
        [
          '祝日と同じに扱う日に「令和8年8月14日」を加える。',
          'The days that count as public holidays: “2026-08-14” is added.',
        ],
        [
          '祝日として扱わない日に「毎年2月23日」を加える。',
          'The public holidays that do not count: “02-23 of every year” is added.',
        ],
      ],
    ],
    [
      'a closure of a certificate under a title of its own',
      (copy) => ({
        ...copy,
        closed: {
          ...copy.closed,
          once: [
            {
              ...{ from: '2027-02-11T00:00:00+09:00', to: '2027-02-11T12:00:00+09:00' },
              stops: ['incomeAndTax'],
            },
          ],
        },
      }),
      [
        [
          '臨時の休止に「令和9年2月11日00:00から令和9年2月11日12:00まで（「所得・課税証明書」）」を加える。',
          'The announced closures: “2027-02-11 00:00 to 2027-02-11 12:00 (the “Certificate of income and tax”)” is added.',
        ],
      ],
    ],
    [
      'another title and more years',
      (copy) => ({
        ...copy,
        services: copy.services.map((one) =>
          one.id === undefined
            ? one
            : { ...one, title: { ja: '税証明書', en: 'Tax certificate' }, yearsBefore: 3 },
        ),
      }),
      [
        [
          '「所得・課税証明書」の名称を「所得・課税証明書」から「税証明書」に改める。',
          'The title of the “Certificate of income and tax”: “Tax certificate” in place of “Certificate of income and tax”.',
        ],
        [
          '「税証明書」の対象年度を「最新の年度のみ」から「最新の年度と、その前の3年度分」に改める。',
          'The fiscal years of the “Tax certificate”: “the latest and 3 before it” in place of “the latest alone”.',
        ],
      ],
    ],
  ])('says in words that an office signs: %s', (_what, edit, said) => {
    const after = municipalitySchema.parse(edit(harima));
    expect(changesBetween(harima, after).map(({ ja, en }) => [ja, en])).toEqual(said);
  });

  it('writes the days of the week as English does', () => {
    const hours = [{ days: ['saturday', 'publicHoliday'], from: '09:00', to: '12:00' }];
    const after = municipalitySchema.parse({ ...harima, hours });
    expect(changesBetween(harima, after)[0]?.en).toContain('“Saturdays and public holidays 09:00 to 12:00”');
  });

  it('says nothing where nothing changes', () => {
    for (const one of [...municipalities.values(), all])
      expect(changesBetween(one, structuredClone(one))).toEqual([]);
  });

  it('says that certificates are in another order', () => {
    const after = edited(harima, (copy) => {
      copy['services'] = harima.services.toReversed();
    });
    const [only, ...more] = changesBetween(harima, after);
    expect(more).toEqual([]);
    expect(only?.en).toMatch(/^The order of the certificates: the family register certificate, /);
  });
});

describe('nothing is left out', () => {
  /** Every member that the form of the file knows, as a path without places in lists. */
  const known = pathsOfSchema(schemaNode(JSON.parse(municipalityJsonSchema())), '');

  it('walks the whole form of the file', () => {
    const there = leavesOf(all).map(({ path }) => path.filter((step) => typeof step === 'string').join('.'));
    const isThere = (path: string) => there.some((one) => one === path || one.startsWith(`${path}.`));
    expect([...known].filter((path) => !isThere(path))).toEqual([]);
    expect(known.size).toBeGreaterThan(100);
  });

  it('but where an editor finds the form of the file', () => {
    expect(changesBetween(all, { ...all, $schema: '../municipality.schema.json' })).toEqual([]);
  });

  it.each(leavesOfRules().map(({ path, value }) => [path.join('.'), path, value] as const))(
    '%s: another value, none, and both with another change beside it are told in both languages',
    (name, path, value) => {
      const other = otherSound(all, path, value);
      const none = changedAt(all, path, undefined);
      const others = [...(other === null ? [] : [other]), ...(isSound(none) ? [none] : [])];
      // What has one possible value, or only together with others another one, cannot change by itself.
      if (others.length === 0) expect(['restrictedGetNothing', 'phone.accepted']).toContain(name);
      for (const one of others) {
        for (const [before, after] of [
          [all, one],
          [one, all],
        ] as const) {
          const sentences = changesBetween(before, after);
          expect(sentences.length).toBeGreaterThan(0);
          for (const { ja, en } of sentences) expect([ja.length > 1, en.length > 1]).toEqual([true, true]);
        }
      }
      // Beside another change of the same part, neither hides the other.
      for (const sibling of leavesOf(all)) {
        if (other === null || sibling.path[0] !== path[0] || sibling.path[1] !== path[1]) continue;
        const beside = otherSound(all, sibling.path, sibling.value);
        if (beside === null || sibling.path.join() === path.join()) continue;
        const both = otherSound(beside, path, value);
        if (both === null) continue;
        const told = JSON.stringify(changesBetween(all, both));
        expect(told).not.toBe(JSON.stringify(changesBetween(all, other)));
        expect(told).not.toBe(JSON.stringify(changesBetween(all, beside)));
        break;
      }
    },
  );

  it('tells whether a phone is accepted', () => {
    const after = municipalitySchema.parse({ ...all, phone: { accepted: false } });
    expect(changesBetween(all, after).map(({ ja }) => ja)).toEqual([
      'スマートフォンの取扱いを「取り扱う（開始：令和8年4月1日。店舗：Lawson。本籍地利用登録を除く）」から「取り扱わない」に改める。',
    ]);
  });

  it('tells of a member that has no words yet', () => {
    const newer = edited(all, (copy) => {
      copy['quietHours'] = { from: '22:00' };
    });
    expect(changesBetween(all, newer).map(({ en }) => en)).toEqual([
      'quietHours.from: “"22:00"” in place of nothing.',
    ]);
    const inTelephone = edited(all, (copy) => {
      copy['telephones'] = all.telephones.map((line) => ({ ...line, number: '079-000-0001', fax: true }));
    });
    expect(changesBetween(all, inTelephone).map(({ en }) => en)).toContain(
      'telephones.0.fax: “true” in place of nothing.',
    );
  });
});

/** Every value of the file that says something of the rules. */
function leavesOfRules(): ReturnType<typeof leavesOf> {
  return leavesOf(all).filter(({ path }) => path[0] !== '$schema');
}

type Path = readonly (string | number)[];

/** Every value of a file that holds no others, and every list and object that is empty. */
function leavesOf(value: unknown, path: Path = []): { readonly path: Path; readonly value: unknown }[] {
  if (Array.isArray(value))
    return value.flatMap((entry: unknown, index) => leavesOf(entry, [...path, index]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, held]) => leavesOf(held, [...path, key]));
  return [{ path, value }];
}

function changedAt(file: Municipality, path: Path, value: unknown): Municipality {
  return edited(file, (copy) => {
    let at: unknown = copy;
    for (const step of path.slice(0, -1)) at = Array.isArray(at) ? at[Number(step)] : (at as Json)[step];
    const last = path.at(-1) ?? '';
    if (Array.isArray(at) && value === undefined) at.splice(Number(last), 1);
    else if (value === undefined) Reflect.deleteProperty(at as Json, last);
    else (at as Json)[last] = value;
  });
}

/** Whether each value has its form; rules that compare several are another matter. */
function isSound(file: Municipality): boolean {
  const parsed = municipalitySchema.safeParse(file);
  return parsed.success || parsed.error.issues.every(({ code }) => code === 'custom');
}

/** The same file with another value of the same form; null where there is only one. */
function otherSound(file: Municipality, path: Path, value: unknown): Municipality | null {
  for (const other of [...enumsIn(schemaNode(JSON.parse(municipalityJsonSchema()))), ...otherValues(value)]) {
    if (other === value) continue;
    const changed = changedAt(file, path, other);
    if (isSound(changed)) return changed;
  }
  return null;
}

function otherValues(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'boolean') return [!value];
  const dates = ['2032-02-02', '2033-03-03T00:00:00+09:00', '2027-07-07', '04-05', '05:05', '18:18'];
  return [
    ...dates,
    '040-000-0000',
    '13103',
    'てすと',
    'Test',
    '別の町',
    'https://www.example.jp/',
    'otherName',
    'other',
  ];
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
}

function schemaNode(value: unknown): SchemaNode {
  return value as SchemaNode;
}

/** Every word that the form allows somewhere. */
function enumsIn(node: SchemaNode): unknown[] {
  const inner = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...Object.values(node.properties ?? {})];
  return [...(node.enum ?? []), ...[...inner, ...(node.items ? [node.items] : [])].flatMap(enumsIn)];
}

function pathsOfSchema(node: SchemaNode, path: string): Set<string> {
  const found = new Set<string>();
  const inner = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.items ? [node.items] : [])];
  for (const one of inner) for (const each of pathsOfSchema(one, path)) found.add(each);
  for (const [key, held] of Object.entries(node.properties ?? {}))
    for (const each of pathsOfSchema(held, path === '' ? key : `${path}.${key}`)) found.add(each);
  if (inner.length === 0 && node.properties === undefined && path !== '') found.add(path);
  return found;
}
