import type { Words } from './words.ts';

/** `notAvailable` covers an issuance restriction: it names neither a cause nor a hint of one, by the person's own request. */
export const jaCauses: Words['causes'] = {
  outOfHours: {
    happened: '今は受付時間の外です。',
    next: '最初の画面に出ている時間に、もう一度お越しください。',
  },
  closedDay: { happened: '本日は受付がお休みです。', next: '受付の日に、もう一度お越しください。' },
  serviceClosed: {
    happened: 'この市区町村は、今は受付を止めています。',
    next: '時間をおいてお試しください。お急ぎのときは、市区町村の窓口へお越しください。',
  },
  centerUnreachable: {
    happened: '証明書を作る所に、つながりません。',
    next: '時間をおいてお試しください。お急ぎのときは、市区町村の窓口へお越しください。',
  },
  centerSlow: {
    happened: '証明書を作る所からの返事が遅いため、止めました。',
    next: '少し待ってから、最初からお試しください。',
  },
  centerNonsense: {
    happened: '正しい返事が届かなかったため、念のため止めました。',
    next: '少し待ってから、最初からお試しください。くり返すときは、市区町村の窓口へお越しください。',
  },
  cardReaderUnavailable: {
    happened: 'カードを読む所が動いていません。',
    next: 'お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  notMyNumberCard: {
    happened: '入れたカードは、マイナンバーカードではありません。',
    next: 'カードを取り、マイナンバーカードで最初からお試しください。',
  },
  cardUnreadable: {
    happened: 'カードを読めませんでした。',
    next: '向きを確かめ、金色の部分をきれいにふいて、もう一度お試しください。読めないときは、市区町村の窓口で見てもらってください。',
  },
  cardRemoved: {
    happened: '読んでいる途中で、カードが抜かれました。',
    next: 'カードをそのままにして、最初からお試しください。',
  },
  cardSwapped: {
    happened: '途中で、別のカードに替わりました。',
    next: '同じカードを入れたまま、最初からお試しください。',
  },
  noCertificate: {
    happened: 'このカードには、ここで使う電子証明書が入っていません。',
    next: 'カードと本人確認の書類を持って、市区町村の窓口で入れてもらってください。',
  },
  certificateExpired: {
    happened: 'カードの電子証明書の期限が切れています。',
    next: '市区町村の窓口で新しくしてください。カードを持ってお越しください。',
  },
  certificateNotYetValid: {
    happened: 'カードの電子証明書は、まだ使える日になっていません。',
    next: '使える日のあとで、もう一度お試しください。分からないときは、市区町村の窓口でお尋ねください。',
  },
  certificateRevoked: {
    happened: 'カードの電子証明書が、使えない状態になっています。',
    next: 'カードを持って、市区町村の窓口でお尋ねください。カードをなくした届けを出した方は、電話 0120-95-0178（夜中も）へ。',
  },
  certificateUnknown: {
    happened: 'カードの電子証明書を確かめられませんでした。',
    next: 'カードを持って、市区町村の窓口でお尋ねください。',
  },
  pinLocked: {
    happened: '暗証番号を続けて3回まちがえたため、カードの番号が止まっています。',
    next: 'カードと本人確認の書類を持って、市区町村の窓口で番号を決め直してください。日がたっても元にはもどりません。',
  },
  signatureWrong: {
    happened: 'カードの持ち主を確かめられませんでした。',
    next: '最初からお試しください。くり返すときは、市区町村の窓口でカードを見てもらってください。',
  },
  sessionEnded: {
    happened: '手続きの時間が終わりました。',
    next: '最初からお試しください。',
  },
  notResidentHere: {
    happened: '選んだ市区町村に、住民票が見つかりません。',
    next: '住民票のある市区町村を選んで、最初からお試しください。引っ越したばかりの方は、市区町村の窓口でお尋ねください。',
  },
  movedOut: {
    happened: '引っ越し（転出）の届けが出ているため、ここでは受け取れません。',
    next: '今の市区町村の窓口でお尋ねください。',
  },
  tooYoung: {
    happened: 'この年齢の方は、この機械では受け取れません。',
    next: '保護者の方と、市区町村の窓口へお越しください。',
  },
  notAvailable: {
    happened: 'この機械では、お渡しできません。',
    next: '市区町村の窓口でお尋ねください。',
  },
  characterNotPrintable: {
    happened: '名前か住所に、この機械では正しく印刷できない文字があります。',
    next: '市区町村の窓口でお受け取りください。料金はいただいていません。',
  },
  layoutTooLong: {
    happened: 'のせる内容が長く、用紙に入りきりません。',
    next: '市区町村の窓口でお受け取りください。料金はいただいていません。',
  },
  invalidOrder: {
    happened: '選んだ内容では、証明書を作れませんでした。',
    next: '最初から選び直してください。',
  },
  bindingMismatch: {
    happened: '届いた証明書が正しいか確かめられないため、印刷しませんでした。',
    next: 'お店の人に知らせてください。証明書は、市区町村の窓口でお受け取りください。',
  },
  changeImpossible: {
    happened: 'おつりが出せないため、お支払いを止めました。',
    next: 'ちょうどの金額を用意して、最初からお試しください。',
  },
  cashUnavailable: {
    happened: 'お金を受け取る所が動いていません。',
    next: 'お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  printerUnavailable: {
    happened: '印刷する機械が動いていません。',
    next: 'お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  stopped: { happened: '手続きをやめました。', next: 'カードとお金をお確かめください。' },
  timedOut: {
    happened: 'しばらく何も押されなかったため、手続きを終わりました。',
    next: '続けるときは、最初からお願いします。',
  },
  moneyOwed: {
    happened: 'お返しするお金を、機械から出しきれませんでした。',
    next: 'お店の人に、この画面か、出てきた紙を見せてください。',
  },
  journalUnavailable: {
    happened: '機械の記録が書けないため、念のため止めました。',
    next: 'お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  bankCard: {
    happened: '入れたカードは、銀行などのカードです。',
    next: 'カードを取り、マイナンバーカードで最初からお試しください。',
  },
  drivingLicence: {
    happened: '入れたカードは、運転免許証です。',
    next: '免許証を取り、マイナンバーカードで最初からお試しください。',
  },
  transitCard: {
    happened: '入れたカードは、交通や電子マネーのカードです。',
    next: 'カードを取り、マイナンバーカードで最初からお試しください。',
  },
  cardWithoutPin: {
    happened: '暗証番号のないマイナンバーカード（顔認証マイナンバーカード）です。',
    next: 'このカードは、この機械では使えません。市区町村の窓口でお受け取りください。',
  },
  noSignatureCertificate: {
    happened: 'このカードには、署名用の電子証明書が入っていません。',
    next: 'カードと本人確認の書類を持って、市区町村の窓口で入れてもらってください。',
  },
  passwordLocked: {
    happened: '署名用パスワードを続けて5回まちがえたため、止まっています。',
    next: 'スマートフォンのアプリで予約をすると、この機械で新しく決められます。市区町村の窓口でもできます。',
  },
  permitRefused: {
    happened: 'カードが、新しい番号を受け付けませんでした。',
    next: '前の番号のままです。最初からお試しください。くり返すときは、市区町村の窓口でカードを見てもらってください。',
  },
  resetNotPossible: {
    happened: 'このカードやスマートフォンでは、この機械で番号を決め直せません。',
    next: '市区町村の窓口でお尋ねください。',
  },
  tooSoonAfterHandover: {
    happened: 'カードを受け取った日は、まだ使えません。',
    next: '次の役所の開いている日から使えます。',
  },
  revocationUnknown: {
    happened: 'カードの電子証明書が今も有効か、確かめられませんでした。',
    next: '少し待ってから、最初からお試しください。お急ぎのときは、市区町村の窓口へお越しください。',
  },
  nothingForYou: {
    happened: '今、受け取れる証明書がありません。',
    next: '市区町村の窓口でお尋ねください。',
  },
  enrolmentRefused: {
    happened: 'この内容では、申請を受け付けられません。',
    next: 'カードの内容と、本籍の市区町村をお確かめのうえ、本籍地の役所にお尋ねください。',
  },
  reservationMissing: {
    happened: '予約が見つかりません。',
    next: '先にスマートフォンのアプリで予約をしてください。予約は24時間使えます。',
  },
  kioskBroken: {
    happened: '機械に思わぬことが起きたため、念のため止めました。',
    next: 'お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  secretUnsure: {
    happened: '書き込みの途中で、カードとのやりとりが切れました。',
    next: '新しい番号になったかどうか分かりません。最初からお試しください。そのとき、前の番号で通らなければ、新しい番号になっています。',
  },
};
