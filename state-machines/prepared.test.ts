import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainOf } from '../shared/chains.ts';
import { instantInJapan, isoDate } from '../shared/dates.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import { preparedText, type MarkedOffer, type Prepared } from '../shared/prepared-code.ts';
import { err, ok } from '../shared/result.ts';
import { yen } from '../shared/yen.ts';
import { codes } from '../testing/municipality-codes.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { deviceReport } from '../testing/scripted/scripted-attendance.ts';
import { scriptedFarOffer, scriptedOffers } from '../testing/scripted/scripted-offers.ts';
import { delays } from './delays.ts';
import { deliver, type Wish } from './deliver.ts';
import { sessionOf } from './view.ts';

const today = isoDate('2026-11-30');
const [near] = scriptedOffers.municipalities;
const [record] = near?.offers ?? [];
if (record === undefined) throw new Error('no sample offer');
const usual: MarkedOffer = record;

/** A code of a municipality, for its residence record as it is offered there. */
function codeOf(municipality: MunicipalityId, offer = usual, day = today, voice = false): Wish {
  const prepared: Prepared = {
    plan: {
      ...{ whose: 'home', municipality, kind: offer.kind, variant: null },
      ...{ persons: 'self', shown: null, copies: 2 },
    },
    ...{ language: 'en', display: { theme: 'dark', size: 150, low: true }, voice },
  };
  return { type: 'prepared', text: preparedText(prepared, offer, day) };
}

let driver: KioskDriver;

async function drive(...options: Parameters<typeof driveKiosk>): Promise<void> {
  driver = driveKiosk(...options);
  driver.world.now = instantInJapan(today, '10:00:00');
  await settle();
  expect(driver.kind()).toBe('attract');
}

beforeEach(() => drive());
afterEach(() => {
  driver.kiosk.stop();
});

describe('a code prepared at home, held to the scanner on the first screen', () => {
  it('begins a session in its language and look', async () => {
    await driver.wish(codeOf(codes.mihon));
    expect(sessionOf(driver.kiosk.getSnapshot())).not.toBeNull();
    await driver.wish({ type: 'consent' });
    expect(driver.screen()).toMatchObject({
      ...{ language: 'en', display: { theme: 'dark' } },
      body: { kind: 'proposal', purpose: null, certificate: { kind: 'residenceRecord' }, copies: 2 },
    });
  });

  it('has the screens read aloud where it wants that, by a kiosk that can speak', async () => {
    const wantsVoice = codeOf(codes.mihon, usual, today, true);
    await driver.wish(wantsVoice);
    expect(driver.screen().voice.on).toBe(false);
    driver.kiosk.stop();
    await drive();
    driver.world.attendance.setReports([deviceReport('speech', 'online')]);
    await driver.wish(wantsVoice);
    expect(driver.screen().voice.on).toBe(true);
    expect(sessionOf(driver.kiosk.getSnapshot())?.context.voice.on).toBe(true);
  });

  it('leaves nothing behind for the next person', async () => {
    await driver.wish(codeOf(codes.mihon));
    await driver.wish({ type: 'stop' }, { type: 'confirmStop' }, { type: 'acknowledge' });
    expect(driver.screen()).toMatchObject({
      language: 'ja',
      display: { theme: 'light' },
      body: { kind: 'attract' },
    });
    expect(driver.kiosk.getSnapshot().context).toMatchObject({
      prepared: null,
      heard: null,
      preparedFault: null,
    });
  });

  it.each([
    ['another code', { type: 'prepared', text: 'https://example.jp/' }, 'notOurs'],
    ['one of a later form', { type: 'prepared', text: 'KOMADO-P2-0' }, 'newer'],
    ['one that is not whole', { type: 'prepared', text: 'KOMADO-P1-0' }, 'damaged'],
    ['an old one', codeOf(codes.mihon, usual, isoDate('2026-09-01')), 'old'],
    ['one of another price', codeOf(codes.mihon, { ...usual, price: yen(150) }), 'otherRules'],
  ] satisfies [string, Wish, string][])(
    'says what is wrong with %s, until somebody begins',
    async (_what, wish, why) => {
      await driver.wish(wish);
      expect(driver.screen()).toMatchObject({
        controls: { back: true, language: true },
        body: { kind: 'preparedFault', why },
      });
      // Nothing of a text that is not ours is kept.
      expect(JSON.stringify(driver.kiosk.getSnapshot().context)).not.toContain('example.jp');
      await driver.wish({ type: 'setLanguage', language: 'ko' });
      expect(driver.screen()).toMatchObject({ language: 'ko', body: { kind: 'preparedFault', why } });
      await driver.wish(codeOf(codes.mihon));
      expect(sessionOf(driver.kiosk.getSnapshot())).not.toBeNull();
    },
  );

  it('its fault goes by “back”, by beginning, and by itself', async () => {
    for (const end of [() => driver.wish({ type: 'back' }), () => driver.pass(delays.idle)]) {
      await driver.wish({ type: 'prepared', text: 'KOMADO-P1-0' });
      expect(driver.kind()).toBe('preparedFault');
      await end();
      expect(driver.kind()).toBe('attract');
    }
    await driver.wish({ type: 'prepared', text: 'KOMADO-P1-0' }, { type: 'start' });
    expect(sessionOf(driver.kiosk.getSnapshot())).not.toBeNull();
  });

  it('is heard on no other screen, and nowhere without a scanner', async () => {
    await driver.wish({ type: 'start' });
    expect(deliver(driver.kiosk, codeOf(codes.mihon))).toBe('not-now');
    driver.kiosk.stop();
    driver = driveKiosk('municipality-first', [], undefined, chainOf(null, { pinReset: true }), false);
    driver.world.now = instantInJapan(today, '10:00:00');
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'attract', readsPrepared: false });
    expect(deliver(driver.kiosk, codeOf(codes.mihon))).toBe('not-now');
  });

  it('is not heard while the languages lie over the screen, or while the kiosk does not serve', async () => {
    await driver.wish({ type: 'openLanguages' });
    expect(deliver(driver.kiosk, codeOf(codes.mihon))).toBe('not-now');
    await driver.wish({ type: 'carryOn' });
    driver.kiosk.send({ type: 'journalState', fault: 'journalUnavailable' });
    expect(driver.kind()).toBe('outOfService');
    expect(deliver(driver.kiosk, codeOf(codes.mihon))).toBe('not-now');
  });
});

describe('of a municipality that is not near', () => {
  const far = scriptedFarOffer.id;
  const [farOffer] = scriptedFarOffer.offers;
  const held = codeOf(far, farOffer);

  it('the center is asked first, and the kiosk says that it is', async () => {
    let answer: (value: { at: number; offer: typeof scriptedFarOffer }) => void = () => undefined;
    driver.world.offersOf = (id) =>
      new Promise((resolve) => {
        expect(id).toBe(far);
        answer = (value) => resolve(ok(value));
      });
    await driver.wish(held);
    expect(driver.screen()).toMatchObject({
      controls: { back: false, stop: false, language: false },
      body: { kind: 'working', what: 'offers' },
    });
    answer({ at: 0, offer: scriptedFarOffer });
    await settle();
    expect(sessionOf(driver.kiosk.getSnapshot())).not.toBeNull();
  });

  it.each([
    ['offers nothing any more', () => Promise.resolve(ok(null)), 'notHere'],
    ['cannot be asked', () => Promise.resolve(err({ fault: 'unreachable' } as const)), 'notNow'],
    ['breaks the call', () => Promise.reject(new Error('broken')), 'notNow'],
    [
      'offers it at another price',
      () => Promise.resolve(ok({ at: 0, offer: scriptedFarOffer })),
      'otherRules',
    ],
  ] satisfies [string, KioskDriver['world']['offersOf'], string][])(
    'and it %s',
    async (_what, offersOf, why) => {
      driver.world.offersOf = offersOf;
      await driver.wish(why === 'otherRules' ? codeOf(far, { ...usual, price: yen(1) }) : held);
      expect(driver.screen().body).toEqual({ kind: 'preparedFault', why });
    },
  );

  it('and the answer does not come', async () => {
    driver.world.offersOf = () => new Promise(() => undefined);
    await driver.wish(held);
    await driver.pass(delays.centerAnswers);
    expect(driver.screen().body).toEqual({ kind: 'preparedFault', why: 'notNow' });
  });

  it('and the kiosk stops serving meanwhile: nothing is begun', async () => {
    let answer: () => void = () => undefined;
    driver.world.offersOf = () =>
      new Promise((resolve) => {
        answer = () => resolve(ok({ at: 0, offer: scriptedFarOffer }));
      });
    await driver.wish(held);
    driver.kiosk.send({ type: 'journalState', fault: 'journalUnavailable' });
    answer();
    await settle();
    expect(driver.kind()).toBe('outOfService');
    expect(driver.kiosk.getSnapshot().context.prepared).toBeNull();
  });
});
