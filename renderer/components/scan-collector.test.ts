import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScanCollector, scanLengthMost, scanPauseMs } from './scan-collector.ts';

function type(collector: ReturnType<typeof createScanCollector>, text: string, from: number): number {
  let at = from;
  for (const key of text) expect(collector.hear(key, (at += 5))).toBe('held');
  return at;
}

test('whatever a scanner types comes out whole at its Enter, and only once', () => {
  const code = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789ABCDEFKMQXabcdef-')),
    minLength: 1,
    maxLength: 400,
  });
  fc.assert(
    fc.property(fc.array(code, { minLength: 1, maxLength: 4 }), (scans) => {
      const collector = createScanCollector();
      let at = 0;
      for (const scan of scans) {
        at = type(collector, scan, at);
        expect(collector.hear('Enter', (at += 5))).toEqual({ text: scan });
        expect(collector.hear('Enter', (at += 5))).toBe('ignored');
      }
    }),
  );
});

test('a half-typed text is not joined to the next scan', () => {
  const collector = createScanCollector();
  const at = type(collector, 'K7Q2', 0);
  const later = type(collector, 'M4XD-9999', at + scanPauseMs + 1);
  expect(collector.hear('Enter', later + 5)).toEqual({ text: 'M4XD-9999' });
});

test('other keys are ignored, and an Enter alone is left to the button that has the focus', () => {
  const collector = createScanCollector();
  expect(collector.hear('Shift', 1)).toBe('ignored');
  expect(collector.hear('Tab', 2)).toBe('ignored');
  expect(collector.hear('Enter', 3)).toBe('ignored');
});

test('a text longer than any code is dropped together with its Enter', () => {
  const collector = createScanCollector();
  const at = type(collector, 'A'.repeat(scanLengthMost + 1), 0);
  expect(collector.hear('Enter', at + 5)).toBe('held');
  const next = type(collector, 'K7Q2-M4XD', at + 10);
  expect(collector.hear('Enter', next + 5)).toEqual({ text: 'K7Q2-M4XD' });
});
