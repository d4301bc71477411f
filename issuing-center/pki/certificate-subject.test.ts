import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/dates.ts';
import { writeCertificate } from '../../simulator/authorities/test-ca/certificate-writer.ts';
import { openTemporaryCa, otherSampleHolder, sampleHolder } from '../../testing/temporary-ca.ts';
import type { TestCa } from '../../simulator/authorities/test-ca/test-ca.ts';
import { birthOnCard } from '../../shared/register-date.ts';
import { readSubject } from './certificate-subject.ts';
import { signatureOf } from '../../simulator/authorities/test-ca/card-material.ts';

let ca: TestCa;
let close: () => Promise<void>;

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ca = temporary.ca;
  close = () => temporary.remove();
});
afterAll(() => close());

const root = '1.2.392.200149.8.5.5';
const person: Readonly<Record<string, string>> = {
  [`${root}.1`]: '見本　花子',
  [`${root}.3`]: '2',
  [`${root}.4`]: '319800305',
  [`${root}.5`]: '見本県見本市一丁目1番1号',
};

function certificateWith(otherNames: readonly { oid: string; value: string }[]): Uint8Array {
  const [authority] = ca.authorities();
  if (!authority) throw new Error('no authority');
  return writeCertificate(
    {
      ...{ subject: [{ type: 'CN', value: 'TEST' }], authority: false, policy: null },
      ...{ notBefore: systemClock.now(), notAfter: systemClock.now() + 1000 },
      ...{ keyUsage: ['digitalSignature'], otherNames },
      publicKey: createPublicKey(authority.privateKey),
    },
    authority,
  );
}

function withNames(names: Readonly<Record<string, string>>): Uint8Array {
  return certificateWith(Object.entries(names).map(([oid, value]) => ({ oid, value })));
}

describe('the person of a signature certificate', () => {
  it.each(['rsa-2048', 'ec-p384'] as const)('is the holder (%s)', async (algorithm) => {
    for (const holder of [sampleHolder, otherSampleHolder]) {
      const { digitalSignature, userAuthentication } = await ca.cardOf(holder, { algorithm });
      const { name, birthDate, sex, address } = holder;
      expect(readSubject(digitalSignature?.certificate ?? new Uint8Array())).toEqual({
        ...{ name, sex, address },
        birthDate: birthOnCard(birthDate),
      });
      expect(readSubject(userAuthentication?.certificate ?? new Uint8Array())).toBeNull();
    }
  });

  it('may have no known sex', () => {
    expect(readSubject(withNames({ ...person, [`${root}.3`]: '3' }))).toMatchObject({ sex: null });
  });

  it.each(['19450000', '19450800', '00000000'])(
    'may have a birth that is not known whole: %s',
    (birthDate) => {
      expect(readSubject(withNames({ ...person, [`${root}.4`]: `3${birthDate}` }))).toMatchObject({
        birthDate,
      });
    },
  );

  it.each([
    ['no name', { [`${root}.1`]: '' }],
    ['a sex of another number', { [`${root}.3`]: '4' }],
    ['a day of a month that is not known', { [`${root}.4`]: '319800005' }],
    ['a month of a year that is not known', { [`${root}.4`]: '000000300' }],
    ['a thirteenth month', { [`${root}.4`]: '319801300' }],
    ['a birth date without an era', { [`${root}.4`]: '19800305' }],
    ['31 April', { [`${root}.4`]: '319800431' }],
    ['no address', { [`${root}.5`]: '' }],
  ])('is nobody with %s', (_, changed) => {
    expect(readSubject(withNames(person))).not.toBeNull();
    expect(readSubject(withNames({ ...person, ...changed }))).toBeNull();
  });

  it('is nobody when one of the four is missing or appears twice', () => {
    const names = Object.entries(person).map(([oid, value]) => ({ oid, value }));
    for (const one of names) {
      expect(readSubject(certificateWith(names.filter((name) => name !== one)))).toBeNull();
      expect(readSubject(certificateWith([...names, one]))).toBeNull();
    }
  });

  it('never throws, whatever the bytes are', async () => {
    const { certificate } = signatureOf(await ca.cardOf(sampleHolder));
    fc.assert(
      fc.property(fc.nat(certificate.length - 1), fc.nat(255), (at, value) => {
        readSubject(certificate.map((byte, index) => (index === at ? value : byte)));
        expect(readSubject(certificate.subarray(0, at))).toBeNull();
      }),
    );
  });
});
