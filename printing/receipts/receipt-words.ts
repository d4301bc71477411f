import type { PayMethod } from '../../shared/cashless.ts';
import type { Bilingual, CertificateKind, NamedKind } from '../../shared/certificates.ts';

/** Certificates by the names under which municipalities issue them. */
export const certificateNames: Readonly<Record<CertificateKind, Bilingual>> = {
  residenceRecord: { ja: '住民票の写し', en: 'Residence record' },
  residenceRecordItems: { ja: '住民票記載事項証明書', en: 'Items of the residence record' },
  sealRegistration: { ja: '印鑑登録証明書', en: 'Seal registration' },
  taxAssessment: { ja: '課税（非課税）証明書', en: 'Tax assessment' },
  income: { ja: '所得証明書', en: 'Income' },
  taxPayment: { ja: '納税証明書', en: 'Tax payment' },
  taxCertificate: { ja: '税の証明書', en: 'Tax certificate' },
  familyRegister: { ja: '戸籍証明書', en: 'Family register' },
  familyRegisterAddresses: { ja: '戸籍の附票の写し', en: 'Addresses in the family register' },
  vaccination: { ja: '新型コロナワクチン接種証明書', en: 'COVID-19 vaccination' },
};

/** As the municipality calls it, or by the usual name of its kind. */
export function nameOnSlip({ kind, title }: NamedKind): Bilingual {
  return title ?? certificateNames[kind];
}

export const payMethodNames: Readonly<Record<PayMethod, Bilingual>> = {
  cash: { ja: '現金', en: 'Cash' },
  wallet: { ja: 'コード決済', en: 'QR code' },
  contactless: { ja: 'タッチ決済', en: 'Contactless' },
};

/** Everything else that a receipt says. Japanese is on every receipt: store staff read it, too. */
export const receiptWords = {
  service: { ja: '証明書交付サービス', en: 'Municipal certificates' },
  receipt: { ja: '領収書', en: 'RECEIPT' },
  /** Nothing was printed and everything was given back: no money was received. */
  returned: { ja: '発行なしのお知らせ', en: 'NOT ISSUED' },
  /** The same where a wallet or card held the money. */
  letGo: { ja: '請求なしのお知らせ', en: 'NOTHING CHARGED' },
  /** The same certificate again after a bad print. */
  noFee: { ja: '手数料なしのお知らせ', en: 'NO FEE' },
  /** What the machine failed to give: owed whatever a municipality says about refunds. */
  owed: { ja: '未交付の連絡票', en: 'NOT DELIVERED' },
  when: { ja: '日時', en: 'Date' },
  kiosk: { ja: '端末', en: 'Kiosk' },
  municipality: { ja: '発行', en: 'Issued by' },
  code: { ja: '受付の番号', en: 'Code' },
  total: { ja: '合計', en: 'Total' },
  method: { ja: 'お支払い方法', en: 'Paid by' },
  paid: { ja: 'お預り', en: 'Paid' },
  held: { ja: 'お支払いの手続きをした金額', en: 'Approved' },
  change: { ja: 'お釣り', en: 'Change' },
  givenBack: { ja: 'お返しした金額', en: 'Given back' },
  notCharged: { ja: '請求しなかった金額', en: 'Not charged' },
  received: { ja: '領収金額', en: 'Received' },
  issued: { ja: '発行できた分', en: 'Printed' },
  stillOwed: { ja: '機械がお渡しできなかった金額', en: 'Not delivered by the machine' },
  /** The same in the column of sums. */
  owedSum: { ja: '未交付', en: 'Not delivered' },
  showToStaff: {
    ja: 'お店を出る前に、この紙と、出てきた証明書をすべて、店員にお見せください。店員が確かめて、お渡しします。',
    en: 'Before you leave, show this slip and every sheet that came out to the store staff. They check it and pay you back.',
  },
  onlyRecords: {
    ja: '機械が途中で止まったため、くわしい内容はここに書けません。受付の番号で分かります。',
    en: 'The machine stopped on the way, so this slip has no details. Staff find them by the code.',
  },
  askMunicipality: { ja: 'お問い合わせ', en: 'Questions' },
  check: {
    ja: '証明書の枚数と内容をお確かめください。',
    en: 'Check the number of sheets and what they say.',
  },
  /** Where it is not known who says what. */
  unreadable: {
    ja: '読めないところがあるときは、お店を出る前に、すべての証明書とこの紙を店員にお見せください。',
    en: 'If one cannot be read, show all sheets and this slip to the store staff before you leave.',
  },
  feeBack: {
    paidBack: { ja: '手数料をお返しします。', en: 'They pay the fee back.' },
    mayBePaidBack: { ja: '手数料をお返しできることがあります。', en: 'They may pay the fee back.' },
    notPaidBack: {
      ja: '足りない紙があるときは、お店を出る前に、この紙を店員にお見せください。出てきた証明書の交換や、手数料の返金はできません。',
      en: 'If a sheet is missing, show this slip to the store staff before you leave. What has come out is not exchanged, and its fee is not refunded.',
    },
  },
  enrolmentService: { ja: '本籍地利用登録申請', en: 'Registered domicile' },
  enrolment: { ja: '申請の控え', en: 'YOUR REQUEST' },
  enrolmentNumber: { ja: '申請の番号', en: 'Number' },
  domicile: { ja: '本籍地', en: 'Domicile' },
  enrolmentNext: {
    ja: '本籍地の役所が確かめています。数日かかります。どうなったかは、この機械の同じ画面で、マイナンバーカードを使って確かめられます。',
    en: 'The city hall of your registered domicile checks the request. It takes some days. You can see its state on the same screen of this machine with your My Number card.',
  },
  enrolmentVoid: {
    ja: 'カードの電子証明書を新しくしたとき、また氏名や住所が変わったときは、もう一度申請が要ります。',
    en: 'Ask again after the certificate on your card was renewed, or your name or address has changed.',
  },
  takeAll: {
    ja: 'カード・証明書・お釣りをお忘れなく。',
    en: 'Do not forget your card, sheets and change.',
  },
  takeAllButChange: {
    ja: 'カード・証明書をお忘れなく。',
    en: 'Do not forget your card and sheets.',
  },
} as const satisfies Record<string, Bilingual | Record<string, Bilingual>>;
