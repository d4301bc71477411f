import { mkdtemp, rm } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/** Packages with parts other than JavaScript: they stay where they are. */
const native = ['serialport', 'sharp', 'pcsc-mini', 'zxing-wasm'];

export interface BuiltKiosk {
  readonly path: string;
  /** Where V8 keeps its compiled code. */
  readonly cache: string;
  remove(): Promise<void>;
}

/**
 * Bundles the kiosk's process into one file: it is started thousands of times, and loading a thousand small files takes a
 * second.
 */
export async function buildKiosk(): Promise<BuiltKiosk> {
  const out = join(root, 'out');
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(join(out, 'power-cut-'));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: native },
    build: {
      ssr: join(import.meta.dirname, 'kiosk-process.ts'),
      outDir: folder,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'kiosk.mjs', codeSplitting: false } },
    },
  });
  return {
    path: join(folder, 'kiosk.mjs'),
    cache: join(folder, 'compiled'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
