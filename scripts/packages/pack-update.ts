import { execFileSync } from 'node:child_process';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { closeSync, createReadStream, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { journalVersion } from '../../electron/journal/header.ts';
import { debianArchitecture } from '../../electron/updates/architecture.ts';
import { signManifest } from '../../electron/updates/manifest.ts';
import {
  archiveEnd,
  manifestName,
  memberHead,
  padding,
  signatureName,
} from '../../electron/updates/update-file.ts';
import { ownerOnly, readOwnFile } from '../../logging/own-file.ts';
import { WrongWords } from '../../shared/command-options.ts';
import { sumOf } from './deb-file.ts';
import { packageFacts } from './package-facts.ts';
import type { PackageMoment } from './package-version.ts';
import { systemSum } from './version-files.ts';

/** What a kiosk runs. */
const parts = ['komado-runtime', 'komado-kiosk'] as const;

/** Reads the maker's private key (PEM, Ed25519), which nobody else may read. @throws WrongWords */
export function readMakerKey(file: string): KeyObject {
  let pem: Buffer;
  try {
    pem = readOwnFile(file, ownerOnly);
  } catch (error) {
    throw new WrongWords(`--key: ${error instanceof Error ? error.message : file}`);
  }
  const expected =
    '--key: expected a private key of its own (PEM, Ed25519, without a password): openssl genpkey -algorithm ed25519';
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: the parser's message may quote the file.
  }
  throw new WrongWords(expected);
}

/** An update has the number of its commit. @throws WrongWords where files differ from it: the number would be that of another version */
export function refuseChanged({ version }: PackageMoment): void {
  if (version.endsWith('.changed'))
    throw new WrongWords(
      '--update: commit first: an update has the number of its commit, and files differ from it',
    );
}

/**
 * Packs the packages of a kiosk into one signed file.
 * @param debs all that were packed
 * @param from the least number that a kiosk may come from
 * @returns the file
 */
export async function packUpdate(
  root: string,
  out: string,
  { version, epoch }: PackageMoment,
  { debs, key, from }: { readonly debs: readonly string[]; readonly key: KeyObject; readonly from: number },
): Promise<string> {
  const kiosk = packageFacts(root).find(({ name }) => name === 'komado-kiosk');
  const own = parts.map((name) => debs.find((deb) => basename(deb).startsWith(`${name}_`)));
  const found = own.filter((deb) => deb !== undefined);
  if (kiosk === undefined || found.length < parts.length)
    throw new Error('the packages of a kiosk are not all there');
  const packages = found.map((deb) => ({
    file: basename(deb),
    sha256: sumOf(deb),
    size: statSync(deb).size,
  }));
  const { bytes, signature } = signManifest(
    {
      ...{ komadoUpdate: 1, version, number: epoch, from, journal: journalVersion },
      ...{ system: systemSum(root, kiosk), architecture: debianArchitecture(), packages },
      unpacked: found.reduce((sum, deb) => sum + installedSize(deb), 0),
    },
    key,
  );
  const file = join(out, `komado-${version}.update`);
  const target = openSync(`${file}.new`, 'w', 0o644);
  try {
    const put = (chunk: Uint8Array): void => {
      for (let done = 0; done < chunk.length;) done += writeSync(target, chunk, done);
    };
    const member = (name: string, size: number): void => put(memberHead(name, size, epoch));
    for (const [name, content] of [
      [manifestName, bytes],
      [signatureName, signature],
    ] as const) {
      member(name, content.length);
      put(content);
      put(Buffer.alloc(padding(content.length)));
    }
    for (const [at, deb] of found.entries()) {
      const size = packages[at]?.size ?? 0;
      member(basename(deb), size);
      for await (const chunk of createReadStream(deb)) put(chunk as Buffer);
      put(Buffer.alloc(padding(size)));
    }
    put(archiveEnd);
  } finally {
    closeSync(target);
  }
  renameSync(`${file}.new`, file);
  return file;
}

/** Room on a disk, bytes: what the package says, and the rest of the last block of each of its files. */
function installedSize(deb: string): number {
  const told = execFileSync('dpkg-deb', ['--field', deb, 'Installed-Size'], { encoding: 'utf8' });
  const listed = execFileSync('dpkg-deb', ['--contents', deb], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return Number(told.trim()) * 1024 + listed.split('\n').length * blockBytes;
}
const blockBytes = 4096;
