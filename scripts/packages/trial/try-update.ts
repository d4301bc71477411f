import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebianRoot } from './debian-root.ts';
import { propertyOf, untilProperty } from './services.ts';
import { expectThat, type Steps } from './steps.ts';

/** An update for the version that is installed in the root, and the maker's public key. */
export interface TrialUpdate {
  readonly file: string;
  readonly publicKey: string;
}

const configFile = '/etc/komado/kiosk/kiosk.json';
const stick = '/media/stick';

/** Checking and unpacking, by the services: handed in as `komado`, looked at by another user. */
export async function tryStaging(
  root: DebianRoot,
  { file, publicKey }: TrialUpdate,
  steps: Steps,
): Promise<void> {
  await steps.try('an update that was changed is refused by the service that looks at it', async () => {
    copyFileSync(publicKey, root.at('/etc/komado/kiosk/maker.pub'));
    const config = JSON.parse(readFileSync(root.at(configFile), 'utf8')) as object;
    writeFileSync(root.at(configFile), JSON.stringify({ ...config, updates: { keys: ['maker.pub'] } }));
    mkdirSync(root.at(stick), { recursive: true });
    const bytes = readFileSync(file);
    const at = bytes.indexOf('"number"');
    bytes[at + 1] = 0x4e;
    writeFileSync(root.at(join(stick, 'komado-changed.update')), bytes);
    await handIn(root, join(stick, 'komado-changed.update'));
    await untilStanding(root, /^update: refused \(signature\)$/m);
  });
  await steps.try('the maker’s is unpacked, for the kiosk to run and not to change', async () => {
    copyFileSync(file, root.at(join(stick, 'komado-next.update')));
    await handIn(root, join(stick, 'komado-next.update'));
    await untilStanding(root, /^update: staged: version /m);
    const inside = await root.run(['sh', '-c', 'echo /var/lib/komado-updates/versions/*/usr/lib/komado'], {
      user: 'komado',
    });
    const place = inside.text.trim();
    const node = await root.run([`${place}/runtime/node`, '--version'], { user: 'komado' });
    expectThat(node.code === 0 && node.text.startsWith('v'), `the kiosk cannot run ${place}: ${node.text}`);
    const written = await root.run(['touch', `${place}/kiosk/version.json`], { user: 'komado' });
    expectThat(written.code !== 0, 'the kiosk can change what it is to run');
  });
}

/** The running kiosk takes what is staged, works, and an operator goes back. @param firstScreen throws when there is none */
export async function tryTaking(
  root: DebianRoot,
  steps: Steps,
  firstScreen: () => Promise<void>,
): Promise<void> {
  const installed = presentIn(await standing(root));
  // It reads its configuration, which knows of updates now.
  await root.run(['systemctl', 'restart', 'komado-kiosk']);
  await steps.try(
    'the kiosk takes it when nobody is served, shows its first screen, and says that it works',
    async () => {
      await ask(root, '--take', /^update: healthy: version /m);
      expectThat(presentIn(await standing(root)) !== installed, 'it is the version of before');
      await firstScreen();
    },
  );
  await steps.try('an operator goes back to the installed version', async () => {
    await ask(root, '--back', /^update: rolledBack \(byOperator\)$/m);
    expectThat(presentIn(await standing(root)) === installed, 'it is another version');
    await firstScreen();
  });
}

async function ask(root: DebianRoot, what: '--take' | '--back', until: RegExp): Promise<void> {
  const starts = Number(await propertyOf(root, 'komado-kiosk', 'NRestarts'));
  const { code, text } = await root.run(['komado-update', what], { user: 'komado' });
  expectThat(code === 0, text);
  await untilProperty(root, 'komado-kiosk', 'NRestarts', String(starts + 1));
  await untilProperty(root, 'komado-kiosk', 'ActiveState', 'active');
  await untilStanding(root, until);
}

async function handIn(root: DebianRoot, file: string): Promise<void> {
  const { code, text } = await root.run(['komado-update', file], { user: 'komado' });
  expectThat(code === 0, text);
}

async function standing(root: DebianRoot): Promise<string> {
  return (await root.run(['komado-update'], { user: 'komado' })).text;
}

function presentIn(text: string): string {
  return /^present: .*$/m.exec(text)?.[0] ?? text;
}

const lookEveryMs = 500;
/** Much longer than unpacking and a trial take, ms. */
const mostMs = 600_000;

async function untilStanding(root: DebianRoot, is: RegExp): Promise<void> {
  const began = performance.now();
  for (;;) {
    const text = await standing(root);
    if (is.test(text)) return;
    if (performance.now() - began > mostMs) {
      const said = await root.run([
        'journalctl',
        '--lines',
        '30',
        '--output',
        'cat',
        '--unit',
        'komado-update',
        '--unit',
        'komado-kiosk',
      ]);
      throw new Error(`${text}${said.text}`);
    }
    await new Promise((again) => setTimeout(again, lookEveryMs));
  }
}

/** Makes a maker's key for a trial. @returns its files */
export function makeTrialKey(folder: string): { readonly key: string; readonly publicKey: string } {
  const [key, publicKey] = [join(folder, 'maker.pem'), join(folder, 'maker.pub')];
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', key], { stdio: 'ignore' });
  execFileSync('chmod', ['600', key]);
  execFileSync('openssl', ['pkey', '-in', key, '-pubout', '-out', publicKey]);
  return { key, publicKey };
}
