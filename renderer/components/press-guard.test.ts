import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPressGuard, doubleTapMs, keyBounceMs, releasedOn, rollSlackPx } from './press-guard.ts';
import type { Press } from './press-guard.ts';

const button = { left: 100, top: 100, right: 200, bottom: 160 };

test('a finger may roll 30 px out of the button, and no further', () => {
  expect(releasedOn(button, { x: 70, y: 130 })).toBe(true);
  expect(releasedOn(button, { x: 69, y: 130 })).toBe(false);
  expect(releasedOn(button, { x: 230, y: 190 })).toBe(true);
  expect(releasedOn(button, { x: 150, y: 191 })).toBe(false);
  expect(releasedOn(button, { x: 150, y: 69 })).toBe(false);
});

function press(more: Partial<Press>): Press {
  return { button, screen: 1, at: 0, point: { x: 150, y: 130 }, againAfterMs: doubleTapMs, ...more };
}

test('a double tap on one button counts once, and a later press counts again', () => {
  const guard = createPressGuard();
  expect(guard.counts(press({ at: 1000 }))).toBe(true);
  expect(guard.counts(press({ at: 1299 }))).toBe(false);
  expect(guard.counts(press({ at: 1300 }))).toBe(true);
});

test('a press that did not count does not lengthen the pause, so a trembling hand gets through in the end', () => {
  const guard = createPressGuard();
  const counted = [0, 100, 200, 300, 400].map((at) => guard.counts(press({ at })));
  expect(counted).toEqual([true, false, false, true, false]);
});

test('two different buttons may be pressed in quick succession', () => {
  const guard = createPressGuard();
  expect(guard.counts(press({ at: 0 }))).toBe(true);
  expect(guard.counts(press({ at: 50, button: {} }))).toBe(true);
});

test('the same digit pressed twice quickly counts twice, but a bouncing contact counts once', () => {
  const guard = createPressGuard();
  expect(guard.counts(press({ at: 0, againAfterMs: keyBounceMs }))).toBe(true);
  expect(guard.counts(press({ at: 40, againAfterMs: keyBounceMs }))).toBe(false);
  expect(guard.counts(press({ at: 130, againAfterMs: keyBounceMs }))).toBe(true);
});

test('the second half of a double tap does not answer the next question at the same spot', () => {
  const guard = createPressGuard();
  expect(guard.counts(press({ at: 0 }))).toBe(true);
  expect(
    guard.counts(press({ at: 200, button: {}, screen: 2, point: { x: 150 + rollSlackPx, y: 130 } })),
  ).toBe(false);
  expect(
    guard.counts(press({ at: 200, button: {}, screen: 2, point: { x: 151 + rollSlackPx, y: 130 } })),
  ).toBe(true);
  expect(guard.counts(press({ at: 520, button: {}, screen: 3, point: { x: 181, y: 130 } }))).toBe(true);
});

test('a key press has no spot, so only a double press of the same button is dropped', () => {
  const guard = createPressGuard();
  expect(guard.counts(press({ at: 0, point: null }))).toBe(true);
  expect(guard.counts(press({ at: 10, point: null, button: {}, screen: 2 }))).toBe(true);
});

test('counted presses of one button are never closer together than its pause', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 60 }), (pauses) => {
      const guard = createPressGuard();
      let now = 0;
      let last = Number.NEGATIVE_INFINITY;
      for (const pause of pauses) {
        now += pause;
        if (!guard.counts(press({ at: now }))) continue;
        expect(now - last).toBeGreaterThanOrEqual(doubleTapMs);
        last = now;
      }
    }),
  );
});
