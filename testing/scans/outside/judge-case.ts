import { lightOf } from '../../../verifier/file/picture.ts';
import type { PageArea } from '../../../verifier/image/warp.ts';
import { scansIn } from '../../../verifier/node/read-scan.ts';
import type { Compared, PageVerdict } from '../../../verifier/verdict.ts';
import { verifyPage } from '../../../verifier/verify-page.ts';
import type { VerifyTools } from '../../../verifier/verify-page.ts';
import type { OutsideCase } from './cases.ts';
import type { Judged } from './rates-tables.ts';

/** Verifies the picture of a case, as a receiver would. @throws when the file is no picture, or is refused */
export async function judgeCase(
  of: OutsideCase,
  file: string,
  tools: VerifyTools,
): Promise<{ readonly judged: Judged; readonly verdict: PageVerdict }> {
  const began = process.cpuUsage();
  const scans = await scansIn(file);
  const [open] = scans.ok ? scans.value : [];
  if (open === undefined) throw new Error(`${file} is no picture`);
  const opened = await open();
  if (!opened.ok) throw new Error(`${file} is refused: ${opened.error}`);
  const { verdict } = await verifyPage(lightOf(opened.value), tools, opened.value);
  const { user, system } = process.cpuUsage(began);
  const { seed, spoil, doing } = of;
  const quality = spoil ?? of.quality;
  const outcomes = outcomesOf(verdict, of);
  return { judged: { seed, quality, doing, outcomes, seconds: (user + system) / 1e6 }, verdict };
}

/** How each of a page's alterations was seen; of a genuine page, how it was seen itself. */
function outcomesOf(verdict: PageVerdict, { forged, doing }: OutsideCase): Judged['outcomes'] {
  if (verdict.verdict === 'genuine') {
    const { compared } = verdict;
    return (forged?.places ?? [null]).map((at) =>
      at !== null && isNamed(compared, at) ? 'named' : 'genuine',
    );
  }
  const untold = 'untold' in verdict ? verdict.untold : 'characters' in verdict ? verdict.characters : null;
  if (verdict.verdict === 'unreadable' && untold === null)
    return (forged?.places ?? [null]).map(() => 'unreadable');
  if (forged === null) return [verdict.verdict === 'unreadable' ? 'unreadable' : 'elsewhere'];
  const regions = verdict.verdict === 'altered' && verdict.altered === 'content' ? verdict.regions : [];
  const isAlone = forged.places.length === 1;
  const other = !isAlone ? 'genuine' : verdict.verdict === 'unreadable' ? 'unreadable' : 'elsewhere';
  return forged.places.map((at) => {
    if (doing === 'pastedCodes' || regions.some((region) => meet(region, at))) return 'there';
    // Several alterations stand for as many pages with one each: what another one brought to light does not count for this one.
    return (untold ?? []).some((each) => meet(each, at)) ? 'unreadable' : other;
  });
}

/** Whether the receiver is told to look there. */
export function isNamed({ notCompared }: Compared, at: PageArea): boolean {
  return notCompared.some(({ area, why }) => (why === 'spot' || why === 'stain') && meet(area, at));
}

function meet(one: PageArea, two: PageArea): boolean {
  return (
    one.x < two.x + two.w + 1 &&
    two.x < one.x + one.w + 1 &&
    one.y < two.y + two.h + 1 &&
    two.y < one.y + one.h + 1
  );
}
