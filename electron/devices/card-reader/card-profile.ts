/**
 * What differs from one generation of the card to the next: identifiers, PIN policy, algorithm. The card announced for
 * 2026 (two PINs, ECDSA P-384) becomes a second profile; the flow does not change.
 */
export interface CardProfile {
  /** Application identifier of the JPKI application. */
  readonly application: Uint8Array;
  /** Elementary files of the user authentication key pair. */
  readonly files: { readonly certificate: number; readonly key: number; readonly pin: number };
  readonly pin: { readonly length: number; readonly tries: number };
  readonly signature: {
    readonly digest: 'sha256';
    /** DER in front of the digest: the DigestInfo of RFC 8017, 9.2, which the card pads and signs. */
    readonly digestInfo: Uint8Array;
    /** Bytes of a signature. */
    readonly length: number;
  };
  /** A certificate that says it is longer is nonsense, bytes. Real ones are under 2,000. */
  readonly longestCertificate: number;
}

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** The My Number card since 2016: RSA-2048, a PIN of 4 digits with 3 tries. */
export const cardOf2016: CardProfile = {
  application: bytes('d392f000260100000001'),
  files: { certificate: 0x000a, key: 0x0017, pin: 0x0018 },
  pin: { length: 4, tries: 3 },
  signature: {
    digest: 'sha256',
    digestInfo: bytes('3031300d060960864801650304020105000420'),
    length: 256,
  },
  longestCertificate: 4096,
};
