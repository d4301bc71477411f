import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok } from '../shared/result.ts';
import { choosePlace, driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { scriptedResident } from '../testing/scripted/scripted-ports.ts';
import { deliver } from './deliver.ts';

let driver: KioskDriver;

beforeEach(async () => {
  driver = driveKiosk();
  await settle();
  await driver.wish({ type: 'start' }, { type: 'openCertificates' }, { type: 'consent' });
  await driver.wish({ type: 'chooseWhose', whose: 'home' }, choosePlace);
  expect(driver.kind()).toBe('offers');
});
afterEach(() => {
  driver.kiosk.stop();
});

async function throughPin(): Promise<void> {
  driver.world.setCard('present');
  await settle();
  await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
  driver.world.setCard('absent');
  await settle();
}

it('what was chosen among the offers is not asked for again after the PIN', async () => {
  await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' });
  expect(driver.kind()).toBe('setCard');
  await throughPin();
  expect(driver.screen().body).toMatchObject({ kind: 'summary', certificate: { kind: 'residenceRecord' } });
  // Whoever has changed their mind finds the others.
  await driver.wish({ type: 'back' });
  expect(driver.kind()).toBe('certificate');
  await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' });
  expect(driver.kind()).toBe('summary');
});

it('what this resident cannot take is asked again, with the reason', async () => {
  driver.world.login = () =>
    Promise.resolve(
      ok({
        ...scriptedResident,
        certificates: scriptedResident.certificates.filter(({ kind }) => kind !== 'residenceRecord'),
        unavailable: [{ kind: 'residenceRecord', unavailable: 'notAvailable' }],
      }),
    );
  await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' });
  await throughPin();
  expect(driver.screen().body).toMatchObject({
    kind: 'certificate',
    unavailable: [{ kind: 'residenceRecord' }],
  });
});

it('nothing is chosen by going on, nor what is not offered', async () => {
  expect(deliver(driver.kiosk, { type: 'chooseCertificate', kind: 'vaccination' })).toBe('not-now');
  await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' }, { type: 'back' });
  await driver.wish({ type: 'offersSeen' });
  await throughPin();
  expect(driver.kind()).toBe('certificate');
});
