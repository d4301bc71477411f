import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadMunicipalities, MunicipalityDataError } from './load.ts';

const directories: string[] = [];
afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
});

async function copyWith(change: (data: Record<string, unknown>) => unknown): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'komado-municipalities-'));
  directories.push(directory);
  const file = path.join(directory, 'minato.json');
  await cp(path.join(import.meta.dirname, 'minato.json'), file);
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
  it('are the five municipalities, each with a residence record', async () => {
    const municipalities = await loadMunicipalities();
    expect([...municipalities.keys()]).toEqual(['arakawa', 'meguro', 'minato', 'tomakomai', 'tsukuba']);
    for (const { services } of municipalities.values())
      expect(services.map(({ kind }) => kind)).toContain('residenceRecord');
  });

  it('let My Number be printed in Minato alone', async () => {
    const withMyNumber = [...(await loadMunicipalities()).values()].filter(({ services }) =>
      services.some(({ items }) => items?.some(({ item }) => item === 'myNumber')),
    );
    expect(withMyNumber.map(({ id }) => id)).toEqual(['minato']);
  });
});

describe('wrong data stop the center with file, path and what was expected', () => {
  it.each([
    ['a number as text', { telephone: 3 }, /^minato\.json: telephone: .*expected string/],
    [
      'hours that end before they begin',
      { hours: { from: '23:00', to: '06:30' } },
      /hours\.to: expected "to"/,
    ],
    ['a rule with a misspelt name', { minimumage: 15 }, /Unrecognized key: "minimumage"/],
    [
      'an own choice of nothing',
      { ownChoice: ['services.residenceRecord.colour'] },
      /ownChoice\.0: expected a path/,
    ],
    ['another id than the file', { id: 'meguro' }, /^minato\.json: id: expected the name of the file/],
    [
      'prices that overlap',
      {
        ownChoice: [],
        services: [
          {
            kind: 'residenceRecord',
            prices: [
              { from: null, until: '2024-03-31', yen: 10 },
              { from: '2024-03-31', until: null, yen: 200 },
            ],
          },
        ],
      },
      /services\.0\.prices\.1\.from: expected a day after/,
    ],
  ])('%s', async (_name, change, expected) => {
    const faults = await faultsOf(await copyWith((data) => ({ ...data, ...change })));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
  });

  it('a file that is no JSON, and an empty folder', async () => {
    const directory = await copyWith((data) => data);
    expect(await faultsOf(directory)).toEqual([]);
    await writeFile(path.join(directory, 'minato.json'), '{');
    expect(await faultsOf(directory)).toEqual(['minato.json: (whole file): expected JSON']);
    await rm(path.join(directory, 'minato.json'));
    expect(await faultsOf(directory)).toEqual([`${directory}: expected at least one municipality (*.json)`]);
  });
});
