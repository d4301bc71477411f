import { z } from 'zod';
import { readExtensions } from '../../issuing-center/pki/extensions.ts';
import { X509Certificate } from 'node:crypto';
import type { Sql } from '../../issuing-center/store/sql.ts';
import type { Instant } from '../../shared/dates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { saveCertificate } from '../../issuing-center/registers/user-certificates.ts';
import { purposes } from '../authorities/test-ca/authorities.ts';
import { writeCertificate } from '../authorities/test-ca/certificate-writer.ts';
import { makeKeyPair } from '../authorities/test-ca/key-pairs.ts';
import type { TestCa } from '../authorities/test-ca/test-ca.ts';
import type { FleetPeople } from './fleet-files.ts';

const keysOfCards = 16;
const dayMs = 86_400_000;

const residentRows = z.array(
  z.object({ id: z.string(), municipality: municipalityIdSchema, name: z.string(), address: z.string() }),
);

/**
 * Gives cards to some residents of the registers whom every municipality serves: adults without a restriction who have not moved. The
 * same registers give the same residents, spread over all of them.
 * @throws when there are fewer than that
 */
export async function giveCards(
  sql: Sql,
  ca: TestCa,
  count: number,
  now: Instant,
): Promise<{ readonly people: FleetPeople; readonly cardKeys: readonly string[] }> {
  const residents = residentRows.parse(
    await sql.query(
      `SELECT r.id, h.municipality, r.name, h.address
       FROM residents r JOIN households h ON h.id = r.household
       WHERE NOT r.moved_out AND NOT r.move_out_filed AND NOT r.foreign_resident
         AND r.birth_date < '2000-01-01' AND r.my_number IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM residents o WHERE o.household = r.household AND o.move_out_filed)
         AND NOT EXISTS (SELECT 1 FROM restrictions x JOIN residents o ON o.id = x.resident WHERE o.household = r.household)
       ORDER BY md5(r.id) LIMIT $1`,
      [count],
    ),
  );
  if (residents.length < count) throw new Error(`${residents.length} of ${count} residents can have a card`);
  const keys = await Promise.all(Array.from({ length: keysOfCards }, () => makeKeyPair('rsa-2048')));
  const issuers = ca
    .authorities()
    .filter(({ purpose, generation }) => purpose === 'userAuthentication' && generation !== '3');
  const people: FleetPeople = [];
  await sql.transaction(async (queries) => {
    for (const [index, { id, municipality, name, address }] of residents.entries()) {
      const key = index % keys.length;
      const [pair, issuer] = [keys[key], issuers[index % issuers.length]];
      if (pair === undefined || issuer === undefined) throw new Error('no key, or no authority');
      const certificate = writeCertificate(
        {
          ...{ publicKey: pair.publicKey, notBefore: now - 30 * dayMs, notAfter: now + 1000 * dayMs },
          subject: [
            { type: 'C', value: 'JP' },
            { type: 'CN', value: `TEST${String(now)}${String(index).padStart(9, '0')}` },
          ],
          ...{ keyUsage: purposes.userAuthentication.keyUsage, policy: purposes.userAuthentication.policy },
          ...{ authority: false, otherNames: [] },
        },
        issuer,
      );
      await ca.register.issued(certificate);
      const issuerKeyId = readExtensions(certificate).authorityKeyId;
      if (issuerKeyId === null) throw new Error('a certificate without its issuer');
      const serial = new X509Certificate(certificate).serialNumber.toLowerCase();
      await saveCertificate(queries, { issuerKeyId, serial }, { resident: id });
      people.push({
        ...{ municipality, name, address, key },
        certificate: Buffer.from(certificate).toString('base64'),
      });
    }
  });
  const cardKeys = keys.map(({ privateKey }) =>
    privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  );
  return { people, cardKeys };
}
