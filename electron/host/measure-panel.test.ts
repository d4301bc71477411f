import { expect, it } from 'vitest';
import { openDisplay } from '../../testing/screens/x-display.ts';
import { findChromium } from './chromium-browser.ts';
import { measurePanel } from './measure-panel.ts';

it('sees the whole display, where no desktop fits windows into it', async () => {
  const executable = findChromium();
  if (executable === null) throw new Error('Chromium is missing: install the Debian package chromium');
  const display = await openDisplay();
  const before = process.env['DISPLAY'];
  process.env['DISPLAY'] = display.name;
  try {
    expect(await measurePanel({ executable, headless: false }, process.getuid?.() !== 0)).toEqual({
      width: 1024,
      height: 768,
    });
  } finally {
    if (before === undefined) delete process.env['DISPLAY'];
    else process.env['DISPLAY'] = before;
    await display.close();
  }
});
