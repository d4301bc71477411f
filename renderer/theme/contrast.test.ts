import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Text and the ground behind it, by their names in tokens.css. Add every new pair here. */
const textOnGround = [
  ['ink', 'ground'],
  ['ink', 'paper'],
  ['ink', 'warning-tint'],
  ['ink-soft', 'ground'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'chosen'],
  ['action', 'paper'],
  ['action', 'region'],
  ['on-action', 'action'],
  ['on-chosen', 'chosen'],
  ['trouble', 'paper'],
  ['trouble', 'ground'],
  ['trouble', 'trouble-tint'],
  ['on-trouble', 'trouble'],
  ['on-resting', 'resting'],
  ['sheet-black', 'paper'],
] as const;

/** Shapes whose edge carries meaning, and the focus: WCAG asks for 3:1. */
const shapeOnGround = [
  ['action', 'ground'],
  ['line', 'ground'],
  ['line', 'resting'],
  ['focus', 'ground'],
  ['focus', 'paper'],
] as const;

const css = await readFile(new URL('tokens.css', import.meta.url), 'utf8');

function luminance(name: string): number {
  const hex = new RegExp(`--color-${name}: #([0-9a-f]{6});`).exec(css)?.[1];
  if (hex === undefined) throw new Error(`tokens.css has no colour ${name}`);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast by WCAG 2: black on white is 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test.each(textOnGround)('text %s on %s has a contrast of at least 7:1', (text, ground) => {
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(7);
});

test.each(shapeOnGround)('shape %s on %s has a contrast of at least 3:1', (shape, ground) => {
  expect(contrast(shape, ground)).toBeGreaterThanOrEqual(3);
});

test('a colour on itself has a contrast of 1, and every colour is written in six digits', () => {
  expect(contrast('paper', 'paper')).toBe(1);
  const colours = [...css.matchAll(/--color-([a-z-]+): ([^;]+);/g)];
  expect(colours.filter(([, name, value]) => name !== 'veil' && !/^#[0-9a-f]{6}$/.test(value ?? ''))).toEqual(
    [],
  );
});
