import { parseArgs } from 'node:util';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { isoDate } from '../../shared/dates.ts';
import { loadCodeReader } from '../../verifier/node/code-reader.ts';
import type { PageVerdict } from '../../verifier/verdict.ts';
import { verifyPage } from '../../verifier/verify-page.ts';
import { asOneSet } from '../../verifier/verify-document.ts';
import { doings, makeCase, scanKinds } from './cases.ts';
import type { Case, Doing } from './cases.ts';
import type { ScanKind } from './make-scan.ts';
import { sealedPages } from './sealed-pages.ts';
import { toolsForSealedPages } from './verify-tools.ts';
import { codes } from '../municipality-codes.ts';

/** One line of the table: what was done to the pages, and how many of them got each verdict. */
export interface Rate {
  readonly doing: Doing;
  /** Kind and resolution of the scan. */
  readonly scan: string;
  readonly scans: number;
  readonly genuine: number;
  /** Altered, with a mark where it was done (anywhere for pasted codes). */
  readonly found: number;
  /** Altered, but marked elsewhere. */
  readonly elsewhere: number;
  readonly unreadable: number;
}

export interface Judged {
  readonly seed: number;
  readonly doing: Doing;
  readonly kind: ScanKind;
  readonly dpi: number;
  readonly page: string;
  readonly says: string;
  readonly outcome: 'genuine' | 'found' | 'elsewhere' | 'unreadable';
  readonly why: string;
  /** Time of the verification, ms. */
  readonly took: number;
}

/**
 * Verifies generated scans, every second one genuine, and reports each in turn.
 * @param first seed of the first scan; the others count on from it
 */
export async function judgeCases(
  count: number,
  first: number,
  told: (judged: Judged) => void,
): Promise<readonly Judged[]> {
  await loadCodeReader();
  const font = await loadMincho();
  const tools = await toolsForSealedPages(font);
  // When the codes carry the head alone, nothing can be compared.
  const pages = sealedPages(font).filter(({ extent }) => extent !== 'head');
  const all: Judged[] = [];
  const forgeries = doings.filter((doing) => doing !== 'nothing');
  for (let index = 0; index < count; index++) {
    const seed = first + index;
    const pair = Math.floor(index / 2);
    const genuine = index % 2 === 0;
    const doing: Doing = genuine ? 'nothing' : (forgeries[pair % forgeries.length] ?? 'digit');
    const kind = scanKinds[(genuine ? pair : Math.floor(pair / forgeries.length)) % 3] ?? 'flatbed';
    const made = await makeCase(pages, font, doing, kind, seed);
    const began = performance.now();
    const page = (await verifyPage(made.scan, tools)).verdict;
    const verdict = doing === 'otherSet' ? (asOneSet([...anotherSet, page])[2] ?? page) : page;
    const judged = {
      ...{ seed, doing, kind, dpi: made.dpi, page: made.page, says: made.forgery?.says ?? '' },
      ...outcomeOf(verdict, made),
      took: Math.round(performance.now() - began),
    };
    all.push(judged);
    told(judged);
  }
  return all;
}

/** Two sheets of a document of three, followed by one that does not belong to it. */
const anotherSet = [1, 2].map((sheet): PageVerdict => ({
  verdict: 'genuine',
  notes: [],
  compared: { dpi: 200, inColour: true, notCompared: [] },
  page: {
    kind: 'residenceRecord',
    municipality: codes.tsukuba,
    ...{ documentNumber: 'TKB-0', sheet, of: 3, issuedOn: isoDate('2026-11-20') },
  },
}));

function outcomeOf(verdict: PageVerdict, { doing, forgery }: Case): Pick<Judged, 'outcome' | 'why'> {
  switch (verdict.verdict) {
    case 'genuine':
      return { outcome: 'genuine', why: '' };
    case 'altered': {
      if (verdict.altered !== 'content') {
        const there = doing === 'otherSet' && verdict.altered === 'pageOfAnotherSet';
        return { outcome: there ? 'found' : 'elsewhere', why: verdict.altered };
      }
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

/** The table, by what was done and how it was scanned. */
export function ratesOf(judged: readonly Judged[]): readonly Rate[] {
  const scans = [...new Set(judged.map(scanOf))].sort();
  return doings.flatMap((doing) =>
    scans.flatMap((scan) => {
      const of = judged.filter((each) => each.doing === doing && scanOf(each) === scan);
      if (of.length === 0) return [];
      const count = (outcome: Judged['outcome']) => of.filter((each) => each.outcome === outcome).length;
      return {
        ...{ doing, scan, scans: of.length, genuine: count('genuine'), found: count('found') },
        ...{ elsewhere: count('elsewhere'), unreadable: count('unreadable') },
      };
    }),
  );
}

function scanOf({ kind, dpi }: Judged): string {
  return `${kind} ${dpi < 170 ? '150' : dpi < 200 ? '170' : '200+'}`;
}

export function tableOf(rates: readonly Rate[]): string {
  const row = (...cells: (string | number)[]) =>
    cells
      .map((cell) => String(cell).padEnd(14))
      .join('')
      .trimEnd();
  return [
    row('done', 'scan', 'scans', 'genuine', 'found', 'elsewhere', 'unreadable'),
    ...rates.map((rate) =>
      row(rate.doing, rate.scan, rate.scans, rate.genuine, rate.found, rate.elsewhere, rate.unreadable),
    ),
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { scans: { type: 'string' }, seed: { type: 'string' } } });
  const judged = await judgeCases(Number(values.scans ?? 320), Number(values.seed ?? 1), (each) => {
    const right = each.doing === 'nothing' ? each.outcome === 'genuine' : each.outcome === 'found';
    process.stderr.write(
      `${right ? '' : '!! '}${each.seed} ${each.doing} ${each.kind} ${each.dpi} ${each.page} ${each.says} ${each.outcome} ${each.why.slice(0, 300)} ${each.took} ms\n`,
    );
  });
  process.stdout.write(`${tableOf(ratesOf(judged))}\n`);
}
