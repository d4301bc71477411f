import { verify, type KeyObject } from 'node:crypto';
import { certificateKey } from '../../shared/certificates.ts';
import type { MunicipalityOffer } from '../../shared/center-api.ts';
import type { Offers } from '../../shared/offers-api.ts';
import { endpoints } from '../../shared/endpoints.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import {
  rulesBundleSchema,
  rulesBytes,
  rulesForKiosksSchema,
  type SignedRules,
} from '../../shared/municipality-rules.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import type { CenterHttp } from './http.ts';
import type { KeptRules } from './kept-rules.ts';
import { jsonOf } from '../../shared/json-of.ts';

/** Why rules of a municipality are not believed: `other` are those of another number or municipality, `price` does not fit them. */
export type RulesFault = 'unsigned' | 'older' | 'signature' | 'shape' | 'other' | 'price';

/** Rules that this kiosk believes. */
interface Believed {
  readonly number: number;
  /** Yen that a copy can cost on some day, by certificate. */
  readonly prices: ReadonlyMap<string, readonly number[]>;
}

/**
 * Holds offers against the signed rules that they name. A municipality whose rules are unsigned though they once were signed, older
 * than those believed before (at an earlier start, too), not signed with the key of the center, or do not fit its offers is left
 * out: this kiosk does not offer it. One that names no rules is offered by the center's own file, as it is without any publication.
 * @param deadlineMs for fetching rules that are new
 */
export function createRulesCheck(
  parts: {
    readonly http: CenterHttp;
    readonly centerKey: KeyObject;
    readonly keptRules: KeptRules;
    readonly onRulesRefused?: (municipality: MunicipalityId, why: RulesFault) => void;
  },
  deadlineMs: number,
): (offers: Offers) => Promise<Result<Offers, CenterFault>> {
  const { http, centerKey, keptRules, onRulesRefused } = parts;
  const believed = new Map<MunicipalityId, Believed>();
  const told = new Map<MunicipalityId, string>();

  /** Null: the municipality is left out. */
  async function judge(offer: MunicipalityOffer): Promise<Result<RulesFault | null, CenterFault>> {
    const { id, rules: number } = offer;
    const before = believed.get(id);
    const highest = Math.max(before?.number ?? 0, keptRules.highest(id));
    if (number === undefined) return ok(highest === 0 ? null : 'unsigned');
    if (number < highest) return ok('older');
    if (before?.number === number) return ok(fits(offer, before) ? null : 'price');
    const params = { municipality: id, number: String(number) };
    const answer = await http.call(endpoints.municipalityRules, params, undefined, deadlineMs);
    if (!answer.ok) return answer;
    const opened = openRules(answer.value, centerKey, id, number);
    if (!opened.ok) return ok(opened.error);
    if (!fits(offer, opened.value)) return ok('price');
    believed.set(id, opened.value);
    return ok(null);
  }

  async function judgeAll(offers: Offers): Promise<Result<Offers, CenterFault>> {
    const kept: MunicipalityOffer[] = [];
    for (const offer of offers.municipalities) {
      const fault = await judge(offer);
      if (!fault.ok) return fault;
      if (fault.value === null) {
        kept.push(offer);
        told.delete(offer.id);
        continue;
      }
      const what = `${fault.value} ${String(offer.rules ?? '')}`;
      if (told.get(offer.id) !== what) onRulesRefused?.(offer.id, fault.value);
      told.set(offer.id, what);
    }
    return ok({ ...offers, municipalities: kept });
  }

  return async (offers) => {
    const judged = await judgeAll(offers);
    // Before anybody is offered anything by them, and also where the line failed on the way.
    keptRules.keep(new Map([...believed].map(([id, { number }]) => [id, number])));
    return judged;
  };
}

function openRules(
  { text, signature }: SignedRules,
  centerKey: KeyObject,
  id: MunicipalityId,
  number: number,
): Result<Believed, RulesFault> {
  if (!verify(null, rulesBytes(text), centerKey, Buffer.from(signature, 'base64'))) return err('signature');
  const bundle = rulesBundleSchema.safeParse(jsonOf(text));
  if (!bundle.success) return err('shape');
  const rules = rulesForKiosksSchema.safeParse(bundle.data.rules);
  if (!rules.success) return err('shape');
  if (bundle.data.municipality !== id || bundle.data.number !== number || rules.data.id !== id)
    return err('other');
  const prices = rules.data.services.map(
    (service) => [certificateKey(service), service.prices.map(({ yen }) => yen)] as const,
  );
  return ok({ number, prices: new Map(prices) });
}

function fits({ offers }: MunicipalityOffer, { prices }: Believed): boolean {
  return offers.every((offer) => prices.get(certificateKey(offer))?.includes(offer.price) === true);
}
