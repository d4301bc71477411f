import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codes } from '../../testing/municipality-codes.ts';
import { loadMunicipalities, MunicipalityDataError } from './load.ts';

const directories: string[] = [];
afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
});

async function copyWith(change: (data: Record<string, unknown>) => unknown): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'komado-municipalities-'));
  directories.push(directory);
  const file = path.join(directory, '13103-minato.json');
  await cp(path.join(import.meta.dirname, '13103-minato.json'), file);
  const data: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof data !== 'object' || data === null) throw new Error('expected an object');
  await writeFile(file, JSON.stringify(change({ ...data })));
  return directory;
}

async function faultsOf(directory: string): Promise<readonly string[]> {
  try {
    await loadMunicipalities(directory);
  } catch (error) {
    if (error instanceof MunicipalityDataError) return error.faults;
    throw error;
  }
  return [];
}

describe('the data that come with the center', () => {
  it('are those of every file, the five municipalities among them, each with a residence record', async () => {
    const municipalities = await loadMunicipalities();
    const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.json')).sort();
    expect([...municipalities.keys()]).toEqual(files.map((name) => name.slice(0, 5)));
    const five = [codes.tomakomai, codes.tsukuba, codes.minato, codes.meguro, codes.arakawa];
    expect([...municipalities.keys()]).toEqual(expect.arrayContaining(five));
    for (const id of five)
      expect(municipalities.get(id)?.services.map(({ kind }) => kind)).toContain('residenceRecord');
  });

  it('lets My Number be printed in Minato and Susono only', async () => {
    const withMyNumber = [...(await loadMunicipalities()).values()].filter(({ services }) =>
      services.some(({ items }) => items?.some(({ item }) => item === 'myNumber')),
    );
    expect(withMyNumber.map(({ id }) => id)).toEqual([codes.minato, codes.susono]);
  });
});

describe('the end of the vaccination certificates', () => {
  it('stands in no guide, and is marked', async () => {
    const issuers = [...(await loadMunicipalities()).values()].filter(({ services }) =>
      services.some(({ kind }) => kind === 'vaccination'),
    );
    expect(issuers.map(({ id }) => id)).toEqual([codes.minato, codes.meguro]);
    for (const { ownChoice } of issuers) expect(ownChoice).toContain('services.vaccination.prices');
  });
});

describe('refunds', () => {
  it('marks as own choice whatever no guide settles', async () => {
    const marked = [...(await loadMunicipalities()).values()].map(({ id, ownChoice }) => [
      id,
      ownChoice.filter((name) => name.startsWith('refund')),
    ]);
    expect(Object.fromEntries(marked)).toMatchObject({
      [codes.arakawa]: ['refund'],
      [codes.meguro]: ['refund.badPrint', 'refund.leftBehind'],
      [codes.minato]: [],
      [codes.tomakomai]: ['refund'],
      [codes.tsukuba]: [],
    });
  });
});

describe('wrong data stops the center with file, path and what was expected', () => {
  const service = (kind: string, change: object) => (data: Record<string, unknown>) => ({
    ...data,
    ownChoice: [],
    services: servicesOf(data).map((one) => (one['kind'] === kind ? { ...one, ...change } : one)),
  });
  const refund = {
    ...{ badPrint: 'paidBack', wrongChoice: 'notPaidBack', leftBehind: 'notPaidBack', retakeMinutes: null },
    words: { municipality: { ja: '見本', en: 'sample' }, operator: null },
  };
  const composed = {
    kind: 'taxCertificate',
    id: 'tax',
    title: { ja: '課税証明書', en: 'Tax' },
    blocks: ['tax'],
  };
  const top = (change: object) => (data: Record<string, unknown>) => ({ ...data, ...change });

  const notOffered =
    (change: (kinds: readonly string[]) => readonly string[]) => (data: Record<string, unknown>) => ({
      ...data,
      notOffered: change(z.array(z.string()).parse(data['notOffered'])),
    });

  it.each<[string, (data: Record<string, unknown>) => unknown, RegExp]>([
    ['a number as text', top({ telephones: 3 }), /^13103-minato\.json: telephones: .*expected array/],
    [
      'hours that end before they begin',
      top({ hours: [{ days: ['everyDay'], from: '23:00', to: '06:30' }] }),
      /hours\.0\.to: expected "to" after/,
    ],
    ['a rule with a misspelt name', top({ minimumage: 15 }), /expected no "minimumage"/],
    [
      'an own choice of a setting that does not exist',
      top({ ownChoice: ['services.residenceRecord.colour'] }),
      /ownChoice\.0: expected a path/,
    ],
    [
      'another id than the file',
      top({ id: codes.meguro }),
      /^13103-minato\.json: id, name\.latin: expected a file of the name 13110-minato\.json/,
    ],
    [
      'a kind that is forgotten',
      notOffered((kinds) => kinds.filter((kind) => kind !== 'income')),
      /notOffered: expected income either among/,
    ],
    [
      'a kind that is offered and not',
      notOffered((kinds) => [...kinds, 'vaccination']),
      /notOffered: expected vaccination either among/,
    ],
    [
      'maintenance that ends before it begins',
      top({
        closed: {
          yearly: [],
          once: [{ from: '2026-11-20T21:00:00+09:00', to: '2026-11-20T20:00:00+09:00' }],
        },
      }),
      /closed\.once\.0\.to: expected "to" after/,
    ],
    [
      'maintenance of an unknown kind',
      top({
        closed: {
          yearly: [],
          once: [{ from: '2026-11-20T20:00:00+09:00', to: '2026-11-20T21:00:00+09:00', stops: ['passport'] }],
        },
      }),
      /closed\.once\.\d+\.stops\.0: expected a certificate of this municipality, not "passport"/,
    ],
    [
      'a restriction that is lifted',
      top({ restrictedGetNothing: false }),
      /restrictedGetNothing: .*expected true/,
    ],
    ['no word about refunds', top({ refund: undefined }), /^13103-minato\.json: refund: .*expected object/],
    [
      'a certificate anew where nothing is given back',
      top({ refund: { ...refund, badPrint: 'notPaidBack', retakeMinutes: 60 } }),
      /refund\.retakeMinutes: expected null/,
    ],
    [
      'words of a municipality that is silent',
      (data) => ({ ...data, refund, ownChoice: ['refund.badPrint'] }),
      /refund\.words\.operator: expected words for the part of the rule for refunds that ownChoice names/,
    ],
    [
      'words of an operator where the municipality says everything',
      top({ refund: { ...refund, words: { ...refund.words, operator: refund.words.municipality } } }),
      /refund\.words\.operator: expected null/,
    ],
    ['a misspelt reason', top({ refund: { ...refund, badprint: true } }), /expected no "badprint"/],
    ['no towns to enrol for', top({ towns: undefined, ownChoice: [] }), /towns: expected the towns/],
    [
      'no day on which tax years begin',
      top({ taxYear: undefined, ownChoice: [] }),
      /taxYear: expected a month and day/,
    ],
    [
      'prices that overlap',
      service('residenceRecord', {
        prices: [
          { from: null, until: '2024-03-31', yen: 10 },
          { from: '2024-03-31', until: null, yen: 200 },
        ],
      }),
      /services\.0\.prices\.1\.from: expected a day after/,
    ],
    [
      'an item that is never printed',
      service('residenceRecord', { never: ['myNumber'] }),
      /services\.0\.items: expected no item that is never printed: myNumber/,
    ],
    [
      'a tax certificate without a number of years',
      service('taxAssessment', { yearsBefore: undefined }),
      /services\.2\.yearsBefore: expected a number for tax certificates/,
    ],
    [
      'a variant of another kind',
      service('familyRegister', { variants: ['travel'] }),
      /services\.4\.variants: expected each once, of full, individual/,
    ],
    [
      'an unknown condition',
      service('familyRegister', { conditions: ['richEnough'] }),
      /services\.4\.conditions\.0: expected one of/,
    ],
    [
      'a tax certificate of its own without a title',
      service('taxAssessment', { kind: 'taxCertificate', id: 'tax', blocks: ['tax'] }),
      /services\.2\.title: expected for a taxCertificate, and for it alone/,
    ],
    [
      'a title of a usual kind',
      service('taxAssessment', { title: { ja: '課税証明書', en: 'Tax' } }),
      /services\.2\.title: expected for a taxCertificate, and for it alone/,
    ],
    [
      'a certificate called like a kind',
      service('taxAssessment', { ...composed, id: 'income' }),
      /services\.2\.id: expected a name that is no kind/,
    ],
    [
      'a block twice',
      service('taxAssessment', { ...composed, blocks: ['tax', 'tax'] }),
      /services\.2\.blocks: expected each block once/,
    ],
    [
      'nothing left of a certificate without the income',
      service('taxAssessment', { ...composed, blocks: ['income'], dependantWithoutReturn: 'withoutIncome' }),
      /services\.2\.blocks: expected something that is printed without the income/,
    ],
    [
      'two certificates of one name',
      (data) => ({
        ...data,
        ownChoice: [],
        services: [...servicesOf(data), ...servicesOf(data).slice(0, 1)],
      }),
      /services\.\d+: expected each certificate once, and \w+ is there already/,
    ],
    [
      'a last day before the first',
      service('residenceRecord', { offered: { from: '2026-04-01', until: '2026-03-31' } }),
      /services\.0\.offered\.until: expected "until" on or after "from"/,
    ],
    [
      'a tax year that changes in another year',
      top({ taxYear: { from: '06-01', named: { '2024': '2025-06-10' } } }),
      /taxYear\.named\.2024: expected a day in 2024/,
    ],
    [
      'hours over midnight in one',
      service('residenceRecord', { hours: [{ days: ['everyDay'], from: '22:00', to: '02:00' }] }),
      /services\.0\.hours\.0\.to: expected "to" after/,
    ],
    [
      'hours of an unknown day',
      service('residenceRecord', { hours: [{ days: ['workdays'], from: '09:00', to: '17:00' }] }),
      /services\.0\.hours\.0\.days\.0: expected one of/,
    ],
    [
      'a name without its reading',
      top({ name: { ja: '港区', kana: 'ミナトク', latin: 'Minato' } }),
      /name\.kana: expected a reading/,
    ],
    [
      'a code with its check digit',
      top({ id: '131032' }),
      /^13103-minato\.json: id: expected a national code/,
    ],
    [
      'a seal of three characters',
      top({ authority: sealed('港長印') }),
      /authority\.sealText: expected 4 to 16/,
    ],
    [
      'a seal of seventeen characters',
      top({ authority: sealed('見'.repeat(17)) }),
      /authority\.sealText: expected 4 to 16/,
    ],
    ['a seal with a gap', top({ authority: sealed('港区長 之印') }), /authority\.sealText: expected 4 to 16/],
  ])('%s', async (_name, change, expected) => {
    const faults = await faultsOf(await copyWith(change));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
  });

  it('what only the text of a file shows: another coding than UTF-8, and keys that are there twice', async () => {
    const directory = await copyWith((data) => data);
    const file = path.join(directory, '13103-minato.json');
    const text = await readFile(file, 'utf8');
    // As editors save it that put a byte order mark before UTF-8.
    await writeFile(file, `\ufeff${text}`);
    expect(await faultsOf(directory)).toEqual([]);
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from([0x7b, 0x8d, 0x60, 0x8b, 0xe6, 0x7d])]) {
      await writeFile(file, bytes);
      expect(await faultsOf(directory)).toEqual([
        expect.stringMatching(/^13103-minato\.json: \(whole file\): expected (?:UTF-8|JSON)/),
      ]);
    }
    const twice = text
      .replace('"id":"13103"', '"id":"13103","id":"13103"')
      .replace('"dearerBy":', '"dearerBy":100,"dearerBy":');
    await writeFile(file, twice);
    const told = await faultsOf(directory);
    expect(told).toContain('13103-minato.json: id: expected once, and it is there twice');
    expect(told.every((fault) => fault.endsWith('expected once, and it is there twice'))).toBe(true);
  });

  it('but no rule of two values where one of them has no form', async () => {
    const directory = await copyWith((data) => ({
      ...data,
      hours: [{ days: ['everyDay'], from: '6:30', to: '23:00' }],
    }));
    expect(await faultsOf(directory)).toEqual([
      '13103-minato.json: hours.0.from: expected a time of day like 06:30, or 24:00 for its end',
    ]);
  });

  it('a file that is not JSON, and an empty folder', async () => {
    const directory = await copyWith((data) => data);
    expect(await faultsOf(directory)).toEqual([]);
    await writeFile(path.join(directory, '13103-minato.json'), '{');
    expect(await faultsOf(directory)).toEqual([
      expect.stringMatching(/^13103-minato\.json: \(whole file\): expected JSON: .*line 1 column 2/),
    ]);
    await rm(path.join(directory, '13103-minato.json'));
    expect(await faultsOf(directory)).toEqual([`${directory}: expected at least one municipality (*.json)`]);
  });
});

function sealed(sealText: string): object {
  return { name: '港区', mayorTitle: '港区長', mayorName: '見本　一', sealText };
}

describe('the text of a seal', () => {
  it.each(['見本長印', 'つくばみらい市長之印', `葛\u{e0102}${'見'.repeat(15)}`])(
    'may be %s',
    async (text) => {
      const directory = await copyWith((data) => ({ ...data, authority: sealed(text) }));
      expect(await faultsOf(directory)).toEqual([]);
    },
  );
});

function servicesOf(data: Record<string, unknown>): Record<string, unknown>[] {
  return z.array(z.record(z.string(), z.unknown())).parse(data['services']);
}
