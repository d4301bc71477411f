import type { MunicipalityId } from '../../shared/ids.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import type { CardHolder } from '../test-ca/test-ca.ts';
import { registerHouseholds } from './residents.ts';

/** A made-up resident who has a card. */
export type Holder = CardHolder & {
  readonly municipality: MunicipalityId;
  /** What is special about this person, in English, for whom chooses a card at the bench. */
  readonly note: string;
};

const pin = '1234';

/** Every card of the simulator; the PIN is 1234 for all. */
export const holders: readonly Holder[] = [
  holder('tsukuba-family', 'couple with two children'),
  holder('tsukuba-family-wife', 'the wife of that couple, with a former name'),
  holder('tsukuba-single', 'an old person who lives alone'),
  holder('tsukuba-leaving', 'the son has filed a move-out: no residence record'),
  holder('minato-mixed', 'foreign resident with a Latin name and an alias, in a mixed household'),
  holder('minato-mixed-wife', 'the Japanese wife of that household'),
  holder('minato-variant', 'a name with 葛 in a variant form (IVS) and with 𠮷'),
  holder('minato-moved-out', 'has moved out'),
  holder('meguro-six', 'household of six: two sheets'),
  holder('meguro-fourteen', 'aged 14 until 2027-10-31: too young in Meguro'),
  holder('meguro-restricted', 'issuance restriction: nothing, and no word about why'),
  holder('arakawa-twelve', 'household of twelve: three sheets'),
  holder('arakawa-glyphs', 'a name with 髙 and 﨑'),
  holder('tomakomai-couple', 'couple without children'),
  holder('tomakomai-unprintable', 'a name with a character that cannot be printed'),
  holder('tomakomai-lost-card', 'the card was reported lost: its certificate is revoked'),
];

/** Holders whose certificate the register has as revoked. */
export const revokedHolders: readonly string[] = ['tomakomai-lost-card'];

/** @throws when there is no such holder. */
export function holderOf(id: string): Holder {
  const found = holders.find((one) => one.id === id);
  if (!found) throw new Error(`no card holder "${id}"; there are ${holders.map((one) => one.id).join(', ')}`);
  return found;
}

function holder(id: string, note: string): Holder {
  for (const { household, residents } of registerHouseholds) {
    const resident = residents.find((one) => one.id === id);
    if (!resident) continue;
    const { name, birthDate, sex } = resident;
    const municipality = municipalityIdSchema.parse(household.municipality);
    return { id, name, address: household.address, birthDate, sex: sex ?? 'other', pin, municipality, note };
  }
  throw new Error(`no resident "${id}" in the made-up registers`);
}
