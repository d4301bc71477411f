import type { Seal } from '../../issuing-center/registers/seals.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { isoDate } from '../../shared/dates.ts';
import { residentOf } from './households.ts';
import { couples } from './people/couples.ts';
import { sealImprint } from './seal-imprint.ts';

interface SealSketch {
  readonly resident: string;
  /** One to four characters. */
  readonly text: string;
  readonly otherName?: string;
  readonly widthMm?: number;
  /** As many pixels as a 400 dpi scan: more than the codes of a sheet have room for. */
  readonly widthPx?: number;
  readonly cancelledOn?: string;
}

const sketches: readonly SealSketch[] = [
  { resident: 'tsukuba-family', text: '見本' },
  { resident: 'tsukuba-family-wife', text: '例示', otherName: '例示', widthMm: 12 },
  { resident: 'tsukuba-single', text: '例示', widthMm: 10.5 },
  { resident: 'tsukuba-leaving', text: '仮名' },
  { resident: 'tsukuba-no-seal', text: '架空', cancelledOn: '2023-06-30' },
  { resident: 'minato-mixed', text: '次温', otherName: '例示　次温' },
  { resident: 'minato-variant', text: '葛\u{E0102}例' },
  { resident: 'minato-leaving-wife', text: '見本' },
  { resident: 'meguro-six', text: '架空', widthMm: 18, widthPx: 284 },
  { resident: 'meguro-domicile-elsewhere', text: '仮名' },
  { resident: 'arakawa-twelve', text: '見本', widthMm: 15 },
  { resident: 'arakawa-glyphs', text: '髙例﨑', widthMm: 15 },
  { resident: 'arakawa-tsuji', text: '辻\u{E0102}例' },
  { resident: 'tomakomai-couple', text: '例示' },
  { resident: 'tomakomai-generations-4', text: '見本', widthMm: 16.5 },
  ...couples.map(({ id, surname: [text] }) => ({ resident: id, text })),
];

/** The registered seals of the made-up residents, and a cancelled one. */
export function seals(font: MinchoFont): Promise<readonly Seal[]> {
  return Promise.all(
    sketches.map(async ({ resident, text, otherName, widthMm, widthPx, cancelledOn }) => ({
      id: `seal-${resident}`,
      municipality: residentOf(resident).household.municipality,
      resident,
      image: await sealImprint(text, font, widthMm, widthPx),
      otherName: otherName ?? null,
      registeredOn: isoDate('2021-04-12'),
      cancelledOn: cancelledOn === undefined ? null : isoDate(cancelledOn),
    })),
  );
}
