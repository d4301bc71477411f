import { expect, it } from 'vitest';
import { emptyGrey } from './grey.ts';
import { warpToPage } from './warp.ts';

it.each([12, 16, 24])(
  'a finer scan of %i pixels per mm keeps every thin rule, each as dark as the next',
  (density) => {
    // Black rules of one pixel, as far from each other that each comes to lie otherwise between the samples.
    const apart = 29;
    const scan = emptyGrey(60 * density, 4 * density);
    for (let at = 0; at < scan.data.length; at++) scan.data[at] = (at % scan.width) % apart === 14 ? 1 : 0;
    const map = ({ x, y }: { x: number; y: number }) => ({ x: x * density, y: y * density });
    const page = warpToPage(scan, map, { x: 0, y: 0, w: 60, h: 4 }, 8, -1);
    const row = page.data.subarray(16 * page.width, 17 * page.width);
    const inks = Array.from({ length: Math.floor(scan.width / apart) - 1 }, (_, rule) => {
      const [from, to] = [rule, rule + 1].map((each) => Math.round((each * apart * 8) / density));
      return row.subarray(from, to).reduce((sum, ink) => sum + Math.max(0, ink), 0);
    });
    expect(inks.length).toBeGreaterThan(20);
    expect(Math.min(...inks) / Math.max(...inks)).toBeGreaterThan(0.6);
  },
);
