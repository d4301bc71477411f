import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readWords, runCommand } from '../../shared/command-options.ts';
import { logPage } from '../charts/log-page.ts';
import { metricsPage } from '../charts/metrics-page.ts';
import { officialWordsPage } from '../charts/official-words.ts';
import { drawCharts } from '../charts/draw-charts.ts';

const help = `Usage: npm run charts -- [--check]

Draws the state charts in docs/charts/ from the machines, and writes docs/log.md from the event catalogue,
docs/telemetry/metrics.md from the metric catalogue and docs/official-words.md from the languages' folders.
  --check   writes nothing; exit code 1 when a page on disk is out of date
  --help    this text

Exit codes: 0 written, or all up to date, 1 out of date or not written, 2 wrong arguments.
`;

const root = join(import.meta.dirname, '..', '..');

/** @returns the exit code: 0, 1 or 2, as the help explains */
export function runCharts(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'charts', call: 'npm run charts' }, async () => {
    const values = readWords(args, { help: { type: 'boolean' }, check: { type: 'boolean' } });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    return drawAll(values.check ?? false);
  });
}

async function drawAll(check: boolean): Promise<number> {
  await mkdir(join(root, 'docs', 'charts'), { recursive: true });
  const charts = drawCharts().map(({ name, markdown }) => ({ page: `docs/charts/${name}.md`, markdown }));
  let code = 0;
  const written = [
    { page: 'docs/log.md', markdown: logPage() },
    { page: 'docs/telemetry/metrics.md', markdown: metricsPage() },
    { page: 'docs/official-words.md', markdown: officialWordsPage() },
  ];
  for (const { page, markdown } of [...charts, ...written]) {
    const path = join(root, page);
    const before = await readFile(path, 'utf8').catch(() => '');
    if (before === markdown) continue;
    if (check) {
      console.error(`${page} is out of date: npm run charts`);
      code = 1;
    } else {
      await writeFile(path, markdown);
      console.log(page);
    }
  }
  return code;
}

if (import.meta.main) process.exitCode = await runCharts(process.argv.slice(2));
