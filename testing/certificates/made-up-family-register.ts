import { eraDate, isoDate } from '../../shared/dates.ts';
import { wordedDate } from '../../shared/register-date.ts';
import type { FamilyRegisterData, RegisterEntry, RegisterPerson } from '../../printing/certificates/data.ts';

/** A made-up mayor. */
export const madeUpAuthority = {
  name: 'つくば市',
  mayorTitle: 'つくば市長',
  mayorName: '見本　市子',
  sealText: 'つくば市長之印',
} as const;

const place = '茨城県つくば市架空町';
const day = (year: number, monthAndDay: string) => isoDate(`${year}-${monthAndDay}`);

function birth(year: number, notifier: string): RegisterEntry {
  return {
    title: '出生',
    lines: [
      { label: '出生日', value: eraDate(day(year, '05-10')) },
      { label: '出生地', value: place },
      { label: '届出日', value: eraDate(day(year, '05-18')) },
      { label: '届出人', value: notifier },
    ],
  };
}

function marriage(year: number, spouse: string): RegisterEntry {
  return {
    title: '婚姻',
    lines: [
      { label: '婚姻日', value: eraDate(day(year, '11-22')) },
      { label: '配偶者氏名', value: spouse },
      { label: '従前戸籍', value: `${place}十番地　見本太郎` },
    ],
  };
}

const rewritten: RegisterEntry = {
  title: '戸籍改製',
  lines: [
    { label: '改製日', value: '平成18年7月8日' },
    { label: '改製事由', value: '平成6年法務省令第51号附則第2条第1項による改製' },
  ],
};

const moved: RegisterEntry = {
  title: '転籍',
  lines: [
    { label: '転籍日', value: '平成25年3月3日' },
    { label: '従前の記録', value: '【本籍】東京都架空区見本町一丁目1番地' },
  ],
};

const givenNames = ['太郎', '花子', '一郎', '桜', '次郎', '菊', '三郎', '梅', '四郎', '椿'] as const;
const parents = { father: '見本幸雄', mother: '見本松子' } as const;

/** A made-up person in a register. Nobody of this name exists. @param number from 0; tells one from another */
export function madeUpRegisterPerson(number: number, changes: Partial<RegisterPerson> = {}): RegisterPerson {
  const year = 1931 + ((number * 7) % 90);
  return {
    givenName: givenNames[number % givenNames.length] ?? '太郎',
    removed: false,
    birthDate: day(year, '05-10'),
    father: parents.father,
    mother: parents.mother,
    relationship: number % 2 === 0 ? '長男' : '長女',
    entries: [birth(year, '父')],
    ...changes,
  };
}

/** A made-up register in Tsukuba. */
export function madeUpRegister(
  persons: readonly RegisterPerson[],
  changes: Partial<FamilyRegisterData> = {},
): FamilyRegisterData {
  return {
    authority: madeUpAuthority,
    prefecture: '茨城県',
    issuedOn: isoDate('2026-11-20'),
    documentNumber: 'TKB-00000000-MIHON',
    variant: 'full',
    domicile: { place: `${place}一番地`, headOfRegister: '見本　太郎' },
    registerEntries: [rewritten],
    persons,
    ...changes,
  };
}

const couple = [
  madeUpRegisterPerson(0, {
    spouseKind: 'husband',
    entries: [birth(1931, '父'), marriage(1998, '架空花子')],
  }),
  madeUpRegisterPerson(1, {
    spouseKind: 'wife',
    father: '架空次郎',
    mother: null,
    relationship: '二女',
    entries: [birth(1938, '母'), marriage(1998, '見本太郎')],
  }),
];

const left: RegisterPerson = madeUpRegisterPerson(3, {
  removed: true,
  entries: [
    birth(1952, '父'),
    {
      title: '婚姻',
      lines: [
        { label: '婚姻日', value: '令和元年5月1日' },
        { label: '配偶者氏名', value: '架空三郎' },
        { label: '送付を受けた日', value: '令和元年5月7日' },
        { label: '受理者', value: '東京都架空区長' },
        { label: '新本籍', value: '東京都架空区見本町二丁目2番地' },
        { label: '称する氏', value: '夫の氏' },
      ],
    },
  ],
});

const long = madeUpRegisterPerson(4, {
  givenName: '寿限無寿限無五劫の擦り切れ海砂利水魚',
  father: '見本長い名の父上左衛門尉架空守見本太郎兵衛',
  mother: '見本とても長い名を持つ母上の見本の例の花子',
  entries: [
    birth(1952, '同居者　見本長い名の祖父上左衛門尉架空守見本太郎兵衛'),
    {
      title: '特別養子縁組',
      lines: [
        {
          label: '特記事項',
          value: `${'家庭裁判所の審判の確定により、見本の例として長く記された事項が何行にもわたって続く。'.repeat(6)}以上`,
        },
        { label: '従前戸籍', value: `${place}${'大字見本小字架空'.repeat(8)}一番地の二　見本太郎` },
      ],
    },
  ],
});

/** Forty persons in one register. */
const manyPersons = Array.from({ length: 40 }, (_, number) =>
  madeUpRegisterPerson(number, {
    removed: number % 5 === 3,
    entries: [
      birth(1931 + ((number * 7) % 90), '父'),
      ...(number % 3 === 0 ? [marriage(1998, '架空花子')] : []),
    ],
  }),
);

/** Short and extreme, for tests and the gallery. */
export const examples: readonly { readonly name: string; readonly data: FamilyRegisterData }[] = [
  { name: 'family-register-couple', data: madeUpRegister(couple) },
  {
    name: 'family-register-family',
    data: madeUpRegister([...couple, madeUpRegisterPerson(2), left], { registerEntries: [rewritten, moved] }),
  },
  {
    name: 'family-register-individual',
    data: madeUpRegister(couple.slice(1), { variant: 'individual' }),
  },
  {
    name: 'family-register-readings',
    data: madeUpRegister(
      [
        madeUpRegisterPerson(0, { givenNameReading: 'タロウ', spouseKind: 'husband' }),
        madeUpRegisterPerson(1, { givenNameReading: null, birthDate: wordedDate('昭和20年8月日不詳') }),
        madeUpRegisterPerson(2, { removed: true, birthDate: wordedDate('文化7年3月3日') }),
      ],
      { surnameReading: 'ミホン' },
    ),
  },
  { name: 'family-register-long', data: madeUpRegister([...couple, long]) },
  { name: 'family-register-forty', data: madeUpRegister(manyPersons) },
];
