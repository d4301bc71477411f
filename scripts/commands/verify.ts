import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endpoints } from '../../shared/endpoints.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import type { Trust } from '../../verifier/code/open-code.ts';
import { createInkDrawer } from '../../verifier/draw/page-ink.ts';
import type { Grey } from '../../verifier/image/grey.ts';
import { loadCodeReader } from '../../verifier/node/code-reader.ts';
import { markedPicture } from '../../verifier/node/marked-picture.ts';
import { scansIn } from '../../verifier/node/read-scan.ts';
import type { NoScan } from '../../verifier/node/read-scan.ts';
import { buildVerifierPage } from '../../verifier/page/build-page.ts';
import { openTrust, rootKeyFrom, trustInBoth } from '../../verifier/trust.ts';
import type { TrustMaterial } from '../../verifier/trust.ts';
import { worstOf } from '../../verifier/verdict.ts';
import type { PageVerdict } from '../../verifier/verdict.ts';
import { verifyDocument } from '../../verifier/verify-document.ts';
import { materialOfLocalCenter, statesOfLocalCenters } from './local-centers.ts';
import { linesOf } from './verify-words.ts';
import { showTime } from '../setup/show-time.mjs';

/** Where the demonstrations keep what they keep. */
const defaultRoot = path.resolve(import.meta.dirname, '../../var');

const help = `Usage: npm run verify -- FILE… [--set] [--marked OUT.png] [--json] [--keys FILE --root KEY] [--voids FILE]
       npm run verify -- --build-page OUT.html [--keys FILE --root KEY] [--voids FILE]

Checks certificates: PDF, scan or photograph (PNG, JPEG), rotated by any angle, 150 dpi or more, one sheet per picture. Draws the
true page from its codes, lays it over the scan and reports where they differ. Works offline.

  --set            all FILEs are pages of one document; else each FILE is a document by itself
  --marked OUT     writes the scan beside the true page, with a frame around each difference, as PNG;
                   for several pages OUT-1.png, OUT-2.png, …
  --json           the verdicts as JSON: one object with "verdict" and "pages"
  --keys FILE      the list of keys, as the issuing center returns it for GET ${endpoints.sealKeys.path}
  --root KEY       the root key that signs this list, base64; obtained by another way than the list
  --voids FILE     the lists of void numbers, as it returns them for GET ${endpoints.voidNumbers.path}
  --state DIR      without --keys: the keys of the center of this folder (default: of every center that ran here,
                   in var/console, var/console-DAY and var; the page of --build-page knows the first of them)
  --build-page OUT writes one web page that does the same with a camera or a picture, without any network
  --help           this text

Exit codes: 0 every page is genuine, 3 altered, 4 void, 5 unknown key, 6 unreadable (the worst of all pages, in this order);
1 failed, 2 wrong arguments.
`;

const exitCodes = { genuine: 0, genuineBack: 0, altered: 3, void: 4, unknownKey: 5, unreadable: 6 } as const;

interface Settings {
  readonly files: readonly string[];
  readonly set: boolean;
  readonly json: boolean;
  readonly marked: string | null;
  readonly buildPage: string | null;
  readonly keys: { readonly file: string; readonly rootKey: Uint8Array } | null;
  readonly voids: string | null;
  /** Null: wherever a center of this machine has made keys. */
  readonly state: string | null;
}

/** A result of the command that is not a verdict. */
class Unusable extends Error {}

/**
 * Runs the command.
 * @returns the exit code, as the help explains
 */
export async function runVerify(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  if (settings === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if ('wrong' in settings) {
    process.stderr.write(`verify: ${settings.wrong}\n\n${help}`);
    return 2;
  }
  try {
    const materials = await materialsOf(settings);
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

function readSettings(args: readonly string[]): Settings | 'help' | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        set: { type: 'boolean' },
        json: { type: 'boolean' },
        marked: { type: 'string' },
        keys: { type: 'string' },
        root: { type: 'string' },
        voids: { type: 'string' },
        state: { type: 'string' },
        'build-page': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const buildPage = values['build-page'] ?? null;
    if (positionals.length === 0 && buildPage === null) return { wrong: 'FILE: expected at least one' };
    if (positionals.length > 0 && buildPage !== null)
      return { wrong: '--build-page: expected alone, without FILE' };
    if ((values.keys === undefined) !== (values.root === undefined))
      return { wrong: '--keys, --root: expected both or neither' };
    const rootKey = rootKeyFrom(values.root ?? '');
    if (values.root !== undefined && rootKey === null)
      return { wrong: '--root: expected 32 bytes in base64, 44 characters' };
    return {
      files: positionals,
      set: values.set === true,
      json: values.json === true,
      marked: values.marked ?? null,
      buildPage,
      keys: values.keys === undefined || rootKey === null ? null : { file: values.keys, rootKey },
      voids: values.voids ?? null,
      state: values.state === undefined ? null : path.resolve(values.state),
    };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'wrong arguments' };
  }
}

/** The one list that was given, or the lists of the centers of this machine: one for each demonstration that ran here. */
async function materialsOf({
  keys,
  voids,
  state,
}: Settings): Promise<readonly [TrustMaterial, ...TrustMaterial[]]> {
  const voidLists = voids === null ? null : await textOf(voids);
  if (keys !== null) return [{ rootKey: keys.rootKey, keys: await textOf(keys.file), voids: voidLists }];
  const states = state === null ? await statesOfLocalCenters(defaultRoot) : [state];
  const found = await Promise.all(states.map(materialOfLocalCenter));
  const [first, ...others] = found.filter((material) => material !== null);
  if (first === undefined)
    throw new Unusable(
      `no center has made keys in ${path.join(state ?? defaultRoot, state === null ? '*' : '', 'seal-keys')}: ` +
        'run `npm run demo` first, or give the list of the center that issued the sheet by --keys and --root',
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
  readonly open: () => Promise<Grey>;
}

async function verify(settings: Settings, trust: Trust): Promise<number> {
  const files = await Promise.all(settings.files.map(openFile));
  const documents = settings.set ? [files.flat()] : files;
  await loadCodeReader();
  const font = await loadMincho();
  const tools = { font, drawer: createInkDrawer(font), trust };
  const all: { name: string; verdict: PageVerdict }[] = [];
  const several = files.flat().length > 1;
  for (const scans of documents) {
    const before = all.length;
    const openers = scans.map(({ open }) => open);
    const verdicts = await verifyDocument(openers, tools, async (index, page) => {
      if (settings.marked === null) return;
      const picture = await markedPicture(page);
      const name = several ? numbered(settings.marked, before + index + 1) : settings.marked;
      // It shows what the certificate shows, so only its owner may read it.
      if (picture !== null) await writeFile(name, picture, { mode: 0o600 });
    });
    for (const [index, verdict] of verdicts.entries()) all.push({ name: scans[index]?.name ?? '', verdict });
  }
  const worst = worstOf(all.map(({ verdict }) => verdict));
  if (settings.json) {
    const pages = all.map(({ name, verdict }) => ({ file: name, ...verdict }));
    process.stdout.write(`${JSON.stringify({ verdict: worst, pages }, null, 2)}\n`);
  } else
    for (const { name, verdict } of all) process.stdout.write(`${name}: ${linesOf(verdict).join('\n')}\n`);
  return exitCodes[worst];
}

async function openFile(file: string): Promise<readonly Scan[]> {
  const scans = await scansIn(file);
  if (!scans.ok) throw new Unusable(`${file}: ${noScanTexts[scans.error.why]}`);
  return scans.value.map((open, index) => ({
    name: scans.value.length > 1 ? `${file} page ${index + 1}` : file,
    open,
  }));
}

const noScanTexts: Readonly<Record<NoScan['why'], string>> = {
  cannotRead: 'cannot be read',
  noPicture: 'is neither a readable picture nor a PDF',
  tooSmall: 'is too small for a page: 150 dpi or more',
  tooManyPages: 'has more pages than any certificate',
  noPdf: 'is not a readable PDF',
};

function numbered(file: string, number: number): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${number}${ext}`);
}

if (import.meta.main) process.exitCode = await runVerify(process.argv.slice(2));
