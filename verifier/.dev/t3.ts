import { loadMincho } from '../../printing/fonts/mincho.ts';
import { sealedPages, trustOfSealedPages } from '../../simulator/scans/sealed-pages.ts';
import { printed } from './pages.ts';
import { loadCodeReader } from '../node/code-reader.ts';
import { makeScan } from '../../simulator/scans/make-scan.ts';
import { createInkDrawer } from '../draw/page-ink.ts';
import { verifyPage } from '../verify-page.ts';
await loadCodeReader();
const font = await loadMincho(); const drawer = createInkDrawer(font);
const pages = sealedPages(font); console.log(pages.length);
const [from, to] = (process.argv[2] ?? '1-9').split('-').map(Number);
for (let seed = from!; seed <= to!; seed++) {
  const kind = (['flatbed','photo','stained'] as const)[seed % 3]!;
  const p = pages[seed % pages.length]!;
  const g = await printed(p.drawing, 'q' + (seed % pages.length));
  const scan = await makeScan(g, kind, seed);
  if (process.env.PROF) { const { Session } = await import("node:inspector/promises"); const s = new Session(); s.connect(); await s.post("Profiler.enable"); await s.post("Profiler.start"); (globalThis as any).S = s; }
  const t = process.cpuUsage().user, w = performance.now();
  const { verdict, pictures } = await verifyPage(scan, { font, drawer, trust: trustOfSealedPages });
  if (process.env.PROF) { const { profile } = await (globalThis as any).S.post("Profiler.stop"); (await import("node:fs")).writeFileSync("/tmp/prof.json", JSON.stringify(profile)); }
  if (process.env.SAVE && pictures) { const sharp = (await import('sharp')).default; const { bytesOfGrey } = await import('../image/grey.ts'); await sharp(bytesOfGrey(pictures.seen), { raw: { width: pictures.seen.width, height: pictures.seen.height, channels: 1 } }).png().toFile(`/tmp/seen-${seed}.png`); }
  console.log(seed, kind, p.name, `${scan.width}x${scan.height}`, Math.round((process.cpuUsage().user - t) / 1000), Math.round(performance.now() - w), verdict.verdict, 'why' in verdict ? verdict.why : '', 'regions' in verdict ? JSON.stringify(verdict.regions.map(r => [r.kind, ...[r.x, r.y, r.w, r.h].map(v => Math.round(v*10)/10)])) : '');
}

