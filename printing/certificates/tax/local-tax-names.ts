import type { DocumentHead } from '../layout.ts';

/** The local tax by the names that the Local Tax Act gives it in this place. */
export interface LocalTaxNames {
  /** 市民税, 町民税, 村民税, 特別区民税 */
  readonly municipal: string;
  /** 道民税, 都民税, 府民税, 県民税 */
  readonly prefectural: string;
  /** Both, as certificates are titled: 市・道民税, 特別区民税・都民税. */
  readonly both: string;
}

/** @param prefecture 都道府県 of the municipality that taxes */
export function localTaxNames({
  authority,
  prefecture,
}: Pick<DocumentHead, 'authority' | 'prefecture'>): LocalTaxNames {
  const prefectural = `${prefecture.slice(-1)}民税`;
  const kind = authority.name.slice(-1);
  // Only the wards of Tokyo are municipalities; those of other cities tax nobody.
  if (kind === '区') return { municipal: '特別区民税', prefectural, both: `特別区民税・${prefectural}` };
  return { municipal: `${kind}民税`, prefectural, both: `${kind}・${prefectural}` };
}

/** On pages that were printed before they said which prefecture it is. */
export function earlierTaxNames(municipality: string): Omit<LocalTaxNames, 'both'> {
  return municipality.endsWith('区')
    ? { municipal: '特別区民税', prefectural: '都民税' }
    : { municipal: '市町村民税', prefectural: '道府県民税' };
}
