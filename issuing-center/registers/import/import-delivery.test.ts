import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codes } from '../../../testing/municipality-codes.ts';
import { startCluster, type Cluster } from '../../../testing/postgres/cluster.ts';
import { writeDelivery } from '../../../simulator/residents/generator/delivery.ts';
import { loadPopulation } from '../../../simulator/residents/generator/load.ts';
import { populationTables } from '../../../simulator/residents/generator/tables.ts';
import { openEmbedded } from '../../store/embedded.ts';
import { migrate } from '../../store/migrate.ts';
import { openBulkServer, openServer } from '../../store/server.ts';
import type { BulkSql, Queries } from '../../store/sql.ts';
import { importDelivery, type ImportReport } from './import-delivery.ts';

const population = { residents: 400, seed: 4 };

let cluster: Cluster;
let folder: string;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-delivery-'));
});
afterEach(() => rm(folder, { recursive: true }));

function run(
  sql: BulkSql,
  changes: { dryRun?: boolean; acceptUnprintable?: boolean } = {},
): Promise<ImportReport> {
  const settings = { dryRun: false, acceptUnprintable: false, ...changes };
  return importDelivery(sql, { folder, ...settings, onProgress: () => undefined });
}

async function files(contents: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(contents)) await writeFile(path.join(folder, name), content);
}

function faultsOf({ faults }: ImportReport): string[] {
  return faults.shown.map(({ file, line, says }) => `${file}:${line ?? '-'}: ${says}`);
}

function countsOf({ registers }: ImportReport): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    registers.map(({ file, added, changed, ended }) => [file.replace('.csv', ''), [added, changed, ended]]),
  );
}

async function everything(sql: Queries): Promise<unknown> {
  const all: unknown[] = [];
  for (const table of populationTables)
    all.push(
      await sql.query(`SELECT to_jsonb(t) - 'line' AS row FROM ${table} t ORDER BY to_jsonb(t)::text`),
    );
  return all;
}

async function emptyRegisters(): Promise<BulkSql & Queries> {
  const sql = await openEmbedded();
  await migrate(sql);
  return sql;
}

describe.each([
  ['PGlite', emptyRegisters],
  [
    'PostgreSQL',
    async () => {
      const url = await cluster.newDatabase();
      const sql = openServer(url);
      await migrate(sql);
      await sql.close();
      return openBulkServer(url);
    },
  ],
])('a whole delivery on %s', (_name, open) => {
  let sql: BulkSql;
  beforeEach(async () => {
    sql = await open();
  });
  afterEach(() => sql.close());

  it('fills the registers just as entering each entry does, and does nothing when repeated', async () => {
    expect(await writeDelivery(folder, population)).toBe(population.residents);
    const other = await openEmbedded();
    try {
      await loadPopulation(other, population);
      const first = await run(sql);
      expect(faultsOf(first)).toEqual([]);
      expect(countsOf(first)['residents']).toEqual([population.residents, 0, 0]);
      const entered = await everything(sql);
      expect(entered).toEqual(await everything(other));
      const again = await run(sql);
      expect([...new Set(Object.values(countsOf(again)).flat())]).toEqual([0]);
      expect(await everything(sql)).toEqual(entered);
    } finally {
      await other.close();
    }
  });
});

const town = codes.tsukuba;
const households = 'id,municipality,address,head';
const residentColumns = [
  ...[
    'id',
    'household',
    'position',
    'name',
    'kana',
    'surnameReading',
    'givenNameReading',
    'formerName',
    'alias',
  ],
  ...[
    'birthDate',
    'sex',
    'residentSince',
    'foreignResidentSince',
    'addressSince',
    'notifiedOn',
    'previousAddress',
  ],
  ...['relationship', 'domicile.place', 'domicile.headOfRegister', 'nationality', 'residenceStatus.category'],
  ...[
    'residenceStatus.status',
    'residenceStatus.period',
    'residenceStatus.until',
    'residenceStatus.cardNumber',
  ],
  ...['myNumber', 'foreign', 'movedOut', 'moveOutFiled', 'addressChangedOn', 'nameChangedOn'],
];
const usual: Readonly<Record<string, string>> = {
  ...{ id: 'r1', household: 'h1', position: '1', name: '見本　太郎', birthDate: '1980-05-05', sex: 'male' },
  ...{ relationship: '世帯主', myNumber: '000000000010', foreign: 'false' },
};

function residents(...rows: Readonly<Record<string, string>>[]): string {
  const columns = rows.some((row) => 'change' in row) ? ['change', ...residentColumns] : residentColumns;
  return [
    columns.join(','),
    ...rows.map((row) => columns.map((name) => row[name] ?? usual[name] ?? '').join(',')),
  ].join('\n');
}

const oneHousehold = `${households}\nh1,${town},見本県見本市1番,見本　太郎\n`;

describe('a delivery', () => {
  let sql: BulkSql;
  beforeAll(async () => {
    sql = await emptyRegisters();
  });
  beforeEach(async () => {
    await sql.query(`TRUNCATE ${populationTables.join(', ')}`);
  });
  afterAll(() => sql.close());

  const stored = (text: string) => sql.query(text);

  it('may begin with a byte order mark, and have cells with line breaks and quotation marks', async () => {
    await files({
      'households.csv': `\ufeff${households}\r\nh1,${town},"見本県,見本市1番",見本　太郎\r\n\r\n`,
      'residents.csv': residents({}),
    });
    expect(faultsOf(await run(sql))).toEqual([]);
    expect(await stored('SELECT address FROM households')).toEqual([{ address: '見本県,見本市1番' }]);
  });

  it('is entered with the words of the register for a day that is none', async () => {
    await files({
      'households.csv': oneHousehold,
      'residents.csv': residents({ birthDate: '昭和20年月日不詳' }),
    });
    expect(faultsOf(await run(sql))).toEqual([]);
    expect(await stored('SELECT birth_date, worded_dates FROM residents')).toEqual([
      {
        birth_date: null,
        worded_dates: { birthDate: { wording: '昭和20年月日不詳', known: '1945' } },
      },
    ]);
  });

  it.each<[string, Readonly<Record<string, string | Uint8Array>>, readonly (string | RegExp)[]]>([
    ['no file of the registers', {}, [/^komado-delivery-\w+:-: expected at least one of households\.csv/]],
    ['a misspelt file', { 'resident.csv': '' }, [/^resident\.csv:-: expected a file named households\.csv/]],
    [
      'an empty file',
      { 'households.csv': '' },
      ['households.csv:-: expected a first line with the names of the columns'],
    ],
    [
      'a first line without the columns',
      { 'households.csv': 'id,municipality,adress,head\n' },
      [
        'households.csv:1: expected the names of the columns, and found another word',
        'households.csv:1: address: expected a column of this name',
      ],
    ],
    [
      'a row with a cell too many',
      { 'households.csv': `${oneHousehold}h2,${town},a,b,c\n` },
      ['households.csv:3: row: expected 4 cells, found 5'],
    ],
    [
      'a row after one with line breaks in a cell',
      { 'households.csv': `${households}\nh1,${town},"見本\n県",見本\n,${town},a,b\n` },
      [
        'households.csv:2: address: a control character or half a character: U+000A',
        'households.csv:4: id: expected an id',
      ],
    ],
    [
      'a quotation mark that is not closed',
      { 'households.csv': `${oneHousehold}h2,${town},"a,b\n` },
      [/^households\.csv:\d+: a quotation mark is not closed$/],
    ],
    [
      'a file in Shift_JIS',
      {
        'households.csv': Buffer.concat([
          Buffer.from(`${households}\nh1,${town},`),
          Buffer.from([0x8c, 0xa9, 0x96, 0x7b]),
          Buffer.from(',a\n'),
        ]),
      },
      ['households.csv:2: address: expected UTF-8'],
    ],
    [
      'a municipality without a code',
      { 'households.csv': `${households}\nh1,tsukuba,a,b\n` },
      ['households.csv:2: municipality: expected a national code of five digits, like 08220'],
    ],
    [
      'characters that cannot be printed',
      { 'households.csv': `${households}\nh1,${town},見本県\u{1f600},葛\u{e01ef}\n` },
      [
        'households.csv:2: address: a character cannot be printed: U+1F600',
        'households.csv:2: head: a character cannot be printed: U+845B U+E01EF',
      ],
    ],
    [
      'a birth that is no day, a number with 11 digits, a place that is none',
      {
        'households.csv': oneHousehold,
        'residents.csv': residents({
          position: 'x',
          myNumber: '00000000001',
          sex: '男',
          birthDate: '1872-01-01',
        }),
      },
      [
        ...[/^residents\.csv:2: birthDate: /, /^residents\.csv:2: sex: /],
        'residents.csv:2: myNumber: expected 12 digits',
        'residents.csv:2: position: expected a whole number from 1',
      ],
    ],
    [
      'an id twice',
      { 'households.csv': `${oneHousehold}h1,${town},a,b\n` },
      ['households.csv:3: id: the entry is there twice, here and on an earlier line'],
    ],
    [
      'a resident of no household',
      { 'households.csv': oneHousehold, 'residents.csv': residents({}, { id: 'r2', household: 'h9' }) },
      ['residents.csv:3: household: there is no such entry, in the registers or in this delivery'],
    ],
    [
      'two residents in one place of a household',
      { 'households.csv': oneHousehold, 'residents.csv': residents({}, { id: 'r2' }) },
      [2, 3].map((line) => `residents.csv:${line}: another resident of the household has this position`),
    ],
    [
      'figures that are no JSON, and others that are no figures',
      {
        'taxes.csv': `resident,municipality,fiscalYear,addressOnFirstOfJanuary,returnFiledOn,dependant,figures
r1,${town},2025,,,false,{
r1,${town},2026,,,false,"{""incomes"":[{""label"":""給与"",""yen"":1.5}]}"
`,
      },
      [
        'taxes.csv:2: figures: expected JSON',
        'taxes.csv:3: figures: incomes.0.yen: Invalid input: expected int, received number',
        ...[
          /totalIncome/,
          /deductions/,
          /totalDeductions/,
          /taxBase/,
          /prefectural/,
          /municipal/,
          /forestTax/,
        ],
        ...[/annualTax/, /payments/],
      ],
    ],
    [
      'a picture outside the delivery, and one that is not there',
      {
        'seals.csv': `id,municipality,resident,image,widthMm,otherName,registeredOn,cancelledOn
s1,${town},r1,../s.png,13.5,,2020-01-01,
s2,${town},r1,s.png,13.5,,2020-01-01,
`,
      },
      [
        'seals.csv:2: image: expected the name of a file in the folder of the delivery',
        'seals.csv:3: image: the picture cannot be read',
      ],
    ],
  ])('with %s is told by file and line, and nothing of it is entered', async (_name, contents, expected) => {
    await files(contents);
    const report = await run(sql);
    const told = faultsOf(report);
    expect(told).toHaveLength(expected.length);
    for (const [index, says] of expected.entries())
      expect(told[index]).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
    expect(report.registers).toEqual([]);
    for (const table of populationTables)
      expect(await stored(`SELECT count(*)::integer AS n FROM ${table}`)).toEqual([{ n: 0 }]);
  });

  it('says nothing of what its cells hold', async () => {
    await files({
      'households.csv': `${households}\nh1,見本,秘密の住所\u{1f600},見本　太郎\n`,
      'residents.csv': residents({
        sex: '秘密',
        myNumber: '12345',
        birthDate: '1872-01-01',
        position: '秘密',
      }),
    });
    const report = await run(sql);
    expect(report.faults.count).toBeGreaterThan(4);
    expect(JSON.stringify(report)).not.toMatch(/秘密|見本|12345|1872/);
  });

  it('with characters that cannot be printed is entered when that is accepted, and they are told', async () => {
    await files({
      'households.csv': oneHousehold,
      'residents.csv': residents({ name: '見本\u{1f600}' }),
    });
    const report = await run(sql, { acceptUnprintable: true });
    expect(faultsOf(report)).toEqual([]);
    expect(report.notes.shown).toEqual([
      { file: 'residents.csv', line: 2, says: 'name: a character cannot be printed: U+1F600' },
    ]);
    expect(await stored('SELECT name FROM residents')).toEqual([{ name: '見本\u{1f600}' }]);
  });

  it('is tried without being entered', async () => {
    await files({ 'households.csv': oneHousehold, 'residents.csv': residents({}) });
    expect(countsOf(await run(sql, { dryRun: true }))).toEqual({
      households: [1, 0, 0],
      residents: [1, 0, 0],
    });
    expect(await stored('SELECT * FROM households')).toEqual([]);
  });

  describe('of differences', () => {
    beforeEach(async () => {
      await mkdir(path.join(folder, 'seals'));
      await writeDelivery(folder, { residents: 1, seed: 1 });
      const picture = await readFile(path.join(folder, 'seals', '1.png'));
      await rm(folder, { recursive: true });
      await mkdir(folder);
      await files({
        'picture.png': picture,
        'households.csv': oneHousehold,
        'residents.csv': residents({}, { id: 'r2', position: '2', myNumber: '000000000020' }),
        'certificates.csv': certificates('aa,01,r1,false,2024-01-01,2024-01-01,false,2034-05-05'),
        'seals.csv': seals('s1', ''),
        'restrictions.csv': restrictions(`x1,${town},r2,,2026-01-01,`),
        'taxes.csv': taxes(`r1,${town},2026,,,false,`),
        'family-registers.csv': `id,municipality,place,surname,surnameReading,head,entries,changedOn\nf1,${town},見本県,見本,,見本　太郎,[],\n`,
        'register-persons.csv': persons('p1,f1,1,r1,太郎', 'p2,f1,2,r2,花子'),
        'register-addresses.csv': `person,position,address,since\np1,1,見本県,2001-01-01\np1,2,例示県,昭和20年月日不詳\n`,
      });
      expect(faultsOf(await run(sql))).toEqual([]);
      await rm(folder, { recursive: true });
      await mkdir(folder);
      await files({ 'picture.png': picture });
    });

    const marked = (text: string, ...words: string[]): string =>
      text
        .split('\n')
        .map((line, index) =>
          line === '' ? '' : `${index === 0 ? 'change' : (words[index - 1] ?? '')},${line}`,
        )
        .join('\n');
    const certificates = (row: string): string =>
      `issuerKeyId,serial,resident,revoked,handedOverOn,setUpOn,renewal,cardEndsOn\n${row}\n`;
    const seals = (id: string, cancelledOn: string): string =>
      `id,municipality,resident,image,widthMm,otherName,registeredOn,cancelledOn\n${id},${town},r1,picture.png,13.5,,2020-01-01,${cancelledOn}\n`;
    const restrictions = (row: string): string =>
      `id,municipality,resident,registerPerson,from,until\n${row}\n`;
    const taxes = (row: string): string =>
      `resident,municipality,fiscalYear,addressOnFirstOfJanuary,returnFiledOn,dependant,figures\n${row}\n`;
    const persons = (...rows: string[]): string =>
      [
        'id,register,position,resident,givenName,givenNameReading,removed,birthDate,sex,father,mother,relationship,spouseKind,entries',
        ...rows.map((row) => `${row},,false,1980-05-05,male,,,長男,,[]`),
      ].join('\n');

    async function differences(contents: Readonly<Record<string, string>>): Promise<ImportReport> {
      await files(contents);
      const first = await run(sql);
      if (first.faults.count > 0) return first;
      const entered = await everything(sql);
      const again = await run(sql);
      expect([faultsOf(again), [...new Set(Object.values(countsOf(again)).flat())]]).toEqual([[], [0]]);
      expect(await everything(sql)).toEqual(entered);
      return first;
    }

    it('adds, changes and ends, and is repeated without harm', async () => {
      const report = await differences({
        'residents.csv': residents(
          { change: 'change', name: '見本　次郎' },
          { change: 'end', id: 'r2' },
          { change: 'add', id: 'r3', position: '3', myNumber: '000000000030' },
        ),
        'certificates.csv': marked(certificates('aa,01,,,,,,'), 'end'),
        'restrictions.csv': marked(restrictions('x1,,,,,2026-11-19'), 'end'),
        'taxes.csv': marked(taxes(`r1,${town},2026,,,,`), 'end'),
      });
      expect(faultsOf(report)).toEqual([]);
      expect(countsOf(report)).toEqual({
        residents: [1, 1, 1],
        certificates: [0, 0, 1],
        taxes: [0, 0, 1],
        restrictions: [0, 0, 1],
      });
      expect(await stored('SELECT id, name, moved_out FROM residents ORDER BY id')).toEqual([
        { id: 'r1', name: '見本　次郎', moved_out: false },
        { id: 'r2', name: '見本　太郎', moved_out: true },
        { id: 'r3', name: '見本　太郎', moved_out: false },
      ]);
      expect(await stored('SELECT revoked FROM user_certificates')).toEqual([{ revoked: true }]);
      expect(await stored('SELECT until_day FROM restrictions')).toEqual([{ until_day: '2026-11-19' }]);
      expect(await stored('SELECT * FROM taxes')).toEqual([]);
    });

    it('lets two change places in a household and in a register', async () => {
      const report = await differences({
        'residents.csv': residents({ position: '2' }, { id: 'r2', position: '1', myNumber: '000000000020' }),
        'register-persons.csv': persons('p1,f1,2,r2,太郎', 'p2,f1,1,r1,花子'),
      });
      expect(faultsOf(report)).toEqual([]);
      expect(await stored('SELECT id, position FROM residents ORDER BY id')).toEqual([
        { id: 'r1', position: 2 },
        { id: 'r2', position: 1 },
      ]);
      expect(await stored('SELECT id, resident, removed FROM family_register_persons ORDER BY id')).toEqual([
        { id: 'p1', resident: 'r2', removed: false },
        { id: 'p2', resident: 'r1', removed: false },
      ]);
    });

    it('puts a new seal in the place of a cancelled one, and refuses a second one in force', async () => {
      const both = marked(
        `${seals('s1', '2026-11-01')}s2,${town},r1,picture.png,13.5,,2026-11-01,\n`,
        'end',
        'add',
      );
      expect(countsOf(await differences({ 'seals.csv': both }))).toEqual({ seals: [1, 0, 1] });
      expect(await stored('SELECT id, cancelled_on FROM seals ORDER BY id')).toEqual([
        { id: 's1', cancelled_on: '2026-11-01' },
        { id: 's2', cancelled_on: null },
      ]);
      expect(faultsOf(await differences({ 'seals.csv': seals('s3', '') }))).toEqual([
        'seals.csv:2: the resident has another seal in force',
      ]);
    });

    it('gives the addresses of a person anew, and takes a register away with all that is in it', async () => {
      const addresses = 'person,position,address,since\n';
      await differences({ 'register-addresses.csv': `${addresses}p1,1,見本県,\n` });
      expect(await stored("SELECT addresses FROM family_register_persons WHERE id = 'p1'")).toEqual([
        { addresses: [{ address: '見本県', since: null }] },
      ]);
      await differences({ 'register-addresses.csv': marked(`${addresses}p1,,,\n`, 'end') });
      expect(await stored("SELECT addresses FROM family_register_persons WHERE id = 'p1'")).toEqual([
        { addresses: null },
      ]);
      await rm(path.join(folder, 'register-addresses.csv'));
      await differences({
        'family-registers.csv':
          'change,id,municipality,place,surname,surnameReading,head,entries,changedOn\nend,f1,,,,,,,\n',
      });
      expect(await stored('SELECT * FROM family_register_persons')).toEqual([]);
    });

    it.each<[string, () => Readonly<Record<string, string>>, readonly string[]]>([
      [
        'an add of what is there with other content',
        () => ({ 'residents.csv': residents({ change: 'add', name: '例示' }) }),
        ['residents.csv:2: change: add of an entry that is there already and says something else'],
      ],
      [
        'a change and an end of what is not there',
        () => ({
          'residents.csv': residents(
            { change: 'change', id: 'r8', position: '8' },
            { change: 'end', id: 'r9' },
          ),
        }),
        [2, 3].map((line) => `residents.csv:${line}: change: there is no such entry to change or end`),
      ],
      [
        'another word',
        () => ({ 'residents.csv': residents({ change: 'remove' }) }),
        ['residents.csv:2: change: expected add, change or end'],
      ],
      [
        'an end without its day, or before the beginning',
        () => ({
          'seals.csv': marked(seals('s1', '2019-12-31'), 'end'),
          'restrictions.csv': marked(restrictions('x1,,,,,'), 'end'),
        }),
        ['restrictions.csv:2: until: expected the day of the end'],
      ],
      [
        'a seal that ends before it began',
        () => ({ 'seals.csv': marked(seals('s1', '2019-12-31'), 'end') }),
        ['seals.csv:2: is before the day on which the seal was registered'],
      ],
      [
        'the end of a household',
        () => ({ 'households.csv': `change,${households}\nend,h1,,,\n` }),
        ['households.csv:2: change: a household ends with its residents'],
      ],
    ])('with %s is refused', async (_name, contents, expected) => {
      expect(faultsOf(await differences(contents()))).toEqual(expected);
    });
  });
});
