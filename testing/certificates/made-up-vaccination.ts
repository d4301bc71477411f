import { isoDate } from '../../shared/dates.ts';
import type { VaccinationData } from '../../printing/certificates/data.ts';

type Dose = VaccinationData['doses'][number];

/** A made-up dose. @param number from 1 */
export function madeUpDose(number: number, changes: Partial<Dose> = {}): Dose {
  // Every two months from June 2021; the first two are of one product.
  const months = 5 + 2 * (number - 1);
  const month = String((months % 12) + 1).padStart(2, '0');
  const first = number <= 2 || number % 2 === 1;
  return {
    number,
    date: isoDate(`${2021 + Math.floor(months / 12)}-${month}-10`),
    product: first ? '見本筋注（架空型）' : '架空筋注（1価：見本株）',
    maker: first ? '見本製薬' : '架空ファーマ',
    lot: `MH${String(1000 + number)}`,
    ...changes,
  };
}

/** A made-up certificate. Neither the person nor the vaccines exist. */
export function madeUpVaccination(
  doses: readonly Dose[],
  changes: Partial<VaccinationData> = {},
): VaccinationData {
  return {
    authority: {
      name: '厚生労働省',
      mayorTitle: '厚生労働大臣',
      mayorName: '見本　一子',
      sealText: '厚生労働大臣之印',
    },
    issuedOn: isoDate('2024-03-29'),
    prefecture: '東京都',
    documentNumber: 'MHW-00000000-MIHON',
    variant: 'domestic',
    name: '見本　太郎',
    birthDate: isoDate('1970-11-10'),
    travel: null,
    doses,
    ...changes,
  };
}

/** Made-up items for travel. */
export const madeUpTravel = {
  latinName: 'MIHON TARO',
  nationality: '日本 / JAPAN',
  passportNumber: 'XX0000000',
  issuer: 'Minister of Health, Labour and Welfare, Japan',
} as const;

/** A dose as the certificate for travel has it. */
export function madeUpTravelDose(number: number, changes: Partial<Dose> = {}): Dose {
  const dose = madeUpDose(number);
  const first = dose.maker === '見本製薬';
  const latin = first
    ? { product: 'MIHONTY', maker: 'Mihon Seiyaku' }
    : { product: 'KAKUUVAX', maker: 'Kakuu Pharma' };
  return { ...dose, latin, ...changes };
}

const travelDoses = (count: number) =>
  Array.from({ length: count }, (_, index) => madeUpTravelDose(index + 1));
const doses = (count: number) => Array.from({ length: count }, (_, index) => madeUpDose(index + 1));

/** Short and extreme, for tests and the gallery. */
export const examples: readonly { readonly name: string; readonly data: VaccinationData }[] = [
  { name: 'vaccination-domestic', data: madeUpVaccination(doses(3)) },
  {
    name: 'vaccination-travel',
    data: madeUpVaccination(travelDoses(4), { variant: 'travel', travel: madeUpTravel }),
  },
  {
    name: 'vaccination-travel-extreme',
    data: madeUpVaccination(
      Array.from({ length: 12 }, (_, index) =>
        madeUpTravelDose(index + 1, {
          latin: {
            product: 'MIHON RTU INTRAMUSCULAR INJECTION (BIVALENT: ORIGINAL/OMICRON BA.4-5) 5-11 YEARS',
            maker: 'Mihon and Kakuu Biotechnologies Pharmaceuticals Corporation',
          },
          product: '見本RTU筋注（架空型1価：見本株ＸＢＢ．１．５及び架空株ＢＡ．４／５）5～11歳用',
          maker: '見本アンド架空バイオテクノロジーズ・ファーマシューティカルズ株式会社',
          lot: 'MIHON-2021-0000000001',
        }),
      ),
      {
        variant: 'travel',
        name: '見本　長い名の寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末',
        travel: {
          latinName: 'SAMPLE MARIA DE LA EXAMPLE Y MUESTRA VON DER ATTRAPPE-VOORBEELD THE THIRD',
          nationality:
            'グレートブリテン及び北アイルランド連合王国 / UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND',
          passportNumber: 'XX0000000',
          issuer: 'Minister of Health, Labour and Welfare, Japan',
        },
      },
    ),
  },
  { name: 'vaccination-domestic-twenty', data: madeUpVaccination(doses(20)) },
];
