import type { Page } from 'playwright-core';
import type { Kiosk } from '../../electron/kiosk/kiosk.ts';
import { usualDisplay } from '../../shared/display.ts';
import { languages, type Language } from '../../shared/languages.ts';
import { figuresOf, type Figures } from './figures.ts';
import { tapTimes, type Tap } from './tap-times.ts';
import { reach, wants } from './until.ts';

/** From the lifted finger to the next screen on the display, ms (tap-times.ts). */
export interface TapFigures {
  /** A page of one button, in the same browser. */
  readonly bare: Figures;
  /** The kiosk's, in Japanese at 100 %: between the first question and the menu of certificates. */
  readonly kiosk: Figures;
  /** At 200 %, in all languages together, and in the one that took longest by its median. */
  readonly large: { readonly all: Figures; readonly slowest: Language; readonly ofSlowest: Figures };
  readonly ratio: { readonly kiosk: number; readonly large: number };
  /** Layout shifts that the browser itself reported at 200 % while screens followed each other. */
  readonly layoutShifts: number;
}

/** The two questions that are gone between: by the first purpose, and back. */
const kioskTaps: readonly [Tap, Tap] = [
  { button: 'certificates', leadsTo: 'notes' },
  { button: 'back', leadsTo: 'purposes' },
];
const largeTaps: readonly [Tap, Tap] = [
  { button: 'purpose-bank', leadsTo: 'notes' },
  { button: 'back', leadsTo: 'purposes' },
];
const bareTaps: readonly [Tap, Tap] = [
  { button: 'forth', leadsTo: 'there' },
  { button: 'back', leadsTo: 'here' },
];

const warmUp = 60;

/**
 * Both pages take turns, so that a machine that others use slows both down. The kiosk is at its invitation, before and after.
 * @param taps of each page at 100 %; at 200 % a third of them in each language
 */
export async function measureTaps(
  { page, kiosk, bare }: { readonly page: Page; readonly kiosk: Kiosk; readonly bare: Page },
  { taps, signal }: { readonly taps: number; readonly signal?: AbortSignal },
): Promise<TapFigures> {
  const want = wants(kiosk);
  want({ type: 'start' });
  await page.locator('[data-screen="purposes"]').waitFor();
  // Nobody is the first resident of a morning twice: what both pages run is compiled before it counts.
  await tapTimes(bare, warmUp, bareTaps, signal);
  await tapTimes(page, warmUp, kioskTaps, signal);
  const turns = 5;
  const perTurn = 2 * Math.ceil(taps / turns / 2);
  const series = { bare: [] as number[], kiosk: [] as number[] };
  for (let turn = 0; turn < turns; turn++) {
    await bare.bringToFront();
    series.bare.push(...(await tapTimes(bare, perTurn, bareTaps, signal)));
    await page.bringToFront();
    series.kiosk.push(...(await tapTimes(page, perTurn, kioskTaps, signal)));
  }
  let layoutShifts = 0;
  const large = new Map<Language, readonly number[]>();
  for (const language of languages) {
    want({ type: 'setLanguage', language });
    want({ type: 'setDisplay', display: { ...usualDisplay, size: 200 } });
    await page.locator(`[lang="${language}"][data-screen="purposes"]`).waitFor();
    // The words and the fonts of a language come once: everybody has seen a screen in it before the first tap.
    await tapTimes(page, 6, largeTaps, signal);
    await watchShifts(page);
    large.set(language, await tapTimes(page, 2 * Math.ceil(taps / 6), largeTaps, signal));
    layoutShifts += await shiftsSeen(page);
  }
  want({ type: 'setDisplay', display: usualDisplay });
  want({ type: 'setLanguage', language: 'ja' });
  want({ type: 'stop' });
  want({ type: 'confirmStop' });
  want({ type: 'acknowledge' });
  await reach(kiosk, 'attract');
  const bareFigures = figuresOf(series.bare);
  const kioskFigures = figuresOf(series.kiosk);
  const all = figuresOf([...large.values()].flat());
  const [slowest] = [...large]
    .map(([language, times]) => ({ language, figures: figuresOf(times) }))
    .toSorted((a, b) => b.figures.median - a.figures.median);
  if (!slowest) throw new Error('nothing was measured at 200 %');
  const to = (figures: Figures): number => Math.round((figures.median / bareFigures.median) * 100) / 100;
  return {
    bare: bareFigures,
    kiosk: kioskFigures,
    large: { all, slowest: slowest.language, ofSlowest: slowest.figures },
    ratio: { kiosk: to(kioskFigures), large: to(slowest.figures) },
    layoutShifts,
  };
}

/** Begins to count; also what moves within half a second of a press, which the browser excuses. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = Reflect.has(globalThis, 'shiftsSeen');
    Reflect.set(globalThis, 'shiftsSeen', 0);
    if (watched) return;
    new PerformanceObserver((list) => {
      const seen: unknown = Reflect.get(globalThis, 'shiftsSeen');
      Reflect.set(globalThis, 'shiftsSeen', Number(seen) + list.getEntries().length);
    }).observe({ type: 'layout-shift', buffered: false });
  });
}

async function shiftsSeen(page: Page): Promise<number> {
  return Number(await page.evaluate(() => Reflect.get(globalThis, 'shiftsSeen') as unknown));
}
