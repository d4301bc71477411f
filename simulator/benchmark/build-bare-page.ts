import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { inProduction } from '../../renderer/build.ts';

const root = join(import.meta.dirname, '..', '..');

/** Builds the page with nothing on it, anew each time: it takes a second. @returns its folder */
export async function buildBarePage(): Promise<string> {
  const outDir = join(root, 'dist', 'bare-page');
  const plainScripts = {
    name: 'bare-plain-scripts',
    transformIndexHtml: {
      order: 'post',
      handler: (html: string) => html.replaceAll(' type="module"', ' defer').replaceAll(' crossorigin', ''),
    },
  } as const;
  await inProduction(() =>
    build({
      ...{ root: join(import.meta.dirname, 'bare-page'), base: './', configFile: false, logLevel: 'warn' },
      plugins: [react(), plainScripts],
      build: {
        ...{ outDir, emptyOutDir: true, modulePreload: false, assetsInlineLimit: 0 },
        rolldownOptions: { output: { format: 'iife' } },
      },
    }),
  );
  return outDir;
}
