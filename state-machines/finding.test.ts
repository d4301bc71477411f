import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MunicipalityOffer } from '../shared/center-api.ts';
import { chainOf } from '../shared/chains.ts';
import { err, ok } from '../shared/result.ts';
import { choosePlace, driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { scriptedFar } from '../testing/scripted/scripted-index.ts';
import { offering, scriptedFarOffer, scriptedOffers } from '../testing/scripted/scripted-offers.ts';
import { delays } from './delays.ts';
import { deliver, type Wish } from './deliver.ts';
import type { CenterFault } from './ports.ts';
import { viewOf } from './view.ts';

const far = scriptedFarOffer.id;
const chooseFar: Wish = { type: 'chooseMunicipality', municipality: far };
const [near] = scriptedOffers.municipalities;
if (!near) throw new Error('no sample municipality');

let driver: KioskDriver;

async function toMunicipality(whose: 'home' | 'domicile' = 'home'): Promise<void> {
  await settle();
  await driver.wish({ type: 'start' }, { type: 'openCertificates' }, { type: 'consent' });
  await driver.wish({ type: 'chooseWhose', whose });
  expect(driver.kind()).toBe('municipality');
}

async function offersNow(...municipalities: readonly MunicipalityOffer[]): Promise<void> {
  driver.world.offers = () => Promise.resolve(ok(offering(municipalities)));
  await driver.pass(delays.offersAgain);
}

beforeEach(() => {
  driver = driveKiosk();
  driver.world.offersOf = () => Promise.resolve(ok({ at: 0, offer: scriptedFarOffer }));
});
afterEach(() => {
  driver.kiosk.stop();
});

describe('a municipality that is not near', () => {
  it('is found by prefecture, beginning and name, and back again step by step', async () => {
    await toMunicipality();
    await driver.wish({ type: 'findByPrefecture' }, { type: 'choosePrefecture', prefecture: '01' });
    expect(driver.screen().body).toEqual({
      kind: 'nameGroups',
      prefecture: '01',
      groups: ['あ行', 'か行', 'さ行', 'た行'],
    });
    await driver.wish({ type: 'chooseGroup', group: 0 });
    const { body } = driver.screen();
    expect(body.kind === 'municipalityList' && body.places.map(({ name }) => name.ja)).toHaveLength(8);
    const kinds: string[] = [];
    for (let step = 0; step < 3; step++) {
      await driver.wish({ type: 'back' });
      kinds.push(driver.kind());
    }
    expect(kinds).toEqual(['nameGroups', 'prefectures', 'municipality']);
    await driver.wish({ type: 'findByPrefecture' }, { type: 'choosePrefecture', prefecture: '01' });
    await driver.wish({ type: 'chooseGroup', group: 0 }, chooseFar);
    expect(driver.screen().body).toMatchObject({ kind: 'offers', municipality: scriptedFarOffer.name });
  });

  it('is listed at once where a prefecture has few', async () => {
    await toMunicipality();
    await driver.wish({ type: 'findByPrefecture' }, { type: 'choosePrefecture', prefecture: '47' });
    expect(driver.screen().body).toMatchObject({ kind: 'municipalityList', places: [{ id: near.id }] });
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('prefectures');
  });

  it('is found by typing, and keys that lead to no name do nothing', async () => {
    await toMunicipality();
    await driver.wish({ type: 'findByName' });
    expect(driver.screen().body).toMatchObject({ kind: 'municipalitySearch', keys: 'kana', found: [] });
    expect(deliver(driver.kiosk, { type: 'entryKey', key: 'ん' })).toBe('not-now');
    await driver.wish({ type: 'entryKey', key: 'あ' });
    const { body } = driver.screen();
    expect(body.kind === 'municipalitySearch' && body.found).toHaveLength(4);
    // From the names back to the keys, and from those to the first screen of the choice.
    await driver.wish({ type: 'back' });
    expect(driver.screen().body).toMatchObject({ kind: 'municipalitySearch', typed: '', found: [] });
    await driver.wish({ type: 'chooseKeys', keys: 'latin' }, { type: 'entryKey', key: 'm' });
    expect(driver.screen().body).toMatchObject({ typed: 'm', keys: 'latin', count: 29 });
    await driver.wish({ type: 'entryErase' }, { type: 'back' });
    expect(driver.kind()).toBe('municipality');
  });

  it('is looked for with Latin letters in English', async () => {
    await toMunicipality();
    await driver.wish({ type: 'setLanguage', language: 'en' }, { type: 'findByName' });
    expect(driver.screen().body).toMatchObject({ keys: 'latin' });
  });

  it('is found through groups where three letters leave more names than fit, and back again step by step', async () => {
    await toMunicipality();
    await driver.wish({ type: 'findByName' }, { type: 'chooseKeys', keys: 'latin' });
    await driver.wish({ type: 'entryKey', key: 'm' }, { type: 'entryKey', key: 'i' });
    const question = () => viewOf(driver.kiosk.getSnapshot()).question;
    const typing = question();
    await driver.wish({ type: 'entryKey', key: 'h' });
    // A press on a key must not be taken for one on what has come to its place.
    expect(question()).not.toBe(typing);
    const search = () => {
      const { body } = driver.screen();
      if (body.kind !== 'municipalitySearch') throw new Error(body.kind);
      return body;
    };
    const { groups } = search();
    expect(groups.length).toBeGreaterThan(1);
    expect(search().found).toEqual([]);
    expect(deliver(driver.kiosk, { type: 'chooseGroup', group: groups.length })).toBe('not-now');
    await driver.wish({ type: 'chooseGroup', group: 1 });
    expect(search().groups).toEqual([]);
    expect(search().found.length).toBeGreaterThan(0);
    await driver.wish({ type: 'back' });
    expect(search()).toMatchObject({ groups, found: [], typed: 'mih' });
    await driver.wish({ type: 'back' });
    expect(search()).toMatchObject({ groups: [], found: [], typed: 'mi' });
  });

  it('is fetched while the resident waits, and nothing is chosen until it is there', async () => {
    await toMunicipality();
    driver.world.offersOf = () => new Promise(() => undefined);
    await driver.wish(chooseFar);
    expect(driver.screen().body).toEqual({ kind: 'working', what: 'offers' });
    await driver.pass(delays.centerAnswers);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'centerSlow' });
  });

  it.each<[CenterFault, string]>([
    [{ fault: 'unreachable' }, 'centerUnreachable'],
    [{ fault: 'slow' }, 'centerSlow'],
    [{ fault: 'nonsense' }, 'centerNonsense'],
    [{ fault: 'refused', code: 'serviceClosed' }, 'serviceClosed'],
    [{ fault: 'refused', code: 'kioskNotTrusted' }, 'kioskNotTrusted'],
  ])('is told why not where the center answers %o', async (fault, cause) => {
    await toMunicipality();
    driver.world.offersOf = () => Promise.resolve(err(fault));
    await driver.wish(chooseFar);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause });
  });

  it('is told why not where the port breaks', async () => {
    await toMunicipality();
    driver.world.offersOf = () => Promise.reject(new Error('broken'));
    await driver.wish(chooseFar);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'centerUnreachable' });
  });
});

describe('a municipality that cannot be served', () => {
  const notHere = (why: string, state: unknown = null) => ({ kind: 'notHere', why, state });

  it('takes no part: the list says so, and choosing it says what to do', async () => {
    await toMunicipality();
    const without = scriptedFar.find(({ part }) => part === 'nothing');
    if (!without) throw new Error('all take part');
    await driver.wish({ type: 'findByPrefecture' }, { type: 'choosePrefecture', prefecture: '01' });
    await driver.wish({ type: 'chooseGroup', group: 1 });
    const { body } = driver.screen();
    expect(body.kind === 'municipalityList' && body.places).toContainEqual(
      expect.objectContaining({ id: without.id, takesPart: false }),
    );
    await driver.wish({ type: 'chooseMunicipality', municipality: without.id });
    expect(driver.screen().body).toMatchObject(notHere('takesNoPart'));
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('municipalityList');
  });

  it('takes no part and is near: the first screen shows it', async () => {
    const without = scriptedFar.find(({ part }) => part === 'nothing');
    if (!without) throw new Error('all take part');
    await settle();
    driver.world.offers = () => Promise.resolve(ok({ ...offering([near]), near: [near.id, without.id] }));
    await driver.pass(delays.offersAgain);
    await toMunicipality();
    expect(driver.screen().body).toMatchObject({ choices: [{ id: near.id }], without: [{ id: without.id }] });
    await driver.wish({ type: 'chooseMunicipality', municipality: without.id });
    expect(driver.screen().body).toMatchObject(notHere('takesNoPart'));
  });

  it('takes part no more since the index was made', async () => {
    await toMunicipality();
    driver.world.offersOf = () => Promise.resolve(ok(null));
    await driver.wish(chooseFar);
    expect(driver.screen().body).toMatchObject(notHere('takesNoPart'));
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('municipality');
  });

  it('takes no enrolment of who lives elsewhere', async () => {
    await toMunicipality('domicile');
    await driver.wish(chooseFar);
    expect(driver.screen().body).toMatchObject(notHere('noEnrolment'));
  });

  it('is closed now', async () => {
    await toMunicipality();
    const state = { open: false, reason: 'outOfHours', opensAt: 1 } as const;
    driver.world.offersOf = () => Promise.resolve(ok({ at: 0, offer: { ...scriptedFarOffer, state } }));
    await driver.wish(chooseFar);
    expect(driver.screen().body).toMatchObject(notHere('closed', state));
  });

  it('is not served at kiosks of this chain', async () => {
    driver.kiosk.stop();
    driver = driveKiosk('municipality-first', [], undefined, chainOf('Lawson', { pinReset: false }));
    driver.world.offersOf = () =>
      Promise.resolve(ok({ at: 0, offer: { ...scriptedFarOffer, onlyAtStores: ['Seicomart'] } }));
    await toMunicipality();
    await driver.wish(chooseFar);
    expect(driver.screen().body).toMatchObject(notHere('notThisKiosk'));
  });
});

describe('what is kept of a municipality near the kiosk', () => {
  it('is shown without asking, also while the line is down, and never after its instant', async () => {
    await settle();
    await offersNow({ ...near, until: 60_000 });
    const asked: string[] = [];
    driver.world.offersOf = (id) => {
      asked.push(id);
      return Promise.resolve(err({ fault: 'unreachable' }));
    };
    await toMunicipality();
    driver.world.offers = () => Promise.resolve(err({ fault: 'unreachable' }));
    await driver.pass(59_999);
    await driver.wish(choosePlace);
    expect([driver.kind(), asked]).toEqual(['offers', []]);
    await driver.wish({ type: 'back' });
    await driver.pass(1);
    await driver.wish(choosePlace);
    expect([driver.screen().body, asked]).toMatchObject([{ cause: 'centerUnreachable' }, [near.id]]);
  });

  it('stays with the session that was shown it', async () => {
    await settle();
    await offersNow({ ...near, until: 60_000 });
    await toMunicipality();
    await driver.wish(choosePlace);
    await driver.pass(60_000);
    expect(driver.screen().body).toMatchObject({ kind: 'offers', municipality: near.name });
  });

  it('is asked for again at its instant, sooner than usual', async () => {
    await settle();
    await offersNow({ ...near, until: 5_000 });
    let asked = 0;
    driver.world.offers = () => {
      asked += 1;
      return Promise.resolve(ok(offering([near])));
    };
    await driver.pass(4_999);
    expect(asked).toBe(0);
    await driver.pass(1);
    expect(asked).toBe(1);
  });

  it('counts by the kiosk’s clock, whatever the center’s says', async () => {
    await settle();
    driver.world.offers = () =>
      Promise.resolve(ok({ ...offering([{ ...near, until: 9_000_000_060_000 }]), at: 9_000_000_000_000 }));
    await driver.pass(delays.offersAgain);
    await toMunicipality();
    const asked: string[] = [];
    driver.world.offersOf = (id) => {
      asked.push(id);
      return Promise.resolve(ok({ at: 0, offer: near }));
    };
    await driver.pass(60_000);
    await driver.wish(choosePlace);
    expect([driver.kind(), asked]).toEqual(['offers', [near.id]]);
  });
});

it('a kiosk whose neighbours are all closed serves while any municipality is open', async () => {
  await settle();
  const closed = { ...near, state: { open: false, reason: 'outOfHours', opensAt: null } } as const;
  await offersNow(closed);
  expect(driver.kind()).toBe('outOfService');
  driver.world.offers = () => Promise.resolve(ok({ ...offering([closed]), anyOpen: true }));
  await driver.pass(delays.offersAgain);
  expect(driver.kind()).toBe('attract');
});
