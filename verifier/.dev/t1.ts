import { loadCodeReader } from '../node/code-reader.ts'; await loadCodeReader();
import { pageOf, printed, font } from './pages.ts';
import { makeScan } from '../../simulator/scans/make-scan.ts';
import { readCodes } from '../find/read-codes.ts';
import { cornersOnPage } from '../find/code-place.ts';
import { fitHomography } from '../image/homography.ts';
import { refineByMarks } from '../find/corner-marks.ts';
import { layOnPage } from '../find/lay-on-page.ts';
import { createInkDrawer } from '../draw/page-ink.ts';
import { warpToPage, wholePage } from '../image/warp.ts';
import { bytesOfGrey } from '../image/grey.ts';
import sharp from 'sharp';
const page = pageOf(1);
let t = performance.now(); const lap = (s: string) => { console.log('   ', s, Math.round(performance.now() - t)); t = performance.now(); };
const g = await printed(page.front, 'p1'); lap('print');
const drawer = createInkDrawer(font);
const truth = drawer.page(page.front, 8); lap('truth');
const save = async (x: any, f: string) => sharp(bytesOfGrey(x), { raw: { width: x.width, height: x.height, channels: 1 } }).png().toFile(f);
for (const [kind, seed] of [['flatbed', 1], ['photo', 2], ['stained', 3], ['photo', 4], ['photo', 5],['flatbed',6]] as const) {
  const scan = await makeScan(g, kind, seed); console.log(kind, seed, scan.width, scan.height); lap('scan');
  await save(scan, `/tmp/s-${seed}.png`);
  const codes = await readCodes(scan, (f) => f.length >= 4); lap('codes ' + codes.length);
  const corners = cornersOnPage(codes);
  const h = fitHomography(corners); if (!h) { console.log('no h'); continue; }
  const { homography, marks } = refineByMarks(scan, h, corners); lap('marks ' + marks.length);
  const map = layOnPage(scan, homography, truth.ink); lap('lay');
  const w = warpToPage(scan, map, wholePage, 8, 1); lap('warp');
  await save(w, `/tmp/w-${seed}.png`);
}
