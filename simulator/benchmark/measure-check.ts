import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import { sealedPages } from '../../testing/scans/sealed-pages.ts';
import { drawPdfPage } from '../../verifier/node/draw-pdf.ts';
import { checkSpentSchema } from './check-process.ts';
import { figuresOf } from './figures.ts';

/** What a receiver's check of one page takes: CPU of all threads, ms. */
export interface CheckFigures {
  readonly startMs: number;
  readonly firstMs: number;
  readonly pageMs: number;
  readonly codesMs: number;
  /** Of a page's check to reading its codes alone. */
  readonly toCodes: number;
  readonly residentMB: number;
}

const dpi = 200;
/** A check that takes longer hangs, ms. */
const patienceMs = 600_000;

/**
 * The receiver's check of a 住民票 of four persons, as poppler draws it at 200 dpi, in a process of its own; beside it, reading that
 * picture's codes and nothing else.
 * @throws when poppler-utils is missing, the page is not called genuine, or the signal aborts
 */
export async function measureCheck(signal?: AbortSignal): Promise<CheckFigures> {
  const font = await loadMincho();
  const [page] = sealedPages(font);
  if (page === undefined) throw new Error('there is no page to check');
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-bench-'));
  try {
    const { width, height, rgb } = await drawPdfPage(await renderSheet([page.drawing], font, '見本'), 1, dpi);
    const file = path.join(folder, 'page.png');
    await writeFile(
      file,
      await sharp(rgb, { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer(),
    );
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'check-process.ts'), file],
      { timeout: patienceMs, ...(signal && { signal }) },
    );
    const spent = checkSpentSchema.parse(JSON.parse(stdout));
    if (spent.verdict !== 'genuine') throw new Error(`the page was called ${spent.verdict}`);
    const [pageMs, codesMs] = [figuresOf(spent.laterMs).median, figuresOf(spent.codesMs).median];
    return {
      ...{ startMs: Math.round(spent.startMs), firstMs: Math.round(spent.firstMs), pageMs, codesMs },
      ...{ toCodes: Math.round(pageMs / codesMs), residentMB: spent.residentMB },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
