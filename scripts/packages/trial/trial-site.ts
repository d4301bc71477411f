import { generateKeyPairSync } from 'node:crypto';
import { chownSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { freePorts } from '../../../testing/free-ports.ts';
import { join } from 'node:path';
import type { DebianRoot } from './debian-root.ts';
import type { MadeUpAuthorities } from './served/made-up-authorities.ts';

/* A site in the root, set up from the packages' own examples, as docs/packages.md tells. Its authorities are made up. */

const kioskFolder = '/etc/komado/kiosk';
const lineFolder = '/var/lib/komado/line';
const centerFolder = '/etc/komado/center';
const handOut = '/var/lib/komado-center/hand-out';
export const kioskName = 'K-0001';
/** Whose resident is served. */
export const trialMunicipality = {
  code: '08220',
  name: 'tsukuba',
  prefecture: '08',
  ja: 'つくば市',
} as const;

/** Ports of this machine that nothing uses: the root has the machine's network. */
export interface TrialPorts {
  readonly kiosks: number;
  readonly lists: number;
  readonly enrolment: number;
}

export async function trialPorts(): Promise<TrialPorts> {
  const [kiosks, lists, enrolment] = await freePorts(3);
  if (kiosks === undefined || lists === undefined || enrolment === undefined)
    throw new Error('no port is free');
  return { kiosks, lists, enrolment };
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
export function configureCenter(root: DebianRoot, ports: TrialPorts, authorities: MadeUpAuthorities): void {
  const folder = root.at(centerFolder);
  const own = ownerOf(root, 'komado-center');
  const permit = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  const application = generateKeyPairSync('ed25519').publicKey;
  const secret = join(folder, 'card-issuer.pem');
  writeFileSync(secret, permit.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  chownSync(secret, own.uid, own.gid);
  const publicKey = application.export({ type: 'spki', format: 'pem' });
  writeFileSync(join(folder, 'smartphone-application.pem'), publicKey);
  const { userAuthentication, digitalSignature } = authorities.ca.anchors();
  const trusted = (name: string, certificates: readonly Uint8Array[]): readonly object[] =>
    certificates.map((bytes, index) => {
      const certificate = `${name}-${index + 1}.cer`;
      writeFileSync(join(folder, certificate), bytes);
      return { certificate, ocsp: [{ url: authorities.responder }] };
    });
  const config = {
    ...exampleOf(root, 'komado-center', 'center.json'),
    database: { kind: 'embedded', folder: '/var/lib/komado-center/registers' },
    authorities: {
      userAuthentication: trusted('user', userAuthentication),
      signature: trusted('signature', digitalSignature),
    },
    municipalities: writeMunicipalities(root),
    listen: {
      kiosks: { host: '127.0.0.1', port: ports.kiosks, names: ['localhost', '127.0.0.1'] },
      lists: { host: '127.0.0.1', port: ports.lists },
      enrolment: { host: '127.0.0.1', port: ports.enrolment },
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
  const addresses = {
    url: `https://127.0.0.1:${ports.kiosks}`,
    enrolment: `https://127.0.0.1:${ports.enrolment}`,
  };
  const center = { ...example.center, ...addresses };
  writeFileSync(join(folder, 'kiosk.json'), JSON.stringify({ ...example, center }));
}

/**
 * The municipalities that come with the center, as a site begins its own: one of them is open at all times, since a trial may be at any.
 * @returns its folder, relative to the configuration
 */
function writeMunicipalities(root: DebianRoot): string {
  const own = 'municipalities';
  const folder = root.at(join(centerFolder, own));
  cpSync(root.at('/usr/lib/komado/center/issuing-center/municipalities'), folder, {
    recursive: true,
    filter: (path) => !path.endsWith('.mjs'),
  });
  const file = join(folder, `${trialMunicipality.code}-${trialMunicipality.name}.json`);
  const present = JSON.parse(readFileSync(file, 'utf8')) as object;
  const always = {
    hours: [{ days: ['everyDay'], from: '00:00', to: '24:00' }],
    closed: { yearly: [], once: [] },
  };
  writeFileSync(file, JSON.stringify({ ...present, ...always }));
  return own;
}

/** Changes a part of a configuration, as somebody would in an editor. @returns the whole, as it is then */
export function changeKiosk(root: DebianRoot, change: object): object {
  return changeFile(root.at(join(kioskFolder, 'kiosk.json')), change);
}

export function changeCenter(root: DebianRoot, change: object): object {
  return changeFile(root.at(join(centerFolder, 'center.json')), change);
}

function changeFile(file: string, change: object): object {
  const changed = { ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...change };
  writeFileSync(file, JSON.stringify(changed));
  return changed;
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
