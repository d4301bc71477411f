import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { beginEarly } from './begin-browser.ts';

const size = { width: 1024, height: 768 };
const window = { kiosk: true, bounds: { x: 0, y: 0, ...size } };

it('gives its browser once, and only to a window that it was begun for', async () => {
  const early = beginEarly('/bin/false', size);
  expect(early.take({ ...window, kiosk: false })).toBeNull();
  expect(early.take({ ...window, bounds: { ...window.bounds, width: 1366 } })).toBeNull();
  expect(early.take({ ...window, bounds: { ...window.bounds, x: 10 } })).toBeNull();
  const begun = early.take(window);
  expect(begun).not.toBeNull();
  expect(early.take(window)).toBeNull();
  // A launch that fails is told to whoever took it, and ends nothing before.
  await expect(begun?.context).rejects.toThrow('Chromium did not open its window');
  await early.close();
  expect(existsSync(begun?.folder ?? ''), 'the folder is its taker’s').toBe(true);
});

it('leaves nothing where nobody has taken its browser', async () => {
  const early = beginEarly('/bin/false', size);
  const other = beginEarly('/bin/false', size);
  const folder = other.take(window)?.folder ?? '';
  expect(existsSync(folder)).toBe(true);
  await early.close();
  await early.close();
  expect(early.take(window)).toBeNull();
});
