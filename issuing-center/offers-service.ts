import type { Instant } from '../shared/dates.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import type { PackedIndex } from '../shared/municipality-index.ts';
import type { OffersAnswer } from '../shared/offers-api.ts';
import { createMunicipalityIndex } from './municipality-index/municipality-index.ts';
import type { Municipalities } from './municipalities/load.ts';
import type { MunicipalityRules } from './publication/rules-in-force.ts';
import { openAt } from './rules/hours.ts';
import { municipalityOffer } from './rules/offers.ts';

/** What a kiosk is told before anybody takes out a card: the index of all municipalities, and the offers of those it names. */
export interface OffersService {
  index(now: Instant): PackedIndex;
  /** Of those asked for, what those offer that are served, by the rules of this instant and with their numbers. */
  offers(asked: readonly MunicipalityId[], now: Instant): OffersAnswer;
}

const minuteMs = 60_000;

/** @param files what the center serves */
export function createOffersService(files: Municipalities, rules: MunicipalityRules): OffersService {
  const index = createMunicipalityIndex(files);
  let closed: { readonly minute: number; readonly revision: number } | null = null;

  /** Hours begin at full minutes; so does what is found out about all of them, unless rules came or come in between. */
  function anyOpen(now: Instant): boolean {
    const minute = Math.floor(now / minuteMs);
    const revision = rules.revision(now);
    if (closed?.minute === minute && closed.revision === revision) return false;
    for (const municipality of rules.all(now).values()) if (openAt(municipality, now).open) return true;
    closed = { minute, revision };
    return false;
  }

  return {
    index: (now) => index.packed(rules.all(now)),
    offers: (asked, now) => ({
      at: now,
      index: index.packed(rules.all(now)).version,
      anyOpen: anyOpen(now),
      municipalities: asked.flatMap((id) => {
        const inForce = rules.at(id, now);
        if (inForce === null) return [];
        const { municipality, number } = inForce;
        const offer = municipalityOffer(municipality, rules.shownName(municipality), now);
        const changes = rules.nextChange(id, now);
        return [
          {
            ...offer,
            until: changes === null ? offer.until : Math.min(offer.until, changes),
            ...(number === null ? {} : { rules: number }),
          },
        ];
      }),
    }),
  };
}
