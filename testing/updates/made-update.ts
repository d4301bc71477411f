import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { signManifest, type UpdateManifest } from '../../electron/updates/manifest.ts';
import {
  archiveEnd,
  manifestName,
  memberHead,
  padding,
  signatureName,
} from '../../electron/updates/update-file.ts';

export const maker = generateKeyPairSync('ed25519');
export const system = 'a'.repeat(64);

/** The text of `version.json` in a version's code. */
export function factsText(number: number, journal = 3, ofSystem = system): string {
  return JSON.stringify({ version: `1.0.${number}`, number, journal, system: ofSystem });
}

export interface MadeUpdate {
  readonly number: number;
  readonly differing?: Partial<UpdateManifest>;
  readonly packages?: readonly { readonly file: string; readonly bytes: Uint8Array }[];
  readonly key?: KeyObject;
}

/** An update's bytes. Its package is a JSON object of paths and texts, where none is given. */
export function madeUpdate({ number, differing, packages, key = maker.privateKey }: MadeUpdate): Buffer {
  const place = 'usr/lib/komado/kiosk';
  const tree = { [`${place}/version.json`]: factsText(number), [`${place}/code.mjs`]: 'code' };
  const debs = packages ?? [{ file: 'komado-kiosk.deb', bytes: Buffer.from(JSON.stringify(tree)) }];
  const { bytes, signature } = signManifest(
    {
      ...{
        komadoUpdate: 1,
        version: `1.0.${number}`,
        number,
        from: 0,
        journal: 3,
        system,
        architecture: 'amd64',
      },
      unpacked: 1_000,
      packages: debs.map(({ file, bytes: deb }) => ({
        ...{ file, size: deb.length },
        sha256: createHash('sha256').update(deb).digest('hex'),
      })),
      ...differing,
    },
    key,
  );
  return tarOf([{ file: manifestName, bytes }, { file: signatureName, bytes: signature }, ...debs]);
}

export function tarOf(members: readonly { readonly file: string; readonly bytes: Uint8Array }[]): Buffer {
  const parts = members.flatMap(({ file, bytes }) => [
    memberHead(file, bytes.length, 1_780_000_000),
    bytes,
    Buffer.alloc(padding(bytes.length)),
  ]);
  return Buffer.concat([...parts, archiveEnd]);
}
