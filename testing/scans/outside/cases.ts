import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MinchoFont } from '../../../printing/fonts/mincho.ts';
import { renderSheet } from '../../../printing/pdf/render-sheet.ts';
import type { PageDrawing } from '../../../shared/drawing.ts';
import { seededRandom } from '../random.ts';
import type { SealedPage } from '../sealed-pages.ts';
import { coverWith, forge, forgedDoings } from './forgeries.ts';
import type { Doing } from './forgeries.ts';
import type { Forged, ForgeTools } from './forged.ts';
import { degrade, dpisOf, inColour, isTwoTone, qualities } from './qualities.ts';
import type { Quality } from './qualities.ts';
import { isWritten, writeOver } from './overlays.ts';
import { renderers, renderWith } from './renderers.ts';
import { spoilAt, spoils } from './spoilt.ts';
import type { Spoil } from './spoilt.ts';
import type { Renderer } from './renderers.ts';

/** A page, what is done to it, and who shows it: nothing of it was made by this project but the page. */
export interface OutsideCase {
  readonly seed: number;
  readonly page: SealedPage;
  readonly doing: Doing;
  readonly forged: Forged | null;
  readonly renderer: Renderer;
  readonly dpi: number;
  readonly quality: Quality;
  /** What happened to the sheet over an alteration, or somewhere on a genuine one, before it was scanned. */
  readonly spoil: Spoil | null;
}

/** The case of a number: even ones genuine, odd ones forged; every quality in turn. The same number gives the same case. */
export function outsideCase(pages: readonly SealedPage[], tools: ForgeTools, seed: number): OutsideCase {
  const random = seededRandom(seed);
  const pair = Math.floor(seed / 2);
  const turn = Math.floor(pair / qualities.length);
  const usual = qualities[pair % qualities.length] ?? 'clean';
  // Every second forged page has characters changed for their nearest; the others take turns.
  const others = forgedDoings.filter((doing) => doing !== 'nearestGlyphs');
  const forgery = turn % 2 === 0 ? 'nearestGlyphs' : (others[(turn >> 1) % others.length] ?? 'smallDigit');
  const wanted = seed % 2 === 0 ? 'nothing' : forgery;
  for (;;) {
    const page = pages[random.whole(0, pages.length - 1)];
    const other = pages[random.whole(0, pages.length - 1)];
    if (page === undefined || other === undefined || page === other) continue;
    const forged = wanted === 'nothing' ? null : forge(wanted, page.drawing, other.drawing, tools, random);
    if (wanted !== 'nothing' && forged === null) continue;
    // What is drawn in colour must be seen in colour.
    const quality = wanted === 'coloured' ? random.pick(inColour) : usual;
    const renderer = renderers[random.whole(0, renderers.length - 1)] ?? 'poppler';
    return {
      seed,
      page,
      doing: wanted,
      forged,
      renderer,
      dpi: random.pick(dpisOf(quality)),
      quality,
      spoil: null,
    };
  }
}

/** The same with something spilt over a place that counts, or a fold through it; seen at 200 dpi and more, not in black and white. */
export function spoiltCase(pages: readonly SealedPage[], tools: ForgeTools, seed: number): OutsideCase {
  const random = seededRandom(seed + 3_000_000);
  // Most cases are no such ones: each number looks for its own elsewhere.
  for (let next = 40 * seed + (seed % 2); ; next += 2) {
    const of = outsideCase(pages, tools, next);
    if (of.dpi < 200 || isTwoTone(of.quality)) continue;
    return { ...of, seed, spoil: random.pick(spoils) };
  }
}

/** What became of a case: how its picture was made, whether what was written on it is there to be seen, and what `look` returned. */
export interface Pictured<T> {
  readonly how: string;
  readonly isShown: boolean;
  readonly used: T;
}

/** Makes the picture of a case and gives it to `look`; it is gone afterwards. */
export async function withPicture<T>(
  { seed, page, doing, forged, renderer, dpi, quality, spoil }: OutsideCase,
  font: MinchoFont,
  look: (file: string) => Promise<T>,
): Promise<Pictured<T>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-rates-'));
  try {
    const draw = async (drawing: PageDrawing, name: string) => {
      const pdf = path.join(folder, `${name}.pdf`);
      await writeFile(pdf, await renderSheet([drawing], font, '見本'));
      return renderWith(renderer, pdf, dpi, path.join(folder, name));
    };
    let picture = await draw(forged?.drawing ?? page.drawing, 'page');
    if (forged !== null && forged.cover !== null) {
      const { drawing } = forged.cover.from;
      const from = drawing === null ? picture : await draw(drawing, 'other');
      picture = await coverWith(forged.cover, picture, from, dpi, path.join(folder, 'covered'));
    }
    if (spoil !== null) {
      const random = seededRandom(seed + 9_000_000);
      const somewhere = { x: random.between(20, 150), y: random.between(60, 230), w: 10, h: 4 };
      const at = forged === null ? somewhere : random.pick(forged.places);
      picture = await spoilAt(spoil, at, picture, dpi, path.join(folder, 'spoilt'), random);
    }
    const without = picture;
    const overlay = forged?.overlay ?? null;
    if (overlay !== null) picture = await writeOver(overlay, picture, dpi, path.join(folder, 'written'));
    const see = (of: string, name: string) =>
      degrade(
        { quality, hues: doing === 'coloured' ? 'seen' : 'lost' },
        of,
        dpi,
        path.join(folder, name),
        seededRandom(seed + 5_000_000),
      );
    const { file, how } = await see(picture, 'seen');
    const isShown =
      overlay === null || (await isWritten(overlay, file, (await see(without, 'unwritten')).file, dpi));
    return { how, isShown, used: await look(file) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
