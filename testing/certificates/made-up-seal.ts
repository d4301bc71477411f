import { isoDate } from '../../shared/dates.ts';
import type { SealImage, SealRegistrationData } from '../../printing/certificates/data.ts';
import { madeUpAuthority } from './made-up-household.ts';

/** 見 and 本, drawn by hand. */
const glyphs = [
  ...['.#########.', '.#.......#.', '.#########.', '.#.......#.', '.#########.', '.#.......#.'],
  ...['.#########.', '...#...#...', '...#...#...', '..#....#..#', '.#.....#..#', '#......####'],
  '...........',
  ...['.....#.....', '.....#.....', '###########', '....###....', '....###....', '...#.#.#...'],
  ...['..#..#..#..', '.#...#...#.', '#..#####..#', '.....#.....', '.....#.....', '.....#.....'],
] as const;

/**
 * The imprint of a seal that nobody owns: 見本 in a ring.
 * @param widthMm 8 to 25
 * @param tall height divided by width: 1 for a round seal, more for an oval one
 */
export function madeUpSeal(widthMm: number, widthPx = 120, tall = 1): SealImage {
  const heightPx = Math.round(widthPx * tall);
  const rowBytes = Math.ceil(widthPx / 8);
  const bytes = new Uint8Array(rowBytes * heightPx);
  for (let row = 0; row < heightPx; row++)
    for (let column = 0; column < widthPx; column++)
      if (isInk((column + 0.5) / widthPx, (row + 0.5) / heightPx)) {
        const at = row * rowBytes + (column >> 3);
        bytes[at] = (bytes[at] ?? 0) | (0x80 >> (column & 7));
      }
  const bits = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return { widthPx, heightPx, widthMm, bits };
}

/** @param x across, 0 to 1 @param y down, 0 to 1 */
function isInk(x: number, y: number): boolean {
  const radius = Math.hypot(x - 0.5, y - 0.5) * 2;
  if (radius > 0.88) return radius <= 1;
  const line = glyphs[Math.floor(((y - 0.13) / 0.74) * glyphs.length)];
  return line?.charAt(Math.floor(((x - 0.29) / 0.42) * line.length)) === '#';
}

/** A made-up registration in Tsukuba, for tests. */
export function madeUpRegistration(changes: Partial<SealRegistrationData> = {}): SealRegistrationData {
  return {
    authority: madeUpAuthority,
    prefecture: '茨城県',
    issuedOn: isoDate('2026-11-20'),
    documentNumber: 'TKB-00000000-MIHON',
    name: '見本　太郎',
    otherName: null,
    birthDate: isoDate('1970-11-10'),
    foreign: false,
    address: '茨城県つくば市架空町一丁目2番地3',
    seal: madeUpSeal(15),
    ...changes,
  };
}

/** Short and extreme, for tests and for the gallery. */
export const examples: readonly { readonly name: string; readonly data: SealRegistrationData }[] = [
  { name: 'round', data: madeUpRegistration() },
  {
    name: 'small-with-former-name',
    data: madeUpRegistration({ otherName: '架空', seal: madeUpSeal(8, 64) }),
  },
  {
    name: 'large-and-oval',
    data: madeUpRegistration({
      name: 'SAMPLE ALBUQUERQUE DE SOUSA EXAMPLE MARIA FERNANDA APARECIDA',
      otherName: '見本小路　寿限無五劫乃擦切まりあふぇるなんだ',
      foreign: true,
      address:
        '茨城県つくば市架空町字見本台三丁目1234番地の56　サンプルレジデンスつくば学園中央公園前イーストタワー弐番館3456号室',
      seal: madeUpSeal(25, 295, 1.6),
    }),
  },
];
