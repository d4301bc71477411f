import type { AvailableCertificate, OrderLine } from '../../shared/center-api.ts';
import { kindAndId } from '../../shared/certificates.ts';

/** One copy in the first form and of the first year that can be had, for everybody whom the certificate can name. */
export function wholeLine(certificate: AvailableCertificate): OrderLine {
  const { variants, years, persons } = certificate;
  return {
    ...kindAndId(certificate),
    variant: variants.find(({ unavailable }) => unavailable === null)?.variant ?? null,
    year: years.find(({ unavailable }) => unavailable === null)?.year ?? null,
    persons: persons.map(({ ref }) => ref),
    shown: [],
    copies: 1,
  };
}
