import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../../../shared/result.ts';
import { pwgRaster } from './pwg-raster.ts';
import { encodeLines, turnedFor, type RasterKind, type RasterPage } from './raster-page.ts';
import { urfRaster } from './urf-raster.ts';

const tool = 'pdftoppm';

/** Whether this machine has the tool that draws PDF (Debian: poppler-utils). */
export function hasConverter(env: NodeJS.ProcessEnv = process.env): boolean {
  return (env['PATH'] ?? '').split(':').some((folder) => {
    try {
      accessSync(path.join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder
    }
  });
}

/** A4, mm. */
const a4 = { width: 210, height: 297 } as const;
const pixelsOf = (mm: number, dpi: number): number => Math.floor((mm * dpi) / 25.4);

/**
 * Draws a PDF as a raster for a printer that takes no PDF. What it shows passes through pipes and memory alone.
 * @param pages how many sides it has
 * @returns `failed` when the tool is missing, ends with an error or was called off
 */
export async function convertPdf(
  pdf: Uint8Array,
  pages: number,
  kind: RasterKind,
  signal: AbortSignal,
): Promise<Result<Uint8Array, 'failed'>> {
  const writer = kind.format === 'image/urf' ? urfRaster : pwgRaster;
  const parts = [writer.begin(pages)];
  // One page's pixels at a time: 600 dpi in colour are 104 MB.
  for (let number = 1; number <= pages; number += 1) {
    const page = await drawPage(pdf, number, kind, signal);
    if (page === null) return err('failed');
    const turned = number % 2 === 0 ? turnedFor(kind.back) : 'no';
    parts.push(writer.header(page, { dpi: kind.dpi, pages, turned }), await encodeLines(page, turned));
  }
  return ok(Buffer.concat(parts));
}

async function drawPage(
  pdf: Uint8Array,
  number: number,
  { dpi, colour }: RasterKind,
  signal: AbortSignal,
): Promise<RasterPage | null> {
  const [width, height] = [pixelsOf(a4.width, dpi), pixelsOf(a4.height, dpi)];
  const args = [
    ...['-f', String(number), '-l', String(number), '-r', String(dpi)],
    ...['-scale-to-x', String(width), '-scale-to-y', String(height)],
    ...(colour ? [] : ['-gray']),
    '-',
  ];
  const picture = await run(args, pdf, signal);
  if (picture === null) return null;
  const head = /^P([56])\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.subarray(0, 64).toString('latin1'));
  const bytesPerPixel = head?.[1] === '6' ? 3 : 1;
  const pixels = picture.subarray(head?.[0].length ?? 0);
  const isWhole = Number(head?.[2]) === width && Number(head?.[3]) === height;
  if (!isWhole || pixels.length !== width * height * bytesPerPixel) return null;
  return { width, height, bytesPerPixel, pixels };
}

/** What the tool writes; null when it failed. Nothing of what it says is kept: it may quote the document. */
function run(args: readonly string[], pdf: Uint8Array, signal: AbortSignal): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const child = spawn('pdftoppm', args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
      signal,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A tool that ends before it has read all says so by its exit code.
    child.stdin.on('error', () => undefined);
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : null));
    child.stdin.end(pdf);
  });
}
