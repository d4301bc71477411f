import type { Bilingual } from '../../../shared/certificates.ts';
import { languages, type Language } from '../../../shared/languages.ts';
import { nextStepCauses } from '../../../shared/next-step.ts';
import type { SlipData } from '../../../shared/printers.ts';
import { slips as slipWords } from '../../../languages/compiled/slips.ts';
import { withoutReadings } from '../../../languages/ruby.ts';
import { renderReceiptSvg } from '../../../printing/receipts/receipt-svg.ts';
import { sampleDaySlip } from '../../../testing/receipts/sample-day.ts';
import {
  sampleCashCount,
  sampleCashlessRefund,
  sampleEnrolmentSlip,
  sampleFree,
  sampleLetGo,
  sampleNextStep,
  sampleOwed,
  sampleOwedAfterPowerCut,
  samplePartlyCharged,
  sampleReceipt,
  sampleRefund,
  sampleRetake,
  sampleReturned,
  sampleTestSlip,
  sampleWalletReceipt,
} from '../../../testing/receipts/sample-receipts.ts';

interface GallerySlip {
  /** Part of file names. */
  readonly name: string;
  readonly caption: Bilingual;
  readonly slip: SlipData;
}

interface SlipGroup {
  readonly caption: Bilingual;
  readonly slips: readonly GallerySlip[];
}

function shown(name: string, ja: string, en: string, slip: SlipData): GallerySlip {
  return { name, caption: { ja, en }, slip };
}

const groups: readonly SlipGroup[] = [
  {
    caption: { ja: '領収書', en: 'Receipts' },
    slips: [
      shown('receipt', '領収書', 'Receipt', sampleReceipt),
      shown('receipt-wallet', '領収書・コード決済', 'Receipt, wallet', sampleWalletReceipt),
      shown('receipt-contactless', '領収書・一部だけ請求', 'Receipt, charged in part', samplePartlyCharged),
      shown('returned', '発行なしのお知らせ', 'Not issued', sampleReturned),
      shown('let-go', '請求なしのお知らせ', 'Nothing charged', sampleLetGo),
      shown('no-fee', '手数料なしのお知らせ', 'No fee', sampleFree),
    ],
  },
  {
    caption: { ja: '未交付', en: 'What was not delivered' },
    slips: [
      shown('owed', '未交付の連絡票', 'Not delivered', sampleOwed),
      shown(
        'owed-power-cut',
        '未交付の連絡票・停電のあと',
        'Money owed, after a power cut',
        sampleOwedAfterPowerCut,
      ),
    ],
  },
  {
    caption: { ja: '返金と取り直し', en: 'Refunds' },
    slips: [
      shown('refund-resident', '返金の控え・お客様用', "Refund slip, resident's copy", sampleRefund),
      shown('refund-store', '返金の控え・お店用', "Refund slip, store's copy", {
        ...sampleRefund,
        copy: 'store',
      }),
      shown('refund-cashless', '返金の控え・決済の取り消し', 'Refund slip, back to a wallet', {
        ...sampleCashlessRefund,
        copy: 'store',
      }),
      shown('retake', '取り直しのご案内', 'The same certificate again', sampleRetake),
    ],
  },
  {
    caption: { ja: 'これからのご案内', en: 'What to do next' },
    slips: nextStepCauses.map((cause) => ({
      name: `next-${cause}`,
      caption: {
        ja: withoutReadings(slipWords.ja.nextStep[cause].happened),
        en: slipWords.en.nextStep[cause].happened,
      },
      slip: sampleNextStep(cause),
    })),
  },
  {
    caption: { ja: '申請・点検・テスト', en: 'Enrolment, count, test' },
    slips: [
      shown('enrolment', '本籍地利用登録申請票', 'Enrolment slip', sampleEnrolmentSlip),
      shown('cash', '現金点検票', 'Cash count', sampleCashCount),
      shown('day', '日計票', 'Close of the day', sampleDaySlip),
      shown('test', 'テスト印字', 'Test slip', sampleTestSlip),
    ],
  },
];

/** One slip of each kind is shown in every language, the others in Japanese and English. */
const inEveryLanguage: ReadonlySet<string> = new Set([
  ...['receipt', 'owed', 'refund-resident', 'next-pinLocked', 'enrolment'],
]);
const usual: readonly Language[] = ['ja', 'en'];

/** A slip as the receipt printer prints it. */
export interface DrawnSlip {
  /** `receipt-en` */
  readonly name: string;
  readonly caption: Bilingual;
  readonly language: Language;
  readonly svg: string;
}

export interface DrawnGroup {
  readonly caption: Bilingual;
  readonly slips: readonly DrawnSlip[];
}

/** Every slip, group by group, in Japanese and in English; one of each kind in every language. */
export function drawSlips(): readonly DrawnGroup[] {
  return groups.map(({ caption, slips }) => ({
    caption,
    slips: slips.flatMap(({ name, caption, slip }) =>
      (inEveryLanguage.has(name) ? languages : usual).map((language) => ({
        name: `${name}-${language}`,
        caption,
        language,
        svg: renderReceiptSvg({ ...slip, language }),
      })),
    ),
  }));
}
