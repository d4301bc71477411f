import type { Bilingual } from '../../shared/certificates.ts';
import type { NextStepCause } from '../../shared/next-step.ts';

export { nextStepCauses } from '../../shared/next-step.ts';

/** One refusal: what happened, where to go and what to do there, what to bring, and whose number the code calls. */
export interface NextStepWords {
  readonly happened: Bilingual;
  readonly where: Bilingual;
  readonly bring: readonly Bilingual[];
  readonly call: 'municipality' | 'helpLine';
}

const card = { ja: 'マイナンバーカード', en: 'My Number card' } as const;
const identity = {
  ja: 'ほかの本人確認の書類（運転免許証、旅券など）',
  en: 'Another proof of identity, such as a passport',
} as const;
const certificateFee = { ja: '証明書の手数料', en: 'The fee of the certificate' } as const;
const phone = { ja: 'スマートフォン', en: 'Smartphone' } as const;

/** Whoever cannot take a certificate here gets it at the window: the same advice whatever the cause. */
const takeAtWindow = {
  where: {
    ja: '市区町村の窓口で、お受け取りください。',
    en: 'Take the certificate at the window of your city hall.',
  },
  bring: [card, identity, certificateFee],
  call: 'municipality',
} as const;

/** What may work again later. */
const laterOrAtWindow = {
  ...takeAtWindow,
  where: {
    ja: '時間をおいて、もう一度お試しください。お急ぎのときは、市区町村の窓口でお受け取りください。',
    en: 'Try again later. If it is urgent, take the certificate at the window of your city hall.',
  },
} as const;

/** A card that may be broken. */
const haveCardChecked = {
  where: {
    ja: 'くり返すときは、市区町村の窓口で、カードを見てもらってください。',
    en: 'If it happens again, have the card checked at your city hall.',
  },
  bring: [card, identity],
  call: 'municipality',
} as const;

const bringCardAndIdentity = { bring: [card, identity], call: 'municipality' } as const;

/**
 * `notAvailable` covers an issuance restriction at the person's own request as well as an entry that is being changed: it names
 * the second as an example, and its advice and the whole look of its slip are those of any certificate that is taken at the window.
 */
export const nextStepWords: Readonly<Record<NextStepCause, NextStepWords>> = {
  noCertificate: {
    happened: {
      ja: 'カードに、コンビニ交付で使う電子証明書が入っていません。',
      en: 'Your card has no electronic certificate for this service.',
    },
    where: {
      ja: '市区町村の窓口で、電子証明書を入れてもらってください。',
      en: 'Have it added at your city hall.',
    },
    ...bringCardAndIdentity,
  },
  cardWithoutPin: {
    happened: {
      ja: '暗証番号のないカード（顔認証マイナンバーカード）は、コンビニ交付に使えません。',
      en: 'A card that was issued without a PIN cannot be used for this service.',
    },
    ...takeAtWindow,
  },
  noSignatureCertificate: {
    happened: {
      ja: 'カードに、署名用の電子証明書が入っていません。15歳未満の方には発行されません。',
      en: 'Your card has no signature certificate. None is issued to anybody under 15.',
    },
    where: {
      ja: '15歳以上の方は、市区町村の窓口で、発行をお申し込みください。15歳未満の方のお手続きは、窓口でお尋ねください。',
      en: 'From the age of 15, apply for it at your city hall. Under 15, please ask there what you can do.',
    },
    ...bringCardAndIdentity,
  },
  signatureCertificateVoid: {
    happened: {
      ja: '署名用の電子証明書が使えなくなっています。氏名や住所が変わると、自動的に失効します。',
      en: 'The signature certificate on your card is void. A change of name or address voids it.',
    },
    where: {
      ja: '市区町村の窓口で、署名用の電子証明書の発行を新しく受けてください。',
      en: 'Have the signature certificate issued anew at your city hall.',
    },
    ...bringCardAndIdentity,
  },
  passwordLocked: {
    happened: {
      ja: '署名用パスワードを続けて5回まちがえたため、止まっています。',
      en: 'The signature password is locked after five mistakes in a row.',
    },
    where: {
      ja: 'スマートフォンのアプリで予約をすると、この機械で新しく決められます。市区町村の窓口でもできます。',
      en: 'Reserve in the smartphone app, then set a new one at a machine like this. Your city hall can do it, too.',
    },
    ...bringCardAndIdentity,
  },
  resetNotPossible: {
    happened: {
      ja: 'このカードやスマートフォンでは、この機械で番号を決め直せません。',
      en: 'This card or phone cannot be given a new PIN or password at this machine.',
    },
    where: { ja: '市区町村の窓口で、番号を決め直してください。', en: 'Have it set at your city hall.' },
    ...bringCardAndIdentity,
  },
  certificateExpired: {
    happened: {
      ja: 'カードの電子証明書の期限が切れています。',
      en: 'The electronic certificate on your card has expired.',
    },
    where: { ja: '市区町村の窓口で、新しくしてください。', en: 'Have it renewed at your city hall.' },
    ...bringCardAndIdentity,
  },
  certificateNotYetValid: {
    happened: {
      ja: 'カードの電子証明書は、まだ使える日になっていません。',
      en: 'The electronic certificate on your card is not valid yet.',
    },
    where: {
      ja: '使える日を、市区町村の窓口でお尋ねください。',
      en: 'Ask at your city hall from when it can be used.',
    },
    ...bringCardAndIdentity,
  },
  certificateRevoked: {
    happened: {
      ja: 'カードの電子証明書が、使えない状態になっています。',
      en: 'The electronic certificate on your card cannot be used.',
    },
    where: {
      ja: '市区町村の窓口で、お尋ねください。なくした届けを出したあとで見つかったカードは、窓口で一時停止を解いてもらいます。電話では解けません。',
      en: 'Ask at your city hall. A card that was reported lost and found again is released there, not by telephone.',
    },
    bring: [card, identity],
    call: 'municipality',
  },
  certificateUnknown: {
    happened: {
      ja: 'カードの電子証明書を確かめられませんでした。',
      en: 'The electronic certificate on your card could not be verified.',
    },
    where: {
      ja: '市区町村の窓口で、カードを見てもらってください。',
      en: 'Have the card checked at your city hall.',
    },
    ...bringCardAndIdentity,
  },
  pinLocked: {
    happened: {
      ja: '暗証番号を続けて3回まちがえたため、止まっています。日がたっても元にはもどりません。',
      en: 'The PIN is locked after three mistakes in a row. Waiting does not unlock it.',
    },
    where: {
      ja: '市区町村の窓口で、暗証番号を決め直してください。',
      en: 'Set a new PIN at your city hall.',
    },
    ...bringCardAndIdentity,
  },
  notResidentHere: {
    happened: {
      ja: '選んだ市区町村に、住民票（本籍地を選んだ方は戸籍）が見つかりません。',
      en: 'Neither your residence nor your domicile is in the city or ward that you chose.',
    },
    where: {
      ja: '住民票のある市区町村をお選びください。本籍地がよその戸籍の証明書は、先にこの機械で「本籍地利用登録申請」をしてください。引っ越したばかりの方は、市区町村の窓口へ。',
      en: 'Choose the city or ward where you live. For a family register kept elsewhere, first enrol your registered domicile at a machine like this. If you have just moved, ask at your city hall.',
    },
    bring: [card, { ja: '署名用パスワード（申請のとき）', en: 'Your signature password (to enrol)' }],
    call: 'municipality',
  },
  movedOut: {
    happened: {
      ja: '引っ越し（転出）の届けが出ているため、ここでは受け取れません。',
      en: 'A move to another place has been filed, so nothing can be issued here.',
    },
    ...takeAtWindow,
    where: {
      ja: '今お住まいの市区町村の窓口で、お受け取りください。',
      en: 'Take the certificate at the window of the city hall where you live now.',
    },
  },
  moveOutFiledInHousehold: {
    happened: {
      ja: '世帯のどなたかの転出の届けが出ているため、ここでは受け取れません。',
      en: 'Somebody in your household has filed a move, so nothing can be issued here.',
    },
    ...takeAtWindow,
  },
  tooYoung: {
    happened: {
      ja: 'この年齢の方は、機械では受け取れません。保護者の方と、窓口へお越しください。',
      en: 'A machine cannot serve a person of this age. Please come with a parent or guardian.',
    },
    ...takeAtWindow,
  },
  ageNotKnown: {
    happened: {
      ja: '生年月日の記録からは、機械で受け取れる年齢かどうかを確かめられません。',
      en: 'The record of your birth does not tell whether you are old enough to use a machine.',
    },
    ...takeAtWindow,
  },
  notAvailable: {
    happened: {
      ja: '今、機械ではお渡しできません。登録の内容を変更しているときなどです。',
      en: 'A machine cannot issue it now. That can be while an entry in the register is being changed, for example.',
    },
    ...takeAtWindow,
  },
  nothingForYou: {
    happened: {
      ja: '今、この機械で受け取れる証明書がありません。',
      en: 'There is no certificate that you can take at this machine now.',
    },
    ...takeAtWindow,
  },
  enrolmentRefused: {
    happened: {
      ja: 'この内容では、本籍地の利用登録を受け付けられません。',
      en: 'The enrolment of your registered domicile cannot be taken like this.',
    },
    where: {
      ja: '本籍地の市区町村に、本籍と筆頭者をお尋ねになってから、もう一度お申し込みください。',
      en: 'Ask the city hall of your registered domicile how domicile and head of register are written, and then enrol again.',
    },
    bring: [card, { ja: '署名用パスワード', en: 'Your signature password' }],
    call: 'municipality',
  },
  reservationMissing: {
    happened: { ja: '予約が見つかりません。', en: 'There is no reservation.' },
    where: {
      ja: '先にスマートフォンのアプリで予約をして、24時間のうちに、この機械へお越しください。',
      en: 'Reserve in the smartphone app first, and come to a machine like this within 24 hours.',
    },
    bring: [card, phone],
    call: 'helpLine',
  },
  characterNotPrintable: {
    happened: {
      ja: '名前か住所に、この機械では正しく印刷できない文字があります。料金はいただいていません。',
      en: 'The name or address has a character that this machine cannot print correctly. You have not been charged.',
    },
    ...takeAtWindow,
  },
  layoutTooLong: {
    happened: {
      ja: 'のせる内容が長く、用紙に入りきりません。料金はいただいていません。',
      en: 'What you chose is too long for the form. You have not been charged.',
    },
    ...takeAtWindow,
  },
  serviceClosed: {
    happened: {
      ja: 'この市区町村は、今は受付を止めています。',
      en: 'This city or ward is not serving at the moment.',
    },
    ...laterOrAtWindow,
  },
  centerUnreachable: {
    happened: {
      ja: '証明書を作る所に、つながりませんでした。',
      en: 'The office that makes the certificates could not be reached.',
    },
    ...laterOrAtWindow,
  },
  centerNonsense: {
    happened: {
      ja: '証明書を作る所から、正しい返事が届きませんでした。',
      en: 'The answer of the office that makes the certificates was not right.',
    },
    ...laterOrAtWindow,
  },
  registerUnreachable: {
    happened: {
      ja: '市区町村の台帳に、つながりませんでした。料金はいただいていません。',
      en: 'Your city or ward’s own records could not be reached. You have not been charged.',
    },
    ...laterOrAtWindow,
  },
  revocationUnknown: {
    happened: {
      ja: 'カードの電子証明書が今も有効か、確かめられませんでした。',
      en: 'We could not find out whether the certificate on your card is still valid.',
    },
    ...laterOrAtWindow,
  },
  bindingMismatch: {
    happened: {
      ja: '届いた証明書が正しいか確かめられないため、印刷しませんでした。',
      en: 'We could not be sure that the certificate was right, so it was not printed.',
    },
    ...takeAtWindow,
  },
  cardUnreadable: {
    happened: { ja: 'カードを読めませんでした。', en: 'The card could not be read.' },
    ...haveCardChecked,
  },
  signatureWrong: {
    happened: {
      ja: 'カードの持ち主を確かめられませんでした。',
      en: 'The card’s owner could not be verified.',
    },
    ...haveCardChecked,
  },
};

export const nextStepLabels = {
  service: { ja: '証明書交付サービス', en: 'Municipal certificates' },
  title: { ja: 'これからのご案内', en: 'WHAT TO DO NEXT' },
  happened: { ja: '今日できなかったわけ', en: 'What happened' },
  where: { ja: 'どこへ・何を', en: 'Where to go' },
  bring: { ja: 'お持ちになる物', en: 'What to bring' },
  call: { ja: 'お電話', en: 'Telephone' },
  cityHall: { ja: '市区町村の窓口', en: 'City hall' },
  lost: { ja: 'カードをなくしたとき・盗まれたとき', en: 'A lost or stolen card' },
  lostCall: {
    ja: '1. 電話でカードを止めます。夜中も休みの日もつながります。',
    en: '1. Stop the card by telephone: day and night.',
  },
  lostMenu: { ja: '案内のあと2番。', en: 'In Japanese: then press 2.' },
  lostPolice: {
    ja: '2. 外でなくしたとき・盗まれたときは、警察に届け、受理番号を控えます。',
    en: '2. If it was lost outside or stolen, report it to the police and note the number of the report.',
  },
  lostAgain: { ja: '3. 再発行は、市区町村の窓口です。', en: '3. A new card comes from your city hall.' },
  found: {
    ja: '見つかったときは、窓口で一時停止を解いてもらいます。',
    en: 'If you find it again, it is released at your city hall.',
  },
  foundBring: {
    card: { ja: '見つかったカードをお持ちください。', en: 'Bring the card.' },
    cardAndIdentity: {
      ja: '見つかったカードと、ほかの本人確認の書類をお持ちください。',
      en: 'Bring the card and another proof of identity.',
    },
    silent: {
      ja: '見つかったカードをお持ちください。ほかに要る物は、窓口にお尋ねください。',
      en: 'Bring the card, and ask there what else is needed.',
    },
  },
  pinReset: {
    ja: 'スマートフォンのアプリで予約をすると、この機械でも新しく決められます。',
    en: 'If you reserve in the smartphone app, you can set a new one at this machine, too.',
  },
  site: {
    enrolment: { ja: '利用登録申請は、パソコンからもできます。', en: 'You can enrol by computer, too.' },
    reservation: { ja: 'スマートフォンでの予約のしかた', en: 'How to reserve on a smartphone' },
  },
  ipTelephone: { ja: 'つながらないIP電話などから', en: 'From IP telephones' },
  fax: { ja: '聴覚に障がいのある方のFAX', en: 'Fax for deaf people' },
  system: { ja: 'マイナンバー制度（日本語のほか）', en: 'About the My Number system' },
  menu: {
    ja: 'フリーダイヤルの案内のあと、カードとコンビニ交付は1番、紛失・盗難は2番です。',
    en: 'After the Japanese announcement: 1 for the card and kiosks, 2 for loss and theft.',
  },
  languages: {
    ja: 'ほかの言葉：英語・中国語・韓国語・スペイン語・ポルトガル語など。',
    en: 'Other languages: English, Chinese, Korean, Spanish, Portuguese and more.',
  },
  scan: { ja: '電話のカメラを向けると、かけられます。', en: 'Point a phone camera here to call.' },
} as const satisfies Record<string, Bilingual | Record<string, Bilingual>>;
