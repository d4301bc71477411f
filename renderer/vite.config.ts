import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { wordsScripts } from './words-scripts.ts';

/**
 * A page opened from a folder may not load module scripts (their origin is opaque there), but it may load a plain deferred
 * script: so the page runs in both hosts, even one that opens a file.
 */
const plainScripts: Plugin = {
  name: 'komado-plain-scripts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replaceAll(' type="module"', ' defer').replaceAll(' crossorigin', ''),
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), plainScripts, wordsScripts()],
  build: {
    outDir: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    emptyOutDir: true,
    modulePreload: false,
    // Nothing inline: the content security policy admits only files of this folder.
    assetsInlineLimit: 0,
    // One stylesheet as a file: a script that carries its styles would need an inline style element.
    cssCodeSplit: false,
    target: 'chrome130',
    // One file from this machine's own disk, but for the words of the other languages: pieces would not load any sooner.
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: { output: { format: 'iife' } },
  },
});
