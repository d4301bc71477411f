import { describe, expect, it } from 'vitest';
import { loadMunicipalities } from '../issuing-center/municipalities/load.ts';
import { everyMunicipality, listedWith } from '../issuing-center/municipality-index/municipality-index.ts';
import { findMunicipalities, mostFound } from './find-municipality.ts';

const municipalities = await loadMunicipalities();
const index = listedWith(everyMunicipality(municipalities), municipalities);
const found = (typed: string, prefecture: string | null = null) =>
  findMunicipalities(index, typed, prefecture, 'home').shown.map(({ name }) => name.ja);

describe('a municipality', () => {
  it.each(['つくば', 'ツクバ', 'ﾂｸﾊﾞ', 'tsukuba', 'Tukuba', 'ｔｓｕｋｕｂａ', ' つくば市 '])(
    'is found by %s',
    (typed) => {
      expect(found(typed)).toContain('つくば市');
    },
  );

  it('is found by the kanji of its name, and in its prefecture', () => {
    expect(found('港区')).toEqual(['港区']);
    expect(found('', '47')).toContain('那覇市');
    expect(found('府中', '34')).toEqual(['府中市', '府中町']);
  });

  it('that takes part is shown first, and before anything is typed alone', () => {
    const { shown, count } = findMunicipalities(index, '', null, 'home');
    expect(count).toBe(municipalities.size);
    expect(shown.every(({ part }) => part !== 'nothing')).toBe(true);
    expect(found('つ')[0]).toBe('つくば市');
    expect(found('つ')).toHaveLength(mostFound);
  });

  it('is listed for a register alone where it takes an enrolment for it', () => {
    const { shown } = findMunicipalities(index, '', null, 'domicile');
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every(({ part }) => part === 'enrolment')).toBe(true);
  });

  it.each(['🏠', '%', '12', 'つくば%', 'つくばtsu'])('is not found by %s, which begins no name', (typed) => {
    expect(found(typed)).toEqual([]);
  });
});
