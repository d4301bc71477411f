import type { IsoDate } from '../../shared/dates.ts';

/** An item that the resident shows or leaves out. Left out prints 省略; shown without data prints 空欄. */
export type Shown<T> = { readonly shown: false } | { readonly shown: true; readonly value: T | null };

export interface Domicile {
  /** 本籍 */
  readonly place: string;
  /** 筆頭者 */
  readonly headOfRegister: string;
}

export interface ResidenceStatus {
  /** 在留資格 */
  readonly status: string;
  /** 在留期間等 */
  readonly period: string;
  /** 在留期間の満了の日 */
  readonly until: IsoDate | null;
  /** 在留カード等の番号 */
  readonly cardNumber: string;
}

/** One person of the household. Where a value is null the certificate says 空欄. */
export interface ResidenceRecordPerson {
  readonly name: string;
  readonly kana: string | null;
  /** 旧氏, of Japanese residents only. */
  readonly formerName: string | null;
  /** 通称, of foreign residents only. */
  readonly alias: string | null;
  readonly birthDate: IsoDate;
  readonly sex: 'male' | 'female' | null;
  /** 住民となった年月日 */
  readonly residentSince: IsoDate | null;
  /** 住所を定めた年月日 */
  readonly addressSince: IsoDate | null;
  /** 届出の年月日 */
  readonly notifiedOn: IsoDate | null;
  readonly previousAddress: string | null;
  /** 続柄 */
  readonly relationship: Shown<string>;
  /** Printed for Japanese residents only; foreign residents have no family register. */
  readonly domicile: Shown<Domicile>;
  /** Printed for foreign residents only, as is residenceStatus. */
  readonly nationality: Shown<string>;
  readonly residenceStatus: Shown<ResidenceStatus>;
  /** Twelve digits. */
  readonly myNumber: Shown<string>;
  readonly foreign: boolean;
}

export interface ResidenceRecordData {
  readonly municipality: {
    readonly name: string;
    readonly mayorTitle: string;
    readonly mayorName: string;
    readonly sealText: string;
  };
  readonly issuedOn: IsoDate;
  readonly documentNumber: string;
  readonly address: string;
  readonly headOfHousehold: Shown<string>;
  /** True: all of the household (世帯全員); false: a part (世帯の一部). */
  readonly whole: boolean;
  /** In the order of the record; at least one. */
  readonly persons: readonly ResidenceRecordPerson[];
  /** Set by maskResidenceRecord: dates print without digits, and a masked text that is too wide loses some of its ●. */
  readonly masked?: true;
}

/** Why a certificate cannot be laid out; the resident is sent to a window, before payment. */
export type LayoutRefusal =
  | { readonly refused: 'characterNotPrintable'; readonly character: string }
  | { readonly refused: 'layoutTooLong'; readonly field: string };
