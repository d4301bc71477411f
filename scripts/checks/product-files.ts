import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { namedIn } from './named-in.ts';

/** Where the product begins: each is run, bundled or loaded separately. Everything that a site runs is reached from here. */
export const productEntries = [
  'electron/main.ts',
  'electron/main-chromium.ts',
  'electron/host/build-main.ts',
  'electron/host/electron-runtime.ts',
  'electron/host/preload.ts',
  'renderer/build.ts',
  'renderer/main.tsx',
  'renderer/vite.config.ts',
  'issuing-center/main.ts',
  'verifier/page/main.ts',
  'verifier/page/worker.ts',
  'preparation/page/main.tsx',
  'scripts/commands/prepared.ts',
  // What a device maker's command runs against a real device.
  'electron/devices/conformance/suites.ts',
  'shared/conformance/run-steps.ts',
  'issuing-center/registers/conformance/open-register-suite.ts',
  'electron/devices/conformance/asked-hands.ts',
  // What the start command does at a journal that cannot go on.
  'electron/journal/begin-anew.ts',
  // What the start command says of a site's panel with --check-config.
  'electron/kiosk/reach.ts',
  'scripts/commands/verify.ts',
  // What a municipality's officer runs; but the preview, which shows made-up residents.
  'issuing-center/municipalities/json-schema.ts',
  'scripts/municipality/check-files.ts',
  'scripts/municipality/diff-files.ts',
  'scripts/municipality/migrate-files.ts',
  'scripts/municipality/new-file.ts',
  'scripts/municipality/publish-rules.ts',
  'scripts/municipality/schema-file.ts',
  'scripts/commands/registers.ts',
  // The commands of the Debian packages.
  'scripts/installed/komado-center.ts',
  'scripts/installed/komado-journal.ts',
  'scripts/installed/komado-kiosk.ts',
  'scripts/installed/komado-registers.ts',
  'scripts/installed/komado-update.ts',
  'scripts/installed/komado-verify.ts',
  'electron/updates/launch/main.ts',
] as const;

/**
 * The rooms of the product; what is in them beside code (SQL, municipalities, style sheets, declarations) belongs to the
 * product too.
 */
export const productRooms = [
  'languages',
  'logging',
  'telemetry',
  'electron',
  'issuing-center',
  'printing',
  'renderer',
  'shared',
  'state-machines',
  'verifier',
  'preparation',
] as const;

/** None of these may be in the product: made-up devices, authorities and residents, tests and what only they use. */
const notOfTheProduct = [
  /^(simulator|testing|tests)\//,
  /\.(test|e2e)\.tsx?$/,
  /(^|[/-])(samples?|made-up)([-./]|$)/,
];

/** What an entry reaches. Paths are relative to the root, with `/`. */
export interface Reached {
  /** Every file, with the file that first names it; null for an entry. */
  readonly files: ReadonlyMap<string, string | null>;
  /** Packages by name, without Node's own modules. */
  readonly packages: ReadonlySet<string>;
  /** Imports that cannot be followed: computed ones, and missing files. */
  readonly faults: readonly string[];
}

export interface WalkOptions {
  /** Whether `import('…')` is followed too. */
  readonly dynamic: boolean;
}

/**
 * Follows everything that the entries name: imports and exports, types too, `import('…')`, and files by `new URL('…',
 * import.meta.url)`.
 * @throws when a file that is reached cannot be parsed
 */
export function reachedFrom(
  root: string,
  entries: readonly string[],
  { dynamic }: WalkOptions = { dynamic: true },
): Reached {
  const files = new Map<string, string | null>();
  const packages = new Set<string>();
  const faults: string[] = [];
  const waiting: string[] = [];
  const reach = (file: string, from: string | null): void => {
    if (files.has(file)) return;
    files.set(file, from);
    if (/\.[mc]?[jt]sx?$/.test(file)) waiting.push(file);
  };
  for (const entry of entries) reach(entry, null);
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const { named, errors } = namedIn(file, readFileSync(join(root, file), 'utf8'));
    const [error] = errors;
    if (error !== undefined) throw new Error(`${file}: ${error}`);
    for (const { name, kind } of named) {
      if (kind === 'dynamic' && !dynamic) continue;
      if (name === null) faults.push(`${file}: imports a computed path`);
      else if (/^\.{1,2}\//.test(name)) {
        const target = join(dirname(file), name.replace(/\?.*$/, ''));
        const there = existsSync(join(root, target));
        if (there && statSync(join(root, target)).isFile()) reach(target, file);
        else if (kind !== 'url') faults.push(`${file}: ${name} is not there`);
      } else if (kind !== 'url' && !name.startsWith('node:')) packages.add(packageOf(name));
    }
  }
  return { files, packages, faults };
}

/** Files reached that are not part of the product, each with the way that leads there from an entry. */
export function intruders(reached: Reached): readonly string[] {
  return [...reached.files.keys()]
    .filter((file) => !isOfTheProduct(file))
    .map((file) => wayTo(file, reached.files).join(' → '));
}

/** Whether a file may be in the product, by its path. */
export function isOfTheProduct(file: string): boolean {
  return !notOfTheProduct.some((pattern) => pattern.test(file));
}

/**
 * The files of the product's rooms without their tests: what a package of the product would contain of them, code and data.
 */
export function filesOfRooms(root: string): readonly string[] {
  return productRooms
    .flatMap((room) => readdirSync(join(root, room), { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/\.(test|e2e)\.tsx?$/.test(file))
    .sort();
}

function wayTo(file: string, files: Reached['files']): readonly string[] {
  const from = files.get(file) ?? null;
  return from === null ? [file] : [...wayTo(from, files), file];
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
