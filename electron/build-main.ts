import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

/**
 * Bundles an entry of the main process and the preload script for Electron, which runs no TypeScript: our own files into
 * one, packages stay where they are. Tells the paths of both.
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
      rolldownOptions: { output: { format: 'es', entryFileNames: 'main.mjs' } },
    },
  });
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
  return { main: join(outDir, 'main.mjs'), preload: join(outDir, 'preload.cjs') };
}
