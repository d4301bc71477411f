import { localTaxNames } from '../../../printing/certificates/tax/local-tax-names.ts';

/** The national forest tax is levied together with the local tax from this fiscal year on. */
export const firstForestTax = 2024;

/**
 * The tax as a bill names it: 市民税・道民税・森林環境税.
 * @param address in the municipality, with its prefecture: 北海道苫小牧市例示町
 * @throws when no prefecture and municipality stand at its beginning
 */
export function localTaxLabel(address: string, fiscalYear: number): string {
  const [, prefecture, name] =
    /^(北海道|東京都|(?:大阪|京都)府|.{2,3}県)(.+?[市区町村])/u.exec(address) ?? [];
  if (prefecture === undefined || name === undefined) throw new Error('an address without its prefecture');
  const authority = { name, mayorTitle: '', mayorName: '', sealText: '' };
  const { municipal, prefectural } = localTaxNames({ prefecture, authority });
  return [municipal, prefectural, ...(fiscalYear >= firstForestTax ? ['森林環境税'] : [])].join('・');
}
