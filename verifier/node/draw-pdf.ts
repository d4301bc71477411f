import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { greyFromBytes } from '../image/grey.ts';
import type { Grey } from '../image/grey.ts';

const run = promisify(execFile);
/** A page takes about a second; a file made to take for ever must not. */
const deadlineMs = 60_000;

/**
 * One page of a PDF as light from 0 to 1, drawn by poppler.
 * @param page from 1
 * @throws when poppler-utils is not installed, or the file is no PDF with such a page
 */
export async function drawPdfPage(pdf: Uint8Array, page: number, dpi: number): Promise<Grey> {
  return inFolder(pdf, async (file, folder) => {
    const out = path.join(folder, 'page');
    const only = ['-f', String(page), '-l', String(page), '-singlefile'];
    await run('pdftoppm', ['-gray', '-r', String(dpi), ...only, file, out], { timeout: deadlineMs });
    return readPgm(await readFile(`${out}.pgm`));
  });
}

/** How many pages a PDF has. @throws as drawPdfPage */
export async function countPdfPages(pdf: Uint8Array): Promise<number> {
  return inFolder(pdf, async (file) => {
    const { stdout } = await run('pdfinfo', [file], { timeout: deadlineMs });
    const [, pages] = /^Pages:\s+(\d+)$/m.exec(stdout) ?? [];
    if (pages === undefined) throw new Error('a PDF that does not say how many pages it has');
    return Number(pages);
  });
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

/** Portable graymap, binary, 8 bits: what pdftoppm writes. */
function readPgm(file: Uint8Array): Grey {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(file.subarray(0, 64)).toString('latin1'));
  if (head === null) throw new Error('pdftoppm wrote something else than a graymap');
  return greyFromBytes(Number(head[1]), Number(head[2]), file.subarray(head[0].length));
}
