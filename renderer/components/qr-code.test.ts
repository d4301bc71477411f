import fc from 'fast-check';
import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { qrPath } from './qr-code.ts';

/** The modules a path covers, as `row,column`; throws when one is covered twice. */
function covered(path: string): Set<string> {
  const dark = new Set<string>();
  for (const [, column = '', row = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(length); at++) {
      const module = `${row},${String(Number(column) + at)}`;
      if (dark.has(module)) throw new Error(`covered twice: ${module}`);
      dark.add(module);
    }
  }
  return dark;
}

test('the path covers exactly the dark modules of the code', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 300 }), (text) => {
      const drawn = qrPath(text);
      const { modules } = create(text, { errorCorrectionLevel: 'M' });
      expect(drawn?.size).toBe(modules.size);
      const dark = covered(drawn?.path ?? '');
      for (let row = 0; row < modules.size; row++)
        for (let column = 0; column < modules.size; column++)
          expect(dark.has(`${String(row)},${String(column)}`)).toBe(modules.get(row, column) !== 0);
    }),
    { numRuns: 20 },
  );
});

test('an empty text, or one too long for a QR code, gives no code', () => {
  expect(qrPath('')).toBeNull();
  expect(qrPath('x'.repeat(5000))).toBeNull();
});
