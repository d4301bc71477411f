import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { municipalityIdSchema, nonceSchema, sha256Schema, type MunicipalityId } from '../../shared/ids.ts';
import { signatureOf } from '../../simulator/authorities/test-ca/card-material.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { letOneResetPins, withPinReset } from '../../simulator/residents/pin-reset.ts';
import { openCenterServices, type CenterServices } from '../../testing/center/center-services.ts';
import { loadMunicipalities, type Municipalities } from '../municipalities/load.ts';
import { readSubject } from '../pki/certificate-subject.ts';
import { readAnchors, validateCertificate, type ValidCertificate } from '../pki/certificate.ts';
import { insertReservation } from '../store/reservations.ts';
import { ownTables, type RegisterSources } from '../registers/register-source.ts';
import { admitToNewPin } from './reset-service.ts';
import { personHash } from './same-person.ts';
import { codes } from '../../testing/municipality-codes.ts';

const now = instantInJapan(isoDate('2026-11-20'), '12:00:00');

let registers: RegisterSources = () => ownTables;
let services: CenterServices;
let municipalities: Municipalities;
let valid: ValidCertificate;
beforeAll(async () => {
  const holder = holderOf('tsukuba-single');
  services = await openCenterServices({ now: () => now }, [holder.id]);
  municipalities = letOneResetPins(await loadMunicipalities());
  const card = await services.ca.cardOf(holder);
  const anchors = readAnchors(services.ca.anchors().digitalSignature);
  const read = validateCertificate(signatureOf(card).certificate, anchors, now, 'signature');
  if (!read.ok) throw new Error(read.error);
  valid = read.value;
});
afterAll(() => services.close());

/** After a reservation by the person of the card, who lives there. */
async function admitted(municipality: MunicipalityId) {
  const subject = readSubject(valid.certificate.raw);
  if (!subject) throw new Error('a certificate without a person');
  await services.sql.query('DELETE FROM reservations');
  await insertReservation(services.sql, {
    nonce: nonceSchema.parse(randomBytes(16).toString('hex')),
    certificate: sha256Schema.parse('0'.repeat(64)),
    person: personHash(subject),
    validUntil: now + 1,
    municipality,
  });
  return admitToNewPin(services.sql, { municipalities, registers }, valid, now);
}

describe('a new PIN at a kiosk', () => {
  it('is refused where the municipality keeps its registers itself: the session does not know whom to ask', async () => {
    registers = () => ({ ...ownTables, inOwnTables: false });
    const answer = await admitted(withPinReset);
    registers = () => ownTables;
    expect(answer).toEqual({ ok: false, error: { refused: 'resetNotPossible' } });
  });

  it('is there for people of a municipality that has it', async () => {
    expect((await admitted(withPinReset)).ok).toBe(true);
  });

  it.each([codes.arakawa, codes.meguro, codes.mihon])(
    'is refused to people of one without: %s',
    async (id) => {
      expect(await admitted(municipalityIdSchema.parse(id))).toEqual({
        ok: false,
        error: { refused: 'resetNotPossible' },
      });
    },
  );

  it('is refused with a reservation of before, which does not say where its person lives', async () => {
    expect((await admitted(withPinReset)).ok).toBe(true);
    await services.sql.query('UPDATE reservations SET municipality = NULL');
    expect(await admitToNewPin(services.sql, { municipalities, registers }, valid, now)).toEqual({
      ok: false,
      error: { refused: 'resetNotPossible' },
    });
  });
});
