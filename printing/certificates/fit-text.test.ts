import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMincho } from '../fonts/mincho.ts';
import { fitText, leading, leastSize, leastStretch } from './fit-text.ts';

const font = await loadMincho();
const withoutSpaces = (text: string) => text.replace(/\s/gu, '');
const cell = { width: 40, height: 8 };

describe('fitText', () => {
  it('leaves a short text as it is', () => {
    expect(fitText('見本　太郎', cell, 4, font)).toEqual({ size: 4, stretch: 1, lines: ['見本　太郎'] });
  });

  it('sets a longer text narrower', () => {
    expect(fitText('見'.repeat(14), cell, 4, font)).toEqual({
      size: 4,
      stretch: 0.714,
      lines: ['見'.repeat(14)],
    });
  });

  it('then sets it on several lines, when that keeps its characters wider', () => {
    const fitted = fitText('見'.repeat(22), cell, 4, font);
    expect(fitted?.lines).toHaveLength(2);
    expect(fitted?.size).toBeGreaterThan(3.5);
  });

  it('then sets it smaller, where there is no height for a second line', () => {
    const fitted = fitText('見'.repeat(22), { width: 40, height: 4.4 }, 4, font);
    expect(fitted?.lines).toHaveLength(1);
    expect(fitted?.size).toBeLessThan(4);
  });

  it('returns null for a text that does not fit', () => {
    expect(fitText('見'.repeat(100), cell, 4, font)).toBeNull();
  });

  it('keeps Latin words whole and does not begin a line with a long-vowel mark', () => {
    expect(fitText('SAMPLE MARIA EXAMPLE ALBUQUERQUE SOUSA', cell, 4, font)?.lines).toEqual([
      'SAMPLE MARIA EXAMPLE',
      'ALBUQUERQUE SOUSA',
    ]);
    const kana = 'ミホンサンプ' + 'カー'.repeat(7) + 'ア';
    expect(fitText(kana, { width: 24, height: 8 }, 3.4, font)?.lines).toEqual([
      'ミホンサンプカーカー',
      'カーカーカーカーカーア',
    ]);
  });

  it('keeps a number on one line when it is shorter than the line', () => {
    const lines = (text: string) => fitText(text, { width: 24, height: 8 }, 3.4, font)?.lines;
    expect(lines('茨城県架空1234番地の56')).toEqual(['茨城県架空', '1234番地の56']);
    expect(lines('9'.repeat(24))?.join('')).toBe('9'.repeat(24));
  });

  it('never cuts off a text, and never leaves the cell', () => {
    const text = fc.string({
      unit: fc.constantFrom('見', 'ー', '・', 'A', 'i', '1', ' ', '　', '𠮷', '葛\u{e0102}', '（', '）'),
      minLength: 1,
      maxLength: 120,
    });
    const space = fc.record({
      width: fc.double({ min: 6, max: 150, noNaN: true }),
      height: fc.double({ min: 3, max: 16, noNaN: true }),
    });
    let fits = 0;
    fc.assert(
      fc.property(text, space, fc.constantFrom(2.4, 3, 3.4, 4.6), (value, room, size) => {
        const fitted = fitText(value, room, size, font);
        if (fitted === null) return;
        fits++;
        expect(withoutSpaces(fitted.lines.join(''))).toBe(withoutSpaces(value));
        expect(fitted.size).toBeGreaterThanOrEqual(leastSize);
        expect(fitted.size).toBeLessThanOrEqual(size);
        expect(fitted.stretch).toBeGreaterThanOrEqual(leastStretch);
        for (const line of fitted.lines)
          expect(font.widthOf(line, fitted.size) * fitted.stretch).toBeLessThanOrEqual(room.width + 1e-9);
        if (fitted.lines.length > 1)
          expect(fitted.size * (1 + leading * (fitted.lines.length - 1))).toBeLessThanOrEqual(
            room.height + 1e-9,
          );
      }),
      { numRuns: 500 },
    );
    expect(fits).toBeGreaterThan(100);
  });
});
