import { describe, expect, it } from 'vitest';
import type { MunicipalityOffer, OpenState } from '../shared/center-api.ts';
import { chainOf, type Chain } from '../shared/chains.ts';
import { ok } from '../shared/result.ts';
import { codes } from '../testing/municipality-codes.ts';
import { choosePlace, driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { offering, scriptedOffers } from '../testing/scripted/scripted-offers.ts';
import { scriptedCard } from '../testing/scripted/scripted-ports.ts';
import { delays } from './delays.ts';
import { servedBy } from './served-by.ts';

/* Kiosks at a municipality's own places, and phones in place of the card. */

const [home] = scriptedOffers.municipalities;
if (!home) throw new Error('no sample municipality');
const sample: MunicipalityOffer = home;
const closed: OpenState = { open: false, reason: 'outOfHours', opensAt: 1 };
const chain = chainOf(null, { pinReset: false });

describe('a kiosk at a municipality’s own place', () => {
  const other = { ...sample, id: codes.arakawa };
  const own = { municipality: codes.mihon, place: 'town-hall' };
  const withKiosk = (state: OpenState, residentsOnly: boolean): MunicipalityOffer => ({
    ...sample,
    ownKiosks: [{ place: 'town-hall', name: { ja: '役場', en: 'Town hall' }, state, residentsOnly }],
  });
  const served = (offer: MunicipalityOffer, at: Chain = { ...chain, own }) =>
    servedBy(at, offering([offer, other])).municipalities;

  it('serves its residents alone, and takes no enrolment of others', () => {
    expect(served(withKiosk({ open: true }, true))).toMatchObject([
      { id: codes.mihon, enrolment: false, state: { open: true } },
    ]);
  });

  it('serves every municipality where it is for everybody', () => {
    expect(served(withKiosk({ open: true }, false)).map(({ id, enrolment }) => [id, enrolment])).toEqual([
      [codes.mihon, true],
      [codes.arakawa, true],
    ]);
  });

  it('is closed outside its hours, with all that it would offer', () => {
    for (const { state, offers } of served(withKiosk(closed, false)))
      expect([state, ...offers.map((offer) => offer.state)]).toEqual([closed, ...offers.map(() => closed)]);
    // What is closed for longer stays so.
    const ended: OpenState = { open: false, reason: 'ended', opensAt: null };
    expect(served({ ...withKiosk(closed, true), state: ended })[0]?.state).toEqual(ended);
  });

  it('serves nobody where the municipality does not know the place, and no store is touched by it', () => {
    expect(served(sample)).toEqual([]);
    expect(served(withKiosk(closed, true), chain)).toHaveLength(2);
  });
});

describe('a phone on the reader', () => {
  async function reached(
    offer: MunicipalityOffer,
    at: Chain,
    model: 'android' | 'card2016',
  ): Promise<KioskDriver> {
    const driver = driveKiosk('municipality-first', [], undefined, at);
    driver.world.offers = () => Promise.resolve(ok(offering([offer])));
    driver.world.look = () => Promise.resolve(ok({ ...scriptedCard, model }));
    await settle();
    await driver.pass(delays.offersAgain);
    await driver.wish({ type: 'start' }, { type: 'openCertificates' }, { type: 'consent' });
    await driver.wish({ type: 'chooseWhose', whose: 'home' }, choosePlace, { type: 'offersSeen' });
    driver.world.setCard('present');
    await settle();
    return driver;
  }
  const with_ = (phone: MunicipalityOffer['phone']): MunicipalityOffer =>
    phone === undefined ? sample : { ...sample, phone };
  const lawson = chainOf('Lawson', { pinReset: false });
  const everywhere = { certificates: true, enrolment: true, chains: null };
  const chains: NonNullable<MunicipalityOffer['phone']>['chains'] = ['FamilyMart', 'Lawson'];

  it.each([
    ['where nothing is said', undefined, chain, 'pin'],
    ['where it is accepted', everywhere, chain, 'pin'],
    ['not where it is not', { ...everywhere, certificates: false }, chain, 'message'],
    ['at a chain that is named', { ...everywhere, chains }, lawson, 'pin'],
    ['not at another chain', { ...everywhere, chains }, chainOf('Ministop', { pinReset: false }), 'message'],
    ['nor at a kiosk of no chain', { ...everywhere, chains }, chain, 'message'],
  ] as const)('serves %s', async (_name, phone, at, expected) => {
    const driver = await reached(
      with_(phone && { ...phone, chains: phone.chains && [...phone.chains] }),
      at,
      'android',
    );
    expect(driver.kind()).toBe(expected);
    if (expected === 'message') expect(driver.screen().body).toMatchObject({ cause: 'phoneNotAccepted' });
    driver.kiosk.stop();
  });

  it('is no question of a card', async () => {
    const driver = await reached(with_({ ...everywhere, certificates: false }), chain, 'card2016');
    expect(driver.kind()).toBe('pin');
    driver.kiosk.stop();
  });
});
