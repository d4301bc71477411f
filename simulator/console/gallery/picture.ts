import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

const run = promisify(execFile);

/** For the large picture, like an office scanner: A4 is then 1,241 × 1,754 pixels. */
export const dotsPerInch = 150;
/** Width of the small picture: that of its place on the page, at twice the pixel density. */
const smallWidthPx = 420;
/** Deadline of a converter, which takes about a second: one that hangs must not hang the gallery. */
const deadlineMs = 60_000;

/** Two files: the picture on the page, and the one that a click opens. */
export interface Picture {
  readonly small: string;
  readonly large: string;
}

/**
 * Draws one page of a PDF.
 * @param stem path of the pictures without extension
 * @param page from 1
 * @throws when poppler-utils is not installed, or the file has no such page
 */
export async function pictureOf(pdf: string, page: number, stem: string): Promise<Picture> {
  const only = ['-f', String(page), '-l', String(page), '-singlefile'];
  try {
    await run('pdftoppm', ['-png', '-r', String(dotsPerInch), ...only, pdf, stem], { timeout: deadlineMs });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new Error('pdftoppm is needed: install the Debian package poppler-utils', { cause });
    throw new Error(`pdftoppm could not draw page ${page} of ${path.basename(pdf)}`, { cause });
  }
  const picture = { large: `${stem}.png`, small: `${stem}-small.webp` };
  await sharp(picture.large).resize({ width: smallWidthPx }).webp({ quality: 80 }).toFile(picture.small);
  return picture;
}
