import { createHash, verify } from 'node:crypto';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { z } from 'zod';
import { journalCheckSchema, type JournalCheck } from '../../shared/attendants.ts';
import { instantInJapan, isoDate, japanDateTime, type Instant } from '../../shared/dates.ts';
import { jsonOf } from '../../shared/json-of.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { fingerprintOf, publicKeyIn, type ExportKey } from './export-key.ts';
import { codeOf } from './journal-fault.ts';
import { currentFile, earlierFiles } from './journal-folder.ts';

/*
 * A journal as it leaves the kiosk: one ZIP file with the journal's files byte for byte, a manifest that names each with its
 * SHA-256 and says what the kiosk's own check found, and an Ed25519 signature over the manifest. Each part can be taken out and
 * checked with tools that are not of this project (unzip, sha256sum, openssl).
 */
export const manifestFile = 'manifest.json';
export const signatureFile = 'manifest.sig';
export const keyFile = 'key.pem';
export const journalFiles = [...earlierFiles, currentFile] as const;
export type JournalFileName = (typeof journalFiles)[number];
const known: readonly string[] = [manifestFile, signatureFile, keyFile, ...journalFiles];

/** Bytes of one file in it: more than a kiosk writes in its life, and less than what a machine has of memory. */
const largestFile = 1024 ** 3;

const manifestSchema = z.strictObject({
  komadoJournalExport: z.literal(1),
  /** The kiosk's name; null: a backup was made without it. */
  kiosk: z.string().nullable(),
  /** Japan's time, by the kiosk's clock: `2026-11-20 14:03:05`. */
  at: z.string(),
  /** What the kiosk's own check of chain and seals found. */
  check: journalCheckSchema,
  files: z.array(
    z.strictObject({
      name: z.enum(journalFiles),
      bytes: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type ExportManifest = z.infer<typeof manifestSchema>;

export interface JournalCopy {
  readonly kiosk: string | null;
  readonly at: Instant;
  readonly check: JournalCheck;
  readonly files: ReadonlyMap<JournalFileName, Uint8Array>;
}

/** @param key null: it is not signed */
export function packExport({ kiosk, at, check, files }: JournalCopy, key: ExportKey | null): Uint8Array {
  const text = manifestText(
    { kiosk, at, check },
    [...files].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) })),
  );
  const signature: Zippable = key
    ? { [keyFile]: new TextEncoder().encode(key.publicKey), [signatureFile]: key.sign(text) }
    : {};
  // Lightly packed: a slow stick takes half as long, and the kiosk stands still for it no longer than for its check.
  return zipSync(
    { ...Object.fromEntries(files), [manifestFile]: text, ...signature },
    { level: 1, mtime: Math.max(at, zipBegins) },
  );
}

export function manifestText(
  { kiosk, at, check }: Omit<JournalCopy, 'files'>,
  files: ExportManifest['files'],
): Uint8Array {
  const manifest: ExportManifest = {
    ...{ komadoJournalExport: 1, kiosk, at: japanDateTime(at), check, files },
  };
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
}

/** A ZIP file knows no time before this: a machine may have lost its clock. */
export const zipBegins = instantInJapan(isoDate('1981-01-01'));

/**
 * The files of a journal that are there.
 * @param contentOf throws the system's error where it has no such file (ENOENT), or cannot read it, as this then does
 */
export function filesOf(
  contentOf: (name: JournalFileName) => Uint8Array,
): ReadonlyMap<JournalFileName, Uint8Array> {
  const files = new Map<JournalFileName, Uint8Array>();
  for (const name of journalFiles) {
    try {
      files.set(name, contentOf(name));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
  return files;
}

export interface OpenedExport {
  readonly manifest: ExportManifest;
  readonly files: ReadonlyMap<JournalFileName, Uint8Array>;
  /** Null: it has none. */
  readonly signature: { readonly fingerprint: string; readonly holds: boolean } | null;
  /** Files that are not as the manifest names them, are missing, or are in no manifest. */
  readonly changed: readonly string[];
}

/** `noExport`: no ZIP file with a manifest of an export in it. */
export function openExport(zip: Uint8Array): Result<OpenedExport, 'noExport' | 'tooLarge'> {
  const surplus: string[] = [];
  const large: string[] = [];
  let parts: Readonly<Record<string, Uint8Array>>;
  try {
    parts = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        if (!known.includes(name)) surplus.push(name);
        else if (originalSize > largestFile) large.push(name);
        else return true;
        return false;
      },
    });
  } catch {
    // The caller says which file it was.
    return err('noExport');
  }
  if (large.length > 0) return err('tooLarge');
  const manifestBytes = parts[manifestFile];
  const manifest = manifestSchema.safeParse(jsonOf(new TextDecoder().decode(manifestBytes)));
  if (!manifest.success || !manifestBytes) return err('noExport');
  const files = new Map(
    journalFiles.flatMap((name) => {
      const bytes = parts[name];
      return bytes ? [[name, bytes] as const] : [];
    }),
  );
  const named = manifest.data.files;
  const changed = [
    ...named.filter(({ name, sha256 }) => !isSame(files.get(name), sha256)).map(({ name }) => name),
    ...[...files.keys()].filter((name) => !named.some((each) => each.name === name)),
    ...surplus,
  ];
  return ok({
    ...{ manifest: manifest.data, files, changed },
    signature: signatureIn(manifestBytes, parts[signatureFile], parts[keyFile]),
  });
}

/** A signature without its key, or of another kind, holds for nobody. */
function signatureIn(
  text: Uint8Array,
  signature: Uint8Array | undefined,
  pem: Uint8Array | undefined,
): OpenedExport['signature'] {
  if (!signature && !pem) return null;
  const key = pem ? publicKeyIn(new TextDecoder().decode(pem)) : null;
  if (key === null) return { fingerprint: '', holds: false };
  const holds = signature?.length === 64 && verify(null, text, key, signature);
  return { fingerprint: fingerprintOf(key), holds };
}

function isSame(bytes: Uint8Array | undefined, sha256: string): boolean {
  return bytes !== undefined && sha256Of(bytes) === sha256;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
