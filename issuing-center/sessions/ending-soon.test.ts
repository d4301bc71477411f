import { afterAll, beforeAll, expect, it } from 'vitest';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { openCenterServices, type CenterServices } from '../../testing/center/center-services.ts';
import { loadMunicipalities } from '../municipalities/load.ts';
import { readAnchors, validateCertificate } from '../pki/certificate.ts';
import { admitToEnrolment } from '../services/enrolment.ts';

const issued = Date.parse('2026-11-20T12:00:00+09:00');
const clock = { at: issued, now: () => clock.at };
let services: CenterServices;
beforeAll(async () => {
  services = await openCenterServices(clock, [
    'tsukuba-family',
    'meguro-fourteen',
    'arakawa-foreign',
    'minato-mixed',
  ]);
});
afterAll(() => services.close());

it.each([
  // Born on 1985-04-12: the certificate ends with the birthday of 2031, the card five years later.
  ['tsukuba-family', '2026-11-20', null],
  ['tsukuba-family', '2031-01-12', null],
  ['tsukuba-family', '2031-01-13', { what: 'certificate', lastDay: '2031-04-12' }],
  ['tsukuba-family', '2031-04-12', { what: 'certificate', lastDay: '2031-04-12' }],
  // A card issued at 14 ends together with its certificate.
  ['meguro-fourteen', '2031-10-01', { what: 'card', lastDay: '2031-11-01' }],
  // Stays until then.
  ['arakawa-foreign', '2028-12-28', null],
  ['arakawa-foreign', '2029-02-01', { what: 'stay', lastDay: '2029-03-31' }],
  ['minato-mixed', '2030-09-30', { what: 'stay', lastDay: '2030-09-30' }],
])('%s, logged in on %s, is told %j', async (id, day, told) => {
  clock.at = Date.parse(`${day}T12:00:00+09:00`);
  const { answer } = await services.login(id);
  expect(answer).toMatchObject({ ok: true, value: { endingSoon: told } });
});

it.each([
  ['2031-01-12', null],
  ['2031-01-13', { what: 'certificate', lastDay: '2031-04-12' }],
])('whoever enrols for a domicile on %s is told %j: the renewal ends the enrolment', async (day, told) => {
  const now = Date.parse(`${day}T12:00:00+09:00`);
  const municipality = (await loadMunicipalities()).get(municipalityIdSchema.parse('tsukuba'));
  const { userAuthentication } = await services.ca.cardOf(holderOf('tsukuba-family'));
  if (!municipality || !userAuthentication) throw new Error('no sample card');
  const anchors = readAnchors(services.ca.anchors().userAuthentication);
  const valid = validateCertificate(userAuthentication.certificate, anchors, now);
  if (!valid.ok) throw new Error(valid.error);
  expect(await admitToEnrolment(services.sql, municipality, valid.value, now)).toMatchObject({
    value: { answer: { value: { service: 'enrolment', endingSoon: told } } },
  });
});

it('nobody who is refused is told', async () => {
  clock.at = Date.parse('2026-11-20T12:00:00+09:00');
  expect((await services.login('meguro-fourteen')).answer).toEqual({
    ok: false,
    error: { refused: 'tooYoung' },
  });
});
