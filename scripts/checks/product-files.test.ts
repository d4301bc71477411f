import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { languages } from '../../shared/languages.ts';
import {
  filesOfRooms,
  intruders,
  isOfTheProduct,
  productEntries,
  productRooms,
  reachedFrom,
} from './product-files.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the product', () => {
  const reached = reachedFrom(root, productEntries);

  it('reaches nothing of the simulator or of tests, and nothing made up, from any of its entries', () => {
    expect(reached.faults).toEqual([]);
    expect(intruders(reached)).toEqual([]);
    // Kiosk, both hosts, screens, center and verifier are among the files examined.
    for (const file of [
      'electron/kiosk/kiosk.ts',
      'renderer/app.tsx',
      'issuing-center/orders/order.ts',
      'verifier/trust.ts',
    ])
      expect(reached.files.has(file), file).toBe(true);
  });

  it('consists of its rooms, the commands verify, municipality (without its preview) and registers, and those that are installed', () => {
    const rooms = [...productRooms, 'scripts/municipality'];
    const elsewhere = [...reached.files.keys()].filter(
      (file) => !rooms.some((room) => file.startsWith(`${room}/`)),
    );
    expect(
      [...reached.files.keys()].filter((file) => file.startsWith('scripts/municipality/preview')),
    ).toEqual([]);
    expect(elsewhere.sort()).toEqual([
      'scripts/commands/check-config.ts',
      'scripts/commands/display.ts',
      'scripts/commands/enrol.ts',
      'scripts/commands/hash-code.ts',
      'scripts/commands/journal-commands.ts',
      'scripts/commands/journal.ts',
      'scripts/commands/local-centers.ts',
      'scripts/commands/prepared.ts',
      'scripts/commands/registers-database.ts',
      'scripts/commands/registers.ts',
      'scripts/commands/update.ts',
      'scripts/commands/verify-settings.ts',
      'scripts/commands/verify-words.ts',
      'scripts/commands/verify.ts',
      'scripts/installed/komado-center.ts',
      'scripts/installed/komado-journal.ts',
      'scripts/installed/komado-kiosk.ts',
      'scripts/installed/komado-registers.ts',
      'scripts/installed/komado-update.ts',
      'scripts/installed/komado-verify.ts',
      'scripts/journal/judge.ts',
      'scripts/journal/keep.ts',
      'scripts/journal/source.ts',
      'scripts/journal/words.ts',
      'scripts/setup/command-folders.ts',
      'scripts/setup/product-root.ts',
      'scripts/setup/show-time.mjs',
    ]);
  });

  it('has nothing in its rooms that no entry reaches, except data, style sheets, declarations and the receipt picture', () => {
    // The page's build takes the words of the languages by their names.
    const words = new RegExp(`^languages/compiled/(?:${languages.join('|')})/`);
    const lying = filesOfRooms(root).filter((file) => !reached.files.has(file) && !words.test(file));
    const folders = new Set(
      lying.filter((file) => !/\.(css|html|md|d\.ts)$/.test(file)).map((file) => dirname(file)),
    );
    expect([...folders].sort()).toEqual(
      [
        'issuing-center/municipalities',
        'issuing-center/municipality-index',
        'issuing-center/nodes',
        'issuing-center/store',
        'issuing-center/store/migrations',
        'languages/compiled',
        ...languages.map((language) => `languages/${language}`),
        'languages',
        'printing/receipts',
        'renderer/ruby',
        'verifier/lookalikes',
      ].sort(),
    );
    expect(lying.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))).toEqual([
      // Words without a page to load them into: tests and previews ask for all at once.
      'languages/compiled/catalogues.ts',
      // A receipt as a picture: only the simulator asks for it.
      'printing/receipts/receipt-svg.ts',
      // Readings above their kanji: every JSX of the page calls these, and no file names them but tsconfig.json.
      'renderer/ruby/annotated.ts',
      'renderer/ruby/jsx-dev-runtime.ts',
      'renderer/ruby/jsx-runtime.ts',
    ]);
    expect(lying.filter((file) => !isOfTheProduct(file))).toEqual([]);
  });

  it('needs no development package except those that run and build its window', () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const tools = [...reached.packages].filter((name) => !(name in dependencies));
    expect(tools.sort()).toEqual(['@vitejs/plugin-react', 'electron', 'vite']);
  });

  it('starts for a site without loading the simulator', () => {
    const loaded = reachedFrom(root, ['scripts/commands/start-command.ts'], { dynamic: false });
    expect(loaded.files.has('electron/kiosk/serve-site.ts')).toBe(true);
    expect(intruders(loaded)).toEqual([]);
    expect(intruders(reachedFrom(root, ['scripts/commands/start-command.ts']))).not.toEqual([]);
    const center = reachedFrom(root, ['scripts/commands/center.ts'], { dynamic: false });
    expect([...center.files.keys()]).toEqual(['scripts/commands/center.ts']);
  });
});

describe('the walk through imports', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'komado-walk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(file: string, text = 'export const x = 1;'): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  it.each([
    ['an import', "import { x } from './b.ts'; export const y = x;"],
    ['an import of a type', "import type { X } from './b.ts'; export type Y = X;"],
    ['a type in its place', "export type Y = import('./b.ts').X;"],
    ['an export', "export { x } from './b.ts';"],
    ['an export of everything', "export * from './b.ts';"],
    ['an import at run time', "export const y = await import('./b.ts');"],
    ['a file by its address', "export const y = new Worker(new URL('./b.ts', import.meta.url));"],
    ['a query', "import x from './b.ts?raw'; export const y = x;"],
  ])('follows %s, and shows the way', (_what, text) => {
    write('electron/a.ts', text);
    write('electron/b.ts', "import '../testing/c.ts';");
    write('testing/c.ts');
    expect(intruders(reachedFrom(folder, ['electron/a.ts']))).toEqual([
      'electron/a.ts → electron/b.ts → testing/c.ts',
    ]);
  });

  it.each([
    'simulator/x.ts',
    'tests/x.ts',
    'testing/x.ts',
    'shared/x.test.ts',
    'renderer/x.e2e.ts',
    'shared/sample-pdf.ts',
    'printing/samples/a.json',
    'issuing-center/made-up-people.ts',
  ])('does not count %s as part of the product', (file) => {
    write(file, file.endsWith('.json') ? '{}' : undefined);
    write('electron/a.ts', `import '../${file}';`);
    expect(intruders(reachedFrom(folder, ['electron/a.ts']))).toEqual([`electron/a.ts → ${file}`]);
  });

  it('is not misled by comments, text, other addresses or circles, and counts packages by name', () => {
    write(
      'electron/a.tsx',
      `// import '../testing/c.ts';
      import { z } from 'zod/v4';
      import { x } from '@noble/hashes/sha2.js';
      import { join } from 'node:path';
      import './b.ts';
      export const y = [<p>import '../testing/c.ts'</p>, "import '../testing/c.ts'", new URL('https://x.jp'), z, x, join];`,
    );
    write('electron/b.ts', "import './a.tsx';");
    const reached = reachedFrom(folder, ['electron/a.tsx']);
    expect([...reached.files.keys()]).toEqual(['electron/a.tsx', 'electron/b.ts']);
    expect([...reached.packages]).toEqual(['zod', '@noble/hashes']);
    expect(reached.faults).toEqual([]);
  });

  it('reports what it cannot follow: a computed import, and a missing file', () => {
    write('electron/a.ts', "import './gone.ts'; export const y = (name: string) => import(name);");
    expect(reachedFrom(folder, ['electron/a.ts']).faults).toEqual([
      'electron/a.ts: ./gone.ts is not there',
      'electron/a.ts: imports a computed path',
    ]);
  });

  it('throws at code that cannot be parsed', () => {
    write('electron/a.ts', 'import {');
    expect(() => reachedFrom(folder, ['electron/a.ts'])).toThrow('electron/a.ts: ');
  });

  it('lists the files of the rooms without their tests', () => {
    for (const room of productRooms) write(`${room}/x.ts`);
    write('shared/x.test.ts');
    write('printing/fonts/x.bin');
    expect(filesOfRooms(folder)).toEqual(
      [...productRooms.map((room) => `${room}/x.ts`), 'printing/fonts/x.bin'].sort(),
    );
  });
});
