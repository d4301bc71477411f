import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readNamed } from '../../issuing-center/municipalities/load.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { runMunicipality } from '../commands/municipality.ts';
import { runNew } from './new-file.ts';
import { questions } from './questions.ts';

const tsuchiura = municipalityIdSchema.parse('08203');
const clock = { now: () => Date.parse('2026-11-20T10:00:00+09:00') };
let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-new-'));
  said = [];
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const name = { name: '土浦市', kana: 'つちうらし', latin: 'Tsuchiura' };
const everything = {
  ...name,
  ...Object.fromEntries(questions.filter(({ key }) => key.startsWith('price.')).map(({ key }) => [key, 300])),
  ...{ taxTitle: '所得・課税証明書', taxTitleEnglish: 'Certificate of income and tax', taxYear: '06-10' },
  ...{ registerHours: '09:00-17:00', towns: '見本町, 例示町', dearerBy: 100, minimumAge: 15 },
  ...{ telephone: '029-826-1111', hours: '06:30-24:00', closed: '-' },
};

async function made(answers: object, ...more: string[]): Promise<number> {
  const file = path.join(folder, 'answers.json');
  await writeFile(file, JSON.stringify(answers));
  return runMunicipality(['new', '08203', '--answers', file, '--out', folder, ...more], clock);
}

const written = () => path.join(folder, '08203-tsuchiura.json');

describe('npm run municipality -- new', () => {
  it.each([
    ['everything', everything, 10],
    ['one certificate', { ...name, 'price.residenceRecord': '200' }, 1],
    [
      'no certificate of the tax office',
      {
        ...everything,
        ...Object.fromEntries(
          ['taxAssessment', 'income', 'taxPayment', 'taxCertificate'].map((kind) => [`price.${kind}`, '-']),
        ),
      },
      6,
    ],
    ['no towns', { ...everything, towns: '-' }, 10],
  ])('writes a file that check accepts, with the answers of a file: %s', async (_what, answers, services) => {
    expect([await made(answers), said]).toEqual([0, [written()]]);
    const read = readNamed(written());
    expect(read).toMatchObject({
      ok: true,
      value: { id: tsuchiura, name: { ja: name.name, kana: name.kana, latin: name.latin } },
    });
    expect(read.ok && read.value.services).toHaveLength(services);
    expect(await runMunicipality(['check', written()], clock)).toBe(0);
    // It overwrites nothing.
    expect(await made(answers)).toBe(1);
    expect(said.at(-1)).toBe(`${written()} is there already`);
  });

  it('takes over what was answered, and names what nobody was asked', async () => {
    expect(await made(everything)).toBe(0);
    const file: unknown = JSON.parse(await readFile(written(), 'utf8'));
    expect(file).toMatchObject({
      hours: [{ days: ['everyDay'], from: '06:30', to: '24:00' }],
      closed: { yearly: [], once: [] },
      ...{
        taxYear: { from: '06-10' },
        towns: ['見本町', '例示町'],
        window: { dearerBy: 100 },
        minimumAge: 15,
      },
      telephones: [{ number: '029-826-1111', hours: [{ days: 'weekdays', from: '08:30', to: '17:15' }] }],
      ownChoice: expect.arrayContaining([
        'refund',
        'services.taxOfYear.blocks',
        'services.residenceRecord.items',
      ]) as unknown,
    });
  });

  it('tells every answer that is wrong, missing or not asked for, and writes nothing', async () => {
    expect(await made({ ...name, kana: 'Tsuchiura', 'price.income': 'two', colour: 'red' })).toBe(1);
    expect(said.map((line) => line.replace(/^.*answers\.json: /, ''))).toEqual([
      expect.stringMatching(/^colour: expected one of name, kana, /),
      'kana: expected a reading like つくばし',
      'price.income: expected a sum of yen like 200, or -',
    ]);
    expect(await made({})).toBe(1);
    expect(said).toContainEqual(expect.stringContaining('name: expected a name like つくば市'));
    await expect(readFile(written())).rejects.toThrow('ENOENT');
  });

  it('tells in words that the answers cannot be read', async () => {
    const nowhere = path.join(folder, 'nowhere.json');
    expect(await runMunicipality(['new', '08203', '--answers', nowhere, '--out', folder], clock)).toBe(1);
    expect(said).toEqual([`${nowhere}: expected a file that can be read`]);
  });

  it('asks at a terminal, and again after a wrong answer', async () => {
    const answers: Record<string, string[]> = {
      'Its name in Japanese: ': ['Tsuchiura', '土浦市'],
      'The reading in hiragana: ': ['つちうらし'],
      'The name in Latin letters, without "city" or "town": ': ['Tsuchiura'],
    };
    const heard: string[] = [];
    const ask = (text: string) => {
      heard.push(text);
      return Promise.resolve(answers[text]?.shift() ?? (text.includes('the residence record') ? '200' : ''));
    };
    expect(await runNew(tsuchiura, { answers: null, folder }, ask)).toBe(0);
    expect(said).toEqual(['expected a name like つくば市', written()]);
    expect(readNamed(written()).ok).toBe(true);
    expect(heard.filter((text) => text.startsWith('Its name'))).toHaveLength(2);
    // What follows from nothing is not asked.
    expect(heard.some((text) => text.startsWith('Month and day'))).toBe(false);
  });

  it('ends where the input does', async () => {
    const ask = () => Promise.resolve(null);
    expect(await runNew(tsuchiura, { answers: null, folder }, ask)).toBe(1);
    expect(said).toEqual(['name: the input ended before it was answered']);
  });

  it('ends with 2 for no code, and for one that is none', async () => {
    expect(await runMunicipality(['new'], clock)).toBe(2);
    expect(await runMunicipality(['new', '082037'], clock)).toBe(2);
    expect(await runMunicipality(['new', '08203', 'more'], clock)).toBe(2);
  });
});
