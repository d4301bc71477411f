import { check, shown, type Step } from '../../../shared/conformance/step.ts';
import type { MunicipalityId } from '../../../shared/ids.ts';
import type { Result } from '../../../shared/result.ts';
import type { Facts } from '../facts.ts';
import type { FactsRefusal } from '../register-source.ts';
import type { CertificateKey } from '../user-certificates.ts';

/** A source of one municipality, opened: what the center asks it, with the transaction that it asks in. */
export interface RegisterPort {
  readonly municipality: MunicipalityId;
  facts(key: CertificateKey, hold: boolean): Promise<Result<Facts, FactsRefusal>>;
}

/** What somebody at the municipality's window does. */
export interface RegisterHands {
  /** The certificate of somebody made up who is in the registers. */
  readonly known: CertificateKey;
  /** Stops that certificate, as for a card that was lost, or takes that back. */
  revoke(revoked: boolean): Promise<void>;
}

const atOnce = 8;
const nobody: CertificateKey = { issuerKeyId: '00', serial: '00' };

function step(
  name: string,
  expected: string,
  run: Step<RegisterPort, RegisterHands>['run'],
  needsHands = false,
): Step<RegisterPort, RegisterHands> {
  return { name, expected, needsHands, money: null, run };
}

async function factsOf(port: RegisterPort, { known }: RegisterHands, hold = false): Promise<Facts> {
  const facts = await port.facts(known, hold);
  check(facts.ok, facts.ok ? '' : `refused: ${facts.error}`);
  return facts.value;
}

/** What every source of registers has to keep. What was seen names no resident. */
export const registerSteps: readonly Step<RegisterPort, RegisterHands>[] = [
  step('a certificate that nobody has', 'is answered: unknown', async (port) => {
    const facts = await port.facts(nobody, false);
    check(!facts.ok && facts.error === 'certificateUnknown', facts.ok ? 'facts' : shown(facts.error));
  }),
  step(
    "a card's holder",
    'the facts are those of the certificate that was asked for: its resident is the holder, once in the household',
    async (port, hands) => {
      const { key, certificate, household } = await factsOf(port, hands);
      check(
        key.issuerKeyId === hands.known.issuerKeyId && key.serial === hands.known.serial,
        'facts of another certificate',
      );
      check(
        household.holder.id === certificate.resident,
        'another holder than the resident of the certificate',
      );
      const times = household.members.filter(({ id }) => id === certificate.resident).length;
      check(times === 1, `the holder is ${times} times in the household`);
      const households = new Set(household.members.map((member) => member.household));
      check(households.size === 1, `${households.size} households`);
    },
  ),
  step(
    'entries of the municipality',
    "seals, taxes, enrolments are the holder's, and they, restrictions and the family register of the municipality that was asked",
    async (port, hands) => {
      const { certificate, seals, taxes, enrolments, restrictions, familyRegister } = await factsOf(
        port,
        hands,
      );
      const own = [...seals, ...taxes, ...enrolments];
      check(
        own.every(({ resident }) => resident === certificate.resident),
        "an entry that is not the holder's",
      );
      check(
        [...own, ...restrictions, ...(familyRegister ? [familyRegister] : [])].every(
          ({ municipality }) => municipality === port.municipality,
        ),
        'an entry of another municipality',
      );
      const persons = familyRegister?.persons ?? [];
      const isIn = persons.some(({ resident, removed }) => resident === certificate.resident && !removed);
      check(familyRegister === null || isIn, 'a family register in which the holder does not stand');
    },
  ),
  step('the same question twice', 'the same answer, in the same order', async (port, hands) => {
    const [one, other] = [await factsOf(port, hands), await factsOf(port, hands)];
    check(JSON.stringify(one) === JSON.stringify(other), 'another answer');
  }),
  step(
    'the question within the issuing transaction',
    'the same answer as before it: what nobody changed, no order is refused for',
    async (port, hands) => {
      const [shownBefore, issued] = [await factsOf(port, hands), await factsOf(port, hands, true)];
      check(JSON.stringify(shownBefore) === JSON.stringify(issued), 'another answer');
    },
  ),
  step('several kiosks at once', 'each is answered what it asked for', async (port, hands) => {
    const known = JSON.stringify(await factsOf(port, hands));
    const all = await Promise.all(
      Array.from({ length: atOnce }, (_, index) => port.facts(index % 2 === 0 ? hands.known : nobody, false)),
    );
    for (const [index, facts] of all.entries())
      check(
        index % 2 === 0
          ? facts.ok && JSON.stringify(facts.value) === known
          : !facts.ok && facts.error === 'certificateUnknown',
        `question ${index + 1} had another answer`,
      );
  }),
  step(
    'a card that is stopped at the window',
    'the next question says so, and the one after it is released says that',
    async (port, hands) => {
      const before = await factsOf(port, hands);
      check(!before.certificate.revoked, 'the certificate is stopped already');
      await hands.revoke(true);
      try {
        check((await factsOf(port, hands, true)).certificate.revoked, 'the certificate is not stopped');
      } finally {
        await hands.revoke(false);
      }
      check(!(await factsOf(port, hands, true)).certificate.revoked, 'the certificate is still stopped');
    },
    true,
  ),
];
