import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { fileKindOf } from '../file/file-kind.ts';
import { shrinkPicture } from '../file/picture.ts';
import type { PageOpener } from '../file/picture.ts';
import { plainJpeg } from '../file/plain-jpeg.ts';
import { plainPng } from '../file/plain-png.ts';
import type { FileRefusal } from '../file/refusal.ts';
import { countTiffPages } from '../file/tiff-pages.ts';
import { decodePicture } from './decode-picture.ts';
import { drawPdfPage, factsOfPdf } from './draw-pdf.ts';
import { showsWhatItPrints } from './pdf-annotations.ts';
import { contentOf, withoutAnnotations } from './pdf-facts.ts';
import { readOrdinaryFile } from './read-file.ts';

/** A PDF's lines are drawn so fine and then averaged: poppler rounds thin rules to whole pixels. */
const pdfDpi = 600;
const pdfShrink = 2;
/** A4's, 1/72 inch: a larger page is drawn less finely, to as many pixels. */
const longSideOfA4 = 842;
/** A document has 99 sheets at most, each with a back. */
const mostPages = 198;

/**
 * The pages of a file, each to be opened when its turn comes: PDF, PNG, JPEG, and TIFF of one or more pages, by the file's first bytes
 * and nothing else.
 * @throws when the file is a PDF and poppler-utils is not installed
 */
export async function scansIn(file: string): Promise<Result<readonly PageOpener[], FileRefusal>> {
  const read = await readOrdinaryFile(file);
  if (!read.ok) return read;
  const bytes = read.value;
  const kind = fileKindOf(bytes);
  if (!kind.ok) return kind;
  switch (kind.value) {
    case 'png':
      return onePicture(plainPng(bytes));
    case 'jpeg':
      return onePicture(plainJpeg(bytes));
    case 'tiff': {
      const pages = countTiffPages(bytes, mostPages);
      if (!pages.ok) return pages;
      return ok(Array.from({ length: pages.value }, (_, page) => () => decodePicture(bytes, page)));
    }
    case 'pdf':
      return pagesOfPdf(bytes);
  }
}

function onePicture(plain: Result<Uint8Array, FileRefusal>): Result<readonly PageOpener[], FileRefusal> {
  return plain.ok ? ok([() => decodePicture(plain.value)]) : plain;
}

async function pagesOfPdf(bytes: Uint8Array): Promise<Result<readonly PageOpener[], FileRefusal>> {
  const facts = await factsOfPdf(bytes, mostPages);
  if (facts === 'locked') return err('pdfEncrypted');
  if (facts === null || facts.pages === 0) return err('pdfBroken');
  if (facts.pages > mostPages) return err('tooManyPages');
  if (facts.refusal !== null) return err(facts.refusal);
  const content = contentOf(bytes);
  if (content === null || content.forPrinters) return err('pdfUnusual');
  if (content.layers) return err('pdfLayers');
  if (content.scripts) return err('pdfActive');
  const bare = content.annotations === 'none' ? bytes : withoutAnnotations(bytes);
  if (content.annotations === 'packed' || bare === null) return err('pdfUnusual');
  return ok(
    facts.longSides.map((longSide, index) => async () => {
      const dpi = pdfDpi * Math.min(1, longSideOfA4 / longSide);
      try {
        if (bare !== bytes && !(await showsWhatItPrints(bytes, bare, index + 1)))
          return err('pdfPrintsOther');
        return ok(shrinkPicture(await drawPdfPage(bytes, index + 1, dpi), pdfShrink));
      } catch (error) {
        const killed = error instanceof Error && 'killed' in error && error.killed === true;
        return err(killed ? 'pdfTooSlow' : 'pdfBroken');
      }
    }),
  );
}
