import { appendFile, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { loadCodeReader } from '../../../verifier/node/code-reader.ts';
import type { PageVerdict } from '../../../verifier/verdict.ts';
import { sealedPages } from '../sealed-pages.ts';
import { toolsForSealedPages } from '../verify-tools.ts';
import { outsideCase, spoiltCase, withPicture } from './cases.ts';
import type { OutsideCase } from './cases.ts';
import { judgeCase } from './judge-case.ts';
import { judgeContained } from './judge-contained.ts';
import { judgedSchema, tablesOf } from './rates-tables.ts';
import type { Judged } from './rates-tables.ts';

const document = path.resolve(import.meta.dirname, '../../../docs/seal.md');
const help = `Usage: node testing/scans/outside/rates.ts [--scans N] [--seed N] [--only WORD] [--series NAME] [--keep DIR] [--results FILE] [--write]

Verifies pictures of genuine and of forged pages that other programs drew and changed (poppler, cairo, mupdf, Ghostscript, ImageMagick,
netpbm), and prints how often the answer was what. The same numbers give the same pictures.

  --scans N       how many, every second one genuine (default 800)
  --seed N        number of the first (default 0)
  --series NAME   pages (the default); spoilt: with a stain or a fold over the spot; contained: in a file with the genuine page
  --only WORD     only the cases of a quality, or with what was done to them
  --keep DIR      keeps the pictures that were judged wrongly
  --results FILE  adds each answer to this file, and leaves out what it holds already: a long run may be ended and go on
  --write         writes the tables into docs/seal.md
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ scans: { type: 'string', default: '800' }, seed: { type: 'string', default: '0' } },
      ...{ only: { type: 'string' }, keep: { type: 'string' }, results: { type: 'string' } },
      ...{ series: { type: 'string', default: 'pages' } },
      ...{ write: { type: 'boolean' }, help: { type: 'boolean' } },
    },
  });
  if (values.help === true) {
    process.stdout.write(help);
    return;
  }
  await loadCodeReader();
  const font = await loadMincho();
  const tools = await toolsForSealedPages(font);
  const pages = sealedPages(font).filter(({ extent }) => extent !== 'head');
  const all = values.results === undefined ? [] : await earlier(values.results);
  const known = new Set(all.map(({ seed }) => seed));
  const series = seriesSchema.parse(values.series);
  const first = Number(values.seed) + firstOf[series];
  for (let seed = first; seed < first + Number(values.scans); seed++) {
    if (known.has(seed)) continue;
    const one =
      series === 'contained'
        ? await judgeFile(seed)
        : await judgePicture((series === 'spoilt' ? spoiltCase : outsideCase)(pages, tools, seed));
    if (one === null) continue;
    process.stderr.write(`${one.line}\n`);
    if (one.judged === null) continue;
    all.push(one.judged);
    if (values.results !== undefined) await appendFile(values.results, `${JSON.stringify(one.judged)}\n`);
  }
  const tables = tablesOf(all);
  process.stdout.write(`${tables}\n`);
  if (values.write === true) await writeInto(document, tables);

  async function judgeFile(seed: number): Promise<Told> {
    const { judged, says } = await judgeContained(pages, tools, seed);
    return { judged, line: `${judged.outcomes.includes('genuine') ? '!!' : '  '} ${seed} | ${says}` };
  }

  /** Null: not what `--only` wants. */
  async function judgePicture(of: OutsideCase): Promise<Told | null> {
    const { seed, quality, doing, forged } = of;
    if (values.only !== undefined && quality !== values.only && doing !== values.only) return null;
    const { how, isShown, used } = await withPicture(of, font, async (file) => {
      const { judged, verdict } = await judgeCase(of, file, tools);
      if (values.keep !== undefined && !isRight(judged)) {
        await mkdir(values.keep, { recursive: true });
        await copyFile(file, path.join(values.keep, `${seed}${path.extname(file)}`));
      }
      return { judged, verdict };
    });
    const leftOut = `-- ${seed} | ${forged?.says ?? ''} | ${how} | left out: no trace of it is in the picture`;
    return isShown
      ? { judged: used.judged, line: lineOf(of, used.judged, how, used.verdict) }
      : { judged: null, line: leftOut };
  }
}

/** What became of a case, in a line; null where it does not count. */
interface Told {
  readonly judged: Judged | null;
  readonly line: string;
}

async function earlier(file: string): Promise<Judged[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => judgedSchema.parse(JSON.parse(line)));
}

/** Numbers of the cases of each series: one file of results holds all. */
const firstOf = { pages: 0, spoilt: 1_000_000, contained: 1_100_000 } as const;
const seriesSchema = z.enum(['pages', 'spoilt', 'contained']);

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

function isRight({ doing, outcomes }: Judged): boolean {
  return outcomes.every((outcome) => outcome === (doing === 'nothing' ? 'genuine' : 'there'));
}

function lineOf(of: OutsideCase, judged: Judged, how: string, verdict: PageVerdict): string {
  const { seed, quality, doing, renderer, dpi, page, forged } = of;
  const why =
    verdict.verdict === 'altered' && verdict.altered === 'content'
      ? verdict.regions.map(({ kind, x, y, w, h }) => `${kind} ${[x, y, w, h].map(tenths).join(',')}`)
      : verdict.verdict === 'unreadable'
        ? [
            verdict.why,
            ...('characters' in verdict
              ? [verdict.characters.map(({ character }) => character).join('')]
              : []),
          ]
        : [];
  const at =
    forged === null
      ? ''
      : `${forged.says} at ${forged.places.map(({ x, y }) => [x, y].map(tenths).join(',')).join(' ')}`;
  const { outcomes, seconds } = judged;
  const words = [
    seed,
    of.spoil ?? quality,
    doing,
    renderer,
    dpi,
    page.name,
    at,
    how,
    outcomes.join(' '),
    why.slice(0, 4).join('; '),
  ];
  return `${isRight(judged) ? '   ' : '!! '}${words.join(' | ')} | ${tenths(seconds)} s`;
}

const tenths = (value: number) => value.toFixed(1);

if (import.meta.main) await main();
