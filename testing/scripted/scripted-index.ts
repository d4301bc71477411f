import { municipalityIdSchema } from '../../shared/ids.ts';
import type { ListedMunicipality } from '../../shared/municipality-index.ts';

const beginnings = Array.from('あいかきさした');

/** Made-up municipalities far from the kiosk: 28 in Hokkaido, more than one screen has, of which every fourth takes no part. */
export const scriptedFar: readonly ListedMunicipality[] = Array.from({ length: 28 }, (_, at) => ({
  id: municipalityIdSchema.parse(`019${String(at).padStart(2, '0')}`),
  name: {
    ja: `見本${String(at)}町`,
    kana: `${beginnings[at % 7] ?? 'あ'}みほん${beginnings[Math.floor(at / 7)] ?? 'あ'}ちょう`,
    latin: `Mihon ${String.fromCodePoint(97 + (at % 7))}${String.fromCodePoint(97 + Math.floor(at / 7))}`,
  },
  part: at % 4 === 3 ? 'nothing' : 'certificates',
}));
