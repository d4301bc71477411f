import type { Words } from '../words.ts';

/**
 * `notAvailable` covers an issuance restriction at a person's own request, an entry that is being changed, and one that no form
 * can print: its words are true of each, and name the one that happens to everybody.
 */
export const causes: Words['causes'] = {
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
    next: 'カードと本人確認の書類を持って、市区町村の窓口でお尋ねください。なくした届けを出したあとで見つかったカードも、窓口で元にもどせます。',
  },
  certificateUnknown: {
    happened: 'カードの電子証明書を確かめられませんでした。',
    next: 'カードを持って、市区町村の窓口でお尋ねください。',
  },
  pinLocked: {
    happened: '暗証番号を続けて3回まちがえたため、カードの番号が止まっています。',
    next: 'カードと本人確認の書類を持って、市区町村の窓口で決め直してください。日がたってももどりません。',
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
    happened: '選んだ市区町村に、住民票（本籍地を選んだ方は戸籍）が見つかりません。',
    next: '市区町村を選び直して、最初からお試しください。引っ越したばかりの方は、窓口でお尋ねください。',
  },
  movedOut: {
    happened: '引っ越し（転出）の届けが出ているため、ここでは受け取れません。',
    next: '今の市区町村の窓口でお尋ねください。',
  },
  moveOutFiledInHousehold: {
    happened: '世帯のどなたかの転出の届けが出ているため、ここでは受け取れません。',
    next: 'ご本人の届けでなくても、この機械では出せません。市区町村の窓口でお受け取りください。',
  },
  tooYoung: {
    happened: 'この年齢の方は、この機械では受け取れません。',
    next: '保護者の方と、市区町村の窓口へお越しください。',
  },
  ageNotKnown: {
    happened: '生年月日の記録からは、受け取れる年齢かどうかを確かめられません。',
    next: '市区町村の窓口でお受け取りください。',
  },
  notAvailable: {
    happened: '今、この機械ではお渡しできません。',
    next: '登録の内容を変更しているときなどは、機械では受け取れません。市区町村の窓口でお尋ねください。',
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
  paymentDeclined: {
    happened: 'お支払いが通りませんでした。お金は引かれていません。',
    next: '別の支払い方で、最初からお試しください。理由は、お使いのカードやアプリの会社にお尋ねください。',
  },
  paymentExpired: {
    happened: '時間内にお支払いが終わりませんでした。お金は引かれていません。',
    next: '続けるときは、最初からお願いします。',
  },
  paymentUnsure: {
    happened: 'お支払いができたかどうか、まだ返事がありません。',
    next: '印刷はしていません。この機械がくり返し確かめ、押さえたお金は自動でもどります。念のため、お店の人にこの画面か控えを見せてください。',
  },
  cashlessUnavailable: {
    happened: '現金を使わない支払いが、今はできません。',
    next: '現金で、最初からお試しください。または、ほかのお店の機械をお使いください。',
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
  diskFull: {
    happened: '機械の記録を書く場所がいっぱいのため、念のため止めました。',
    next: 'お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  journalDamaged: {
    happened: '機械の記録に読めない所があるため、念のため止めました。',
    next: '前に払ったお金の記録は残っています。お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  journalRolledBack: {
    happened: '機械の記録が足りないおそれがあるため、念のため止めました。',
    next: 'お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  journalVersion: {
    happened: '機械の記録の形が違うため、念のため止めました。',
    next: '前に払ったお金の記録は残っています。お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  starting: {
    happened: '機械を準備しています。',
    next: 'しばらくお待ちください。1分ほどで使えるようになります。',
  },
  clockSetBack: {
    happened: '機械の時計が正しくないため、念のため止めました。',
    next: 'お店の人に知らせるか、ほかのお店の機械をお使いください。',
  },
  outByOperator: {
    happened: '係員が点検のために止めています。',
    next: '終わるまでお待ちいただくか、ほかのお店の機械をお使いください。',
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
    happened: 'このカードには、署名用の電子証明書が入っていません。15歳未満の方には発行されません。',
    next: '15歳以上の方は、カードと本人確認の書類を持って、市区町村の窓口でお申し込みください。15歳未満の方のお手続きは、窓口でお尋ねください。',
  },
  signatureCertificateVoid: {
    happened: '署名用の電子証明書が使えなくなっています。氏名や住所が変わると、自動的に失効します。',
    next: 'カードと本人確認の書類を持って、市区町村の窓口で新しく発行を受けてください。',
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
  tooSoonAfterIssue: {
    happened: '受け取ったばかりのカードや、入れたばかり・新しくしたばかりの電子証明書は、まだ使えません。',
    next: '手続きをした日の次の、役所の開いている日から使えます。',
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
  kioskNotTrusted: {
    happened: 'この機械は点検中のため、今は使えません。',
    next: 'ほかのお店の機械をお使いください。お返しするお金は、そちらでも受け取れます。',
  },
  secretUnsure: {
    happened: '書き込みの途中で、カードとのやりとりが切れました。',
    next: '新しい番号になったかどうか分かりません。最初からお試しください。そのとき、前の番号で通らなければ、新しい番号になっています。',
  },
};

/** A phone lies on the reader. */
export const causesOfPhone: Words['causesOfPhone'] = {
  cardRemoved: {
    happened: '読んでいる途中で、スマートフォンが離れました。',
    next: 'スマートフォンを読み取り部に置いたまま、最初からお試しください。',
  },
  cardSwapped: {
    happened: '途中で、別のスマートフォンかカードに替わりました。',
    next: '同じスマートフォンを置いたまま、最初からお試しください。',
  },
  cardUnreadable: {
    happened: 'スマートフォンを読めませんでした。',
    next: '画面のロックを解いて、読み取り部の真ん中に置き、もう一度お試しください。読めないときは、カードをお使いください。',
  },
};
