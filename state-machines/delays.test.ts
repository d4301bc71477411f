import { afterEach, describe, expect, it } from 'vitest';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { delays, type Delays } from './delays.ts';

let driver: KioskDriver;
afterEach(() => driver.kiosk.stop());

function driveWith(set: Partial<Delays>): KioskDriver {
  driver = driveKiosk('municipality-first', [], { ...delays, ...set });
  return driver;
}

describe('a time-out set by a site', () => {
  it('applies to an untouched screen', async () => {
    driveWith({ idle: 30_000 });
    await settle();
    await driver.wish({ type: 'start' });
    await driver.pass(29_999);
    expect(driver.screen().overlay).toBeNull();
    await driver.pass(1);
    expect(driver.screen().overlay).toMatchObject({ kind: 'timeWarning' });
  });

  it('applies to an attendant’s session', async () => {
    driveWith({ attendantIdle: 300_000 });
    await settle();
    await driver.wish({ type: 'callAttendant' });
    await driver.pass(299_999);
    expect(driver.kind()).toBe('attendantLogin');
    await driver.pass(1);
    expect(driver.kind()).toBe('attract');
  });

  it('applies to the payment', async () => {
    const { world } = driveWith({ cashDispenses: 200_000 });
    await driver.toPayment();
    world.ports.cash.dispense = () => new Promise(() => undefined);
    world.insert(500);
    await settle();
    await driver.pass(199_999);
    expect(driver.kind()).toBe('working');
    await driver.pass(1);
    expect(driver.kind()).toBe('takeEverything');
  });

  it('applies to printing, and is shown there', async () => {
    const { world } = driveWith({ staffComes: 60_000 });
    world.printSheet = (onTrouble, signal) =>
      new Promise((resolve) => {
        onTrouble('media-empty');
        signal.addEventListener('abort', () => resolve({ outcome: 'notPrinted', trouble: 'media-empty' }));
      });
    await driver.toPayment();
    world.insert(100);
    world.insert(100);
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'printerTrouble', waitsUntil: world.now + 60_000 });
    await driver.pass(59_999);
    expect(driver.kind()).toBe('printerTrouble');
    await driver.pass(1);
    expect(driver.kind()).toBe('message');
  });
});
