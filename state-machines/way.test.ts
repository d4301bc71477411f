import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../shared/dates.ts';
import { personRefSchema } from '../shared/ids.ts';
import { err, ok } from '../shared/result.ts';
import { yen } from '../shared/yen.ts';
import { choosePlace, driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { nextWish } from '../testing/scripted/next-wish.ts';
import { scriptedCard, scriptedOrder, scriptedResident } from '../testing/scripted/scripted-ports.ts';
import { deliver } from './deliver.ts';
import { delays, warningSeconds } from './delays.ts';

let driver: KioskDriver;

beforeEach(() => {
  driver = driveKiosk();
});
afterEach(() => {
  driver.kiosk.stop();
});

describe('a resident takes a certificate', () => {
  it('from the attract screen to the open tray, and the next person finds the attract screen', async () => {
    await driver.toPayment(2);
    driver.world.insert(500);
    await settle();
    expect(driver.screen().body).toEqual({
      kind: 'takeEverything',
      sheets: 2,
      sheetsOf: 2,
      method: 'cash',
      notCharged: 0,
      change: 100,
      returned: 0,
      code: null,
      receipt: 'printed',
      badPrint: 'paidBack',
      owed: null,
      cardInside: false,
    });
    expect(driver.settled()).toMatchObject({ paid: 500, printed: 400, givenBack: 100, owed: 0 });
    await driver.wish({ type: 'takenEverything' });
    expect(driver.kind()).toBe('attract');
    expect(driver.world.outcomes).toEqual([
      {
        printed: ['DOC-0000-1', 'DOC-0000-2'],
        notPrinted: [],
        money: { method: 'cash', paid: 500, givenBack: 100, owed: 0 },
      },
    ]);
  });

  it('in the other order of steps: the card first, and back before the confirmation', async () => {
    driver.kiosk.stop();
    driver = driveKiosk('card-first');
    await settle();
    await driver.wish({ type: 'start' }, { type: 'openCertificates' });
    expect(driver.kind()).toBe('setCard');
    expect(driver.screen().progress?.parts[0]).toBe('card');
    driver.world.setCard('present');
    await settle();
    await driver.wish(
      { type: 'consent' },
      { type: 'chooseWhose', whose: 'home' },
      choosePlace,
      { type: 'offersSeen' },
      { type: 'pinDigits', entered: 4 },
      { type: 'pinEnter' },
    );
    await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' });
    await driver.wish({ type: 'summaryDone' });
    expect(driver.kind()).toBe('takeCard');
    driver.world.setCard('absent');
    await settle();
    expect(driver.kind()).toBe('confirm');
  });

  it('and is told, where the certificate is chosen, that the card ends soon', async () => {
    const endingSoon = { what: 'card' as const, lastDay: isoDate('2031-03-05') };
    driver.world.login = () => Promise.resolve(ok({ ...scriptedResident, endingSoon }));
    await driver.toCertificate();
    expect(driver.screen().body).toMatchObject({ kind: 'certificate', endingSoon });
  });

  it('and is asked only questions with more than one answer', async () => {
    driver.world.login = () =>
      Promise.resolve(
        ok({
          certificates: [
            {
              kind: 'residenceRecord' as const,
              price: yen(200),
              variants: [],
              years: [],
              free: [],
              persons: [{ ref: personRefSchema.parse('p1'), name: '見本 太郎', self: true, foreign: false }],
              items: [{ item: 'nationality' as const, concerns: 'foreign' as const, shownByDefault: false }],
            },
          ],
          unavailable: [],
          endingSoon: null,
        }),
      );
    await driver.toCertificate();
    await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' });
    expect(driver.screen().body).toMatchObject({ kind: 'summary', changeable: ['copies'] });
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('certificate');
  });

  it('and can go back as far as is safe; a changed order is requested again', async () => {
    let orders = 0;
    driver.world.order = () => {
      orders += 1;
      return Promise.resolve(ok(scriptedOrder(1)));
    };
    await driver.toCertificate();
    expect(deliver(driver.kiosk, { type: 'back' })).toBe('not-now');
    await driver.wish(
      { type: 'chooseCertificate', kind: 'residenceRecord' },
      { type: 'changePart', part: 'persons' },
      { type: 'chooseAll' },
      { type: 'personsDone' },
      { type: 'summaryDone' },
    );
    expect(driver.kind()).toBe('confirm');
    await driver.wish({ type: 'back' }, { type: 'changePart', part: 'persons' });
    expect(driver.screen().body).toMatchObject({ kind: 'persons', chosen: ['p1', 'p2'] });
    // Left by "back", it stays as it was.
    await driver.wish({ type: 'chooseSelf' }, { type: 'back' });
    expect(driver.screen().body).toMatchObject({ kind: 'summary', persons: [{ ref: 'p1' }, { ref: 'p2' }] });
    await driver.wish({ type: 'summaryDone' }, { type: 'seePages' });
    expect(driver.kind()).toBe('preview');
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('confirm');
    expect(orders).toBe(2);
  });
});

describe('the PIN', () => {
  it('shows the tries left after a mistake, warns before the last, and says when the card is locked', async () => {
    await driver.toPin();
    for (const triesLeft of [2, 1]) {
      driver.world.sign = () => Promise.resolve(err({ fault: 'wrongPin', triesLeft }));
      await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
      expect(driver.screen().body).toEqual({
        kind: 'pin',
        entered: 0,
        triesLeft,
        after: { notice: 'wrong' },
      });
    }
    driver.world.sign = () => Promise.resolve(err({ fault: 'wrongPin', triesLeft: 0 }));
    await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'pinLocked', cardInside: true });
    await driver.wish({ type: 'acknowledge' });
    expect(driver.kind()).toBe('takeCard');
    driver.world.setCard('absent');
    await settle();
    expect(driver.kind()).toBe('attract');
  });

  it('is wiped whenever the PIN screen is left', async () => {
    await driver.toPin();
    const before = driver.world.wiped;
    driver.world.setCard('absent');
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'cardRemoved' });
    expect(driver.world.wiped).toBeGreaterThan(before);
  });

  it('says one thing after another about a card that was pulled and put back: the session is over, take it', async () => {
    await driver.toPin();
    driver.world.setCard('absent');
    await settle();
    expect(driver.screen().body).toMatchObject({ cause: 'cardRemoved', cardInside: false });
    driver.world.setCard('present');
    await settle();
    expect(driver.screen().body).toMatchObject({ cause: 'cardRemoved', cardInside: true });
    await driver.wish({ type: 'acknowledge' });
    expect(driver.screen().body).toEqual({ kind: 'takeCard', then: 'over' });
    driver.world.setCard('absent');
    await settle();
    expect(driver.kind()).toBe('attract');
  });

  it('is followed by the card back, while the session goes on', async () => {
    await driver.toPin();
    await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
    expect(driver.screen().body).toEqual({ kind: 'takeCard', then: 'goesOn' });
  });

  it('is asked for also where the card does not tell the tries of its signature password', async () => {
    driver.world.look = () => Promise.resolve(ok({ ...scriptedCard, passwordTriesLeft: 'unknown' }));
    await driver.toPin();
    expect(driver.screen().body).toMatchObject({ kind: 'pin', triesLeft: 3 });
  });

  it('needs four digits', async () => {
    await driver.toPin();
    await driver.wish({ type: 'pinDigits', entered: 3 });
    expect(deliver(driver.kiosk, { type: 'pinEnter' })).toBe('not-now');
  });
});

describe('nobody waits forever', () => {
  const hang = (): Promise<never> => new Promise(() => undefined);

  it('for a card that never answers', async () => {
    driver.world.look = hang;
    await settle();
    await driver.wish(
      { type: 'start' },
      { type: 'openCertificates' },
      { type: 'consent' },
      { type: 'chooseWhose', whose: 'home' },
      choosePlace,
      { type: 'offersSeen' },
    );
    driver.world.setCard('present');
    await settle();
    expect(driver.screen().body).toEqual({ kind: 'working', what: 'readingCard' });
    await driver.pass(delays.cardLook);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'cardUnreadable' });
  });

  it('for a center that is slow or unreachable', async () => {
    await driver.toPin();
    driver.world.login = hang;
    await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
    await driver.pass(delays.centerAnswers);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'centerSlow' });
    driver.world.setCard('absent');
    await driver.wish({ type: 'acknowledge' });
    const { offers } = driver.world;
    driver.world.offers = () => Promise.resolve(err({ fault: 'unreachable' }));
    await driver.pass(delays.offersAgain);
    expect(driver.screen().body).toMatchObject({ kind: 'outOfService', cause: 'centerUnreachable' });
    expect(deliver(driver.kiosk, { type: 'start' })).toBe('not-now');
    // It comes back by itself.
    driver.world.offers = offers;
    await driver.pass(delays.offersRetry);
    expect(driver.kind()).toBe('attract');
  });

  it('because every screen of a session warns, can be extended, and ends by itself', async () => {
    await driver.toCertificate();
    await driver.pass(delays.idle);
    expect(driver.screen().overlay).toEqual({ kind: 'timeWarning', secondsLeft: warningSeconds });
    expect(deliver(driver.kiosk, { type: 'chooseCertificate', kind: 'residenceRecord' })).toBe('not-now');
    await driver.wish({ type: 'carryOn' });
    expect(driver.screen().overlay).toBeNull();
    await driver.pass(delays.idle);
    for (let second = 0; second < warningSeconds; second++) await driver.pass(delays.second);
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'timedOut' });
    await driver.pass(delays.messageStays);
    expect(driver.screen().overlay).toEqual({ kind: 'timeWarning', secondsLeft: warningSeconds });
    for (let second = 0; second < warningSeconds; second++) await driver.pass(delays.second);
    expect(driver.kind()).toBe('attract');
  });

  it('but a card still inside stays on the screen until it is taken', async () => {
    await driver.toPin();
    await driver.wish({ type: 'stop' }, { type: 'confirmStop' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped', cardInside: true });
    await driver.pass(delays.messageStays);
    for (let second = 0; second < warningSeconds; second++) await driver.pass(delays.second);
    await driver.pass(10 * delays.messageStays);
    expect(driver.kind()).toBe('takeCard');
    driver.world.setCard('absent');
    await settle();
    expect(driver.kind()).toBe('attract');
  });
});

describe('languages and help', () => {
  it('the language changes on every screen, and the next person finds the configured one', async () => {
    await settle();
    await driver.wish({ type: 'setLanguage', language: 'en' });
    expect(driver.screen().language).toBe('en');
    await driver.wish(
      { type: 'start' },
      { type: 'setLanguage', language: 'ja' },
      { type: 'setLanguage', language: 'en' },
    );
    await driver.wish({ type: 'help' });
    expect(driver.screen().overlay).toMatchObject({ kind: 'help', helpLine: { number: '0120-0178-27' } });
    await driver.wish(
      { type: 'carryOn' },
      { type: 'stop' },
      { type: 'confirmStop' },
      { type: 'acknowledge' },
    );
    expect(driver.screen()).toMatchObject({ language: 'ja', body: { kind: 'attract' } });
  });
});

describe('the order of the steps', () => {
  it.each([
    [
      'municipality-first',
      'afterPin',
      ['notes', 'whose', 'municipality', 'offers', 'setCard', 'pin', 'takeCard'],
    ],
    [
      'card-before-municipality',
      'afterPin',
      ['notes', 'setCard', 'whose', 'municipality', 'offers', 'pin', 'takeCard'],
    ],
    ['card-first', 'beforePayment', ['setCard', 'notes', 'whose', 'municipality', 'offers', 'pin']],
  ] as const)('%s: the card comes back %s', async (order, cardBack, kinds) => {
    driver.kiosk.stop();
    driver = driveKiosk(order);
    await settle();
    await driver.wish({ type: 'start' }, { type: 'openCertificates' });
    const seen: string[] = [];
    while (driver.kind() !== 'certificate') {
      const { body } = driver.screen();
      if (seen.at(-1) !== body.kind) seen.push(body.kind);
      if (body.kind === 'setCard') expect(body.cardBack).toBe(cardBack);
      const wish = nextWish(body, 'certificates');
      if (wish) await driver.wish(wish);
      else driver.world.setCard(body.kind === 'takeCard' ? 'absent' : 'present');
      await settle();
    }
    expect(seen).toEqual(kinds);
  });

  it('of the other services keeps the card to the end', async () => {
    await settle();
    await driver.wish({ type: 'start' });
    await driver.wish({ type: 'openService', service: 'signaturePassword' }, { type: 'consent' });
    expect(driver.screen().body).toEqual({ kind: 'setCard', cardBack: 'atEnd' });
  });

  it('says of a phone that it lies on the reader', async () => {
    driver.world.look = () => Promise.resolve(ok({ ...scriptedCard, model: 'android' as const }));
    await driver.toPin();
    expect(driver.screen().medium).toBe('phone');
    await driver.wish({ type: 'stop' }, { type: 'confirmStop' });
    expect(driver.screen()).toMatchObject({ medium: 'phone', body: { kind: 'message', cardInside: true } });
  });
});
