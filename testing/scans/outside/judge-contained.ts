import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renderSheet } from '../../../printing/pdf/render-sheet.ts';
import type { PageDrawing } from '../../../shared/drawing.ts';
import { scansIn } from '../../../verifier/node/read-scan.ts';
import { verifyDocument } from '../../../verifier/verify-document.ts';
import type { VerifyTools } from '../../../verifier/verify-page.ts';
import { seededRandom } from '../random.ts';
import type { SealedPage } from '../sealed-pages.ts';
import { containers, inContainer } from './containers.ts';
import type { Container, Shown } from './containers.ts';
import type { Forged } from './forged.ts';
import { forge } from './forgeries.ts';
import { isNamed } from './judge-case.ts';
import type { Judged } from './rates-tables.ts';
import { renderWith } from './renderers.ts';
import { runTool } from './run-tool.ts';

/** Forgeries that a PDF shows by itself. */
const drawn = [
  'smallDigit',
  'similarKanji',
  'whitePatch',
  'nearestGlyphs',
  'marks',
  'extraRow',
  'movedSeal',
] as const;

/**
 * Puts an altered page and the genuine one into one file, and verifies that as a receiver would. The same number makes the same file.
 * @returns 'genuine' when the altered page, or a picture with both, was called so
 */
export async function judgeContained(
  pages: readonly SealedPage[],
  tools: VerifyTools,
  seed: number,
): Promise<{ readonly judged: Judged; readonly says: string }> {
  const random = seededRandom(seed);
  const { page, forged } = drawCase();
  const container = containers[seed % containers.length] ?? 'beside';
  const dpi = random.pick([200, 300]);
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-contained-'));
  try {
    const [altered, genuine] = [await show(forged.drawing, 'altered'), await show(page.drawing, 'genuine')];
    const file = await inContainer(container, altered, genuine, folder);
    const began = process.cpuUsage();
    const outcome = await judge(file, container, forged, tools);
    const { user, system } = process.cpuUsage(began);
    const judged: Judged = {
      seed,
      quality: 'clean',
      doing: 'container',
      outcomes: [outcome],
      seconds: (user + system) / 1e6,
    };
    return { judged, says: `${container} | ${dpi} | ${page.name} | ${forged.says} | ${outcome}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  function drawCase() {
    for (;;) {
      const [one, other] = [random, random].map((each) => pages[each.whole(0, pages.length - 1)]);
      if (one === undefined || other === undefined || one === other) continue;
      const made = forge(random.pick(drawn), one.drawing, other.drawing, tools, random);
      if (made !== null) return { page: one, forged: made };
    }
  }

  async function show(drawing: PageDrawing, name: string): Promise<Shown> {
    const pdf = path.join(folder, `${name}.pdf`);
    await writeFile(pdf, await renderSheet([drawing], tools.font, '見本'));
    const picture = await renderWith('poppler', pdf, dpi, path.join(folder, name));
    const png = path.join(folder, `${name}.png`);
    await runTool('convert', [picture, png]);
    return { png, pdf };
  }
}

async function judge(
  file: string,
  container: Container,
  { places }: Forged,
  tools: VerifyTools,
): Promise<Judged['outcomes'][number]> {
  const scans = await scansIn(file);
  if (!scans.ok) return 'unreadable';
  const verdicts = await verifyDocument(scans.value, tools, () => Promise.resolve());
  const ofAltered = container === 'laterInTiff' || container === 'laterInPdf' ? verdicts.slice(1) : verdicts;
  const passed = ofAltered.filter((each) => each.verdict === 'genuine');
  if (passed.length > 0)
    return passed.every((each) => places.some((at) => isNamed(each.compared, at))) ? 'named' : 'genuine';
  return ofAltered.some(({ verdict }) => verdict === 'altered') ? 'there' : 'unreadable';
}
