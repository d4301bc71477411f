import type { FamilyRegisterPerson } from '../../../issuing-center/registers/family-registers.ts';
import type { RegisterDate } from '../../../shared/register-date.ts';

/** Marriage that brought somebody into the register. */
export interface Marriage {
  readonly on: string;
  /** Full name of the spouse before it. */
  readonly spouse: string;
  /** Domicile and head of the register before. */
  readonly from: string;
  /** Of a spouse who is no Japanese. */
  readonly foreignSpouse?: { readonly nationality: string; readonly born: string };
  /** How it ended. */
  readonly ended?: { readonly on: string; readonly why: 'death' | 'divorce' };
}

/** How somebody came into a register of their own or of a parent, other than by birth or marriage. */
export type Arrival =
  /** 分籍: out of the parents' register, alone. */
  | { readonly why: 'separation'; readonly on: string; readonly from: string }
  /** 離婚: back to the name before marriage, in a new register. */
  | { readonly why: 'divorce'; readonly on: string; readonly from: string; readonly spouse: string }
  /** 入籍: a child who takes the name of the parent. */
  | { readonly why: 'parentsName'; readonly on: string; readonly from: string; readonly of: '父' | '母' };

/** How somebody left the register. */
export type Departure =
  | {
      readonly why: 'marriage' | 'divorce';
      readonly on: string;
      readonly spouse?: string;
      readonly to?: string;
    }
  | { readonly why: 'death'; readonly on: string }
  /** 高齢者消除: over a hundred, and nobody knows where. */
  | { readonly why: 'age'; readonly on: string };

/** A made-up person's parents and what befell them, as in the family register. */
export interface Life {
  /** Full names as in the register; null where it has none. */
  readonly father: string | null;
  readonly mother: string | null;
  /** 長男, 二女 … */
  readonly relationship: string;
  /** An address in the municipality of birth; that of the register when it is not said. */
  readonly bornIn?: string;
  readonly married?: Marriage;
  readonly arrived?: Arrival;
  readonly left?: Departure;
}

/** Somebody of a register, before it is written. */
export interface Member extends Life {
  readonly id: string;
  readonly resident: string | null;
  readonly givenName: string;
  readonly givenNameReading: string | null;
  readonly birthDate: RegisterDate;
  readonly sex: 'male' | 'female';
  readonly addresses: NonNullable<FamilyRegisterPerson['addresses']> | 'unknown';
}

/** The day of coming into the register, other than by birth. */
export function arrivalDay({ married, arrived }: Life): string | null {
  return arrived?.on ?? married?.on ?? null;
}
