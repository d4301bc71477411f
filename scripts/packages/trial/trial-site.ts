import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chownSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebianRoot } from './debian-root.ts';

/* A site in the root, set up from the packages' own examples, as docs/packages.md tells. Its authorities are made up. */

const kioskFolder = '/etc/komado/kiosk';
const centerFolder = '/etc/komado/center';
export const kioskName = 'K-0001';
export const handOut = '/var/lib/komado-center/hand-out';

/** The center's configuration, with authorities and keys that exist in this root only. */
export function configureCenter(root: DebianRoot): void {
  const folder = root.at(centerFolder);
  const example = exampleOf(root, 'komado-center', 'center.json');
  const own = ownerOf(root, 'komado-center');
  for (const name of ['user', 'signature']) {
    const made = spawnSync('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', `/CN=Made-up ${name} authority`],
      ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-keyout', '/dev/null'],
      ...['-out', join(folder, `${name}.pem`)],
    ]);
    if (made.status !== 0) throw new Error('openssl made no authority');
  }
  const permit = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  const application = generateKeyPairSync('ed25519').publicKey;
  const secret = join(folder, 'card-issuer.pem');
  writeFileSync(secret, permit.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  chownSync(secret, own.uid, own.gid);
  writeFileSync(
    join(folder, 'smartphone-application.pem'),
    application.export({ type: 'spki', format: 'pem' }),
  );
  const ocsp = [{ url: 'http://127.0.0.1:9/ocsp' }];
  const config = {
    ...example,
    database: { kind: 'embedded', folder: '/var/lib/komado-center/registers' },
    authorities: {
      userAuthentication: [{ certificate: 'user.pem', ocsp }],
      signature: [{ certificate: 'signature.pem', ocsp }],
    },
  };
  writeFileSync(join(folder, 'center.json'), JSON.stringify(config));
}

/** The kiosk's configuration as it comes, with what the center handed out; its devices are not there. */
export function configureKiosk(root: DebianRoot): void {
  const folder = root.at(kioskFolder);
  const own = ownerOf(root, 'komado');
  const names = ['line-ca.pem', `${kioskName}.pem`, `${kioskName}.key.pem`, 'binding-public-key.der'];
  for (const name of names) copyFileSync(join(root.at(handOut), name), join(folder, name));
  chownSync(join(folder, `${kioskName}.key.pem`), own.uid, own.gid);
  writeFileSync(
    join(folder, 'kiosk.json'),
    JSON.stringify(exampleOf(root, 'komado-kiosk', 'kiosk.json')),
  );
}

function exampleOf(root: DebianRoot, name: string, file: string): object {
  return JSON.parse(readFileSync(root.at(`/usr/share/doc/${name}/examples/${file}`), 'utf8')) as object;
}

function ownerOf(root: DebianRoot, user: string): { readonly uid: number; readonly gid: number } {
  const line = readFileSync(root.at('/etc/passwd'), 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${user}:`));
  const [, , uid, gid] = (line ?? '').split(':');
  if (uid === undefined || gid === undefined) throw new Error(`the package made no user ${user}`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** What systemd makes of the unit's folders before it starts a service. */
export function makeServiceFolders(root: DebianRoot, user: string, folders: readonly string[]): void {
  const { uid, gid } = ownerOf(root, user);
  for (const folder of folders) {
    mkdirSync(root.at(folder), { recursive: true, mode: 0o700 });
    chownSync(root.at(folder), uid, gid);
  }
}
