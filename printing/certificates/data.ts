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

/** What the income certificate and the assessment both show. */
export interface IncomeFigures {
  /** 給与収入, 給与所得, 公的年金等 … */
  readonly incomes: readonly LabelledYen[];
  /** 合計所得金額 */
  readonly totalIncome: number;
  readonly deductions: readonly LabelledYen[];
  readonly totalDeductions: number;
  readonly dependants: readonly { readonly label: string; readonly count: number }[];
}

/** 所得証明書 */
export interface IncomeData extends TaxHead, IncomeFigures {}

/** 課税証明書, or 非課税証明書 when the annual tax is 0. */
export interface TaxAssessmentData extends TaxHead, IncomeFigures {
  /** 課税標準額 */
  readonly taxBase: number;
  readonly prefectural: { readonly incomeBased: number; readonly perCapita: number };
  readonly municipal: { readonly incomeBased: number; readonly perCapita: number };
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
    readonly unpaid: number;
  }[];
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
  /** For travel only, null otherwise: name in Latin letters, nationality, passport number. */
  readonly travel: {
    readonly latinName: string;
    readonly nationality: string;
    readonly passportNumber: string;
  } | null;
  readonly doses: readonly {
    /** 1 for the first dose. */
    readonly number: number;
    readonly date: IsoDate;
    readonly product: string;
    readonly maker: string;
    readonly lot: string;
  }[];
}
