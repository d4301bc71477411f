import type { IsoDate } from '../../../shared/dates.ts';
import type { ForeignResidentCategory } from '../../../shared/foreign-residents.ts';
import type { RegisterDate } from '../../../shared/register-date.ts';
import type { DocumentHead } from '../layout.ts';

/** An item that the resident shows or leaves out. Left out prints 省略; shown without data prints 空欄. */
export type Shown<T> = { readonly shown: false } | { readonly shown: true; readonly value: T | null };

export interface Domicile {
  /** 本籍 */
  readonly place: string;
  /** 筆頭者 */
  readonly headOfRegister: string;
}

export interface ResidenceStatus {
  /**
   * 第30条の45に規定する区分, null where the register does not have it. Left out on pages that were printed before there was a place for
   * it.
   */
  readonly category?: ForeignResidentCategory | null;
  /** 在留資格; empty where the category has none. */
  readonly status: string;
  /** 在留期間等: of temporary refuge 上陸期間, of provisional stay 仮滞在期間; empty where the category has none. */
  readonly period: string;
  /** 在留期間の満了の日 */
  readonly until: IsoDate | null;
  /** Number of the residence card or of the special permanent resident's certificate; empty where the category has none. */
  readonly cardNumber: string;
}

/** One person of the household. Where a value is null the certificate says 空欄. */
export interface ResidenceRecordPerson {
  readonly name: string;
  /** フリガナ, the municipality's own aid; printed where there is no `nameReading`. */
  readonly kana: string | null;
  /**
   * 氏名の振り仮名 of the family register (since 2025-05-26), null until it is notified. Left out for foreign residents, who are in no
   * family register, and on pages that were printed before.
   */
  readonly nameReading?: string | null;
  /** 旧氏, of Japanese residents only. */
  readonly formerName: string | null;
  /**
   * 旧氏の振り仮名 (since 2025-05-26), null until it is notified. Left out with its row where there is no former name, and on pages that
   * were printed before there was a place for it.
   */
  readonly formerNameReading?: string | null;
  /** 通称, for foreign residents only. */
  readonly alias: string | null;
  readonly birthDate: RegisterDate;
  readonly sex: 'male' | 'female' | null;
  /** 住民となった年月日, of Japanese residents. */
  readonly residentSince: RegisterDate | null;
  /**
   * 外国人住民となった年月日, which takes its place for foreign residents. Left out for Japanese ones, and on pages that were printed before
   * there was a place for it.
   */
  readonly foreignResidentSince?: IsoDate | null;
  /** 住所を定めた年月日 */
  readonly addressSince: RegisterDate | null;
  /** 届出の年月日 */
  readonly notifiedOn: RegisterDate | null;
  /** 前住所; where the municipality or the resident leaves it out, 省略. */
  readonly previousAddress: string | null | { readonly shown: false };
  /**
   * 転居前の住所, in the same municipality. Left out with its row where the municipality or the resident leaves it out, and on pages that
   * were printed before there was a place for it.
   */
  readonly previousAddressWithin?: string | null;
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

/** What the certificate says of the household, whichever of its members are on a sheet. */
export interface Household {
  /** 世帯連記式, up to four persons per sheet; 個人票, one per sheet. */
  readonly form: 'household' | 'perPerson';
  readonly address: string;
  readonly headOfHousehold: Shown<string>;
  /** True: the whole household (世帯全員); false: part of it (世帯の一部). */
  readonly whole: boolean;
}

/** 住民票の写し */
export interface ResidenceRecordData extends DocumentHead, Household {
  /** In the order of the record; at least one. */
  readonly persons: readonly ResidenceRecordPerson[];
}
