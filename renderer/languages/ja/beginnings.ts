import type { BeginningWords } from '../words.ts';

/** Whose certificate, card in and out, and whom to call. */
export const beginnings: BeginningWords = {
  whose: {
    question: 'どこの証明書が要りますか',
    hint: '住民票のある所と本籍が同じ方は、上のボタンを押してください。',
    home: {
      name: 'お住まいの市区町村',
      purpose: '住民票の写し、印鑑登録証明書、税の証明書、戸籍の証明書など',
    },
    domicile: {
      name: 'お住まいの市区町村と本籍地が異なる方',
      purpose: '本籍地の戸籍の証明書。先に利用登録申請が要ります',
    },
  },
  municipality: {
    home: {
      question: 'お住まいの市区町村を選んでください',
      hint: '住民票のある市区町村を選んでください。',
    },
    domicile: {
      question: '本籍地の市区町村を選んでください',
      hint: '住んでいない方の戸籍の証明書を、この機械で扱う市区町村です。',
    },
    offer: (certificate, sum) => `${certificate} ${sum}`,
  },
  finding: {
    byPrefecture: '都道府県からさがす',
    byName: '名前を入れてさがす',
    prefectures: { question: '都道府県を選んでください', hint: '北から順に、地方ごとに色を分けています。' },
    groups: {
      question: (prefecture) => `${prefecture}のどこですか`,
      hint: '名前の、はじめの音を押してください。',
    },
    list: { question: (prefecture) => `${prefecture}の市区町村を選んでください` },
    search: {
      question: '市区町村の名前を入れてください',
      hint: '濁点や小さい字は、なくてもさがせます。',
      found: (typed) => `「${typed}」で始まる市区町村`,
      count: (count) => (count === 0 ? '' : `あてはまる市区町村 ${count}`),
      keys: { kana: 'ひらがな', latin: 'ローマ字' },
    },
    takesNoPart: '取扱いなし',
    notHere: {
      takesNoPart: {
        question: 'コンビニ交付をしていません',
        hint: 'この市区町村の証明書は、コンビニの機械では受け取れません。',
        next: '市役所・区役所・町村役場の窓口か、郵便で、お取りください。',
      },
      noEnrolment: {
        question: '本籍地の利用登録をしていません',
        hint: '住んでいない方は、この市区町村の戸籍の証明書を、コンビニの機械では受け取れません。',
        next: '本籍地の窓口か、郵便でお取りください。お住まいの市区町村の窓口で取れるものもあります。',
      },
      notThisKiosk: {
        question: 'この機械では受け取れません',
        hint: 'この市区町村の証明書を出すのは、ほかのお店や場所の機械です。',
        next: 'ほかの店の機械か、市区町村の窓口でお取りください。',
      },
      closed: {
        question: '今は受け取れません',
        hint: 'この市区町村の受付時間の外です。',
        next: '受付が始まってから、もう一度お越しください。お急ぎのときは、市区町村の窓口へ。',
      },
      other: 'ほかの市区町村を選ぶ',
    },
  },
  setCard: {
    question: 'マイナンバーカードを置いてください',
    hint: 'カードは差し込み口の奥まで入れます。スマートフォンは読み取り部に置きます。',
    side: '顔写真を上にして、矢印の向きに入れます。',
    which: {
      afterPin: '暗証番号を入れたら、すぐにお取りいただけます。',
      beforePayment: '証明書と通数を選んだあと、お支払いの前に、お取りいただけます。',
      atEnd: '手続きが終わるまで、そのままにしてください。',
    },
  },
  takeCard: {
    card: {
      question: 'カードをお取りください',
      hint: {
        goesOn: 'カードはもう使いません。しまってから、お進みください。',
        over: '手続きは終わりました。カードをお取りになると、最初の画面にもどります。',
      },
    },
    phone: {
      question: 'スマートフォンをお取りください',
      hint: {
        goesOn: 'スマートフォンはもう使いません。読み取り部から取ってください。',
        over: '手続きは終わりました。読み取り部からお取りになると、最初の画面にもどります。',
      },
    },
  },
  telephoneLine: {
    menu: (key) => `（案内のあと${key}番）`,
    paid: '（通話料がかかります）',
    until: (when) => `${when} までつながります。`,
    lossOnly: (opens) =>
      opens === null ? '紛失・盗難の届けだけです。' : `今は紛失・盗難の届けだけ。ほかは ${opens} から。`,
    opensAt: (when) => (when === null ? '今はつながりません。' : `${when} からつながります。`),
  },
};
