import { languages, type Bilingual, type Language } from '../../shared/certificates.ts';
import type { SlipData } from '../../shared/printers.ts';
import { renderReceiptSvg } from '../../printing/receipts/receipt-svg.ts';
import { sampleEnrolmentSlip, sampleOwed, sampleReceipt } from '../receipt-printer/sample-receipts.ts';

const slips = {
  receipt: { slip: sampleReceipt, caption: { ja: '領収書', en: 'Receipt' } },
  owed: { slip: sampleOwed, caption: { ja: '返金連絡票', en: 'Refund slip' } },
  enrolment: { slip: sampleEnrolmentSlip, caption: { ja: '本籍地利用登録申請票', en: 'Enrolment slip' } },
} as const satisfies Record<string, { readonly slip: SlipData; readonly caption: Bilingual }>;

/** A slip as the receipt printer prints it. */
export interface DrawnSlip {
  /** `receipt-en` */
  readonly name: string;
  readonly caption: Bilingual;
  readonly language: Language;
  readonly svg: string;
}

/** Every slip, for who chose Japanese and for who chose English. */
export function drawSlips(): readonly DrawnSlip[] {
  return Object.entries(slips).flatMap(([name, { slip, caption }]) =>
    languages.map((language) => ({
      name: `${name}-${language}`,
      caption,
      language,
      svg: renderReceiptSvg({ ...slip, language }),
    })),
  );
}
