import { migrate } from '../../issuing-center/store/migrate.ts';
import { readAnchors, validateCertificate } from '../../issuing-center/login/certificate.ts';
import { saveCertificate, saveHousehold, saveResident } from '../../issuing-center/store/registers.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import type { Clock } from '../../shared/dates.ts';
import type { TestCa } from '../test-ca/test-ca.ts';
import { holders, revokedHolders } from './holders.ts';
import { registerHouseholds } from './residents.ts';

/**
 * Fills the registers of an issuing center with the made-up residents, issues cards to the holders among them and registers
 * their certificates. A second run adds what is missing and changes nothing else. All of it or nothing.
 * @throws when a card's certificate is not valid at this clock's time, or the database fails.
 */
export async function seedCenter(sql: Sql, ca: TestCa, clock: Clock): Promise<void> {
  await migrate(sql);
  const cards = await Promise.all(holders.map(async (holder) => ({ holder, card: await ca.cardOf(holder) })));
  const anchors = readAnchors(ca.anchors().userAuthentication);
  const registered = cards.map(({ holder, card }) => {
    if (!card.userAuthentication) throw new Error(`the card of ${holder.id} has no certificate to register`);
    const valid = validateCertificate(card.userAuthentication.certificate, anchors, clock.now());
    if (!valid.ok) throw new Error(`the card of ${holder.id} cannot be registered: ${valid.error}`);
    return { id: holder.id, key: valid.value };
  });
  await sql.transaction(async (queries) => {
    for (const { household, residents } of registerHouseholds) {
      await saveHousehold(queries, household);
      for (const resident of residents) await saveResident(queries, resident);
    }
    for (const { id, key } of registered)
      await saveCertificate(queries, key, id, revokedHolders.includes(id));
  });
}
