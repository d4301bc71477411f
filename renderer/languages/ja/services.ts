import type { ServiceWords } from '../service-words.ts';

const window = '市区町村の窓口でお尋ねください。';

/** 2026 → 令和8年度; fiscal years of the kiosk are all 令和. */
const reiwa = (year: number): string => (year === 2019 ? '元' : String(year - 2018));

export const services: ServiceWords = {
  offers: {
    question: (municipality) => `${municipality}で受け取れる証明書`,
    hint: (from, to) => `受付は ${from}〜${to}。料金は1通の値段です。`,
    needs: {
      sealRegistered: '印鑑の登録がある方',
      residentOnFirstOfJanuary: '1月1日に住んでいた方',
      returnFiled: '所得の申告が済んだ方',
      assessed: '課税の内容が決まった方',
      domicileHere: '本籍がここの方',
      livesHere: '住民票もここの方',
      enrolmentWhenLivingElsewhere: 'ほかに住む方は、事前の申請が要ります',
      'issuedOnOrAfter2022-07-21': '海外用は、2022年7月21日以後に一度発行を受けた方',
      noMoveOutFiledInHousehold: '世帯に転出の届けがない方',
    },
    commonNeeds: {
      noMoveOutFiled: '転出の届けを出した方は、どれも受け取れません。',
      noMoveOutFiledInHousehold: '世帯のどなたかが転出の届けを出していると、どれも受け取れません。',
      moveOutMayStopAny: '世帯に転出する方がいると、受け取れないことがあります。',
    },
    choose: '要る証明書を押してください。あとで選ぶときは「進む」を。',
    forAll: 'どの証明書も',
    minimumAge: (years) => `${String(years)}歳以上の方が使えます。`,
    notOffered: 'この機械では扱っていません',
    window: {
      name: '窓口では',
      cheaper: '料金は、窓口のほうが高くなります。',
      dearerBy: (sum) => `料金は、窓口では1通 ${sum} 高くなります。`,
      same: (certificate) => `${certificate}は同じ料金です。`,
      alone: '窓口だけのもの：',
      only: {
        myNumber: 'マイナンバー入りの住民票',
        residentRecordCode: '住民票コード入りの住民票',
        addressHistory: '住所の履歴入りの住民票',
        earlierVersions: '改製前の住民票',
        recordedMatters: '記載事項証明書',
        removedRecord: '除票（亡くなった方、転出した方）',
      },
    },
    next: (municipality) => `次は ${municipality}`,
    seen: '進む',
    begin: '始める',
  },
  unavailable: {
    sealNotRegistered: '印鑑の登録がありません。登録は窓口でできます。',
    domicileElsewhere: '本籍がここにありません。本籍のある市区町村を選んでください。',
    livesElsewhere: 'この市区町村に住民票のある方だけが受け取れます。',
    enrolmentMissing: '事前の申請（本籍地利用登録）が要ります。この機械で申請できます。',
    enrolmentPending: '申請を確かめているところです。数日お待ちください。',
    enrolmentVoid: 'カードの更新や、氏名・住所の変更のため、もう一度申請が要ります。',
    notResidentOnFirstOfJanuary: 'その年の1月1日に住んでいた市区町村で受け取れます。',
    returnNotFiled: '所得の申告がまだのため、出せません。',
    returnTooRecent: '申告をしたばかりのため、まだ出せません。',
    notAssessed: '課税の内容がまだ決まっていません。',
    moveOutFiledInHousehold: '世帯に転出の届けがあるため、出せません。窓口でお受け取りください。',
    justChanged: '届けを出したばかりのため、まだ出せません。数日お待ちください。',
    unsuitableEntry: '記録に、この機械では印刷できない記載があります。市区町村の窓口でお受け取りください。',
    notVaccinated: '接種の記録がありません。',
    earlierCertificateMissing: '海外用は、一度、窓口かアプリで発行を受けてからになります。',
    serviceClosed: '今は受付を止めています。',
    serviceEnded: 'この証明書の受付は終わりました。',
    notAvailable: `この機械では、お渡しできません。${window}`,
  },
  variant: {
    question: 'どちらが要りますか',
    names: {
      full: { name: '全部（戸籍謄本）', purpose: '戸籍にのっている全員の証明。相続などに' },
      individual: { name: '一人ずつ（戸籍抄本）', purpose: '選んだ方だけの証明。旅券などに' },
      domestic: { name: '日本国内用', purpose: '国内で見せるとき' },
      travel: { name: '海外用と国内用', purpose: '海外で見せるとき。旅券の番号がのります' },
    },
  },
  year: {
    question: '何年度の証明書が要りますか',
    hint: '提出先に、何年度の分かをお確かめください。',
    name: (year) => `令和${reiwa(year)}年度`,
    income: (year) => `令和${reiwa(year)}年1月〜12月の所得`,
  },
  services: {
    certificates: { name: '証明書を受け取る', purpose: '住民票の写しなど（コンビニ交付）' },
    enrolment: {
      name: '本籍地利用登録申請',
      purpose: '本籍がほかの市区町村にある方の、戸籍の証明書のために',
    },
    signaturePassword: {
      name: '署名用パスワードの初期化',
      purpose: 'スマートフォンで予約した方が、新しく決めます',
    },
    pin: {
      name: '暗証番号（4けた）の初期化',
      purpose: 'スマートフォンで予約し、署名用パスワードが分かる方が、新しく決めます',
    },
  },
  serviceNotes: {
    enrolment: {
      question: '本籍地利用登録申請',
      lines: [
        '住んでいる所と本籍が違う方が、戸籍の証明書をこの機械で受け取れるようにする申請です。',
        'マイナンバーカード、4けたの暗証番号、署名用パスワード（英数字6〜16文字）が要ります。15歳未満の方は使えません。',
        '本籍、筆頭者の名前、電話番号を入れます。料金はかかりません。',
        '役所が確かめるのに数日かかります。どうなったかは、この画面で見られます。',
      ],
    },
    signaturePassword: {
      question: '署名用パスワードの初期化',
      lines: [
        '先に、スマートフォンのアプリで本人の確認と予約をします。予約は24時間使えます。',
        'マイナンバーカードと、4けたの暗証番号が要ります。',
        '新しいパスワードを2回入れます。英字の大文字と数字で6〜16文字です。',
        '終わるまで、カードやスマートフォンを動かさないでください。料金はかかりません。',
      ],
    },
    pin: {
      question: '暗証番号（4けた）の初期化',
      lines: [
        '先に、スマートフォンのアプリで本人の確認と予約をします。予約は24時間使えます。',
        'マイナンバーカードと、署名用パスワード（英数字6〜16文字）が要ります。',
        '新しい暗証番号（数字4つ）を2回入れます。人に知られやすい番号は避けてください。',
        '終わるまで、カードやスマートフォンを動かさないでください。料金はかかりません。',
      ],
    },
  },
  enrolments: {
    question: 'これまでの申請',
    states: {
      received: '受け付けました',
      examined: '役所が確かめています',
      registered: '登録されました。戸籍の証明書を受け取れます',
      refused: '登録できませんでした。本籍地の役所にお尋ねください',
      voidByRenewal: 'カードの更新のため、使えなくなりました。もう一度申請が要ります',
      voidByChange: '氏名か住所の変更のため、使えなくなりました。もう一度申請が要ります',
    },
    madeAt: (when) => `${when} に申請`,
    another: '新しく申請する',
    done: '終わる',
  },
  town: {
    question: '本籍の町の名前を選んでください',
    hint: '町の名前がないときは、本籍地の役所にお尋ねください。',
  },
  number: { question: '本籍の番地を入れてください', hint: '1丁目2番地3 は、1-2-3 と入れます。' },
  head: {
    question: '筆頭者の名前を、ひらがなで入れてください',
    hint: '戸籍の一番はじめに書いてある方です。',
    me: '筆頭者は自分です',
    small: '小さい字',
  },
  telephone: { question: '電話番号を入れてください', hint: '役所から、お尋ねすることがあります。' },
  entry: { erase: '1字消す', done: '進む', empty: 'まだ入っていません', keys: '文字のボタン' },
  check: {
    question: 'これで申請してよろしいですか',
    hint: '違うところがあれば「もどる」を押してください。',
    place: '本籍',
    head: '筆頭者',
    headIsMe: '自分',
    telephone: '電話番号',
    right: '申請へ進む',
  },
  enrolled: {
    question: '申請を受け付けました',
    number: '申請の番号',
    next: '本籍地の役所が確かめます。数日かかります。どうなったかは、この機械の同じ画面で見られます。',
    slip: '番号の控えが出ています。お取りください。',
    noSlip: '控えが印刷できませんでした。番号をお書きとめください。',
    done: '終わる',
  },
  secret: {
    pin: {
      present: '今の暗証番号を入れてください',
      newOne: '新しい暗証番号を決めてください',
      again: 'もう一度、同じ暗証番号を入れてください',
      which: '4けたの暗証番号',
      changed: '新しい暗証番号になりました',
    },
    signaturePassword: {
      present: '署名用パスワードを入れてください',
      newOne: '新しい署名用パスワードを決めてください',
      again: 'もう一度、同じパスワードを入れてください',
      which: '英字の大文字と数字のパスワード',
      changed: '新しい署名用パスワードになりました',
    },
    rule: (least, most) =>
      least === most ? `数字${String(least)}つ` : `大文字と数字で ${String(least)}〜${String(most)}文字`,
    entered: (count) => `${String(count)}文字 入れました`,
    missing: (count) => `あと${String(count)}文字以上`,
    longEnough: '長さは足りています',
    wrong: 'ちがいました。',
    different: '2回の入力が同じではありません。はじめから入れてください。',
    done: 'カードかスマートフォンをお取りになれば終わりです。忘れないように、控えは人に見えない所に置いてください。',
  },
  glyph: { code: (points) => `文字の番号 ${points}（窓口でお見せください）` },
};
