import type { FiscalYear } from '../../shared/certificates.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { RegisterDate } from '../../shared/register-date.ts';
import type { DocumentHead } from './layout.ts';
import type { Domicile, Shown } from './residence-record/residence-record-data.ts';

/** A registered seal's imprint as the register keeps it: black and white, rows from the top. */
export interface SealImage {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Real width of the imprint, mm: 8 to 25 under the ordinances. The height follows. */
  readonly widthMm: number;
  /** One bit per pixel, most significant first, 1 is ink; each row starts a new byte. Base64. */
  readonly bits: string;
}

/** 印鑑登録証明書 */
export interface SealRegistrationData extends DocumentHead {
  readonly name: string;
  /** 旧氏 or 通称, where the registered seal shows it. */
  readonly otherName: string | null;
  readonly birthDate: RegisterDate;
  readonly foreign: boolean;
  readonly address: string;
  readonly seal: SealImage;
}

/** A labelled sum, yen; 給与収入 5,000,000. */
export interface LabelledYen {
  readonly label: string;
  readonly yen: number;
}

interface TaxHead extends DocumentHead {
  readonly fiscalYear: FiscalYear;
  readonly name: string;
  readonly birthDate: RegisterDate;
  /** Address on 1 January of the fiscal year's calendar year. */
  readonly address: string;
}

/** What the assessment says of the taxpayer's family and of the taxpayer (本人該当). */
export interface TaxCircumstances {
  /** 控除対象配偶者: none; one; one of 70 or more; one who gives no deduction because of the taxpayer's income (同一生計配偶者). */
  readonly spouse: 'none' | 'deductible' | 'elderly' | 'sameLivelihood';
  /** 扶養親族 by kind, persons: 特定, 同居老親等, 老人, その他, 16歳未満. */
  readonly dependants: Readonly<
    Record<'specific' | 'elderlyAtHome' | 'elderly' | 'other' | 'under16', number>
  >;
  /** Persons with disabilities among spouse and dependants: 同居特別障害者, 特別障害者, その他の障害者. */
  readonly disabled: Readonly<Record<'specialDisabilityAtHome' | 'specialDisability' | 'disability', number>>;
  readonly self: readonly TaxpayerKind[];
}

/** 特別障害者, その他の障害者, 寡婦, ひとり親, 勤労学生 */
export type TaxpayerKind = 'specialDisability' | 'disability' | 'widow' | 'singleParent' | 'workingStudent';

/** What the income certificate and the assessment both show. */
export interface IncomeFigures {
  /** 給与収入, 給与所得, 公的年金等 … */
  readonly incomes: readonly LabelledYen[];
  /** 合計所得金額 */
  readonly totalIncome: number;
  readonly deductions: readonly LabelledYen[];
  readonly totalDeductions: number;
  /** Left out where the register has no more than a list of dependants, as on pages that were printed before. */
  readonly circumstances?: TaxCircumstances;
  /** Where there are no circumstances. */
  readonly dependants?: readonly { readonly label: string; readonly count: number }[];
}

/** A credit against both parts of the tax, yen: 寄附金税額控除 … */
export interface TaxCredit {
  readonly label: string;
  readonly municipal: number;
  readonly prefectural: number;
}

/** One part of the tax, yen. */
export interface TaxPart {
  /** 算出所得割額 and 調整控除額; both are left out where the register does not have them. */
  readonly beforeCredits?: number;
  readonly adjustment?: number;
  /** 所得割額, after all credits. */
  readonly incomeBased: number;
  /** 均等割額 */
  readonly perCapita: number;
}

/** 所得証明書 */
export interface IncomeData extends TaxHead, IncomeFigures {}

/** 課税証明書, or 非課税証明書 when the annual tax is 0. */
export interface TaxAssessmentData extends TaxHead, IncomeFigures {
  /** 課税標準額 */
  readonly taxBase: number;
  readonly prefectural: TaxPart;
  readonly municipal: TaxPart;
  /** 税額控除 other than 調整控除; left out where the register does not tell them. */
  readonly credits?: readonly TaxCredit[];
  /** 森林環境税, national, from fiscal year 2024. */
  readonly forestTax: number;
  /** 年税額 */
  readonly annualTax: number;
}

/** 納税証明書 */
export interface TaxPaymentData extends TaxHead {
  readonly taxes: readonly {
    /** 市民税・県民税 */
    readonly label: string;
    readonly toPay: number;
    readonly paid: number;
    /** Overdue, where what is not yet due stands apart; otherwise all that is not paid. */
    readonly unpaid: number;
    /** 納期未到来額; left out where the register does not tell it apart. */
    readonly notYetDue?: number;
  }[];
}

/** A tax certificate that a municipality composes and titles itself. A block that is null is not on the page. */
export interface TaxCertificateData extends TaxHead {
  /** With what it is made for: 所得証明書（児童手当用）. */
  readonly title: string;
  /** For the preview, which tells nobody whether there is a tax to pay. */
  readonly usualTitle: string;
  readonly income: Pick<IncomeFigures, 'incomes' | 'totalIncome'> | null;
  readonly deductions: Pick<IncomeFigures, 'deductions' | 'totalDeductions'> | null;
  /** Whom the taxpayer maintains. */
  readonly family: Pick<IncomeFigures, 'circumstances' | 'dependants'> | null;
  readonly tax: Pick<
    TaxAssessmentData,
    'taxBase' | 'prefectural' | 'municipal' | 'credits' | 'forestTax' | 'annualTax'
  > | null;
  readonly payment: TaxPaymentData['taxes'] | null;
}

/** A heading with labelled lines: 出生 with 【出生日】, 【出生地】, 【届出日】, 【届出人】. */
export interface RegisterEntry {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
}

/** One person's block in a family register. */
export interface RegisterPerson {
  /** Given name only: the surname is the head's. */
  readonly givenName: string;
  /** 名の振り仮名, null until it is notified. Left out for who has left the register, and on pages that were printed before 2025-05-26. */
  readonly givenNameReading?: string | null;
  /** 除籍: left the register by marriage or death; the block bears the mark. */
  readonly removed: boolean;
  readonly birthDate: RegisterDate;
  /** 配偶者区分, 夫 or 妻; left out of who is not married, and on pages that were printed before there was a place for it. */
  readonly spouseKind?: 'husband' | 'wife';
  /** Null prints 空欄. */
  readonly father: string | null;
  readonly mother: string | null;
  /** 長男, 二女, … */
  readonly relationship: string;
  readonly entries: readonly RegisterEntry[];
}

/** 戸籍全部事項証明書 (full), 戸籍個人事項証明書 (individual). */
export interface FamilyRegisterData extends DocumentHead {
  readonly variant: 'full' | 'individual';
  readonly domicile: Domicile;
  /** 氏の振り仮名, null until it is notified. Left out on pages that were printed before 2025-05-26. */
  readonly surnameReading?: string | null;
  /** 戸籍事項: 戸籍編製, 戸籍改製, 転籍. */
  readonly registerEntries: readonly RegisterEntry[];
  readonly persons: readonly RegisterPerson[];
}

/** 戸籍の附票の写し */
export interface FamilyRegisterAddressesData extends DocumentHead {
  /** Left out unless asked for, under the law since 2022-01-11. */
  readonly domicile: Shown<Domicile>;
  /** Everybody in the register (全部), or a part (一部). */
  readonly whole: boolean;
  readonly persons: readonly {
    /** Full name where the domicile is left out, given name where it is shown. */
    readonly name: string;
    /** Of the same name, as in the register itself: 氏名の振り仮名, 名の振り仮名. */
    readonly nameReading?: string | null;
    readonly birthDate: RegisterDate;
    readonly sex: 'male' | 'female' | null;
    readonly removed: boolean;
    readonly addresses: readonly { readonly address: string; readonly since: RegisterDate | null }[];
  }[];
}

/** 新型コロナワクチン接種証明書; national, so the authority is the minister. */
export interface VaccinationData extends DocumentHead {
  readonly variant: 'domestic' | 'travel';
  readonly name: string;
  readonly birthDate: RegisterDate;
  /** For travel only, null otherwise: name in Latin letters, nationality, passport number, and who certifies in English. */
  readonly travel: {
    readonly latinName: string;
    readonly nationality: string;
    readonly passportNumber: string;
    /** Left out on pages that were printed before there was a place for it. */
    readonly issuer?: string;
  } | null;
  readonly doses: readonly {
    /** 1 for the first dose. */
    readonly number: number;
    readonly date: IsoDate;
    readonly product: string;
    readonly maker: string;
    /** Product and maker in Latin letters, for travel, where they are known. */
    readonly latin?: { readonly product: string; readonly maker: string };
    readonly lot: string;
  }[];
}
