import type { CommonNeed, Need, UnavailableReason, WindowOnly } from '../../shared/center-api.ts';
import type { VariantId } from '../../shared/certificates.ts';
import type { EnrolmentState, OtherService } from '../../shared/service-api.ts';
import type { KioskService } from '../../shared/service-screens.ts';

interface Secret {
  readonly present: string;
  readonly newOne: string;
  readonly again: string;
  readonly which: string;
  readonly changed: string;
}

/** Words for what can be taken and why not, and for the services beside the certificates. */
export interface ServiceWords {
  readonly offers: {
    readonly question: (municipality: string) => string;
    readonly hint: (from: string, to: string) => string;
    readonly needs: Readonly<Record<Need, string>>;
    readonly commonNeeds: Readonly<Record<CommonNeed, string>>;
    /** Where a certificate can be chosen here. */
    readonly choose: string;
    readonly forAll: string;
    readonly minimumAge: (years: number) => string;
    readonly notOffered: string;
    readonly window: {
      readonly name: string;
      readonly cheaper: string;
      readonly dearerBy: (sum: string) => string;
      readonly same: (certificate: string) => string;
      readonly alone: string;
      readonly only: Readonly<Record<WindowOnly, string>>;
    };
    readonly next: (municipality: string) => string;
    readonly seen: string;
    readonly begin: string;
  };
  /** In a few words, why this resident cannot take a kind, a form or a year, and the next step. */
  readonly unavailable: Readonly<Record<UnavailableReason, string>>;
  readonly variant: { readonly question: string; readonly names: Readonly<Record<VariantId, Named>> };
  readonly year: {
    readonly question: string;
    readonly hint: string;
    /** Of the fiscal year; `income`: of the calendar year whose income it shows. */
    readonly name: (year: number) => string;
    readonly income: (year: number) => string;
  };
  readonly services: Readonly<Record<KioskService, Named>>;
  readonly serviceNotes: Readonly<
    Record<OtherService, { readonly question: string; readonly lines: readonly string[] }>
  >;
  readonly enrolments: {
    readonly question: string;
    readonly states: Readonly<Record<EnrolmentState, string>>;
    readonly madeAt: (when: string) => string;
    readonly another: string;
    readonly done: string;
  };
  readonly town: { readonly question: string; readonly hint: string };
  readonly number: { readonly question: string; readonly hint: string };
  readonly head: {
    readonly question: string;
    readonly hint: string;
    readonly me: string;
    readonly small: string;
  };
  readonly telephone: { readonly question: string; readonly hint: string };
  readonly entry: {
    readonly erase: string;
    readonly done: string;
    readonly empty: string;
    readonly keys: string;
  };
  readonly check: {
    readonly question: string;
    readonly hint: string;
    readonly place: string;
    readonly head: string;
    readonly headIsMe: string;
    readonly telephone: string;
    /** Beside the notice that card or certificate ends soon. */
    readonly endsWithCard: string;
    readonly right: string;
  };
  readonly enrolled: {
    readonly question: string;
    readonly number: string;
    readonly next: string;
    readonly slip: string;
    readonly noSlip: string;
    readonly done: string;
  };
  readonly secret: {
    readonly pin: Secret;
    readonly signaturePassword: Secret;
    readonly rule: (least: number, most: number) => string;
    readonly entered: (count: number) => string;
    readonly missing: (count: number) => string;
    readonly longEnough: string;
    readonly wrong: string;
    readonly different: string;
    readonly done: string;
  };
  readonly glyph: { readonly code: (points: string) => string };
}

export interface Named {
  readonly name: string;
  readonly purpose: string;
}
