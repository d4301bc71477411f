import { japanDate, type Instant } from '../shared/dates.ts';
import type { Chain } from '../shared/chains.ts';
import type { MunicipalityOffer } from '../shared/center-api.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import {
  municipalityOfPrepared,
  readPrepared,
  type Prepared,
  type PreparedRefusal,
} from '../shared/prepared-code.ts';
import type { Result } from '../shared/result.ts';
import type { CenterFault, OffersHere, OneOffer } from './ports.ts';
import { keptOffer, offeredHere } from './session/finding.ts';

/** Why a code that was held to the scanner does not begin a session; `notNow`: its municipality's offers cannot be asked for. */
export type PreparedFault = PreparedRefusal | 'notNow';

/** What a code that was held to the scanner leads to. Of a text that is not ours nothing is kept. */
export type Heard =
  | { readonly heard: 'taken'; readonly prepared: Prepared }
  /** Its municipality is not near: what it offers has to be asked for first. */
  | { readonly heard: 'ask'; readonly municipality: MunicipalityId }
  | { readonly heard: 'refused'; readonly why: PreparedFault };

interface Here {
  readonly offers: OffersHere;
  readonly chain: Chain;
}

/** A code as far as the kiosk can judge it by what it knows. */
export function hearPrepared(here: Here, text: string, now: Instant): Heard {
  const municipality = municipalityOfPrepared(text, japanDate(now));
  if (municipality === null) return judged(text, now, null);
  const { index, near, municipalities } = here.offers;
  const kept = keptOffer(here, municipality, now);
  if (kept !== null) return judged(text, now, kept);
  const takesPart = index.some(({ id, part }) => id === municipality && part !== 'nothing');
  // One that is near and has no offers here is not served by this chain, or at this place.
  const notHere = near.includes(municipality) && !municipalities.some(({ id }) => id === municipality);
  return takesPart && !notHere ? { heard: 'ask', municipality } : judged(text, now, null);
}

/** The same once the center has answered for a municipality that is not near. */
export function hearAnswered(
  here: Here,
  text: string,
  answer: Result<OneOffer | null, CenterFault>,
  now: Instant,
): Heard {
  if (!answer.ok) return { heard: 'refused', why: 'notNow' };
  return judged(text, now, answer.value === null ? null : offeredHere(here, answer.value));
}

function judged(text: string, now: Instant, offer: MunicipalityOffer | null): Heard {
  const read = readPrepared(text, japanDate(now), () => offer?.offers ?? null);
  return read.ok ? { heard: 'taken', prepared: read.value } : { heard: 'refused', why: read.error };
}
