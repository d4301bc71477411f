import * as der from '../../../shared/der-writer.ts';
import type { Instant } from '../../../shared/dates.ts';
import { authorityKeyIdentifier, extension, writeName } from './certificate-writer.ts';
import type { Issuer } from './certificate-writer.ts';
import { reasonCodes, type Revocation } from './register.ts';
import { algorithmOf, signed } from './signing.ts';

export interface CrlContent {
  readonly revoked: readonly Revocation[];
  readonly thisUpdate: Instant;
  readonly nextUpdate: Instant;
  /** Grows with every list of this authority. */
  readonly number: number;
  /** Extensions of the list, or of its entries, made by `extension`; nothing a proper authority writes. */
  readonly more?: readonly Uint8Array[];
  readonly moreInEntries?: readonly Uint8Array[];
}

/** Writes a list of revoked certificates, version 2 (RFC 5280, 5), and signs it. DER. */
export function writeCrl(content: CrlContent, issuer: Issuer): Uint8Array {
  const { moreInEntries = [] } = content;
  const entries = content.revoked.map(({ serial, at, reason }) => {
    const inEntry = [
      ...(reason ? [extension('2.5.29.21', der.enumerated(reasonCodes[reason]))] : []),
      ...moreInEntries,
    ];
    return der.sequence(
      der.integer(Buffer.from(serial, 'hex')),
      der.time(at),
      ...(inEntry.length > 0 ? [der.sequence(...inEntry)] : []),
    );
  });
  const body = der.sequence(
    der.integer(Uint8Array.of(1)),
    algorithmOf(issuer.privateKey).identifier,
    writeName(issuer.name),
    der.time(content.thisUpdate),
    der.time(content.nextUpdate),
    ...(entries.length > 0 ? [der.sequence(Buffer.concat(entries))] : []),
    der.explicit(
      0,
      der.sequence(
        authorityKeyIdentifier(issuer),
        extension('2.5.29.20', der.integer(bigEndian(content.number))),
        ...(content.more ?? []),
      ),
    ),
  );
  return signed(body, issuer.privateKey);
}

function bigEndian(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
