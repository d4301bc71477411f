import { localTaxNames } from '../../../printing/certificates/tax/local-tax-names.ts';
import type { CostOfLiving } from './exemption.ts';

/** The national forest tax is levied together with the local tax from this fiscal year on. */
export const firstForestTax = 2024;

/** What differs between municipalities in the local tax. */
export interface LocalTaxPlace {
  /** The tax as a bill names it: 市民税・道民税・森林環境税. */
  readonly label: string;
  readonly costOfLiving: CostOfLiving;
  /** 均等割 of the year, whole yen. */
  readonly perCapita: { readonly municipal: number; readonly prefectural: number };
}

/** Ibaraki Prefecture levies 1,000 yen a head more for its forests and lakes (茨城県森林湖沼環境税). */
const ofPrefectures: Readonly<Record<string, number>> = { 茨城県: 1000 };
const wards = /^東京都.+区/u;
const secondLevel = /^北海道苫小牧市/u;

/**
 * @param address in the municipality, with its prefecture: 北海道苫小牧市例示町
 * @throws when no prefecture and municipality stand at its beginning
 */
export function localTaxPlace(address: string, fiscalYear: number): LocalTaxPlace {
  const [, prefecture, name] =
    /^(北海道|東京都|(?:大阪|京都)府|.{2,3}県)(.+?[市区町村])/u.exec(address) ?? [];
  if (prefecture === undefined || name === undefined) throw new Error('an address without its prefecture');
  const authority = { name, mayorTitle: '', mayorName: '', sealText: '' };
  const { municipal, prefectural } = localTaxNames({ prefecture, authority });
  const forest = fiscalYear >= firstForestTax;
  // From 2014 to 2023 both parts had 500 yen more for protection from disasters.
  const early = forest ? 0 : 500;
  return {
    label: [municipal, prefectural, ...(forest ? ['森林環境税'] : [])].join('・'),
    costOfLiving: wards.test(address) ? 1 : secondLevel.test(address) ? 2 : 3,
    perCapita: {
      municipal: 3000 + early,
      prefectural: 1000 + early + (ofPrefectures[prefecture] ?? 0),
    },
  };
}
