import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makeDebianRoot, type DebianRoot, type InRoot } from './debian-root.ts';
import { isThere } from './exposure.ts';
import { pictureOf, propertyOf, untilProperty } from './services.ts';
import { openMadeUpAuthorities, type MadeUpAuthorities } from './served/made-up-authorities.ts';
import { tryServed } from './served/try-served.ts';
import { expectThat, type Steps } from './steps.ts';
import { tryStaging, tryTaking, type TrialUpdate } from './try-update.ts';
import { configureCenter, configureKiosk, configureScreen, trialPorts, kioskName } from './trial-site.ts';

const packageNames = ['komado-kiosk', 'komado-center', 'komado-verifier', 'komado-runtime'] as const;
const kioskUnit = '/usr/lib/systemd/system/komado-kiosk.service';
const journal = 'journal/journal.jsonl';

export interface Trial {
  readonly before: readonly string[];
  readonly now: readonly string[];
  /** What the kiosk takes by itself after it. */
  readonly update: TrialUpdate;
  /** Where the picture of the first screen is put. */
  readonly picture: string;
  readonly steps: Steps;
  readonly say: (line: string) => void;
}

/** A life of the packages in a Debian of its own: installed, served with, upgraded, removed, purged. */
export async function tryPackages(trial: Trial): Promise<void> {
  const what = 'the packages’ life in a Debian of their own';
  const missing = ['mmdebstrap', 'openssl', 'convert', 'identify'].filter((tool) => !isThere(tool));
  if (missing.length > 0) {
    trial.steps.notTried(what, `not installed: ${missing.join(', ')}`);
    return;
  }
  const made = await makeDebianRoot(trial.say);
  if (!made.ok) {
    trial.steps.notTried(what, made.error);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'komado-authorities-'));
  const authorities = await openMadeUpAuthorities(folder);
  try {
    await live(made.value, authorities, trial);
  } finally {
    await authorities.close();
    rmSync(folder, { recursive: true, force: true });
    await made.value.remove();
  }
}

async function live(
  root: DebianRoot,
  authorities: MadeUpAuthorities,
  { before, now, update, picture, steps }: Trial,
): Promise<void> {
  const ports = await trialPorts();
  await must(root, ['apt-get', '--quiet', 'update']);
  const what = `installed: ${basename(before[1] ?? '')} and the others`;
  if (!(await steps.try(what, () => install(root, before)))) return;
  await steps.try('what is installed is what was packed (dpkg --verify)', async () => {
    const said = await must(root, ['dpkg', '--verify', ...packageNames]);
    expectThat(said.trim() === '', said);
  });
  await steps.try('each command tells its version and its help', () => tryCommands(root));
  await steps.try(
    'without a configuration the center does not run, and the kiosk, started by hand, says which file is missing',
    async () => {
      const { code, text } = await root.run(['komado-kiosk'], { user: 'komado' });
      expectThat(code === 2 && text.includes('/etc/komado/kiosk/kiosk.json'), `${code}: ${text}`);
      for (const unit of ['komado-kiosk', 'komado-display', 'komado-center']) {
        expectThat((await propertyOf(root, unit, 'UnitFileState')) === 'enabled', `${unit} is not enabled`);
      }
      const center = await propertyOf(root, 'komado-center', 'ActiveState');
      expectThat(center === 'inactive', `komado-center is ${center}`);
    },
  );
  await steps.try('systemd finds nothing to say of the units (systemd-analyze verify)', async () => {
    const said = await must(root, ['systemd-analyze', 'verify', kioskUnit]);
    expectThat(!said.includes('komado'), said);
  });
  await steps.try(
    'without a configuration the kiosk’s service comes up to be set up at its screen',
    async () => {
      configureScreen(root);
      await must(root, ['systemctl', 'restart', 'komado-display']);
      await must(root, ['systemctl', 'restart', 'komado-kiosk']);
      await firstScreen(root, picture.replace(/\.png$/, '-set-up.png'));
      const said = await must(root, ['journalctl', '--unit', 'komado-kiosk', '--output', 'cat']);
      expectThat(said.includes('"firstStartBegun"'), said);
    },
  );
  await steps.try('a center, configured from its example, gives a kiosk its credentials', async () => {
    configureCenter(root, ports, authorities);
    await must(root, [...centerCommand, '--check-config'], { user: 'komado-center' });
  });
  await steps.try('its service is ready to issue', async () => {
    await must(root, ['systemctl', 'start', 'komado-center']);
    await untilReady(root, ports.lists);
    await must(root, [...centerCommand, '--kiosk', kioskName], { user: 'komado-center' });
  });
  await steps.try('a kiosk, configured from its example, has nothing to complain of', async () => {
    configureKiosk(root, ports);
    await must(root, ['komado-kiosk', '--check-config'], { user: 'komado' });
  });
  await steps.try('the kiosk’s service starts, with a display, to its first screen', async () => {
    await must(root, ['systemctl', 'restart', 'komado-kiosk']);
    await firstScreen(root, picture);
  });
  await steps.try('the browser’s sandbox is on, and its policies are there', async () => {
    const said = await must(root, ['journalctl', '--unit', 'komado-kiosk', '--output', 'cat']);
    const host = /^Host: .*$/m.exec(said)?.[0] ?? 'no host';
    expectThat(host.startsWith('Host: ') && !/OFF|not installed/.test(host), host);
  });
  await steps.try('a kiosk that hangs is ended by the watchdog and starts again', async () => {
    const pid = await propertyOf(root, 'komado-kiosk', 'MainPID');
    await must(root, ['kill', '-STOP', pid]);
    await untilProperty(root, 'komado-kiosk', 'NRestarts', '1');
    await untilProperty(root, 'komado-kiosk', 'ActiveState', 'active');
    await firstScreen(root, picture);
  });
  await steps.try(`upgraded to ${basename(now[1] ?? '')}: it runs, with the records of before`, async () => {
    const kept = journalIn(root, '/var/lib/komado');
    await install(root, now);
    await firstScreen(root, picture);
    expectThat(kept !== '' && journalIn(root, '/var/lib/komado').startsWith(kept), 'the journal has changed');
    expectThat(
      (await propertyOf(root, 'komado-center', 'ActiveState')) === 'active',
      'the center does not run',
    );
  });
  await tryServed({
    ...{ root, ports, authorities, steps, picture: picture.replace(/\.png$/, '-served.png') },
    untilReady: () => untilReady(root, ports.lists),
  });
  await tryStaging(root, update, steps);
  await tryTaking(root, steps, () => firstScreen(root, picture));
  await takeAway(root, steps);
}

const centerCommand = ['komado-center', '--config', '/etc/komado/center/center.json'] as const;

async function firstScreen(root: DebianRoot, picture: string): Promise<void> {
  expectThat((await propertyOf(root, 'komado-kiosk', 'ActiveState')) === 'active', await lastWords(root));
  const colours = await pictureOf(root, picture);
  expectThat(colours > 16, `the screen has ${colours} colours`);
}

async function lastWords(root: DebianRoot): Promise<string> {
  const { text } = await root.run([
    'journalctl',
    '--lines',
    '30',
    '--output',
    'cat',
    '--unit',
    'komado-kiosk',
  ]);
  return text;
}

async function untilReady(root: DebianRoot, port: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    const state = await propertyOf(root, 'komado-center', 'NRestarts');
    const said = await root.run([
      'journalctl',
      '--lines',
      '20',
      '--output',
      'cat',
      '--unit',
      'komado-center',
    ]);
    expectThat(state === '0', said.text);
    await new Promise((again) => setTimeout(again, 200));
  }
}

function journalIn(root: DebianRoot, folder: string): string {
  const file = root.at(join(folder, journal));
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function tryCommands(root: DebianRoot): Promise<void> {
  for (const name of [
    'komado-kiosk',
    'komado-journal',
    'komado-update',
    'komado-center',
    'komado-registers',
    'komado-verify',
  ]) {
    const version = await must(root, [name, '--version'], { user: 'nobody' });
    expectThat(/^komado \d/.test(version), `${name}: ${version}`);
    const help = await must(root, [name, '--help'], { user: 'nobody' });
    expectThat(help.startsWith(`Usage: ${name}`), `${name}: ${help}`);
    expectThat(!help.includes('npm'), `${name} speaks of npm, which is not there`);
  }
}

async function takeAway(root: DebianRoot, steps: Steps): Promise<void> {
  await must(root, ['systemctl', 'stop', 'komado-kiosk']);
  const kept = journalIn(root, '/var/lib/komado');
  await steps.try('removed: nothing of the code is left, all that it has written is', async () => {
    await must(root, ['apt-get', '--quiet', '--yes', 'remove', ...packageNames]);
    for (const path of ['/usr/lib/komado', kioskUnit, '/usr/bin/komado-kiosk'])
      expectThat(!existsSync(root.at(path)), `${path} is still there`);
    expectThat(kept !== '' && journalIn(root, '/var/lib/komado') === kept, 'the journal has changed');
  });
  await steps.try('purged: the journal is in /var/backups, whole, and the rest is gone', async () => {
    const said = await must(root, ['dpkg', '--purge', ...packageNames]);
    const place = /the journal is kept, with its witness, in (\S+)/.exec(said)?.[1] ?? '';
    expectThat(place !== '', `it did not say where the journal is: ${said}`);
    expectThat(kept !== '' && journalIn(root, place) === kept, 'the journal is not what it was');
    expectThat((lstatSync(root.at(place)).mode & 0o777) === 0o700, `${place} can be read by others`);
    const left = [
      ...['/var/lib/komado', '/var/lib/komado-center', '/var/log/komado', '/var/log/komado-center'],
      ...['/var/lib/komado-updates', '/etc/chromium/policies/managed/komado.json'],
    ].filter((path) => existsSync(root.at(path)));
    expectThat(left.length === 0, `left: ${left.join(' ')}`);
    const backups = readdirSync(root.at('/var/backups')).filter((name) => name.startsWith('komado-center-'));
    expectThat(backups.length === 1, 'the center’s keys and registers are not in /var/backups');
    const listed = await root.run(['dpkg-query', '--show', ...packageNames]);
    expectThat(listed.code !== 0 && !/^komado-\S+\t\S/m.test(listed.text), listed.text);
  });
}

async function install(root: DebianRoot, debs: readonly string[]): Promise<void> {
  const folder = '/var/tmp/debs';
  mkdirSync(root.at(folder), { recursive: true });
  const inside = debs.map((deb) => join(folder, basename(deb)));
  for (const deb of debs) copyFileSync(deb, root.at(join(folder, basename(deb))));
  await must(root, ['apt-get', '--quiet', '--yes', '--no-install-recommends', 'install', ...inside]);
}

/** Runs what has to succeed. @returns what it said */
async function must(root: DebianRoot, words: readonly string[], how: InRoot = {}): Promise<string> {
  const { code, text } = await root.run(words, how);
  expectThat(code === 0, `${words.join(' ')} ended with ${code}: ${text.slice(-2_000)}`);
  return text;
}
