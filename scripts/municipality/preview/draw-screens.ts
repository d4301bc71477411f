import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runnerImport } from 'vite';
import type { Screen } from '../../../shared/screen.ts';
import type { NamedScreen } from './screens.ts';
import { escaped } from './markup.ts';

const renderer = path.join(import.meta.dirname, '..', '..', '..', 'renderer');
/** The window that the screens are made for, CSS pixels. */
const window = { width: 1024, height: 768 } as const;

const markup = path.join(renderer, '..', 'testing', 'screens', 'markup-of.tsx');
type Markup = typeof import('../../../testing/screens/markup-of.tsx');

/**
 * Screens as they stand in the kiosk's window: the renderer's own components and styles, each in a frame of the window's size, so that
 * nothing of the page around it reaches in.
 */
export async function drawScreens(screens: readonly NamedScreen[]): Promise<string> {
  // Node does not run the renderer's markup by itself.
  const { module } = await runnerImport<Markup>(markup, {
    ...{ configFile: false, logLevel: 'error' },
  });
  const styles = await stylesOfRenderer();
  return screens
    .map(({ name, screen }) => figureOf(name, documentOf(screen, styles, module.markupOf(screen))))
    .join('\n');
}

function figureOf(name: string, document: string): string {
  return `<figure class="screen"><iframe title="${name}" sandbox="" loading="lazy" width="${window.width}" height="${window.height}" srcdoc="${escaped(document)}"></iframe><figcaption>${name}</figcaption></figure>`;
}

function documentOf({ language }: Screen, styles: string, markup: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><style>${styles}</style></head><body><div id="kiosk">${markup}</div></body></html>`;
}

/** The style sheets of the renderer's page, in its order. */
async function stylesOfRenderer(): Promise<string> {
  const page = await readFile(path.join(renderer, 'index.html'), 'utf8');
  const names = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, name = '']) => name);
  if (names.length === 0) throw new Error('renderer/index.html names no style sheet');
  const sheets = await Promise.all(names.map((name) => readFile(path.join(renderer, name), 'utf8')));
  return sheets.join('\n');
}
