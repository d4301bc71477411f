import type { Bilingual } from '../../shared/certificates.ts';
import type { CashSlipData } from '../../shared/printers.ts';

export const cashPlaceNames: Readonly<Record<CashSlipData['lines'][number]['place'], Bilingual>> = {
  hopper: { ja: '釣銭ホッパー', en: 'Hoppers' },
  coinBox: { ja: '硬貨の金庫', en: 'Coin box' },
  noteBox: { ja: '紙幣の金庫', en: 'Note box' },
};

/** The words of a cash count, for operators. */
export const cashWords = {
  service: { ja: '現金の管理', en: 'Cash in the kiosk' },
  title: { ja: '現金点検票', en: 'CASH COUNT' },
  by: { ja: '担当', en: 'Operator' },
  value: { ja: '金種', en: 'Value' },
  expected: { ja: '帳簿', en: 'Expected' },
  counted: { ja: '実数', en: 'Counted' },
  difference: { ja: '差', en: 'Differ.' },
  left: { ja: '残し', en: 'Left' },
  subtotal: { ja: '計・円', en: 'Yen' },
  pieces: { ja: '数は枚数、「計・円」は金額です。', en: 'Pieces, and their worth in yen.' },
  all: { ja: '全部の合計', en: 'All places' },
  expectedSum: { ja: '帳簿の金額', en: 'Expected' },
  countedSum: { ja: '数えた金額', en: 'Counted' },
  collected: { ja: '取り出し（補充を除く）', en: 'Net taken out' },
  filled: { ja: '補充（取り出しを除く）', en: 'Net filled' },
  leftSum: { ja: '機械に残した金額', en: 'Left in the kiosk' },
  differenceSum: { ja: '過不足', en: 'Difference' },
} as const satisfies Record<string, Bilingual>;
