import { certificateKey, type FiscalYear, type VariantId } from '../../../shared/certificates.ts';
import type { ScreenBody } from '../../../shared/screen.ts';

/** What a resident wants of a certificate that may be refused; null takes the first that is available. */
export interface Wanted {
  /** Its kind, or what the municipality calls it (shared/certificates.ts, certificateKey). */
  readonly certificate: string;
  readonly variant: VariantId | null;
  readonly year: FiscalYear | null;
}

/** Why the kiosk does not issue what the resident wants, in the words of the center. */
export interface Refused {
  readonly what: string;
  readonly why: string;
}

/** What the screen says instead of offering what the resident wants; null where it is offered, or another thing is asked. */
export function refusalOn(errand: Wanted, body: ScreenBody): Refused | null {
  switch (body.kind) {
    case 'certificate': {
      if (body.choices.some((choice) => certificateKey(choice) === errand.certificate)) return null;
      const found = body.unavailable.find((one) => certificateKey(one) === errand.certificate);
      return { what: errand.certificate, why: found?.unavailable ?? 'notOffered' };
    }
    case 'variant': {
      const wanted = body.variants.filter(({ variant }) => (errand.variant ?? variant) === variant);
      if (wanted.some(({ unavailable }) => unavailable === null)) return null;
      const what = `${errand.certificate}, ${errand.variant ?? 'any variant'}`;
      return { what, why: wanted[0]?.unavailable ?? 'notOffered' };
    }
    case 'year': {
      const wanted = body.years.filter(({ year }) => (errand.year ?? year) === year);
      if (wanted.some(({ unavailable }) => unavailable === null)) return null;
      const what = `${errand.certificate}, ${errand.year ?? 'any year'}`;
      return { what, why: wanted[0]?.unavailable ?? 'notOffered' };
    }
    // What fits the purpose is not offered, or not now.
    case 'offers':
      return body.notice === undefined ? null : { what: errand.certificate, why: body.notice };
    case 'notHere':
      return { what: body.municipality.en, why: body.why };
    default:
      return null;
  }
}
