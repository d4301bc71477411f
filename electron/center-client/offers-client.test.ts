import { beforeEach, describe, expect, it } from 'vitest';
import { createMunicipalityIndex } from '../../issuing-center/municipality-index/municipality-index.ts';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { offersAt } from '../../testing/municipalities/offers-at.ts';
import type { MunicipalityOffer } from '../../shared/center-api.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { readIndexText, type PackedIndex } from '../../shared/municipality-index.ts';
import { askedOf, mostNearby, type OffersAnswer } from '../../shared/offers-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import { createManualTimers, type ManualTimers } from '../../testing/manual-timers.ts';
import { codes } from '../../testing/municipality-codes.ts';
import type { CenterHttp } from './http.ts';
import { nearbyOf, type KioskPlace } from './nearby.ts';
import { createOffersClient } from './offers-client.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const files = await loadMunicipalities();
const everyOffer = offersAt(files, noon).municipalities;
const anywhere: KioskPlace = { prefecture: null, nearby: null, own: null };
const packed = createMunicipalityIndex(files).packed(files);
const without = new Map([...files].filter(([id]) => id !== codes.asahikawa));
const repacked = createMunicipalityIndex(files).packed(without);

/** What the center answers, and what it was asked. */
interface Script {
  readonly asked: string[];
  index: Result<PackedIndex, CenterFault>;
  offers: (ids: readonly MunicipalityId[]) => Result<OffersAnswer, CenterFault>;
  /** Each exchange takes so long, ms. */
  takes: number;
}

let script: Script;
let timers: ManualTimers;

function answer(ids: readonly MunicipalityId[], index = packed): OffersAnswer {
  const municipalities = everyOffer.filter(({ id }) => ids.includes(id));
  return { at: noon, anyOpen: true, index: index.version, municipalities };
}

beforeEach(() => {
  timers = createManualTimers();
  script = { asked: [], index: ok(packed), offers: (ids) => ok(answer(ids)), takes: 0.25 };
});

function client(place: KioskPlace = anywhere, believes: (offer: MunicipalityOffer) => boolean = () => true) {
  const http: CenterHttp = {
    call: (endpoint, params, _body, deadlineMs) => {
      if (!Number.isInteger(deadlineMs)) throw new RangeError('expected whole milliseconds');
      timers.advance(Math.min(script.takes, deadlineMs));
      if (script.takes > deadlineMs) return Promise.resolve(err({ fault: 'slow' }));
      const of = params['municipalities'];
      script.asked.push(of ?? 'index');
      const given: Result<unknown, CenterFault> =
        of === undefined ? script.index : script.offers(askedOf(of));
      if (!given.ok) return Promise.resolve(given);
      const read = endpoint.answer.safeParse(given.value);
      return Promise.resolve(read.success ? ok(read.data) : err({ fault: 'nonsense' }));
    },
  };
  return createOffersClient({
    ...{ http, place, timers, ms: 10_000 },
    believed: (offers) =>
      Promise.resolve(ok({ ...offers, municipalities: offers.municipalities.filter(believes) })),
  });
}

describe('the index of all municipalities', () => {
  it('is less than 100 kB on the line for 1,741, and the same again when it is unpacked', async () => {
    expect(Buffer.byteLength(JSON.stringify(packed))).toBeLessThan(100_000);
    const offers = await client().offers();
    if (!offers.ok) throw new Error(offers.error.fault);
    expect(offers.value.index).toHaveLength(1741);
    const part = new Map(offers.value.index.map((one) => [one.id, one.part]));
    expect([...part.values()].filter((one) => one !== 'nothing')).toHaveLength(files.size);
    expect(part.get(codes.tsukuba)).toBe('enrolment');
  });

  it('is fetched once for all that ask at the same moment', async () => {
    const one = client();
    const all = await Promise.all([one.offers(), one.offers(), one.offers()]);
    expect(all.map(({ ok: came }) => came)).toEqual([true, true, true]);
    expect(script.asked.filter((asked) => asked === 'index')).toHaveLength(1);
  });

  it('is fetched once, and again when the center names another version', async () => {
    const one = client();
    const first = await one.offers();
    const second = await one.offers();
    expect(script.asked.filter((asked) => asked === 'index')).toHaveLength(1);
    expect(second.ok && first.ok && second.value.index === first.value.index).toBe(true);
    Object.assign(script, { index: ok(repacked) });
    script.offers = (ids) => ok(answer(ids, repacked));
    const third = await one.offers();
    expect(script.asked.filter((asked) => asked === 'index')).toHaveLength(2);
    // One takes part no more: another one comes near in its place.
    expect(third.ok && third.value.municipalities.map(({ id }) => id)).toEqual(
      [...without.keys()].slice(0, 12),
    );
  });

  it.each<[string, PackedIndex]>([
    ['is not what its version says', { ...packed, version: repacked.version }],
    ['is not packed', { ...packed, packed: 'AAAA' }],
  ])('is nonsense when it %s', async (_what, index) => {
    Object.assign(script, { index: ok(index) });
    expect(await client().offers()).toEqual(err({ fault: 'nonsense' }));
  });

  it.each(['', 'x', '08220\tつくば市\tつくばし\tTsukuba', '08220\tつくば市\tTsukuba\tTsukuba\t1'])(
    'has no line like "%s"',
    (text) => {
      expect(readIndexText(text)).toBeNull();
    },
  );

  it('that does not come leaves the kiosk with the fault of the line', async () => {
    Object.assign(script, { index: err({ fault: 'unreachable' }) });
    expect(await client().offers()).toEqual(err({ fault: 'unreachable' }));
  });
});

describe('the offers of the nearby ones', () => {
  it('are those of the first that take part, and no more than fit', async () => {
    const offers = await client().offers();
    expect(offers.ok && offers.value.municipalities.map(({ id }) => id)).toEqual(
      [...files.keys()].slice(0, mostNearby),
    );
  });

  it('have one deadline together, however many exchanges they take', async () => {
    script.takes = 6_000;
    expect(await client().offers()).toEqual(err({ fault: 'slow' }));
    expect(timers.elapsed()).toBe(10_000);
  });

  it('of others than were asked for are nonsense', async () => {
    script.offers = () => ok(answer([...files.keys()]));
    expect(await client().offers()).toEqual(err({ fault: 'nonsense' }));
    expect(await client().offersOf(codes.tsukuba)).toEqual(err({ fault: 'nonsense' }));
  });

  it.each(['unreachable', 'slow', 'nonsense'] as const)('fail as the line does: %s', async (fault) => {
    script.offers = () => err({ fault });
    expect(await client().offers()).toEqual(err({ fault }));
    expect(await client().offersOf(codes.tsukuba)).toEqual(err({ fault }));
  });
});

describe('the offers of one', () => {
  it('are asked for alone', async () => {
    const offered = await client().offersOf(codes.hyuga);
    expect(offered).toMatchObject({ ok: true, value: { at: noon, offer: { id: codes.hyuga } } });
    expect(script.asked).toEqual([codes.hyuga]);
  });

  it('are none where it takes part no more', async () => {
    expect(await client().offersOf(codes.mihon)).toEqual(ok(null));
  });

  it('are refused where its rules are not believed', async () => {
    expect(await client(anywhere, () => false).offersOf(codes.hyuga)).toEqual(
      err({ fault: 'refused', code: 'serviceClosed' }),
    );
  });
});

describe('what is near', () => {
  const all = [...files.values()].map(({ id, name }) => ({ id, name, part: 'certificates' as const }));
  const near = (place: Partial<KioskPlace>) => nearbyOf(all, { ...anywhere, ...place });

  it('begins with the prefecture of the kiosk', () => {
    expect(near({ prefecture: '13' }).slice(0, 4)).toEqual([
      ...[codes.minato, codes.meguro, codes.arakawa],
      codes.asahikawa,
    ]);
  });

  it('is what the site says, in its order, and nothing else', () => {
    const nearby = [codes.hyuga, codes.minato];
    expect(near({ nearby, prefecture: '08' })).toEqual(nearby);
  });

  it('always has the municipality at whose place the kiosk stands', () => {
    expect(near({ own: codes.harima, nearby: [codes.minato] })).toEqual([codes.harima, codes.minato]);
    expect(near({ own: codes.hyuga })[0]).toBe(codes.hyuga);
  });

  it('has nobody by itself who takes no part', () => {
    expect(
      nearbyOf(
        all.map((one) => ({ ...one, part: 'nothing' as const })),
        anywhere,
      ),
    ).toEqual([]);
  });
});
