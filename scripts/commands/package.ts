import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import {
  readWords,
  refuseUnused,
  runCommand,
  wholeNumber,
  WrongWords,
} from '../../shared/command-options.ts';
import { tell, type Count } from '../checks/run-stages.ts';
import { buildPackages } from '../packages/build-packages.ts';
import { buildPages } from '../packages/built-pages.ts';
import { packDeb, sumOf } from '../packages/deb-file.ts';
import { layOutElectronApp, packElectronApp } from '../packages/electron-app.ts';
import { packageMoment, type PackageMoment } from '../packages/package-version.ts';
import { packageFacts } from '../packages/package-facts.ts';
import { packageTree } from '../packages/package-tree.ts';
import { packUpdate, readMakerKey, refuseChanged } from '../packages/pack-update.ts';
import { judgePackages } from '../packages/trial/judge-packages.ts';
import { createSteps, expectThat } from '../packages/trial/steps.ts';
import { tryPackages } from '../packages/trial/try-packages.ts';
import { makeTrialKey, type TrialUpdate } from '../packages/trial/try-update.ts';
import { folderToWrite } from '../setup/command-folders.ts';
import { showTime } from '../setup/show-time.mjs';

const help = `Usage: npm run package [-- options]

Packs the Debian packages komado-kiosk, komado-center and komado-verifier, and komado-runtime (the Node.js that they share), for this
machine's processor. The same commit gives the same bytes. docs/packages.md tells how a site is set up from them.

  --out DIR      where they are put (default out/packages)
  --try          packs them twice and compares, has Debian's and systemd's own programs judge them, and lives through their life in
                 a Debian of its own, as root: installed, started to the first screen, upgraded, updated by itself and back, removed,
                 purged. What cannot be tried on this machine is said
  --before DIR   with --try: the packages of the version before, to upgrade from (left out: these under a lower number)
  --update       also packs what a kiosk runs into one signed file, komado-VERSION.update, for kiosks that are set up already
                 (docs/updates.md)
  --key FILE     with --update: the maker's private key (PEM, Ed25519), which nobody else can read
  --from NUMBER  with --update: the least number of a version from which a kiosk may come (left out: from any)
  --json FILE    with --try: writes how many steps passed and failed
  --electron     instead: lays the kiosk out as an application of Electron (out/electron-app) and has electron-builder pack it, where
                 Electron's runtime and electron-builder are there; where they are not, says so and fails
  --help         this text

Exit codes: 0 packed (and everything tried was right), 1 failed, 2 wrong arguments.
`;

const root = join(import.meta.dirname, '..', '..');

async function main(args: readonly string[]): Promise<number> {
  const values = readWords(args, {
    out: { type: 'string' },
    try: { type: 'boolean' },
    before: { type: 'string' },
    json: { type: 'string' },
    electron: { type: 'boolean' },
    update: { type: 'boolean' },
    key: { type: 'string' },
    from: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (values.try !== true) refuseUnused(values, ['before', 'json'], 'is for --try');
  if (values.update !== true) refuseUnused(values, ['key', 'from'], 'is for --update');
  if (values.electron === true) {
    refuseUnused(values, ['out', 'try', 'update'], 'is for the Debian packages');
    return electronApp();
  }
  const update = values.update === true ? updateWords(values) : null;
  const out = await folderToWrite('--out', values.out ?? join(root, 'out', 'packages'));
  const moment = packageMoment(root);
  if (update !== null) refuseChanged(moment);
  const debs = await showTime('packing', () => buildPackages(root, out, moment));
  for (const deb of debs)
    console.log(`${deb}  ${(statSync(deb).size / 1024 / 1024).toFixed(1)} MB  sha256 ${sumOf(deb)}`);
  if (update !== null) console.log(await packUpdate(root, out, moment, { debs, ...update }));
  if (values.try !== true) return 0;
  const count = await tryAll(debs, moment, values.before ?? null);
  if (values.json !== undefined) await writeFile(values.json, JSON.stringify(count));
  return tell(count);
}

/** Before anything is packed, which takes minutes. */
function updateWords({ key, from = '0' }: { readonly key?: string; readonly from?: string }): UpdateWords {
  if (key === undefined) throw new WrongWords('--update: expected --key FILE too');
  return { key: readMakerKey(key), from: wholeNumber('--from', from, 0, Number.MAX_SAFE_INTEGER) };
}
type UpdateWords = Pick<Parameters<typeof packUpdate>[3], 'key' | 'from'>;

async function electronApp(): Promise<number> {
  const folder = join(root, 'out', 'electron-app');
  await showTime('laying out the application', () =>
    layOutElectronApp(root, folder, packageMoment(root).version),
  );
  console.log(`${folder}: the application, with its packages and its page`);
  const why = packElectronApp(root);
  if (why !== null) console.error(`NOT PACKED: ${why}`);
  return why === null ? 0 : 1;
}

async function tryAll(debs: readonly string[], moment: PackageMoment, given: string | null): Promise<Count> {
  const steps = createSteps((line) => console.log(line));
  const folder = mkdtempSync(join(tmpdir(), 'komado-packages-'));
  try {
    const again = join(folder, 'again');
    await steps.try('packed a second time from the same sources, they have the same bytes', async () => {
      for (const [index, deb] of (await buildPackages(root, again, moment)).entries())
        expectThat(sumOf(deb) === sumOf(debs[index] ?? ''), `${basename(deb)} differs`);
    });
    await judgePackages(debs, steps);
    const before = given === null ? await packedBefore(join(folder, 'before'), moment) : await debsIn(given);
    const picture = join(root, 'out', 'packages', 'first-screen.png');
    await mkdir(dirname(picture), { recursive: true });
    const update = await updateAfter(join(folder, 'after'), debs, moment);
    await tryPackages({ before, now: debs, update, picture, steps, say: (line) => console.log(line) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return steps.count();
}

/** Until there is an earlier release: the same under a lower number, which tries what dpkg does with two versions, not what the code does. */
async function packedBefore(folder: string, moment: PackageMoment): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  console.log('the version before is this one under a lower number (--before DIR gives another)');
  return buildPackages(root, folder, { ...moment, version: `${moment.version}~before` });
}

/** The same under a higher number, signed with a key that is made for it. */
async function updateAfter(
  folder: string,
  debs: readonly string[],
  { version, epoch }: PackageMoment,
): Promise<TrialUpdate> {
  await mkdir(folder, { recursive: true });
  const after = { version: `${version}+after`, epoch: epoch + 1 };
  const runtime = debs.filter((deb) => basename(deb).startsWith('komado-runtime_'));
  const kiosk = packageFacts(root).filter(({ name }) => name === 'komado-kiosk');
  const pages = await buildPages(root);
  const packed = kiosk.map((fact) => packDeb(packageTree(root, fact, after, pages), folder, after.epoch));
  const { key, publicKey } = makeTrialKey(folder);
  const words = { debs: [...runtime, ...packed], key: readMakerKey(key), from: 0 };
  return { publicKey, file: await packUpdate(root, folder, after, words) };
}

async function debsIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  const order = ['komado-runtime', 'komado-kiosk', 'komado-center', 'komado-verifier'];
  return order.flatMap((name) =>
    names.filter((each) => each.startsWith(`${name}_`)).map((each) => join(folder, each)),
  );
}

process.exitCode = await runCommand({ name: 'package', call: 'npm run package' }, () =>
  main(process.argv.slice(2)),
);
