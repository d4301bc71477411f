import type { UnavailableReason, VariantChoice } from '../../shared/center-api.ts';
import { isoDate } from '../../shared/dates.ts';
import type { Service } from '../municipalities/service-schema.ts';
import type { Facts } from '../registers/facts.ts';
import type { Vaccination } from '../registers/vaccinations.ts';

/** For travel the kiosk reprints what the municipality or the app issued on this day or later. */
const earlierFrom = isoDate('2022-07-21');

/** Why the holder has no vaccination certificate, or null. */
export function vaccinationReason({ vaccination, unprintable }: Facts): UnavailableReason | null {
  if (unprintable.vaccination) return 'unsuitableEntry';
  return vaccination === null || vaccination.doses.length === 0 ? 'notVaccinated' : null;
}

/** The variants of the certificate; the one for travel needs an earlier one, from which it takes the passport. */
export function vaccinationVariants(
  { variants = [], conditions = [] }: Service,
  facts: Facts,
): VariantChoice[] {
  return variants.map((variant) => ({
    variant,
    persons: 'all',
    unavailable:
      variant === 'travel' && facts.vaccination !== null
        ? travelReason(facts.vaccination, conditions.includes('issuedOnOrAfter2022-07-21'))
        : null,
  }));
}

function travelReason(
  { passport, earlierCertificateOn }: Vaccination,
  earlierNeeded: boolean,
): UnavailableReason | null {
  const earlier = earlierCertificateOn !== null && earlierCertificateOn >= earlierFrom;
  return passport === null || (earlierNeeded && !earlier) ? 'earlierCertificateMissing' : null;
}
