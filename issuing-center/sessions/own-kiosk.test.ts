import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCenterServices, type CenterServices } from '../../testing/center/center-services.ts';
import { wholeLine } from '../../testing/center/whole-line.ts';
import { askMunicipalities } from '../../testing/center/asked.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { isoDate } from '../../shared/dates.ts';
import { admissionRefusal } from '../rules/admission.ts';
import { ownKioskAt } from '../rules/own-kiosks.ts';

/* Kiosks of Miyako's own: the town hall's, on weekdays from 8:30 to 17:00, for the town's residents alone. */

const friday = (time: string) => Date.parse(`2026-11-20T${time}+09:00`);
const clock = { time: 0, now: () => clock.time };
let services: CenterServices;
beforeAll(async () => {
  // Cards are made now, and are valid from now on.
  clock.time = friday('06:30:00');
  services = await openCenterServices(clock, ['miyako', 'tsukuba-single']);
});
beforeEach(() => {
  clock.time = friday('12:00:00');
});
afterAll(async () => {
  await services.close();
});

const at = (place: string, holder = 'miyako') => services.login(holder, codes.miyako, undefined, place);

describe('a session at a kiosk of a municipality’s own', () => {
  it('serves a resident in its hours', async () => {
    clock.time = friday('16:59:59');
    const { answer } = await at('town-hall');
    expect(answer.ok && answer.value.certificates.map(({ kind }) => kind)).toContain('residenceRecord');
  });

  it.each([
    ['town-hall', '08:29:59'],
    ['town-hall', '17:00:00'],
    ['post-office-1', '08:59:59'],
    ['post-office-2', '17:00:00'],
  ])('does not begin outside them: %s at %s, when any store still serves', async (place, time) => {
    clock.time = friday(time);
    await expect(at(place)).rejects.toThrow('no session: outOfHours');
    expect((await services.login('miyako', codes.miyako)).answer.ok).toBe(true);
  });

  it('does not begin at a place that the municipality does not have', async () => {
    await expect(at('station')).rejects.toThrow('no session: serviceClosed');
    await expect(services.login('tsukuba-single', codes.tsukuba, undefined, 'town-hall')).rejects.toThrow(
      'no session: serviceClosed',
    );
  });

  it('orders nothing once the place has closed', async () => {
    clock.time = friday('16:59:00');
    const { session, answer } = await at('town-hall');
    if (!answer.ok) throw new Error(answer.error.refused);
    const record = answer.value.certificates.find(({ kind }) => kind === 'residenceRecord');
    if (!record) throw new Error('no record');
    clock.time = friday('17:00:00');
    expect(await services.order(session, [wholeLine(record)])).toEqual({
      ok: false,
      error: { refused: 'outOfHours' },
    });
  });
});

it('who has only a domicile there is served in stores, and not at a kiosk for residents alone', async () => {
  const asked = await askMunicipalities();
  const municipality = asked.of(codes.miyako);
  const kiosk = ownKioskAt(municipality, 'town-hall');
  if (!kiosk.ok) throw new Error('no such kiosk');
  const elsewhere = asked.factsOf(codes.miyako, { livesIn: codes.mihon });
  const today = isoDate('2026-11-20');
  expect(admissionRefusal(municipality, elsewhere, today)).toBeNull();
  expect(admissionRefusal(municipality, elsewhere, today, kiosk.value)).toBe('notResidentHere');
  expect(admissionRefusal(municipality, asked.factsOf(codes.miyako), today, kiosk.value)).toBeNull();
  const forAll = kiosk.value && { ...kiosk.value, residentsOnly: false };
  expect(admissionRefusal(municipality, elsewhere, today, forAll)).toBeNull();
});
