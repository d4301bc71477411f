import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { isAttendantKind } from '../../shared/attendant-kind.ts';
import { themes, typeSizes, type Display } from '../../shared/display.ts';
import { languages } from '../../shared/languages.ts';
import { isLongRun } from '../../testing/repetitions.ts';
import { layouts, panelOf } from '../../testing/screens/panels.ts';
import { sampleScreens, someSamples } from '../../testing/screens/sample-screens.ts';
import type { SampleScreen } from '../../testing/screens/sample-screens.ts';
import { faultsOfKeys } from './key-walk.ts';
import { launchChromium, openKioskPage } from '../../testing/screens/kiosk-page.ts';
import { turnPage } from '../../testing/screens/turn-page.ts';
import { lookAt, type Look } from './page-checks.ts';

/**
 * Draws sample screens in Chromium on each panel and reports what breaks a rule, with a picture of each such screen; with `--pictures`,
 * of every screen. `1080x1920-low` is the low layout of that panel. Each screen is drawn in Japanese and every second one in one other language, on one panel
 * and in one size of letters by turns; with `--type`, `--theme` or `--language`, in all that these name;
 * with `--all`, and in the long run, in all of them. Arrow keys are tried on the first panel in Japanese, and then everywhere. `--layout` looks at the layout alone, which is quicker while a style sheet is mended.
 *
 * node tests/e2e/gallery-of-screens.ts OUTDIR [WxH[-low] ...] [--only TEXT,TEXT] [--all] [--pictures] [--layout] [--type 100,150,200] [--theme light,dark] [--language ja,en]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    all: { type: 'boolean', default: isLongRun },
    pictures: { type: 'boolean', default: false },
    layout: { type: 'boolean', default: false },
    type: { type: 'string' },
    theme: { type: 'string' },
    language: { type: 'string' },
  },
});
const [folder, ...wanted] = positionals;
const panels = wanted.length > 0 ? wanted : layouts;
const typed = listOf(values.type).map(Number);
const themed = listOf(values.theme);
const spoken = listOf(values.language);
const only = values.only.split(',');
/** Everything that was asked for, not a part by turns. */
const everything = values.all || typed.length + themed.length + spoken.length > 0;
const sizes = typeSizes.filter((size) => typed.length === 0 || typed.includes(size));
/** Kinds of screens in a theme whose contrast was looked at. */
const colourings = new Set<string>();
const colours = themes.filter((theme) => themed.length === 0 || themed.includes(theme));
if (
  folder === undefined ||
  panels.some((panel) => panelOf(panel) === null) ||
  ![...typed, ...themed, ...spoken].every((one) =>
    [...typeSizes, ...themes, ...languages].some((known) => known === one),
  )
) {
  console.error(
    'usage: node tests/e2e/gallery-of-screens.ts OUTDIR [WxH[-low] ...] [--only TEXT,TEXT] [--all] [--pictures] [--layout] [--type 100,150,200] [--theme light,dark] [--language ja,en]',
  );
  process.exit(2);
}

// Screens are checked as soon as they are painted; nobody watches the frames.
const browser = await launchChromium(['--disable-frame-rate-limit']);
let faults: string[];
try {
  // In parallel: each panel has its own page, and so its own process.
  const found = await Promise.all(panels.map((panel, turn) => gallery(browser, folder, panel, turn)));
  faults = found.flat();
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'no faults' : `${String(faults.length)} faults`);
process.exit(faults.length === 0 ? 0 : 1);

function listOf(option: string | undefined): readonly string[] {
  return option === undefined ? [] : option.split(',');
}

/** What is drawn on a panel: all that was asked for, or a part that is another one on each panel. @param turn of the panels */
function drawnOn(panel: string, turn: number): readonly SampleScreen[] {
  const samples = (everything ? sampleScreens : someSamples(turn)).filter(
    ({ name, screen }) =>
      only.some((part) => name.includes(part)) && (spoken.length === 0 || spoken.includes(screen.language)),
  );
  return samples.flatMap((sample, index) => {
    const place = (index + turn) % panels.length;
    // Store staff and operators stand before the whole panel, and have two sizes of letters.
    if (isAttendantKind(sample.screen.body.kind)) {
      if (panelOf(panel)?.low === true) return [];
      const two = sizes.filter((size) =>
        everything ? size !== 150 : size === sizeForAttendants(index, turn),
      );
      return two.map((size) => withLook(sample, { size, theme: 'light' }));
    }
    if (everything) {
      return sizes.flatMap((size, at) =>
        coloursFor(index + at).map((theme) => withLook(sample, { size, theme })),
      );
    }
    // On one panel each; its neighbours of the same kind are there in other sizes and on other panels.
    if (place > 0 || !inOtherLanguage(sample, Math.floor((index + turn) / panels.length))) return [];
    const size = ([100, 150, 100, 200] as const)[index % 4];
    const theme = themes[Math.floor(index / 4) % themes.length];
    return size === undefined || theme === undefined ? [] : [withLook(sample, { size, theme })];
  });
}

/** Large letters on one panel, where most has no room, and of every second screen the usual ones on another. @param turn of the panels */
function sizeForAttendants(index: number, turn: number): Display['size'] | null {
  const whole = panels.filter((panel) => panelOf(panel)?.low !== true).length;
  const place = (index + turn) % whole;
  if (place === 0) return 200;
  return place === whole - 1 && Math.floor(index / whole) % 2 === 0 ? 100 : null;
}

/**
 * In another language every second screen: with each round of the languages the other ones, so that each of them is there.
 * @param turn of the screens on a panel
 */
function inOtherLanguage({ screen: { language } }: SampleScreen, turn: number): boolean {
  const round = Math.floor(turn / (languages.length - 1));
  return language === 'ja' || (turn + round) % 2 === 0;
}

/** Both themes where they were asked for by name; in everything there is, one by turns: neither moves anything, and theme/contrast.test.ts computes both. */
function coloursFor(turn: number): readonly Display['theme'][] {
  const one = colours[turn % colours.length];
  return themed.length > 0 || one === undefined ? colours : [one];
}

/**
 * What axe looks at: it takes half of the time, and contrast takes axe most of its. Of everything there is, it looks at each screen with
 * letters of one size. Where a part is drawn, at the first page: at each kind of screen and dialog in each theme once with its colours, which are the
 * same in every language and on every panel, at every third of the others in Japanese, and at every seventh in another language, whose markup is the same.
 */
function accessLook({ screen }: SampleScreen, leaf: number): Look['access'] {
  const { id, body, overlay, display, language } = screen;
  if (values.layout) return null;
  if (values.all) return sizes.indexOf(display.size) === id % sizes.length ? 'contrast too' : null;
  if (everything) return language === 'ja' ? 'contrast too' : 'without contrast';
  if (leaf > 1) return null;
  if (language !== 'ja') return id % 7 === 0 ? 'without contrast' : null;
  const colouring = [body.kind, overlay?.kind, display.theme].join(' ');
  if (!colourings.has(colouring)) {
    colourings.add(colouring);
    return 'contrast too';
  }
  return id % 3 === 0 ? 'without contrast' : null;
}

function withLook({ name, screen }: SampleScreen, look: Pick<Display, 'size' | 'theme'>): SampleScreen {
  const shown = [name, look.size === 100 ? '' : String(look.size), look.theme === 'light' ? '' : look.theme];
  return {
    name: shown.filter((part) => part !== '').join('-'),
    screen: { ...screen, display: { ...screen.display, ...look } },
  };
}

/** Checks samples on one panel. @param turn of the panels @returns the faults, each with its picture's name */
async function gallery(chromium: Browser, out: string, panel: string, turn: number): Promise<string[]> {
  const on = panelOf(panel);
  if (on === null) throw new Error(`${panel} is no panel`);
  const { width, height, low } = on;
  const pictures = join(out, panel);
  await mkdir(pictures, { recursive: true });
  const kiosk = await openKioskPage(chromium, { width, height });
  const { page } = kiosk;
  const found: string[] = [];
  const places = new Map<number, string>();
  for (const sample of drawnOn(panel, turn)) {
    const { name, screen } = sample;
    const { display } = screen;
    await kiosk.show({ ...screen, display: { ...display, low } });
    for (let leaf = 1; ; leaf++) {
      const picture = leaf === 1 ? name : `${name}-page${String(leaf)}`;
      const seen = await lookAt(page, { access: accessLook(sample, leaf), reach: low });
      const faults = [...seen.faults];
      const before = places.get(display.size) ?? seen.places;
      places.set(display.size, before);
      if (seen.places !== before) faults.push(`the fixed places moved: ${seen.places}`);
      if (values.pictures || faults.length > 0) {
        await page.screenshot({ path: join(pictures, `${picture}.png`) });
      }
      const walked = values.all || (turn === 0 && screen.language === 'ja');
      // The panel's own tests are for fingers, and hide what is below them.
      const forFingers = screen.body.kind === 'touchTest' || screen.body.kind === 'screenTest';
      if (walked && !forFingers) faults.push(...(await faultsOfKeys(page)));
      found.push(...faults.map((fault) => `${panel} ${picture}: ${fault}`));
      if (!seen.mayTurn) break;
      if (!(await turnPage(page, screen.overlay === null ? '.frame' : '.dialog'))) break;
    }
  }
  found.push(...kiosk.complaints.map((complaint) => `${panel}: the page says: ${complaint}`));
  await kiosk.close();
  return found;
}
