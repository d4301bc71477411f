import { randomInt, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { japanDate, type Clock, type Instant } from '../../../shared/dates.ts';
import { openAuthorities, purposes, trustedGenerations } from './authorities.ts';
import type { Authority, Generation, Purpose } from './authorities.ts';
import { writeCertificate } from './certificate-writer.ts';
import type {
  CardHolder,
  CardOrder,
  CardVariant,
  IssuedCard,
  KeyAlgorithm,
  KeyPairOnCard,
} from './card-material.ts';
import { makeKeyPair } from './key-pairs.ts';
import { personalNames } from './personal-names.ts';
import { openRegister } from './register.ts';
import type { IssuedRegister } from './register.ts';
import { loadOrMake } from './store.ts';
import type { KeyAndCertificate, Pairs } from './store.ts';
import { endOfCard, endOfCertificate, endOfDay, maySign } from './validity.ts';

export { cardVariants } from './card-material.ts';
export type { CardHolder, CardMaterial, CardOrder, CardVariant, IssuedCard } from './card-material.ts';
export type { Authority } from './authorities.ts';

export interface TestCa {
  /** Certificates (DER) of the authorities to trust, oldest generation first; the last is for the next card. */
  anchors(): { userAuthentication: Uint8Array[]; digitalSignature: Uint8Array[] };
  /** The trusted authorities with their keys, for signing OCSP answers and CRLs. */
  authorities(): readonly Authority[];
  /** The authority for that purpose that has the right name but that nobody trusts. */
  foreignAuthority(purpose: Purpose): Authority;
  /** What was issued, and what was revoked. */
  readonly register: IssuedRegister;
  /**
   * The holder's card of this order (a variant alone is an order with nothing else): issued by the first call, the same from
   * then on. A renewal does not revoke what came before it; `register.revoke` does.
   */
  cardOf(holder: CardHolder, order?: CardVariant | CardOrder): Promise<IssuedCard>;
}

/** What is kept of a card that was issued. */
type CardPairs = Pairs<'userAuthentication'> & Partial<Pairs<'digitalSignature'>>;

const yearMs = 365.25 * 24 * 60 * 60 * 1000;

/**
 * The authorities of the test world, under the real names, in a folder made at first use. Like the real ones they come in
 * generations of the same name that only key identifiers tell apart. Dates follow the clock.
 * @throws when the folder cannot be read or written
 */
export async function openTestCa(dir: string, clock: Clock): Promise<TestCa> {
  const under = await openAuthorities(dir, clock.now());
  const register = openRegister(join(dir, 'register'));
  const trusted = (purpose: Purpose): Authority[] =>
    trustedGenerations.map((generation) => under(purpose, generation));

  /** Makes keys and a certificate for a card of this order, issued now. */
  function issuer(
    holder: CardHolder,
    order: Required<CardOrder>,
  ): (purpose: Purpose) => Promise<KeyAndCertificate> {
    const { issued, generation } = circumstances(holder, order, clock.now());
    const issuedOn = japanDate(issued);
    const notAfter = endOfDay(endOfCertificate(holder, issuedOn, endOfCard(holder, issuedOn)));
    return async (purpose) => {
      const { publicKey, privateKey } = await makeKeyPair(order.algorithm);
      const certificate = writeCertificate(
        {
          ...{ publicKey, notBefore: issued, notAfter, authority: false },
          subject: [
            { type: 'C', value: 'JP' },
            { type: 'CN', value: serialName(issued) },
          ],
          keyUsage: purposes[purpose].keyUsage,
          policy: purposes[purpose].policy,
          otherNames: purpose === 'digitalSignature' ? personalNames(holder) : [],
        },
        under(purpose, generation),
      );
      return { privateKey, certificate };
    };
  }

  /** Loads what is on a card from its folder, or makes it. No signature certificate is issued to somebody under 15. */
  async function pairsOf(holder: CardHolder, order: Required<CardOrder>): Promise<CardPairs> {
    const folder = join(dir, 'cards', folderName(holder, order));
    const make = issuer(holder, order);
    const issuedWithoutSignature = existsSync(folder) && !existsSync(join(folder, 'digitalSignature.cer'));
    const { issued } = circumstances(holder, order, clock.now());
    if (issuedWithoutSignature || !maySign(holder, japanDate(issued)))
      return loadOrMake(folder, ['userAuthentication'], async () => ({
        userAuthentication: await make('userAuthentication'),
      }));
    return loadOrMake(folder, ['userAuthentication', 'digitalSignature'], async () => ({
      userAuthentication: await make('userAuthentication'),
      digitalSignature: await make('digitalSignature'),
    }));
  }

  return {
    anchors: () => ({
      userAuthentication: trusted('userAuthentication').map(({ certificate }) => certificate),
      digitalSignature: trusted('digitalSignature').map(({ certificate }) => certificate),
    }),
    authorities: () => [...trusted('userAuthentication'), ...trusted('digitalSignature')],
    foreignAuthority: (purpose) => under(purpose, 'foreign'),
    register,
    async cardOf(holder, asked = {}) {
      const order = { ...usualOrder, ...(typeof asked === 'string' ? { variant: asked } : asked) };
      const { userAuthentication, digitalSignature } = await pairsOf(holder, order);
      const { generation } = circumstances(holder, order, clock.now());
      const onCard = (purpose: Purpose, pair: KeyAndCertificate): KeyPairOnCard => ({
        ...pair,
        authority: under(purpose, generation).certificate,
      });
      await register.issued(userAuthentication.certificate);
      if (digitalSignature) await register.issued(digitalSignature.certificate);
      const issuedOn = japanDate(new X509Certificate(userAuthentication.certificate).validFromDate.getTime());
      return {
        holder,
        algorithm: order.algorithm,
        userAuthentication:
          order.variant === 'noUserAuthentication' ? null : onCard('userAuthentication', userAuthentication),
        digitalSignature: digitalSignature ? onCard('digitalSignature', digitalSignature) : null,
        signaturePassword: 'KOMADO2026',
        endsOn: endOfCard(holder, issuedOn),
      };
    },
  };
}

const usualOrder: Required<CardOrder> = { variant: 'normal', algorithm: 'rsa-2048', renewal: 0 };

function folderName({ id }: CardHolder, { variant, algorithm, renewal }: Required<CardOrder>): string {
  if (!/^[a-z0-9-]{1,40}$/.test(id))
    throw new Error('the id of a card holder: 1 to 40 of a-z, 0-9 and hyphens');
  if (!Number.isSafeInteger(renewal) || renewal < 0) throw new Error('renewals are counted from 0');
  const parts = [id, variant, ...(algorithm === usualOrder.algorithm ? [] : [algorithm])];
  return [...parts, ...(renewal === 0 ? [] : [`renewal-${String(renewal)}`])].join('.');
}

/** When a card of this order is issued, and by which generation. RSA cards are spread over both RSA generations. */
function circumstances(
  holder: CardHolder,
  { variant, algorithm }: Required<CardOrder>,
  now: Instant,
): { issued: Instant; generation: Generation } {
  const sum = Buffer.from(holder.id).reduce((total, letter) => total + letter, 0);
  const rsaGeneration = sum % 2 === 0 ? '1' : '2';
  const of = (generation: Generation): Generation => (isNext(algorithm) ? '3' : generation);
  switch (variant) {
    case 'normal':
    case 'noUserAuthentication':
      return { issued: now, generation: of(rsaGeneration) };
    case 'expired':
      return { issued: now - 6 * yearMs, generation: of('1') };
    case 'notYetValid':
      return { issued: now + yearMs, generation: of('2') };
    case 'foreignIssuer':
      return { issued: now, generation: 'foreign' };
  }
}

function isNext(algorithm: KeyAlgorithm): boolean {
  return algorithm === 'ec-p384';
}

/** A name that says nothing of the holder: the moment of issue and a random number. */
function serialName(issued: Instant): string {
  const moment = new Date(issued).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
  return `TEST${moment}${String(randomInt(10 ** 9)).padStart(9, '0')}`;
}
