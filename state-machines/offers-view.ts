import type { MunicipalityOffer, Offer } from '../shared/center-api.ts';
import { certificateKinds, isTaxKind, type CertificateKind } from '../shared/certificates.ts';
import type { ScreenBody } from '../shared/screen.ts';
import type { noticeOf } from './choice-view.ts';

/** What a municipality offers, and the kinds it does not issue at kiosks. */
export function offersBody(
  municipality: MunicipalityOffer,
  justLooking: boolean,
  next?: MunicipalityOffer,
  notice: ReturnType<typeof noticeOf> = {},
): ScreenBody {
  const { name, hours, withinShopHours, minimumAge, commonNeeds, window, offers } = municipality;
  return {
    kind: 'offers',
    municipality: name,
    hours,
    ...(withinShopHours === undefined ? {} : { withinShopHours }),
    minimumAge,
    commonNeeds,
    window,
    offers,
    notOffered: notOfferedOf(offers),
    justLooking,
    next: next ? { id: next.id, name: next.name } : null,
    ...notice,
  };
}

/** What a municipality composes itself may say what the usual tax certificates say: then nobody is told that those are missing. */
function notOfferedOf(offers: readonly Offer[]): CertificateKind[] {
  const offered = new Set(offers.map(({ kind }) => kind));
  return certificateKinds.filter(
    (kind) =>
      !offered.has(kind) && kind !== 'taxCertificate' && !(isTaxKind(kind) && offered.has('taxCertificate')),
  );
}
