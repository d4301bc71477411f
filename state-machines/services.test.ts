import { beforeEach, describe, expect, it } from 'vitest';
import type { Offer } from '../shared/center-api.ts';
import { chainOf, type ChainName } from '../shared/chains.ts';
import { isoDate } from '../shared/dates.ts';
import { reservationSite } from '../shared/national-sites.ts';
import { err, ok } from '../shared/result.ts';
import type { KioskService } from '../shared/service-screens.ts';
import { yen } from '../shared/yen.ts';
import { choosePlace, driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { nextWish } from '../testing/scripted/next-wish.ts';
import { offering, scriptedOffers } from '../testing/scripted/scripted-offers.ts';
import { scriptedCard, scriptedResident } from '../testing/scripted/scripted-ports.ts';
import { scriptedEnrolment, scriptedHolderOnceMore } from '../testing/scripted/scripted-holders.ts';
import { delays } from './delays.ts';
import { deliver } from './deliver.ts';
import type { SignedEnrolment } from './ports.ts';
import { codes } from '../testing/municipality-codes.ts';

let driver: KioskDriver;

beforeEach(async () => {
  driver = driveKiosk();
  await settle();
});

/** Presses what a resident would until this kind of screen appears; the card goes in when it is asked for. */
async function goTo(kind: string, service: KioskService): Promise<void> {
  for (let step = 0; step < 60 && driver.kind() !== kind; step++) {
    const wish = nextWish(driver.screen().body, service);
    if (wish) await driver.wish(wish);
    else driver.world.setCard('present');
    await settle();
  }
  expect(driver.kind()).toBe(kind);
}

describe('where the register is kept', () => {
  const [home] = scriptedOffers.municipalities;
  if (!home) throw new Error('no sample municipality');
  const register: Offer = { kind: 'familyRegister', price: yen(450), state: { open: true }, needs: [] };
  const without = { ...home, id: codes.arakawa, enrolment: false };
  beforeEach(async () => {
    driver.world.offers = () =>
      Promise.resolve(ok(offering([without, { ...home, offers: [...home.offers, register] }])));
    await driver.pass(delays.offersAgain);
  });
  const offered = () => {
    const { body } = driver.screen();
    return body.kind === 'municipality' ? body.choices.map(({ id }) => id) : body.kind;
  };

  it('the enrolment asks for the domicile, and only where an enrolment is taken', async () => {
    await goTo('municipality', 'enrolment');
    expect(driver.screen().body).toMatchObject({ whose: 'domicile' });
    expect(offered()).toEqual([codes.mihon]);
    const elsewhere = { type: 'chooseMunicipality', municipality: without.id } as const;
    expect(deliver(driver.kiosk, elsewhere)).toBe('not-now');
  });

  it('certificates of where one lives, or of a domicile elsewhere: then of the register alone', async () => {
    await goTo('whose', 'certificates');
    await driver.wish({ type: 'chooseWhose', whose: 'home' });
    expect(offered()).toEqual([codes.arakawa, codes.mihon]);
    await driver.wish({ type: 'back' }, { type: 'chooseWhose', whose: 'domicile' });
    expect(offered()).toEqual([codes.mihon]);
    await driver.wish(choosePlace);
    const { body } = driver.screen();
    expect(body.kind === 'offers' && body.offers.map(({ kind }) => kind)).toEqual(['familyRegister']);
  });
});

describe('the chain of the kiosk', () => {
  it('offers the services that it has, and no municipality of other chains', async () => {
    driver.kiosk.stop();
    driver = driveKiosk('municipality-first', [], undefined, chainOf('Seicomart', { pinReset: false }));
    await settle();
    const [home] = scriptedOffers.municipalities;
    if (!home) throw new Error('no sample municipality');
    const onlyAtStores: ChainName[] = ['Lawson'];
    const others = { ...home, id: codes.arakawa, onlyAtStores };
    driver.world.offers = () => Promise.resolve(ok(offering([home, others])));
    await driver.pass(delays.offersAgain);
    await goTo('purposes', 'certificates');
    await driver.wish({ type: 'openServices' });
    expect(driver.screen().body).toEqual({ kind: 'serviceMenu', services: ['certificates', 'enrolment'] });
    expect(deliver(driver.kiosk, { type: 'openService', service: 'pin' })).toBe('not-now');
    await goTo('municipality', 'certificates');
    const { body } = driver.screen();
    expect(body.kind === 'municipality' && body.choices.map(({ id }) => id)).toEqual([codes.mihon]);
  });

  it.each([
    [true, true],
    [false, false],
  ])('names its own reset of a locked PIN where the municipality has it: %s', async (pinReset, named) => {
    const [home] = scriptedOffers.municipalities;
    if (!home) throw new Error('no sample municipality');
    driver.world.offers = () => Promise.resolve(ok(offering([{ ...home, pinReset }])));
    await driver.pass(delays.offersAgain);
    driver.world.look = () => Promise.resolve(ok({ ...scriptedCard, triesLeft: 0 }));
    await goTo('message', 'certificates');
    expect(driver.screen().body).toMatchObject({ cause: 'pinLocked', pinReset: named });
    await driver.wish({ type: 'printNextStep' });
    await settle();
    expect(driver.world.slips).toMatchObject([
      {
        title: 'nextStep',
        pinReset: named,
        site: named ? { what: 'reservation', address: reservationSite } : null,
      },
    ]);
  });

  it('without certificates of vaccination neither offers them nor says why the resident has none', async () => {
    driver.kiosk.stop();
    driver = driveKiosk(
      'municipality-first',
      [],
      undefined,
      chainOf('Seicomart', { pinReset: false, vaccination: false }),
    );
    const [home] = scriptedOffers.municipalities;
    const [offer] = home?.offers ?? [];
    if (!home || !offer) throw new Error('no sample municipality');
    const offers = [offer, { ...offer, kind: 'vaccination' as const }];
    driver.world.offers = () => Promise.resolve(ok(offering([{ ...home, offers }])));
    driver.world.login = () =>
      Promise.resolve(
        ok({ ...scriptedResident, unavailable: [{ kind: 'vaccination', unavailable: 'notVaccinated' }] }),
      );
    await settle();
    await driver.pass(delays.offersAgain);
    await driver.wish({ type: 'start' }, { type: 'openCertificates' }, { type: 'consent' });
    await driver.wish({ type: 'chooseWhose', whose: 'home' }, choosePlace);
    const { body } = driver.screen();
    expect(body.kind === 'offers' && body.offers.map(({ kind }) => kind)).toEqual([offer.kind]);
    await goTo('takeCard', 'certificates');
    driver.world.setCard('absent');
    await settle();
    await goTo('certificate', 'certificates');
    expect(driver.screen().body).toMatchObject({ unavailable: [] });
  });
});

describe('本籍地利用登録申請', () => {
  it('goes from the notes to a slip with a number, and signs the form that was checked', async () => {
    const sent: SignedEnrolment[] = [];
    driver.world.enrol = (request) => {
      sent.push(request);
      return Promise.resolve(ok(scriptedEnrolment));
    };
    await goTo('enrolmentCheck', 'enrolment');
    expect(driver.screen().body).toMatchObject({
      place: 'みほん町 1',
      headOfRegister: 'あ',
      telephone: '0000000000',
    });
    await driver.wish({ type: 'formRight' });
    expect(driver.screen().body).toMatchObject({
      kind: 'secret',
      secret: 'signaturePassword',
      ask: 'present',
      triesLeft: 5,
    });
    await goTo('enrolled', 'enrolment');
    expect(sent).toMatchObject([{ place: 'みほん町 1', headOfRegister: 'あ', telephone: '0000000000' }]);
    expect(driver.screen().body).toMatchObject({ enrolment: scriptedEnrolment, slip: 'printed' });
    expect(driver.world.slips).toMatchObject([{ title: 'enrolment', number: scriptedEnrolment.number }]);
    expect(driver.world.journal).toContainEqual({
      type: 'enrolment-received',
      municipality: codes.mihon,
      printed: true,
    });
    expect(JSON.stringify(driver.world.journal)).not.toContain('みほん');
    await driver.wish({ type: 'serviceDone' });
    expect(driver.kind()).toBe('takeCard');
    driver.world.setCard('absent');
    await settle();
    expect(driver.kind()).toBe('attract');
  });

  it('shows the number on the screen when the slip is not printed', async () => {
    driver.world.receiptWorks = false;
    await goTo('enrolled', 'enrolment');
    expect(driver.screen().body).toMatchObject({ enrolment: scriptedEnrolment, slip: 'notPrinted' });
  });

  it('shows a request that has become void, and accepts another', async () => {
    const soon = { what: 'card', lastDay: isoDate('2031-12-24') } as const;
    driver.world.serviceLogin = () => Promise.resolve(ok({ ...scriptedHolderOnceMore, endingSoon: soon }));
    await goTo('enrolments', 'enrolment');
    expect(driver.screen().body).toMatchObject({
      enrolments: [{ state: 'voidByRenewal' }],
      mayEnrol: true,
      endingSoon: soon,
    });
    await driver.wish({ type: 'newEnrolment' });
    expect(driver.kind()).toBe('domicileTown');
  });

  it('shows the tries left for the password, and says when it is locked', async () => {
    await goTo('secret', 'enrolment');
    for (const triesLeft of [4, 3, 2, 1]) {
      driver.world.signWithSignatureKey = () => Promise.resolve(err({ fault: 'wrongPassword', triesLeft }));
      await driver.wish({ type: 'pinDigits', entered: 8 }, { type: 'pinEnter' });
      expect(driver.screen().body).toMatchObject({ kind: 'secret', entered: 0, triesLeft, notice: 'wrong' });
    }
    driver.world.signWithSignatureKey = () => Promise.resolve(err({ fault: 'wrongPassword', triesLeft: 0 }));
    await driver.wish({ type: 'pinDigits', entered: 8 }, { type: 'pinEnter' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'passwordLocked' });
  });

  it('accepts no incomplete field, and lets entries be corrected', async () => {
    await goTo('domicileNumber', 'enrolment');
    expect(deliver(driver.kiosk, { type: 'entryDone' })).toBe('not-now');
    await driver.wish({ type: 'entryKey', key: '1' }, { type: 'entryKey', key: '-' });
    expect(deliver(driver.kiosk, { type: 'entryDone' })).toBe('not-now');
    await driver.wish({ type: 'entryErase' }, { type: 'entryKey', key: 'あ' }, { type: 'entryDone' });
    await driver.wish({ type: 'back' });
    expect(driver.screen().body).toMatchObject({ kind: 'domicileNumber', entered: '1' });
  });

  it('is refused before anything is typed when the card has no signature key, it is locked or does not tell', async () => {
    for (const [passwordTriesLeft, cause] of [
      [null, 'noSignatureCertificate'],
      [0, 'passwordLocked'],
      ['unknown', 'cardUnreadable'],
    ] as const) {
      driver = driveKiosk();
      await settle();
      driver.world.look = () => Promise.resolve(ok({ ...scriptedCard, passwordTriesLeft }));
      await goTo('message', 'enrolment');
      expect(driver.screen().body).toMatchObject({ cause });
    }
  });
});

describe('署名用パスワード初期化 and the PIN reset', () => {
  it.each([
    ['signaturePassword', 'signaturePassword'],
    ['pin', 'pin'],
  ] as const)('(%s) ask for the new secret twice and give it to the card', async (service, secret) => {
    await goTo('secretChanged', service);
    expect(driver.screen().body).toEqual({ kind: 'secretChanged', secret });
    const events = driver.world.journal.filter(({ type }) => type.startsWith('secret-change'));
    expect(events).toEqual([
      { type: 'secret-change-intent', secret },
      { type: 'secret-change-outcome', secret, changed: true },
    ]);
  });

  it('begin again when the two entries differ', async () => {
    driver.world.matches = false;
    await goTo('secret', 'signaturePassword');
    await driver.wish({ type: 'pinDigits', entered: 6 }, { type: 'pinEnter' });
    expect(driver.screen().body).toMatchObject({ ask: 'again', entered: 0 });
    await driver.wish({ type: 'pinDigits', entered: 6 }, { type: 'pinEnter' });
    expect(driver.screen().body).toMatchObject({ ask: 'new', notice: 'different', entered: 0 });
  });

  it('allow a locked PIN only where the PIN is not needed', async () => {
    driver.world.look = () => Promise.resolve(ok({ ...scriptedCard, triesLeft: 0 }));
    await goTo('secretChanged', 'pin');
    driver = driveKiosk();
    await settle();
    driver.world.look = () => Promise.resolve(ok({ ...scriptedCard, triesLeft: 0 }));
    await goTo('message', 'signaturePassword');
    expect(driver.screen().body).toMatchObject({ cause: 'pinLocked' });
  });

  it('allow a locked password when a reservation unlocks it, and say when there is none', async () => {
    driver.world.look = () => Promise.resolve(ok({ ...scriptedCard, passwordTriesLeft: 0 }));
    await goTo('secretChanged', 'signaturePassword');
    driver = driveKiosk();
    await settle();
    driver.world.serviceLogin = () => Promise.resolve(err({ fault: 'refused', code: 'reservationMissing' }));
    await goTo('message', 'signaturePassword');
    expect(driver.screen().body).toMatchObject({ cause: 'reservationMissing' });
  });

  it('say why the card did not take the new secret, and do not hang', async () => {
    driver.world.resetPermit = () => Promise.resolve(err({ fault: 'refused', code: 'sessionEnded' }));
    await goTo('message', 'pin');
    expect(driver.screen().body).toMatchObject({ cause: 'sessionEnded' });
    expect(driver.world.journal).toContainEqual({
      type: 'secret-change-outcome',
      secret: 'pin',
      changed: false,
    });

    driver = driveKiosk();
    await settle();
    driver.world.changeSecret = () => new Promise(() => undefined);
    await goTo('working', 'pin');
    expect(driver.screen().body).toEqual({ kind: 'working', what: 'changingSecret' });
    await driver.pass(delays.secretChanges);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'secretUnsure' });
  });

  it('say that the outcome is unsure when the card is removed during the change', async () => {
    driver.world.changeSecret = () => new Promise(() => undefined);
    await goTo('working', 'pin');
    driver.world.setCard('absent');
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'secretUnsure' });
  });

  it('say at once that a phone cannot get a new PIN here', async () => {
    driver.world.look = () => Promise.resolve(ok({ ...scriptedCard, model: 'android' as const }));
    await goTo('message', 'pin');
    expect(driver.screen().body).toMatchObject({ cause: 'resetNotPossible' });
  });

  it('do not touch the card without a journal', async () => {
    await goTo('secret', 'pin');
    driver.world.journalWorks = false;
    await goTo('message', 'pin');
    expect(driver.screen().body).toMatchObject({ cause: 'journalUnavailable' });
  });
});
