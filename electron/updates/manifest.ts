import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { jsonOf } from '../../shared/json-of.ts';
import { err, ok, type Result } from '../../shared/result.ts';

const sum = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.int().positive();

/** What the maker says of an update. */
export const manifestSchema = z.strictObject({
  komadoUpdate: z.literal(1),
  /** For people: `1.2.3+20261101…`. */
  version: z.string().regex(/^[0-9A-Za-z.+~-]{1,80}$/),
  /** Only goes up from version to version: the seconds since 1970 of its last commit. */
  number,
  /** The least number from which a kiosk may come. */
  from: z.int().min(0),
  /** The format of the journal that it writes. */
  journal: z.int().positive(),
  /** SHA-256 over all that only a package can bring (units, rules, what it asks Debian for): it must be that of the installed one. */
  system: sum,
  /** As Debian calls the processor. */
  architecture: z.string().regex(/^[a-z0-9-]{1,32}$/),
  /** Room that it takes when it is unpacked, bytes. */
  unpacked: number,
  packages: z
    .array(
      z.strictObject({
        file: z.string().regex(/^[0-9A-Za-z._+~-]{1,99}\.deb$/),
        sha256: sum,
        /** Bytes. */
        size: number,
      }),
    )
    .min(1)
    .max(8),
});
export type UpdateManifest = z.infer<typeof manifestSchema>;

/** Of the code that lies in a folder: beside it in `version.json`. */
export const codeFactsSchema = manifestSchema.pick({
  version: true,
  number: true,
  journal: true,
  system: true,
});
export type CodeFacts = z.infer<typeof codeFactsSchema>;

/** Ed25519 over the manifest's bytes as they stand in the file. */
export function signManifest(manifest: UpdateManifest, key: KeyObject): { bytes: Buffer; signature: Buffer } {
  const bytes = Buffer.from(`${JSON.stringify(manifestSchema.parse(manifest), null, 2)}\n`);
  return { bytes, signature: sign(null, bytes, key) };
}

/** Reads what one of the maker's keys has signed. Nothing is read of what none has. */
export function openManifest(
  bytes: Uint8Array,
  signature: Uint8Array,
  keys: readonly KeyObject[],
): Result<UpdateManifest, 'signature' | 'manifest'> {
  if (!keys.some((key) => verify(null, bytes, key, signature))) return err('signature');
  const parsed = manifestSchema.safeParse(jsonOf(Buffer.from(bytes).toString('utf8')));
  return parsed.success ? ok(parsed.data) : err('manifest');
}

/** A maker's public key (PEM); null: it is none, or not for Ed25519. */
export function makerKey(pem: Uint8Array): KeyObject | null {
  try {
    const key = createPublicKey(Buffer.from(pem));
    return key.asymmetricKeyType === 'ed25519' && !Buffer.from(pem).includes('PRIVATE') ? key : null;
  } catch {
    // Whoever asks names the file.
    return null;
  }
}
