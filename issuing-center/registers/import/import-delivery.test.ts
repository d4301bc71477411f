import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  countsOf,
  emptyRegisters,
  everything,
  faultsOf,
  households,
  oneHousehold,
  residents,
  town,
  writeFiles,
} from '../../../testing/center/deliveries.ts';
import { startCluster, type Cluster } from '../../../testing/postgres/cluster.ts';
import { writeDelivery } from '../../../simulator/residents/generator/delivery.ts';
import { loadPopulation } from '../../../simulator/residents/generator/load.ts';
import { populationTables } from '../../../simulator/residents/generator/tables.ts';
import { openEmbedded } from '../../store/embedded.ts';
import { migrate } from '../../store/migrate.ts';
import { openBulkServer, openServer } from '../../store/server.ts';
import type { BulkSql } from '../../store/sql.ts';
import { importDelivery, type ImportReport } from './import-delivery.ts';
import { repetitions } from '../../../testing/repetitions.ts';

const population = { residents: repetitions(50, 400), seed: 4 };

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
  changes: { dryRun?: boolean; acceptUnprintable?: boolean; worthThreads?: number } = {},
): Promise<ImportReport> {
  const settings = { dryRun: false, acceptUnprintable: false, ...changes };
  return importDelivery(sql, { folder, ...settings, onProgress: () => undefined });
}

const files = (contents: Parameters<typeof writeFiles>[1]) => writeFiles(folder, contents);

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
      const again = await run(sql, { worthThreads: 0 });
      expect([...new Set(Object.values(countsOf(again)).flat())]).toEqual([0]);
      expect(await everything(sql)).toEqual(entered);
    } finally {
      await other.close();
    }
  });
});

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

  it('is entered with the reading of a former name, and without it until it is notified', async () => {
    await files({
      'households.csv': oneHousehold,
      'residents.csv': residents(
        { formerName: '例示', formerNameReading: 'レイジ' },
        { id: 'r2', position: '2', myNumber: '', formerName: '架空' },
      ),
    });
    expect(faultsOf(await run(sql))).toEqual([]);
    expect(await stored('SELECT former_name, former_name_reading FROM residents ORDER BY id')).toEqual([
      { former_name: '例示', former_name_reading: 'レイジ' },
      { former_name: '架空', former_name_reading: null },
    ]);
  });

  it('is entered with the day of an era that is written whole, and with what is certain of other words', async () => {
    const births = ['昭和20年8月15日', '昭和弐拾年八月日不詳', '1945年月日不詳'];
    await files({
      'households.csv': oneHousehold,
      'residents.csv': residents(
        ...births.map((birthDate, index) => ({
          ...{ id: `r${index + 1}`, position: `${index + 1}`, birthDate },
          myNumber: '',
        })),
      ),
    });
    expect(faultsOf(await run(sql))).toEqual([]);
    const rows = await stored(
      `SELECT birth_date::text AS day, worded_dates -> 'birthDate' ->> 'known' AS known FROM residents ORDER BY id`,
    );
    expect(rows).toEqual([
      { day: '1945-08-15', known: null },
      { day: null, known: '1945-08' },
      { day: null, known: '1945' },
    ]);
  });

  it.each(['2026/11/20', '19450000', '1945', '1872-12-31', 'S20.8.15'])(
    'with a birth on %s is told what was expected, and not what it holds',
    async (birthDate) => {
      await files({ 'households.csv': oneHousehold, 'residents.csv': residents({ birthDate }) });
      const [fault = '', ...more] = faultsOf(await run(sql));
      expect(fault).toMatch(/^residents\.csv:2: birthDate: .*expected .*(words of the register|a day)/);
      expect(fault).not.toContain(birthDate);
      expect(more).toEqual([]);
    },
  );

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
      'a day that there is not, and a word that is neither yes nor no',
      {
        'households.csv': oneHousehold,
        'residents.csv': residents({ birthDate: '1980-02-30', addressChangedOn: 'x', foreign: 'はい' }),
      },
      [
        'residents.csv:2: birthDate: expected a day of the calendar like 2026-11-20',
        'residents.csv:2: foreign: expected true or false',
        'residents.csv:2: addressChangedOn: expected a day like 2026-11-20',
      ],
    ],
    [
      'several characters of one text that cannot be printed, each once',
      { 'households.csv': `${households}\nh1,${town},\u{e000}見本町\u{1f600}一丁目\u{e000},見本　太郎\n` },
      ['households.csv:2: address: characters cannot be printed: U+E000, U+1F600'],
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
        'taxes.csv:3: figures: incomes.0.yen: expected int, received number',
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

  it('is refused by the database without what its cells hold', async () => {
    await files({ 'households.csv': oneHousehold });
    const refusing: BulkSql = {
      ...sql,
      bulk: () => Promise.reject(Object.assign(new Error('invalid input: "秘密"'), { code: '22007' })),
    };
    await expect(run(refusing)).rejects.toThrow(/^the database refuses what a file says \(SQLSTATE 22007\)$/);
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

  it('that is large is read in threads, with the same rows and the same faults in the same order', async () => {
    await writeDelivery(folder, population);
    const alone = countsOf(await run(sql));
    const entered = await everything(sql);
    await sql.query(`TRUNCATE ${populationTables.join(', ')}`);
    expect(countsOf(await run(sql, { worthThreads: 0 }))).toEqual(alone);
    expect(await everything(sql)).toEqual(entered);
    await files({ 'households.csv': `${households}\nh1,x,y\n"z`, 'residents.csv': residents({ sex: '?' }) });
    const inTurn = await run(sql);
    expect(new Set(inTurn.faults.shown.map(({ file }) => file)).size).toBe(2);
    expect(faultsOf(await run(sql, { worthThreads: 0 }))).toEqual(faultsOf(inTurn));
  });

  it('whose file cannot be read in its thread is not entered', async () => {
    await files({ 'households.csv': oneHousehold });
    await mkdir(path.join(folder, 'residents.csv'));
    await expect(run(sql, { worthThreads: 0 })).rejects.toThrow('EISDIR');
    expect(await stored('SELECT count(*)::int AS entered FROM households')).toEqual([{ entered: 0 }]);
  });

  it('is tried without being entered', async () => {
    await files({ 'households.csv': oneHousehold, 'residents.csv': residents({}) });
    expect(countsOf(await run(sql, { dryRun: true }))).toEqual({
      households: [1, 0, 0],
      residents: [1, 0, 0],
    });
    expect(await stored('SELECT * FROM households')).toEqual([]);
  });
});
