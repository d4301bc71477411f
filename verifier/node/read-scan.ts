import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { greyFromBytes, shrinkGrey } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';
import { countPdfPages, drawPdfPage } from './draw-pdf.ts';

/** Why a file is no scan. The reason is for a person and names no content of the file. */
export interface NoScan {
  readonly why: 'cannotRead' | 'noPicture' | 'tooSmall' | 'tooManyPages' | 'noPdf';
}

/** A PDF's lines are drawn so fine and then averaged: poppler rounds thin rules to whole pixels. */
const pdfDpi = 600;
const pdfShrink = 2;
/** A document has 99 sheets at most, each with a back. */
const mostPages = 198;
/** A picture that cannot hold A4 at 100 dpi. */
const leastPixels = 800 * 1100;
/** A4 at 600 dpi is 35 million; more is no scan of one page. */
const mostPixels = 120e6;
/** Pictures larger than it are made smaller before anything is looked for: about 450 dpi of A4. */
const enoughPixels = 20e6;

/** The pages of a file (PDF, PNG, JPEG, TIFF of one or more pages, WebP), each to be opened when its turn comes. */
export async function scansIn(file: string): Promise<Result<readonly (() => Promise<Grey>)[], NoScan>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch {
    return err({ why: 'cannotRead' });
  }
  return isPdf(bytes) ? pagesOfPdf(bytes) : pictureIn(bytes);
}

/** A PDF may have some bytes before its mark (Adobe's readers look into the first kilobyte). */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

async function pagesOfPdf(bytes: Uint8Array): Promise<Result<readonly (() => Promise<Grey>)[], NoScan>> {
  let pages: number;
  try {
    pages = await countPdfPages(bytes);
  } catch (error) {
    // poppler missing is no fault of the file.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw popplerMissing(error);
    return err({ why: 'noPdf' });
  }
  if (pages > mostPages) return err({ why: 'tooManyPages' });
  return ok(
    Array.from(
      { length: pages },
      (_, index) => async () => shrinkGrey(await drawPdfPage(bytes, index + 1, pdfDpi), pdfShrink),
    ),
  );
}

function popplerMissing(cause: Error): Error {
  return new Error('pdftoppm and pdfinfo are missing: install the Debian package poppler-utils', { cause });
}

async function pictureIn(bytes: Uint8Array): Promise<Result<readonly (() => Promise<Grey>)[], NoScan>> {
  try {
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata();
    if (width * height < leastPixels) return err({ why: 'tooSmall' });
    if (pages > mostPages) return err({ why: 'tooManyPages' });
    return ok(Array.from({ length: pages }, (_, page) => () => greyPicture(bytes, page)));
  } catch {
    return err({ why: 'noPicture' });
  }
}

/** @param page from 0 */
async function greyPicture(bytes: Uint8Array, page: number): Promise<Grey> {
  // Transparent is paper; a telephone's note of how it was held is followed.
  const picture = sharp(bytes, { limitInputPixels: mostPixels, page })
    .rotate()
    .flatten({ background: '#fff' });
  const { data, info } = await picture
    .greyscale()
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grey = greyFromBytes(info.width, info.height, data);
  const factor = Math.ceil(Math.sqrt((info.width * info.height) / enoughPixels) - 0.2);
  return factor > 1 ? shrinkGrey(grey, factor) : grey;
}
