import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { facts } from '../../languages/compiled/facts.ts';
import { slips } from '../../languages/compiled/slips.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { languages } from '../../shared/languages.ts';
import { leavesOf } from '../../testing/screens/leaves.ts';
import { launchChromium } from '../../testing/screens/kiosk-page.ts';
import { openScreenFont } from '../fonts/screen-fonts.ts';
import { lackingIn, shapeText, type FontChain } from './shape-text.ts';

let chromium: Browser;
let page: Page;
beforeAll(async () => {
  chromium = await launchChromium();
  page = await chromium.newPage();
});
afterAll(() => chromium.close());

function chainOf(family: string): FontChain {
  const [own, fallback] = [openScreenFont(family), openScreenFont('Noto Sans CJK JP')];
  if (own === null || fallback === null) throw new Error(`${family} is not installed`);
  return [own.plain, fallback.plain];
}

it.each(languages)('no text of a slip in %s has a character without a glyph', (language) => {
  const texts = leavesOf(slips[language]).map(({ text }) => withoutReadings(text));
  expect(lackingIn(texts.join(''), chainOf(facts[language].font))).toEqual([]);
  expect(lackingIn('\u{10380}', chainOf(facts[language].font))).toEqual(['\u{10380}']);
});

// Seen on a receipt: what was drawn earlier decided how later texts were set. No other test uses this family.
it('sets a text alike whatever was drawn before', () => {
  const font = openScreenFont('Noto Serif Devanagari')?.plain;
  if (font === undefined) throw new Error('not installed');
  expect(font.glyphForCodePoint(0x94b).path.commands.length, 'made of a sign of its own').toBeGreaterThan(0);
  const set = shapeText('पाउन बाँकी', [font]).glyphs.map(({ glyph }) => glyph.id);
  expect(set).not.toContain(font.glyphForCodePoint(0x25cc).id);
  expect(set).toHaveLength(10);
});

it.each(languages)('every text of a slip in %s is as wide as a browser sets it', async (language) => {
  const { font } = facts[language];
  const texts = leavesOf(slips[language]).map(({ text }) => withoutReadings(text));
  const measured = await page.evaluate(
    ({ font, texts, language }) => {
      document.documentElement.lang = language;
      const context = document.createElement('canvas').getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.font = `100px "${font}", "Noto Sans CJK JP"`;
      return texts.map((text) => context.measureText(text).width / 100);
    },
    { font, texts, language },
  );
  const chain = chainOf(font);
  const differing = texts.flatMap((text, index) => {
    const [own, theirs] = [shapeText(text, chain).width, measured[index] ?? 0];
    return Math.abs(own - theirs) <= 0.02 * theirs + 0.05 ? [] : [{ text, own, theirs }];
  });
  expect(differing).toEqual([]);
});
