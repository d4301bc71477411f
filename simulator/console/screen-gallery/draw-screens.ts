import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, CDPSession } from 'playwright-core';
import { findChromium } from '../../../electron/host/chromium-browser.ts';
import { launchChromium, openKioskPage, type KioskPage } from '../../../testing/screens/kiosk-page.ts';
import { panelOf, type Layout } from '../../../testing/screens/panels.ts';
import { turnPage } from '../../../testing/screens/turn-page.ts';
import type { DrawnScreen } from './drawn-screens.ts';

/** Pixels of a picture's longer side: large enough to read, and small enough that a hundred thousand fit on a disk. */
export const longerSide = 800;
const quality = 75;

/** A picture of a screen, or of one of the pages that it is cut into. */
export interface ScreenPicture {
  readonly of: DrawnScreen;
  /** From 1. */
  readonly page: number;
  /** Path from the folder of the pictures. */
  readonly file: string;
}

interface Drawing {
  readonly kiosk: KioskPage;
  readonly camera: CDPSession;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws screens in the product's own page and writes a picture of each page of each of them.
 * @param at how many are drawn at the same time
 * @param onDone called after each screen, with how many are done; what it throws ends the work
 * @throws when Chromium is missing, the page complains, or the folder cannot be written
 */
export async function drawScreens(
  screens: readonly DrawnScreen[],
  out: string,
  at: number,
  onDone: (done: number) => void,
): Promise<readonly ScreenPicture[]> {
  if (findChromium() === null) throw new Error('Chromium is missing: install the Debian package chromium');
  // A screen is drawn as soon as it is painted; nobody watches the frames.
  const browser = await launchChromium(['--disable-frame-rate-limit']);
  try {
    const pictures = new Map<DrawnScreen, readonly ScreenPicture[]>();
    for (const [layout, those] of Map.groupBy(screens, (screen) => screen.layout)) {
      const waiting = those.values();
      const worker = (): Promise<void> =>
        withKiosk(browser, layout, async (drawing) => {
          // The workers take from the same list.
          for (const screen of waiting) {
            pictures.set(screen, await drawScreen(screen, drawing, out));
            onDone(pictures.size);
          }
        });
      await Promise.all(Array.from({ length: Math.min(at, those.length) }, worker));
    }
    return screens.flatMap((screen) => pictures.get(screen) ?? []);
  } finally {
    await browser.close();
  }
}

async function withKiosk(
  browser: Browser,
  layout: Layout,
  work: (drawing: Drawing) => Promise<void>,
): Promise<void> {
  const panel = panelOf(layout);
  if (panel === null) throw new Error(`${layout} is no layout`);
  const { width, height } = panel;
  const kiosk = await openKioskPage(browser, { width, height });
  try {
    const camera = await kiosk.page.context().newCDPSession(kiosk.page);
    await work({ kiosk, camera, width, height });
    const [complaint] = kiosk.complaints;
    if (complaint !== undefined) throw new Error(`the page says: ${complaint}`);
  } finally {
    await kiosk.close();
  }
}

async function drawScreen(of: DrawnScreen, drawing: Drawing, out: string): Promise<readonly ScreenPicture[]> {
  const { name, layout, screen } = of;
  const { language, display, overlay } = screen;
  const folder = path.posix.join(layout, language);
  await mkdir(path.join(out, folder), { recursive: true });
  const pictures: ScreenPicture[] = [];
  await drawing.kiosk.show(screen);
  do {
    const page = pictures.length + 1;
    const which = page === 1 ? '' : `-page${page}`;
    const file = path.posix.join(folder, `${name}-${display.size}-${display.theme}${which}.webp`);
    await writeFile(path.join(out, file), await photograph(drawing));
    pictures.push({ of, page, file });
  } while (await turnPage(drawing.kiosk.page, overlay === null ? '.frame' : '.dialog'));
  return pictures;
}

/** @returns WebP */
async function photograph({ camera, width, height }: Drawing): Promise<Uint8Array> {
  const { data } = await camera.send('Page.captureScreenshot', {
    format: 'webp',
    quality,
    clip: { x: 0, y: 0, width, height, scale: Math.min(1, longerSide / Math.max(width, height)) },
  });
  return Buffer.from(data, 'base64');
}
