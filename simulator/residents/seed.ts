import { readAnchors, validateCertificate } from '../../issuing-center/pki/certificate.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import { saveEnrolment } from '../../issuing-center/registers/enrolments.ts';
import { saveFamilyRegister } from '../../issuing-center/registers/family-registers.ts';
import { saveHousehold, saveResident } from '../../issuing-center/registers/residents.ts';
import { saveRestriction } from '../../issuing-center/registers/restrictions.ts';
import { saveSeal } from '../../issuing-center/registers/seals.ts';
import { saveTax } from '../../issuing-center/registers/taxes.ts';
import { saveCertificate, type CertificateKey } from '../../issuing-center/registers/user-certificates.ts';
import { saveVaccination } from '../../issuing-center/registers/vaccinations.ts';
import type { Queries, Sql } from '../../issuing-center/store/sql.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { japanDate, type Clock, type Instant, type IsoDate } from '../../shared/dates.ts';
import type { TestCa } from '../authorities/test-ca/test-ca.ts';
import { enrolments } from './enrolments.ts';
import { familyRegisters } from './family-registers.ts';
import { holders, revokedHolders, type Holder } from './holders.ts';
import { changedAfterHandover, datesOfCard, withRecentChange, withRecentEntry } from './recent.ts';
import { registerHouseholds } from './residents.ts';
import { restrictions } from './restrictions.ts';
import { seals } from './seals.ts';
import { taxesOn } from './taxes/made-up-taxes.ts';
import { vaccinations } from './vaccinations.ts';

/**
 * Fills the registers of an issuing center with the made-up residents, issues cards to the holders among them and registers
 * their certificates. A second run adds what is missing and changes nothing else. It does all of it or nothing.
 * @param withCards who gets a card; by default every holder. Making keys takes most of the time.
 * @throws when a card's certificate is not valid at this clock's time, or the database fails
 */
export async function seedCenter(
  sql: Sql,
  ca: TestCa,
  clock: Clock,
  withCards: readonly Holder[] = holders,
): Promise<void> {
  await migrate(sql);
  const cards = await cardsOf(ca, clock, withCards);
  const madeUpSeals = await seals(await loadMincho());
  await sql.transaction(async (queries) => {
    await savePersons(queries, madeUpSeals, japanDate(clock.now()));
    await saveCards(queries, cards, clock.now());
  });
}

/** The part of `seedCenter` that is the same on one day wherever it is done: everybody, but no cards. */
export async function seedPersons(sql: Sql, today: IsoDate): Promise<void> {
  await migrate(sql);
  const madeUpSeals = await seals(await loadMincho());
  await sql.transaction((queries) => savePersons(queries, madeUpSeals, today));
}

/** The other part, for registers that have everybody. */
export async function seedCards(
  sql: Sql,
  ca: TestCa,
  clock: Clock,
  withCards: readonly Holder[] = holders,
): Promise<void> {
  const cards = await cardsOf(ca, clock, withCards);
  await sql.transaction((queries) => saveCards(queries, cards, clock.now()));
}

async function savePersons(
  queries: Queries,
  madeUpSeals: Awaited<ReturnType<typeof seals>>,
  today: IsoDate,
): Promise<void> {
  for (const { household, residents } of registerHouseholds) {
    await saveHousehold(queries, household);
    for (const resident of residents) await saveResident(queries, withRecentChange(resident, today));
  }
  for (const register of familyRegisters) await saveFamilyRegister(queries, withRecentEntry(register, today));
  for (const seal of madeUpSeals) await saveSeal(queries, seal);
  for (const tax of taxesOn(today)) await saveTax(queries, tax);
  for (const restriction of restrictions) await saveRestriction(queries, restriction);
  for (const vaccination of vaccinations) await saveVaccination(queries, vaccination);
}

async function saveCards(
  queries: Queries,
  cards: ReadonlyMap<string, RegisteredCard>,
  now: Instant,
): Promise<void> {
  const today = japanDate(now);
  for (const [id, { key, cardEndsOn }] of cards)
    await saveCertificate(queries, key, { resident: id, cardEndsOn, ...datesOfCard(id, today) });
  const keys = new Map([...cards].map(([id, { key }]) => [id, key]));
  for (const enrolment of enrolments(keys, now)) await saveEnrolment(queries, enrolment);
}

/** A card's certificate, and the card's own last day. */
interface RegisteredCard {
  readonly key: CertificateKey;
  readonly cardEndsOn: IsoDate;
}

/**
 * Issues the cards not issued yet, revokes those reported lost, and the signature certificates of those whose address has changed
 * since.
 */
async function cardsOf(
  ca: TestCa,
  clock: Clock,
  withCards: readonly Holder[],
): Promise<ReadonlyMap<string, RegisteredCard>> {
  const anchors = readAnchors(ca.anchors().userAuthentication);
  const cards = await Promise.all(
    withCards.map(async (holder) => ({ holder, card: await ca.cardOf(holder) })),
  );
  const registered = new Map<string, RegisteredCard>();
  for (const { holder, card } of cards) {
    if (!card.userAuthentication) throw new Error(`the card of ${holder.id} has no certificate to register`);
    const { certificate } = card.userAuthentication;
    const valid = validateCertificate(certificate, anchors, clock.now());
    if (!valid.ok) throw new Error(`the card of ${holder.id} cannot be registered: ${valid.error}`);
    registered.set(holder.id, { key: valid.value, cardEndsOn: card.endsOn });
    if (revokedHolders.includes(holder.id)) await ca.register.revoke(certificate, clock.now());
    if (changedAfterHandover(holder.id, japanDate(clock.now())) && card.digitalSignature)
      await ca.register.revoke(card.digitalSignature.certificate, clock.now(), 'affiliationChanged');
  }
  return registered;
}
