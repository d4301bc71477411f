import { pack } from './pack.ts';
import type { Json } from './pack.ts';

/**
 * What deflate may refer to without carrying it: the words of our pages, and their skeletons. Version 1 of the payload means
 * exactly these bytes: changing one makes every printed code unreadable (a test checks their hash). What comes last is
 * cheapest.
 */
const words = [
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん',
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポャュョッー',
  'サトウスズキタカハシタナカイトウワタナベヤマモトナカムラコバヤシカトウヨシダヤマダササキヤマグチマツモトイノウエキムラハヤシシミズサイトウ',
  '佐藤鈴木高橋田中伊藤渡辺渡邊山本中村小林加藤吉田山田佐々木山口松本井上木村林清水斎藤齋藤山崎山﨑森池田橋本阿部石川前田藤田後藤岡田長谷川村上近藤',
  '太郎一郎次郎三郎健太郎翔太大輔花子陽子恵子洋子美咲結衣さくら　',
  '北海道青森県岩手県宮城県秋田県山形県福島県茨城県栃木県群馬県埼玉県千葉県東京都神奈川県新潟県富山県石川県福井県山梨県長野県岐阜県静岡県愛知県三重県',
  '滋賀県京都府大阪府兵庫県奈良県和歌山県鳥取県島根県岡山県広島県山口県徳島県香川県愛媛県高知県福岡県佐賀県長崎県熊本県大分県宮崎県鹿児島県沖縄県',
  '札幌市仙台市さいたま市横浜市川崎市名古屋市京都市大阪市神戸市広島市福岡市中央区北区南区東区西区緑区港区目黒区荒川区世田谷区つくば市苫小牧市',
  '本町栄町旭町大字字小字番町新田丁目番地番号の号室ハイツコーポマンション',
  '一丁目二丁目三丁目四丁目五丁目六丁目七丁目１２３４５６７８９０－番地の１',
  '明治大正昭和平成令和元年月日年度',
  '中国韓国ベトナムフィリピンブラジルネパールインドネシア米国台湾ペルーミャンマータイ無国籍',
  '永住者日本人の配偶者等永住者の配偶者等定住者特別永住者技術・人文知識・国際業務特定技能１号技能実習２号ロ留学家族滞在高度専門職経営・管理5年3年1年3月',
  '給与収入給与所得公的年金等収入雑所得営業等農業不動産利子配当総合譲渡一時分離譲渡合計所得金額総所得金額等',
  '雑損医療費社会保険料小規模企業共済等掛金生命保険料地震保険料障害者寡婦ひとり親勤労学生配偶者配偶者特別扶養基礎控除所得控除合計',
  '控除対象配偶者一般扶養特定扶養老人扶養同居老親16歳未満障害者特別障害者',
  '市民税・県民税・森林環境税特別区民税・都民税固定資産税・都市計画税軽自動車税（種別割）国民健康保険税法人市民税',
  '新型コロナワクチンコミナティ筋注スパイクバックスヌバキソビッドバキスゼブリアダイチロナファイザーモデルナ武田薬品工業アストラゼネカ第一三共厚生労働大臣日本国JPN',
  '養子縁組日養子離縁日養父母氏名認知日認知者氏名親権者入籍日入籍事由称する氏離婚日死亡日死亡時分午前午後時分死亡地届出人親族',
  '配偶者の死亡日除籍日除籍事由消除事項訂正日訂正事由受理者送付を受けた日特記事項新本籍',
  '世帯主夫妻子長男長女二男二女三男三女父母養子同居人縁故者妻の子子の妻子の子',
] as const;

const authority = {
  name: 'つくば市',
  mayorTitle: 'つくば市長',
  mayorName: '見本　市子',
  sealText: 'つくば市長之印',
};
const head = { authority, issuedOn: '2026-11-20', documentNumber: '0000-0000-0000-0000', sheet: 1, of: 1 };
const left = { shown: false };
const shown = (value: Json) => ({ shown: true, value });

const resident = {
  name: '見本　太郎',
  kana: 'ミホン　タロウ',
  formerName: null,
  alias: null,
  birthDate: '1980-01-01',
  sex: 'male',
  residentSince: '2020-04-01',
  addressSince: '2020-04-01',
  notifiedOn: '2020-04-01',
  previousAddress: '東京都千代田区一丁目1番1号',
  relationship: shown('世帯主'),
  domicile: shown({ place: '茨城県つくば市一丁目1番地', headOfRegister: '見本　太郎' }),
  nationality: left,
  residenceStatus: left,
  myNumber: left,
  foreign: false,
};
const foreigner = {
  ...resident,
  name: 'MIHON MARIA',
  alias: '見本　まりあ',
  sex: 'female',
  relationship: shown('妻'),
  domicile: left,
  nationality: shown('ブラジル'),
  residenceStatus: shown({ status: '永住者', period: '無期限', until: null, cardNumber: 'AB12345678CD' }),
  myNumber: shown('000000000000'),
  foreign: true,
};

const vaccinated = { date: '2021-07-01', product: 'コミナティ筋注', maker: 'ファイザー', lot: 'AB1234' };
const taxpayer = {
  head,
  fiscalYear: 2026,
  name: '見本　太郎',
  birthDate: '1980-01-01',
  address: 'つくば市一丁目1番地1',
};
const figures = {
  incomes: [
    { label: '給与収入', yen: 5_000_000 },
    { label: '給与所得', yen: 3_560_000 },
  ],
  totalIncome: 3_560_000,
  deductions: [
    { label: '社会保険料控除', yen: 700_000 },
    { label: '生命保険料控除', yen: 28_000 },
    { label: '配偶者控除', yen: 330_000 },
    { label: '扶養控除', yen: 330_000 },
    { label: '基礎控除', yen: 430_000 },
  ],
  totalDeductions: 1_818_000,
  dependants: [
    { label: '一般扶養', count: 1 },
    { label: '16歳未満', count: 1 },
  ],
};
const born = {
  title: '出生',
  lines: [
    { label: '出生日', value: '昭和55年1月1日' },
    { label: '出生地', value: '茨城県つくば市' },
    { label: '届出日', value: '昭和55年1月10日' },
    { label: '届出人', value: '父' },
  ],
};
const married = {
  title: '婚姻',
  lines: [
    { label: '婚姻日', value: '平成20年10月10日' },
    { label: '配偶者氏名', value: '見本花子' },
    { label: '従前戸籍', value: '茨城県つくば市一丁目1番地　見本一郎' },
  ],
};
const registerEntries = [
  { title: '戸籍編製', lines: [{ label: '編製日', value: '平成20年10月10日' }] },
  {
    title: '転籍',
    lines: [
      { label: '転籍日', value: '令和元年5月1日' },
      { label: '従前の記録', value: '【本籍】東京都' },
    ],
  },
  {
    title: '戸籍改製',
    lines: [
      { label: '改製日', value: '平成18年3月18日' },
      { label: '改製事由', value: '平成6年法務省令第51号附則第2条第1項による改製' },
    ],
  },
];
const domicile = { place: '茨城県つくば市一丁目1番地', headOfRegister: '見本　太郎' };
const facts = {
  removed: false,
  birthDate: '1980-01-01',
  father: '見本一郎',
  mother: '見本洋子',
  relationship: '長男',
};

/** A made-up page of every kind; the kind that is requested most comes last. */
const bones: readonly Json[] = [
  {
    kind: 'vaccination',
    page: {
      head,
      name: '見本　太郎',
      birthDate: '1980-01-01',
      travel: { latinName: 'MIHON TARO', nationality: '日本国 JPN', passportNumber: 'TK0000000' },
      doses: [
        { number: 1, ...vaccinated },
        { number: 2, ...vaccinated },
      ],
    },
  },
  {
    kind: 'familyRegisterAddresses',
    page: {
      head,
      domicile: shown(domicile),
      whole: true,
      persons: [
        {
          number: 1,
          name: '太郎',
          facts: { birthDate: '1980-01-01', sex: 'male', removed: false },
          firstAddress: 1,
          addresses: [{ address: '茨城県つくば市一丁目1番地1', since: '2008-10-10' }],
        },
      ],
    },
  },
  {
    kind: 'familyRegister',
    page: {
      head,
      variant: 'individual',
      domicile,
      registerEntries,
      persons: [
        { number: 1, givenName: '太郎', facts, entries: [born, married] },
        { number: 2, givenName: '花子', facts: { ...facts, relationship: '長女' }, entries: [born, married] },
      ],
    },
  },
  {
    kind: 'taxPayment',
    page: {
      ...taxpayer,
      taxes: [{ label: '市民税・県民税・森林環境税', toPay: 171_600, paid: 171_600, unpaid: 0 }],
    },
  },
  {
    kind: 'taxAssessment',
    page: {
      ...taxpayer,
      ...figures,
      taxBase: 1_742_000,
      prefectural: { incomeBased: 69_600, perCapita: 1_000 },
      municipal: { incomeBased: 104_500, perCapita: 3_000 },
      forestTax: 1_000,
      annualTax: 179_100,
    },
  },
  { kind: 'income', page: { ...taxpayer, ...figures } },
  {
    kind: 'sealRegistration',
    page: {
      head,
      name: '見本　太郎',
      otherName: null,
      birthDate: '1980-01-01',
      foreign: false,
      address: '茨城県つくば市一丁目1番地1',
      seal: { widthPx: 112, heightPx: 112, widthMm: 15, bits: '' },
    },
  },
  {
    kind: 'residenceRecord',
    page: {
      head,
      form: 'household',
      address: '茨城県つくば市一丁目1番地1',
      headOfHousehold: shown('見本　太郎'),
      whole: true,
      firstNumber: 1,
      persons: [
        foreigner,
        { ...resident, sex: 'female', relationship: left, domicile: left, previousAddress: null, kana: null },
        resident,
      ],
    },
  },
].map((bone) => ({ ...bone, municipality: 'tsukuba' }));

export const presetDictionary: Uint8Array = pack([words, ...bones]);
