import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Anchor } from '../pki/certificate.ts';
import type { Municipalities } from '../municipalities/load.ts';
import type { SealKeys } from '../seal/seal-keys.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Whatever decides the pages that a node makes, one SHA-256 (hex) per part. Two nodes of one site must agree in every part: a
 * build put on one server of several is how wrong pages came out in Takamatsu in April 2024.
 */
export const fingerprintSchema = z.strictObject({
  /** The product's code and data, and the exact packages below it. */
  build: hash,
  /** The municipalities' data as read: prices, hours, wording. */
  municipalities: hash,
  /** Which of them keep their registers themselves, and where; a build of before did not say. */
  registers: hash.exactOptional(),
  /** The trusted authorities of cards: user authentication and signature. */
  anchors: hash,
  signatureAnchors: hash,
  /** The public key that kiosks check bindings with. */
  bindingKey: hash,
  /** The root key under which the municipalities' seals are published; the seals' own keys may change while nodes run. */
  sealRoot: hash,
  /** The public keys of the card issuer and of the smartphone application's service. */
  permitKey: hash,
  applicationKey: hash,
});
export type Fingerprint = z.infer<typeof fingerprintSchema>;
export type FingerprintPart = keyof Fingerprint;

/** The rooms whose code runs in a node. */
const rooms = ['issuing-center', 'logging', 'printing', 'shared', 'telemetry'];
const root = path.resolve(import.meta.dirname, '..', '..');

/** The municipalities' data counts as configuration: a site may read its own from another folder. */
const configurationFolder = path.join('issuing-center', 'municipalities');

let running: Promise<string> | null = null;

/**
 * Hash of the names and contents of all files in the rooms that run here (code, SQL, data; no tests) and of the lock file
 * that fixes the packages. Taken once: what is put on disk later is not what runs.
 */
export function buildHash(): Promise<string> {
  running ??= hashFolders(root, rooms);
  return running;
}

/** The same for any folder that holds these rooms; a lock file counts where there is one. */
export async function hashFolders(base: string, folders: readonly string[]): Promise<string> {
  const found = await Promise.all(
    folders.map((room) => readdir(path.join(base, room), { withFileTypes: true, recursive: true })),
  );
  const names = found
    .flat()
    .filter((entry) => entry.isFile() && belongsToBuild(entry.name))
    .map((entry) => path.relative(base, path.join(entry.parentPath, entry.name)))
    .filter((name) => !(name.startsWith(configurationFolder) && name.endsWith('.json')))
    .sort();
  const all = createHash('sha256');
  for (const name of names) all.update(`${name}\n${digest(await readFile(path.join(base, name)))}\n`);
  // A test's folder has none.
  all.update(await readFile(path.join(base, 'package-lock.json')).catch(() => 'no lock file'));
  return all.digest('hex');
}

function belongsToBuild(name: string): boolean {
  return /\.(ts|mjs|sql|json|csv|svg|bin)$/.test(name) && !/\.(test|e2e)\.ts$/.test(name);
}

/** The fingerprint of a node that runs this code with this configuration. */
export async function fingerprintOf(node: {
  readonly municipalities: Municipalities;
  readonly registers?: ReadonlyMap<string, { readonly where: string }>;
  readonly anchors: readonly Anchor[];
  /** DER. */
  readonly signatureAnchors: readonly Uint8Array[];
  readonly permitKey: KeyObject;
  readonly applicationKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly sealKeys: Pick<SealKeys, 'rootPublicKey'>;
}): Promise<Fingerprint> {
  return {
    build: await buildHash(),
    municipalities: municipalitiesHash(node.municipalities),
    registers: registersHash(node.registers ?? new Map()),
    anchors: digest(canonical(node.anchors.map(({ certificate }) => certificate.fingerprint256).sort())),
    signatureAnchors: digest(canonical(node.signatureAnchors.map(digest).sort())),
    bindingKey: keyHash(node.signingKey),
    sealRoot: digest(node.sealKeys.rootPublicKey),
    permitKey: digest(publicBytes(node.permitKey)),
    applicationKey: digest(publicBytes(node.applicationKey)),
  };
}

/** The hash of a key's public half, whichever half is given. */
export function keyHash(key: KeyObject): string {
  return digest(publicBytes(key));
}

/** The hash of what the municipalities' files say. */
export function municipalitiesHash(municipalities: Municipalities): string {
  return digest(canonical([...municipalities.values()]));
}

function registersHash(registers: ReadonlyMap<string, { readonly where: string }>): string {
  const all = [...registers].map(([municipality, { where }]) => ({ municipality, where }));
  return digest(canonical(all.sort((a, b) => (a.municipality < b.municipality ? -1 : 1))));
}

/** Which parts of two fingerprints differ. */
export function differingParts(one: Fingerprint, other: Fingerprint): readonly FingerprintPart[] {
  return fingerprintSchema.keyof().options.filter((part) => one[part] !== other[part]);
}

/** JSON with the members of every object in a fixed order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** The public half, whichever half is given. */
function publicBytes(key: KeyObject): Uint8Array {
  const half = key.type === 'public' ? key : createPublicKey(key);
  return half.export({ type: 'spki', format: 'der' });
}

function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
