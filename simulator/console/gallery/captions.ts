import type { Bilingual, CertificateKind } from '../../../shared/certificates.ts';

type Captions = Readonly<Record<string, Bilingual>>;

/** What is special about each made-up certificate. */
export const captions: Readonly<Record<CertificateKind, Captions>> = {
  residenceRecord: {
    'household-of-four': { ja: '世帯4人、全項目を記載', en: 'Household of four, every item shown' },
    readings: { ja: '振り仮名、生年月日不詳', en: 'Readings of names, an unknown day of birth' },
    'foreign-categories': {
      ja: '外国人住民、法律の六つの区分',
      en: 'Foreign residents of the six categories of the law',
    },
    'one-left-out': {
      ja: '世帯の一部、項目は省略、空欄あり',
      en: 'Part of a household, items left out, data missing',
    },
    'six-with-long-names': {
      ja: '世帯6人、異体字の氏名と長い外国人氏名',
      en: 'Six persons, a variant glyph and the longest Latin name',
    },
    'per-person': { ja: '個人票', en: 'One person per sheet' },
    'per-person-long': {
      ja: '個人票、最長の氏名と住所',
      en: 'One person per sheet, longest name and address',
    },
    'moved-within': {
      ja: '転居前の住所がある世帯',
      en: 'A household that moved within the municipality',
    },
    'per-person-moved-within': {
      ja: '個人票、最長の転居前の住所',
      en: 'One person per sheet, longest former address within the municipality',
    },
    'former-names': {
      ja: '世帯6人、旧氏とその振り仮名',
      en: 'Six persons, former names with their readings',
    },
    'per-person-former-name': {
      ja: '個人票、最長の旧氏とその振り仮名',
      en: 'One person per sheet, longest former name with its reading',
    },
  },
  residenceRecordItems: {
    'household-of-two': { ja: '世帯2人', en: 'Household of two' },
    'without-former-address': { ja: '前住所と個人番号は省略', en: 'Former address and My Number left out' },
    'six-with-long-names': {
      ja: '世帯6人、異体字の氏名と長い外国人氏名',
      en: 'Six persons, a variant glyph and the longest Latin name',
    },
    'per-person-long': {
      ja: '個人票、最長の氏名と住所',
      en: 'One person per sheet, longest name and address',
    },
    'former-names': {
      ja: '世帯6人、旧氏とその振り仮名',
      en: 'Six persons, former names with their readings',
    },
  },
  sealRegistration: {
    round: { ja: '丸印', en: 'Round seal' },
    'small-with-former-name': { ja: '8 mmの印影、旧氏', en: 'Imprint of 8 mm, former name' },
    'large-and-oval': {
      ja: '25 mmの楕円印、最長の氏名（コードは印影を含まない）',
      en: 'Oval imprint of 25 mm, longest name (no room for the imprint in the codes)',
    },
  },
  taxAssessment: {
    usual: { ja: '課税', en: 'Taxed' },
    exempt: { ja: '非課税', en: 'Exempt' },
    many: { ja: '項目と桁数が最大', en: 'The most items and digits' },
    'register-without-credits': {
      ja: '税額控除の内訳がない登録データ',
      en: 'from a register that does not tell of credits',
    },
    'ward-before-forest-tax': {
      ja: '特別区、森林環境税の前の年度',
      en: 'A ward of Tokyo, before the forest tax',
    },
  },
  income: {
    usual: { ja: '給与所得', en: 'Salary' },
    none: { ja: '所得なし', en: 'No income' },
    many: { ja: '項目と桁数が最大', en: 'The most items and digits' },
  },
  taxPayment: {
    'one-tax': { ja: '一税目', en: 'One tax' },
    'not-yet-due-among-the-unpaid': {
      ja: '納期未到来額を分けない登録データ',
      en: 'from a register that does not tell what is not yet due',
    },
    'several-taxes': { ja: '複数の税目、未納あり', en: 'Several taxes, not all paid' },
  },
  taxCertificate: {
    'income-and-tax': { ja: '所得と課税', en: 'Income and tax' },
    'for-child-allowance': { ja: '児童手当用、所得と扶養', en: 'For child allowance: income and dependants' },
    'tax-alone': { ja: '課税のみ', en: 'Tax alone' },
    'without-income': {
      ja: '申告のない被扶養者、所得の欄なし',
      en: 'A dependant without a return: no block of income',
    },
    'payment-and-tax': { ja: '課税と納税', en: 'Tax and payment' },
    'every-block': { ja: 'すべての欄', en: 'Every block' },
    'the-longest': { ja: '項目、桁数、題名が最大', en: 'The most items and digits, and the longest title' },
  },
  familyRegister: {
    'family-register-couple': { ja: '全部事項、夫婦', en: 'Full, a couple' },
    'family-register-family': { ja: '全部事項、除籍された子', en: 'Full, a child who left the register' },
    'family-register-individual': { ja: '個人事項', en: 'Individual' },
    'family-register-long': { ja: '全部事項、身分事項が多い', en: 'Full, a person with many entries' },
    'family-register-readings': {
      ja: '全部事項、振り仮名、生年月日不詳',
      en: 'Full, readings of names, an unknown day of birth',
    },
    'family-register-forty': { ja: '全部事項、40人', en: 'Full, forty persons' },
  },
  familyRegisterAddresses: {
    'addresses-family': { ja: '全部、本籍・筆頭者あり', en: 'Whole register, domicile shown' },
    'addresses-left-out': { ja: '一部、本籍・筆頭者を省略', en: 'One person, domicile left out' },
    'addresses-readings': { ja: '振り仮名', en: 'Readings of names' },
    'addresses-bare': { ja: '空欄あり', en: 'Data missing' },
    'addresses-extreme': { ja: '最多の住所', en: 'The most addresses' },
  },
  vaccination: {
    'vaccination-domestic': { ja: '国内用', en: 'Domestic' },
    'vaccination-travel': { ja: '海外用及び日本国内用', en: 'For travel' },
    'vaccination-travel-extreme': { ja: '海外用、最長の氏名', en: 'For travel, the longest names' },
    'vaccination-domestic-twenty': { ja: '国内用、20回', en: 'Domestic, twenty doses' },
  },
};
