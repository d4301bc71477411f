import { chromium } from 'playwright-core';
import { madeUpPerson, madeUpRecord } from '../../testing/certificates/made-up-household.ts';
import { laidOut } from '../../testing/certificates/laid-out.ts';
import { residenceRecordLayout } from '../../printing/certificates/residence-record/residence-record.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { timeRuns, type Figures } from './figures.ts';

export interface DocumentFigures {
  readonly pdfkit: { readonly ms: Figures; readonly kB: number };
  readonly chromium: { readonly ms: Figures; readonly kB: number };
}

const kB = (bytes: Uint8Array): number => Math.round(bytes.length / 102.4) / 10;

const householdOfFour = madeUpRecord([0, 1, 2, 3].map((number) => madeUpPerson(number)));

/** The same 住民票 of four persons, laid out and built with PDFKit, and printed from the same drawing by Chromium. */
export async function measureDocument(
  executable: string,
  runs: number,
  signal?: AbortSignal,
): Promise<DocumentFigures> {
  const font = await loadMincho();
  let pdf = new Uint8Array();
  let drawing: PageDrawing | undefined;
  const build = async (): Promise<void> => {
    const { drawings } = laidOut(residenceRecordLayout, householdOfFour, font);
    drawing = drawings[0];
    pdf = new Uint8Array(await renderSheet(drawings, font, 'sample'));
  };
  await build();
  const ours = { ms: await timeRuns(runs, build, signal), kB: kB(pdf) };

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
    const html = pageHtml(drawing);
    let printed = new Uint8Array();
    const print = async (): Promise<void> => {
      await page.setContent(html);
      printed = new Uint8Array(await page.pdf({ format: 'A4', printBackground: true }));
    };
    await print();
    return {
      pdfkit: ours,
      chromium: { ms: await timeRuns(Math.max(3, Math.round(runs / 4)), print, signal), kB: kB(printed) },
    };
  } finally {
    await browser.close();
  }
}

function pageHtml(drawing: PageDrawing | undefined): string {
  if (!drawing) throw new Error('nothing was laid out');
  return `<!doctype html><meta charset="utf-8"><style>@page{margin:0}body{margin:0}svg{width:210mm;height:296mm;font-family:IPAmjMincho}</style><svg viewBox="0 0 210 297">${drawing.ops.map(svgOf).join('')}</svg>`;
}

function svgOf(op: DrawOp): string {
  switch (op.op) {
    case 'text': {
      const anchor = { left: 'start', right: 'end', center: 'middle' }[op.align];
      const text = op.text.replace(/[<&]/g, (character) => `&#${character.charCodeAt(0)};`);
      return `<text transform="translate(${op.x} ${op.y}) scale(${op.stretch} 1)" font-size="${op.size}" text-anchor="${anchor}">${text}</text>`;
    }
    case 'line':
      return `<line x1="${op.x1}" y1="${op.y1}" x2="${op.x2}" y2="${op.y2}" stroke="#000" stroke-width="${op.width}"/>`;
    case 'rect':
      return `<rect x="${op.x}" y="${op.y}" width="${op.w}" height="${op.h}" fill="none" stroke="#000" stroke-width="${op.stroke ?? 0}"/>`;
    case 'path':
      return `<path d="${op.d}" fill="${{ vermilion: '#d0281c', black: '#000', ground: '#d9e8e2' }[op.color]}"/>`;
    case 'dots':
      throw new Error('a layout draws no ground');
  }
}
