import type { SheetCode } from '../printing/seal/sheet-code.ts';
import { lightOf } from './file/picture.ts';
import type { PageOpener } from './file/picture.ts';
import type { PageIdentity, PageVerdict } from './verdict.ts';
import { refusedPage, verifyBack, verifyPage } from './verify-page.ts';
import type { VerifiedPage, VerifyTools } from './verify-page.ts';

/**
 * Verifies the pages that were given as one document, fronts and backs in any order but each back behind its front. Every
 * page for itself first, then whether they belong together.
 * @param pages opened one after the other: a page in full size needs some hundred megabytes
 * @param onPage sees each page, with its pictures, before the next is opened
 */
export async function verifyDocument(
  pages: readonly PageOpener[],
  tools: VerifyTools,
  onPage: (index: number, page: VerifiedPage) => Promise<void>,
): Promise<readonly PageVerdict[]> {
  const verdicts: PageVerdict[] = [];
  let front: SheetCode | null = null;
  for (const [index, open] of pages.entries()) {
    const page = await verifyOpened(await open(), front, tools);
    front = page.code;
    verdicts.push(page.verdict);
    await onPage(index, page);
  }
  return asOneSet(verdicts);
}

async function verifyOpened(
  opened: Awaited<ReturnType<PageOpener>>,
  front: SheetCode | null,
  tools: VerifyTools,
): Promise<VerifiedPage> {
  if (!opened.ok) return refusedPage(opened.error);
  const scan = lightOf(opened.value);
  const page = await verifyPage(scan, tools, opened.value);
  const isBare = page.verdict.verdict === 'unreadable' && page.verdict.why === 'noCode';
  return isBare && front !== null ? verifyBack(scan, front, tools, opened.value) : page;
}

/**
 * Whether pages that are good by themselves make one document: the same number and count on all, and no sheet twice. The
 * document is the one of most of the pages.
 */
export function asOneSet(verdicts: readonly PageVerdict[]): readonly PageVerdict[] {
  const document = mostCommon(verdicts.flatMap((verdict) => identityIn(verdict) ?? []));
  if (document === null) return verdicts;
  const seen = new Set<number>();
  const judged = verdicts.map((verdict): PageVerdict => {
    if (verdict.verdict === 'genuineBack')
      return sameDocument(verdict.page, document) ? verdict : anotherSet(verdict.page);
    const page = identityIn(verdict);
    if (page === null) return verdict;
    const good = verdict.verdict === 'genuine' || verdict.verdict === 'void';
    if (!sameDocument(page, document)) return good ? anotherSet(page) : verdict;
    const twice = seen.has(page.sheet);
    seen.add(page.sheet);
    return twice && good ? { verdict: 'altered', altered: 'sheetTwice', page } : verdict;
  });
  const missing = Array.from({ length: document.of }, (_, index) => index + 1).filter(
    (sheet) => !seen.has(sheet),
  );
  return missing.length === 0 ? judged : judged.map((verdict) => withMissing(verdict, missing));
}

/** Fronts that were opened. */
function identityIn(verdict: PageVerdict): PageIdentity | null {
  return 'page' in verdict && verdict.verdict !== 'genuineBack' ? verdict.page : null;
}

function sameDocument(one: PageIdentity, two: PageIdentity): boolean {
  return (
    one.documentNumber === two.documentNumber &&
    one.of === two.of &&
    one.kind === two.kind &&
    one.municipality === two.municipality &&
    one.issuedOn === two.issuedOn
  );
}

function mostCommon(pages: readonly PageIdentity[]): PageIdentity | null {
  const votes = (page: PageIdentity) => pages.filter((other) => sameDocument(page, other)).length;
  return pages.reduce<PageIdentity | null>(
    (best, page) => (best === null || votes(page) > votes(best) ? page : best),
    null,
  );
}

function anotherSet(page: PageIdentity): PageVerdict {
  return { verdict: 'altered', altered: 'pageOfAnotherSet', page };
}

function withMissing(verdict: PageVerdict, sheets: readonly number[]): PageVerdict {
  if (verdict.verdict !== 'genuine') return verdict;
  return { ...verdict, notes: [...verdict.notes, { note: 'otherSheetsNotGiven', sheets }] };
}
