import type { ResidentEntry } from '../../../issuing-center/registers/residents.ts';
import type { ForeignResidentCategory } from '../../../shared/foreign-residents.ts';
import { dateOf, dayNumber, populationDay, type DayNumber } from './days.ts';
import type { WrittenName } from './japanese-names.ts';
import type { Stream, Weighted } from './stream.ts';

/** What the register says of a foreign resident in addition. */
export interface Foreigner {
  readonly nationality: string;
  /** Three letters, as in passports. */
  readonly nationalityCode: string;
  /** 通称 */
  readonly alias: string | null;
  /** 外国人住民となった年月日: no later than the day of coming to the municipality. */
  readonly since: DayNumber;
  readonly residenceStatus: NonNullable<ResidentEntry['residenceStatus']>;
}

interface Nation {
  readonly name: string;
  readonly code: string;
  /** Family names that mean "sample" there. */
  readonly surnames: readonly WrittenName[];
  readonly given: Readonly<Record<'male' | 'female', readonly WrittenName[]>>;
}

const named = (text: string): readonly WrittenName[] =>
  text.split(', ').map((pair) => {
    const [written = '', kana = ''] = pair.split('/');
    return { text: written, kana };
  });

const nations: Weighted<Nation> = [
  [
    {
      name: '中国',
      code: 'CHN',
      surnames: named('YANGPIN/ヤンピン, SHILI/シーリー'),
      given: {
        male: named('WEI/ウェイ, QIANG/チャン, JUN/ジュン'),
        female: named('FANG/ファン, LI/リー, NA/ナー'),
      },
    },
    24,
  ],
  [
    {
      name: 'ベトナム',
      code: 'VNM',
      surnames: named('VIDU/ヴィズー, MAU/マウ'),
      given: {
        male: named('VAN HUNG/ヴァン　フン, MINH/ミン, DUC/ドゥック'),
        female: named('THI LAN/ティ　ラン, THI HOA/ティ　ホア, LINH/リン'),
      },
    },
    19,
  ],
  [
    {
      name: '韓国',
      code: 'KOR',
      surnames: named('GYEONBON/キョンボン, YESI/イェシ'),
      given: {
        male: named('MINSU/ミンス, JIHO/ジホ, SEONG/ソン'),
        female: named('SUJIN/スジン, YUNA/ユナ, HAEUN/ハウン'),
      },
    },
    13,
  ],
  [
    {
      name: 'フィリピン',
      code: 'PHL',
      surnames: named('HALIMBAWA/ハリンバワ, MUESTRA/ムエストラ'),
      given: {
        male: named('JOSE/ホセ, JUAN CARLO/フアン　カルロ, MARK/マーク'),
        female: named('MARIA/マリア, ANA ROSE/アナ　ローズ, GRACE/グレース'),
      },
    },
    11,
  ],
  [
    {
      name: 'ブラジル',
      code: 'BRA',
      surnames: named('EXEMPLO DA SILVA/エゼンプロ　ダ　シルヴァ, AMOSTRA/アモストラ'),
      given: {
        male: named('PAULO/パウロ, JOAO PEDRO/ジョアン　ペドロ, LUCAS/ルカス'),
        female: named('MARIA FERNANDA/マリア　フェルナンダ, ANA/アナ, JULIA/ジュリア'),
      },
    },
    7,
  ],
  [
    {
      name: 'ネパール',
      code: 'NPL',
      surnames: named('NAMUNA/ナムナ, UDAHARAN/ウダハラン'),
      given: { male: named('RAM/ラム, BISHNU/ビシュヌ'), female: named('SITA/シタ, GITA/ギタ') },
    },
    8,
  ],
  [
    {
      name: '米国',
      code: 'USA',
      surnames: named('EXAMPLE/エグザンプル, SAMPLE/サンプル, SPECIMEN/スペシメン'),
      given: {
        male: named('JOHN MICHAEL/ジョン　マイケル, DAVID/デイビッド, ROBERT/ロバート'),
        female: named('JANE/ジェーン, MARY ANN/メアリー　アン, SUSAN/スーザン'),
      },
    },
    6,
  ],
  [
    {
      name: 'グレートブリテン及び北アイルランド連合王国',
      code: 'GBR',
      surnames: named('SAMPLE-EXAMPLE/サンプル　エグザンプル'),
      given: {
        male: named('OLIVER/オリバー, HENRY/ヘンリー'),
        female: named('EMILY/エミリー, ALICE/アリス'),
      },
    },
    1,
  ],
];

interface Status {
  readonly category: ForeignResidentCategory;
  /** 在留資格; empty where the category has none. */
  readonly status: string;
  /** How long it lasts, in years or as a text with its days; null: without an end. */
  readonly lasts: number | { readonly text: string; readonly days: number } | null;
}

const cardHolder = (status: string, lasts: number | null): Status => ({
  category: '中長期在留者',
  status,
  lasts,
});
const statuses: Weighted<Status> = [
  [cardHolder('永住者', null), 30],
  [{ category: '特別永住者', status: '', lasts: null }, 9],
  [cardHolder('技術・人文知識・国際業務', 5), 13],
  [cardHolder('留学', 2), 12],
  [cardHolder('技能実習2号ロ', 1), 13],
  [cardHolder('家族滞在', 3), 9],
  [cardHolder('定住者', 3), 7],
  [cardHolder('日本人の配偶者等', 3), 5],
  [cardHolder('高度専門職1号（ロ）', 5), 2],
  [{ category: '仮滞在許可者', status: '', lasts: { text: '6月', days: 180 } }, 0.3],
  [{ category: '一時庇護許可者', status: '', lasts: { text: '6月', days: 180 } }, 0.1],
];
/** Who was born here without a status has sixty days to ask for one. */
const newborn: Status = { category: '出生による経過滞在者', status: '', lasts: null };
const newbornDays = 60;
/** The record of foreign residents began on this day; who lived here before became one on it. */
export const recordSince = dayNumber('2012-07-09');

/** Shares of foreign residents. */
const shares = { alias: 0.3 } as const;

/** @param code of a relative's nation, which is then returned */
export function nation(stream: Stream, code?: string): Nation {
  const found = nations.find(([{ code: other }]) => other === code);
  return found ? found[0] : stream.weighted(nations);
}

export function latinSurname(stream: Stream, { surnames }: Nation): WrittenName {
  return stream.pick(surnames);
}

export function latinGivenName(stream: Stream, { given }: Nation, sex: 'male' | 'female'): WrittenName {
  return stream.pick(given[sex]);
}

/** Nationality, status and perhaps an alias. @param aliasName the alias, if there is one */
export function foreigner(
  stream: Stream,
  { name, code }: Nation,
  aliasName: string,
  bornOn: DayNumber,
): Foreigner {
  const drawn = stream.weighted(statuses);
  const { category, status, lasts } = populationDay - bornOn < newbornDays ? newborn : drawn;
  const days = lasts === null ? null : typeof lasts === 'number' ? lasts * 365 : lasts.days;
  const until = days === null ? null : dateOf(populationDay + 1 + stream.below(days));
  const hasCard = category === '中長期在留者' || category === '特別永住者';
  return {
    since: foreignerSince(stream, bornOn),
    nationality: name,
    nationalityCode: code,
    alias: stream.chance(shares.alias) ? aliasName : null,
    residenceStatus: {
      category,
      status,
      period:
        typeof lasts === 'number' ? `${lasts}年` : (lasts?.text ?? (status === '永住者' ? '無期限' : '')),
      until,
      cardNumber: hasCard ? `ZZ${String(stream.below(100_000_000)).padStart(8, '0')}ZZ` : '',
    },
  };
}

/** A day since birth, and since the record began. */
function foreignerSince(stream: Stream, bornOn: DayNumber): DayNumber {
  const first = Math.max(recordSince, bornOn);
  return first + Math.floor((populationDay - first) * stream.unit() ** 2);
}
