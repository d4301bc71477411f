import type { MunicipalityOffer } from '../../shared/center-api.ts';
import type { ListedMunicipality } from '../../shared/municipality-index.ts';
import type { TelephoneLine } from '../../shared/telephone-lines.ts';
import { yen } from '../../shared/yen.ts';
import type { OffersHere } from '../../state-machines/ports.ts';
import { codes } from '../municipality-codes.ts';
import { scriptedFar } from './scripted-index.ts';

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

/** Offers near the kiosk, for a month, and an index that has some far from it, too. */
export function offering(
  municipalities: readonly MunicipalityOffer[],
  index: readonly ListedMunicipality[] = [...scriptedFar, ...municipalities.map(listedBy)],
): OffersHere {
  const anyOpen = municipalities.some(({ state }) => state.open);
  const near = municipalities.map(({ id }) => id);
  return { at: 0, municipalities: [...municipalities], near, index, anyOpen };
}

/** Under a reading that says nothing. */
function listedBy({ id, name, enrolment }: MunicipalityOffer): ListedMunicipality {
  return {
    id,
    name: { ja: name.ja, kana: 'みほんし', latin: name.en },
    part: enrolment ? 'enrolment' : 'certificates',
  };
}

export const scriptedOffers: OffersHere = offering([
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
    until: 30 * 86_400_000,
    offers: [{ kind: 'residenceRecord', price: yen(200), state: open, needs: [] }],
  },
]);

/** What a municipality far from the kiosk offers: the same. */
export const scriptedFarOffer: MunicipalityOffer = farOffer();

function farOffer(): MunicipalityOffer {
  const [near] = scriptedOffers.municipalities;
  const [far] = scriptedFar;
  if (!near || !far) throw new Error('no sample municipality');
  return { ...near, id: far.id, name: { ja: far.name.ja, en: far.name.latin }, enrolment: false };
}
