import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordsIn } from '../../testing/journal-records.ts';
import { openJournal, type Journal } from '../../electron/journal/journal.ts';
import { debianArchitecture } from '../../electron/updates/architecture.ts';
import { handIn, newestUpdateIn } from '../../electron/updates/hand-in.ts';
import { wishFor } from '../../electron/updates/kiosk-updates.ts';
import { launchStateIn } from '../../electron/updates/launch/launch-files.ts';
import { mostStarts } from '../../electron/updates/launch/trial.ts';
import { nodeUpdateFiles } from '../../electron/updates/launch/update-files.ts';
import { stage, type Staged } from '../../electron/updates/stage.ts';
import { nodeStageFiles } from '../../electron/updates/stage-files.ts';
import { systemClock } from '../../shared/dates.ts';
import { packDeb } from './deb-file.ts';
import { packageFacts } from './package-facts.ts';
import { packUpdate, readMakerKey } from './pack-update.ts';
import { reachedCode } from './reached-code.ts';
import { isThere } from './trial/exposure.ts';
import { versionFiles } from './version-files.ts';

/*
 * The life of a kiosk's updates with real files, packages, signatures and processes: only the kiosk's program is a short script.
 */
const root = join(import.meta.dirname, '..', '..');
const fact = packageFacts(root).find(({ name }) => name === 'komado-kiosk');
const tools = ['dpkg-deb', 'openssl', 'tar', 'sha256sum'].filter((tool) => !isThere(tool));
if (tools.length > 0) console.warn(`NOT TRIED HERE: the life of an update, because of ${tools.join(', ')}`);

/** What stands in the place of the kiosk's program. */
const programs = {
  works: 'echo "$NUMBER" >"$UPDATES/kiosk/healthy"',
  endsAtOnce: 'exit 1',
  hangs: 'exec sleep 600',
  /** Begins a journal of a format that is not known yet, says nothing, and ends. */
  beginsNewerJournal:
    'mv "$STATE/journal/journal.jsonl" "$STATE/journal/journal-3.jsonl"; echo \'{"komadoJournal":99}\' >"$STATE/journal/journal.jsonl"; exit 1',
  /** The same, and records something in it. */
  recordsInNewerJournal:
    '[ -e "$STATE/journal/journal-3.jsonl" ] || mv "$STATE/journal/journal.jsonl" "$STATE/journal/journal-3.jsonl"; [ -e "$STATE/journal/journal.jsonl" ] || echo \'{"komadoJournal":99}\' >"$STATE/journal/journal.jsonl"; echo "{\\"record\\":1}" >>"$STATE/journal/journal.jsonl"; exit 1',
} as const;

let place: string;
const updates = (): string => join(place, 'updates');
const state = (): string => join(place, 'state');
const installed = (): string => join(place, 'installed');
const key = (): string => join(place, 'maker.pem');

/** Makes what a version's package holds. */
function filesOf(number: number, program: keyof typeof programs) {
  if (fact === undefined) throw new Error('there is no kiosk');
  const text = `#!/bin/sh\nNUMBER=${number} UPDATES=${updates()} STATE=${state()}\necho "${number} $*" >>"${place}/started"\n${programs[program]}\n`;
  return versionFiles(root, fact, { version: `1.0.${number}`, epoch: number }).map((file) => ({
    path: file.path,
    content: Buffer.from(file.executable ? text : file.text),
    executable: file.executable,
  }));
}

/** Packs and signs an update as the maker does. */
async function made(number: number, program: keyof typeof programs): Promise<string> {
  const moment = { version: `1.0.${number}`, epoch: number };
  const common = {
    version: moment.version,
    architecture: debianArchitecture(),
    conffiles: [],
    scripts: new Map(),
  };
  const control = (name: string): string =>
    `Package: ${name}\nVersion: ${moment.version}\nArchitecture: ${common.architecture}\nMaintainer: nobody <nobody@komado.invalid>\nDescription: sample\n`;
  const runtime = [
    { path: '/usr/lib/komado/runtime/node', content: Buffer.from('#!/bin/sh\n'), executable: true },
  ];
  const debs = [
    packDeb(
      { ...common, name: 'komado-runtime', control: control('komado-runtime'), files: runtime },
      place,
      number,
    ),
    packDeb(
      { ...common, name: 'komado-kiosk', control: control('komado-kiosk'), files: filesOf(number, program) },
      place,
      number,
    ),
  ];
  return packUpdate(root, place, moment, { debs, key: readMakerKey(key()), from: 0 });
}

/** Hands in and stages as the services do. */
async function staged(file: string): Promise<Staged | null> {
  expect((await handIn(updates(), file)).ok).toBe(true);
  const pem = execFileSync('openssl', ['pkey', '-in', key(), '-pubout']);
  return stage({
    ...{ files: nodeStageFiles, folder: updates(), installed: installed(), keys: [createPublicKey(pem)] },
    ...{ architecture: debianArchitecture(), say: () => undefined },
  });
}

/** Starts the kiosk as the service does, and waits until it has ended. @returns its signal or exit code, and what was started since */
function start(): readonly (string | number | null)[] {
  const before = started().length;
  const { status, signal } = spawnSync(
    join(installed(), 'kiosk', 'bin', 'start-kiosk'),
    ['start', '--config', join(place, 'kiosk.json')],
    { stdio: 'ignore' },
  );
  return [signal ?? status, ...started().slice(before)];
}
const started = (): readonly string[] =>
  readFileSync(join(place, 'started'), 'utf8')
    .split('\n')
    .flatMap((line) => /^\d+/.exec(line)?.[0] ?? []);

function wish(number: number, what: 'take' | 'back' = 'take'): void {
  wishFor(nodeUpdateFiles, updates(), { what, number, devices: [], at: 0 });
}

function journal(): Journal {
  const opened = openJournal(join(state(), 'journal'), systemClock);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'komado-update-'));
  for (const each of [
    'updates/kiosk',
    'updates/incoming',
    'state',
    'installed/kiosk/bin',
    'installed/runtime',
  ])
    mkdirSync(join(place, each), { recursive: true });
  writeFileSync(join(place, 'started'), '');
  writeFileSync(
    join(place, 'kiosk.json'),
    JSON.stringify({
      journal: join(state(), 'journal'),
      updates: { keys: ['maker.pub'], folder: updates() },
    }),
  );
  symlinkSync(process.execPath, join(installed(), 'runtime', 'node'));
  const at = (file: string): string => join(installed(), 'kiosk', file);
  for (const [path, content] of reachedCode(root, ['electron/updates/launch/main.ts']).files) {
    mkdirSync(dirname(at(path)), { recursive: true });
    // A second in the place of five minutes.
    writeFileSync(at(path), content.toString('utf8').replace('deadlineS = 300', 'deadlineS = 1'));
  }
  writeFileSync(
    at('bin/start-kiosk'),
    readFileSync(join(root, 'scripts/packages/files/komado-kiosk/start-kiosk')),
    { mode: 0o755 },
  );
  for (const { path, content, executable } of filesOf(10, 'works')) {
    const target = join(installed(), path.replace('/usr/lib/komado/', ''));
    writeFileSync(target, content);
    if (executable) chmodSync(target, 0o755);
  }
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', key()], { stdio: 'ignore' });
  chmodSync(key(), 0o600);
  const begun = journal();
  expect(begun.append({ type: 'session-begun' }).ok).toBe(true);
  begun.close();
});
afterEach(() => rmSync(place, { recursive: true }));

describe.skipIf(tools.length > 0)('an update', () => {
  it('is signed and summed as openssl, tar and sha256sum say, and by nobody else’s key', async () => {
    const file = await made(20, 'works');
    const out = join(place, 'looked-into');
    mkdirSync(out);
    execFileSync('tar', ['--extract', '--file', file, '--directory', out]);
    const check = (keyFile: string) =>
      spawnSync(
        'openssl',
        [
          'pkeyutl',
          '-verify',
          '-rawin',
          '-inkey',
          keyFile,
          '-in',
          'manifest.json',
          '-sigfile',
          'manifest.sig',
        ],
        { cwd: out, encoding: 'utf8' },
      );
    expect(check(key())).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Verified Successfully') as string,
    });
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
      packages: { file: string; sha256: string }[];
    };
    const sums = manifest.packages.map((each) => `${each.sha256}  ${each.file}\n`).join('');
    execFileSync('sha256sum', ['--check', '--strict'], {
      cwd: out,
      input: sums,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    for (const { file: deb } of manifest.packages)
      execFileSync('dpkg-deb', ['--info', join(out, deb)], { stdio: 'ignore' });
    appendFileSync(join(out, 'manifest.json'), ' ');
    expect(check(key()).status).not.toBe(0);
    expect(() => readMakerKey(join(out, 'manifest.json'))).toThrow('--key');
    expect(createPrivateKey(readFileSync(key())).asymmetricKeyType).toBe('ed25519');
  });

  it('that works is taken at a wish, and is what starts from then on; an operator goes back', async () => {
    expect(start()).toEqual([0, '10']);
    expect(await staged(await made(20, 'works'))).toMatchObject({ step: 'staged', number: 20 });
    expect(start()).toEqual([0, '10']);
    wish(20);
    expect([start(), start()]).toEqual([
      [0, '20'],
      [0, '20'],
    ]);
    expect(launchStateIn(nodeUpdateFiles, updates())).toMatchObject({ present: 20, trying: null });
    expect(readdirSync(state()).sort()).toEqual(['journal', 'journal-witness']);
    wish(20, 'back');
    expect([start(), start()]).toEqual([
      [0, '10'],
      [0, '10'],
    ]);
    expect(await staged(await made(20, 'works'))).toMatchObject({ step: 'refused', why: 'wasLeft' });
  });

  it('that ends at once is left after a few starts', async () => {
    await staged(await made(20, 'endsAtOnce'));
    wish(20);
    const starts = Array.from({ length: mostStarts + 2 }, start);
    expect(starts).toEqual([...Array.from({ length: mostStarts }, () => [1, '20']), [0, '10'], [0, '10']]);
  });

  it('that hangs before it says that it works is ended, and left at once', async () => {
    await staged(await made(20, 'hangs'));
    wish(20);
    expect([start(), start()]).toEqual([
      ['SIGKILL', '20'],
      [0, '10'],
    ]);
    expect(launchStateIn(nodeUpdateFiles, updates())?.rolledBack).toEqual([{ number: 20, why: 'late' }]);
  });

  it('whose files do not run is left, too', async () => {
    await staged(await made(20, 'works'));
    rmSync(join(updates(), 'versions/20/usr/lib/komado/kiosk/bin/komado-kiosk'));
    wish(20);
    const starts = Array.from({ length: mostStarts + 1 }, start);
    expect(starts.at(-1)).toEqual([0, '10']);
    expect(starts.slice(0, -1).every(([code]) => code === 127)).toBe(true);
  });

  it('that cannot go on with the journal leaves it as it was: every record, its witness, and what comes after', async () => {
    await staged(await made(20, 'beginsNewerJournal'));
    wish(20);
    const starts = Array.from({ length: mostStarts + 1 }, start);
    expect(starts.at(-1)).toEqual([0, '10']);
    const goesOn = journal();
    expect(recordsIn(join(state(), 'journal')).map(({ event }) => event.type)).toEqual(['session-begun']);
    expect(goesOn.append({ type: 'session-begun' }).ok).toBe(true);
    goesOn.close();
    const again = journal();
    expect(recordsIn(join(state(), 'journal'))).toHaveLength(2);
    again.close();
  });

  it('that has recorded something in a newer journal stays, and no version before it touches the journal', async () => {
    await staged(await made(20, 'recordsInNewerJournal'));
    wish(20);
    const starts = Array.from({ length: mostStarts + 2 }, start);
    expect(starts.every(([, number]) => number === '20')).toBe(true);
    expect(launchStateIn(nodeUpdateFiles, updates())).toMatchObject({ present: 20, stayed: 20 });
    const text = readFileSync(join(state(), 'journal', 'journal.jsonl'), 'utf8');
    expect(text.split('\n').filter((line) => line === '{"record":1}')).toHaveLength(starts.length);
    // Brought back by hand, the version before says why it does not serve, and changes nothing.
    expect(openJournal(join(state(), 'journal'), systemClock)).toMatchObject({
      error: { fault: 'version', version: 99 },
    });
    expect(readFileSync(join(state(), 'journal', 'journal.jsonl'), 'utf8')).toBe(text);
    // The next one mends it.
    expect(await staged(await made(30, 'works'))).toMatchObject({ step: 'staged', number: 30 });
    wish(30);
    expect([start(), start()]).toEqual([
      [0, '30'],
      [0, '30'],
    ]);
  });

  it('is found on a stick by its name, the newest first, and a kiosk without the launcher’s program starts all the same', async () => {
    const stick = join(place, 'stick');
    mkdirSync(stick);
    expect(await newestUpdateIn(stick)).toBeNull();
    renameSync(await made(20, 'works'), join(stick, 'komado-1.0.20.update'));
    writeFileSync(join(stick, 'holiday.jpg'), '');
    expect(await newestUpdateIn(stick)).toBe(join(stick, 'komado-1.0.20.update'));
    rmSync(join(installed(), 'kiosk/electron/updates/launch/main.mjs'));
    expect(start()).toEqual([0, '10']);
  });
});
