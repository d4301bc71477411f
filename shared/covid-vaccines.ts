/** A vaccine against COVID-19 that was approved in Japan, by its brand name, and who sells it. */
export interface CovidVaccine {
  readonly product: string;
  readonly maker: string;
  /** The same in Latin letters, as certificates for travel have them. */
  readonly latin: { readonly product: string; readonly maker: string };
}

const vaccine = (product: string, maker: string, latinProduct: string, latinMaker: string): CovidVaccine => ({
  ...{ product, maker },
  latin: { product: latinProduct, maker: latinMaker },
});

/** One maker has one brand, whatever strains it was made for. */
export const covidVaccines: readonly CovidVaccine[] = [
  vaccine('コミナティ', 'ファイザー', 'COMIRNATY', 'Pfizer'),
  vaccine('スパイクバックス', 'モデルナ', 'SPIKEVAX', 'Moderna'),
  vaccine('バキスゼブリア', 'アストラゼネカ', 'VAXZEVRIA', 'AstraZeneca'),
  vaccine('ヌバキソビッド', '武田薬品工業', 'NUVAXOVID', 'Takeda'),
  vaccine('ジェコビデン', 'ヤンセンファーマ', 'JCOVDEN', 'Janssen'),
  vaccine('ダイチロナ', '第一三共', 'DAICHIRONA', 'Daiichi Sankyo'),
  vaccine('コスタイベ', 'Meiji Seika ファルマ', 'KOSTAIVE', 'Meiji Seika Pharma'),
];

/** The vaccine that a record names: コミナティRTU筋注（2価…） is コミナティ. Null for one that was not approved here. */
export function covidVaccineOf(product: string): CovidVaccine | null {
  return covidVaccines.find((each) => product.startsWith(each.product)) ?? null;
}
