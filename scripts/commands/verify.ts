import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import type { Trust } from '../../verifier/code/open-code.ts';
import { createInkDrawer } from '../../verifier/draw/page-ink.ts';
import type { PageOpener } from '../../verifier/file/picture.ts';
import { loadNearestGlyphs } from '../../verifier/node/nearest-glyphs-file.ts';
import { loadCodeReader } from '../../verifier/node/code-reader.ts';
import { markedPicture } from '../../verifier/node/marked-picture.ts';
import { scansIn } from '../../verifier/node/read-scan.ts';
import { writeForOwner } from '../../verifier/node/write-for-owner.ts';
import { buildVerifierPage } from '../../verifier/page/build-page.ts';
import { openTrust, trustInBoth } from '../../verifier/trust.ts';
import type { TrustMaterial } from '../../verifier/trust.ts';
import { worstOf } from '../../verifier/verdict.ts';
import type { PageVerdict } from '../../verifier/verdict.ts';
import { verifyDocument } from '../../verifier/verify-document.ts';
import type { VerifiedPage } from '../../verifier/verify-page.ts';
import { showTime } from '../setup/show-time.mjs';
import { materialOfLocalCenter, statesOfLocalCenters } from './local-centers.ts';
import { readVerifySettings, verifyHelp } from './verify-settings.ts';
import type { VerifySettings } from './verify-settings.ts';
import { answerLines, trueTextLines } from './verify-words.ts';

/** Where the demonstrations keep what they keep. */
const defaultRoot = path.resolve(import.meta.dirname, '../../var');

const exitCodes = {
  ...{ genuine: 0, genuineBack: 0, altered: 3, void: 4, unknownKey: 5, unreadable: 6, refused: 1 },
} as const;

const give = 'give the list of the center that issued the sheet by --keys and --root';

/** A result of the command that is not a verdict. */
class Unusable extends Error {}

/** How the command is called, and the folder with the centers of this machine, whose keys it knows by itself; null: there are none. */
interface VerifyPlace {
  readonly call: string;
  readonly centers: string | null;
}

const ofTheProject: VerifyPlace = { call: 'npm run verify --', centers: defaultRoot };

/**
 * Runs the command.
 * @returns the exit code, as the help explains
 */
export async function runVerify(args: readonly string[], place: VerifyPlace = ofTheProject): Promise<number> {
  const settings = readVerifySettings(args);
  if (settings === 'help') {
    process.stdout.write(verifyHelp(place.call));
    return 0;
  }
  if ('wrong' in settings) {
    process.stderr.write(`verify: ${settings.wrong} (${place.call} --help explains)\n`);
    return 2;
  }
  try {
    const materials = await materialsOf(settings, place);
    const trust = trustOf(materials);
    if (settings.buildPage !== null) {
      const { buildPage } = settings;
      await showTime('building the page', () => buildVerifierPage(buildPage, materials[0]));
      process.stdout.write(`wrote ${settings.buildPage}\n`);
      return 0;
    }
    return await showTime('reading and comparing', () => verify(settings, trust));
  } catch (error) {
    process.stderr.write(
      `verify: ${error instanceof Error ? error.message : 'failed for an unknown reason'}\n`,
    );
    return 1;
  }
}

const listTexts = {
  signatureWrong: 'its signature is wrong',
  unknownKey: 'it is signed by a key that is not in the list of keys',
  keyNotValid: 'the key that signed it was not valid for it',
  unreadable: 'it is not such a list',
  older: 'it is older than another one beside it',
} as const;

/** The one list that was given, or the lists of the centers of this machine: one for each demonstration that ran here. */
async function materialsOf(
  { keys, voids, state }: VerifySettings,
  { centers }: VerifyPlace,
): Promise<readonly [TrustMaterial, ...TrustMaterial[]]> {
  const voidLists = voids === null ? null : await textOf(voids);
  if (keys !== null) return [{ rootKey: keys.rootKey, keys: await textOf(keys.file), voids: voidLists }];
  const local = centers === null ? [] : await statesOfLocalCenters(centers);
  const states = state === null ? local : [state];
  const found = await Promise.all(states.map(materialOfLocalCenter));
  const [first, ...others] = found.filter((material) => material !== null);
  if (first === undefined)
    throw new Unusable(
      centers === null && state === null
        ? give
        : `no center has made keys in ${path.join(state ?? centers ?? '', state === null ? '*' : '', 'seal-keys')}: ` +
            `${centers === null ? '' : 'run `npm run demo` first, or '}${give}`,
    );
  return [{ ...first, voids: voidLists }, ...others];
}

function trustOf(materials: readonly [TrustMaterial, ...TrustMaterial[]]): Trust {
  const [first, ...others] = materials;
  return others.map(opened).reduce(trustInBoth, opened(first));
}

function opened(material: TrustMaterial): Trust {
  const trust = openTrust(material);
  if (!trust.ok)
    throw new Unusable(`the list of ${trust.error.list} is refused: ${listTexts[trust.error.why]}`);
  return trust.value;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Unusable(`${file} cannot be read`);
  }
}

interface Scan {
  readonly name: string;
  readonly open: PageOpener;
}

interface Answer {
  readonly name: string;
  readonly verdict: PageVerdict;
  readonly text: VerifiedPage['text'];
  readonly beside: VerifiedPage['beside'];
}

async function verify(settings: VerifySettings, trust: Trust): Promise<number> {
  const files: (readonly Scan[])[] = [];
  for (const file of settings.files) files.push(await openFile(file));
  const documents = settings.set ? [files.flat()] : files;
  await loadCodeReader();
  const font = await loadMincho();
  const tools = { font, drawer: createInkDrawer(font), nearest: await loadNearestGlyphs(font), trust };
  const all: Answer[] = [];
  const count = files.flat().length;
  for (const scans of documents) {
    const before = all.length;
    const openers = scans.map(({ name, open }, index) => () => {
      // Comparing holds the processor: said while it goes on, it would come too late.
      process.stderr.write(`komado: ${name} (${before + index + 1} of ${count}) … 0 s\n`);
      return open();
    });
    const pages: VerifiedPage[] = [];
    const verdicts = await verifyDocument(openers, tools, async (index, page) => {
      pages.push({ ...page, pictures: null });
      if (settings.marked === null) return;
      const picture = await markedPicture(page);
      const name = count > 1 ? numbered(settings.marked, before + index + 1) : settings.marked;
      // It shows what the certificate shows, so only its owner may read it.
      if (picture !== null) await writeForOwner(name, picture);
    });
    for (const [index, verdict] of verdicts.entries()) {
      const { text = null, beside = null } = pages[index] ?? {};
      all.push({ name: scans[index]?.name ?? '', verdict, text, beside });
    }
  }
  const worst = worstOf(all.map(({ verdict }) => verdict));
  await tell(all, worst, settings);
  return exitCodes[worst];
}

async function tell(
  all: readonly Answer[],
  worst: PageVerdict['verdict'],
  { json, text, report, language }: VerifySettings,
): Promise<void> {
  const linesOf = (withText: boolean) =>
    all.flatMap(({ name, verdict, text: says, beside }) => {
      const [first = '', ...others] = answerLines(verdict, beside, language);
      return [
        `${name}: ${first}`,
        ...others,
        ...(withText && says !== null ? trueTextLines(says, language) : []),
      ];
    });
  // Its text names a person.
  if (report !== null) await writeForOwner(report, `${linesOf(true).join('\n')}\n`);
  if (json) {
    const pages = all.map(({ name, verdict, text: says }) => ({
      ...{ file: name, ...verdict },
      ...(text === true && says !== null ? { text: says } : {}),
    }));
    process.stdout.write(`${JSON.stringify({ verdict: worst, pages }, null, 2)}\n`);
  } else process.stdout.write(`${linesOf(text ?? process.stdout.isTTY).join('\n')}\n`);
}

/** A file that is refused is one page that is: the others are judged all the same. */
async function openFile(file: string): Promise<readonly Scan[]> {
  const scans = await scansIn(file);
  if (!scans.ok) return [{ name: file, open: () => Promise.resolve(scans) }];
  return scans.value.map((open, index) => ({
    name: scans.value.length > 1 ? `${file} page ${index + 1}` : file,
    open,
  }));
}

function numbered(file: string, number: number): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${number}${ext}`);
}

if (import.meta.main) process.exitCode = await runVerify(process.argv.slice(2));
