import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { pageDrawingSchema } from '../../shared/drawing.ts';
import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { loadMincho } from '../fonts/mincho.ts';
import { renderSheet } from '../pdf/render-sheet.ts';
import { codePlaces } from './place.ts';
import { backOf } from './back.ts';
import { frontOf } from './front.ts';
import { cells, inCharacter, placeOfCell } from './ground.ts';
import { cornerMarks, markPlaces } from './marks.ts';
import { microtext } from './microtext.ts';

const font = await loadMincho();
const folder = mkdtempSync(join(tmpdir(), 'paper-'));
afterAll(() => rmSync(folder, { recursive: true }));

const number = 'TKB-00000000-MIHON';
const text: DrawOp = { op: 'text', x: 105, y: 100, size: 5, text: '見本', align: 'center', stretch: 1 };
const content: PageDrawing = { widthMm: 210, heightMm: 297, ops: [text] };
const front = frontOf(content, [], number);
const back = backOf({ documentNumber: number, sheet: 2, of: 3, authorityName: 'つくば市' });

/** Resolution of the print: pixels per millimetre follow from it. */
const dpi = 600;
const px = (mm: number) => Math.round((mm / 25.4) * dpi);
const cellPx = 24;

interface Grey {
  readonly width: number;
  readonly height: number;
  /** 0 is ink, 255 is paper. */
  at(x: number, y: number): number;
}

/** Part of a page as a printer at 600 dpi puts it on paper. */
async function printed(
  page: PageDrawing,
  part: { x: number; y: number; w: number; h: number },
): Promise<Grey> {
  const file = join(folder, 'page');
  writeFileSync(`${file}.pdf`, await renderSheet([page], font, '見本'));
  const [x, y, w, h] = [part.x, part.y, part.w, part.h].map(px);
  const crop = ['-x', x, '-y', y, '-W', w, '-H', h].map(String);
  execFileSync('pdftoppm', ['-r', String(dpi), '-gray', '-singlefile', ...crop, `${file}.pdf`, file]);
  const pgm = readFileSync(`${file}.pgm`);
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1'));
  const [all = '', width, height] = header ?? [];
  return picture(Number(width), Number(height), pgm.subarray(all.length));
}

function picture(width: number, height: number, levels: ArrayLike<number>): Grey {
  return { width, height, at: (x, y) => levels[y * width + x] ?? 255 };
}

/** The optics of a copier at 300 dpi: a spot twice as wide as its raster. */
function scanned(paper: Grey): Grey {
  const [width, height] = [Math.floor(paper.width / 2), Math.floor(paper.height / 2)];
  const weights = [1, 3, 3, 1];
  const levels = Array.from({ length: width * height }, (_, index) => {
    const [left, top] = [(index % width) * 2 - 1, Math.floor(index / width) * 2 - 1];
    let sum = 0;
    for (const [down, vertical] of weights.entries())
      for (const [right, horizontal] of weights.entries())
        sum += vertical * horizontal * paper.at(left + right, top + down);
    return sum / 64;
  });
  return picture(width, height, levels);
}

/** What a copier makes of it: what is nearly paper becomes paper, what is mostly ink becomes ink. */
function copied(scan: Grey, paperFrom: number): Grey {
  const inkFrom = paperFrom - 60;
  const levels = Array.from({ length: scan.width * scan.height }, (_, index) => {
    const level = scan.at(index % scan.width, Math.floor(index / scan.width));
    return Math.max(0, Math.min(255, ((level - inkFrom) / (paperFrom - inkFrom)) * 255));
  });
  return picture(scan.width, scan.height, levels);
}

/** Mean share of ink in the cells inside and outside the characters; a cell is `side` pixels wide. */
function ink(image: Grey, part: { x: number; y: number; w: number; h: number }, side: number) {
  const sums = { inside: { ink: 0, cells: 0 }, outside: { ink: 0, cells: 0 } };
  for (const cell of cells()) {
    const place = placeOfCell(cell);
    if (place.x < part.x || place.y < part.y) continue;
    if (place.x + place.w > part.x + part.w || place.y + place.h > part.y + part.h) continue;
    const [left, top] = [(place.x - part.x) / place.w, (place.y - part.y) / place.h].map((at) =>
      Math.round(at * side),
    );
    let dark = 0;
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) dark += 1 - image.at((left ?? 0) + x, (top ?? 0) + y) / 255;
    const sum = sums[inCharacter(cell) ? 'inside' : 'outside'];
    sum.ink += dark / side ** 2;
    sum.cells++;
  }
  const { inside, outside } = sums;
  return { inside: inside.ink / inside.cells, outside: outside.ink / outside.cells };
}

describe('the ground', () => {
  const where = { x: 20, y: 25, w: 60, h: 40 };

  it('has one tint to the eye, and shows 複写 on a copy', async () => {
    const paper = await printed(back, where);
    const original = ink(paper, where, cellPx);
    expect(original.inside).toBeGreaterThan(0.02);
    expect(original.inside).toBeLessThan(0.06);
    expect(Math.abs(original.inside / original.outside - 1)).toBeLessThan(0.02);

    const scan = scanned(paper);
    for (const paperFrom of [170, 180, 190]) {
      const copy = ink(copied(scan, paperFrom), where, cellPx / 2);
      expect(copy.inside).toBeGreaterThan(0.03);
      expect(copy.inside).toBeGreaterThan(5 * copy.outside);
    }
  });

  it('leaves the codes and their quiet zone white, and nothing else', () => {
    const quiet = 4 * 0.44;
    const covered = (page: PageDrawing, x: number, y: number) =>
      page.ops.some(
        (op) =>
          op.op === 'dots' &&
          op.blocks.some(([column, row, columns, rows]) => {
            const [left, top] = [op.x + column * op.pitch, op.y + row * op.pitch];
            return x > left && x < left + columns * op.pitch && y > top && y < top + rows * op.pitch;
          }),
      );
    const codes = codePlaces.map(({ x, y, w, h }): DrawOp => ({
      op: 'rect',
      x,
      y,
      w,
      h,
      stroke: 0.1,
      fill: null,
    }));
    for (const [count, drawn] of [
      [0, front],
      [2, frontOf(content, codes.slice(0, 2), number)],
      [4, frontOf(content, codes, number)],
    ] as const)
      for (const [index, { x, y, w, h }] of codePlaces.entries()) {
        const parts = [-quiet + 0.05, w / 4, w / 2, (3 * w) / 4, w + quiet - 0.05];
        const dotted = parts.some((right) => parts.some((down) => covered(drawn, x + right, y + down)));
        expect([count, index, h, dotted]).toEqual([count, index, h, index >= count]);
      }
    for (const [x, y] of [
      [100.1, 100.1],
      [150.1, 265.1],
      [20.1, 245.1],
    ] as const)
      expect(covered(front, x, y)).toBe(true);
    for (const { x, y, w, h } of codePlaces) expect(covered(back, x + w / 2, y + h / 2)).toBe(true);
  });

  it('has fine or coarse dots in every cell, never both and never neither', () => {
    const [fine, coarse] = back.ops.flatMap((op) => (op.op === 'dots' ? [op] : []));
    const area = (op: typeof fine, perCell: number) =>
      (op?.blocks ?? []).reduce((sum, [, , columns, rows]) => sum + columns * rows, 0) / perCell;
    expect(area(fine, 9) + area(coarse, 1)).toBe(cells().length);
    expect(area(coarse, 1)).toBe(cells().filter(inCharacter).length);
  });

  it('adds few bytes to a sheet and to a page sent to the screen', async () => {
    const bare = await renderSheet(
      [content, { ...back, ops: back.ops.filter(({ op }) => op !== 'dots') }],
      font,
      '見本',
    );
    const whole = await renderSheet([front, back], font, '見本');
    expect(whole.length - bare.length).toBeLessThan(30_000);
    expect(JSON.stringify(front).length).toBeLessThan(30_000);
  });
});

describe('frontOf', () => {
  it('draws ground, content, codes and marks in this order', () => {
    const code: DrawOp = { op: 'rect', x: 20, y: 255, w: 5, h: 5, stroke: null, fill: 0 };
    const { ops } = frontOf(content, [code], number);
    const at = (wanted: (op: DrawOp) => boolean) => ops.findIndex(wanted);
    const order = [
      ops.findLastIndex(({ op }) => op === 'dots'),
      ops.indexOf(text),
      ops.indexOf(code),
      at(({ op }) => op === 'path'),
    ];
    expect(order).toEqual([...order].sort((one, two) => one - two));
    expect(order[0]).toBeGreaterThanOrEqual(0);
    expect(pageDrawingSchema.safeParse(JSON.parse(JSON.stringify(front))).success).toBe(true);
  });

  it('puts a disc in a ring at each of the four places', async () => {
    expect(cornerMarks()).toHaveLength(4);
    expect(front.ops).toEqual(expect.arrayContaining(cornerMarks()));
    for (const { x, y } of markPlaces) {
      const mark = await printed({ ...content, ops: cornerMarks() }, { x: x - 3, y: y - 3, w: 6, h: 6 });
      const along = (mm: number) => mark.at(px(3 + mm), px(3));
      expect([0, 0.8, 1.9, 2.3].map(along)).toEqual([0, 0, 0, 0]);
      expect([1.2, 1.5, 2.7].map(along)).toEqual([255, 255, 255]);
      expect(mark.at(px(3), px(3 - 2.1))).toBe(0);
      expect(mark.at(px(3), px(3 + 1.4))).toBe(255);
    }
  });
});

describe('backOf', () => {
  const texts = back.ops.flatMap((op) => (op.op === 'text' ? [op] : []));

  it('bears the numbers of document and sheet', () => {
    const words = texts.map((op) => op.text);
    expect(words).toContain(`つくば市　発行番号　${number}`);
    expect(words).toContain('2/3');
  });

  it('keeps every line on the paper, even with a long name and number', () => {
    const long = backOf({
      documentNumber: 'W'.repeat(30),
      sheet: 99,
      of: 99,
      authorityName: '見'.repeat(30),
    });
    for (const op of [...texts, ...long.ops.flatMap((each) => (each.op === 'text' ? [each] : []))]) {
      const width = font.widthOf(op.text, op.size) * op.stretch;
      const left = op.x - { left: 0, center: width / 2, right: width }[op.align];
      expect(left).toBeGreaterThanOrEqual(12.5);
      expect(left + width).toBeLessThanOrEqual(197.5);
    }
  });
});

describe('microtext', () => {
  it('repeats the whole number, and never leaves its line', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9-]{4,30}$/), (documentNumber) => {
        const [op] = microtext(documentNumber, { x: 105, width: 180 }, [10]);
        if (op?.op !== 'text') throw new Error('no text');
        expect(op.size).toBeLessThanOrEqual(0.5);
        const width = font.widthOf(op.text, op.size);
        expect(width).toBeLessThanOrEqual(180);
        expect(width).toBeGreaterThan(130);
        expect(op.text.split(documentNumber).length).toBeGreaterThan(5);
      }),
    );
  });
});
