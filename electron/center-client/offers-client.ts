import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { MunicipalityOffer } from '../../shared/center-api.ts';
import { endpoints } from '../../shared/endpoints.ts';
import type { MunicipalityId, Sha256 } from '../../shared/ids.ts';
import {
  mostIndexBytes,
  readIndexText,
  type ListedMunicipality,
  type PackedIndex,
} from '../../shared/municipality-index.ts';
import { askedPath, type OffersAnswer } from '../../shared/offers-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/timers.ts';
import type { CenterFault, CenterPort } from '../../state-machines/ports.ts';
import type { CenterHttp } from './http.ts';
import { nearbyOf, type KioskPlace } from './nearby.ts';
import type { createRulesCheck } from './rules-check.ts';

interface KeptIndex {
  readonly version: Sha256;
  readonly all: readonly ListedMunicipality[];
}

/**
 * What is offered: of the municipalities near the kiosk always, of any other when it is chosen. The index of all of them is fetched
 * once, and again when the center names another version of it.
 * @param ms for each of these questions, however many exchanges it takes
 */
export function createOffersClient(parts: {
  readonly http: CenterHttp;
  readonly place: KioskPlace;
  readonly believed: ReturnType<typeof createRulesCheck>;
  readonly timers: Timers;
  readonly ms: number;
}): Pick<CenterPort, 'offers' | 'offersOf'> {
  const { http, place, believed, timers, ms } = parts;
  let kept: KeptIndex | null = null;
  let fetching: Promise<KeptIndex | CenterFault> | null = null;

  function deadline(): () => number {
    const end = timers.elapsed() + ms;
    // A deadline is in whole milliseconds; the time that has passed is not.
    return () => Math.max(1, Math.ceil(end - timers.elapsed()));
  }

  /** Whoever needs it while it is on its way waits for the same one: kiosk and device watch ask at the same moment. */
  async function fetchIndex(left: () => number): Promise<Result<KeptIndex, CenterFault>> {
    fetching ??= fetchOnce(left).finally(() => {
      fetching = null;
    });
    const fetched = await fetching;
    return 'fault' in fetched ? err(fetched) : ok(fetched);
  }

  async function fetchOnce(left: () => number): Promise<KeptIndex | CenterFault> {
    const answer = await http.call(endpoints.municipalityIndex, {}, undefined, left());
    if (!answer.ok) return answer.error;
    const opened = openIndex(answer.value);
    if (opened === null) return { fault: 'nonsense' };
    kept = opened;
    return opened;
  }

  const ask = (ids: readonly MunicipalityId[], left: () => number) =>
    http.call(endpoints.offers, { municipalities: askedPath(ids) }, undefined, left());

  /** Of those that were asked for, and in no other order; anything else is no answer. */
  function inOrder(answer: OffersAnswer, ids: readonly MunicipalityId[]): MunicipalityOffer[] | null {
    if (answer.municipalities.some(({ id }) => !ids.includes(id))) return null;
    return ids.flatMap((id) => answer.municipalities.find((one) => one.id === id) ?? []);
  }

  return {
    async offers() {
      const left = deadline();
      const first: Result<KeptIndex, CenterFault> = kept === null ? await fetchIndex(left) : ok(kept);
      if (!first.ok) return first;
      let index = first.value;
      let near = nearbyOf(index.all, place);
      const answer = await ask(near, left);
      if (!answer.ok) return answer;
      let told = answer.value;
      if (told.index !== index.version) {
        const renewed = await fetchIndex(left);
        if (!renewed.ok) return renewed;
        index = renewed.value;
        const others = nearbyOf(index.all, place);
        if (others.join() !== near.join()) {
          near = others;
          const again = await ask(near, left);
          if (!again.ok) return again;
          told = again.value;
        }
      }
      const municipalities = inOrder(told, near);
      if (municipalities === null) return err({ fault: 'nonsense' });
      const { at, anyOpen } = told;
      const judged = await believed({ at, municipalities });
      return judged.ok ? ok({ ...judged.value, anyOpen, near, index: index.all }) : judged;
    },

    async offersOf(id) {
      const answer = await ask([id], deadline());
      if (!answer.ok) return answer;
      const municipalities = inOrder(answer.value, [id]);
      if (municipalities === null) return err({ fault: 'nonsense' });
      // It took part when the index was made, and does no more.
      if (municipalities.length === 0) return ok(null);
      const judged = await believed({ at: answer.value.at, municipalities });
      if (!judged.ok) return judged;
      const [offer] = judged.value.municipalities;
      return offer === undefined
        ? err({ fault: 'refused', code: 'serviceClosed' })
        : ok({ at: answer.value.at, offer });
    },
  };
}

/** Null for an index that is not what its version says. */
function openIndex({ version, packed }: PackedIndex): KeptIndex | null {
  const text = unpacked(packed);
  if (text === null || createHash('sha256').update(text).digest('hex') !== version) return null;
  const all = readIndexText(text.toString('utf8'));
  return all === null ? null : { version, all };
}

function unpacked(packed: string): Buffer | null {
  try {
    return inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostIndexBytes });
  } catch {
    // Told as nonsense: bytes that are no deflated text, or far too much of it.
    return null;
  }
}
