import { z } from 'zod';

/*
 * A receiver's process that checks one page again and again, and nothing else: what it takes of the processor, all its threads together,
 * is what its check takes.
 */

export const checkSpentSchema = z.object({
  /** CPU from the process's first instruction until it can check, ms: Node, modules, font, table of lookalikes. */
  startMs: z.number(),
  /** CPU of the first page, much of whose code is compiled meanwhile, and of each later one, ms: decoding, codes, drawing, comparing. */
  firstMs: z.number(),
  laterMs: z.array(z.number()),
  /** CPU of finding and reading the codes of the decoded picture, and nothing else, ms each time. */
  codesMs: z.array(z.number()),
  /** Most memory that was resident at a time after the first page. */
  residentMB: z.number(),
  verdict: z.string(),
});
export type CheckSpent = z.infer<typeof checkSpentSchema>;

const laterPages = 3;
const codeReadings = 10;

/** CPU of this process so far, ms. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function costOf(work: () => Promise<unknown>): Promise<number> {
  const before = spent();
  await work();
  return spent() - before;
}

/** @param file a picture of a page of testing/scans/sealed-pages.ts */
async function checkAgainAndAgain(file: string): Promise<CheckSpent> {
  const { loadMincho } = await import('../../printing/fonts/mincho.ts');
  const { toolsForSealedPages } = await import('../../testing/scans/verify-tools.ts');
  const { lightOf } = await import('../../verifier/file/picture.ts');
  const { readCodes } = await import('../../verifier/find/read-codes.ts');
  const { loadCodeReader } = await import('../../verifier/node/code-reader.ts');
  const { scansIn } = await import('../../verifier/node/read-scan.ts');
  const { verifyDocument } = await import('../../verifier/verify-document.ts');
  await loadCodeReader();
  const tools = await toolsForSealedPages(await loadMincho());
  const startMs = spent();
  const open = async () => {
    const scans = await scansIn(file);
    if (!scans.ok) throw new Error(`the picture is refused: ${scans.error}`);
    return scans.value;
  };
  let verdict = '';
  const check = async () => {
    const [page] = await verifyDocument(await open(), tools, () => Promise.resolve());
    verdict = page?.verdict ?? '';
  };
  const firstMs = await costOf(check);
  const residentMB = Math.round(process.resourceUsage().maxRSS / 1024);
  const laterMs: number[] = [];
  while (laterMs.length < laterPages) laterMs.push(await costOf(check));
  const [page] = await open();
  const opened = await page?.();
  if (opened?.ok !== true) throw new Error('the picture has no page');
  const light = lightOf(opened.value);
  const codesMs: number[] = [];
  while (codesMs.length < codeReadings)
    codesMs.push(await costOf(() => readCodes(light, (found) => found.length > 0)));
  return { startMs, firstMs, laterMs, codesMs, residentMB, verdict };
}

const [file] = process.argv.slice(2);
if (import.meta.main && file !== undefined)
  process.stdout.write(`${JSON.stringify(await checkAgainAndAgain(file))}\n`);
