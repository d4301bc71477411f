import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { signRules } from '../../issuing-center/publication/bundle.ts';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { municipalitySchema, type Municipality } from '../../issuing-center/municipalities/schema.ts';
import { offersAt } from '../../testing/municipalities/offers-at.ts';
import type { MunicipalityOffer } from '../../shared/center-api.ts';
import type { Offers } from '../../shared/offers-api.ts';
import type { SignedRules } from '../../shared/municipality-rules.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import { codes } from '../../testing/municipality-codes.ts';
import type { CenterHttp } from './http.ts';
import { rulesInMemory, type KeptRules } from './kept-rules.ts';
import { createRulesCheck } from './rules-check.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const files = await loadMunicipalities();
const center = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519').privateKey;
const file = files.get(codes.tsukuba);
if (file === undefined) throw new Error('no Tsukuba');

/** Tsukuba where every certificate costs this. */
function costing(yen: number): Municipality {
  const services = file?.services.map((one) => ({ ...one, prices: [{ from: null, until: null, yen }] }));
  return municipalitySchema.parse({ ...file, services });
}

function offered(municipality: Municipality, rules: number | null): Offers {
  const { at, municipalities } = offersAt(new Map([[municipality.id, municipality]]), noon);
  const numbered = municipalities.map((one): MunicipalityOffer => (rules === null ? one : { ...one, rules }));
  return { at, municipalities: numbered };
}

function signed(
  number: number,
  municipality = costing(250),
  key: KeyObject = center.privateKey,
): SignedRules {
  return signRules({ municipality, number, from: noon }, key);
}

let asked: number;
let refused: string[];
let kept: KeptRules;
let check: (
  offers: Offers,
  answer?: Result<SignedRules, CenterFault>,
) => Promise<Result<number, CenterFault>>;

/** A kiosk that starts, with what it has kept. */
function starts(): void {
  const answers: { next: Result<SignedRules, CenterFault> } = { next: err({ fault: 'nonsense' }) };
  const http: CenterHttp = {
    call: () => {
      asked += 1;
      return Promise.resolve(answers.next as never);
    },
  };
  const judge = createRulesCheck(
    {
      ...{ http, centerKey: center.publicKey, keptRules: kept },
      onRulesRefused: (id, why) => void refused.push(`${id} ${why}`),
    },
    1000,
  );
  check = async (offers, answer = err({ fault: 'nonsense' })) => {
    Object.assign(answers, { next: answer });
    const judged = await judge(offers);
    return judged.ok ? ok(judged.value.municipalities.length) : judged;
  };
}
beforeEach(() => {
  asked = 0;
  refused = [];
  kept = rulesInMemory();
  starts();
});

describe('a kiosk offers a municipality', () => {
  it('by signed rules, which it fetches once', async () => {
    expect(await check(offered(costing(250), 2), ok(signed(2)))).toEqual(ok(1));
    expect(await check(offered(costing(250), 2))).toEqual(ok(1));
    expect(await check(offered(costing(260), 3), ok(signed(3, costing(260))))).toEqual(ok(1));
    expect([asked, refused]).toEqual([2, []]);
  });

  it('that was never published by the file of the center', async () => {
    expect(await check(offered(costing(250), null))).toEqual(ok(1));
    expect(asked).toBe(0);
  });
});

describe('a kiosk refuses rules', () => {
  it.each([
    ['signed with another key', signed(2, costing(250), stranger), 'signature'],
    ['without a signature', { ...signed(2), signature: '' }, 'signature'],
    ['changed after signing', { ...signed(2), text: signed(2).text.replace(':250', ':240') }, 'signature'],
    ['that do not pass the schema', signed(2, { ...costing(250), services: [] }), 'shape'],
    ['of another number', signed(4), 'other'],
    ['of another municipality', signed(2, { ...costing(250), id: codes.minato }), 'other'],
    ['by which it costs another sum', signed(2, costing(240)), 'price'],
  ] as const)('%s, and says so once', async (_what, answer, why) => {
    expect(await check(offered(costing(250), 2), ok(answer))).toEqual(ok(0));
    expect(await check(offered(costing(250), 2), ok(answer))).toEqual(ok(0));
    expect(refused).toEqual([`${codes.tsukuba} ${why}`]);
    // The right ones are believed afterwards.
    expect(await check(offered(costing(250), 2), ok(signed(2)))).toEqual(ok(1));
  });

  it('that are older than those of before, or suddenly unsigned', async () => {
    expect(await check(offered(costing(250), 3), ok(signed(3)))).toEqual(ok(1));
    expect(await check(offered(costing(250), 2), ok(signed(2)))).toEqual(ok(0));
    expect(await check(offered(costing(250), null))).toEqual(ok(0));
    expect(refused).toEqual([`${codes.tsukuba} older`, `${codes.tsukuba} unsigned`]);
    expect(await check(offered(costing(250), 3))).toEqual(ok(1));
  });

  it('that are older than those of an earlier start, or suddenly unsigned, and believes the same and newer ones', async () => {
    expect(await check(offered(costing(250), 3), ok(signed(3)))).toEqual(ok(1));
    starts();
    expect(await check(offered(costing(250), 2), ok(signed(2)))).toEqual(ok(0));
    expect(await check(offered(costing(250), null))).toEqual(ok(0));
    expect(refused).toEqual([`${codes.tsukuba} older`, `${codes.tsukuba} unsigned`]);
    expect(await check(offered(costing(250), 3), ok(signed(3)))).toEqual(ok(1));
    starts();
    expect(await check(offered(costing(260), 4), ok(signed(4, costing(260))))).toEqual(ok(1));
    expect(kept.highest(codes.tsukuba)).toBe(4);
  });

  it('and keeps no number of rules that it did not believe', async () => {
    expect(await check(offered(costing(250), 9), ok(signed(9, costing(250), stranger)))).toEqual(ok(0));
    expect(kept.highest(codes.tsukuba)).toBe(0);
    expect(await check(offered(costing(250), 2), ok(signed(2)))).toEqual(ok(1));
  });

  it('and any other sum than the rules have that it believes', async () => {
    expect(await check(offered(costing(250), 2), ok(signed(2)))).toEqual(ok(1));
    expect(await check(offered(costing(10), 2))).toEqual(ok(0));
    expect(refused).toEqual([`${codes.tsukuba} price`]);
  });

  it('but not the center, where the line fails', async () => {
    const fault = err({ fault: 'timeout' } as const);
    expect(await check(offered(costing(250), 2), fault as never)).toEqual(fault);
    expect(refused).toEqual([]);
  });
});
