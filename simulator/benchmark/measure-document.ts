import { chromium } from 'playwright-core';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import { costOfRuns, timeRuns, type Cost, type Figures } from './figures.ts';
import { sheetFloor } from './sheet-floor.ts';
import { sheetsOfFour } from './sheets-of-four.ts';
import { sideSvg } from './side-svg.ts';

export interface DocumentFigures {
  readonly pdfkit: Cost & { readonly kB: number };
  readonly floor: Cost;
  /** Its processor time is its own processes', and is not counted. */
  readonly chromium: { readonly ms: Figures; readonly kB: number };
}

export const kB = (bytes: Uint8Array): number => Math.round(bytes.length / 102.4) / 10;

/** Before it is measured, what runs often is compiled; sheets. */
export const warmUp = 50;

/**
 * The same 住民票 of four persons, both sides with ground, codes and seal: made as the center makes it, from the register's data to
 * the PDF; the work in that which nobody could spare; and printed from the finished drawing by Chromium.
 */
export async function measureDocument(
  executable: string,
  runs: number,
  signal?: AbortSignal,
): Promise<DocumentFigures> {
  const font = await loadMincho();
  const sheets = sheetsOfFour(font);
  const floor = await sheetFloor(sheets, font);
  for (let run = 0; run < warmUp; run++) {
    await sheets.build(run);
    floor();
  }
  const ours = await costOfRuns(runs * 10, (run) => sheets.build(run), signal);
  const least = await costOfRuns(runs * 10, floor, signal);

  const browser = await chromium.launch({
    executablePath: executable,
    args: ['--disable-gpu', '--disable-background-networking'],
    // The command that is told to end closes the browser itself.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    const page = await browser.newPage();
    let printed = new Uint8Array();
    const html = pageHtml(sheets.sides(0));
    const print = async (): Promise<void> => {
      await page.setContent(html);
      printed = new Uint8Array(await page.pdf({ format: 'A4', printBackground: true }));
    };
    await print();
    const ms = await timeRuns(Math.max(3, Math.round(runs / 4)), print, signal);
    return {
      pdfkit: { ...ours, kB: kB(await sheets.build(0)) },
      floor: least,
      chromium: { ms, kB: kB(printed) },
    };
  } finally {
    await browser.close();
  }
}

function pageHtml(sides: readonly PageDrawing[]): string {
  const style = `@page{margin:0}body{margin:0}svg{display:block;width:210mm;height:296.9mm;font-family:IPAmjMincho}`;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${sides.map((side) => sideSvg(side, 'withTexts')).join('')}`;
}
