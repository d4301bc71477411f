import { createPublicKey, generateKeyPair, randomInt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Clock, Instant, IsoDate } from '../../shared/dates.ts';
import { writeCertificate } from './certificate-writer.ts';
import type { CertificateContent, DistinguishedName, KeyUsage } from './certificate-writer.ts';
import { compactDate, sexCodes } from './card-material.ts';
import type { CardHolder, CardMaterial, CardVariant, KeyPairOnCard } from './card-material.ts';
import { loadOrMake } from './store.ts';
import type { KeyAndCertificate, Pairs } from './store.ts';
import { endOfFifthBirthday } from './validity.ts';

export { cardVariants } from './card-material.ts';
export type { CardHolder, CardMaterial, CardVariant } from './card-material.ts';

export interface TestCa {
  /** Certificates (DER) of the authorities to trust, the older generation first. */
  anchors(): { userAuthentication: Uint8Array[]; digitalSignature: Uint8Array[] };
  /** The holder's card in this variant: issued by the first call, the same from then on. */
  cardOf(holder: CardHolder, variant?: CardVariant): Promise<CardMaterial>;
}

const purposes = {
  userAuthentication: {
    unit: 'JPKI for user authentication',
    policy: '1.2.392.200149.8.5.1.3.30',
    keyUsage: ['digitalSignature'],
  },
  digitalSignature: {
    unit: 'JPKI for digital signature',
    policy: '1.2.392.200149.8.5.1.1.20',
    keyUsage: ['digitalSignature', 'contentCommitment'],
  },
} as const satisfies Record<string, { unit: string; policy: string; keyUsage: KeyUsage[] }>;
type Purpose = keyof typeof purposes;

const authorityNames = [
  'userAuthentication-1',
  'userAuthentication-2',
  'userAuthentication-foreign',
  'digitalSignature-1',
  'digitalSignature-2',
  'digitalSignature-foreign',
] as const;
type AuthorityName = (typeof authorityNames)[number];
type Generation = '1' | '2' | 'foreign';

const yearMs = 365.25 * 24 * 60 * 60 * 1000;
/** From and to, in years from the day they are made: the older generation has to cover certificates that already ended. */
const generationYears: Record<Generation, readonly [number, number]> = {
  '1': [-8, 7],
  '2': [-1, 12],
  foreign: [-1, 12],
};

/**
 * The authorities of the test world, under the real ones' names, in a folder that is made at first use. Like the real ones
 * they come in generations of the same name, which only their key identifiers tell apart. Dates follow the clock.
 * @throws when the folder cannot be read or written.
 */
export async function openTestCa(dir: string, clock: Clock): Promise<TestCa> {
  const authorities = await loadOrMake(join(dir, 'authorities'), authorityNames, () =>
    makeAuthorities(clock.now()),
  );
  const under = (purpose: Purpose, generation: Generation): KeyAndCertificate =>
    authorities[`${purpose}-${generation}`];

  async function issue(holder: CardHolder, variant: CardVariant): Promise<Pairs<Purpose>> {
    const { issued, generation } = circumstances(variant, holder, clock.now());
    const notAfter = endOfFifthBirthday(holder.birthDate, issued);
    const make = async (purpose: Purpose): Promise<KeyAndCertificate> => {
      const { publicKey, privateKey } = await rsaKeyPair();
      const authority = under(purpose, generation);
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
        {
          name: authorityName(purpose),
          publicKey: createPublicKey(authority.privateKey),
          privateKey: authority.privateKey,
        },
      );
      return { privateKey, certificate };
    };
    return {
      userAuthentication: await make('userAuthentication'),
      digitalSignature: await make('digitalSignature'),
    };
  }

  return {
    anchors: () => ({
      userAuthentication: [
        under('userAuthentication', '1').certificate,
        under('userAuthentication', '2').certificate,
      ],
      digitalSignature: [
        under('digitalSignature', '1').certificate,
        under('digitalSignature', '2').certificate,
      ],
    }),
    async cardOf(holder, variant = 'normal') {
      if (!/^[a-z0-9-]{1,40}$/.test(holder.id))
        throw new Error('the id of a card holder: a-z, 0-9 and hyphens');
      const { generation } = circumstances(variant, holder, clock.now());
      const pairs = await loadOrMake(
        join(dir, 'cards', `${holder.id}.${variant}`),
        ['userAuthentication', 'digitalSignature'],
        () => issue(holder, variant),
      );
      const onCard = (purpose: Purpose): KeyPairOnCard => ({
        ...pairs[purpose],
        authority: under(purpose, generation).certificate,
      });
      return {
        holder,
        userAuthentication: variant === 'noUserAuthentication' ? null : onCard('userAuthentication'),
        digitalSignature: onCard('digitalSignature'),
        signaturePassword: 'KOMADO2026',
      };
    },
  };
}

/** When a card of this variant is issued, and by which generation. Holders are spread over both that are trusted. */
function circumstances(
  variant: CardVariant,
  holder: CardHolder,
  now: Instant,
): { issued: Instant; generation: Generation } {
  const sum = Buffer.from(holder.id).reduce((total, letter) => total + letter, 0);
  const generation = sum % 2 === 0 ? '1' : '2';
  switch (variant) {
    case 'normal':
    case 'noUserAuthentication':
      return { issued: now, generation };
    case 'expired':
      return { issued: now - 6 * yearMs, generation: '1' };
    case 'notYetValid':
      return { issued: now + yearMs, generation: '2' };
    case 'foreignIssuer':
      return { issued: now, generation: 'foreign' };
  }
}

async function makeAuthorities(now: Instant): Promise<Pairs<AuthorityName>> {
  const make = async (purpose: Purpose, generation: Generation): Promise<KeyAndCertificate> => {
    const { publicKey, privateKey } = await rsaKeyPair();
    const name = authorityName(purpose);
    const [from, to] = generationYears[generation];
    const content: CertificateContent = {
      subject: name,
      publicKey,
      notBefore: now + from * yearMs,
      notAfter: now + to * yearMs,
      keyUsage: ['keyCertSign', 'cRLSign'],
      authority: true,
      policy: null,
      otherNames: [],
    };
    return { privateKey, certificate: writeCertificate(content, { name, publicKey, privateKey }) };
  };
  return {
    'userAuthentication-1': await make('userAuthentication', '1'),
    'userAuthentication-2': await make('userAuthentication', '2'),
    'userAuthentication-foreign': await make('userAuthentication', 'foreign'),
    'digitalSignature-1': await make('digitalSignature', '1'),
    'digitalSignature-2': await make('digitalSignature', '2'),
    'digitalSignature-foreign': await make('digitalSignature', 'foreign'),
  };
}

function authorityName(purpose: Purpose): DistinguishedName {
  return [
    { type: 'C', value: 'JP' },
    { type: 'O', value: 'JPKI' },
    { type: 'OU', value: purposes[purpose].unit },
    { type: 'OU', value: 'Japan Agency for Local Authority Information Systems' },
  ];
}

/** A name that says nothing of its bearer: the moment of issue and a random number. */
function serialName(issued: Instant): string {
  const moment = new Date(issued).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
  return `TEST${moment}${String(randomInt(10 ** 9)).padStart(9, '0')}`;
}

const personalNamesRoot = '1.2.392.200149.8.5.5';

/** What the signature certificate says of the person. Of the address's number the sources differ (5 or 6): 5 here. */
function personalNames(holder: CardHolder): { oid: string; value: string }[] {
  return [
    { oid: `${personalNamesRoot}.1`, value: holder.name },
    { oid: `${personalNamesRoot}.3`, value: sexCodes[holder.sex] },
    { oid: `${personalNamesRoot}.4`, value: `${eraCode(holder.birthDate)}${compactDate(holder.birthDate)}` },
    { oid: `${personalNamesRoot}.5`, value: holder.address },
  ];
}

function eraCode(date: IsoDate): string {
  const begins = ['1868-01-25', '1912-07-30', '1926-12-25', '1989-01-08', '2019-05-01'];
  return String(begins.filter((begin) => date >= begin).length);
}

const generateKeys = promisify(generateKeyPair);

async function rsaKeyPair(): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  return generateKeys('rsa', { modulusLength: 2048 });
}
