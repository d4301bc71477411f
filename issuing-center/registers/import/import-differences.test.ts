import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
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
import { writeDelivery } from '../../../simulator/residents/generator/delivery.ts';
import { populationTables } from '../../../simulator/residents/generator/tables.ts';
import type { BulkSql } from '../../store/sql.ts';
import { importDelivery, type ImportReport } from './import-delivery.ts';

let folder: string;
let sql: BulkSql;
beforeAll(async () => {
  sql = await emptyRegisters();
});
afterAll(() => sql.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-differences-'));
  await sql.query(`TRUNCATE ${populationTables.join(', ')}`);
});
afterEach(() => rm(folder, { recursive: true }));

const stored = (text: string) => sql.query(text);

function run(): Promise<ImportReport> {
  return importDelivery(sql, {
    folder,
    dryRun: false,
    acceptUnprintable: false,
    onProgress: () => undefined,
  });
}

const files = (contents: Parameters<typeof writeFiles>[1]) => writeFiles(folder, contents);

describe('a delivery of differences', () => {
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
    expect(faultsOf(await run())).toEqual([]);
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
    const first = await run();
    if (first.faults.count > 0) return first;
    const entered = await everything(sql);
    const again = await run();
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
      'the end of a restriction before it began, with a year mistyped',
      () => ({ 'restrictions.csv': marked(restrictions('x1,,,,,2025-11-19'), 'end') }),
      ['restrictions.csv:2: is before the first day of the restriction, which would protect nobody'],
    ],
    [
      'a restriction that ends before it begins',
      () => ({ 'restrictions.csv': restrictions(`x2,${town},r1,,2026-11-20,2026-01-20`) }),
      ['restrictions.csv:2: until: is before the first day of the restriction, which would protect nobody'],
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
