import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { deliver } from './deliver.ts';

let driver: KioskDriver;
afterEach(() => {
  driver.kiosk.stop();
});

describe('back from the payment in cash', () => {
  beforeEach(() => {
    driver = driveKiosk();
  });

  it('leads to the order, which can be changed or paid after all', async () => {
    await driver.toPayment();
    expect(driver.screen().controls.back).toBe(true);
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('confirm');
    expect(driver.world.accepted).toEqual([]);
    await driver.wish({ type: 'pay' });
    expect(driver.kind()).toBe('payment');
    driver.world.insert(500);
    await settle();
    expect(driver.kind()).toBe('takeEverything');
    expect(driver.settled()).toMatchObject({ paid: 500, printed: 200, givenBack: 300 });
    await driver.wish({ type: 'takenEverything' });
    expect(driver.kind()).toBe('attract');
  });

  it('is there only before the first coin: then stopping gives everything back', async () => {
    await driver.toPayment();
    driver.world.insert(100);
    await settle();
    expect(driver.screen().controls).toMatchObject({ back: false, stop: true });
    expect(deliver(driver.kiosk, { type: 'back' })).toBe('not-now');
  });

  it('does not undo a stop: whoever stops is not asked how to pay', async () => {
    await driver.toPayment();
    await driver.wish({ type: 'back' }, { type: 'pay' }, { type: 'stop' }, { type: 'confirmStop' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped' });
  });
});

describe('back where there are several ways to pay', () => {
  beforeEach(() => {
    driver = driveKiosk('municipality-first', ['wallet', 'contactless']);
  });

  it('leads from cash to the ways to pay, and from there to the order', async () => {
    await driver.toPayment();
    await driver.wish({ type: 'back' });
    expect(driver.screen().body).toMatchObject({ kind: 'payMethod', notice: 'none' });
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('confirm');
    await driver.wish({ type: 'back' });
    expect(driver.kind()).toBe('summary');
  });

  it.each(['wallet', 'contactless'] as const)(
    'calls a payment off (%s), and holds nothing',
    async (method) => {
      driver.world.cashless.decides = 'waits';
      await driver.toPayment(1, 1, method);
      expect(driver.screen().controls.back).toBe(true);
      await driver.wish({ type: 'back' });
      expect(driver.screen().body).toMatchObject({ kind: 'payMethod', notice: 'none' });
      expect([...driver.world.cashless.held]).toEqual([]);
      await driver.wish({ type: 'choosePayMethod', method: 'cash' });
      driver.world.insert(500);
      await settle();
      expect(driver.settled()).toMatchObject({ paid: 500, printed: 200, givenBack: 300 });
    },
  );

  it('releases what was authorised at the last moment', async () => {
    driver.world.cashless.decides = 'waits';
    driver.world.cashless.calledOff = 'authorised';
    await driver.toPayment(1, 1, 'wallet');
    await driver.wish({ type: 'back' });
    expect(driver.screen().body).toMatchObject({ kind: 'message', cause: 'stopped', notCharged: 200 });
    expect([...driver.world.cashless.held]).toEqual([]);
  });
});
