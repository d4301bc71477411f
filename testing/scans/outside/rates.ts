import { appendFile, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { createInkDrawer } from '../../../verifier/draw/page-ink.ts';
import { lightOf } from '../../../verifier/file/picture.ts';
import { loadNearestGlyphs } from '../../../verifier/node/nearest-glyphs-file.ts';
import { loadCodeReader } from '../../../verifier/node/code-reader.ts';
import { scansIn } from '../../../verifier/node/read-scan.ts';
import type { PageVerdict } from '../../../verifier/verdict.ts';
import { verifyPage } from '../../../verifier/verify-page.ts';
import { sealedPages, trustOfSealedPages } from '../sealed-pages.ts';
import { outsideCase, withPicture } from './cases.ts';
import type { OutsideCase } from './cases.ts';
import { doings } from './forgeries.ts';
import type { Doing } from './forgeries.ts';
import { qualities } from './qualities.ts';
import type { Quality } from './qualities.ts';

const document = path.resolve(import.meta.dirname, '../../../docs/seal.md');
const help = `Usage: node testing/scans/outside/rates.ts [--scans N] [--seed N] [--only WORD] [--keep DIR] [--results FILE] [--write]

Verifies pictures of genuine and of forged pages that other programs drew and changed (poppler, cairo, mupdf, Ghostscript, ImageMagick,
netpbm), and prints how often the answer was what. The same numbers give the same pictures.

  --scans N       how many, every second one genuine (default 800)
  --seed N        number of the first (default 0)
  --only WORD     only the cases of a quality, or with what was done to them
  --keep DIR      keeps the pictures that were judged wrongly
  --results FILE  adds each answer to this file, and leaves out what it holds already: a long run may be ended and go on
  --write         writes the tables into docs/seal.md
`;

interface Judged {
  readonly seed: number;
  readonly quality: Quality;
  readonly doing: Doing;
  /** For a forgery: altered with a mark there, altered with marks elsewhere only, or another answer. */
  readonly outcome: 'genuine' | 'there' | 'elsewhere' | 'unreadable';
  /** CPU time of reading and comparing, s. */
  readonly seconds: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ scans: { type: 'string', default: '800' }, seed: { type: 'string', default: '0' } },
      ...{ only: { type: 'string' }, keep: { type: 'string' }, results: { type: 'string' } },
      ...{ write: { type: 'boolean' }, help: { type: 'boolean' } },
    },
  });
  if (values.help === true) {
    process.stdout.write(help);
    return;
  }
  await loadCodeReader();
  const font = await loadMincho();
  const tools = {
    font,
    drawer: createInkDrawer(font),
    nearest: await loadNearestGlyphs(font),
    trust: trustOfSealedPages,
  };
  const pages = sealedPages(font).filter(({ extent }) => extent !== 'head');
  const all = values.results === undefined ? [] : await earlier(values.results);
  const known = new Set(all.map(({ seed }) => seed));
  const first = Number(values.seed);
  for (let seed = first; seed < first + Number(values.scans); seed++) {
    if (known.has(seed)) continue;
    const of = outsideCase(pages, font, seed);
    const { quality, doing } = of;
    if (values.only !== undefined && quality !== values.only && doing !== values.only) continue;
    const { how, used } = await withPicture(of, font, async (file) => {
      const began = process.cpuUsage();
      const scans = await scansIn(file);
      const [open] = scans.ok ? scans.value : [];
      if (open === undefined) throw new Error(`${file} is no picture`);
      const opened = await open();
      if (!opened.ok) throw new Error(`${file} is refused: ${opened.error}`);
      const { verdict } = await verifyPage(lightOf(opened.value), tools);
      const { user, system } = process.cpuUsage(began);
      const seconds = (user + system) / 1e6;
      const judged: Judged = { seed, quality, doing, outcome: outcomeOf(verdict, of), seconds };
      if (values.keep !== undefined && !isRight(judged)) {
        await mkdir(values.keep, { recursive: true });
        await copyFile(file, path.join(values.keep, `${seed}${path.extname(file)}`));
      }
      return { judged, verdict };
    });
    all.push(used.judged);
    if (values.results !== undefined) await appendFile(values.results, `${JSON.stringify(used.judged)}\n`);
    process.stderr.write(`${lineOf(of, used.judged, how, used.verdict)}\n`);
  }
  const tables = tablesOf(all);
  process.stdout.write(`${tables}\n`);
  if (values.write === true) await writeInto(document, tables);
}

const judgedSchema = z.object({
  seed: z.int(),
  quality: z.enum(qualities),
  doing: z.enum(doings),
  outcome: z.enum(['genuine', 'there', 'elsewhere', 'unreadable']),
  seconds: z.number(),
});

async function earlier(file: string): Promise<Judged[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => judgedSchema.parse(JSON.parse(line)));
}

const marks = {
  from: '<!-- rates: written by testing/scans/outside/rates.ts -->',
  to: '<!-- end of rates -->',
} as const;

async function writeInto(file: string, tables: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const [from, to] = [text.indexOf(marks.from), text.indexOf(marks.to)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the rates`);
  await writeFile(file, `${text.slice(0, from)}${marks.from}\n\n${tables}\n\n${text.slice(to)}`);
}

function outcomeOf(verdict: PageVerdict, { forged, doing }: OutsideCase): Judged['outcome'] {
  if (verdict.verdict === 'genuine') return 'genuine';
  if (verdict.verdict === 'unreadable') return 'unreadable';
  if (verdict.verdict !== 'altered' || verdict.altered !== 'content' || forged === null) return 'elsewhere';
  const { at } = forged;
  const there = verdict.regions.some(
    ({ x, y, w, h }) => x < at.x + at.w + 1 && at.x < x + w + 1 && y < at.y + at.h + 1 && at.y < y + h + 1,
  );
  return there || doing === 'pastedCodes' ? 'there' : 'elsewhere';
}

function isRight({ doing, outcome }: Judged): boolean {
  return outcome === (doing === 'nothing' ? 'genuine' : 'there');
}

function lineOf(of: OutsideCase, judged: Judged, how: string, verdict: PageVerdict): string {
  const { seed, quality, doing, renderer, dpi, page, forged } = of;
  const why =
    verdict.verdict === 'altered' && verdict.altered === 'content'
      ? verdict.regions.map(({ kind, x, y, w, h }) => `${kind} ${[x, y, w, h].map(tenths).join(',')}`)
      : verdict.verdict === 'unreadable'
        ? [verdict.why]
        : [];
  const at = forged === null ? '' : `${forged.says} at ${[forged.at.x, forged.at.y].map(tenths).join(',')}`;
  const { outcome, seconds } = judged;
  const words = [
    seed,
    quality,
    doing,
    renderer,
    dpi,
    page.name,
    at,
    how,
    outcome,
    why.slice(0, 4).join('; '),
  ];
  return `${isRight(judged) ? '   ' : '!! '}${words.join(' | ')} | ${tenths(seconds)} s`;
}

const tenths = (value: number) => value.toFixed(1);

/** Two tables, in Markdown: by quality, and by what was done. */
function tablesOf(all: readonly Judged[]): string {
  const genuine = all.filter(({ doing }) => doing === 'nothing');
  const forged = all.filter(({ doing }) => doing !== 'nothing');
  const altered = ['there', 'elsewhere'] as const;
  return [
    '| genuine pages, seen as | pages | genuine | altered | unreadable |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...qualities, 'all' as const].map((quality) => {
      const of = genuine.filter((each) => quality === 'all' || each.quality === quality);
      return row(names[quality], of, ['genuine'], altered, ['unreadable']);
    }),
    '',
    '| forged pages | pages | marked there | marked elsewhere alone | unreadable | called genuine |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...[...doings.slice(1), 'all' as const].map((doing) => {
      const of = forged.filter((each) => doing === 'all' || each.doing === doing);
      return row(names[doing], of, ['there'], ['elsewhere'], ['unreadable'], ['genuine']);
    }),
  ].join('\n');
}

function row(name: string, of: readonly Judged[], ...counted: (readonly Judged['outcome'][])[]): string {
  const counts = counted.map((outcomes) => of.filter(({ outcome }) => outcomes.includes(outcome)).length);
  return `| ${[name, of.length, ...counts].join(' | ')} |`;
}

const names: Readonly<Record<Quality | Doing | 'all', string>> = {
  clean: 'drawn by a program',
  flatbed: 'turned, blurred, with noise',
  contrast: 'contrast × 2',
  gamma: 'gamma 0.45 to 2.2',
  sharpened: 'sharpened',
  jpeg: 'JPEG 60 to 90',
  phone: 'photograph',
  twoTone: 'black and white, 200 to 600 dpi',
  twoTone150: 'black and white, 150 dpi',
  nothing: 'nothing',
  smallDigit: 'a digit in small type changed',
  similarKanji: 'a kanji changed for a similar one',
  whitePatch: 'a line covered in white',
  greyPatch: 'a line covered in the paper’s grey',
  groundPatch: 'a line covered with a piece of the ground',
  pastedPiece: 'a line covered with one of another page',
  pastedCodes: 'the codes of another page',
  all: 'all',
};

if (import.meta.main) await main();
