import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Picture } from '../file/picture.ts';
import { factsIn } from './pdf-facts.ts';
import type { PdfFacts } from './pdf-facts.ts';

const run = promisify(execFile);
/** A page takes about a second; a file made to take for ever must not. */
const deadlineMs = 60_000;
/** A document of 198 pages says a thousand characters of each. */
const mostSaid = 4e6;

/**
 * One page of a PDF as it shows, drawn by poppler.
 * @param page from 1
 * @throws when poppler-utils is not installed, or the file is no PDF with such a page
 */
export async function drawPdfPage(pdf: Uint8Array, page: number, dpi: number): Promise<Picture> {
  return inFolder(pdf, (file, folder) => drawn(file, folder, page, dpi));
}

/**
 * One page of a PDF as it prints: poppler writes what it would print as a PDF of its own, which is drawn. What is for the screen
 * alone is not in it, and what is for paper alone is.
 * @throws as drawPdfPage
 */
export async function drawPrintedPdfPage(pdf: Uint8Array, page: number, dpi: number): Promise<Picture> {
  return inFolder(pdf, async (file, folder) => {
    const printed = path.join(folder, 'printed.pdf');
    const only = ['-f', String(page), '-l', String(page)];
    await run('pdftocairo', ['-pdf', ...only, file, printed], { timeout: deadlineMs });
    return drawn(printed, folder, 1, dpi);
  });
}

/** Pages and boxes of a PDF; `locked`: it wants a password; null: it is none. @throws when poppler-utils is not installed */
export async function factsOfPdf(pdf: Uint8Array, mostPages: number): Promise<PdfFacts | 'locked' | null> {
  return inFolder(pdf, async (file) => {
    try {
      const { stdout } = await run('pdfinfo', ['-box', '-f', '1', '-l', String(mostPages), file], {
        ...{ timeout: deadlineMs, maxBuffer: mostSaid },
      });
      return factsIn(stdout);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw popplerMissing(error);
      const says = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      return says.includes('Incorrect password') ? 'locked' : null;
    }
  });
}

function popplerMissing(cause: Error): Error {
  return new Error('pdftoppm, pdftocairo and pdfinfo are missing: install the Debian package poppler-utils', {
    cause,
  });
}

async function drawn(file: string, folder: string, page: number, dpi: number): Promise<Picture> {
  const out = path.join(folder, 'page');
  const only = ['-f', String(page), '-l', String(page), '-singlefile'];
  await run('pdftoppm', ['-r', String(dpi), ...only, file, out], { timeout: deadlineMs });
  return readPpm(await readFile(`${out}.ppm`));
}

async function inFolder<T>(pdf: Uint8Array, work: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-verify-'));
  try {
    const file = path.join(folder, 'file.pdf');
    // It may bear a name, an address, a birth date.
    await writeFile(file, pdf, { mode: 0o600 });
    return await work(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Portable pixmap, binary, 8 bits: what pdftoppm writes. */
function readPpm(file: Buffer<ArrayBuffer>): Picture {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'));
  if (head === null) throw new Error('pdftoppm wrote something else than a pixmap');
  const rgb = new Uint8Array(file.buffer, file.byteOffset + head[0].length, file.length - head[0].length);
  return { width: Number(head[1]), height: Number(head[2]), rgb };
}
