import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { drawScreens, type ScreenPicture } from './draw-screens.ts';
import type { DrawnScreen } from './drawn-screens.ts';

/** What lies in the gallery's folder. */
export const galleryFiles = { page: 'index.html', list: 'list.js', pictures: 'screens' } as const;

const template = path.join(import.meta.dirname, 'screens.html');

/**
 * Draws the screens and writes one HTML page that shows them, with filters, beside a folder of their pictures. The page needs no network.
 * @param onDone as `drawScreens` calls it
 * @returns path of the page, and the number of its pictures
 * @throws as `drawScreens` does
 */
export async function buildScreenGallery(
  out: string,
  screens: readonly DrawnScreen[],
  onDone: (done: number) => void = () => undefined,
): Promise<{ readonly page: string; readonly pictures: number }> {
  const folder = path.join(out, galleryFiles.pictures);
  await mkdir(folder, { recursive: true });
  const pictures = await drawScreens(screens, folder, availableParallelism(), onDone);
  await writeFile(path.join(out, galleryFiles.list), listOf(pictures));
  const page = path.join(out, galleryFiles.page);
  await copyFile(template, page);
  return { page, pictures: pictures.length };
}

/** A script, because a page that was opened from a folder may not read a file. */
function listOf(pictures: readonly ScreenPicture[]): string {
  const rows = pictures.map(({ of, page, file }) => {
    const { name, kind, overlay, layout, screen } = of;
    const { theme, size } = screen.display;
    return { name, kind, overlay: overlay ?? '', language: screen.language, layout, theme, size, page, file };
  });
  return `const folder = ${JSON.stringify(`${galleryFiles.pictures}/`)};\nconst pictures = [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n];\n`;
}
