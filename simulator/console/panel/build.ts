import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..', '..');

/** Builds the console's page, anew each time: it takes a second. @returns its folder */
export async function buildPanel(): Promise<string> {
  const outDir = join(root, 'dist', 'panel');
  await build({
    root: import.meta.dirname,
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, modulePreload: false, assetsInlineLimit: 0, cssCodeSplit: false },
  });
  return outDir;
}
