import { createRevocationChecker, type OcspResponder, type RevocationOptions } from './checker.ts';
import type { RevocationChecker } from './revocation.ts';

/** Where one authority publishes what it has revoked. */
export interface AuthoritySources {
  /** Subject key identifier of the authority, lower-case hexadecimal. */
  readonly keyId: string;
  readonly ocsp: readonly OcspResponder[];
  /** Address of its list, if it has one. */
  readonly crl: string | null;
}

/**
 * Asks only the authority that issued a certificate: each generation may have responders and a list of its own. A certificate
 * of an authority that is not listed is `unknown`.
 * @throws when an authority has neither responder nor list, or an address is not of the expected kind
 */
export function createRevocationByAuthority(
  authorities: readonly AuthoritySources[],
  options: Omit<RevocationOptions, 'ocsp' | 'crl'>,
): RevocationChecker {
  const checkers = new Map(
    authorities.map(({ keyId, ocsp, crl }) => [
      keyId,
      createRevocationChecker({
        ...options,
        ocsp,
        crl: crl === null ? [] : [{ issuerKeyId: keyId, url: crl }],
      }),
    ]),
  );
  return {
    check: async (certificate, issuer) =>
      (await checkers.get(issuer.keyId)?.check(certificate, issuer)) ?? 'unknown',
  };
}
