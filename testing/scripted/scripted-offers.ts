import type { Offers } from '../../shared/center-api.ts';
import type { TelephoneLine } from '../../shared/telephone-lines.ts';
import { yen } from '../../shared/yen.ts';
import { codes } from '../municipality-codes.ts';

const open = { open: true } as const;
const place = codes.mihon;

/** Answers on weekdays by day. */
const scriptedLine: TelephoneLine = {
  name: { ja: '見本市 市民課', en: 'Mihon, residents office' },
  number: '000-000-0000',
  languages: ['ja', 'en'],
  paid: false,
  hours: [{ days: 'weekdays', from: '08:30', to: '17:15' }],
  overNewYear: false,
  lossAlways: false,
};

export const scriptedOffers: Offers = {
  at: 0,
  municipalities: [
    {
      id: place,
      name: { ja: '見本市', en: 'Mihon' },
      state: open,
      hours: { from: '06:30', to: '23:00' },
      telephones: [scriptedLine],
      foundCardNeedsIdentity: true,
      minimumAge: null,
      commonNeeds: [],
      badPrint: 'paidBack',
      enrolment: true,
      enrolmentSite: null,
      onlyAtStores: null,
      pinReset: false,
      window: { dearerBy: null, samePrice: [], only: [] },
      offers: [{ kind: 'residenceRecord', price: yen(200), state: open, needs: [] }],
    },
  ],
};
