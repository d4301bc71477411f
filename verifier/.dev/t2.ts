import { pageOf, printed, font } from './pages.ts';
import { loadCodeReader } from '../node/code-reader.ts';
import { makeScan } from '../../simulator/scans/make-scan.ts';
import { digitsOf, changeDigit, texts } from '../../simulator/scans/forge.ts';
import { seededRandom } from '../../simulator/scans/random.ts';
import { readCodes } from '../find/read-codes.ts';
import { cornersOnPage } from '../find/code-place.ts';
import { fitHomography } from '../image/homography.ts';
import { refineByMarks } from '../find/corner-marks.ts';
import { layOnPage, fullDensity } from '../find/lay-on-page.ts';
import { createInkDrawer } from '../draw/page-ink.ts';
import { warpToPage, wholePage } from '../image/warp.ts';
import { bytesOfGrey } from '../image/grey.ts';
import { inkOnPaper } from '../compare/paper.ts';
import { fitResponse } from '../compare/response.ts';
import { cellOf, viewCell, fitGlyph } from '../compare/cell-fit.ts';
import { codePlaces } from '../../printing/sheet-code/place.ts';
import sharp from 'sharp';
await loadCodeReader();
const page = pageOf(1);
const drawer = createInkDrawer(font);
const truth = drawer.page(page.front, 8);
const digits = digitsOf(page.front, font);
const r = seededRandom(77);
const idx = [5, 20, 33, 50, 70, 90];
let forged = page.front; const where: any[] = [];
const pairs: Record<string,string> = { '0':'6','1':'7','2':'3','3':'8','4':'9','5':'6','6':'0','7':'1','8':'3','9':'4' };
for (const i of idx) { const d = digits[i]!; const f = changeDigit(forged, d, pairs[d.character]!); forged = f.drawing; where.push({ x: d.x, y: d.baseline, s: f.says }); }
const g = await printed(forged, 'f1');
const use = new Uint8Array(truth.ink.data.length).fill(1);
for (const p of codePlaces) for (let y = Math.floor((p.y-2)*8); y < (p.y+p.h+2)*8; y++) for (let x = Math.floor((p.x-2)*8); x < (p.x+p.w+2)*8; x++) use[y*truth.ink.width+x]=0;
const save = async (x: any, f: string) => sharp(bytesOfGrey(x), { raw: { width: x.width, height: x.height, channels: 1 } }).png().toFile(f);
const seeds = (process.argv[2] ?? '1,2,3').split(',').map(Number);
for (const seed of seeds) {
  const kind = (['flatbed','photo','stained'] as const)[seed % 3]!;
  const scan = await makeScan(g, kind, seed); console.log(kind, seed, scan.width, scan.height);
  let t = process.cpuUsage().user/1000; const lap = (s: string) => { console.log('   ', s, Math.round(process.cpuUsage().user/1000 - t)); t = process.cpuUsage().user/1000; };
  const codes = await readCodes(scan, (f) => f.length >= 4); lap('codes ' + codes.length);
  const corners = cornersOnPage(codes);
  const h = fitHomography(corners); if (!h) { console.log('no h'); continue; }
  const { homography, marks } = refineByMarks(scan, h, corners); console.log('    marks', marks.map(m=>[m.page.x,m.page.y].join()).join(' ')); lap('marks ' + marks.length);
  const map = layOnPage(scan, homography, marks.length, truth.ink); lap('lay');
  const w = warpToPage(scan, map, wholePage, 8, -1); lap('warp');
  const ink = inkOnPaper(w, 8); lap('paper');
  const resp = fitResponse(truth, ink, use); lap('response ' + [0,4,8,11].map(z=>resp.contrastAt({x:(z%3)*600+100,y:Math.floor(z/3)*600+100}).toFixed(2)));
  const res = { ...ink, data: ink.data.map((v, i) => 0.5 + (v - resp.model.data[i]!) / 2) };
  if (process.env.SAVE) {await save(res, `/tmp/r-${seed}.png`); await save({ ...ink, data: ink.data.map(v=>1-v) }, `/tmp/i-${seed}.png`); await save({ ...ink, data: resp.model.data.map(v=>1-v) }, `/tmp/m-${seed}.png`); lap('save');}
  const us: number[] = []; const out: string[] = []; let worstRatio = 9, n = 0;
  const ratios: number[] = [];
  for (const op of texts(page.front)) for (const gl of drawer.glyphs(op)) {
    if (/\s/.test(gl.character)) continue;
    const cell = cellOf(gl, font.font.unitsPerEm, 8);
    const view = viewCell(drawer, resp, ink, gl, cell, 8);
    const fit = fitGlyph(drawer, resp, view, gl, 8, 1); n++;
    const bad = where.find((q) => Math.abs(q.x - gl.x) < 0.01 && Math.abs(q.y - gl.baseline) < 0.01);
    const u = fit.rest / fit.energy;
    if (!bad) us.push(u);
    let alt = '';
    if (/\d/.test(gl.character)) {
      let best = 1e9, ch = '';
      for (const c of '0123456789') if (c !== gl.character) { const [o] = drawer.glyphs({ op: 'text', x: gl.x, y: gl.baseline, size: gl.size, text: c, align: 'left', stretch: gl.stretch }); const f2 = fitGlyph(drawer, resp, view, o!, 8, 1); if (f2.rest < best) { best = f2.rest; ch = c; } }
      const ratio = best / fit.rest; if (!bad) { ratios.push(ratio); }
      alt = ` best alt ${ch} ratio ${ratio.toFixed(2)}`;
    }
    if (bad) out.push(`   FORGED ${bad.s} size ${gl.size} U ${u.toFixed(3)} gain ${fit.gain.toFixed(2)}${alt}`);
  }
  lap('cells ' + n);
  us.sort((a, b) => a - b); ratios.sort((a, b) => a - b);
  console.log('   U median', us[us.length >> 1]!.toFixed(3), 'top', us.slice(-5).map(v => v.toFixed(2)).join(' '), 'genuine ratio lowest', ratios.slice(0, 5).map(v => v.toFixed(2)).join(' '), 'median', ratios[ratios.length>>1]!.toFixed(2));
  for (const o of out) console.log(o);
}
