import { slips } from '../../languages/compiled/slips.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import type { Bilingual } from '../../shared/certificates.ts';
import type { PayMethod } from '../../shared/cashless.ts';
import { certificatesOf, type DayClosing } from '../../shared/day-closing.ts';
import { certificateName } from './certificate-names.ts';
import { cashPlaceNames } from './cash-words.ts';

/** One figure of a closing. `key`: its name in the CSV file, which no translation changes. */
export interface DayRow {
  readonly key: string;
  readonly label: Bilingual;
  /** Transactions, certificates, sheets or pieces, as the label says; null: it has none. */
  readonly count: number | null;
  /** Yen; null: it has none. */
  readonly amount: number | null;
}

export interface DaySection {
  readonly section: 'day' | 'kinds' | 'ways' | 'refunds' | 'cash' | 'totals';
  readonly heading: Bilingual;
  readonly rows: readonly DayRow[];
}

/** All figures of a closing, once for the slip, the CSV file and the PDF, so that they cannot differ. */
export function daySections(day: DayClosing): readonly DaySection[] {
  const { sums, totals, cash } = day;
  const { refunds } = sums;
  const inside = cash.map(({ place, value, count }) => ({
    ...row(`${place}-${value}`, both(cashPlaceNames[place], ` ${value}円`, ` ${value} yen`), count),
    amount: value * count,
  }));
  return [
    {
      section: 'day',
      heading: { ja: '取引', en: 'Transactions' },
      rows: [
        row('transactions', { ja: '終わった取引', en: 'Ended' }, sums.transactions),
        row('paid', { ja: '入金', en: 'Put in or held' }, null, sums.paid),
        row('printed', { ja: '印刷できた分（売上）', en: 'Earned: printed whole' }, null, sums.printed),
        row('givenBack', { ja: '返した分', en: 'Given back' }, null, sums.givenBack),
        row('owed', { ja: 'お渡しできなかった分', en: 'Not delivered' }, null, sums.owed),
        row('sheets', { ja: '印刷した用紙', en: 'Sheets printed' }, sums.sheets),
      ],
    },
    {
      section: 'kinds',
      heading: { ja: '証明書の種類ごと', en: 'By kind of certificate' },
      rows: [
        ...sums.kinds.map(({ kind, count, amount }) => row(kind, certificateName(kind), count, amount)),
        row('certificates', { ja: '計', en: 'All' }, certificatesOf(sums), worthOf(sums.kinds)),
      ],
    },
    {
      section: 'ways',
      heading: { ja: '支払い方ごと', en: 'By way of payment' },
      rows: [
        ...sums.ways.map(({ method, count, amount }) => row(method, wayName(method), count, amount)),
        row('earned', { ja: '計', en: 'All' }, null, worthOf(sums.ways)),
      ],
    },
    {
      section: 'refunds',
      heading: { ja: '係員の返金', en: 'Refunds by staff' },
      rows: [
        row('refunds', { ja: '返金', en: 'Refunds' }, refunds.count),
        row('hoppers', { ja: '本機から', en: 'From the kiosk' }, null, refunds.hoppers),
        row('register', { ja: '店のレジから', en: "From the store's register" }, null, refunds.register),
        row('cashless', { ja: 'コード決済・カードへ', en: 'To wallet or card' }, null, refunds.cashless),
      ],
    },
    {
      section: 'cash',
      heading: { ja: '本機の中の現金（帳簿）', en: 'Money in the kiosk, by the books' },
      rows: [
        ...inside,
        row('inside', { ja: '計', en: 'All' }, null, worthOf(inside)),
        row(
          'stillOwed',
          { ja: '未返金（すべての日）', en: 'Still owed, of any day' },
          day.openCases,
          day.owed,
        ),
      ],
    },
    {
      section: 'totals',
      heading: { ja: '累計（戻りません）', en: 'Totals, which only grow' },
      rows: [
        row('totalTransactions', { ja: '取引', en: 'Transactions' }, totals.transactions),
        row('totalCertificates', { ja: '証明書', en: 'Certificates' }, totals.certificates),
        row('totalSheets', { ja: '用紙', en: 'Sheets' }, totals.sheets),
        row('totalPrinted', { ja: '売上', en: 'Earned' }, null, totals.printed),
        row('totalGivenBack', { ja: '返した分', en: 'Given back' }, null, totals.givenBack),
        row('totalRefunded', { ja: '係員の返金', en: 'Refunded by staff' }, null, totals.refunded),
      ],
    },
  ];
}

export const dayWords = {
  service: { ja: '一日の締め', en: 'Close of the day' },
  title: { ja: '日計票', en: 'CLOSE OF DAY' },
  number: { ja: '締めの番号', en: 'Closing' },
  since: { ja: '前の締め', en: 'Closing before' },
  first: { ja: 'なし（はじめて）', en: 'none: the first' },
  by: { ja: '担当', en: 'Operator' },
  kiosk: { ja: '端末', en: 'Kiosk' },
  when: { ja: '日時', en: 'Date' },
} as const satisfies Record<string, Bilingual>;

function row(key: string, label: Bilingual, count: number | null, amount: number | null = null): DayRow {
  return { key, label, count, amount };
}

function both({ ja, en }: Bilingual, japanese: string, english: string): Bilingual {
  return { ja: ja + japanese, en: en + english };
}

function wayName(method: PayMethod): Bilingual {
  return { ja: withoutReadings(slips.ja.payMethods[method]), en: slips.en.payMethods[method] };
}

function worthOf(rows: readonly { readonly amount: number }[]): number {
  return rows.reduce((all, { amount }) => all + amount, 0);
}
