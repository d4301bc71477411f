import type { CardModel, SecretRule } from '../../../state-machines/ports.ts';
import { pinRule } from '../pin-pad/pin-pad.ts';

/** One of the two key pairs of a card. */
export interface KeyProfile {
  /** Elementary files: the certificate, the private key, the secret that unlocks the key. */
  readonly files: { readonly certificate: number; readonly key: number; readonly secret: number };
  readonly secret: SecretRule;
  /** When the certificate can be read: always, or only after VERIFY. */
  readonly certificate: 'always' | 'afterVerify';
}

/** How a key of the card signs. */
export interface SignatureProfile {
  readonly digest: 'sha256' | 'sha384';
  /** What precedes the digest in the command's data. */
  readonly prefix: Uint8Array;
  /** Bytes of a signature. */
  readonly length: number;
}

/** What differs from one card to the next: identifiers, files, secrets, algorithm, order. The flow is the same for all. */
export interface CardProfile {
  readonly model: CardModel;
  /** Application identifier of the JPKI application. */
  readonly application: Uint8Array;
  /** Token label in EF 0006, without the spaces that fill the file. */
  readonly label: string;
  readonly userAuthentication: KeyProfile;
  readonly digitalSignature: KeyProfile;
  readonly signature: SignatureProfile;
  /** A certificate that claims to be longer is nonsense, bytes. Real ones are under 2,000. */
  readonly longestCertificate: number;
}

/** Files that are in the same place in every profile. */
export const commonFiles = { label: 0x0006, signatureAuthority: 0x0002 } as const;

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

const signaturePassword: SecretRule = { characters: 'capitals', least: 6, most: 16, tries: 5 };

/** The My Number card since 2016: RSA-2048 over a DigestInfo, which the card pads (RFC 8017, 9.2). */
export const cardOf2016: CardProfile = {
  model: 'card2016',
  application: bytes('d392f000260100000001'),
  label: 'JPKIAPICCTOKEN2',
  userAuthentication: {
    files: { certificate: 0x000a, key: 0x0017, secret: 0x0018 },
    secret: pinRule,
    certificate: 'always',
  },
  digitalSignature: {
    files: { certificate: 0x0001, key: 0x001a, secret: 0x001b },
    secret: signaturePassword,
    certificate: 'afterVerify',
  },
  signature: {
    digest: 'sha256',
    prefix: bytes('3031300d060960864801650304020105000420'),
    length: 256,
  },
  longestCertificate: 4096,
};

/**
 * The certificates on an Android phone: the same application in its secure element, but the user authentication certificate
 * can be read only after VERIFY. The holder may have unlocked the key by fingerprint on the phone: then an empty VERIFY
 * answers 9000 instead of the tries left, which counts as all of them; the PIN is sent all the same, because the kiosk has
 * to make sure that the holder knows it.
 */
export const androidPhone: CardProfile = {
  ...cardOf2016,
  model: 'android',
  label: 'JPKIAPGPSETOKEN',
  userAuthentication: { ...cardOf2016.userAuthentication, certificate: 'afterVerify' },
};

/**
 * The card announced for 2026: ECDSA on P-384, one PIN for user authentication and card surface, one password for the
 * signature. Its interface is not published. Assumed here, and to be replaced once it is: an unregistered application
 * identifier (ISO/IEC 7816-4, it begins with F) and the label, both invented by this project; today's files; the bare digest
 * as the data of the signature command, r and s side by side as its answer.
 */
export const nextCard: CardProfile = {
  ...cardOf2016,
  model: 'nextCard',
  application: bytes('f04b4f4d41444f0201'),
  label: 'JPKIAPNEXTTOKEN',
  signature: { digest: 'sha384', prefix: new Uint8Array(), length: 96 },
};

/** Of several profiles with the same application, the first is used for an unknown label. */
export const cardProfiles: readonly CardProfile[] = [cardOf2016, androidPhone, nextCard];
