import { endOfStay } from '../../issuing-center/rules/period-of-stay.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { codes } from '../../testing/municipality-codes.ts';
import type { CardHolder } from '../authorities/test-ca/test-ca.ts';
import { familyRegisters } from './family-registers.ts';
import { residentOf } from './households.ts';
import { couples } from './people/couples.ts';

/** A made-up resident who has a card. */
export type Holder = CardHolder & {
  /** Where the holder lives. */
  readonly municipality: MunicipalityId;
  /** Where the family register is kept; null when no municipality here issues it at kiosks. */
  readonly domicile: MunicipalityId | null;
  /** What is special about this person, in English, for choosing a card at the console. */
  readonly note: string;
};

const pin = '1234';

/** Everybody who has a card; the PIN is 1234 for all. */
export const holders: readonly Holder[] = [
  holder('tsukuba-family', 'couple with two children; everything that Tsukuba issues'),
  holder('tsukuba-family-wife', 'the wife of that couple, with a former name; no local tax to pay'),
  holder('tsukuba-single', 'an old person who lives alone; the head of the family register is dead'),
  holder(
    'tsukuba-day-unknown',
    'born in Showa 20 on a day that nobody knows; the father before the western calendar',
  ),
  holder('tsukuba-leaving', 'the son has filed a move-out: no residence record; enrolled in Tomakomai'),
  holder(
    'tsukuba-just-moved',
    'moved today: residence record and seal not yet current, signature certificate void',
  ),
  holder('tsukuba-just-married', 'the family register changed three days ago: not yet current'),
  holder('tsukuba-no-seal', 'the registered seal was cancelled'),
  holder('tsukuba-pending', 'domicile in Minato; the enrolment there is not yet examined'),
  holder('tsukuba-void', 'domicile in Minato, enrolled there before the card was renewed: enrol again'),
  holder('minato-mixed', 'foreign resident with a Latin name and an alias, in a mixed household'),
  holder(
    'minato-mixed-wife',
    'the Japanese wife in that household; domicile in Meguro, which issues to its residents only',
  ),
  holder(
    'minato-variant',
    'a name with 葛 in a variant form (IVS) and with 𠮷; everything that Minato issues',
  ),
  holder('minato-moved-out', 'has moved out'),
  holder('minato-leaving', 'has filed a move-out: nothing in Minato'),
  holder('minato-leaving-wife', 'the husband has filed a move-out: no residence record'),
  holder(
    'minato-return-recent',
    'filed the tax return three days ago: not yet this year, only the two before',
  ),
  holder('minato-no-return', 'no tax return for this year'),
  holder('minato-new', 'domicile in Tomakomai, enrolled there before moving: enrol again; no tax in Minato'),
  holder('meguro-six', 'household of six: two sheets; everything that Meguro issues'),
  holder('meguro-fourteen', 'aged 14 until 2027-10-31: too young in Meguro'),
  holder(
    'meguro-age-unknown',
    'nothing is known of the birth: sent to a window in Meguro, which asks for an age',
  ),
  holder('meguro-restricted', 'issuance restriction: nothing, told like the next one'),
  holder('meguro-changing', 'the municipality is changing the entry: nothing until that is done'),
  holder('meguro-handed-over', 'the card was handed over today: from the next working day in Meguro'),
  holder('meguro-leaving-wife', 'the husband has filed a move-out: nothing in Meguro'),
  holder('meguro-domicile-elsewhere', 'lives in Meguro, domicile elsewhere: no family register'),
  holder('meguro-not-assessed', 'not assessed this year; domicile in Tsukuba, not enrolled there'),
  holder('arakawa-twelve', 'household of twelve: three sheets'),
  holder('arakawa-glyphs', 'a name with 髙 and 﨑'),
  holder('arakawa-tsuji', 'a name with 辻 in a variant form (IVS); domicile in Tsukuba, enrolled there'),
  holder('arakawa-renewed', 'the certificate was renewed today: usable in Arakawa from the next working day'),
  holder('arakawa-foreign', 'foreign resident without a registered seal'),
  holder('tomakomai-couple', 'couple without children; everything that Tomakomai issues'),
  holder('tomakomai-generations', 'the eldest of a household of five generations'),
  holder('tomakomai-generations-4', 'the fourth of the five generations, with a small daughter'),
  holder('tomakomai-ten-children', 'a family register of twelve persons'),
  holder('tomakomai-unprintable', 'a name with a character that cannot be printed'),
  holder('tomakomai-lost-card', 'the card was reported lost: its certificate is revoked'),
  ...couples.flatMap(({ id, register }) => [
    holder(id, `married, earns; ${register ? 'domicile there' : 'no family register at kiosks there'}`),
    holder(`${id}-spouse`, 'a dependant who has filed no return; no local tax to pay'),
  ]),
];

/** Of each municipality the holder who can take everything that it issues. */
export const usualHolders: Readonly<Record<string, string>> = {
  [codes.tsukuba]: 'tsukuba-family',
  [codes.minato]: 'minato-variant',
  [codes.meguro]: 'meguro-six',
  [codes.arakawa]: 'arakawa-glyphs',
  [codes.tomakomai]: 'tomakomai-couple',
  ...Object.fromEntries(couples.map(({ municipality, id }) => [municipality, id])),
};

/** Holders whose certificate the authority has revoked. */
export const revokedHolders: readonly string[] = ['tomakomai-lost-card'];

/** @throws when there is no such holder */
export function holderOf(id: string): Holder {
  const found = holders.find((one) => one.id === id);
  if (!found) throw new Error(`no card holder "${id}"; there are ${holders.map((one) => one.id).join(', ')}`);
  return found;
}

function holder(id: string, note: string): Holder {
  const { household, resident } = residentOf(id);
  const { name, birthDate, sex } = resident;
  const { municipality, address } = household;
  const register = familyRegisters.find(({ persons }) =>
    persons.some((person) => person.resident === id && !person.removed),
  );
  const domicile = register?.municipality ?? null;
  const stayEndsOn = endOfStay(resident);
  return {
    ...{ id, name, address, birthDate, sex: sex ?? 'other', pin, municipality, domicile, note },
    ...(stayEndsOn === null ? {} : { stayEndsOn }),
  };
}
