import { needs, windowOnly } from '../../shared/center-api.ts';
import { certificateKinds, namedKind, type CertificateKind } from '../../shared/certificates.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import { yen } from '../../shared/yen.ts';
import { codes } from '../municipality-codes.ts';

const hours = { from: '06:30', to: '23:00' };
export const minato = { ja: '港区', en: 'Minato City (Tokyo)' };

type Offers = Extract<ScreenBody, { kind: 'offers' }>;

/** The offers of a municipality that issues these kinds, each with other needs. */
export function offers(
  justLooking: boolean,
  kinds: readonly CertificateKind[],
  more: Partial<Offers> = {},
): Offers {
  return {
    kind: 'offers',
    municipality: minato,
    hours,
    minimumAge: null,
    commonNeeds: [],
    window: { dearerBy: yen(100), samePrice: [], only: [...windowOnly] },
    offers: kinds.map((kind, index) => ({
      kind,
      price: yen(200 + index * 50),
      state:
        kind === 'vaccination' && justLooking
          ? { open: false, reason: 'ended', opensAt: null }
          : { open: true },
      needs: needs.filter((_, at) => at % 4 === index % 4),
    })),
    notOffered: certificateKinds.filter((kind) => !kinds.includes(kind)),
    justLooking,
    next: justLooking ? { id: codes.meguro, name: { ja: '目黒区', en: 'Meguro City (Tokyo)' } } : null,
    ...more,
  };
}

/** Tax certificates under a municipality's own titles, one of them on weekdays alone and not accepted everywhere. */
export const ownTitles = [
  ['tax', '課税証明書', 'Tax certificate'],
  ['incomeAndTax', '所得課税証明書', 'Certificate of income and tax'],
  ['incomeForChildAllowance', '所得証明書（児童手当用）', 'Income certificate (for child allowance)'],
].map(([id = '', ja = '', en = ''], index) => ({
  ...{ kind: 'taxCertificate' as const, id, title: { ja, en }, price: yen(150) },
  ...{ state: { open: true } as const, needs: needs.slice(1, 3) },
  ...(index === 2
    ? {
        hours: [{ days: ['weekdays' as const], from: '08:30', to: '17:15' }],
        notAcceptedFor: [{ ja: '就学援助の申請', en: 'school-fee support' }],
      }
    : {}),
}));

/** The municipality's own names, and what each costs at a window. */
export function offersWithOwnTitles(own: typeof ownTitles): Offers {
  return offers(false, [], {
    withinShopHours: true,
    notOffered: [],
    offers: own,
    window: {
      samePrice: [],
      prices: own.map(({ kind, id, title }) => ({ ...namedKind({ kind, id, title }), price: yen(300) })),
      only: [],
      freeFor: [{ ja: '年金の手続き', en: 'pensions' }],
    },
  });
}
