import { municipalityIdSchema, type MunicipalityId } from '../../../shared/ids.ts';
import type { Stream, Weighted } from './stream.ts';
import { codes } from '../../../testing/municipality-codes.ts';

/** A municipality of the center, as addresses name it. */
export interface Place {
  readonly id: MunicipalityId;
  /** 茨城県つくば市 */
  readonly address: string;
  /** Whether houses are numbered by block and house (住居表示) rather than by lot. */
  readonly blocks: boolean;
}

const place = (id: string, address: string, blocks: boolean): Place => ({
  id: municipalityIdSchema.parse(id),
  address,
  blocks,
});

/** Weighted by their real sizes. */
const places: Weighted<Place> = [
  [place(codes.tsukuba, '茨城県つくば市', false), 25],
  [place(codes.minato, '東京都港区', true), 26],
  [place(codes.meguro, '東京都目黒区', true), 28],
  [place(codes.arakawa, '東京都荒川区', true), 22],
  [place(codes.tomakomai, '北海道苫小牧市', true), 17],
];
const elsewhere = [
  '大阪府架空市',
  '愛知県見本市',
  '福岡県例示市',
  '宮城県仮名市',
  '広島県模範市',
  '神奈川県想像市',
] as const;

/** None of the five municipalities has towns with these names. */
const towns = ['見本町', '例示町', '仮名町', '架空町', '見本台', '例示台', '架空台', '模範町'] as const;
const chome = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const;
const buildings = ['例示ハイツ', 'メゾン見本', '架空荘', '見本パークタワー', 'コーポ仮名'] as const;

/** Shares of addresses and domiciles. */
const shares = { flat: 0.55, domicileHere: 0.6, domicileInAnother: 0.15, movedFromHere: 0.35 } as const;

export function homeOf(stream: Stream): Place {
  return stream.weighted(places);
}

/** An address in a municipality: 茨城県つくば市見本町一丁目2番地3. */
export function addressIn(stream: Stream, { address, blocks }: Place): string {
  const lot = lotIn(stream, blocks);
  const house = 1 + stream.below(30);
  const number = blocks ? `${lot}${house}号` : `${lot}${house}`;
  if (!stream.chance(shares.flat)) return address + number;
  const room = (1 + stream.below(14)) * 100 + 1 + stream.below(12);
  return `${address}${number}　${stream.pick(buildings)}${room}号`;
}

/** Where somebody lived before: in the same municipality, or outside all five. */
export function addressBefore(stream: Stream, home: Place): { address: string; sameMunicipality: boolean } {
  if (stream.chance(shares.movedFromHere))
    return { address: addressIn(stream, home), sameMunicipality: true };
  return { address: `${stream.pick(elsewhere)}${lotIn(stream, true)}1号`, sameMunicipality: false };
}

/** Where a household lived before it came to a municipality within which it has moved since. @param day on which it came */
export function addressOfArrival(day: number): string {
  const number = Math.abs(day);
  const from = elsewhere[number % elsewhere.length] ?? elsewhere[0];
  return `${from}見本町一丁目${1 + (number % 60)}番1号`;
}

/** 本籍: where the family register is kept. */
export interface DomicilePlace {
  /** Null: none of the five, so that this center does not have the register. */
  readonly municipality: MunicipalityId | null;
  /** 茨城県つくば市見本町一丁目2番地 */
  readonly place: string;
}

export function domicileOf(stream: Stream, home: Place): DomicilePlace {
  const share = stream.unit();
  if (share >= shares.domicileHere + shares.domicileInAnother)
    return { municipality: null, place: `${stream.pick(elsewhere)}${lotIn(stream, true)}` };
  const at = share < shares.domicileHere ? home : homeOf(stream);
  return { municipality: at.id, place: at.address + lotIn(stream, at.blocks) };
}

function lotIn(stream: Stream, blocks: boolean): string {
  return `${stream.pick(towns)}${stream.pick(chome)}丁目${1 + stream.below(60)}${blocks ? '番' : '番地'}`;
}
