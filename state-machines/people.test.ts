import { expect, it } from 'vitest';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import type { Presence } from './room-ports.ts';
import { canTake } from './deliver.ts';

async function sense({ world }: KioskDriver, presence: Presence): Promise<void> {
  world.room.sense(presence);
  await settle();
}

it('hides what is personal at once when nobody is there, and shows it as soon as somebody is', async () => {
  const driver = driveKiosk();
  await driver.toCertificate();
  await sense(driver, 'somebody');
  expect(driver.screen().overlay).toBeNull();
  await sense(driver, 'nobody');
  expect(driver.screen().overlay).toEqual({ kind: 'nobodyHere' });
  expect(canTake(driver.kiosk, { type: 'chooseCertificate', kind: 'residenceRecord' })).toBe(false);
  await sense(driver, 'somebody');
  expect(driver.screen().overlay).toBeNull();
});

it('believes a hand more than the sensor', async () => {
  const driver = driveKiosk();
  await driver.toCertificate();
  await sense(driver, 'nobody');
  await driver.wish({ type: 'touched' });
  expect(driver.screen().overlay).toBeNull();
  await sense(driver, 'nobody');
  await driver.wish({ type: 'carryOn' });
  expect(driver.screen().overlay).toBeNull();
});

it('hides nothing without a sensor, or when it no longer answers', async () => {
  const driver = driveKiosk();
  await driver.toCertificate();
  expect(driver.screen().overlay).toBeNull();
  await sense(driver, 'nobody');
  await sense(driver, 'unknown');
  expect(driver.screen().overlay).toBeNull();
});

it('goes on saying where the card is to be taken while somebody bends down for it', async () => {
  const driver = driveKiosk();
  await driver.toPin();
  await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
  expect(driver.kind()).toBe('takeCard');
  await sense(driver, 'nobody');
  expect(driver.screen().overlay).toBeNull();
  driver.world.setCard('absent');
  await settle();
  expect(driver.kind()).toBe('certificate');
  expect(driver.screen().overlay).toEqual({ kind: 'nobodyHere' });
});

it('asks something else when it hides: what was pressed for the hidden screen answers nothing', async () => {
  const driver = driveKiosk();
  await driver.toCertificate();
  const { viewOf } = await import('./view.ts');
  const before = viewOf(driver.kiosk.getSnapshot()).question;
  await sense(driver, 'nobody');
  expect(viewOf(driver.kiosk.getSnapshot()).question).not.toBe(before);
  await sense(driver, 'somebody');
  expect(viewOf(driver.kiosk.getSnapshot()).question).toBe(before);
});
