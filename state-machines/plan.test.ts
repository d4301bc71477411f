import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AvailableCertificate, Offer } from '../shared/center-api.ts';
import { municipalityIdSchema, personRefSchema } from '../shared/ids.ts';
import { planNotices } from '../shared/plan-notice.ts';
import { err, ok } from '../shared/result.ts';
import { yen } from '../shared/yen.ts';
import { choosePlace, driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { somePlan as plan } from '../testing/scripted/plan-wishes.ts';
import { offering, scriptedFarOffer, scriptedOffers } from '../testing/scripted/scripted-offers.ts';
import { scriptedFar } from '../testing/scripted/scripted-index.ts';
import { scriptedResident } from '../testing/scripted/scripted-ports.ts';
import { delays } from './delays.ts';
import { deliver } from './deliver.ts';

/* What is known before the card: by a purpose, or prepared at home. */

let driver: KioskDriver;

const [home] = scriptedOffers.municipalities;
const [record] = scriptedResident.certificates;
if (!home || !record) throw new Error('no sample municipality, or no sample certificate');
const sample = home;
const residenceRecord: AvailableCertificate = {
  ...record,
  items: [
    { item: 'relationship', concerns: 'all', shownByDefault: true },
    { item: 'domicile', concerns: 'japanese', shownByDefault: false },
    { item: 'nationality', concerns: 'foreign', shownByDefault: false },
    { item: 'residenceStatus', concerns: 'foreign', shownByDefault: false },
    { item: 'myNumber', concerns: 'all', shownByDefault: false },
  ],
};
const familyRegister: AvailableCertificate = {
  kind: 'familyRegister',
  price: yen(450),
  free: [],
  variants: [
    { variant: 'full', persons: 'all', unavailable: null },
    { variant: 'individual', persons: 'choose', unavailable: null },
  ],
  years: [],
  persons: record.persons,
  items: [],
};
const open = { open: true } as const;
const closed = { open: false, reason: 'outOfHours', opensAt: null } as const;
const offers: Offer[] = [
  { kind: 'residenceRecord', price: yen(200), state: open, needs: [] },
  { kind: 'familyRegister', price: yen(450), state: open, needs: ['domicileHere'] },
  { kind: 'sealRegistration', price: yen(250), state: closed, needs: [] },
];

async function offered(
  now: readonly Offer[],
  certificates = [residenceRecord, familyRegister],
): Promise<void> {
  driver.world.offers = () => Promise.resolve(ok(offering([{ ...sample, offers: [...now] }])));
  driver.world.login = () => Promise.resolve(ok({ ...scriptedResident, certificates }));
  await settle();
  await driver.pass(delays.offersAgain);
}

/** From "set your card" to whatever is asked once it is back. */
async function throughPin(): Promise<void> {
  expect(driver.kind()).toBe('setCard');
  driver.world.setCard('present');
  await settle();
  await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
  driver.world.setCard('absent');
  await settle();
}

beforeEach(async () => {
  driver = driveKiosk();
  await offered(offers);
});
afterEach(() => {
  driver.kiosk.stop();
});

describe('by a purpose', () => {
  it('certificate and items are chosen, and the price is said before the card', async () => {
    await driver.wish({ type: 'start' }, { type: 'choosePurpose', purpose: 'driving' }, { type: 'consent' });
    expect(driver.screen().body).toMatchObject({ kind: 'municipality', whose: 'home' });
    await driver.wish(choosePlace);
    expect(driver.screen()).toMatchObject({
      cost: 200,
      body: {
        kind: 'proposal',
        purpose: 'driving',
        certificate: { kind: 'residenceRecord' },
        persons: 'self',
        shown: ['domicile', 'nationality', 'residenceStatus'],
        total: 200,
        myNumber: 'mustNotShow',
      },
    });
    await driver.wish({ type: 'takeProposal' });
    expect(driver.screen().cost).toBe(200);
    await throughPin();
    expect(driver.screen().body).toMatchObject({
      kind: 'confirm',
      chosen: [{ kind: 'residenceRecord', persons: [{ ref: 'p1' }], shown: ['domicile'], copies: 1 }],
      numberUnwanted: false,
    });
  });

  it('My Number that is shown all the same is warned of', async () => {
    await driver.wish({ type: 'start' }, { type: 'choosePurpose', purpose: 'bank' }, { type: 'consent' });
    await driver.wish(choosePlace, { type: 'takeProposal' });
    await throughPin();
    await driver.wish(
      { type: 'changeChosen', line: 0 },
      { type: 'changePart', part: 'items' },
      { type: 'setItem', item: 'myNumber', shown: true },
      { type: 'itemsDone' },
    );
    expect(driver.screen().body).toMatchObject({ kind: 'summary', numberUnwanted: true });
    await driver.wish({ type: 'summaryDone' });
    expect(driver.screen().body).toMatchObject({ kind: 'confirm', numberUnwanted: true });
  });

  it('another certificate of the purpose takes its place, and what is closed is not proposed', async () => {
    await driver.wish({ type: 'start' }, { type: 'choosePurpose', purpose: 'inheritance' });
    await driver.wish({ type: 'consent' });
    expect(driver.kind()).toBe('whose');
    await driver.wish({ type: 'chooseWhose', whose: 'home' }, choosePlace);
    expect(driver.screen().body).toMatchObject({
      kind: 'proposal',
      certificate: { kind: 'familyRegister' },
      variant: 'full',
      advice: ['deceased', 'original'],
      others: [{ certificate: { kind: 'residenceRecord' }, want: 2 }],
    });
    expect(deliver(driver.kiosk, { type: 'chooseWant', want: 1 })).toBe('not-now');
    await driver.wish({ type: 'chooseWant', want: 2 });
    expect(driver.screen()).toMatchObject({
      cost: 200,
      body: { certificate: { kind: 'residenceRecord' }, shown: [], others: [{ want: 0 }] },
    });
  });

  it('what the window gives for it without a fee is said, and nothing that is for others', async () => {
    const uses = [
      { ja: '年金の手続き', en: 'pensions', purposes: ['pension' as const] },
      { ja: '学校の手続き', en: 'schools', purposes: ['school' as const] },
      { ja: '生活保護の手続き', en: 'public assistance' },
    ];
    const free = { ...sample.window, freeFor: uses };
    driver.world.offers = () => Promise.resolve(ok(offering([{ ...sample, offers, window: free }])));
    await driver.pass(delays.offersAgain);
    await driver.wish({ type: 'start' }, { type: 'choosePurpose', purpose: 'pension' }, { type: 'consent' });
    await driver.wish(choosePlace);
    expect(driver.screen().body).toMatchObject({
      freeAtWindow: [
        { ja: '年金の手続き', en: 'pensions' },
        { ja: '生活保護の手続き', en: 'public assistance' },
      ],
    });
  });

  it('all that the municipality offers can be seen instead', async () => {
    await driver.wish({ type: 'start' }, { type: 'choosePurpose', purpose: 'bank' }, { type: 'consent' });
    await driver.wish(choosePlace, { type: 'seeOffers' });
    expect(driver.screen().body).toMatchObject({ kind: 'offers' });
    expect(driver.screen().body).not.toHaveProperty('notice');
    await driver.wish({ type: 'chooseCertificate', kind: 'familyRegister' });
    await throughPin();
    expect(driver.kind()).toBe('variant');
  });

  it('another municipality can be chosen, and what the first one had is not kept', async () => {
    await driver.wish({ type: 'start' }, { type: 'choosePurpose', purpose: 'bank' }, { type: 'consent' });
    await driver.wish(choosePlace, { type: 'back' });
    expect(driver.kind()).toBe('municipality');
    await driver.wish(choosePlace);
    expect(driver.kind()).toBe('proposal');
  });
});

describe('prepared at home', () => {
  it('is begun on the first screen: notes, proposal, card, and the confirmation', async () => {
    await driver.wish({ type: 'usePlan', plan });
    expect(driver.kind()).toBe('notes');
    await driver.wish({ type: 'consent' });
    expect(driver.screen()).toMatchObject({
      cost: 400,
      body: { kind: 'proposal', purpose: null, persons: 'all', copies: 2, total: 400 },
    });
    await driver.wish({ type: 'takeProposal' });
    await throughPin();
    expect(driver.screen().body).toMatchObject({
      kind: 'confirm',
      chosen: [
        {
          persons: [{ ref: 'p1' }, { ref: 'p2' }],
          shown: ['relationship', 'domicile'],
          copies: 2,
          price: 400,
        },
      ],
    });
    // Back from there is everything that can be changed.
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('summary');
  });

  it('is begun over whatever was chosen, as long as the card has told nothing', async () => {
    await driver.wish({ type: 'start' }, { type: 'choosePurpose', purpose: 'bank' });
    await driver.wish({ type: 'usePlan', plan }, { type: 'consent' });
    expect(driver.screen().body).toMatchObject({ kind: 'proposal', purpose: null });
    await driver.wish({ type: 'takeProposal' }, { type: 'usePlan', plan: { ...plan, copies: 3 } });
    await driver.wish({ type: 'consent' });
    expect(driver.screen().body).toMatchObject({ kind: 'proposal', copies: 3 });
    await driver.wish({ type: 'takeProposal' });
    driver.world.setCard('present');
    await settle();
    expect(deliver(driver.kiosk, { type: 'usePlan', plan })).toBe('not-now');
  });

  it('is begun in every order of the steps', async () => {
    for (const order of ['card-first', 'card-before-municipality'] as const) {
      driver.kiosk.stop();
      driver = driveKiosk(order);
      await offered(offers);
      await driver.wish({ type: 'usePlan', plan });
      for (let turn = 0; turn < 12 && driver.kind() !== 'confirm'; turn++) {
        const { body } = driver.screen();
        if (body.kind === 'notes') await driver.wish({ type: 'consent' });
        else if (body.kind === 'proposal') await driver.wish({ type: 'takeProposal' });
        else if (body.kind === 'pin')
          await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
        else driver.world.setCard(body.kind === 'setCard' ? 'present' : 'absent');
        await settle();
      }
      expect(driver.screen().body).toMatchObject({ kind: 'confirm', chosen: [{ copies: 2 }] });
    }
  });

  it('is not begun where the kiosk does not serve', async () => {
    driver.world.offers = () => Promise.resolve(err({ fault: 'unreachable' }));
    await driver.pass(delays.offersAgain);
    await settle();
    expect(deliver(driver.kiosk, { type: 'usePlan', plan })).toBe('not-now');
  });

  it('leaves nothing to the next person', async () => {
    await driver.wish({ type: 'usePlan', plan }, { type: 'stop' }, { type: 'confirmStop' });
    await driver.wish({ type: 'acknowledge' }, { type: 'start' });
    expect(driver.kind()).toBe('purposes');
  });

  it('a municipality that is not near is asked for what it offers', async () => {
    const [far] = scriptedFar;
    if (!far) throw new Error('no municipality far away');
    driver.world.offersOf = () => Promise.resolve(ok({ at: 0, offer: { ...scriptedFarOffer, offers } }));
    await driver.wish({ type: 'usePlan', plan: { ...plan, municipality: far.id } }, { type: 'consent' });
    expect(driver.screen().body).toMatchObject({ kind: 'proposal', municipality: { ja: far.name.ja } });
  });
});

describe('what was planned and cannot be done is asked, with its cause', () => {
  const seen = new Set<string>();

  it('a municipality that is not known', async () => {
    const nowhere = municipalityIdSchema.parse('46998');
    await driver.wish({ type: 'usePlan', plan: { ...plan, municipality: nowhere } }, { type: 'consent' });
    expect(driver.screen().body).toMatchObject({ kind: 'municipality', notice: 'municipalityUnknown' });
    seen.add('municipalityUnknown');
    await driver.wish(choosePlace);
    expect(driver.screen().body).toMatchObject({ kind: 'proposal', copies: 2 });
  });

  it('a municipality that is closed: it says so itself, and another can be chosen', async () => {
    const [far] = scriptedFar;
    if (!far) throw new Error('no municipality far away');
    const offer = { ...scriptedFarOffer, state: closed, offers };
    driver.world.offersOf = () => Promise.resolve(ok({ at: 0, offer }));
    await driver.wish({ type: 'usePlan', plan: { ...plan, municipality: far.id } }, { type: 'consent' });
    expect(driver.screen().body).toMatchObject({ kind: 'notHere', why: 'closed' });
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('municipality');
    await driver.wish(choosePlace);
    expect(driver.screen().body).toMatchObject({ kind: 'proposal', copies: 2 });
  });

  it('a certificate that the municipality does not offer', async () => {
    await driver.wish({ type: 'usePlan', plan: { ...plan, kind: 'income' } }, { type: 'consent' });
    expect(driver.screen().body).toMatchObject({ kind: 'offers', notice: 'notOffered' });
    seen.add('notOffered');
    await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' });
    await throughPin();
    expect(driver.screen().body).toMatchObject({ kind: 'summary', notice: null, copies: 1 });
  });

  it('a certificate that it does not offer now', async () => {
    await driver.wish({ type: 'usePlan', plan: { ...plan, kind: 'sealRegistration' } }, { type: 'consent' });
    expect(driver.screen().body).toMatchObject({ kind: 'offers', notice: 'notOfferedNow' });
    seen.add('notOfferedNow');
  });

  it('a certificate that this resident cannot take', async () => {
    driver.world.login = () =>
      Promise.resolve(
        ok({
          ...scriptedResident,
          certificates: [familyRegister],
          unavailable: [{ kind: 'residenceRecord', unavailable: 'notAvailable' }],
        }),
      );
    await driver.wish({ type: 'usePlan', plan }, { type: 'consent' }, { type: 'takeProposal' });
    await throughPin();
    expect(driver.screen().body).toMatchObject({
      kind: 'certificate',
      notice: 'notForYou',
      unavailable: [{ kind: 'residenceRecord' }],
    });
    seen.add('notForYou');
  });

  it('a form that this resident cannot take', async () => {
    const full = { variant: 'full', persons: 'all', unavailable: 'notAvailable' } as const;
    const individual = { variant: 'individual', persons: 'choose', unavailable: null } as const;
    await offered(offers, [{ ...familyRegister, variants: [full, individual] }]);
    const wanted = { ...plan, kind: 'familyRegister', variant: 'full', shown: null } as const;
    await driver.wish({ type: 'usePlan', plan: wanted }, { type: 'consent' }, { type: 'takeProposal' });
    await throughPin();
    expect(driver.screen().body).toMatchObject({ kind: 'variant', notice: 'formNotForYou' });
    seen.add('formNotForYou');
  });

  it('items that cannot be chosen here', async () => {
    const self = personRefSchema.parse('p1');
    await offered(offers, [
      {
        ...residenceRecord,
        persons: [{ ref: self, name: '見本 太郎', self: true, foreign: false }],
        items: [{ item: 'relationship', concerns: 'all', shownByDefault: false }],
      },
    ]);
    await driver.wish({ type: 'usePlan', plan }, { type: 'consent' }, { type: 'takeProposal' });
    await throughPin();
    expect(driver.screen().body).toMatchObject({
      kind: 'summary',
      notice: 'itemsDiffer',
      shown: ['relationship'],
    });
    seen.add('itemsDiffer');
    await driver.wish({ type: 'summaryDone' });
    expect(driver.kind()).toBe('confirm');
  });

  it('and no cause is without a test', () => {
    expect([...seen].toSorted()).toEqual([...planNotices].toSorted());
  });
});
