import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpAuthority } from '../../testing/certificates/made-up-household.ts';
import { graphemes } from '../../shared/graphemes.ts';
import { maskAddress, maskAll } from './masking.ts';

const of = (prefecture: string, name: string) => ({
  prefecture,
  authority: { ...madeUpAuthority, name },
});
const tsukuba = of('茨城県', 'つくば市');
const minato = of('東京都', '港区');

describe('maskAddress', () => {
  it.each([
    ['茨城県つくば市見本一丁目2番地3', tsukuba, '茨城県つくば市●●●●●●●●●'],
    ['つくば市見本一丁目', tsukuba, 'つくば市●●●●●'],
    ['東京都港区見本一丁目', minato, '東京都港区●●●●●'],
    ['東京都千代田区見本一丁目2番3号　つくば市東京事務所気付', tsukuba, '●●●●●●●●●●●●●●●●　●●●●●●●●●●●'],
    ['愛知県名古屋市港区見本一丁目', minato, '●●●●●●●●●●●●●●'],
    ['大阪府大阪市港区見本', minato, '●●●●●●●●●●'],
    ['広島県府中市見本町', of('東京都', '府中市'), '●●●●●●●●●'],
    ['茨城県つくばみらい市見本', tsukuba, '●●●●●●●●●●●●'],
    ['福島県つくば市', tsukuba, '●●●●●●●'],
    ['アメリカ合衆国ハワイ州見本通り　茨城県つくば市内', tsukuba, `${'●'.repeat(15)}　${'●'.repeat(8)}`],
    ['1-2 Sample Street, つくば市', tsukuba, '●•● •••••• ••••••• ●●●●'],
    ['', tsukuba, ''],
    ['見本一丁目', of('東京都', ''), '●●●●●'],
  ])('%s', (address, municipality, masked) => {
    expect(maskAddress(address, municipality)).toBe(masked);
  });

  it('shows nothing behind the one beginning that is the municipality itself, wherever its name stands', () => {
    const part = fc.constantFrom(
      ...['つくば市', '茨城県', '港区', '東京都', '名古屋市', '見本', '一丁目', '2番', '　', ' ', 'A-1'],
      ...['気付', '葛\u{e0102}', '𠮷'],
    );
    const address = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(address, fc.constantFrom(tsukuba, minato), (text, municipality) => {
        const { prefecture, authority } = municipality;
        const masked = maskAddress(text, municipality);
        const beginnings = ['', authority.name, prefecture + authority.name].filter((own) =>
          text.startsWith(own),
        );
        const own = beginnings.at(-1) ?? '';
        expect(masked).toBe(own + maskAll(text.slice(own.length)));
        expect(masked.slice(own.length)).toMatch(/^[●•\p{Zs}]*$/u);
        expect(graphemes(masked)).toHaveLength(graphemes(text).length);
      }),
      { numRuns: 1000 },
    );
  });
});
