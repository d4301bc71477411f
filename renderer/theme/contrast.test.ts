import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { themes, type Display } from '../../shared/display.ts';

type Theme = Display['theme'];

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
  ['sheet-black', 'sheet-paper'],
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
const dark = await readFile(new URL('themes.css', import.meta.url), 'utf8');

/** The dark theme first, where it is asked for: what it does not set is as usual. */
function luminance(theme: Theme, name: string): number {
  const sheets = theme === 'dark' ? [dark, css] : [css];
  const hex = sheets.flatMap(
    (sheet) => new RegExp(`--color-${name}: #([0-9a-f]{6});`).exec(sheet)?.[1] ?? [],
  )[0];
  if (hex === undefined) throw new Error(`tokens.css has no colour ${name}`);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast by WCAG 2: black on white is 21. */
function contrast(theme: Theme, one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(theme, one), luminance(theme, other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

describe.each(themes)('in the theme %s', (theme) => {
  test.each(textOnGround)('text %s on %s has a contrast of at least 7:1', (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(7);
  });

  test.each(shapeOnGround)('shape %s on %s has a contrast of at least 3:1', (shape, ground) => {
    expect(contrast(theme, shape, ground)).toBeGreaterThanOrEqual(3);
  });
});

test('the dark theme is dark', () => {
  expect(luminance('dark', 'ground')).toBeLessThan(0.02);
  expect(luminance('light', 'ground')).toBeGreaterThan(0.7);
});

test('a colour on itself has a contrast of 1, and every colour is written in six digits', () => {
  expect(contrast('light', 'paper', 'paper')).toBe(1);
  const colours = [...`${css}${dark}`.matchAll(/--color-([a-z-]+): ([^;]+);/g)];
  expect(colours.filter(([, name, value]) => name !== 'veil' && !/^#[0-9a-f]{6}$/.test(value ?? ''))).toEqual(
    [],
  );
});
