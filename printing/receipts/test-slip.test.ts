import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { sampleTestSlip } from '../../testing/receipts/sample-receipts.ts';
import { renderReceiptBytes } from './receipt-bytes.ts';
import { testPattern } from './test-pattern.ts';

describe('the test slip', () => {
  it('has every ASCII character that a slip can hold, and samples of each other class', () => {
    const text = textOf(renderReceiptBytes(sampleTestSlip));
    // The printer's half-width set has other signs in place of \ and ~.
    for (let ascii = 0x21; ascii < 0x7f; ascii += 1)
      if (!'\\~'.includes(String.fromCharCode(ascii))) expect(text).toContain(String.fromCharCode(ascii));
    for (const character of 'ｶﾞ０あア亜龠→αБ┃') expect(text).toContain(character);
    expect(text.split('〓')).toHaveLength(2);
  });

  it('has a pattern in which each dot of the head prints once by itself', async () => {
    const { data, info } = await sharp(testPattern())
      .extractChannel(0)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.width).toBe(576);
    const black = (x: number, y: number): boolean => data[y * info.width + x] === 0;
    const rows = Array.from({ length: info.height }, (_, y) => y);
    for (let x = 0; x < info.width; x += 1) {
      expect(black(x, 0)).toBe(true);
      expect(rows.some((y) => black(x, y) && !black(x - 1, y) && !black(x + 1, y))).toBe(true);
    }
    expect(new Set(data)).toEqual(new Set([0, 255]));
  });
});
