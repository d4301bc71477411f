import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chownSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DebianRoot } from './debian-root.ts';

/* A site in the root, set up from the packages' own examples, as docs/packages.md tells. Its authorities are made up. */

const kioskFolder = '/etc/komado/kiosk';
const lineFolder = '/var/lib/komado/line';
const centerFolder = '/etc/komado/center';
const handOut = '/var/lib/komado-center/hand-out';
export const kioskName = 'K-0001';

/** Ports of this machine that nothing uses: the root has the machine's network. */
export interface TrialPorts {
  readonly kiosks: number;
  readonly lists: number;
}

export async function freePorts(): Promise<TrialPorts> {
  const servers = [createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address !== null) ports.push(address.port);
  }
  for (const server of servers) server.close();
  const [kiosks, lists] = ports;
  if (kiosks === undefined || lists === undefined) throw new Error('no port is free');
  return { kiosks, lists };
}

/** A screen for a machine without one: an X server draws into memory, at the virtual terminal that the unit gives it. */
export function configureScreen(root: DebianRoot): void {
  const folder = root.at('/etc/X11/xorg.conf.d');
  mkdirSync(folder, { recursive: true });
  const parts = {
    Device: ['Identifier "memory"', 'Driver "dummy"', 'VideoRam 64000'],
    Monitor: [
      ...['Identifier "none"', 'HorizSync 5.0-1000.0', 'VertRefresh 5.0-200.0'],
      // The panel of the example.
      'Modeline "1920x1080" 172.80 1920 2040 2248 2576 1080 1081 1084 1118',
    ],
    Screen: [
      'Identifier "screen"',
      'Device "memory"',
      'Monitor "none"',
      'DefaultDepth 24',
      'SubSection "Display"',
    ],
  };
  const text = Object.entries(parts)
    .map(([name, lines]) => {
      const inner = name === 'Screen' ? [...lines, 'Modes "1920x1080"', 'EndSubSection'] : lines;
      return `Section "${name}"\n${inner.join('\n')}\nEndSection\n`;
    })
    .join('\n');
  writeFileSync(join(folder, '10-trial.conf'), text);
}

/** The center's configuration, with authorities and keys that exist in this root only. */
export function configureCenter(root: DebianRoot, ports: TrialPorts): void {
  const folder = root.at(centerFolder);
  const own = ownerOf(root, 'komado-center');
  for (const name of ['user', 'signature']) {
    const made = spawnSync('openssl', [
      ...[
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '30',
        '-subj',
        `/CN=Made-up ${name} authority`,
      ],
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
  const publicKey = application.export({ type: 'spki', format: 'pem' });
  writeFileSync(join(folder, 'smartphone-application.pem'), publicKey);
  const ocsp = [{ url: 'http://127.0.0.1:9/ocsp' }];
  const config = {
    ...exampleOf(root, 'komado-center', 'center.json'),
    database: { kind: 'embedded', folder: '/var/lib/komado-center/registers' },
    authorities: {
      userAuthentication: [{ certificate: 'user.pem', ocsp }],
      signature: [{ certificate: 'signature.pem', ocsp }],
    },
    listen: {
      kiosks: { host: '127.0.0.1', port: ports.kiosks, names: ['localhost', '127.0.0.1'] },
      lists: { host: '127.0.0.1', port: ports.lists },
    },
  };
  writeFileSync(join(folder, 'center.json'), JSON.stringify(config));
}

/** The kiosk's configuration as it comes, with what the center handed out; its devices are not there. */
export function configureKiosk(root: DebianRoot, ports: TrialPorts): void {
  const folder = root.at(kioskFolder);
  const own = ownerOf(root, 'komado');
  const names = ['line-ca.pem', `${kioskName}.pem`, `${kioskName}.key.pem`, 'binding-public-key.der'];
  const line = root.at(lineFolder);
  mkdirSync(line, { recursive: true, mode: 0o700 });
  chownSync(line, own.uid, own.gid);
  for (const name of names) {
    copyFileSync(join(root.at(handOut), name), join(line, name));
    chownSync(join(line, name), own.uid, own.gid);
  }
  const example = exampleOf(root, 'komado-kiosk', 'kiosk.json');
  const center = { ...example.center, url: `https://127.0.0.1:${ports.kiosks}` };
  writeFileSync(join(folder, 'kiosk.json'), JSON.stringify({ ...example, center }));
}

function exampleOf(root: DebianRoot, name: string, file: string): { readonly center?: object } {
  const text = readFileSync(root.at(`/usr/share/doc/${name}/examples/${file}`), 'utf8');
  return JSON.parse(text) as { readonly center?: object };
}

function ownerOf(root: DebianRoot, user: string): { readonly uid: number; readonly gid: number } {
  const line = readFileSync(root.at('/etc/passwd'), 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${user}:`));
  const [, , uid, gid] = (line ?? '').split(':');
  if (uid === undefined || gid === undefined) throw new Error(`the package made no user ${user}`);
  return { uid: Number(uid), gid: Number(gid) };
}
