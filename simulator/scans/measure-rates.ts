import { parseArgs } from 'node:util';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { createInkDrawer } from '../../verifier/draw/page-ink.ts';
import { loadCodeReader } from '../../verifier/node/code-reader.ts';
import type { PageVerdict } from '../../verifier/verdict.ts';
import { verifyPage } from '../../verifier/verify-page.ts';
import { doings, makeCase, scanKinds } from './cases.ts';
import type { Case, Doing } from './cases.ts';
import { sealedPages, trustOfSealedPages } from './sealed-pages.ts';

/** One line of the table: what was done to the pages, and what the verifier said of how many. */
export interface Rate {
  readonly doing: Doing;
  readonly kind: string;
  readonly scans: number;
  readonly genuine: number;
  /** Altered, with a mark at the place where it was done (anywhere for pasted codes). */
  readonly found: number;
  /** Altered, but marked elsewhere. */
  readonly elsewhere: number;
  readonly unreadable: number;
}

export interface Judged {
  readonly seed: number;
  readonly doing: Doing;
  readonly kind: string;
  readonly page: string;
  readonly says: string;
  readonly outcome: 'genuine' | 'found' | 'elsewhere' | 'unreadable';
  readonly why: string;
  /** ms */
  readonly took: number;
}

/**
 * Verifies generated scans, every second one genuine, and tells one after the other.
 * @param first seed of the first; the others follow
 */
export async function judgeCases(
  count: number,
  first: number,
  told: (judged: Judged) => void,
): Promise<readonly Judged[]> {
  await loadCodeReader();
  const font = await loadMincho();
  const tools = { font, drawer: createInkDrawer(font), trust: trustOfSealedPages };
  // Of a code with the head alone nothing can be compared.
  const pages = sealedPages(font).filter(({ extent }) => extent !== 'head');
  const all: Judged[] = [];
  const forgeries = doings.filter((doing) => doing !== 'nothing');
  for (let index = 0; index < count; index++) {
    const seed = first + index;
    const doing: Doing =
      index % 2 === 0 ? 'nothing' : (forgeries[((index - 1) / 2) % forgeries.length] ?? 'digit');
    const kind = scanKinds[Math.floor(index / 2) % 3] ?? 'flatbed';
    const made = await makeCase(pages, font, doing, kind, seed);
    const began = performance.now();
    const { verdict } = await verifyPage(made.scan, tools);
    const judged = {
      ...{ seed, doing, kind, page: made.page, says: made.forgery?.says ?? '' },
      ...outcomeOf(verdict, made),
      took: Math.round(performance.now() - began),
    };
    all.push(judged);
    told(judged);
  }
  return all;
}

function outcomeOf(verdict: PageVerdict, { forgery }: Case): Pick<Judged, 'outcome' | 'why'> {
  switch (verdict.verdict) {
    case 'genuine':
      return { outcome: 'genuine', why: '' };
    case 'altered': {
      if (verdict.altered !== 'content') return { outcome: 'elsewhere', why: verdict.altered };
      const why = verdict.regions
        .map(({ kind, x, y, w, h }) => `${kind} ${[x, y, w, h].map((mm) => mm.toFixed(1)).join(',')}`)
        .join('; ');
      const there = verdict.regions.some(({ x, y, w, h }) => {
        const at = forgery?.at;
        if (at === undefined) return false;
        return x < at.x + at.w + 1 && at.x < x + w + 1 && y < at.y + at.h + 1 && at.y < y + h + 1;
      });
      return { outcome: there || forgery?.says === 'codes' ? 'found' : 'elsewhere', why };
    }
    case 'unreadable':
      return { outcome: 'unreadable', why: verdict.why };
    default:
      return { outcome: 'elsewhere', why: verdict.verdict };
  }
}

/** The table by what was done and how it was scanned. */
export function ratesOf(judged: readonly Judged[]): readonly Rate[] {
  return doings.flatMap((doing) =>
    scanKinds.map((kind) => {
      const of = judged.filter((each) => each.doing === doing && each.kind === kind);
      const count = (outcome: Judged['outcome']) => of.filter((each) => each.outcome === outcome).length;
      return {
        ...{ doing, kind, scans: of.length, genuine: count('genuine'), found: count('found') },
        ...{ elsewhere: count('elsewhere'), unreadable: count('unreadable') },
      };
    }),
  );
}

export function tableOf(rates: readonly Rate[]): string {
  const row = (...cells: (string | number)[]) =>
    cells
      .map((cell) => String(cell).padEnd(12))
      .join('')
      .trimEnd();
  return [
    row('done', 'scan', 'scans', 'genuine', 'found', 'elsewhere', 'unreadable'),
    ...rates.map((rate) =>
      row(rate.doing, rate.kind, rate.scans, rate.genuine, rate.found, rate.elsewhere, rate.unreadable),
    ),
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { scans: { type: 'string' }, seed: { type: 'string' } } });
  const judged = await judgeCases(Number(values.scans ?? 320), Number(values.seed ?? 1), (each) => {
    const right = each.doing === 'nothing' ? each.outcome === 'genuine' : each.outcome === 'found';
    process.stderr.write(
      `${right ? '' : '!! '}${each.seed} ${each.doing} ${each.kind} ${each.page} ${each.says} ${each.outcome} ${each.why.slice(0, 300)} ${each.took} ms\n`,
    );
  });
  process.stdout.write(`${tableOf(ratesOf(judged))}\n`);
}
