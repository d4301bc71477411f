import type { Bilingual } from '../../shared/certificates.ts';
import type { RefundReason } from '../../shared/refund-api.ts';

export const refundReasonNames: Readonly<Record<RefundReason, Bilingual>> = {
  owed: { ja: '機械が出せなかった分', en: 'Not delivered by the machine' },
  badPrint: { ja: '印刷が読めない', en: 'Bad print' },
  wrongChoice: { ja: '選びまちがい', en: 'Wrong choice' },
  leftBehind: { ja: '証明書の取り忘れ', en: 'Sheets left behind' },
};

/** What the two copies of a refund say. Staff read them, too. */
export const refundWords = {
  refund: { ja: '返金の控え', en: 'REFUND' },
  /** What the machine had failed to give is no refund. */
  delivered: { ja: '未交付分のお渡し', en: 'DELIVERED LATE' },
  retake: { ja: '取り直しのご案内', en: 'TAKE IT AGAIN' },
  copies: {
    resident: { ja: 'お客様用', en: 'Your copy' },
    store: { ja: 'お店用', en: 'Copy of the store' },
  },
  reason: { ja: '理由', en: 'Reason' },
  hoppers: { ja: '機械から現金で', en: 'Cash, from the machine' },
  register: { ja: 'レジから現金で', en: 'Cash, from the register' },
  cashless: { ja: '決済のお取り消し', en: 'Back to wallet or card' },
  refunded: { ja: '返金額', en: 'Refunded' },
  handedOver: { ja: 'お渡しした金額', en: 'Paid out' },
  cashlessLater: {
    ja: '決済のお取り消しは、決済の会社の明細に、後日のることがあります。',
    en: 'A refund to a wallet or card may take some days to appear on its statement.',
  },
  retakeUntil: { ja: '無料で取り直せる時間', en: 'Free of charge until' },
  retakeHow: {
    ja: '同じマイナンバーカードで、同じ証明書をもう一度お選びください。この時間までは、手数料がかかりません。',
    en: 'Choose the same certificate again with the same My Number card. Until then it costs nothing.',
  },
  by: { ja: '担当', en: 'Staff' },
  second: { ja: '確認', en: 'Second staff' },
  keep: {
    ja: 'お店の方へ。返された証明書に無効印を押し、この控えと一緒に保管してください。',
    en: 'For the store: stamp the returned sheets void and keep them with this copy.',
  },
  moneyTaken: { ja: '上の金額を受け取りました。', en: 'I have received the sum above.' },
  cashlessTaken: {
    ja: '上の金額のお取り消しを確かめました。',
    en: 'I have seen that the sum above goes back to my wallet or card.',
  },
  retakeTaken: { ja: '上のご案内を受け取りました。', en: 'I have been told the above.' },
  signature: { ja: 'ご署名', en: 'Signature' },
} as const satisfies Record<string, Bilingual | Record<string, Bilingual>>;
