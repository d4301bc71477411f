import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeDebianRoot, type DebianRoot, type InRoot } from './debian-root.ts';
import { isThere } from './judge-packages.ts';
import { runService, type RunningService } from './run-service.ts';
import { expectThat, type Steps } from './steps.ts';
import { openTrialDisplay } from './trial-display.ts';
import { configureCenter, configureKiosk, kioskName } from './trial-site.ts';

const packageNames = ['komado-kiosk', 'komado-center', 'komado-verifier', 'komado-runtime'] as const;
const kioskUnit = '/usr/lib/systemd/system/komado-kiosk.service';
const centerUnit = '/usr/lib/systemd/system/komado-center.service';
const journal = '/var/lib/komado/journal/journal.jsonl';

export interface Versions {
  readonly before: readonly string[];
  readonly now: readonly string[];
}

/** A life of the packages in a Debian of its own: installed, served with, upgraded, removed, purged. */
export async function tryPackages({ before, now }: Versions, picture: string, steps: Steps): Promise<void> {
  const missing = ['mmdebstrap', 'socat', 'Xvfb', 'import', 'openssl'].filter((tool) => !isThere(tool));
  if (missing.length > 0) {
    steps.notTried('the packages in a root of their own', `not installed: ${missing.join(', ')}`);
    return;
  }
  const made = makeDebianRoot();
  if (!made.ok) {
    steps.notTried('the packages in a root of their own', made.error);
    return;
  }
  const root = made.value;
  try {
    await live(root, before, now, picture, steps);
  } finally {
    root.remove();
  }
}

async function live(
  root: DebianRoot,
  before: readonly string[],
  now: readonly string[],
  picture: string,
  steps: Steps,
): Promise<void> {
  await steps.try(`installed: ${basename(before[1] ?? '')} and the others`, () => install(root, before));
  await steps.try('what is installed is what was packed (dpkg --verify)', async () => {
    const said = await must(root, ['dpkg', '--verify', ...packageNames]);
    expectThat(said.trim() === '', said);
  });
  await steps.try('each command tells its version and its help', () => tryCommands(root));
  await steps.try('the kiosk without a configuration says which file is missing', async () => {
    const { code, text } = await root.run(['komado-kiosk'], { user: 'komado' });
    expectThat(code === 2 && text.includes('/etc/komado/kiosk/kiosk.json'), `${code}: ${text}`);
  });
  await steps.try('a center, configured from its example, gives a kiosk its credentials', async () => {
    configureCenter(root);
    await must(root, [...centerCommand, '--check-config'], { user: 'komado-center' });
    await must(root, [...centerCommand, '--kiosk', kioskName], { user: 'komado-center' });
  });
  const running: { center?: RunningService } = {};
  await steps.try('its service starts as its unit says, and listens', async () => {
    const center = await runService(root, centerUnit, {});
    running.center = center;
    await center.said(/^listening/);
  });
  await steps.try('a kiosk, configured from its example, has nothing to complain of', async () => {
    configureKiosk(root);
    await must(root, ['komado-kiosk', '--check-config'], { user: 'komado' });
  });
  await kioskComesUp(root, picture, steps);
  const kept = existsSync(root.at(journal)) ? readFileSync(root.at(journal), 'utf8') : '';
  await steps.try(`upgraded to ${basename(now[1] ?? '')}, and the journal is as it was`, async () => {
    await install(root, now);
    expectThat(kept !== '', 'the kiosk has written no journal');
    expectThat(readFileSync(root.at(journal), 'utf8') === kept, 'the journal has changed');
    expectThat(existsSync(root.at('/etc/komado/kiosk/kiosk.json')), 'the configuration is gone');
  });
  await kioskComesUp(root, picture, steps);
  await steps.try('the center ends when it is told to', async () => {
    expectThat((await running.center?.end()) === 0, 'it did not end as asked');
  });
  await takeAway(root, steps);
}

const centerCommand = ['komado-center', '--config', '/etc/komado/center/center.json'] as const;

async function kioskComesUp(root: DebianRoot, picture: string, steps: Steps): Promise<void> {
  const display = await openTrialDisplay();
  try {
    await steps.try(
      'the kiosk’s service starts as its unit says: ready with a first screen, alive, and ended in order',
      async () => {
        const kiosk = await runService(root, kioskUnit, { DISPLAY: display.name, XAUTHORITY: '' });
        await kiosk.told('READY=1');
        await kiosk.told('WATCHDOG=1');
        const colours = display.picture(picture);
        const code = await kiosk.end();
        expectThat(colours > 16, `the screen has ${colours} colours`);
        expectThat(code === 0, `it ended with ${code}`);
        await kiosk.told('STOPPING=1');
      },
    );
    await steps.try('the browser’s sandbox was on, and its policies were there', async () => {
      const kiosk = await runService(root, kioskUnit, { DISPLAY: display.name, XAUTHORITY: '' });
      const host = await kiosk.said(/^Host: /);
      await kiosk.told('READY=1');
      await kiosk.end();
      expectThat(!/OFF|not installed/.test(host), host);
    });
  } finally {
    await display.close();
  }
}

async function tryCommands(root: DebianRoot): Promise<void> {
  for (const name of ['komado-kiosk', 'komado-center', 'komado-registers', 'komado-verify']) {
    const version = await must(root, [name, '--version'], { user: 'nobody' });
    expectThat(/^komado \d/.test(version), `${name}: ${version}`);
    const help = await must(root, [name, '--help'], { user: 'nobody' });
    expectThat(help.startsWith(`Usage: ${name}`), `${name}: ${help}`);
    expectThat(!help.includes('npm'), `${name} speaks of npm, which is not there`);
  }
}

async function takeAway(root: DebianRoot, steps: Steps): Promise<void> {
  const kept = existsSync(root.at(journal)) ? readFileSync(root.at(journal), 'utf8') : '';
  await steps.try('removed: nothing of the code is left, all that it has written is', async () => {
    await must(root, ['apt-get', '--quiet', '--yes', 'remove', ...packageNames]);
    expectThat(!existsSync(root.at('/usr/lib/komado')), '/usr/lib/komado is still there');
    expectThat(!existsSync(root.at(kioskUnit)), 'the unit is still there');
    expectThat(readFileSync(root.at(journal), 'utf8') === kept, 'the journal has changed');
  });
  await steps.try('purged: the journal is in /var/backups, whole, and the rest is gone', async () => {
    const said = await must(root, ['dpkg', '--purge', ...packageNames]);
    const place = /the journal is kept, with its witness, in (\S+)/.exec(said)?.[1] ?? '';
    expectThat(place !== '', `it did not say where the journal is: ${said}`);
    expectThat(
      kept !== '' && readFileSync(root.at(`${place}/journal/journal.jsonl`), 'utf8') === kept,
      'the journal is not what it was',
    );
    expectThat((lstatSync(root.at(place)).mode & 0o777) === 0o700, `${place} can be read by others`);
    const left = [
      ...['/var/lib/komado', '/var/lib/komado-center', '/var/log/komado', '/var/log/komado-center'],
      '/etc/chromium/policies/managed/komado.json',
    ].filter((path) => existsSync(root.at(path)));
    expectThat(left.length === 0, `left: ${left.join(' ')}`);
    const backups = readdirSync(root.at('/var/backups')).filter((name) => name.startsWith('komado-center-'));
    expectThat(backups.length === 1, 'the center’s keys and registers are not in /var/backups');
    const listed = (await root.run(['dpkg-query', '-W', ...packageNames])).text;
    expectThat(!/^komado-\S+\t\S/m.test(listed), listed);
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
