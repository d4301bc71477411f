import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readCertificateFields } from '../../../issuing-center/pki/certificate-fields.ts';
import * as der from '../../../shared/der-writer.ts';
import type { Instant } from '../../../shared/dates.ts';
import { makeKeyPair } from '../test-ca/key-pairs.ts';
import type { Authority } from '../test-ca/authorities.ts';
import { extension, writeCertificate } from '../test-ca/certificate-writer.ts';
import { reasonCodes, type Revocation } from '../test-ca/register.ts';
import { keyIdentifier, signed } from '../test-ca/signing.ts';

/** A key that signs answers in an authority's name, with the certificate (DER) the authority gave it. */
export interface OcspSigner {
  readonly privateKey: KeyObject;
  readonly certificate: Uint8Array;
}

export interface OcspSignerContent {
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** Whether its certificate permits it to sign OCSP answers. */
  readonly forOcsp: boolean;
  /** Whether its certificate says that its own revocation need not be checked. */
  readonly noCheck: boolean;
}

/** Delegates signing to a new P-384 key, whatever kind of key the authority has (RFC 6960, 4.2.2.2). */
export async function makeOcspSigner(authority: Authority, content: OcspSignerContent): Promise<OcspSigner> {
  const { publicKey, privateKey } = await makeKeyPair('ec-p384');
  const more = [
    ...(content.forOcsp ? [extension('2.5.29.37', der.sequence(der.oid('1.3.6.1.5.5.7.3.9')))] : []),
    ...(content.noCheck ? [extension('1.3.6.1.5.5.7.48.1.5', der.nothing())] : []),
  ];
  const certificate = writeCertificate(
    {
      ...{ publicKey, notBefore: content.notBefore, notAfter: content.notAfter, more },
      subject: [
        { type: 'C', value: 'JP' },
        { type: 'CN', value: 'TEST OCSP responder' },
      ],
      ...{ keyUsage: ['digitalSignature'], authority: false, policy: null, otherNames: [] },
    },
    authority,
  );
  return { privateKey, certificate };
}

export interface OcspAnswer {
  /** The whole certificate identifier of the request, DER. */
  readonly certId: Uint8Array;
  readonly status: 'good' | 'unknown' | Revocation;
  readonly nonce: Uint8Array | null;
  readonly producedAt: Instant;
  readonly thisUpdate: Instant;
  readonly nextUpdate: Instant;
  readonly more?: readonly Uint8Array[];
}

/** Writes a successful answer about one certificate, version 1 (RFC 6960, 4.2), with its signer's certificate. DER. */
export function writeOcspAnswer(answer: OcspAnswer, signer: OcspSigner): der.Bytes {
  const extensions = [
    ...(answer.nonce ? [extension('1.3.6.1.5.5.7.48.1.2', der.octetString(answer.nonce))] : []),
    ...(answer.more ?? []),
  ];
  const body = der.sequence(
    der.explicit(2, der.octetString(keyIdentifier(createPublicKey(signer.privateKey)))),
    der.generalizedTime(answer.producedAt),
    der.sequence(
      der.sequence(
        answer.certId,
        writeStatus(answer.status),
        der.generalizedTime(answer.thisUpdate),
        der.explicit(0, der.generalizedTime(answer.nextUpdate)),
      ),
    ),
    ...(extensions.length > 0 ? [der.explicit(1, der.sequence(...extensions))] : []),
  );
  const basic = signed(body, signer.privateKey, der.explicit(0, der.sequence(signer.certificate)));
  return der.sequence(
    der.enumerated(0),
    der.explicit(0, der.sequence(der.oid('1.3.6.1.5.5.7.48.1.1'), der.octetString(basic))),
  );
}

/** A refusal to answer: 1 malformed request, 3 try later, 6 unauthorized. */
export function writeOcspRefusal(status: number): der.Bytes {
  return der.sequence(der.enumerated(status));
}

function writeStatus(status: OcspAnswer['status']): Uint8Array {
  if (status === 'good') return der.tlv(0x80);
  if (status === 'unknown') return der.tlv(0x82);
  const time = der.generalizedTime(status.at);
  if (!status.reason) return der.explicit(1, time);
  return der.explicit(1, time, der.explicit(0, der.enumerated(reasonCodes[status.reason])));
}

/** The name (whole, DER) and the public key bits whose hashes are in a certificate identifier. */
export function namesOf(authority: Authority): { name: Uint8Array; key: Uint8Array } {
  const { subject, publicKeyBits } = readCertificateFields(authority.certificate);
  return { name: subject, key: publicKeyBits };
}
