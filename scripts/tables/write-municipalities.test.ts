import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { japan } from '../../issuing-center/municipality-index/japan.ts';
import { latinOf } from './latin-letters.ts';
import { splitReading } from './municipality-readings.ts';
import { municipalitiesFile, municipalitiesText } from './write-municipalities.ts';

it('is what the source says', async () => {
  expect(await readFile(municipalitiesFile, 'utf8')).toBe(await municipalitiesText());
});

describe('every municipality of Japan', () => {
  it('stands there once: 1,718 cities, towns and villages, and the 23 wards of Tokyo', () => {
    const wards = japan.filter(({ name }) => name.ja.endsWith('区'));
    expect(wards).toHaveLength(23);
    expect(wards.every(({ id }) => id.startsWith('131'))).toBe(true);
    expect(japan.length - wards.length).toBe(1718);
    expect(new Set(japan.map(({ id }) => id)).size).toBe(1741);
    expect(new Set(japan.map(({ id }) => id.slice(0, 2))).size).toBe(47);
  });

  it('but the six villages of the Northern Territories', () => {
    const six = ['01695', '01696', '01697', '01698', '01699', '01700'];
    expect(japan.filter(({ id }) => six.includes(id))).toEqual([]);
  });

  it('has name, reading and Latin letters as its own file has them', async () => {
    const files = [...(await loadMunicipalities()).values()];
    expect(files).toHaveLength(13);
    for (const { id, name } of files) expect(japan.find((one) => one.id === id)?.name).toEqual(name);
  });

  it('has a reading that ends as its name does', () => {
    for (const { name } of japan) {
      const { stem, ending } = splitReading(name.ja, name.kana);
      expect(`${stem}${ending}`).toBe(name.kana);
    }
  });
});

describe('Latin letters', () => {
  it.each([
    ['ふちゅう', 'Fuchu'],
    ['おおさか', 'Osaka'],
    ['ゆうばり', 'Yubari'],
    ['にっこう', 'Nikko'],
    ['はっちょう', 'Hatcho'],
    ['いいづか', 'Iizuka'],
    ['なんよう', "Nan'yo"],
    ['しんおんせん', "Shin'onsen"],
    ['しじょうなわて', 'Shijonawate'],
    ['せいろう', 'Seiro'],
    ['ちゃたん', 'Chatan'],
    ['かつ|うら', 'Katsuura'],
    ['ぶんご|おおの', 'Bungoono'],
    ['つ', 'Tsu'],
  ])('%s is %s', (kana, latin) => {
    expect(latinOf(kana)).toBe(latin);
  });

  it('are not made of anything else', () => {
    expect(() => latinOf('フチュウ')).toThrow('expected hiragana');
  });
});
