import { describe, expect, it } from 'vitest';
import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { faultsOf } from './no-overlap.ts';

const font = await loadMincho();
const page = (...ops: DrawOp[]): PageDrawing => ({ widthMm: 210, heightMm: 297, ops });
const text = (value: string, x: number, y: number): DrawOp => {
  return { op: 'text', x, y, size: 4, text: value, align: 'left', stretch: 1 };
};

describe('faultsOf', () => {
  it('finds nothing on a clean page', () => {
    const cell: DrawOp = { op: 'rect', x: 18, y: 45, w: 30, h: 8, stroke: 0.12, fill: 0.9 };
    expect(faultsOf(page(cell, text('見本', 20, 50), text('太郎', 28, 50)), font)).toEqual([]);
  });

  it.each<[string, DrawOp[], readonly string[]]>([
    ['a text over a text', [text('見本', 20, 50), text('太郎', 27.9, 50)], ['見本', '太郎']],
    [
      'a text over the seal',
      [text('見本', 20, 50), { op: 'path', d: 'M22 45L30 45L30 52Z', color: 'vermilion' }],
      ['見本', 'path'],
    ],
  ])('finds %s', (_, ops, what) => {
    expect(faultsOf(page(...ops), font)).toEqual([{ fault: 'overlap', what }]);
  });

  it.each<[string, DrawOp]>([
    ['a line', { op: 'line', x1: 15, y1: 49, x2: 195, y2: 49, width: 0.12 }],
    ['a column', { op: 'line', x1: 27.9, y1: 20, x2: 27.9, y2: 80, width: 0.12 }],
    ['the edge of a cell', { op: 'rect', x: 15, y: 45, w: 12, h: 8, stroke: 0.4, fill: null }],
  ])('finds a text crossed by %s', (_, rule) => {
    expect(faultsOf(page(text('見本', 20, 50), rule), font)).toEqual([{ fault: 'crossed', what: ['見本'] }]);
  });

  it('finds a text that a filled cell was drawn over', () => {
    const fill: DrawOp = { op: 'rect', x: 15, y: 40, w: 40, h: 20, stroke: null, fill: 0.9 };
    expect(faultsOf(page(text('見本', 20, 50), fill), font)).toEqual([{ fault: 'covered', what: ['見本'] }]);
  });

  it('finds what is outside the printable area or in the reserved places', () => {
    const faults = faultsOf(
      page(text('見本', 195, 100), text('太郎', 20, 255), text('花子', 152, 262)),
      font,
    );
    expect(faults).toEqual([
      { fault: 'outside', what: ['見本'] },
      { fault: 'reserved', what: ['太郎'] },
      { fault: 'reserved', what: ['花子'] },
    ]);
    const rule: DrawOp = { op: 'line', x1: 15, y1: 250, x2: 195, y2: 250, width: 0.4 };
    expect(faultsOf(page(rule), font)).toEqual([{ fault: 'reserved', what: ['line'] }]);
    expect(faultsOf(page(text('印', 10.5, 15), text('印', 12.5, 286.4)), font)).toEqual([
      { fault: 'reserved', what: ['印'] },
    ]);
  });
});
