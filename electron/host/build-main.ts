import { cp, mkdir, readdir } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build } from 'vite';

/** Rooms whose code reads data files beside it (municipalities, SQL). */
const roomsWithData = ['issuing-center', 'printing'];

/**
 * Compiles an entry of the main process and the preload script for Electron, which does not run TypeScript. Every file of
 * ours keeps its place below dist/electron, with its data beside it, so that paths relative to the code stay right; packages
 * stay in node_modules. @returns the paths of both
 */
export async function buildElectronMain(
  root: string,
  entry: string,
): Promise<{ main: string; preload: string }> {
  const outDir = join(root, 'dist', 'electron');
  const common = { root, configFile: false, logLevel: 'warn', publicDir: false } as const;
  const builtins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`), 'electron'];
  await build({
    ...common,
    ssr: { external: true, noExternal: [] },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: {
        output: {
          format: 'es',
          preserveModules: true,
          preserveModulesRoot: root,
          entryFileNames: '[name].mjs',
        },
      },
    },
  });
  for (const room of roomsWithData) await copyData(join(root, room), join(outDir, room));
  await build({
    ...common,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'chrome130',
      rolldownOptions: {
        input: join(root, 'electron', 'host', 'preload.ts'),
        external: builtins,
        // A sandboxed preload script is CommonJS.
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  });
  return {
    main: join(outDir, relative(root, entry).replace(/\.ts$/, '.mjs')),
    preload: join(outDir, 'preload.cjs'),
  };
}

async function copyData(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(json|sql)$/.test(entry.name)) continue;
    const target = join(to, relative(from, join(entry.parentPath, entry.name)));
    await mkdir(dirname(target), { recursive: true });
    await cp(join(entry.parentPath, entry.name), target);
  }
}
