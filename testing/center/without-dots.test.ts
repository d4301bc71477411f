import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { copyGround } from '../../printing/paper/ground.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import type { DrawOp } from '../../shared/drawing.ts';
import { withoutDots } from './without-dots.ts';

const font = await loadMincho();
const text: DrawOp = { op: 'text', x: 20, y: 40, size: 5, text: '見本', align: 'left', stretch: 1 };
const sheet = (ops: DrawOp[]) => renderSheet([{ widthMm: 210, heightMm: 297, ops }], font, '見本');

it('withoutDots takes the ground out of a sheet and leaves a readable file of the same length', async () => {
  const pdf = await sheet([...copyGround([]), text]);
  const without = withoutDots(pdf);
  expect(without).toHaveLength(pdf.length);
  expect(Buffer.from(without).equals(pdf)).toBe(false);
  const read = (command: string, args: readonly string[]) =>
    execFileSync(command, args, { input: without, encoding: 'utf8' });
  expect(read('pdftotext', ['-', '-']).trim()).toBe('見本');
  const ppm = execFileSync('pdftoppm', ['-gray', '-r', '40', '-'], { input: without });
  // White except for two characters: with the ground, 1/16 would be ink.
  const white = ppm.subarray(20).filter((value) => value === 255).length;
  expect(white / ppm.length).toBeGreaterThan(0.99);
});

it('withoutDots leaves a sheet without a ground as it is', async () => {
  const pdf = await sheet([text]);
  expect(Buffer.from(withoutDots(pdf)).equals(pdf)).toBe(true);
});
