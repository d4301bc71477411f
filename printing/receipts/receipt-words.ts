import type { Bilingual, CertificateKind } from '../../shared/certificates.ts';

/** Certificates by the names under which municipalities issue them. */
export const certificateNames: Readonly<Record<CertificateKind, Bilingual>> = {
  residenceRecord: { ja: '住民票の写し', en: 'Residence record' },
  sealRegistration: { ja: '印鑑登録証明書', en: 'Seal registration' },
  taxAssessment: { ja: '課税（非課税）証明書', en: 'Tax assessment' },
  income: { ja: '所得証明書', en: 'Income' },
  taxPayment: { ja: '納税証明書', en: 'Tax payment' },
  familyRegister: { ja: '戸籍証明書', en: 'Family register' },
  familyRegisterAddresses: { ja: '戸籍の附票の写し', en: 'Addresses in the family register' },
  vaccination: { ja: '新型コロナワクチン接種証明書', en: 'COVID-19 vaccination' },
};

/** All else that a receipt says. Japanese stands on every receipt: store staff read it, too. */
export const receiptWords = {
  service: { ja: '証明書交付サービス', en: 'Municipal certificates' },
  receipt: { ja: '領収書', en: 'RECEIPT' },
  /** Nothing was printed and everything was given back: no money was received. */
  returned: { ja: '返金のお知らせ', en: 'MONEY RETURNED' },
  owed: { ja: '返金連絡票', en: 'REFUND SLIP' },
  when: { ja: '日時', en: 'Date' },
  kiosk: { ja: '端末', en: 'Kiosk' },
  municipality: { ja: '発行', en: 'Issued by' },
  code: { ja: '受付の番号', en: 'Code' },
  total: { ja: '合計', en: 'Total' },
  paid: { ja: 'お預り', en: 'Paid' },
  change: { ja: 'お釣り', en: 'Change' },
  givenBack: { ja: 'ご返金・お釣り', en: 'Given back' },
  received: { ja: '領収金額', en: 'Received' },
  issued: { ja: '発行できた分', en: 'Printed' },
  stillOwed: { ja: 'まだお返ししていない金額', en: 'Still owed to you' },
  showToStaff: {
    ja: 'お店を出る前に、この紙と、出てきた証明書をすべて、店員にお見せください。店員が確かめて、お返しします。',
    en: 'Before you leave, show this slip and every sheet that came out to the store staff. They check it and pay you back.',
  },
  askMunicipality: { ja: 'お問い合わせ', en: 'Questions' },
  check: {
    ja: '証明書の枚数と内容をお確かめください。読めないところがあるときは、お店を出る前に、すべての証明書とこの紙を店員にお見せください。',
    en: 'Check the number of sheets and what they say. If one cannot be read, show all sheets and this slip to the store staff before you leave.',
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
} as const satisfies Record<string, Bilingual>;
